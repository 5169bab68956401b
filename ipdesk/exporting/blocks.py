"""What a page is made of: blocks that know their height, can be parted, and draw themselves.

Lengths are in points, `top` is the y of a block's upper edge. A block never reads user text as markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from ipdesk.exporting.fonts import BOXES, Role, glyph, is_silent
from ipdesk.exporting.typography import Breaker, Justify, Line

RULE: Final = 0.5
PADDING: Final = 4.0
ORPHANS: Final = 2
INK: Final = 0.12
BOX_SIZE: Final = 0.78
NEAR: Final = 0.01
TALL_ROW: Final = 0.4
FULL: Final = 0.9  # of the size: the advance from which a character is full-width


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: face, size and leading in points, alignment, indent of paragraphs in characters.

    `track` is added to the advance of each full-width character, in points.
    """

    role: Role
    size: float
    leading: float
    justify: Justify = "justify"
    indent: float = 0.0
    grey: float = 0.0
    track: float = 0.0

    def advance(self, sign: str) -> float:
        """Return the width of a character."""
        width = glyph(self.role, sign)[1]
        return width * self.size + (self.track if width >= FULL else 0.0)


class Block(Protocol):
    """A piece of a page. `before` is the space above it; `keep` holds it with what follows."""

    before: float
    keep: bool
    outline: str

    def height(self, width: float) -> float:
        """Return its height at a width."""

    def part(self, width: float, room: float, page: float, /) -> tuple[Block, Block] | None:
        """Return what fits into the room and the rest; None when it is not to be parted there."""

    def draw(self, canvas: Any, left: float, top: float, width: float) -> None:
        """Draw it."""


@dataclass(frozen=True, slots=True)
class SetLine(Line):
    """A line with its runs of one font and one spacing: font, text, place, extra space after each character."""

    runs: tuple[tuple[str, str, float, float], ...]


class _Memory(dict[tuple[str, Style, float], tuple[SetLine, ...]]):
    """What paragraphs came to, at most so many of them."""

    most = 0


_memory: Final = _Memory()
MOST_REMEMBERED: Final = 2_000  # some 10 MB


def remember_paragraphs(most: int = MOST_REMEMBERED) -> None:
    """Let this process break so many paragraphs but once, as for papers of much the same words; 0 forgets all.

    Their words stay in memory till the process ends.
    """
    _memory.most = most
    if not most:
        _memory.clear()


def _lines(text: str, style: Style, width: float) -> tuple[SetLine, ...]:
    found: list[SetLine] = []
    for paragraph in text.split("\n"):
        key = (paragraph, style, width)
        lines = _memory.get(key) if _memory.most else None
        if lines is None:
            lines = _broken(*key)
            if len(_memory) < _memory.most:
                _memory[key] = lines
        found += lines
    return tuple(found)


def _broken(paragraph: str, style: Style, width: float) -> tuple[SetLine, ...]:
    """Return the lines of one paragraph at a width."""
    indent = style.indent * (style.size + style.track)
    lines = Breaker(paragraph, style.advance, style.size, indent=indent).lines(width, style.justify)
    return tuple(
        SetLine(each.text, each.places, each.end, each.width, tuple(_segments(each, style))) for each in lines
    )


def text_width(text: str, style: Style) -> float:
    """Return the width of text set in one line."""
    return sum(map(style.advance, text))


def _segments(line: Line, style: Style) -> Iterator[tuple[str, str, float, float]]:
    """Yield the runs of a line."""
    run, font, at, extra, expected = "", "", 0.0, 0.0, 0.0
    for index, sign in enumerate(line.text):
        if is_silent(sign) and sign != "\t":
            continue
        name, advance = glyph(style.role, sign)
        place = line.places[index]
        if run and name == font and abs(place - expected) < NEAR:
            run += sign
        else:
            if run:
                yield font, run, at, extra
            stop = line.places[index + 1] if index + 1 < len(line.text) else line.width
            run, font, at, extra = sign, name, place, stop - place - advance * style.size
        expected = place + advance * style.size + extra
    if run:
        yield font, run, at, extra


