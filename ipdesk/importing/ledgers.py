"""Old ledgers read as records: any sheet with a heading whose words this register knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ipdesk.importing.child_rows import ChildRows
from ipdesk.importing.headings import (
    Column,
    Heading,
    Index,
    LedgerColumns,
    candidates,
    closed_headings,
    find_heading,
    index_of,
    likely_headings,
    passed_over,
)
from ipdesk.importing.reading import IntakeRow, Reader
from ipdesk.importing.sheet_columns import NoHeading, SheetColumns, sheet_columns
from ipdesk.importing.sheets import Cell, Sheet, Workbook, cell_name, cell_text, is_blank
from ipdesk.model.folding import folded
from ipdesk.model.kinds import LongText, Rows
from ipdesk.model.marking import HANDLING_LABELS, grade_named
from ipdesk.model.record import STATE, Field
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.model.values import KnownAs

MOST_SHOWN: Final = 12
MOST_CANDIDATES: Final = 5  # rows of a sheet that are offered as its heading
MOST_MERGED_CELLS: Final = 200_000
HIDDEN_SHEET: Final = N_("Sheet “{sheet}” is hidden and was not read.")
_TOTAL = re.compile(
    r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*和|subtotal|total|sum)(?:$|[\s:：\d（(])", re.IGNORECASE
)
_FOOTNOTE = re.compile(
    r"^(?:截[至止]\s*\d{4}年|(?:注|备注|说明|填表说明|(?:填表|制表|填报|审核|复核|批准)(?:人|日期|时间|单位)?|单位负责人|负责人签字|第\d+页)\s*\d?[:：])"
)


@dataclass(slots=True)
class Ledger:
    """What the sheets of a ledger gave: rows, headings that no field answers to, notices, and columns."""

    rows: list[IntakeRow] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)
    sheets: list[SheetColumns] = field(default_factory=list)
    unread: NoHeading | None = None


def read_ledger(
    workbook: Workbook, register: Register, known_as: KnownAs, chosen: Sequence[LedgerColumns] = ()
) -> Ledger:
    """Return the rows of every visible sheet with a heading that is known or was chosen.

    `unread` names the headings found and those expected when there is no such sheet.
    """
    index = index_of(register, known_as)
    ledger = Ledger()
    recognised = False
    for sheet in workbook.sheets:
        if all(is_blank(row) for row in sheet.rows):
            continue
        heading = None if sheet.hidden else find_heading(sheet, index, chosen)
        if heading is None:
            ledger.notices.append(_not_read(sheet))
            ledger.sheets += _not_known(sheet, index)
            continue
        recognised = True
        ledger.sheets.append(sheet_columns(sheet, heading))
        reader = Reader(known_as, workbook.epoch_1904)
        closed = closed_headings(register, heading, index)
        _SheetReading(sheet, heading, register, reader, ledger, closed).read()
    if not recognised:
        ledger.unread = _no_heading(workbook, register, ledger.sheets)
    return ledger


def _not_known(sheet: Sheet, index: Index) -> list[SheetColumns]:
    """Return what may be the columns of a sheet; of a hidden one nothing is shown."""
    rows = [] if sheet.hidden else candidates(sheet, index)[:MOST_CANDIDATES]
    return [sheet_columns(sheet, each, read=False) for each in rows]


def _not_read(sheet: Sheet) -> Message:
    if sheet.hidden:
        return Message(HIDDEN_SHEET, sheet=sheet.name)
    return Message(N_("Sheet “{sheet}” was not read: it has no known heading."), sheet=sheet.name)


def _no_heading(workbook: Workbook, register: Register, sheets: list[SheetColumns]) -> NoHeading:
    found = [text for sheet in workbook.sheets if not sheet.hidden for text in likely_headings(sheet)]
    expected = [Message(register.field(name).kind.label) for name in _expected(register)]
    what = Message(
        N_("“{file}” has no heading that {register} knows. Found: {found}."),
        file=workbook.name,
        register=Message(register.label),
        found=found[:MOST_SHOWN] or "—",
    )
    advice = Message(
        N_("Say which column is which, or head the columns like this: {expected}."), expected=expected
    )
    return NoHeading(what, advice, tuple(sheets))


def _expected(register: Register) -> list[str]:
    required = [each.name for each in register.fields() if each.kind.required]
    declared = {each.name for each in register.fields()}
    names = ["number", register.title, register.date, *required, *register.columns]
    return [name for name in dict.fromkeys(names) if name in declared][:8]


class _SheetReading:
    """Reads the rows below one heading."""

    def __init__(
        self,
        sheet: Sheet,
        heading: Heading,
        register: Register,
        reader: Reader,
        ledger: Ledger,
        closed: frozenset[str] = frozenset(),
    ) -> None:
        self.sheet = sheet
        self.heading = heading
        self.register = register
        self.reader = reader
        self.ledger = ledger
        self.closed = closed
        self.columns = [column for column in heading.columns if column.target]
        self.above = _merged_down(sheet, heading.last + 1)
        self.left_out: list[int] = []

    def read(self) -> None:
        """Add the rows of the sheet, its unknown headings and what was left out to the ledger."""
        for lines in self._records():
            self.ledger.rows.append(self._row(lines))
        over = passed_over(self.reader.known_as)
        for column in self.heading.columns:
            told = column.target is not None or folded(column.heading) in over or not self._is_used(column)
            if not told and column.heading not in self.ledger.unknown:
                self.ledger.unknown.append(column.heading)
        if self.left_out:
            self.ledger.notices.append(
                Message(
                    N_("Sheet “{sheet}”: left out as totals, notes or repeated headings: rows {rows}."),
                    sheet=self.sheet.name,
                    rows=[str(number + 1) for number in self.left_out],
                )
            )

    def _is_used(self, column: Column) -> bool:
        return any(
            self.sheet.text(row, column.index) for row in range(self.heading.last + 1, len(self.sheet.rows))
        )

    def _records(self) -> Iterator[list[int]]:
        """Yield the lines of each record: one, or all that a merged number or title spans."""
        keys = [
            column.index
            for name in ("number", self.register.title)
            for column in self.columns
            if column.target and column.target.field == name
        ]
        lines: list[int] = []
        for row in range(self.heading.last + 1, len(self.sheet.rows)):
            if is_blank(self.sheet.rows[row]):
                continue
            if self._is_no_record(row):
                self.left_out.append(row)
                continue
            if lines and any(self.above.get((row, key), row) <= lines[0] for key in keys):
                lines.append(row)
                continue
            if lines:
                yield lines
            lines = [row]
        if lines:
            yield lines

    def _is_no_record(self, row: int) -> bool:
        first = next(text for cell in self.sheet.rows[row] if (text := cell_text(cell)))
        if _TOTAL.match(first) or _FOOTNOTE.match(first):
            return True
        if not any(self._cell(row, column.index) not in (None, "") for column in self.columns):
            return True
        return all(
            folded(self.sheet.text(row, column.index))
            == folded(self.sheet.text(self.heading.last, column.index))
            for column in self.columns
        )

    def _cell(self, row: int, column: int) -> Cell:
        """Return a cell, that of the first line where several lines are merged."""
        return self.sheet.cell(self.above.get((row, column), row), column)

    def _row(self, lines: list[int]) -> IntakeRow:
        reader = self.reader.fresh()
        raw = {
            column.heading: text
            for column in self.heading.columns
            if (text := self._raw(lines, column.index))
        }
        tables: dict[str, list[Column]] = {}
        for column in self.columns:
            assert column.target is not None  # columns without a target were left out
            if column.target.field == STATE:
                reader.read_state(self._cell(lines[0], column.index), cell_name(lines[0], column.index))
                continue
            declared = self.register.field(column.target.field)
            if isinstance(declared.kind, Rows):
                tables.setdefault(declared.name, []).append(column)
            else:
                self._plain(reader, declared, column, lines)
        for name, columns in tables.items():
            ChildRows(reader, self.register.field(name), columns, self._cells(lines, columns)).read()
        if reader.refusals:
            self._read_grades(reader)
        return reader.row(self.sheet.name, lines[0] + 1, raw, self.closed)

    def _read_grades(self, reader: Reader) -> None:
        """Read a level that is the grade of a technical secret as that; alone it is one where lists show grades."""
        for each in [each for each in reader.refusals if each.field == "level"]:
            grade = grade_named(each.raw, alone="grade" in self.register.columns)
            if grade and reader.values.get("grade", "") in ("", grade):
                reader.refusals.remove(each)
                reader.values |= {"level": "trade", "grade": grade}
                label = Message(HANDLING_LABELS[f"trade-{grade}"])
                why = Message(
                    N_("“{raw}” was read as this level: {level}; please check."), raw=each.raw, level=label
                )
                reader.doubt(each.cell, "level", "", "", why)

    def _raw(self, lines: list[int], column: int) -> str:
        """Return the text of a record in a column: of its line, of all its lines, or of what is merged over them."""
        if len(lines) == 1:
            text = self.sheet.text(lines[0], column)
        else:
            text = "\n".join(filter(None, (self.sheet.text(row, column) for row in lines)))
        return text or cell_text(self._cell(lines[0], column))

    def _cells(self, lines: list[int], columns: list[Column]) -> dict[int, list[tuple[str, Cell]]]:
        return {
            column.index: [
                (cell_name(row, column.index), self.sheet.cell(row, column.index))
                for row in lines
                if cell_text(self.sheet.cell(row, column.index))
            ]
            for column in columns
        }

    def _plain(self, reader: Reader, declared: Field, column: Column, lines: list[int]) -> None:
        if len(lines) == 1:
            cell = self._cell(lines[0], column.index)
            if cell_text(cell):
                place = cell_name(lines[0], column.index)
                reader.read(declared.kind, declared.name, cell, place, column.unit)
            return
        filled = [row for row in lines if cell_text(self._cell(row, column.index))]
        texts = list(dict.fromkeys(cell_text(self._cell(row, column.index)) for row in filled))
        if not filled:
            return
        place = cell_name(filled[0], column.index)
        if len(texts) == 1:
            reader.read(declared.kind, declared.name, self._cell(filled[0], column.index), place, column.unit)
        elif isinstance(declared.kind, LongText):
            reader.read(declared.kind, declared.name, "\n".join(texts), place)
        else:
            reader.refuse(
                place,
                declared.name,
                "\n".join(texts),
                Message(
                    N_("{field}: the merged lines hold different values."), field=Message(declared.kind.label)
                ),
                Message(N_("Leave one of them in the file.")),
            )


def _merged_down(sheet: Sheet, first: int) -> dict[tuple[int, int], int]:
    """Map each cell below the top of a range merged over lines of data to the row of its top."""
    above: dict[tuple[int, int], int] = {}
    for top, left, bottom, _ in sheet.merged:
        if top >= first and bottom > top:
            for row in range(top + 1, min(bottom + 1, len(sheet.rows))):
                above[row, left] = top
                if len(above) > MOST_MERGED_CELLS:
                    return {}
    return above
