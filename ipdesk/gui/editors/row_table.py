"""The table of child rows: what each row is, cut to the columns that tell rows apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import Width, fitted
from ipdesk.gui.theme import MARKS, ROW, Tone
from ipdesk.model.errors import WrongValue
from ipdesk.model.kinds import LongText, Rows, Share
from ipdesk.model.record import Field, fields_of
from ipdesk.model.values import read_value, show_value

MOST_COLUMNS: Final = 5
MOST_ROWS: Final = 8  # shown at once; more can be scrolled to
WIDEST, LEAST = 260, 84  # pixels of a column where there is room, and where there is little
Index = QModelIndex | QPersistentModelIndex


def columns_of(kind: Rows) -> list[Field]:
    """Return the fields that stand for a row: the first short ones, and always a share."""
    fields = [each for each in fields_of(kind.of) if not each.kind.restricted]
    if len(fields) > MOST_COLUMNS:
        short = [each for each in fields if not isinstance(each.kind, LongText | Rows)]
        shares = [each for each in short if isinstance(each.kind, Share)]
        others = [each for each in short if each not in shares]
        fields = [*others[: MOST_COLUMNS - len(shares)], *shares]
    return fields


class RowsModel(QAbstractTableModel):
    """Raw child rows as a table; `marks` says which rows something was noticed about."""

    def __init__(self, context: Context, kind: Rows) -> None:
        super().__init__()
        self._context = context
        self.columns = columns_of(kind)
        self.rows: list[dict[str, object]] = []
        self.marks: Mapping[int, Tone] = {}

    def show_rows(self, rows: Sequence[dict[str, object]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def show_marks(self, marks: Mapping[int, Tone]) -> None:
        """Mark the rows something was noticed about."""
        self.marks = marks
        if self.rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)

    def row_changed(self, row: int) -> None:
        """Draw a row again."""
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the labels of the fields, and the rows' places with their marks."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            kind = self.columns[section].kind
            short = kind.short if role == Qt.ItemDataRole.DisplayRole else ""
            return self._context.label(short or kind.label)
        tone = self.marks.get(section)
        return f"{section + 1} {MARKS[tone]}" if tone else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        field = self.columns[index.column()]
        raw = self.rows[index.row()].get(field.name)
        try:
            value = read_value(field.kind, field.name, raw, self._context.translator.known_as)
        except WrongValue:
            return f"{MARKS['block']} {raw}"
        return show_value(field.kind, value, self._context.translator).replace("\n", " ")


class RowsTable(QTableView):
    """The table of child rows, as high as it has rows, within bounds."""

    def __init__(self, model: RowsModel, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setFixedWidth(48)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setHighlightSections(False)
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self._share_room)
        self.fit()

    def fit(self) -> None:
        """Take the height that the rows need."""
        rows = min(max(self.model().rowCount(), 1), MOST_ROWS)
        self.setFixedHeight(rows * ROW + self.horizontalHeader().sizeHint().height() + 4)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column what it needs of the room there is."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self, *_: object) -> None:
        """Let columns be as wide as heading and values; where there is less room, long values give way first."""
        header, room = self.horizontalHeader(), self.viewport().width()
        wanted = {}
        for column in range(self.model().columnCount()):
            head = header.sectionSizeHint(column)
            usual = max(head, min(self.sizeHintForColumn(column), WIDEST))
            wanted[str(column)] = Width(usual, min(head, LEAST))
        widths = list(fitted(wanted, room).values())
        spare = max(0, room - sum(widths))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + spare // len(widths))
