"""The line under a register's table: what is selected and what can be done with it, or how far work is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QPushButton, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import text_label
from ipdesk.gui.menu_button import MenuButton
from ipdesk.gui.theme import FIELD, GAP
from ipdesk.model.states import Move
from ipdesk.model.text import N_, Message

KEYS: Final = N_("Enter opens · / searches · Ctrl+C copies")
KEYS_BESIDE: Final = N_("Enter goes into the record, Escape comes back · / searches · Ctrl+C copies")


class SelectionBar(QWidget):
    """Always as high, so that nothing moves under the pointer while rows are selected.

    `move_asked` comes before the menu of moves opens: answer with `offer_moves`. `chosen` carries a Move.
    """

    move_asked = Signal()
    chosen = Signal(object)
    withdraw_asked = Signal()
    together_asked = Signal()
    stop_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._count, self._keys = 0, KEYS
        self.setFixedHeight(FIELD + 2)
        self.said = text_label("", muted=True)
        self.moves = QMenu(self)
        self.moves.aboutToShow.connect(self.move_asked)
        self.move_button = MenuButton(context.label(N_("Move on")), self.moves)
        self.withdraw = QPushButton(context.label(N_("Withdraw…")))
        self.withdraw.clicked.connect(self.withdraw_asked)
        self.together = QPushButton(context.label(N_("Together…")))
        self.together.clicked.connect(self.together_asked)
        self.progress = QProgressBar()
        self.progress.setFixedSize(240, 8)
        self.progress.setTextVisible(False)
        self.progress.setStyleSheet(
            f"QProgressBar {{ background: {context.colours.weak}; border: 0; border-radius: 4px; }}"
            f"QProgressBar::chunk {{ background: {context.colours.accent}; border-radius: 4px; }}"
        )
        self.progress.setAccessibleName(context.label(N_("Progress")))
        self.stop = QPushButton(context.label(N_("Stop")))
        self.stop.clicked.connect(self.stop_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.said, 1)
        for each in (self.together, self.move_button, self.withdraw, self.progress, self.stop):
            row.addWidget(each)
        self.show_selected(0)

    def show_keys(self, keys: str) -> None:
        """Show which keys the list knows, while nothing is selected."""
        self._keys = keys
        if not self._count:
            self.show_selected(0)

    def show_selected(
        self, count: int, *, movable: bool = False, withdrawable: bool = False, together: str = ""
    ) -> None:
        """Show how many rows are selected, with the acts on them from two on; one is acted on at its page.

        `together` is the label of what leads to a page of them all, "" where there is none.
        """
        many = count > 1
        self._count = count if many else 0
        selected = Message(N_("{count} selected"), count=count)
        self.said.setText(self._context.say(selected) if many else self._context.label(self._keys))
        self.move_button.setVisible(many and movable)
        self.withdraw.setVisible(many and withdrawable)
        if together:
            self.together.setText(together)
        self.together.setVisible(many and bool(together))
        self.progress.hide()
        self.stop.hide()

    def offer_moves(self, moves: Sequence[Move]) -> None:
        """Fill the menu of moves; there may be none."""
        self.moves.clear()
        for move in moves:
            action = self.moves.addAction(self._context.label(move.label))
            action.triggered.connect(lambda _=False, move=move: self.chosen.emit(move))
        if not moves:
            self.moves.addAction(self._context.label(N_("No move leads on from here"))).setEnabled(False)

    def show_progress(self, done: int, of: int) -> None:
        """Show how far work is; work of one step, with `of` 0, only shows that it goes on and cannot be stopped."""
        far = Message(N_("{done} of {count}"), done=done, count=of)
        self.said.setText(self._context.say(far if of else N_("Under way…")))
        self.move_button.hide()
        self.withdraw.hide()
        self.together.hide()
        self.progress.setMaximum(of)
        self.progress.setValue(done)
        self.progress.show()
        self.stop.setVisible(of > 0)
