"""What may go into the cell that is chosen: a list that is searched as one types, and the acts on the cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.labels import text_label, wrapped_label
from ipdesk.gui.rows_table import RowsTable
from ipdesk.gui.theme import GAP
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message

NAME_WIDTHS = (180,)


class SearchLine(QLineEdit):
    """A line from which the arrow keys go down into the list, and Enter takes its first row."""

    down = Signal()
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave downwards, or take the first row."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class ReportPane(QWidget):
    """`put` carries the name, or the text with names in it, that goes into the cell."""

    put = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        label = context.label
        self._context = context
        self._names: Sequence[tuple[str, str, str]] = ()
        self._shown: list[str] = []
        self.cell = text_label("", "section")
        self.story = wrapped_label("", muted=True)
        self.search = SearchLine()
        typed = Message(N_("Search, or type a text with {marker} in it"), marker="{{lab}}")
        self.search.setPlaceholderText(context.say(typed))
        self.search.setAccessibleName(label(N_("What goes into the cell")))
        self.search.setClearButtonEnabled(True)
        headings = [label(N_("Written as")), label(N_("Meaning"))]
        self.names = RowsTable(context, label(N_("What a cell or column may take")), headings, NAME_WIDTHS)
        self.take = QPushButton(label(N_("Put into the cell")))
        self.clear = QPushButton(label(N_("Take away")))
        self.accept = QPushButton(label(N_("Accept the suggestion")))
        self.accept_all = QPushButton(label(N_("Accept all suggestions")))
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._show_names())
        self.search.down.connect(self.names.setFocus)
        self.search.taken.connect(lambda: self._put(max(0, self.names.row())))
        self.names.chosen.connect(self._put)
        self.take.clicked.connect(lambda: self._put(max(0, self.names.row())))

    def show_known(self, labels: Mapping[str, str]) -> None:
        """Show other names that may be mapped."""
        self._names = [(name, text, folded(f"{name} {text}")) for name, text in labels.items()]
        self._show_names()

    def show_cell(self, name: str, story: str, *, mapped: bool, suggested: bool) -> None:
        """Say which cell is chosen and what is known of it."""
        self.cell.setText(name)
        self.story.setText(story)
        self.take.setEnabled(bool(name))
        self.clear.setEnabled(mapped)
        self.accept.setEnabled(suggested)

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(GAP, 0, 0, 0)
        lines.setSpacing(GAP)
        for each in (self.cell, self.story, self.search):
            lines.addWidget(each)
        lines.addWidget(self.names, 1)
        acts = FlowLayout()
        for button in (self.take, self.clear, self.accept, self.accept_all):
            acts.addWidget(button)
        lines.addLayout(acts)

    def _show_names(self) -> None:
        text = self.search.text()
        if "{{" in text:
            self._shown = [text.strip()]
            self.names.show_rows([(text.strip(), self._context.label(N_("Text with names in it")))])
            return
        words = [folded(each) for each in text.split()]
        found = [each for each in self._names if all(word in each[2] for word in words)]
        self._shown = [name for name, _, _ in found]
        self.names.show_rows([(name, label) for name, label, _ in found])

    def _put(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.put.emit(self._shown[row])
