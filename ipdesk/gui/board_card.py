"""How a card of the board is drawn: number and days, the title in two lines, whom it waits for, its level."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ipdesk.gui.board_model import CardsModel
from ipdesk.gui.context import Context
from ipdesk.gui.labels import small_font
from ipdesk.gui.stages import age_tints
from ipdesk.gui.table_model import Index
from ipdesk.gui.theme import GAP, GRID, MARKING, Colours, better_on
from ipdesk.operations.board import Card, Column

LINE: Final = 19  # of the title
SMALL_LINE: Final = 18
CARD: Final = GAP + SMALL_LINE + GRID + 2 * LINE + GRID + SMALL_LINE + GAP
BETWEEN: Final = 6  # cards
_PADDING: Final = 10
_CHIP_PADDING: Final = 7
_RADIUS: Final = 6
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
_ELIDE: Final = Qt.TextElideMode.ElideRight


def age_chip(colours: Colours, age: int | None) -> tuple[QColor, QColor]:
    """Return ground and text of the chip of an age; None is that of what is not waited for."""
    ground = QColor(colours.window) if age is None else age_tints(colours)[age]
    return ground, QColor(colours.muted) if age is None else better_on(ground, colours)


class CardDelegate(QStyledItemDelegate):
    """Draws the cards of one column; all are of one height."""

    def __init__(self, context: Context, view: QAbstractItemView, cards: CardsModel) -> None:
        super().__init__(view)
        self._view, self._cards = view, cards
        colours = context.colours
        self._surface, self._border = QColor(colours.surface), QColor(colours.border)
        self._weak, self._accent = QColor(colours.weak), QColor(colours.accent)
        self._text, self._muted = QColor(colours.text), QColor(colours.muted)
        self._chips = {age: age_chip(colours, age) for age in (None, 0, 1, 2)}

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a card with the gap under it."""
        return QSize(option.rect.width(), CARD + BETWEEN)  # type: ignore[attr-defined]  # not in the stubs

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a card, and around it whether the keyboard or the pointer is there."""
        column = self._cards.column
        if column is None:
            return
        card = self._cards.cards[index.row()]
        room: QRect = option.rect  # type: ignore[attr-defined]  # not in the stubs
        state = option.state  # type: ignore[attr-defined]  # as above
        frame = room.adjusted(1, 1, -1, -BETWEEN)
        here = index.row() == self._view.currentIndex().row() and self._view.hasFocus()
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        self._draw_ground(painter, frame, here=here, over=over)
        inside = frame.adjusted(_PADDING, GAP - 1, -_PADDING, 1 - GAP)
        painter.setFont(small_font(self._view))
        self._draw_head(painter, inside, card)
        self._draw_foot(painter, inside, column, card)
        painter.setFont(self._view.font())
        painter.setPen(self._muted if card.sealed else self._text)
        top = inside.top() + SMALL_LINE + GRID
        title = QRect(inside.left(), top, inside.width(), 2 * LINE)
        draw_in_two_lines(painter, title, self._cards.words.title(card))
        painter.restore()

    def _draw_ground(self, painter: QPainter, frame: QRect, *, here: bool, over: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._accent if here else self._muted if over else self._border
        painter.setPen(QPen(edge, 2 if here else 1))
        painter.setBrush(self._weak if here else self._surface)
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _draw_head(self, painter: QPainter, inside: QRect, card: Card) -> None:
        """Draw the number at the left, and the days at the right in the tint of their age."""
        line = QRect(inside.left(), inside.top(), inside.width(), SMALL_LINE)
        days = self._cards.words.days(card)
        width = painter.fontMetrics().horizontalAdvance(days) + 2 * _CHIP_PADDING
        chip = QRect(line.right() + 1 - width, line.top(), width, SMALL_LINE)
        ground, text = self._chips[card.age]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, SMALL_LINE / 2, SMALL_LINE / 2)
        painter.setPen(text)
        painter.drawText(chip, _CENTRE, days)
        painter.setPen(self._muted)
        line.setRight(chip.left() - GRID)
        painter.drawText(line, _LEFT, painter.fontMetrics().elidedText(card.number, _ELIDE, line.width()))

    def _draw_foot(self, painter: QPainter, inside: QRect, column: Column, card: Card) -> None:
        """Draw the level at the right, where it is never cut, and whom the card waits for in the room beside it."""
        line = QRect(inside.left(), inside.bottom() + 1 - SMALL_LINE, inside.width(), SMALL_LINE)
        painter.setPen(self._muted)
        if level := self._cards.words.level(card):
            marked = f"{MARKING} {level}"
            painter.drawText(line, _RIGHT, marked)
            line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(marked) - GAP)
        waits = self._cards.words.waits(column)
        if column.mine:
            painter.setPen(self._accent)
        painter.drawText(line, _LEFT, painter.fontMetrics().elidedText(waits, _ELIDE, max(0, line.width())))


def draw_in_two_lines(painter: QPainter, room: QRect, text: str) -> None:
    """Draw a text broken into two lines at most, the second of which ends in … where room runs out."""
    plain = " ".join(text.split())
    layout = QTextLayout(plain, painter.font())
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    first = layout.createLine()
    if first.isValid():
        first.setLineWidth(room.width())
        first.setPosition(QPointF(0, 0))
    layout.endLayout()
    if not plain:
        return
    end = first.textStart() + first.textLength()
    metrics = QFontMetrics(painter.font())
    painter.drawText(QRect(room.left(), room.top(), room.width(), LINE), _LEFT, plain[:end].rstrip())
    rest = metrics.elidedText(plain[end:].lstrip(), _ELIDE, room.width())
    painter.drawText(QRect(room.left(), room.top() + LINE, room.width(), LINE), _LEFT, rest)


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
