"""A line in which a name is asked for, in place of a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import text_label
from ipdesk.gui.theme import GAP
from ipdesk.model.text import N_
from ipdesk.operations.views import LONGEST_NAME

Take = Callable[[str, bool], None]


class NamingLine(QWidget):
    """Hidden until somebody asks. Enter gives the name, Escape steps back; `left` is sent when it closes."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._take: Take | None = None
        self._asked = text_label("", muted=True)
        self.name = QLineEdit()
        self.name.setFixedWidth(280)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.returnPressed.connect(self._give)
        self.columns = QCheckBox(context.label(N_("With these columns")))
        self.columns.setAccessibleName(self.columns.text())
        self.save = QPushButton(context.label(N_("Save")))
        self.save.clicked.connect(self._give)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for each in (self._asked, self.name, self.columns, self.save):
            row.addWidget(each)
        row.addStretch(1)
        self.hide()

    def ask(self, question: str, name: str, take: Take, *, columns: bool = False) -> None:
        """Ask for a name, beginning with one; `take` gets it, and whether columns are meant too where that is asked."""
        self._take = take
        self._asked.setText(question)
        self.name.setAccessibleName(question)
        self.name.setText(name)
        self.columns.setChecked(False)
        self.columns.setVisible(columns)
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def end(self) -> None:
        """Close the line and go back to the list."""
        self.left.emit()  # first, so that the focus is never without a place
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _give(self) -> None:
        if self._take is not None and self.name.text().strip():
            self._take(self.name.text().strip(), self.columns.isChecked())
