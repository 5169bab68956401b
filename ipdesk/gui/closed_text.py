"""A field for a text that must not stay: it keeps no undo, gives nothing to the clipboard, and is emptied when it is hidden."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit

from ipdesk.gui.theme import ROW

LINES = 7


class ClosedText(QPlainTextEdit):
    """Takes a text to be kept, or shows one that is kept; Tab leaves it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(LINES * ROW)

    def open_to_type(self) -> None:
        """Take a text that is typed or pasted in."""
        self.clear()
        self.setReadOnly(False)
        self.show()
        self.setFocus()

    def show_text(self, text: str) -> None:
        """Show a text to be read here, and only here."""
        self.setReadOnly(True)
        self.setPlainText(text)
        self.show()
        self.setFocus()

    def createMimeDataFromSelection(self) -> QMimeData:  # Qt's name
        """Give nothing of it to the clipboard or to what it is dragged to."""
        return QMimeData()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the text when the page is left, another one is shown or the desk locks."""
        self.clear()
        super().hideEvent(event)
