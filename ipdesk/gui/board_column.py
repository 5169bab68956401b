"""A column of the board: its head, which opens the register, and its cards under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from ipdesk.gui.board_card import CARD, CardDelegate
from ipdesk.gui.board_model import CardsModel
from ipdesk.gui.context import Context
from ipdesk.gui.labels import small_font
from ipdesk.gui.table_model import Index
from ipdesk.gui.theme import GAP, GRID
from ipdesk.model.text import N_, Message
from ipdesk.operations.board import RECENT, Card, Column

NARROWEST: Final = 224  # pixels of a column
_EDGE: Final = 6  # between a column and what is in it
_ASIDE: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ELIDE: Final = Qt.TextElideMode.ElideRight


class ColumnHead(QPushButton):
    """The label of a state and how many records are in it; `aside` asks to go to the head -1 or 1 further, `down` to the cards."""

    aside = Signal(int)
    down = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.label, self.count, self.under = "", "", ""
        self.setObjectName("columnhead")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the arrow keys come here from the cards
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_words(self, label: str, count: str, under: str, spoken: str) -> None:
        """Show another label, count and line under them."""
        self.label, self.count, self.under = label, count, under
        self.setAccessibleName(spoken)
        self.setToolTip("\n".join(each for each in (f"{label} {count}", under) if each))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the heads, or down to the cards."""
        key = Qt.Key(event.key())
        if key in _ASIDE:
            self.aside.emit(_ASIDE[key])
        elif key == Qt.Key.Key_Down:
            self.down.emit()
        elif key != Qt.Key.Key_Up:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw label and count in one line, and what is to be known of them under it."""
        painter, colours = QPainter(self), self._context.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            edge = colours.accent if self.hasFocus() else colours.border
            painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        room = self.rect().adjusted(GAP, GRID, -GAP, -GRID)
        half = room.height() // 2
        above = QRect(room.left(), room.top(), room.width(), half)
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        metrics = painter.fontMetrics()
        painter.setPen(QColor(colours.text))
        width = metrics.horizontalAdvance(self.count)
        label = metrics.elidedText(self.label, _ELIDE, above.width() - width - GAP)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(above, int(Qt.AlignmentFlag.AlignLeft | middle), label)
        painter.drawText(above, int(Qt.AlignmentFlag.AlignRight | middle), self.count)
        painter.setFont(small_font(self))
        painter.setPen(QColor(colours.muted))
        under = painter.fontMetrics().elidedText(self.under, _ELIDE, room.width())
        below = QRect(room.left(), room.top() + half, room.width(), half)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | middle), under)


class CardsView(QListView):
    """The cards of a column. Enter or a double click opens one.

    `chosen` carries the Card to open; `aside` asks to go -1 or 1 column further, `up` to the head; `searched`
    asks for the search, `left` to leave what the board is narrowed to; `entered` says that the keyboard came,
    `picked` that it stands at another card.
    """

    chosen = Signal(object)
    aside = Signal(int)
    up = Signal()
    searched = Signal()
    left = Signal()
    came = Signal()
    picked = Signal()

    def __init__(self, context: Context, rows: CardsModel) -> None:
        super().__init__()
        self._context, self._rows = context, rows
        self.setObjectName("cards")
        self.setModel(rows)
        self.setItemDelegate(CardDelegate(context, self, rows))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(CARD // 3)
        self.doubleClicked.connect(self._open)

    def current(self) -> Card | None:
        """Return the card that the keyboard stands at."""
        row = self.currentIndex().row()
        return self._rows.cards[row] if 0 <= row < len(self._rows.cards) else None

    def go_to(self, row: int) -> None:
        """Stand at a row, or at the last before it."""
        if self._rows.cards:
            self.setCurrentIndex(self._rows.index(max(0, min(row, len(self._rows.cards) - 1))))

    def row_at(self, height: int) -> int:
        """Return the row at a height of what is shown, the last one below them."""
        index = self.indexAt(QPoint(self.viewport().width() // 2, height))
        return index.row() if index.isValid() else len(self._rows.cards) - 1

    def height_of_current(self) -> int:
        """Return the height at which the current card is shown."""
        index = self.currentIndex()
        return self.visualRect(index).center().y() if index.isValid() else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Left and Right go to the columns beside, Up leads from the first card to the head."""
        key, plain = Qt.Key(event.key()), not event.modifiers() & _PLAIN
        if key in _ENTER and plain:
            self._open(self.currentIndex())
        elif key in _ASIDE and plain:
            self.aside.emit(_ASIDE[key])
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.up.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text() == "/":
            self.searched.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: single keys are acts here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand at a card, and tell that the keyboard is here."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to(0)
        self.viewport().update()
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the card without its edge."""
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that the keyboard stands at another card."""
        super().currentChanged(current, previous)
        self.picked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, or that there are none."""
        super().paintEvent(event)
        if self._rows.cards:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._context.colours.muted))
        room = self.viewport().rect().adjusted(GAP, GAP, -GAP, -GAP)
        nothing = self._context.label(N_("None"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), nothing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._context.colours.accent), 2))
            painter.drawRoundedRect(self.viewport().rect().adjusted(1, 1, -2, -2), 6, 6)

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self._rows.cards[index.row()])


class BoardColumn(QFrame):
    """One state: `opened` asks for its records in the register."""

    opened = Signal()

    def __init__(self, context: Context, column: Column) -> None:
        super().__init__()
        self._context = context
        self.column = column
        self.head = ColumnHead(context)
        self.rows = CardsModel(context, self)
        self.cards = CardsView(context, self.rows)
        self.setObjectName("column")
        self.setMinimumWidth(NARROWEST)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(_EDGE, GRID, _EDGE, _EDGE)
        lines.setSpacing(GRID)
        lines.addWidget(self.head)
        lines.addWidget(self.cards, 1)
        self.head.clicked.connect(self.opened)
        self.head.down.connect(self.cards.setFocus)
        self.cards.up.connect(self.head.setFocus)

    def sizeHint(self) -> QSize:
        """Return the least width; what room there is beyond is shared."""
        return QSize(NARROWEST, super().sizeHint().height())

    def show_column(self, column: Column, cards: Sequence[Card], *, narrowed: bool, partial: bool) -> None:
        """Show other cards, with the keyboard at the same one, or else at the same place.

        They are `narrowed` by a text, or `partial` where the others are still being read.
        """
        at, before = self.cards.current(), self.cards.currentIndex().row()
        self.column = column
        self.rows.show_cards(column, cards)
        place = self.rows.place_of(at.number) if at is not None else None
        if before >= 0:
            self.cards.go_to(before if place is None else place)
        self._show_head(len(cards), narrowed=narrowed, partial=partial)

    def _show_head(self, shown: int, *, narrowed: bool, partial: bool) -> None:
        say, column = self._context.say, self.column
        label, count = self._context.label(column.label), f"{column.count:,}"
        under = self.rows.words.waits(column)
        if narrowed:
            of = len(column.cards)
            under = say(Message(N_("{shown} of {count} shown here match"), shown=shown, count=of))
        elif len(column.cards) < column.count and not partial:
            latest, longest = N_("the latest {shown} are shown"), N_("the {shown} waiting longest are shown")
            under = say(Message(latest if column.final else longest, shown=shown))
        elif column.final:
            under = say(Message(N_("in the last {days} days"), days=RECENT))
        counted = Message(N_("{state}: {count} records"), state=label, count=count)
        spoken = self.rows.words.joined(say(counted), under)
        self.head.show_words(label, count, under, spoken)
        self.cards.setAccessibleName(spoken)
