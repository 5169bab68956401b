"""What the child answered, checked and typed: sheets of cells, and the text that a cell shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Any

from ipdesk.importing.child import misanswered
from ipdesk.model.values import decimal_text

EXACT = 10**15  # Excel keeps fifteen digits


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that the workbook shows as percent: 0.6 is shown as 60 %."""

    fraction: float


@dataclass(frozen=True, slots=True)
class Lost:
    """A cell that shows an error such as #N/A, or holds a formula without a result."""


Cell = Lost | None | bool | str | int | float | date | Percent


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is row 1 of Excel; rows end at their last filled cell.

    `hidden_rows` are hidden or filtered out, counted from 0.
    `merged` are ranges as (first row, first column, last row, last column), counted from 0.
    """

    name: str
    hidden: bool
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell by its place counted from 0; None beyond the end."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell by its place counted from 0."""
        return cell_text(self.cell(row, column))


@dataclass(frozen=True, slots=True)
class Workbook:
    """A parsed file. `source` is "xlsx", "xls" or "text".

    `texts` are (part, text) outside cells: headers, footers, comments, drawings and properties.
    """

    name: str
    sha256: str
    size: int
    source: str
    macros: bool
    epoch_1904: bool
    texts: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]


def workbook_of(answer: dict[str, Any]) -> Workbook:
    """Return the child's answer as a workbook. Raises Refused when it is not of the promised shape.

    The child read hostile bytes, so nothing it says is taken on trust.
    """
    name = str(answer.get("name", ""))
    try:
        return Workbook(
            name=name,
            sha256=str(answer["sha256"]),
            size=int(answer["size"]),
            source=_text(answer["source"]),
            macros=answer["macros"] is True,
            epoch_1904=answer["epoch_1904"] is True,
            texts=tuple((_text(where), _text(text)) for where, text in answer["texts"]),
            sheets=tuple(_sheet(each) for each in answer["sheets"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise misanswered(name) from None


def cell_text(cell: Cell) -> str:
    """Return a cell as text, the way the workbook's reader sees it as far as that is known."""
    if cell.__class__ is str:  # most are
        return cell.strip()
    match cell:
        case None:
            return ""
        case Lost():
            return "#"
        case bool():
            return "是" if cell else "否"
        case str():
            return cell.strip()
        case Percent():
            return f"{_number_text(cell.fraction * 100)}%"
        case int() | float():
            return _number_text(cell)
        case datetime():
            return cell.isoformat(" ", "seconds")
        case date():
            return cell.isoformat()


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, such as C7, for its place counted from 0."""
    return f"{column_name(column)}{row + 1}"


@cache
def column_name(column: int) -> str:
    """Return the letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_blank(cells: Iterable[Cell]) -> bool:
    """Say whether no cell shows anything."""
    return not any(cell_text(cell) for cell in cells)


def _number_text(number: float) -> str:
    """Return a number with fifteen digits at most, as Excel shows it in a wide cell."""
    if isinstance(number, int):
        return str(number)
    return decimal_text(Decimal(f"{number:.15g}")) if isfinite(number) else str(number)


def _sheet(given: dict[str, Any]) -> Sheet:
    return Sheet(
        name=_text(given["name"]),
        hidden=given["hidden"] is True,
        rows=tuple(tuple(map(_cell, row)) for row in given["rows"]),
        merged=tuple(_range(each) for each in given["merged"]),
        hidden_rows=frozenset(map(int, given["hidden_rows"])),
    )


def _range(given: list[Any]) -> tuple[int, int, int, int]:
    top, left, bottom, right = map(int, given)
    return top, left, bottom, right


def _cell(given: Any) -> Cell:
    match given:
        case None | bool() | int() | float() | str():
            return given
        case {"day": str(day)}:
            return datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)
        case {"percent": float(fraction)}:
            return Percent(fraction)
        case {"lost": True}:
            return Lost()
        case _:
            raise ValueError("not a cell")


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError("not text")
    return given
