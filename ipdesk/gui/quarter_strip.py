"""This quarter on Today: a few figures against their aims, each of which opens the page of reports at it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.labels import dress, text_label
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import GAP, MARKS, Tone
from ipdesk.gui.twin_reader import TwinReader
from ipdesk.model.text import Message
from ipdesk.operations import period_content
from ipdesk.operations.desk import Desk
from ipdesk.operations.period_content import TodayFigure

_TONES: Final[dict[bool | None, Tone]] = {True: "ok", False: "warn"}


class QuarterStrip(QWidget):
    """Hidden until the figures are there; `chosen` carries the code of an indicator."""

    chosen = Signal(str)

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__()
        self._context = context
        self._reader = TwinReader(tasks, self)
        self._reader.found.connect(self._show)
        self._reader.refused.connect(lambda _refused: self.hide())  # the page itself says what is wrong
        self.title = text_label("", "section")
        self._flow = QWidget()
        self._line = FlowLayout(self._flow, GAP)
        self.buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.title)
        row.addWidget(self._flow, 1)
        self.hide()

    def read(self) -> None:
        """Reckon the figures on another thread and show them when they are there."""

        def look(desk: Desk, _task: Task) -> tuple[Message, tuple[TodayFigure, ...]]:
            return period_content.figures_of_today(desk)

        self._reader.ask(self._context.desk, look)

    def is_reading(self) -> bool:
        """Say whether the figures are being reckoned."""
        return self._reader.is_waiting()

    def _show(self, found: tuple[Message, tuple[TodayFigure, ...]]) -> None:
        if not self._context.is_open():
            return
        name, figures = found
        self.title.setText(self._context.say(name))
        while len(self.buttons) < len(figures):
            self.buttons.append(button := QPushButton())
            button.setObjectName("quiet")
            button.clicked.connect(partial(self._choose, len(self.buttons) - 1))
            self._line.addWidget(button)
        self._figures = figures
        for button, each in zip(self.buttons, figures, strict=False):
            tone = _TONES.get(each.meets)
            mark = f"{MARKS[tone]} " if tone else ""
            aim = f" ({each.aim})" if each.aim else ""
            button.setText(f"{mark}{each.label} {each.shown}{aim}")
            button.setAccessibleName(f"{self._context.say(name)}: {button.text()}")
            dress(button, "tone", tone or "")
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(figures))
        self.setVisible(bool(figures))

    def _choose(self, place: int) -> None:
        self.chosen.emit(self._figures[place].code)
