"""What every editor of a field is to the form that holds it."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal

from ipdesk.gui.context import Context
from ipdesk.gui.passing import Passing
from ipdesk.model.kinds import Kind
from ipdesk.model.values import decimal_text


class Editor(Passing):
    """The editor of one field.

    `value` is raw, as model.values.read_value takes it, and always something JSON can hold, so that it
    may be kept as a draft. `edited` is sent when the user changed it, never by set_value. `opened`
    carries register and number of a record to open. What is marked abstract every editor must give: the type
    checker refuses one that lacks it, as Qt's own metaclass leaves no room for that of Python.
    """

    edited = Signal()
    opened = Signal(str, str)

    def __init__(self, context: Context, kind: Kind) -> None:
        super().__init__()
        self.context = context
        self.label = context.label(kind.label)
        self.setAccessibleName(self.label)

    @abstractmethod
    def value(self) -> object:
        """Return what stands in the editor."""

    @abstractmethod
    def set_value(self, value: object) -> None:
        """Show a value: of the record, or raw as `value` gave it."""

    @abstractmethod
    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read and copied but not changed, or let it be changed again."""

    def set_closed(self, _sentence: str) -> None:
        """Close the free text inside with a sentence that says why, "" opens it again; most editors hold none."""

    def go_to(self, _place: str = "") -> None:
        """Put the cursor here; in child rows `_place` is such as `[2].share`."""
        self.setFocus()


def shown(value: object) -> str:
    """Return a value as text to be typed on: days in ISO 8601, decimals plainly, nothing as nothing."""
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case Decimal():
            return decimal_text(value)
        case _:
            return str(value)
