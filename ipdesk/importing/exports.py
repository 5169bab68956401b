"""A register workbook that ipdesk made, read back as records with their child rows.

Its layout is described in exporting/excel.
"""

from __future__ import annotations

import re
from typing import Any, Final

from ipdesk.importing.ledgers import Ledger
from ipdesk.importing.notes import Notes
from ipdesk.importing.reading import ONE_EACH, Reader
from ipdesk.importing.sheets import Sheet, Workbook, cell_name, cell_text, is_blank
from ipdesk.model.errors import Refused
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Rows
from ipdesk.model.record import STATE, Field, fields_of
from ipdesk.model.register import Register
from ipdesk.model.restricted import restricted_fields
from ipdesk.model.text import N_, Message
from ipdesk.model.values import KnownAs

MOST_ABOVE: Final = 40
SHOWN_ONLY: Final = frozenset({STATE})
SHORTEST_CUT: Final = 10_000  # characters; cells are cut far above this
_CUT = re.compile(r"【[^【】]*?(?P<key>[A-Z]+\d+)】\Z")


def read_export(workbook: Workbook, notes: Notes, register: Register, known_as: KnownAs) -> Ledger:
    """Return the records of an exported register, changed in Excel or not.

    All fields that were exported are there, empty ones as empty values. Child rows are joined by the
    record's number. Raises Refused when columns were moved, which would put values into wrong fields.
    """
    return _ExportReading(workbook, notes, register, known_as).read()


