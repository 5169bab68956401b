"""Marked texts as blocks of a page: the passages on a coloured ground, their numbers before the line.

Colours are told apart by the numbers alone where they cannot be seen. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from ipdesk.exporting.blocks import ORPHANS, Block, SetLine, Style, Words, text_width
from ipdesk.exporting.marked import Mark, Marked
from ipdesk.exporting.sheets import FOOT
from ipdesk.exporting.typography import sort_of
from ipdesk.screening.risks import SEVERITIES, RiskSeverity

GROUNDS: Final[dict[RiskSeverity, tuple[float, float, float]]] = {
    "block": (1.0, 0.80, 0.78),
    "defer": (1.0, 0.87, 0.62),
    "warn": (1.0, 0.95, 0.62),
    "info": (0.84, 0.91, 1.0),
}
NUMBER: Final = Style("head", 7.5, 10, "right")
PLACE: Final = replace(FOOT, justify="left")
MARGIN: Final = 40.0  # before the line, for numbers
ASIDE: Final = 8.0  # behind the line, before what tells the place
GAP: Final = 5.0  # between paragraphs


@dataclass(slots=True)
class MarkedWords:
    """One paragraph with marks, whose offsets are its own; `starts` are those of its lines. `place` stands beside its first line."""

    words: Words
    marks: tuple[Mark, ...]
    place: str = ""
    before: float = GAP
    keep: bool = False
    outline: str = ""
    starts: tuple[int, ...] = ()

    def height(self, width: float) -> float:
        """Return the height of its lines."""
        return self.words.height(width)

    def part(self, width: float, room: float, _page: float) -> tuple[Block, Block] | None:
        """Part it between lines, leaving no single line on either side."""
        lines = self.words.set_lines(width)
        fits = min(int(room / self.words.style.leading + 1e-6), len(lines) - ORPHANS)
        if fits < ORPHANS:
            return None
        starts = self._starts(width)
        upper = replace(self, words=self.words.cut(0, fits), starts=starts[:fits])
        lower = replace(
            self, words=self.words.cut(fits, len(lines)), starts=starts[fits:], before=0.0, place=""
        )
        return upper, lower

    def draw(self, canvas: Any, left: float, top: float, width: float) -> None:
        """Draw the grounds of its marks, its lines over them, and what stands in the margins."""
        style = self.words.style
        lines = list(zip(self.words.set_lines(width), self._starts(width), strict=True))
        for row, (line, start) in enumerate(lines):
            upper = top - row * style.leading
            for mark in sorted(self.marks, key=lambda each: -SEVERITIES.index(each.severity)):
                if span := _span(line, start, mark):
                    canvas.setFillColorRGB(*GROUNDS[mark.severity])
                    bottom = upper - style.leading + 1
                    canvas.rect(
                        left + span[0], bottom, span[1] - span[0], style.leading - 2, stroke=0, fill=1
                    )
        self.words.draw(canvas, left, top, width)
        for row, (line, start) in enumerate(lines):
            numbers = [each.number for each in self.marks if _begins(line, start, each)]
            if numbers:
                self._number(canvas, left, top - row * style.leading, numbers)
        if self.place:
            shown = Words(self.place, PLACE)
            shown.draw(canvas, left + width + ASIDE, top - (style.leading - PLACE.leading) / 2, 400)

    def _number(self, canvas: Any, left: float, upper: float, numbers: list[int]) -> None:
        text = " ".join(map(str, numbers))
        at = left - max(MARGIN, text_width(text, NUMBER) + 6)
        down = (self.words.style.leading - NUMBER.leading) / 2
        Words(text, NUMBER).draw(canvas, at, upper - down, left - 6 - at)

    def _starts(self, width: float) -> tuple[int, ...]:
        """Return where each line begins in the paragraph: blanks at the end of the line before are swallowed."""
        if not self.starts:
            text, starts, at = self.words.text, [], 0
            for line in self.words.set_lines(width):
                starts.append(at)
                at = line.end
                while at < len(text) and sort_of(text[at]) == "space":
                    at += 1
            self.starts = tuple(starts)
        return self.starts


def marked_blocks(section: Marked, style: Style) -> Iterator[MarkedWords]:
    """Yield the paragraphs of a marked text; empty ones fall away."""
    at, places = 0, dict(section.places)
    shown = ""
    for paragraph in section.text.split("\n"):
        end = at + len(paragraph)
        shown = next((label for place, label in places.items() if at <= place <= end), shown)
        if paragraph.strip():
            marks = tuple(
                replace(each, start=max(each.start, at) - at, end=min(each.end, end) - at)
                for each in section.marks
                if each.start < end and each.end > at
            )
            yield MarkedWords(Words(paragraph, style), marks, shown)
            shown = ""
        at = end + 1


def _begins(line: SetLine, start: int, mark: Mark) -> bool:
    """Say whether a mark begins in a line."""
    return start <= mark.start < max(line.end, start + 1)


def _span(line: SetLine, start: int, mark: Mark) -> tuple[float, float] | None:
    """Return from where to where a mark runs in a line; None where it does not."""
    first, last = max(mark.start - start, 0), min(mark.end - start, len(line.text))
    if first >= last:
        return None
    return line.places[first], line.places[last] if last < len(line.text) else line.width
