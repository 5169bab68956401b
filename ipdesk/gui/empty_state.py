"""What stands where a table would be empty: one sentence and the acts that fill it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ipdesk.gui.labels import wrapped_label
from ipdesk.gui.theme import CARD_GAP, GAP

Act = tuple[str, Callable[[], None]]


class EmptyState(QFrame):
    """A card in the place of the table; `show_state` fills it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._text = wrapped_label("")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setMinimumWidth(480)
        self._buttons: list[QPushButton] = []
        self._acts = QHBoxLayout()
        self._acts.setSpacing(GAP)
        rows = QVBoxLayout(self)
        rows.setSpacing(CARD_GAP)
        rows.addStretch(2)
        rows.addWidget(self._text)  # over the whole width: aligned, a long sentence would be cut
        rows.addLayout(self._acts)
        rows.addStretch(3)

    def text(self) -> str:
        """Return the sentence shown."""
        return self._text.text()

    def show_state(self, sentence: str, acts: Sequence[Act]) -> None:
        """Show a sentence and a button for each act; the first takes the keyboard when the page gives it."""
        self._text.setText(sentence)
        while self._acts.count():
            self._acts.takeAt(0)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._acts.addStretch(1)
        for name, run in acts:
            button = QPushButton(name)
            button.clicked.connect(lambda _=False, run=run: run())
            self._acts.addWidget(button)
            button.show()  # at once, so that it can take the keyboard
            self._buttons.append(button)
        self._acts.addStretch(1)
        if self._buttons:
            self.setFocusProxy(self._buttons[0])