class _ExportReading:
    """Reads the sheets of one exported workbook."""

    def __init__(self, workbook: Workbook, notes: Notes, register: Register, known_as: KnownAs) -> None:
        self.workbook = workbook
        self.notes = notes
        self.register = register
        self.known_as = known_as
        self.long_texts = _long_texts(workbook, notes.continued)
        self.readers: dict[str, Reader] = {}
        self.ledger = Ledger()

    def read(self) -> Ledger:
        """Read the sheets of records first, then those of child rows."""
        rows: list[tuple[Reader, str, int, dict[str, str]]] = []
        sheets = [sheet for sheet in self.workbook.sheets if sheet.name in self.notes.columns]
        for sheet in sheets:
            if sheet.name not in self.notes.rows_of:
                rows.extend(self._records(sheet))
        for sheet in sheets:
            if sheet.name in self.notes.rows_of:
                self._children(sheet, self.notes.rows_of[sheet.name], rows)
        closed = frozenset(restricted_fields(self.register))
        self.ledger.rows = [reader.row(name, row + 1, raw, closed) for reader, name, row, raw in rows]
        return self.ledger

    def _records(self, sheet: Sheet) -> list[tuple[Reader, str, int, dict[str, str]]]:
        declared = {each.name: each for each in self.register.fields() if not isinstance(each.kind, Rows)}
        in_short = {each.name for each in self.register.fields() if isinstance(each.kind, Rows)}
        columns = self._columns(sheet, declared, SHOWN_ONLY | in_short)
        names = self.notes.columns[sheet.name]
        at = names.index(STATE) if STATE in names else None
        found = []
        for row in self._data(sheet, columns):
            reader = Reader(
                self.known_as, self.workbook.epoch_1904, fractions=self.notes.fractions, exact=True
            )
            raw = {}
            for column, each in columns.items():
                cell = self._whole(sheet.cell(row, column))
                if text := cell_text(cell):
                    raw[each.name] = text
                reader.read(each.kind, each.name, cell, cell_name(row, column))
            if at is not None:
                reader.read_state(sheet.cell(row, at), cell_name(row, at))
            self._remember(reader, row)
            found.append((reader, sheet.name, row, raw))
        return found

    def _remember(self, reader: Reader, row: int) -> None:
        number = str(reader.values.get("number", ""))
        if number and number in self.readers:
            what = Message(N_("Number {number} stands twice in this file."), number=number)
            reader.refuse(cell_name(row, 0), "number", number, what, ONE_EACH)
        elif number:
            self.readers[number] = reader

    def _children(self, sheet: Sheet, name: str, rows: list[tuple[Reader, str, int, dict[str, str]]]) -> None:
        declared = next((each for each in self.register.fields() if each.name == name), None)
        if declared is None or not isinstance(declared.kind, Rows):
            self.ledger.unknown.append(name)
            return
        inner = {each.name: each for each in fields_of(declared.kind.of)}
        names = self.notes.columns[sheet.name]
        owner = names.index("number") if "number" in names else 0
        columns = self._columns(sheet, inner, frozenset({"number"}))
        columns.pop(owner, None)
        gathered: dict[str, list[dict[str, Any]]] = {}
        lost: list[str] = []
        for row in self._data(sheet, columns):
            number = sheet.text(row, owner)
            if number not in self.readers:
                lost.append(str(row + 1))
                continue
            values = gathered.setdefault(number, [])
            values.append(self._child(sheet, row, self.readers[number], f"{name}[{len(values)}]", columns))
        for reader, *_ in rows:
            number = str(reader.values.get("number", ""))
            if reader is self.readers.get(number):
                reader.read_rows(declared.kind, name, gathered.get(number, []))
        if lost:
            self.ledger.notices.append(
                Message(
                    N_("Sheet “{sheet}”: rows {rows} bear the number of no record here and were left out."),
                    sheet=sheet.name,
                    rows=lost,
                )
            )

    def _child(
        self, sheet: Sheet, row: int, reader: Reader, place: str, columns: dict[int, Field]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column, each in columns.items():
            name = f"{place}.{each.name}"
            cell = self._whole(sheet.cell(row, column))
            if reader.read(each.kind, name, cell, f"{sheet.name}!{cell_name(row, column)}"):
                values[each.name] = reader.values.pop(name)
        return values

    def _columns(self, sheet: Sheet, declared: dict[str, Field], skipped: frozenset[str]) -> dict[int, Field]:
        columns = {}
        for column, name in enumerate(self.notes.columns[sheet.name]):
            if name in declared:
                columns[column] = declared[name]
            elif name not in skipped:
                self.ledger.unknown.append(name)
        return columns

    def _heading_row(self, sheet: Sheet, columns: dict[int, Field]) -> int:
        """Return the row of the heading, counted from 0: rows above it may have been added or deleted.

        Raises Refused when a heading names another column's field: the columns were moved.
        """
        words = {column: {folded(word) for word in self._labels(each)} for column, each in columns.items()}
        noted = max(self.notes.header.get(sheet.name, 1) - 1, 0)
        rows = (noted, *range(min(MOST_ABOVE, len(sheet.rows))))
        row = next((row for row in rows if _agreeing(sheet, row, words) * 2 > len(words)), noted)
        for column, each in columns.items():
            text = folded(sheet.text(row, column))
            if text not in words[column] and any(text in other for other in words.values()):
                raise Refused(
                    Message(
                        N_("“{file}”: the columns of sheet “{sheet}” were moved; {cell} is not {field}."),
                        file=self.workbook.name,
                        sheet=sheet.name,
                        cell=cell_name(row, column),
                        field=Message(each.kind.label),
                    ),
                    Message(N_("Put the columns back in their order, or export the register again.")),
                )
        return row

    def _labels(self, field: Field) -> tuple[str, ...]:
        return (field.kind.label, *self.known_as(field.kind.label))

    def _data(self, sheet: Sheet, columns: dict[int, Field]) -> list[int]:
        first = self._heading_row(sheet, columns) + 1
        return [row for row in range(first, len(sheet.rows)) if not is_blank(sheet.rows[row])]

    def _whole(self, cell: Any) -> Any:
        """Return a cut text whole again."""
        # A short text that only ends like a cut one was typed so.
        long = isinstance(cell, str) and len(cell) > SHORTEST_CUT
        if long and self.long_texts and (found := _CUT.search(cell)):
            return self.long_texts.get(found["key"], cell)
        return cell


def _agreeing(sheet: Sheet, row: int, words: dict[int, set[str]]) -> int:
    return sum(folded(sheet.text(row, column)) in known for column, known in words.items())


def _long_texts(workbook: Workbook, name: str) -> dict[str, str]:
    sheet = next((each for each in workbook.sheets if name and each.name == name), None)
    rows = sheet.rows[1:] if sheet else ()
    return {cell_text(row[0]): "".join(str(cell or "") for cell in row[1:]) for row in rows if row}
