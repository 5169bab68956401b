"""The recovery key, shown once: to be written down by hand before anything else can be done."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Card, primary, spread, text_label, wrapped_label
from ipdesk.gui.theme import GAP
from ipdesk.model.text import N_

CLIPBOARD_SECONDS: Final = 60
GROUPS_A_LINE: Final = 3
KEY_PIXELS: Final = 20


class RecoveryKey(Card):
    """Shows a key; `accepted` comes once the tick says that it is on paper and the button was pressed."""

    accepted = Signal()

    def __init__(self, context: Context, go_on: str) -> None:
        super().__init__(context.label(N_("Recovery key")))
        self._context = context
        self._key = self._on_clipboard = ""
        self._shown = self._key_label()
        self._copied = text_label("", "label")
        self.tick = QCheckBox(context.label(N_("I have written it down")))
        self.copy = QPushButton(context.label(N_("Copy")))
        self.go_on = primary(QPushButton(go_on))
        self._clearing = QTimer(self, singleShot=True, interval=CLIPBOARD_SECONDS * 1000)
        self._build()
        self.tick.toggled.connect(self.go_on.setEnabled)
        self.copy.clicked.connect(self._copy)
        self.go_on.clicked.connect(self.accepted)
        self._clearing.timeout.connect(self.clear_clipboard)

    def show_key(self, key: str) -> None:
        """Show a key with the tick taken away."""
        self._key = key
        groups = key.split("-")
        lines = [groups[start : start + GROUPS_A_LINE] for start in range(0, len(groups), GROUPS_A_LINE)]
        self._shown.setText("\n".join("  ".join(line) for line in lines))
        self._shown.setAccessibleName(key)
        self._copied.clear()
        self.tick.setChecked(False)
        self.go_on.setEnabled(False)

    def shown_key(self) -> str:
        """Return the key that is on the screen, "" for none."""
        return self._key

    def forget(self) -> None:
        """Take the key off the screen."""
        self.show_key("")

    def clear_clipboard(self) -> None:
        """Empty the clipboard if what it holds is still the key."""
        clipboard = QGuiApplication.clipboard()
        ours, self._on_clipboard = self._on_clipboard, ""
        if ours and clipboard.text() == ours:
            clipboard.clear()
            self._copied.setText(self._context.label(N_("The clipboard was emptied.")))

    def _build(self) -> None:
        label = self._context.label
        for sentence in (
            N_("It opens the workspace when a passphrase is forgotten. It is shown now and never again."),
            N_("Write it on paper by hand, or print it; seal it in an envelope and lock it in the safe. "
               "A copy on this computer would make the passphrase worthless."),
        ):  # fmt: skip
            self.body.addWidget(wrapped_label(label(sentence)))
        self.body.addWidget(self._shown)
        last = N_("The last character is a check: a slip of the pen is noticed when the key is typed in.")
        self.body.addWidget(wrapped_label(label(last), muted=True))
        self.body.addLayout(spread(self.copy, self._copied, 1))
        self.body.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(spread(1, self.go_on))

    def _key_label(self) -> QLabel:
        made = wrapped_label("")
        made.setWordWrap(False)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(KEY_PIXELS)
        made.setFont(font)
        colours = self._context.colours
        made.setStyleSheet(
            f"background: {colours.alternate}; border: 1px solid {colours.border}; border-radius: 4px;"
            f"padding: {GAP}px {2 * GAP}px; font-family: '{font.family()}'; font-size: {KEY_PIXELS}px;"
        )
        return made

    def _copy(self) -> None:
        self._on_clipboard = self._key
        QGuiApplication.clipboard().setText(self._key)
        self._clearing.start()
        self._copied.setText(self._context.label(N_("Copied; the clipboard is emptied after a minute.")))


def leave_question(context: Context) -> str:
    """Return the question asked before a key that was not written down goes off the screen."""
    return context.label(
        N_("The recovery key is not ticked as written down, and it is never shown again. Leave all the same?")
    )
