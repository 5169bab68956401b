"""A filled form read as one record. Its layout is described in exporting/forms."""

from __future__ import annotations

from typing import Any, Final

from ipdesk.importing.ledgers import Ledger
from ipdesk.importing.notes import Notes
from ipdesk.importing.reading import Reader
from ipdesk.importing.sheets import Sheet, Workbook, cell_name, is_blank
from ipdesk.model.kinds import Rows
from ipdesk.model.record import Field, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.model.values import KnownAs

KEY: Final = 0
LABEL: Final = 1
VALUE: Final = 2
WORDS: Final = "#"


def read_form(workbook: Workbook, notes: Notes, register: Register, known_as: KnownAs) -> Ledger:
    """Return the one record of a filled form, whose row is that of its first field.

    Fields that the form asks and nobody filled come as empty values. A field that this register does
    not know, of an older or newer form, is named among the unknown.
    """
    form = _FormReading(register, Reader(known_as, workbook.epoch_1904, fractions=notes.fractions))
    for sheet in workbook.sheets:
        if sheet.name in notes.sheets:
            form.sheet(sheet)
    return form.result()


class _FormReading:
    """Gathers the answers of one form over its sheets."""

    def __init__(self, register: Register, reader: Reader) -> None:
        self.register = register
        self.reader = reader
        self.declared = {each.name: each for each in register.fields()}
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.raw: dict[str, str] = {}
        self.closed: set[str] = set()
        self.unknown: list[str] = []
        self.place: tuple[str, int] | None = None

    def sheet(self, sheet: Sheet) -> None:
        """Read one sheet from top to bottom; column A says what each row is."""
        table: Field | None = None
        inner: dict[int, Field] = {}
        for row in range(len(sheet.rows)):
            key = sheet.text(row, KEY)
            if key.endswith("[]"):
                table, inner = self._table(sheet, row, key[:-2])
            elif key:
                table = None
                if key != WORDS:
                    self._answer(sheet, row, key)
            elif table is not None:
                self._child(sheet, row, table, inner)

    def result(self) -> Ledger:
        """Return the record that the sheets made."""
        for name, rows in self.tables.items():
            kind = self.declared[name].kind
            if isinstance(kind, Rows):
                self.reader.read_rows(kind, name, rows)
        sheet, row = self.place or ("", 0)
        notices = []
        if self.unknown:
            notices.append(Message(N_("Fields this version does not know: {fields}."), fields=self.unknown))
        line = self.reader.row(sheet, row + 1, self.raw, frozenset(self.closed))
        return Ledger([line], self.unknown, notices)

    def _answer(self, sheet: Sheet, row: int, key: str) -> None:
        declared = self.declared.get(key)
        if text := sheet.text(row, VALUE):
            heading = _heading(sheet.text(row, LABEL) or key, self.raw)
            self.raw[heading] = text
            if declared is not None and declared.kind.restricted:
                self.closed.add(heading)
        if declared is None or isinstance(declared.kind, Rows):
            self.unknown.append(key)
            return
        self.place = self.place or (sheet.name, row)
        place = f"{sheet.name}!{cell_name(row, VALUE)}"
        self.reader.read(declared.kind, key, sheet.cell(row, VALUE), place)

    def _table(self, sheet: Sheet, row: int, name: str) -> tuple[Field | None, dict[int, Field]]:
        declared = self.declared.get(name)
        if declared is None or not isinstance(declared.kind, Rows):
            self.unknown.append(name)
            return None, {}
        self.tables.setdefault(name, [])
        inner = {each.name: each for each in fields_of(declared.kind.of)}
        columns: dict[int, Field] = {}
        for column in range(VALUE, len(sheet.rows[row])):
            key = sheet.text(row, column)
            if key in inner:
                columns[column] = inner[key]
            elif key:
                self.unknown.append(f"{name}.{key}")
        return declared, columns

    def _child(self, sheet: Sheet, row: int, table: Field, inner: dict[int, Field]) -> None:
        if is_blank(sheet.rows[row][VALUE:]):
            return
        rows = self.tables[table.name]
        values: dict[str, Any] = {}
        for column, each in inner.items():
            name = f"{table.name}[{len(rows)}].{each.name}"
            text = sheet.text(row, column)
            if text:
                self.raw[_heading(f"{sheet.name}!{cell_name(row, column)}", self.raw)] = text
            if self.reader.read(
                each.kind, name, sheet.cell(row, column), f"{sheet.name}!{cell_name(row, column)}"
            ):
                values[each.name] = self.reader.values.pop(name)
        rows.append(values)


def _heading(text: str, taken: dict[str, str]) -> str:
    """Return a heading for the raw text, made different from those already there."""
    plain = " ".join(text.split()).rstrip(" *")
    count, heading = 1, plain
    while heading in taken:
        count += 1
        heading = f"{plain} ({count})"
    return heading
