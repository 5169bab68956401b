"""The board: the records of one register as cards in columns by state, those that wait the longest on top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from ipdesk.gui.board_columns import BoardColumns
from ipdesk.gui.board_model import ALL, VIEWS, BoardChoices, in_view
from ipdesk.gui.commands import Command
from ipdesk.gui.conditions import ALL as EVERY
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.empty_state import Act
from ipdesk.gui.filter_bar import SearchField
from ipdesk.gui.labels import spread, text_label
from ipdesk.gui.pipeline_card import Legend
from ipdesk.gui.register_switch import RegisterSwitch
from ipdesk.gui.tab_order import go_on
from ipdesk.gui.tasks import Cancelled, Task, Tasks
from ipdesk.gui.theme import FIELD_GAP
from ipdesk.gui.work_page import WorkPage
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import board as operation
from ipdesk.operations import reading
from ipdesk.operations.board import FIRST, Board
from ipdesk.operations.permissions import permits
from ipdesk.registers import register as register_named


class BoardPage(WorkPage):
    """The arrow keys go from card to card and from column to column, Enter opens a record, M makes its next move.

    `stage_chosen` carries register and state of a column whose head was chosen.
    """

    name, offered, moving = "board", VIEWS, N_("Take the next step for this card")

    def __init__(
        self, context: Context, tasks: Tasks, dialogs: Dialogs, choices: BoardChoices | None = None
    ) -> None:
        super().__init__(context, tasks, dialogs)
        self.choices = choices or BoardChoices()
        self.register = register_named(self.choices.register)
        self._board: Board | None = None
        self._reading: Task | None = None
        self._wanted = self.choices.number  # the card to stand at, once it is read
        self.switch = RegisterSwitch(context, self.choices.register, self)
        self.search = SearchField()
        self.columns = BoardColumns(context)
        self._lay_out()
        self._connect()
        self._show_views()

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Board"))

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        refresh, *others = super().commands()
        search = Command(
            id="board.search",
            label=self.context.label(N_("Search the board")),
            run=self.go_to_search,
            shortcut="Ctrl+F",
        )
        return [refresh, search, *others]

    def show_view(self, view: str) -> None:
        """Narrow the board to the columns of a view."""
        self.choices.view = view
        self._show_views()
        self._show_columns()

    def go_to_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus()
        self.search.selectAll()

    def move_on(self) -> None:
        """Make the next move of the current card; it asks only for what ends the work or needs a reason."""
        card = self.columns.card()
        if card is None:
            return
        desk = self.context.desk
        try:
            sight = reading.show(desk, self.register, card.number)
        except Refused as refused:
            self.outcome.refuse(refused)
            self.refresh()
            return
        step = operation.next_step(desk, self.register, sight)
        if step is None:
            state = self.register.state(sight.record.state)
            whose = N_("{number} waits for {whom}: its next step is not yours.")
            none = N_("From “{state}” no step leads on for {number}.")
            blanks = {"number": card.number, "whom": Message(state.waits_for), "state": Message(state.label)}
            self.outcome.say(self.context.say(Message(whose if state.waits_for else none, **blanks)), "warn")
        elif self._moves.make(self.register, card.number, step, sight.record.revision, (card.number,)):
            self.columns.drop()
            self.context.changed.emit()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go on as the page is laid out; of all columns it stops at one."""
        return go_on(self, next)

    def _lay_out(self) -> None:
        label = self.context.label
        self.body.setSpacing(FIELD_GAP)
        self.search.setAccessibleName(label(N_("Search the board")))
        self.search.setPlaceholderText(label(N_("Number, title or unit   /")))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(260)
        self.search.setText(self.choices.text)
        head = spread(text_label(self.title(), "title"), self.switch, self.count, self.search)
        head.setStretch(2, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.outcome)
        legend = Legend(self.context, label(N_("Days since a record came into its state")))
        narrowing = spread(self.views, legend)
        narrowing.setStretch(0, 1)
        self.body.addLayout(narrowing)
        self._lay_out_list(self.columns)

    def _connect(self) -> None:
        self.switch.switched.connect(self._switch)
        self.search.textChanged.connect(self._narrow)
        self.search.left.connect(self._enter)
        self.columns.state_chosen.connect(lambda state: self.stage_chosen.emit(self.register.name, state))
        self.columns.chosen.connect(lambda card: self.opened.emit(self.register.name, card.number))
        self.columns.searched.connect(self.go_to_search)
        self.columns.left.connect(self._widen)
        self.columns.picked.connect(self._pick)

    def _read(self) -> None:
        """Read the board on another thread: what comes into sight first, and then all of it."""
        if not self.context.is_open():
            return
        if self._reading is not None:
            self._reading.cancel()
        desk, register = self.context.desk, self.register
        most = None
        if self._board is None:
            self.count.setText(self.context.label(N_("Reading…")))
            most = FIRST

        def work(task: Task) -> Board | None:
            twin = desk.twin()
            with twin.workspace:
                try:
                    return operation.board(twin, register, task.step, most=most)
                except Cancelled:
                    return None

        self._reading = self.tasks.start(work, self._show, self._refuse)

    def _refuse(self, refused: Refused) -> None:
        self.count.setText("")
        self.outcome.refuse(refused)

    def _show(self, board: Board | None) -> None:
        if board is None or board.register != self.register.name or not self.context.is_open():
            return  # asked again, switched, or locked meanwhile
        self._board = board
        self.count.setText("")
        self._show_views()
        self._show_columns()
        if self._wanted and (self.columns.go_to(self._wanted) or not board.partial):
            self._wanted = ""
        if board.partial:
            self._read()

    def _show_columns(self) -> None:
        """Show what belongs to the view and the text, with the keyboard where it was."""
        if self._board is None:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.places.isAncestorOf(focused)
        some = self.columns.show_board(self._board, self.choices.view, self.choices.text.strip())
        column = self.columns.current()  # before the keyboard is sent elsewhere by what is hidden now
        self.places.setCurrentWidget(self.columns if some else self.empty)
        if not some:
            self.empty.show_state(*self._nothing())
        self.setFocusProxy(column.cards if some and column is not None else self.empty)
        if had_focus:
            self.setFocus()
        self._pick()

    def _nothing(self) -> tuple[str, list[Act]]:
        """Return what to say where no card is shown, and what can be done about it."""
        label, name, narrowed = self.context.label, self.register.name, self.choices.view != ALL
        if self._board is not None and self._board.blank:
            return self._no_record(self.register)
        if self.choices.text.strip():
            return label(N_("No card that is shown here matches.")), [(label(N_("Show all")), self._widen)]
        if narrowed:
            return label(N_("Nothing of this kind waits.")), [(label(N_("Show all")), self._widen)]
        ended = label(N_("Nothing is open here: every record has come to its end."))
        return ended, [(label(N_("Show in the register")), lambda: self.stage_chosen.emit(name, EVERY))]

    def _show_views(self) -> None:
        counts = dict.fromkeys(VIEWS, 0)
        for each in self._board.columns if self._board else ():
            for key in VIEWS:
                counts[key] += each.count if in_view(each, key) and not each.final else 0
        texts = {key: f"{self.context.label(name)} {counts[key]:,}" for key, name in VIEWS.items()}
        self.views.show_choice(self.choices.view, texts)

    def _enter(self) -> None:
        """Put the keyboard where the cards are, or what is said in their place."""
        if self.places.currentWidget() is self.empty:
            self.empty.setFocus()
        else:
            self.columns.enter()

    def _can_move(self) -> bool:
        """Say whether a move leads on from the current card, as far as its state tells."""
        column, card = self.columns.current(), self.columns.card()
        if column is None or card is None or not self.columns.has_keyboard():
            return False
        if card.sealed or column.column.final:
            return False
        ways = self.register.states.moves_from(column.column.state)
        return permits(self.context.desk.actor, "move") and any(not each.unchecked for each in ways)

    def _pick(self) -> None:
        """Remember the card, and say what its keys do."""
        column, card = self.columns.current(), self.columns.card()
        if column is None or card is None:
            self._tell("", ())
            return
        self.choices.number = card.number
        self.setFocusProxy(column.cards)
        parts = (f"{card.number}　{column.rows.words.title(card)}", card.unit)
        moves = not card.sealed and not column.column.final and permits(self.context.desk.actor, "move")
        self._tell(
            "　".join(each for each in parts if each),
            (N_("← → go to the column beside"), N_("Enter opens the record")),
            N_("the next step") if moves else "",
        )

    def _go_back_to(self, key: tuple[str, ...]) -> None:
        self._wanted = "".join(key)

    def _switch(self, name: str) -> None:
        self.choices.register, self.choices.number = name, ""
        self.register = register_named(name)
        self._board = None
        self._read()

    def _narrow(self, text: str) -> None:
        self.choices.text = text
        self._show_columns()

    def _widen(self) -> None:
        """Show everything again."""
        self.search.clear()
        self.show_view(ALL)