@dataclass(slots=True)
class Words:
    """A text in one style, of one or more paragraphs."""

    text: str
    style: Style
    before: float = 0.0
    keep: bool = False
    outline: str = ""
    lines: tuple[SetLine, ...] = ()
    measured: float = 0.0

    def set_lines(self, width: float) -> tuple[SetLine, ...]:
        """Return the lines at a width; worked out once."""
        if self.measured != width:
            self.lines, self.measured = _lines(self.text, self.style, width), width
        return self.lines

    def height(self, width: float) -> float:
        """Return the height of its lines."""
        return len(self.set_lines(width)) * self.style.leading

    def part(self, width: float, room: float, _page: float) -> tuple[Block, Block] | None:
        """Part it between lines, leaving no single line on either side."""
        lines = self.set_lines(width)
        fits = min(int(room / self.style.leading + 1e-6), len(lines) - ORPHANS)
        if fits < ORPHANS:
            return None
        return self.cut(0, fits), self.cut(fits, len(lines))

    def cut(self, start: int, stop: int) -> Words:
        """Return some of its lines as a text of their own."""
        return replace(self, lines=self.lines[start:stop], before=0.0 if start else self.before)

    def draw(self, canvas: Any, left: float, top: float, width: float) -> None:
        """Draw its lines."""
        style = self.style
        base = top - style.leading / 2 - style.size * 0.38 + INK
        text = canvas.beginText()
        text.setFillGray(style.grey)
        set_font, set_extra = "", 0.0
        for number, line in enumerate(self.set_lines(width)):
            y = base - number * style.leading
            for font, run, at, extra in line.runs:
                text.setTextOrigin(left + at, y)
                if font != set_font:
                    text.setFont(font, style.size)
                if extra != set_extra:
                    text.setCharSpace(extra)
                set_font, set_extra = font, extra
                text.textOut(run.replace("\t", " "))
        if set_extra:  # it would hold for the next text, too
            text.setCharSpace(0)
        canvas.drawText(text)
        if not BOXES.isdisjoint(self.text):
            self._draw_boxes(canvas, left, base)

    def _draw_boxes(self, canvas: Any, left: float, base: float) -> None:
        size = self.style.size * BOX_SIZE
        canvas.setLineWidth(0.7)
        for number, line in enumerate(self.lines):
            y = base - number * self.style.leading - self.style.size * 0.06
            for sign, at in zip(line.text, line.places, strict=True):
                if sign in BOXES:
                    x = left + at + self.style.size * 0.1
                    canvas.rect(x, y, size, size)
                    if sign == "☑":
                        canvas.setLineWidth(1.1)
                        canvas.lines(
                            [
                                (x + size * 0.18, y + size * 0.52, x + size * 0.42, y + size * 0.2),
                                (x + size * 0.42, y + size * 0.2, x + size * 0.86, y + size * 0.84),
                            ]
                        )
                        canvas.setLineWidth(0.7)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a ruled grid: its text over so many columns, its least height, its ground."""

    words: Words
    span: int = 1
    least: float = 0.0
    shade: float = 1.0
    middle: bool = True


@dataclass(slots=True)
class Ruled:
    """A ruled grid: rows of cells over columns of given shares of the width.

    The first `head` rows are repeated on each page.
    """

    shares: tuple[float, ...]
    rows: list[tuple[Cell, ...]]
    head: int = 0
    before: float = 0.0
    keep: bool = False
    outline: str = ""
    heights: list[float] = field(default_factory=list)
    measured: float = 0.0

    def _widths(self, row: Sequence[Cell], width: float) -> Iterator[tuple[Cell, float]]:
        start = 0
        total = sum(self.shares)
        for cell in row:
            yield cell, sum(self.shares[start : start + cell.span]) / total * width
            start += cell.span

    def _row_height(self, row: Sequence[Cell], width: float) -> float:
        return max(
            max(cell.least, cell.words.height(across - 2 * PADDING) + 2 * PADDING)
            for cell, across in self._widths(row, width)
        )

    def row_heights(self, width: float) -> list[float]:
        """Return the heights of its rows; worked out once."""
        if self.measured != width or len(self.heights) != len(self.rows):
            self.heights, self.measured = [self._row_height(row, width) for row in self.rows], width
        return self.heights

    def height(self, width: float) -> float:
        """Return the height of all rows."""
        return sum(self.row_heights(width))

    def least(self, width: float, page: float) -> float:
        """Return the height of what cannot be parted from its beginning: its heading and a first row that is not tall."""
        heights = self.row_heights(width)[: self.head + 1]
        return sum(heights) if heights[-1] <= page * TALL_ROW else sum(heights[:-1])

    def part(self, width: float, room: float, page: float) -> tuple[Block, Block] | None:
        """Part it between rows, or inside a row that is taller than a good part of the page."""
        heights = self.row_heights(width)
        used, stop = 0.0, 0
        while stop < len(heights) and used + heights[stop] <= room:
            used += heights[stop]
            stop += 1
        if self.head <= stop < len(heights) and heights[stop] > page * TALL_ROW:
            parted = self._part_row(self.rows[stop], width, room - used)
            if parted:
                return self._some(0, stop, [parted[0]], width), self._rest(stop + 1, parted[1], width)
        if stop <= self.head:
            return None
        if self.head and len(heights) - 1 == stop > self.head + 1:
            stop -= 1  # the last row does not stand alone under a repeated heading
        return self._some(0, stop, [], width), self._rest(stop, None, width)

    def _some(self, start: int, stop: int, more: list[tuple[Cell, ...]], width: float) -> Ruled:
        rows = [*self.rows[start:stop], *more]
        heights = [*self.heights[start:stop], *(self._row_height(row, width) for row in more)]
        return replace(self, rows=rows, heights=heights)

    def _rest(self, start: int, first: tuple[Cell, ...] | None, width: float) -> Ruled:
        extra = [first] if first else []
        rows = [*self.rows[: self.head], *extra, *self.rows[start:]]
        heights = [
            *self.heights[: self.head],
            *(self._row_height(row, width) for row in extra),
            *self.heights[start:],
        ]
        return replace(self, rows=rows, heights=heights, before=0.0, outline="")

    def _part_row(
        self, row: Sequence[Cell], width: float, room: float
    ) -> tuple[tuple[Cell, ...], tuple[Cell, ...]] | None:
        upper: list[Cell] = []
        lower: list[Cell] = []
        for cell, across in self._widths(row, width):
            lines = len(cell.words.set_lines(across - 2 * PADDING))
            fits = int((room - 2 * PADDING) / cell.words.style.leading + 1e-6)
            if fits < min(ORPHANS, lines):
                return None
            fits = min(fits, lines)
            upper.append(replace(cell, words=cell.words.cut(0, fits), least=0.0))
            lower.append(replace(cell, words=cell.words.cut(fits, lines), least=0.0))
        return tuple(upper), tuple(lower)

    def draw(self, canvas: Any, left: float, top: float, width: float) -> None:
        """Draw grounds, texts and rules."""
        y = top
        canvas.setLineWidth(RULE)
        canvas.setStrokeGray(0.35)
        for row, height in zip(self.rows, self.row_heights(width), strict=True):
            x = left
            for cell, across in self._widths(row, width):
                if cell.shade < 1:
                    canvas.setFillGray(cell.shade)
                    canvas.rect(x, y - height, across, height, stroke=0, fill=1)
                canvas.rect(x, y - height, across, height)
                inner = across - 2 * PADDING
                spare = height - 2 * PADDING - cell.words.height(inner)
                down = PADDING + (spare / 2 if cell.middle and spare > 0 else 0)
                cell.words.draw(canvas, x + PADDING, y - down, inner)
                canvas.setStrokeGray(0.35)
                canvas.setLineWidth(RULE)
                x += across
            y -= height


@dataclass(slots=True)
class Together:
    """Blocks that stay on one page, such as a place to sign with its heading."""

    blocks: list[Block]
    before: float = 0.0
    keep: bool = False
    outline: str = ""

    def height(self, width: float) -> float:
        """Return the height of all of them with the spaces between."""
        inner = sum(block.before for block in self.blocks[1:])
        return inner + sum(block.height(width) for block in self.blocks)

    def part(self, width: float, room: float, page: float) -> tuple[Block, Block] | None:
        """Never part it, but where it is taller than a page."""
        if self.height(width) <= page:
            return None
        first, *rest = self.blocks
        if first.height(width) <= room and rest:
            return first, replace(self, blocks=rest, before=rest[0].before)
        return first.part(width, room, page)

    def draw(self, canvas: Any, left: float, top: float, width: float) -> None:
        """Draw them below each other."""
        y = top
        for number, block in enumerate(self.blocks):
            y -= block.before if number else 0
            block.draw(canvas, left, y, width)
            y -= block.height(width)
