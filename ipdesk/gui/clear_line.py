"""The line in which a task is cleared: which event, and on which day it was."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPushButton

from ipdesk.gui.editors import editor_for
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.editors.field import FormField
from ipdesk.gui.labels import Card, spread, text_label
from ipdesk.gui.page import Page
from ipdesk.model.dates import read_day
from ipdesk.model.errors import Refused, WrongValue
from ipdesk.model.kinds import Day
from ipdesk.model.record import Field
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations import docket
from ipdesk.operations.deadlines import events_clearing
from ipdesk.registers.fallen_due import named
from ipdesk.rules.deadline_events import EVENTS
from ipdesk.rules.deadline_rules import Task

DAY: Final = Field("day", Day(label=N_("Day")), None)


class ClearLine(Card):
    """Stands on a page, hidden until `ask`; Enter in it records the event, Escape closes it.

    `cleared` carries the key of the task that is cleared now.
    """

    cleared = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._register: Register | None = None
        self._number = self._task = ""
        self._revision: int | None = None
        self.what = text_label("", "section")
        self.body.addWidget(self.what)
        self.happened = QComboBox()
        self.happened.setAccessibleName(page.context.label(N_("What happened")))
        self.day = FormField(page.context, DAY, editor_for(page.context, DAY.kind))
        self.body.addWidget(self.happened)
        self.body.addWidget(self.day)
        self.act = QPushButton(page.context.label(N_("Record it")))
        self.act.clicked.connect(self.record)
        self.leave = QPushButton(page.context.label(N_("Cancel")))
        self.leave.clicked.connect(self.end)
        self.body.addLayout(spread(self.act, self.leave, 1))
        self.hide()

    def ask(self, register: Register, number: str, task: Task, revision: int | None = None) -> None:
        """Open the line for a task of a record and go to it; today stands there as the day, to be typed over."""
        self._register, self._number, self._task, self._revision = register, number, task.key, revision
        context = self._page.context
        said = Message(N_("Clear: {task}, {number}"), task=named(task), number=number)
        self.what.setText(context.say(said))
        events = events_clearing(task)
        self.happened.clear()
        for kind in events:
            self.happened.addItem(context.label(EVENTS[kind]), kind)
        self.happened.setVisible(len(events) > 1)
        self.day.editor.set_value(context.desk.today())
        self.show()
        editor = self.day.editor
        assert isinstance(editor, DayEditor)
        (self.happened if len(events) > 1 else editor).setFocus()
        editor.line.selectAll()

    def record(self) -> None:
        """Record the event, or say in place why it cannot be."""
        page = self._page
        day = read_day(str(self.day.editor.value() or ""))
        try:
            if day is None or day.doubtful:
                raise WrongValue("day", Message(N_("It is not said on which day it was.")),
                                 Message(N_("Enter the day, e.g. 2026-03-05.")))  # fmt: skip
            assert self._register is not None
            docket.record_event(
                page.context.desk,
                self._register,
                self._number,
                self._task,
                day.day,
                self.happened.currentData(),
                revision=self._revision,
            )
        except Refused as refused:
            page.outcome.refuse(refused)
            return
        self.end()
        self.cleared.emit(self._task)

    def end(self) -> None:
        """Close the line."""
        if not self.isHidden():
            self._page.setFocus()
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter records, Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            focused.click() if isinstance(focused, QPushButton) else self.record()
        else:
            super().keyPressEvent(event)
