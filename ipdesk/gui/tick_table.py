"""A table of words with a box to tick in front of each row, for acts on many that leave some out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.rows_table import Index, Row, RowsModel, RowsTable
from ipdesk.model.text import N_

KEYS: Final = N_("Space ticks what is selected · Ctrl+A selects all · Enter opens")
TICKED: Final = N_("{done} of {count} ticked")
_CHECK: Final = Qt.ItemDataRole.CheckStateRole


class TickModel(RowsModel):
    """Rows known by keys; those that are ticked stay so when the rows are shown anew."""

    ticked_changed = Signal()

    def __init__(self, context: Context, headings: Sequence[str], parent: QObject) -> None:
        super().__init__(context, headings, parent)
        self.keys: Sequence[str] = ()
        self._off: set[str] = set()

    def show_ticks(self, rows: Sequence[Row], keys: Sequence[str]) -> None:
        """Show other rows under their keys, one to a row; a row that comes anew is ticked."""
        self.keys = keys
        self.show_rows(rows)
        self.ticked_changed.emit()

    def ticked(self) -> tuple[str, ...]:
        """Return the keys of the rows that are shown and ticked, in their order."""
        return tuple(each for each in self.keys if each not in self._off)

    def tick(self, keys: Iterable[str], *, on: bool) -> None:
        """Tick rows, or leave them out; keys of rows that are not shown count when these come."""
        if on:
            self._off.difference_update(keys)
        else:
            self._off.update(keys)
        if self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, 0), [_CHECK])
        self.ticked_changed.emit()

    def is_ticked(self, row: int) -> bool:
        """Say whether a row is ticked."""
        return self.keys[row] not in self._off

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return that the first cell of a row can be ticked."""
        held = super().flags(index)
        return held | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else held

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return whether a row is ticked, and else what its cells show."""
        if role == _CHECK and index.column() == 0:
            return Qt.CheckState.Checked if self.is_ticked(index.row()) else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick the row, or leave it out, as a click asks."""
        if role != _CHECK:
            return False
        self.tick([self.keys[index.row()]], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


class TickTable(RowsTable):
    """Several rows may be selected; the space bar ticks them all, or leaves them all out."""

    def __init__(self, context: Context, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__(context, name, headings, widths, model=TickModel)
        assert isinstance(self.rows, TickModel)
        self.ticks = self.rows
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.all = QPushButton(context.label(N_("All")))
        self.none = QPushButton(context.label(N_("None")))
        self.all.setAccessibleName(context.label(N_("Tick all rows")))
        self.none.setAccessibleName(context.label(N_("Leave all rows out")))
        self.all.clicked.connect(lambda: self.ticks.tick(self.ticks.keys, on=True))
        self.none.clicked.connect(lambda: self.ticks.tick(self.ticks.keys, on=False))

    def show_ticks(self, rows: Sequence[Row], keys: Sequence[str]) -> None:
        """Show other rows under their keys and stay at the place where the reader was."""
        before = self.row()
        self.ticks.show_ticks(rows, keys)
        if rows:
            self.selectRow(min(max(before, 0), len(rows) - 1))
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick what is selected on the space bar, or leave it out where the current row is ticked."""
        if event.key() == Qt.Key.Key_Space and self.row() >= 0:
            # Part by part: asking row by row takes a second for thousands.
            held = self.selectionModel().selection()
            parts = [held.at(each) for each in range(held.count())]
            rows = (row for part in parts for row in range(part.top(), part.bottom() + 1))
            chosen = {self.ticks.keys[each] for each in rows}
            self.ticks.tick(chosen, on=not self.ticks.is_ticked(self.row()))
        else:
            super().keyPressEvent(event)
