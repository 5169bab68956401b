"""The list at the left: Today, the registers, and the pages about the desk itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ipdesk.gui.context import Context
from ipdesk.gui.icons import SIZE, icon
from ipdesk.gui.theme import NAVIGATION, ROW
from ipdesk.model.text import N_

FOLDED: Final = 52  # pixels wide: only the icons
KEY: Final = Qt.ItemDataRole.UserRole
LABEL: Final = Qt.ItemDataRole.UserRole + 1
COUNT: Final = Qt.ItemDataRole.UserRole + 2


class Navigation(QListWidget):
    """Places by key; a key of "" is a heading. Folded, it shows icons only, with the names as tool tips."""

    went = Signal(str)

    def __init__(self, context: Context, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(context.label(N_("Places")))
        self.setIconSize(QSize(SIZE, SIZE))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, label in places:
            item = QListWidgetItem()
            item.setData(KEY, key)
            item.setData(LABEL, label)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, label)
            if key:
                item.setIcon(icon(key, context.colours))
            else:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter)
            self.addItem(item)
        self.fold(folded=context.settings.folded)
        self._pressed_at = -1
        self.itemSelectionChanged.connect(self._go)
        self.itemClicked.connect(self._go_again)
        self.itemActivated.connect(self._go)  # Enter

    def fold(self, *, folded: bool) -> None:
        """Show icons alone, or icons with names."""
        self.setFixedWidth(FOLDED if folded else NAVIGATION)
        for row in range(self.count()):
            item = self.item(row)
            label = item.data(LABEL)
            heading = not item.data(KEY)
            item.setText("" if folded else self._shown(item))
            item.setToolTip(label if folded else "")
            item.setSizeHint(QSize(0, ROW // 2 if folded and heading else ROW))

    def show_count(self, key: str, count: int | None) -> None:
        """Show beside a place how much waits there, or nothing when that is not known."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(KEY) == key and item.data(COUNT) != count:
                item.setData(COUNT, count)
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, str(count or ""))
                item.setText("" if self.width() == FOLDED else self._shown(item))

    def _shown(self, item: QListWidgetItem) -> str:
        count = item.data(COUNT)
        return f"{item.data(LABEL)}　{count}" if count else str(item.data(LABEL))

    def show_place(self, key: str) -> None:
        """Mark a place without going there."""
        self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(KEY) == key:
                self.setCurrentRow(row)
        self.blockSignals(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether the place that is marked is pressed: that is no change, and still means to go there."""
        self._pressed_at = self.currentRow()
        super().mousePressEvent(event)

    def _go_again(self, item: QListWidgetItem) -> None:
        if self.row(item) == self._pressed_at:
            self._go()

    def _go(self) -> None:
        item = self.currentItem()
        if item.data(KEY):
            self.went.emit(item.data(KEY))
