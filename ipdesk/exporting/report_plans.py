"""What is written into which cell of a superior's workbook, worked out from its map and the values of a quarter.

Nothing is written over that is not mapped: where the rows do not fit, the plan says so and nothing is filled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from ipdesk.exporting.template_values import TemplateValues, Value
from ipdesk.model.text import N_, Message
from ipdesk.model.values import decimal_text
from ipdesk.rules.report_books import (
    MARKER,
    MOST_ROWS,
    BookSheet,
    Place,
    Range,
    ReportBook,
    cell_name,
    is_within,
)
from ipdesk.rules.report_maps import ORDER, KnownNames, Mapped, ReportMap

LONGEST_TEXT: Final = 32_767  # characters in a cell of Excel
EXACT: Final = 10**15  # Excel keeps fifteen digits
PROBLEMS: Final[Mapping[str, str]] = {
    "no-sheet": N_("{place}: the workbook has no sheet of that name."),
    "unknown": N_("{place}: nothing is called “{name}”."),
    "merged": N_("{place} lies within the merged cells {range}: map {first}, their first one."),
    "formula": N_("{place} holds a formula: map another cell, or say that it may be written over."),
    "fixed": N_("{place} is part of a formula over several cells and cannot be written over."),
    "head": N_("{place} is a heading of a table by which its column is known: map another cell."),
    "too-long": N_("{place}: the text has {count} characters; a cell holds {most}."),
    "no-room": N_(
        "{place}: {rows} rows are to be written below it, but there is room for {room}: {before} follows."
    ),
    "no-rows-left": N_("{place}: {rows} rows are to be written below it; the sheet ends before."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell cannot be filled: where, and the sentence."""

    sheet: str
    place: Place
    message: Message


