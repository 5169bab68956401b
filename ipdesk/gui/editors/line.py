"""Editors of one line: text, names of persons, numbers, amounts and shares."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from ipdesk.gui.context import Context
from ipdesk.gui.editors.editor import Editor, shown
from ipdesk.gui.labels import text_label
from ipdesk.gui.theme import GAP
from ipdesk.model.kinds import Money, Number, Person, Score, Share, Text


class LineEditor(Editor):
    """One line of text, with a unit behind it where the kind has one."""

    def __init__(
        self, context: Context, kind: Text | Person | Number | Money | Share | Score, unit: str = ""
    ) -> None:
        super().__init__(context, kind)
        self._kind = kind
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.line = QLineEdit()
        self.line.setAccessibleName(self.label)
        row.addWidget(self.line, 1)
        if unit:
            row.addWidget(text_label(unit, muted=True))
        self.setFocusProxy(self.line)
        # Not the keys: what an input method is still composing must reach nobody.
        self.line.textChanged.connect(self.edited)

    def value(self) -> object:
        """Return the text as it stands."""
        return self.line.text()

    def set_value(self, value: object) -> None:
        """Show a value; an amount with its thousands parted."""
        text = (
            f"{value:,.2f}" if isinstance(self._kind, Money) and isinstance(value, Decimal) else shown(value)
        )
        blocked = self.line.blockSignals(True)
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self.line.blockSignals(blocked)

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be read and copied only."""
        self.line.setReadOnly(read_only)
