"""The cells of one record of a ledger that make child rows: several in one cell, columns side by side, columns of one sort."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ipdesk.importing.headings import Column, Target
from ipdesk.importing.names import split_names
from ipdesk.importing.reading import NAMES_GUESSED, Reader, is_nothing
from ipdesk.importing.sheets import Cell, cell_text
from ipdesk.model.errors import WrongValue
from ipdesk.model.kinds import Choice, Choices, Day, Kind, LongText, Person, Rows, Share, Text
from ipdesk.model.record import Field, field_of, fields_of
from ipdesk.model.text import N_, Message
from ipdesk.model.values import read_value

_LINES = re.compile(r"[;；\n]+")
_DAYS = re.compile(r"[、;；\n]+")  # a day may be written with any other sign
_PARTS = re.compile(r"[、,，;；/／|\n]+")


class ChildRows:
    """Reads the cells of one record that make child rows: names in one cell, and columns beside them."""

    def __init__(
        self,
        reader: Reader,
        declared: Field,
        columns: Sequence[Column],
        cells: dict[int, list[tuple[str, Cell]]],
    ) -> None:
        assert isinstance(declared.kind, Rows)  # the caller looked
        self.reader = reader
        self.name = declared.name
        self.kind = declared.kind
        self.columns = [(column, column.target) for column in columns if column.target is not None]
        self.cells = cells
        self.inner = fields_of(declared.kind.of)

    def read(self) -> None:
        """Read them all into the reader; a part that cannot be told apart is refused, the rest is kept."""
        key = self._key_field()
        rows: list[dict[str, Any]] = []
        for column, target in self.columns:
            if not target.sort and target.inner in ("", key.name):
                self._keys(key, column, rows)
        for column, target in self.columns:
            if not target.sort and target.inner not in ("", key.name):
                self._beside(field_of(self.kind.of, target.inner), column, rows)
        for sort, columns in self._sorted().items():
            rows += self._of_sort(key, sort, columns, len(rows))
        if rows:
            self.reader.put_rows(self.kind, self.name, rows)

    def _sorted(self) -> dict[str, list[tuple[Column, Target]]]:
        """Return the columns that tell one sort of rows each."""
        found: dict[str, list[tuple[Column, Target]]] = {}
        for column, target in self.columns:
            if target.sort:
                found.setdefault(target.sort, []).append((column, target))
        return found

    def _of_sort(
        self, key: Field, sort: str, columns: list[tuple[Column, Target]], first: int
    ) -> list[dict[str, Any]]:
        """Return the rows of one sort: the values of its columns side by side, where any says something."""
        rows: list[dict[str, Any]] = []
        for column, target in columns:
            inner = field_of(self.kind.of, target.inner)
            for place, (name, cell) in enumerate(self._values(inner, column)):
                while len(rows) <= place:
                    rows.append({})
                if (value := self._inner(inner, cell, name, first + place)) is not None:
                    rows[place][inner.name] = value
        return [{key.name: sort} | row for row in rows if row]

    def _key_field(self) -> Field:
        """Return the child field that a bare cell fills: the one named, else the first person, else the first text."""
        if self.kind.key:
            return field_of(self.kind.of, self.kind.key)
        for wanted in (Person, Text):
            for each in self.inner:
                if isinstance(each.kind, wanted):
                    return each
        return self.inner[0]

    def _keys(self, key: Field, column: Column, rows: list[dict[str, Any]]) -> None:
        share = next((each for each in self.inner if isinstance(each.kind, Share)), None)
        for place, cell in self.cells[column.index]:
            text = cell_text(cell)
            if is_nothing(text):
                continue
            if not isinstance(key.kind, Person):
                parts = (
                    self._options(text) if isinstance(key.kind, Choice | Choices) else _parted(key.kind, text)
                )
                rows.extend({key.name: part} for part in parts)
                self._check(key, rows, len(rows) - len(parts), place)
                continue
            names = split_names(text)
            if names.doubtful:
                shown = "、".join(name.text for name in names.names)
                self.reader.doubt(place, self.name, text, shown, Message(NAMES_GUESSED, names=shown))
            for name in names.names:
                row: dict[str, Any] = {}
                told = name.text
                if name.share and share is not None:
                    value = self._inner(share, f"{name.share}%", place, len(rows))
                    row |= {share.name: value} if value is not None else {}
                elif name.share:
                    told = f"{name.text} {name.share}%"
                rows.append({key.name: self._name(key, told, place), **row})

    def _name(self, key: Field, text: str, place: str) -> str:
        try:
            return str(read_value(key.kind, self.name, text))
        except WrongValue as error:
            self.reader.refuse(place, error.field, text, error.what, error.advice)
            return ""

    def _options(self, text: str) -> list[str]:
        """Return the options that a cell names: one, or where rows are known by them, one in each line."""
        return _pieces(_LINES, text) if self.kind.key else [text]

    def _check(self, key: Field, rows: list[dict[str, Any]], first: int, place: str) -> None:
        """Leave out the new rows whose key cannot be read."""
        known = self.reader.known(key.kind)
        for index in range(len(rows) - 1, first - 1, -1):
            part = rows[index][key.name]
            value = known[part] if part in known else self._inner(key, part, place, index)
            if value is None:
                del rows[index]
            else:
                rows[index][key.name] = value

    def _beside(self, inner: Field, column: Column, rows: list[dict[str, Any]]) -> None:
        """Read a column whose values stand in the order of the names."""
        found = self._values(inner, column, parted=len(rows) > 1)
        if not found:
            return
        if len(found) != len(rows):
            place = found[0][0]
            what = Message(
                N_("{field}: {values} values for {rows} rows."),
                field=Message(inner.kind.label),
                values=len(found),
                rows=len(rows),
            )
            raw = "、".join(cell_text(cell) for _, cell in found)
            how = Message(N_("Write as many values as rows, in the same order."))
            self.reader.refuse(place, f"{self.name}.{inner.name}", raw, what, how)
            return
        known = self.reader.known(inner.kind)
        for index, (place, cell) in enumerate(found):
            value = known[cell] if cell in known else self._inner(inner, cell, place, index)
            if value is not None:
                rows[index][inner.name] = value

    def _values(self, inner: Field, column: Column, *, parted: bool = True) -> list[tuple[str, Cell]]:
        """Return the values of a column with their places: a cell each, or the parts of the only one."""
        cells = self.cells[column.index]
        if len(cells) != 1 or not parted or not isinstance(cells[0][1], str):
            return list(cells)
        return [(place, part) for place, cell in cells for part in _parted(inner.kind, cell_text(cell))]

    def _inner(self, inner: Field, cell: Cell, place: str, index: int) -> Any:
        return self.reader.value(inner.kind, f"{self.name}[{index}].{inner.name}", cell, place)


def _parted(kind: Kind, text: str) -> list[str]:
    signs = _LINES if isinstance(kind, LongText) else _DAYS if isinstance(kind, Day) else _PARTS
    return _pieces(signs, text)


def _pieces(signs: re.Pattern[str], text: str) -> list[str]:
    return [bare for part in signs.split(text) if (bare := part.strip())]
