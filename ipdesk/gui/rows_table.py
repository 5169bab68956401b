"""A small table of words: few rows, all held, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ipdesk.gui.context import Context
from ipdesk.gui.theme import MARKS, ROW, Tone

Index = QModelIndex | QPersistentModelIndex
LEAST_ROWS: Final = 2


@dataclass(frozen=True, slots=True)
class Status:
    """A cell that says how things stand: mark, word and colour."""

    tone: Tone
    word: str


Row = Sequence[str | Status]


class RowsModel(QAbstractTableModel):
    """Cells that are words already in the reader's language."""

    def __init__(self, context: Context, headings: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._headings = headings
        self._rows: Sequence[Row] = ()

    def show_headings(self, headings: Sequence[str]) -> None:
        """Show other columns, without rows."""
        self.beginResetModel()
        self._headings, self._rows = headings, ()
        self.endResetModel()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, and as a tool tip too, where its room does not suffice."""
        cell = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell if isinstance(cell, str) else f"{MARKS[cell.tone]} {cell.word}"
        if role == Qt.ItemDataRole.ForegroundRole and isinstance(cell, Status):
            return QColor(self._context.colours.tone(cell.tone).text)
        return None


class RowsTable(QTableView):
    """The last column takes the room that is left. `chosen` is sent on Enter, `moved` when another row is current.

    With `most` it is as high as its rows need, up to so many; without, it takes the room of the page. `model` is the kind
    of model that holds its rows.
    """

    chosen = Signal(int)
    moved = Signal()

    def __init__(
        self,
        context: Context,
        name: str,
        headings: Sequence[str],
        widths: Sequence[int],
        most: int | None = None,
        model: type[RowsModel] = RowsModel,
    ) -> None:
        super().__init__()
        self._most = most
        self.rows = model(context, headings, self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self._set_widths(widths)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit())

    def show_columns(self, headings: Sequence[str], widths: Sequence[int]) -> None:
        """Show other columns, all of them, and no rows yet."""
        self.rows.show_headings(headings)
        self._set_widths(widths)
        for column in range(len(headings)):
            self.setColumnHidden(column, False)

    def _set_widths(self, widths: Sequence[int]) -> None:
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows and stay at the place where the reader was."""
        before = self.row()
        self.rows.show_rows(rows)
        if rows:
            self.selectRow(min(max(before, 0), len(rows) - 1))
        if self._most is not None:
            shown = min(max(len(rows), LEAST_ROWS), self._most)
            self.setFixedHeight(self.horizontalHeader().sizeHint().height() + shown * ROW + 4)
        self.moved.emit()

    def row(self) -> int:
        """Return the current row, -1 for none."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the current row on Enter; the page around it does not hear that key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.row() >= 0 and not event.isAutoRepeat():
                self.chosen.emit(self.row())
        else:
            super().keyPressEvent(event)
