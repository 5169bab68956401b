"""The columns of a board side by side: of all of them the keyboard stands in one, and the arrow keys lead on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from ipdesk.gui.board_column import BoardColumn
from ipdesk.gui.board_model import in_view, matching
from ipdesk.gui.context import Context
from ipdesk.gui.theme import GAP, GRID
from ipdesk.operations.board import Board, Card


class BoardColumns(QScrollArea):
    """Scrolls across where the columns have no room.

    `state_chosen` carries the state of a head that was chosen, `chosen` a Card to open; `searched` asks for the
    search, `left` to leave what the board is narrowed to, `picked` says that the keyboard stands elsewhere.
    """

    state_chosen = Signal(str)
    chosen = Signal(object)
    searched = Signal()
    left = Signal()
    picked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.columns: dict[str, BoardColumn] = {}
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setProperty("across", True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held = QWidget()
        self._across = QHBoxLayout(held)
        self._across.setContentsMargins(0, 0, 0, GRID)
        self._across.setSpacing(GAP)
        self.setWidget(held)

    def show_board(self, board: Board, view: str, text: str) -> bool:
        """Show what of a board belongs to a view and a text, and say whether that is any card.

        Columns in which a text matches nothing make room for the others.
        """
        self._make(board)
        some = False
        for each in board.columns:
            cards, column = matching(each, text), self.columns[each.state]
            column.show_column(each, cards, narrowed=bool(text), partial=board.partial)
            visible = in_view(each, view) and (bool(cards) or not text)
            column.setVisible(visible)
            some = some or (visible and bool(cards))
        at, shown = self.current(), self.shown()
        if at is None or not at.rows.cards:
            at = next((each for each in shown if each.rows.cards), at or next(iter(shown), None))
        if at is not None:
            self.stop_at(at)
        return some

    def shown(self) -> list[BoardColumn]:
        """Return the columns that are shown, in their order."""
        return [each for each in self.columns.values() if not each.isHidden()]

    def current(self) -> BoardColumn | None:
        """Return the column that the keyboard stands in, or would come back to."""
        tab = Qt.FocusPolicy.TabFocus
        return next((each for each in self.shown() if each.cards.focusPolicy() & tab), None)

    def card(self) -> Card | None:
        """Return the card that the keyboard stands at."""
        column = self.current()
        return column.cards.current() if column is not None else None

    def has_keyboard(self) -> bool:
        """Say whether the keyboard is among the cards, so that no key typed elsewhere makes a move."""
        focused: QWidget | None = self.window().focusWidget()
        return any(each.cards is focused for each in self.columns.values())

    def enter(self) -> None:
        """Put the keyboard among the cards."""
        if (column := self.current()) is not None:
            column.cards.setFocus()

    def stop_at(self, column: BoardColumn) -> None:
        """Let the Tab key stop at a column and at no other, and bring it into sight."""
        for each in self.columns.values():
            stop = Qt.FocusPolicy.StrongFocus if each is column else Qt.FocusPolicy.ClickFocus
            each.cards.setFocusPolicy(stop)
        self._settle()
        self.ensureWidgetVisible(column, 0, 0)
        self.picked.emit()

    def go_to(self, number: str) -> bool:
        """Stand at the card of a record and say whether it is shown."""
        for column in self.shown():
            if (row := column.rows.place_of(number)) is not None:
                had_keyboard = self.has_keyboard()
                column.cards.go_to(row)
                self.stop_at(column)
                if had_keyboard:
                    column.cards.setFocus()
                return True
        return False

    def drop(self) -> None:
        """Take the current card off the board, until it is read again."""
        column, card = self.current(), self.card()
        if column is not None and card is not None:
            row = column.cards.currentIndex().row()
            left = tuple(each for each in column.rows.cards if each is not card)
            column.rows.show_cards(column.column, left)
            column.cards.go_to(row)

    def _make(self, board: Board) -> None:
        """Make the columns of a register, unless they are there."""
        if list(self.columns) == [each.state for each in board.columns]:
            return
        for gone in self.columns.values():
            gone.hide()
            gone.deleteLater()
        self.columns = {}
        for each in board.columns:
            made = BoardColumn(self._context, each)
            made.opened.connect(partial(self.state_chosen.emit, each.state))
            made.head.aside.connect(partial(self._go_aside, made, True))
            made.cards.aside.connect(partial(self._go_aside, made, False))
            made.cards.chosen.connect(self.chosen)
            made.cards.searched.connect(self.searched)
            made.cards.left.connect(self.left)
            made.cards.came.connect(partial(self.stop_at, made))
            made.cards.picked.connect(self.picked)
            self.columns[each.state] = made
            self._across.addWidget(made, 1)

    def _settle(self) -> None:
        """Let the columns take their places, also those made or shown just now."""
        self._across.activate()
        held = self.widget()
        held.resize(self._across.totalMinimumSize().expandedTo(self.viewport().size()))

    def _go_aside(self, column: BoardColumn, heads: bool, by: int) -> None:
        """Go to the column beside, at the height where the keyboard stands, or from head to head."""
        shown = self.shown()
        place = shown.index(column) + by
        if not 0 <= place < len(shown):
            return
        other = shown[place]
        if heads:
            self.stop_at(other)
            other.head.setFocus()
        else:
            other.cards.go_to(other.cards.row_at(column.cards.height_of_current()))
            other.cards.setFocus()
