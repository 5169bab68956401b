"""Rows held in memory under fixed headings, as short tables show them."""

from __future__ import annotations

from abc import abstractmethod  # for the type check alone: Qt's classes have a metaclass of their own
from collections.abc import Container, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ipdesk.gui.context import Context
from ipdesk.gui.table_model import Index

LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NOWHERE: Final = QModelIndex()


class HeadedRows(QAbstractTableModel):
    """Says the headings, and on which side each column stands; what a cell shows is left to its kind."""

    headings: Sequence[str]
    numbers: Container[int] = ()  # the columns of numbers, which stand at the right

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context

    @abstractmethod
    def count(self) -> int:
        """Return how many rows there are."""

    def heading(self, section: int) -> str:
        """Return what stands over a column."""
        return self.context.label(self.headings[section])

    def side(self, column: int) -> int:
        """Return on which side a column stands, as Qt numbers it."""
        return RIGHT if column in self.numbers else LEFT

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are; rows have none of their own."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings, each on the side of its column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        return self.side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None
