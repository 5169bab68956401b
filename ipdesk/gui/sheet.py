"""A page that is filled in from top to bottom: one column that scrolls, Enter does its primary act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import spread, text_label
from ipdesk.gui.page import Page
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import CARD_GAP, MARGIN
from ipdesk.model.errors import Refused

NARROW = 520  # pixels: what comes before the desk is open
WIDE = 880


class Sheet(Page):
    """Add to `column`. `act` names the one button that Enter presses from anywhere but another button.

    A `width` is how wide the column grows, in pixels; `centred` puts it in the middle of the page.
    """

    def __init__(self, context: Context, tasks: Tasks, width: int = WIDE, *, centred: bool = False) -> None:
        super().__init__(context, tasks)
        self._act: QPushButton | None = None
        self._focus: QWidget | None = None
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[Refused], None] | None = None
        self.body.setContentsMargins(0, 0, 0, 0)
        self.sheet = QWidget()
        self.sheet.setMaximumWidth(width)
        self.column = QVBoxLayout(self.sheet)
        self.column.setContentsMargins(MARGIN, CARD_GAP, MARGIN, MARGIN)
        self.column.setSpacing(CARD_GAP)
        held = QWidget()
        middle = QHBoxLayout(held)
        middle.setContentsMargins(0, 0, 0, 0)
        if centred:
            middle.addStretch(1)
        middle.addWidget(self.sheet, width)
        middle.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(held)
        self.body.addWidget(scroll)

    def head(self, *acts: QWidget) -> None:
        """Put the title with the page's acts at its right, and the line that says how an act went."""
        self.column.addLayout(spread(text_label(self.title(), "title"), 1, *acts))
        self.column.addWidget(self.outcome)

    def press_on_enter(self, act: QPushButton, *, primary: bool = True) -> QPushButton:
        """Make a button the one that Enter presses, and let it look like the primary act."""
        self._act = act
        act.setProperty("primary", primary)
        act.style().unpolish(act)
        act.style().polish(act)
        return act

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus, or else the primary act, on Enter."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        act = focused if isinstance(focused, QPushButton) else self._act
        if act is not None and act.isVisible():
            act.click()

    def run(
        self, work: Callable[[Task], Any], done: Callable[[Any], None], failed: Callable[[Refused], None]
    ) -> Task:
        """Do work on another thread with the sheet shut, one at a time, say how it ended, and return the task."""
        self._done, self._failed = done, failed
        self._focus = self.focusWidget()
        self.sheet.setEnabled(False)
        return self.tasks.start(work, self._end_well, self._end_badly)

    def is_waiting(self) -> bool:
        """Say whether work is under way."""
        return not self.sheet.isEnabled()

    def _end_well(self, result: object) -> None:
        self._open_again()
        if self._done is not None:
            self._done(result)

    def _end_badly(self, refused: Refused) -> None:
        self._open_again()
        if self._failed is not None:
            self._failed(refused)

    def _open_again(self) -> None:
        self.sheet.setEnabled(True)
        if self._focus is not None and self._focus.isVisible():
            self._focus.setFocus()
