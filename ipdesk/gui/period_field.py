"""A period of days, asked for in place: from one day to another, of which one may be left out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.labels import text_label
from ipdesk.gui.theme import GAP, MARKS
from ipdesk.model.errors import WrongValue
from ipdesk.model.kinds import Day
from ipdesk.model.periods import read_period
from ipdesk.model.text import N_

_WIDTH = 132  # pixels of a day


class PeriodField(QWidget):
    """Two days. `taken` carries the period as text when Enter is pressed, "" for none and after Escape."""

    taken = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._label = ""
        self.first = DayEditor(context, Day(label=N_("From")))
        self.last = DayEditor(context, Day(label=N_("To")))
        self.note = text_label("")
        self.note.setProperty("tone", "block")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for each in (self.first, self.last):
            each.line.setFixedWidth(_WIDTH)
            each.line.returnPressed.connect(self._take)
            row.addWidget(text_label(each.label, muted=True))
            row.addWidget(each)
        row.addWidget(self.note)

    def ask(self, label: str) -> None:
        """Begin with no days, for the field of this label."""
        self._label = label
        self.note.clear()
        for each in (self.first, self.last):
            each.line.setAccessibleName(f"{self._context.label(label)}: {each.label}")
            each.set_value("")
        self.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self.taken.emit("")
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _take(self) -> None:
        days = [str(each.value()).strip() for each in (self.first, self.last)]
        if not any(days):
            self.taken.emit("")
            return
        try:
            period = read_period(self._label, "", "..".join(days), self._context.desk.today())
        except WrongValue as refused:
            self.note.setText(f"{MARKS['block']} {self._context.say(refused.what)}")
            return
        self.taken.emit(str(period or ""))
