"""What records of any register tell in fields that not every register declares."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.exporting.records import shown_text, shown_value
from ipdesk.model.kinds import Rows
from ipdesk.model.record import Field, Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import Translator


@dataclass(frozen=True, slots=True)
class Given:
    """A record by the names of its fields, as documents print them; "" for one it does not have or tell."""

    register: Register
    record: Record
    translator: Translator

    def of(self, name: str) -> str:
        """Return what stands in a field."""
        field = self._field(name)
        return shown_text(field.kind, shown_value(self.record, field), self.translator) if field else ""

    def column(self, name: str, column: str) -> list[str]:
        """Return what stands in a column of its rows, without the empty cells."""
        field = self._field(name)
        if field is None or not isinstance(field.kind, Rows):
            return []
        cells = [
            each for each in fields_of(field.kind.of) if each.name == column and not each.kind.restricted
        ]
        rows = shown_value(self.record, field)
        told = [
            shown_text(each.kind, getattr(row, each.name), self.translator) for row in rows for each in cells
        ]
        return [text for text in told if text]

    def _field(self, name: str) -> Field | None:
        held = (each for each in self.register.fields() if each.name == name and not each.kind.restricted)
        return next(held, None)
