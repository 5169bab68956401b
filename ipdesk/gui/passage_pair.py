"""A passage of a manuscript beside that of the record it is found in, with what is the same in both marked."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import text_label
from ipdesk.gui.manuscript_view import Units
from ipdesk.gui.theme import GAP, GRID
from ipdesk.model.text import N_
from ipdesk.screening.equal_runs import equal_runs

HEIGHT: Final = 180
MINE: Final = N_("In the manuscript")
THEIRS: Final = N_("In the record")


class PassagePair(QWidget):
    """Two texts side by side, read only."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.mine = self._side(MINE)
        self.theirs = self._side(THEIRS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for label, view in (self.mine, self.theirs):
            column = QVBoxLayout()
            column.setSpacing(GRID)
            column.addWidget(label)
            column.addWidget(view)
            row.addLayout(column, 1)
        self.setFixedHeight(HEIGHT)
        self.hide()

    def show_pair(self, mine: str, theirs: str, of: str, name: str = THEIRS) -> None:
        """Show a passage and that of a record, or of what else is named, whose number stands over it."""
        runs = equal_runs(mine, theirs)
        self.theirs[0].setText(self._context.label(name) + f" {of}")
        self._mark(self.mine[1], mine, [(each.start, each.end) for each in runs])
        self._mark(self.theirs[1], theirs, [(each.other_start, each.other_end) for each in runs])
        self.show()

    def _side(self, name: str) -> tuple[QLabel, QPlainTextEdit]:
        view = QPlainTextEdit()
        view.setReadOnly(True)
        view.setTabChangesFocus(True)
        view.setAccessibleName(self._context.label(name))
        return text_label(self._context.label(name), "label"), view

    def _mark(self, view: QPlainTextEdit, text: str, runs: list[tuple[int, int]]) -> None:
        units, found = Units(text), []
        view.setPlainText(text)
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._context.colours.weak))
        for start, end in runs:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(view.document())
            cursor.setPosition(units.of(start))
            cursor.setPosition(units.of(end), QTextCursor.MoveMode.KeepAnchor)
            selection.format, selection.cursor = shape, cursor  # type: ignore[attr-defined]  # not in the stubs
            found.append(selection)
        view.setExtraSelections(found)
