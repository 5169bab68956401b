"""Bars as a block of a page: label, name of the series, bar and figure, told apart without colours.

Lengths are in points, as in blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from ipdesk.exporting.bars import FULL, Bars, figure
from ipdesk.exporting.blocks import Block, Style, Words, text_width

GAP: Final = 6.0
THICK: Final = 0.62  # of the leading of a bar's line
INK, TRACK, EDGE, GRID = 0.35, 0.94, 0.55, 0.75
MOST_LABEL: Final = 0.30  # of the width
MOST_NAME: Final = 0.20
LEAST_SCALE: Final = 11.0
SCALE: Final = (0, 25, 50, 75, 100)
SCALE_SIZE: Final = 7.0


@dataclass(frozen=True, slots=True)
class _Line:
    """One bar: the name of its series, its figure, and how much of the scale it fills."""

    name: Words
    shown: Words
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class _Row:
    """One label with its bars."""

    label: Words
    lines: tuple[_Line, ...]


@dataclass(slots=True)
class BarChart:
    """Rows of bars over one scale, which is drawn below them; parted between rows, each part with its scale.

    `widest` are the widths that labels, names of series and figures would like to have, none for names not shown.
    """

    rows: list[_Row]
    style: Style
    widest: tuple[float, float, float]
    before: float = 3.0
    keep: bool = False
    outline: str = ""

    def _columns(self, width: float) -> tuple[float, float, float]:
        """Return the widths of labels, names of series and figures; the rest is for the bars."""
        labels, names, figures = self.widest
        return min(labels, width * MOST_LABEL), min(names, width * MOST_NAME), figures

    def _pitches(self, row: _Row, width: float) -> list[float]:
        """Return the height of each bar of a row: a line, or more where the name of its series is broken."""
        _, names, _ = self._columns(width)
        return [max(self.style.leading, line.name.height(names) if names else 0.0) for line in row.lines]

    def _tall(self, row: _Row, width: float) -> float:
        labels, _, _ = self._columns(width)
        return max(row.label.height(labels), sum(self._pitches(row, width))) + GAP

    def height(self, width: float) -> float:
        """Return the height of all rows and the scale below them."""
        return sum(self._tall(row, width) for row in self.rows) + LEAST_SCALE

    def part(self, width: float, room: float, _page: float) -> tuple[Block, Block] | None:
        """Part it between rows; one row taller than a page is not parted."""
        used, stop = LEAST_SCALE, 0
        while stop < len(self.rows) and used + self._tall(self.rows[stop], width) <= room:
            used += self._tall(self.rows[stop], width)
            stop += 1
        if not 0 < stop < len(self.rows):
            return None
        upper = replace(self, rows=self.rows[:stop])
        return upper, replace(self, rows=self.rows[stop:], before=0.0, outline="")

    def draw(self, canvas: Any, left: float, top: float, width: float) -> None:
        """Draw the grid, the bars with their texts, and the scale."""
        labels, names, figures = self._columns(width)
        start = left + labels + GAP + (names + GAP if names else 0)
        across = left + width - figures - GAP - start
        bottom = top - self.height(width) + LEAST_SCALE
        self._scale(canvas, start, across, top, bottom)
        y = top
        for row in self.rows:
            pitches = self._pitches(row, width)
            tall = self._tall(row, width) - GAP
            row.label.draw(canvas, left, y - GAP / 2 - (tall - row.label.height(labels)) / 2, labels)
            line_top = y - GAP / 2 - (tall - sum(pitches)) / 2
            for line, pitch in zip(row.lines, pitches, strict=True):
                middle = line_top - pitch / 2
                if names:
                    line.name.draw(canvas, left + labels + GAP, middle + line.name.height(names) / 2, names)
                self._bar(canvas, start, across, middle, line.value)
                line.shown.draw(canvas, start + across + GAP, middle + self.style.leading / 2, figures)
                line_top -= pitch
            y -= self._tall(row, width)

    def _bar(self, canvas: Any, start: float, across: float, middle: float, value: Decimal | None) -> None:
        """Draw the track of a bar and as much of it as the figure says; a frame shows where nothing fills it."""
        thick = self.style.leading * THICK
        low = middle - thick / 2
        canvas.setLineWidth(0.4)
        canvas.setStrokeGray(EDGE)
        if value is None:
            canvas.setDash(1.5, 1.5)
            canvas.rect(start, low, across, thick, stroke=1, fill=0)
            canvas.setDash()
            return
        canvas.setFillGray(TRACK)
        canvas.rect(start, low, across, thick, stroke=1, fill=1)
        filled = across * float(min(max(value, Decimal(0)), Decimal(FULL))) / FULL
        if filled:
            canvas.setFillGray(INK)
            canvas.rect(start, low, filled, thick, stroke=0, fill=1)

    def _scale(self, canvas: Any, start: float, across: float, top: float, bottom: float) -> None:
        style = replace(self.style, size=SCALE_SIZE, leading=LEAST_SCALE, justify="center", grey=0.35)
        canvas.setLineWidth(0.3)
        canvas.setStrokeGray(GRID)
        for step in SCALE:
            x = start + across * step / FULL
            canvas.line(x, top, x, bottom)
            Words(str(step), style).draw(canvas, x - GAP * 2, bottom, GAP * 4)


def bar_chart(section: Bars, style: Style) -> BarChart:
    """Return bars as a block, its texts set in a style."""
    left, right = replace(style, justify="left"), replace(style, justify="right")
    small = replace(left, size=style.size * 0.9, grey=0.25)
    named = len(section.series) > 1
    rows = []
    for row in section.rows:
        lines = tuple(
            _Line(Words(name if named else "", small), Words(figure(value), right), value)
            for name, value in zip(section.series, row.values, strict=True)
        )
        rows.append(_Row(Words(row.label, left), lines))
    every = [line for row in rows for line in row.lines]
    widest = (
        max((_wide(row.label) for row in rows), default=0.0) + 1,
        max((_wide(line.name) for line in every), default=0.0) + 1 if named else 0.0,
        max([text_width("100", right), *(_wide(line.shown) for line in every)]) + 1,
    )
    return BarChart(rows, left, widest)


def _wide(words: Words) -> float:
    return max((text_width(line, words.style) for line in words.text.split("\n")), default=0.0)
