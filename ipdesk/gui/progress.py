"""A line for work under way: what is at hand, how far it is, and a button that stops it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Elided
from ipdesk.gui.theme import GAP
from ipdesk.model.text import N_, Message

PATIENCE: Final = 300  # milliseconds before anything is shown
ROWS: Final = N_("{done} of {count} rows")
_WIDTH: Final = 240
_PARTS: Final = 1_000  # of one piece of work, in the bar


class Progress(QWidget):
    """Shown only for work that takes its time, so that quick work does not flicker."""

    stopped = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._step = ("", 0, 1)
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
        """Say what is at hand; of one piece nobody knows how far it is, unless `show_rows` tells."""
        self._step = (f"{done + 1} / {of}　{text}" if of > 1 else text, done, of)
        self._text.setText(self._step[0])
        self.bar.setRange(0, of * _PARTS if of > 1 else 0)
        self.bar.setValue(done * _PARTS)
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def show_rows(self, done: int, of: int, said: str = ROWS) -> None:
        """Say how many rows of the piece at hand are done, or how many others than rows."""
        text, before, pieces = self._step
        rows = Message(said, done=f"{done:,}", count=f"{of:,}")
        self._text.setText(f"{text}　{self._context.say(rows)}")
        self.bar.setRange(0, pieces * _PARTS)
        self.bar.setValue(before * _PARTS + done * _PARTS // max(1, of))

    def text(self) -> str:
        """Return what the line says."""
        return self._text.text()

    def rest(self) -> None:
        """Show nothing until the next piece of work."""
        self._patience.stop()
        self.hide()
