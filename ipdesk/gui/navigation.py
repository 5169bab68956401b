"""The list at the left: Today, the registers, and the pages about the desk itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ipdesk.gui.context import Context
from ipdesk.gui.theme import NAVIGATION, ROW
from ipdesk.model.text import N_


class Navigation(QListWidget):
    """Places by key; a key of "" is a heading."""

    went = Signal(str)

    def __init__(self, context: Context, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(context.label(N_("Places")))
        self.setFixedWidth(NAVIGATION)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, label in places:
            item = QListWidgetItem(label)
            item.setSizeHint(QSize(NAVIGATION, ROW))
            item.setData(Qt.ItemDataRole.UserRole, key)
            if not key:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self.itemSelectionChanged.connect(self._go)

    def show_place(self, key: str) -> None:
        """Mark a place without going there."""
        self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.setCurrentRow(row)
        self.blockSignals(False)

    def _go(self) -> None:
        item = self.currentItem()
        if item.data(Qt.ItemDataRole.UserRole):
            self.went.emit(item.data(Qt.ItemDataRole.UserRole))
