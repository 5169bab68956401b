"""What a superior's workbook says: its sheets, the cells in which something stands, and its merged ranges.

Places are (row, column) counted from 0, ranges (first row, first column, last row, last column).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Place = tuple[int, int]
Range = tuple[int, int, int, int]
# "fixed" is a formula that other cells are part of: it cannot be written over alone.
CellKind = Literal["text", "number", "formula", "fixed", "error"]
CELL_KINDS: Final[tuple[CellKind, ...]] = ("text", "number", "formula", "fixed", "error")
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
# A name, and of a figure in brackets the part that is meant: {{lab}}, {{F1.quarter[kind=invention]}}.
MARKER: Final = re.compile(r"\{\{\s*([\w.#-]{1,80}(?:\[[\w.-]{1,40}=[^\[\]{}\r\n\t]{0,80}\])?)\s*\}\}")
_CELL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class BookCell:
    """A cell in which something stands, as people read it."""

    text: str
    kind: CellKind = "text"

    @property
    def is_marker(self) -> bool:
        """Whether nothing but a marker such as {{lab}} stands in it."""
        return self.kind == "text" and MARKER.fullmatch(self.text.strip()) is not None


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet; cells in which nothing stands are left out. `heads` are the headings of tables that the workbook has as such."""

    name: str
    part: str
    cells: Mapping[Place, BookCell]
    merged: tuple[Range, ...] = ()
    heads: tuple[Range, ...] = ()

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell, "" for nothing."""
        cell = self.cells.get((row, column))
        return cell.text.strip() if cell is not None else ""

    def cover(self, place: Place) -> Range | None:
        """Return the merged range that a cell lies in, None for none."""
        return next((each for each in self.merged if is_within(place, each)), None)

    def size(self) -> tuple[int, int]:
        """Return how many rows and columns there are up to the last cell or range."""
        rows = [row for row, _ in self.cells] + [each[2] for each in self.merged]
        columns = [column for _, column in self.cells] + [each[3] for each in self.merged]
        return max(rows, default=-1) + 1, max(columns, default=-1) + 1

    def rows(self) -> dict[int, list[tuple[int, BookCell]]]:
        """Return the rows in which something stands, in their order, each with its cells from left to right."""
        found: dict[int, list[tuple[int, BookCell]]] = {}
        for row, column in sorted(self.cells):
            found.setdefault(row, []).append((column, self.cells[row, column]))
        return found


@dataclass(frozen=True, slots=True)
class ReportBook:
    """A workbook to be filled. `names` are the names it defines, `texts` what stands in no cell, as (part, text); one may be digitally `signed`."""

    name: str
    sha256: str
    sheets: tuple[BookSheet, ...]
    names: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    signed: bool = False

    def sheet(self, name: str) -> BookSheet | None:
        """Return a sheet by its name, None without one."""
        return next((each for each in self.sheets if each.name == name), None)

    @property
    def has_formulas(self) -> bool:
        """Whether any cell is reckoned from others."""
        kinds = ("formula", "fixed")
        return any(cell.kind in kinds for sheet in self.sheets for cell in sheet.cells.values())


def is_within(place: Place, area: Range) -> bool:
    """Say whether a cell lies in a range."""
    top, left, bottom, right = area
    return top <= place[0] <= bottom and left <= place[1] <= right


def cell_name(place: Place) -> str:
    """Return the name of a cell, such as C7."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def place_of(name: str) -> Place | None:
    """Return the place that a name such as C7 means, None for what is no cell of a sheet."""
    found = _CELL.fullmatch(name.strip())
    if found is None:
        return None
    column = 0
    for sign in found[1].upper():
        column = column * 26 + ord(sign) - 64
    row = int(found[2])
    return (row - 1, column - 1) if row <= MOST_ROWS and column <= MOST_COLUMNS else None


def range_of(name: str) -> Range | None:
    """Return the range that a name such as B2:D5 or B2 means, None for what is none."""
    first, _, last = name.partition(":")
    begin, end = place_of(first), place_of(last or first)
    if begin is None or end is None:
        return None
    rows, columns = sorted((begin[0], end[0])), sorted((begin[1], end[1]))
    return rows[0], columns[0], rows[1], columns[1]
