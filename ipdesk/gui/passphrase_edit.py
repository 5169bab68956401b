"""The field for a secret: hidden, can be shown, and notices Caps Lock where the keys betray it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.passing import Passing
from ipdesk.gui.theme import GAP
from ipdesk.model.text import N_


class SecretLine(QLineEdit):
    """A line whose text is hidden; `caps_lock` tells when Caps Lock seems on or off.

    Qt does not say how Caps Lock stands: a capital without Shift, or a small letter with it, does.
    """

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._caps: bool | None = None  # None until a key betrays it
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def is_in_capitals(self) -> bool:
        """Say whether Caps Lock seems to be on."""
        return bool(self._caps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice Caps Lock, then take the key as usual."""
        typed = event.text()
        if len(typed) == 1 and typed.isascii() and typed.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._notice(typed.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock and self._caps is not None:
            self._notice(not self._caps)
        super().keyPressEvent(event)

    def _notice(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_lock.emit(on)


class PassphraseEdit(Passing):
    """A hidden line with a button that shows it; input methods work only while it is shown."""

    changed = Signal()
    caps_lock = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.line = SecretLine()
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.caps_lock.connect(self.caps_lock)
        self.show_button = QPushButton()
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._show_text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.line)
        self._show_text(False)

    def setAccessibleName(self, name: str) -> None:
        """Name the line inside, which is what has the focus."""
        self.line.setAccessibleName(name)
        self.show_button.setAccessibleName(f"{self.show_button.text()}: {name}")

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the line inside."""
        self.line.setAccessibleDescription(description)

    def text(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, undo included, and hide again."""
        self.line.clear()
        self.line.setModified(False)
        self.show_button.setChecked(False)

    def _show_text(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.show_button.setText(self._context.label(N_("Hide") if shown else N_("Show")))
        self.show_button.setToolTip(
            self._context.label(N_("Chinese can be typed while the passphrase is shown."))
        )
