"""How cells are drawn: plain text cut with …, and the state as a badge of mark, word and colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import PADDING
from ipdesk.gui.table_model import BADGE, MUTED, Index
from ipdesk.gui.theme import MARKS, Tone

_RADIUS = 4
_BADGE_HEIGHT = 22
_EDGE = 3  # of the row that has the keyboard


class TableDelegate(QStyledItemDelegate):
    """Asks the model for two things a cell at most, since most of painting a table is asking."""

    def __init__(self, context: Context, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._context = context
        self._view = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: selection, the edge of the current row, then badge or text."""
        colours, rect = self._context.colours, option.rect  # type: ignore[attr-defined]  # not in the stubs
        state = option.state  # type: ignore[attr-defined]  # as above
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.weak))
        if index.column() == 0 and index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), QColor(colours.accent))
        tone: Tone | None = index.data(BADGE)
        if tone is not None:
            self._draw_badge(painter, rect, tone, index.data(Qt.ItemDataRole.DisplayRole) or "")
        else:
            self.draw_text(painter, rect, index)

    def draw_text(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw the text of a cell, cut to the room there is."""
        painter.setPen(
            QColor(self._context.colours.muted if index.data(MUTED) else self._context.colours.text)
        )
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the tool tip of a cell, or else its whole text where that is cut off."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        if told := index.data(Qt.ItemDataRole.ToolTipRole):
            QToolTip.showText(event.globalPos(), told, view)
            return True
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        room = view.visualRect(index).width() - 2 * PADDING
        cut = view.fontMetrics().horizontalAdvance(text) > room
        QToolTip.showText(event.globalPos(), text if cut else "", view)
        return True

    def _draw_badge(self, painter: QPainter, rect: QRect, tone: Tone, word: str) -> None:
        pair = self._context.colours.tone(tone)
        font = QFont(painter.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        room = rect.width() - 2 * PADDING
        text = metrics.elidedText(f"{MARKS[tone]} {word}", Qt.TextElideMode.ElideRight, room - 2 * PADDING)
        width = min(room, metrics.horizontalAdvance(text) + 2 * PADDING)
        top = rect.top() + (rect.height() - _BADGE_HEIGHT) // 2
        badge = QRect(rect.left() + PADDING, top, width, _BADGE_HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pair.on))
        painter.drawRoundedRect(badge, _RADIUS, _RADIUS)
        painter.setFont(font)
        painter.setPen(QColor(pair.text))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()
