"""The line in which a task is cleared or settled: which event and on which day, or for which reason."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSizePolicy, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.labels import dress, text_label, wrapped_label
from ipdesk.gui.theme import FIELD, MARKS
from ipdesk.model.dates import read_day
from ipdesk.model.kinds import Day
from ipdesk.model.text import N_, Message
from ipdesk.operations.deadlines import events_clearing
from ipdesk.registers.fallen_due import named
from ipdesk.rules.deadline_events import EVENTS
from ipdesk.rules.deadline_rules import Task

REASON_WIDTH: Final = 320
DAY_WIDTH: Final = 150


class DocketLine(QWidget):
    """Hidden until `ask_event` or `ask_reason`. Enter gives what was asked, Escape steps back.

    `cleared` carries the kind of event and its day, `settled` the reason, `left` is sent when it closes.
    """

    cleared = Signal(str, object)
    settled = Signal(str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asks_reason = False
        label = context.label
        self.asked = text_label("", muted=True)
        self.asked.setMinimumHeight(FIELD)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(label(N_("What happened")))
        self.day = DayEditor(context, Day(label=N_("Day")))
        self.day.setFixedWidth(DAY_WIDTH)
        self.reason = QLineEdit()
        self.reason.setMinimumWidth(REASON_WIDTH)
        self.reason.setAccessibleName(label(N_("Reason")))
        self.reason.setPlaceholderText(label(N_("done before this desk, or not needed: why")))
        self.give = QPushButton(label(N_("Record")))
        self.give.clicked.connect(self._give)
        self.cancel = QPushButton(label(N_("Cancel")))
        self.cancel.clicked.connect(self.end)
        self.wrong = wrapped_label("")
        dress(self.wrong, "tone", "block")
        self.wrong.hide()
        row = FlowLayout(self)
        for each in (self.asked, self.kinds, self.day, self.reason, self.give, self.cancel, self.wrong):
            row.addWidget(each)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def ask_event(self, task: Task, today: date) -> bool:
        """Ask which event cleared a task and when; say whether any can."""
        possible = events_clearing(task)
        if not possible:
            return False
        self._ask(task, N_("{task}: recorded on"), reason=False)
        self.kinds.clear()
        for kind in possible:
            self.kinds.addItem(self._context.label(EVENTS[kind]), kind)
        self.kinds.setVisible(len(possible) > 1)
        self.day.set_value(today)
        if len(possible) == 1:
            event = Message(EVENTS[possible[0]])
            self.asked.setText(
                self._context.say(Message(N_("{task}: “{event}” on"), task=named(task), event=event))
            )
        (self.kinds if len(possible) > 1 else self.day.line).setFocus()
        self.day.line.selectAll()
        return True

    def ask_reason(self, task: Task) -> None:
        """Ask why a task is settled without an event."""
        self._ask(task, N_("{task}: settled, because"), reason=True)
        self.reason.clear()
        self.reason.setFocus()

    def end(self) -> None:
        """Close the line and go back to the table."""
        if not self.isHidden():
            self.left.emit()  # first, so that the keyboard is never without a place
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives, Escape steps back; on a button Enter presses it."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            (self.end if self.cancel.hasFocus() else self._give)()
        else:
            super().keyPressEvent(event)

    def _ask(self, task: Task, text: str, *, reason: bool) -> None:
        self._asks_reason = reason
        self.asked.setText(self._context.say(Message(text, task=named(task))))
        self.wrong.hide()
        for each in (self.kinds, self.day):
            each.setVisible(not reason)
        self.reason.setVisible(reason)
        self.show()

    def _give(self) -> None:
        if self._asks_reason:
            self.settled.emit(self.reason.text())
            return
        day = read_day(self.day.line.text())
        if day is None or day.doubtful:
            advice = self._context.label(N_("Enter the day, e.g. 2026-03-05."))
            self.wrong.setText(f"{MARKS['block']} {advice}")
            self.wrong.show()
            self.day.line.setFocus()
            return
        self.cleared.emit(str(self.kinds.currentData()), day.day)
