"""The table of the tasks of a record, made for the keyboard: single keys are acts on the row that has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from ipdesk.gui.context import Context
from ipdesk.gui.docket_rows import (
    CONFIRMED,
    DOUBTS,
    HEADINGS,
    NOMINAL,
    OPERATIVE,
    SAFE,
    STANDING,
    TASK,
    WAITS,
)
from ipdesk.gui.rows_table import Row, RowsTable, Status
from ipdesk.gui.table_columns import PADDING
from ipdesk.gui.theme import MARKS
from ipdesk.model.text import N_

MOST_ROWS: Final = 6  # shown at once; more can be scrolled to
LEAST_TASK, WIDEST_TASK = 120, 260
WIDEST_WORD: Final = 110  # of who is waited for and who confirmed
LEAST_DOUBTS: Final = 90
# Left out one after the other where the place is narrow; the story tells them anyway.
SPARE: Final = (WAITS, CONFIRMED, NOMINAL, DOUBTS, SAFE)
KEYS: Final = {"m": "clear", "s": "settle", "k": "confirm", "r": "rule"}


class DocketTable(RowsTable):
    """`acted` carries the name of the act whose key was pressed: clear, settle, confirm or rule. Enter clears, too."""

    acted = Signal(str)

    def __init__(self, context: Context) -> None:
        headings = [context.label(each) for each in HEADINGS]
        super().__init__(context, context.label(N_("Deadlines")), headings, (), MOST_ROWS)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # At its end a task says which year or contract it is for, which tells it from the next.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._headings, self._cells = headings, list[Row]()
        self.chosen.connect(lambda _row: self.acted.emit("clear"))

    def show_cells(self, rows: Sequence[Row], row: int) -> None:
        """Show other rows with the keyboard at one of them."""
        self._cells = list(rows)
        self.blockSignals(True)
        self.show_rows(rows)
        if 0 <= row < len(rows):
            self.selectRow(row)
        self.blockSignals(False)
        self._share_room()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do the act of a key; the arrow keys move about."""
        act = KEYS.get(event.text().lower())
        if act is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier and self.row() >= 0:
            self.acted.emit(act)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: single keys are acts here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what the days leave."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Show the columns that say anything, as far as there is room; the task takes what is left."""
        room = self.viewport().width()
        wanted = {column: self._wanted(column) for column in range(len(HEADINGS)) if self._is_told(column)}
        for column in SPARE:
            if sum(wanted.values()) > room and column in wanted:
                del wanted[column]
        rest = room - sum(wanted.values())
        if rest > 0 and DOUBTS in wanted:
            more = min(rest, max(0, self._width(DOUBTS) - LEAST_DOUBTS))
            wanted[DOUBTS] += more
            rest -= more
        wanted[TASK] = max(LEAST_TASK, wanted[TASK] + rest)
        for column in range(len(HEADINGS)):
            self.setColumnHidden(column, column not in wanted)
            if column in wanted:
                self.setColumnWidth(column, wanted[column])

    def _is_told(self, column: int) -> bool:
        """Say whether a column has anything to tell."""
        if column == NOMINAL:
            return any(row[NOMINAL] != row[OPERATIVE] for row in self._cells)
        return column not in (SAFE, CONFIRMED, DOUBTS) or any(row[column] for row in self._cells)

    def _wanted(self, column: int) -> int:
        width = self._width(column)
        most = {WAITS: WIDEST_WORD, CONFIRMED: WIDEST_WORD, TASK: WIDEST_TASK, DOUBTS: LEAST_DOUBTS}
        return min(width, most.get(column, width))

    def _width(self, column: int) -> int:
        """Return the room that heading and cells of a column take."""
        bold = QFont(self.font())
        bold.setBold(True)
        head = QFontMetrics(bold).horizontalAdvance(self._headings[column])
        texts = (_text(row[column]) for row in self._cells)
        cells = max((self.fontMetrics().horizontalAdvance(each) for each in texts), default=0)
        return max(head + (PADDING if column == STANDING else 0), cells) + 2 * PADDING + 4


def _text(cell: str | Status) -> str:
    return cell if isinstance(cell, str) else f"{MARKS[cell.tone]} {cell.word}"
