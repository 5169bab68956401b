"""The approval of a template by the legal office, asked in a line in place of a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.theme import GAP
from ipdesk.model.dates import read_day
from ipdesk.model.kinds import Day
from ipdesk.model.text import N_, Message


class ApprovalLine(QWidget):
    """Hidden until somebody asks. `given` carries name, day and remark; Escape steps back and sends `left`."""

    given = Signal(str, object, str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        label = context.label
        self.name = QLineEdit()
        self.day = DayEditor(context, Day(label=label(N_("Approved on"))))
        self.note = QLineEdit()
        self.save = QPushButton(label(N_("Record the approval")))
        self.save.clicked.connect(self.give)
        self.name_row = FieldRow(label(N_("Approved by (legal office)")), self.name)
        self.day_row = FieldRow(label(N_("Approved on")), self.day)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for each in (self.name_row, self.day_row):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(FieldRow(label(N_("Remarks")), self.note), 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignVCenter)
        for line in (self.name, self.day.line, self.note):
            line.returnPressed.connect(self.give)
        self.hide()

    def ask(self) -> None:
        """Ask, beginning with today."""
        self.name.clear()
        self.note.clear()
        self.day.set_value(self._context.desk.today())
        self.name_row.restore()
        self.day_row.restore()
        self.show()
        self.name.setFocus()

    def give(self) -> None:
        """Send what was typed, where it is complete and can be read."""
        self.name_row.restore()
        self.day_row.restore()
        typed = self.day.line.text()
        reading = read_day(typed)
        if not self.name.text().strip():
            self.name_row.refuse(self._context.label(N_("Enter the name.")))
        elif reading is None or reading.doubtful:
            said = Message(N_("“{text}” is no day that can be read."), text=typed)
            self.day_row.refuse(self._context.say(said))
        else:
            self.given.emit(self.name.text().strip(), reading.day, self.note.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            self.hide()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
