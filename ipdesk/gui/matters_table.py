"""The table of Today and of everything due: made for the keyboard, with acts that can be clicked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ipdesk.gui.act_rows import ACT, ACT_TEXT, DUE, KEY, MATTER, RECORD, STATUS, WAITS, ActRows
from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import PADDING
from ipdesk.gui.table_delegate import TableDelegate
from ipdesk.gui.table_model import Cell, Index
from ipdesk.gui.theme import GAP, ROW
from ipdesk.model.text import N_

_SHARES: Final = {MATTER: 0.33, RECORD: 0.30, ACT: 0.37}  # of the room that the other columns leave
_LEAST: Final = 120


class ActDelegate(TableDelegate):
    """Draws the act of a row as what can be clicked, with its key at the right end, where it is never cut."""

    def draw_text(self, painter: QPainter, rect: QRect, index: Index, cell: Cell) -> None:
        """Draw act and key; other cells as usual."""
        key = index.data(KEY)
        if key is None:
            super().draw_text(painter, rect, index, cell)
            return
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        painter.setPen(QColor(self._context.colours.muted))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), key)
        room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(key) - GAP, 0)
        shown = painter.fontMetrics().elidedText(
            index.data(ACT_TEXT), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(QColor(self._context.colours.accent))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class MattersTable(QTableView):
    """Rows that each name an act. Enter or a double click opens the record; a click on an act does it.

    `chosen` carries the row to open, `acted` the one whose act was clicked, `picked` the current one or
    None; `left` says that Escape was pressed.
    """

    chosen = Signal(object)
    acted = Signal(object)
    picked = Signal(object)
    left = Signal()

    def __init__(self, context: Context, rows: ActRows) -> None:
        super().__init__()
        self._context, self._rows = context, rows
        self.setModel(rows)
        self.setItemDelegate(ActDelegate(context, self))
        self.setAccessibleName(context.label(N_("What waits")))
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        self._pressed: Any = None

    def current(self) -> Any:
        """Return what the keyboard stands at, None for nothing."""
        return self._rows.row_at(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Escape leaves what the list is narrowed to; the rest moves about."""
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if (held := self.current()) is not None:
                self.chosen.emit(held)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: single keys are acts here."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that an act can be clicked."""
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).column() == ACT
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note which act is being clicked."""
        super().mousePressEvent(event)
        self._pressed = self._act_at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do the act that was clicked; the second click of a double click comes without a press."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._act_at(event) is pressed:
            self.acted.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the record, except on an act, which the first click has done."""
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() != ACT:
            self.chosen.emit(self._rows.row_at(index.row()))

    def _act_at(self, event: QMouseEvent) -> Any:
        index = self.indexAt(event.position().toPoint())
        clicked = index.isValid() and index.column() == ACT and event.button() == Qt.MouseButton.LeftButton
        return self._rows.row_at(index.row()) if clicked else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which matter the keyboard stands at, and draw its edge."""
        super().currentChanged(current, previous)
        for each in (previous, current):
            self.viewport().update(0, self.rowViewportPosition(each.row()), self.columnWidth(0), ROW)
        self.picked.emit(self.current())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what room there is to matter, record and act."""
        super().resizeEvent(event)
        for column, width in self._fixed().items():
            self.setColumnWidth(column, width)
        rest = self.viewport().width() - sum(self._fixed().values())
        for column, share in _SHARES.items():
            self.setColumnWidth(column, max(_LEAST, int(rest * share)))

    def _fixed(self) -> dict[int, int]:
        """Return the widths of the columns whose words are known beforehand."""
        bold = QFont(self.font())
        bold.setBold(True)
        urgencies = (f"■ {each}" for each in self._rows.widest(STATUS))
        return {
            STATUS: _widest(QFontMetrics(bold), urgencies) + 5 * PADDING,
            DUE: self.fontMetrics().horizontalAdvance("2026-12-30") + 3 * PADDING,
            WAITS: _widest(self.fontMetrics(), self._rows.widest(WAITS)) + 2 * PADDING,
        }


def _widest(metrics: QFontMetrics, words: Iterable[str]) -> int:
    return max(metrics.horizontalAdvance(each) for each in words)