@dataclass(slots=True)
class SheetPlan:
    """What the child is told to write into one sheet, as JSON values."""

    part: str
    puts: list[list[Any]] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is written, or all that is wrong with it; `cells` counts what is written, `empty` are mapped cells without a value.

    `over_formulas` says that some formula gives way.
    """

    sheets: tuple[SheetPlan, ...]
    problems: tuple[Problem, ...]
    cells: int
    empty: tuple[Mapped, ...] = ()
    over_formulas: bool = False

    def request(self, book: ReportBook) -> dict[str, Any]:
        """Return what the child is told."""
        sheets = [
            {"part": each.part, "puts": each.puts, "rows": each.rows} for each in self.sheets if each.puts
        ]
        return {
            "act": "fill",
            "sheets": sheets,
            "reckon": book.has_formulas,
            "over_formulas": self.over_formulas,
        }


def plan_filling(book: ReportBook, map_: ReportMap, values: TemplateValues, known: KnownNames) -> Plan:
    """Work out what is written where. Nothing is read or written."""
    planner = _Planner(map_, values, known)
    sheets = []
    for name, mapped in _by_sheet(map_).items():
        if (sheet := book.sheet(name)) is None:
            for each in mapped:
                planner.complain(each, "no-sheet")
            continue
        sheets.append(planner.sheet(sheet, mapped))
    written = sum(len(each.puts) for each in sheets)
    return Plan(tuple(sheets), tuple(planner.problems), written, tuple(planner.empty), planner.over_formulas)


def check_map(book: ReportBook, map_: ReportMap, known: KnownNames) -> tuple[Problem, ...]:
    """Return what is wrong with a map for a workbook, whatever the quarter tells."""
    nothing = TemplateValues(slots={}, figures={}, tables={})
    return plan_filling(book, map_, nothing, known).problems


def first_row(sheet: BookSheet, place: Place) -> int:
    """Return the row in which the values under a heading begin."""
    cover = sheet.cover(place)
    return (cover[2] if cover is not None else place[0]) + 1


class _Planner:
    """Plans sheet after sheet and collects what is wrong."""

    def __init__(self, map_: ReportMap, values: TemplateValues, known: KnownNames) -> None:
        self.map, self.values, self.known = map_, values, known
        self.problems: list[Problem] = []
        self.empty: list[Mapped] = []
        self.over_formulas = False

    def sheet(self, sheet: BookSheet, mapped: Sequence[Mapped]) -> SheetPlan:
        """Plan one sheet."""
        plan = SheetPlan(sheet.part)
        tables: dict[tuple[str, int], list[Mapped]] = defaultdict(list)
        for each in mapped:
            if not self._is_named_right(each) or not self._is_free(sheet, each):
                continue
            if each.is_column:
                register = each.what.partition(".")[0]
                tables[register, first_row(sheet, each.place)].append(each)
            elif (put := self._put(each, *each.place, self._value(each))) is not None:
                plan.puts.append(put)
        for (register, row), columns in tables.items():
            self._table(sheet, plan, register, row, columns)
        return plan

    def complain(self, mapped: Mapped, code: str, place: Place | None = None, **words: object) -> None:
        """Note what is wrong with a cell, or with another one that its column comes to."""
        where = f"{mapped.sheet}!{cell_name(place or mapped.place)}"
        message = Message(PROBLEMS[code], place=where, **words)
        self.problems.append(Problem(mapped.sheet, mapped.place, message))

    def _is_named_right(self, mapped: Mapped) -> bool:
        wrong = [name for name in mapped.names() if not self.known.is_known(name, is_column=mapped.is_column)]
        for name in wrong or ([] if mapped.names() else [mapped.what]):
            self.complain(mapped, "unknown", name=name)
        return not wrong and bool(mapped.names())

    def _is_free(self, sheet: BookSheet, mapped: Mapped) -> bool:
        cover = sheet.cover(mapped.place)
        if cover is not None and mapped.place != cover[:2]:
            self.complain(mapped, "merged", range=_range_name(cover), first=cell_name(cover[:2]))
            return False
        if not mapped.is_column and any(is_within(mapped.place, each) for each in sheet.heads):
            self.complain(mapped, "head")
            return False
        cell = sheet.cells.get(mapped.place)
        kind = cell.kind if cell is not None else "text"
        if mapped.is_column or kind not in ("formula", "fixed"):
            return True
        if kind == "fixed" or not mapped.overwrite:
            self.complain(mapped, kind)
            return False
        self.over_formulas = True
        return True

    def _value(self, mapped: Mapped) -> Value:
        if "{{" not in mapped.what:
            return self._named(mapped.what)
        return MARKER.sub(lambda found: _text(self._named(found[1])), mapped.what)

    def _named(self, name: str) -> Value:
        if name in self.known.slots:
            return self.values.slots.get(name)
        return self.values.figure(name)

    def _put(
        self, mapped: Mapped, row: int, column: int, value: Value, like: int | None = None
    ) -> list[Any] | None:
        text, kind = _text(value), "text"
        match value:
            case None | "":
                kind = "blank"
                if not mapped.is_column:
                    self.empty.append(mapped)
            case date():
                kind = "day"
            case int() | Decimal() if _is_exact(Decimal(value)):
                kind = "percent" if self.values.is_percent(mapped.what) else "number"
        if len(text) > LONGEST_TEXT:
            self.complain(mapped, "too-long", (row, column), count=len(text), most=LONGEST_TEXT)
            return None
        return [row, column, kind, text, like]

    def _table(
        self, sheet: BookSheet, plan: SheetPlan, register: str, row: int, columns: Sequence[Mapped]
    ) -> None:
        rows = self.values.tables.get(register, ())
        extent = _extent(sheet, columns)
        places = [each.place[1] for each in columns]
        room, before = self._room(sheet, row, places, extent, max(len(rows), 1))
        if (
            max(len(rows), 1) > room
        ):  # where none come, what stands there is of another quarter, or no place for rows
            if row + room >= MOST_ROWS:
                self.complain(columns[0], "no-rows-left", rows=len(rows))
            else:
                self.complain(columns[0], "no-room", rows=len(rows), room=room, before=before)
            return
        for number, held in enumerate(rows or [{}]):
            like = row if number else None
            if number:
                plan.rows.append([row + number, row, *extent])
            for each in columns:
                name = each.what.partition(".")[2]
                value = held.get(name) if name != ORDER or name in held or not rows else number + 1
                if not rows and (row, each.place[1]) not in sheet.cells:
                    continue  # nothing to take a marker away from
                put = self._put(each, row + number, each.place[1], value, like)
                if put is not None:
                    plan.puts.append(put)

    def _room(
        self, sheet: BookSheet, first: int, columns: Sequence[int], extent: tuple[int, int], wanted: int
    ) -> tuple[int, str]:
        """Return how many rows are free from the first on, up to those wanted, and the cell that follows."""
        merged = [each for each in sheet.merged if each[2] >= first and each[0] < first + wanted]
        merged = [each for each in merged if each[1] <= extent[1] and each[3] >= extent[0]]
        for row in range(first, min(first + wanted, MOST_ROWS)):
            places = [(row, column) for column in range(extent[0], extent[1] + 1)]
            mapped = [each for each in places if self.map.at(sheet.name, each) is not None]
            taken = next(_taken(sheet, row, columns, extent, merged), mapped[0] if mapped else None)
            if taken is not None:
                return row - first, cell_name(taken)
        return min(wanted, MOST_ROWS - first), ""


def _extent(sheet: BookSheet, columns: Sequence[Mapped]) -> tuple[int, int]:
    """Return the first and last column of a table: as far as headings stand side by side."""
    row = columns[0].place[0]
    left, right = min(each.place[1] for each in columns), max(each.place[1] for each in columns)

    def headed(column: int) -> bool:
        return bool(sheet.text(row, column)) or sheet.cover((row, column)) is not None

    while left > 0 and headed(left - 1):
        left -= 1
    while headed(right + 1):
        right += 1
    return left, right


def _taken(
    sheet: BookSheet, row: int, columns: Sequence[int], extent: tuple[int, int], merged: Sequence[Range]
) -> Iterator[Place]:
    """Yield the cells of a row that keep it from being written: content where values come, words beside, merged rows.

    Numbers and formulas beside the columns that are written are those of the rows themselves: running numbers and sums.
    """
    for column in range(extent[0], extent[1] + 1):
        cell = sheet.cells.get((row, column))
        cover = next((each for each in merged if is_within((row, column), each)), None)
        if cover is not None and (cover[0] != cover[2] or (column in columns and column != cover[1])):
            yield row, column
        if cell is None or cell.is_marker:
            continue
        if column in columns or cell.kind in ("text", "error"):
            yield row, column


def _is_exact(number: Decimal) -> bool:
    return number.is_finite() and abs(number) < EXACT


def _by_sheet(map_: ReportMap) -> dict[str, list[Mapped]]:
    found: dict[str, list[Mapped]] = defaultdict(list)
    for each in map_.mapped:
        found[each.sheet].append(each)
    return found


def _range_name(area: Range) -> str:
    return f"{cell_name(area[:2])}:{cell_name(area[2:])}"


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return decimal_text(value) if value.is_finite() else str(value)
        case _:
            return str(value)
