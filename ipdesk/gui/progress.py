"""A line for work under way: what is at hand, how far it is, and a button that stops it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Elided
from ipdesk.gui.theme import GAP
from ipdesk.model.text import N_

PATIENCE: Final = 300  # milliseconds before anything is shown
_WIDTH: Final = 240


class Progress(QWidget):
    """Shown only for work that takes its time, so that quick work does not flicker."""

    stopped = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._text = Elided()
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_WIDTH)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(context.label(N_("Progress")))
        self.button = QPushButton(context.label(N_("Stop")))
        self.button.clicked.connect(self.stopped)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self.bar)
        line.addWidget(self._text, 1)
        line.addWidget(self.button)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self.show)
        self.hide()

    def show_step(self, text: str, done: int, of: int) -> None:
        """Say what is at hand; of one piece nobody knows how far it is."""
        self._text.setText(f"{done + 1} / {of}　{text}" if of > 1 else text)
        self.bar.setRange(0, of if of > 1 else 0)
        self.bar.setValue(done)
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def rest(self) -> None:
        """Show nothing until the next piece of work."""
        self._patience.stop()
        self.hide()
