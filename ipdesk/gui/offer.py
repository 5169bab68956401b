"""A line in place that says something and offers what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ipdesk.gui.labels import dress, wrapped_label
from ipdesk.gui.theme import GAP, MARKS, Tone

Act = tuple[str, Callable[[], None]]


class Offer(QFrame):
    """A sentence with acts behind it; hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 8, 12, 8)
        self._line.setSpacing(GAP)
        self.text = wrapped_label("")
        self._line.addWidget(self.text, 1)
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_offer(self, text: str, tone: Tone, acts: Sequence[Act] = ()) -> None:
        """Show a sentence, already in the reader's language, with labels and acts in place of those before."""
        dress(self, "banner", tone)
        dress(self.text, "tone", tone)
        self.text.setText(f"{MARKS[tone]} {text}")
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for label, act in acts:
            button = QPushButton(label)
            button.setAccessibleName(label)
            button.clicked.connect(lambda _on=False, act=act: act())
            self._line.addWidget(button)
            self.buttons.append(button)
        self.show()
