"""The table of risks, made for the keyboard: a single key says what is decided about the one that has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ipdesk.gui.rows_table import Row, RowsTable

LEAST: Final = 140  # pixels: a heading and three rows
KEYS: Final = {"a": "accepted", "c": "changed", "w": "waits", "n": "not-this"}
ASIDE: Final = "s"


class RiskTable(RowsTable):
    """`decided` carries what the key stands for: accepted, changed, waits, or not-this; `aside_asked` sets one aside or takes it back."""

    decided = Signal(str)
    aside_asked = Signal()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; where the window is low, the table gives way and not what is told beneath it."""
        super().show_rows(rows)
        self.setMinimumHeight(min(LEAST, self.maximumHeight()))

    def sizeHint(self) -> QSize:
        """Return the size at which all rows that may be shown at once are."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide by a key; the arrow keys move about."""
        answer = KEYS.get(event.text().lower())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and self.row() >= 0
        if answer is not None and plain:
            self.decided.emit(answer)
        elif event.text().lower() == ASIDE and plain:
            self.aside_asked.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: single keys are acts here."""
