"""How cells are drawn: plain text cut with …, and the state as a badge of mark, word and colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import PADDING
from ipdesk.gui.table_model import BADGE, MUTED, Cell, Index, TableModel
from ipdesk.gui.theme import MARKS, Tone

_RADIUS = 4
_BADGE_HEIGHT = 22
_EDGE = 3  # of the row that has the keyboard
_SELECTED = QStyle.StateFlag.State_Selected
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ELIDE = Qt.TextElideMode.ElideRight


class TableDelegate(QStyledItemDelegate):
    """Draws cells; those of a register's `rows` without Qt in between, since most of painting is asking."""

    def __init__(self, context: Context, parent: QAbstractItemView, rows: TableModel | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view = parent
        self._rows = rows
        colours = context.colours
        self._weak, self._accent = QColor(colours.weak), QColor(colours.accent)
        self._text, self._muted = QColor(colours.text), QColor(colours.muted)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: selection, the edge of the current row, then badge or text."""
        rect = option.rect  # type: ignore[attr-defined]  # not in the stubs
        row, column = index.row(), index.column()
        selected = bool(option.state & _SELECTED)  # type: ignore[attr-defined]  # as above
        if selected:
            painter.fillRect(rect, self._weak)
        if column == 0 and row == self._view.currentIndex().row() and self._view.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), self._accent)
        cell = self._rows.cell(row, column) if self._rows is not None else _cell(index)
        if cell.tone is not None:
            self._draw_badge(painter, rect, cell.tone, cell.text, edged=selected)
        elif cell.badges:
            self._draw_badges(painter, rect, cell.badges, edged=selected)
        else:
            self.draw_text(painter, rect, index, cell)

    def draw_text(self, painter: QPainter, rect: QRect, _index: Index, cell: Cell) -> None:
        """Draw the text of a cell, cut to the room there is."""
        if not cell.text:
            return
        painter.setPen(self._muted if cell.muted else self._text)
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        shown = painter.fontMetrics().elidedText(cell.text, _ELIDE, room.width())
        painter.drawText(room, cell.alignment, shown)

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

    def _draw_badges(
        self, painter: QPainter, rect: QRect, badges: Sequence[tuple[Tone, str]], *, edged: bool
    ) -> None:
        """Draw badges beside each other, and how many more there are where room ends."""
        left, end = rect.left(), rect.right() + 1
        for place, (tone, word) in enumerate(badges):
            rest = len(badges) - place
            more = f"+{rest}"
            needed = painter.fontMetrics().horizontalAdvance(f"+{rest - 1}") + PADDING if rest > 1 else 0
            if place and end - left - needed < self._badge_width(painter, tone, word):
                painter.setPen(self._muted)
                painter.drawText(QRect(left + PADDING, rect.top(), end - left, rect.height()), _MIDDLE, more)
                return
            room = QRect(left, rect.top(), end - left - needed, rect.height())
            left += self._draw_badge(painter, room, tone, word, edged=edged) + PADDING // 2

    def _badge_width(self, painter: QPainter, tone: Tone, word: str) -> int:
        font = QFont(painter.font())
        font.setBold(True)
        return QFontMetrics(font).horizontalAdvance(f"{MARKS[tone]} {word}") + 4 * PADDING

    def _draw_badge(self, painter: QPainter, rect: QRect, tone: Tone, word: str, *, edged: bool) -> int:
        """Draw one badge at the left of a place and return how wide it is."""
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
        # On the ground of a selection, which may be of its own colour, it needs an edge.
        painter.setPen(QColor(pair.text) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pair.on))
        painter.drawRoundedRect(badge, _RADIUS, _RADIUS)
        painter.setFont(font)
        painter.setPen(QColor(pair.text))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()
        return width


def _cell(index: Index) -> Cell:
    """Return what a cell is drawn from, asked of any model."""
    alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
    text = index.data(Qt.ItemDataRole.DisplayRole) or ""
    return Cell(text, index.data(BADGE), bool(index.data(MUTED)), alignment)
