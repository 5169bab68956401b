"""A widget made of others that passes the focus on to one of them, and leaves the order of the Tab key as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Passing(QWidget):
    """Passes the focus on to what setFocusProxy named.

    No proxy as Qt knows it: the Tab key stops at such a widget, goes to its proxy, and so passes over all that
    stands before the proxy; and where the widget comes behind what it holds, the key never gets past it.
    """

    _first: QWidget | None = None

    def setFocusProxy(self, first: QWidget | None) -> None:
        """Name the widget inside that gets the focus."""
        self._first = first

    def focusProxy(self) -> QWidget | None:
        """Return the widget inside that gets the focus."""
        return self._first

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor into the widget inside."""
        if self._first is None:
            super().setFocus(reason)
        else:
            self._first.setFocus(reason)
