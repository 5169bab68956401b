"""What Today, the page of everything due and the board share: views to narrow by, the next move by one key, and what has the keyboard told whole."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ipdesk.gui.act_rows import MOVE_KEY
from ipdesk.gui.chip_row import ChipRow
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.empty_state import Act, EmptyState
from ipdesk.gui.labels import Elided, text_label
from ipdesk.gui.next_moves import NextMoves
from ipdesk.gui.page import Page
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import GRID
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.permissions import permits


class WorkPage(Page):
    """A page of what waits, which shows its list in `places` or `empty` there in its stead.

    `stage_chosen` carries register and state, `import_asked` a register. A page says by `name` how the ids of its
    commands begin, by `offered` its views and their labels, by `chips` those of them that stand in a row where not all
    do, and by `moving` the label of its next step.
    """

    stage_chosen = Signal(str, str)
    import_asked = Signal(str)
    name: ClassVar[str]
    offered: ClassVar[Mapping[str, str]]
    chips: ClassVar[Sequence[str]] = ()
    moving: ClassVar[str]

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks)
        self._moves = NextMoves(self, dialogs)
        self.count = Elided("")
        self.count.setProperty("muted", True)
        self.views = ChipRow(context.label(N_("Show")), list(self.chips or self.offered))
        self.empty = EmptyState()
        self.places = QStackedWidget()
        self.told = Elided("")  # what has the keyboard, whole
        self.keys = text_label("", "label")
        self.views.chosen.connect(self.show_view)

    def refresh(self) -> None:
        """Read everything again beside the window, once it has been painted."""
        QTimer.singleShot(0, self, self._read)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page: refresh, the next step, undo, and a view each."""
        label, say = self.context.label, self.context.say
        acts = [
            Command(id=f"{self.name}.refresh", label=label(N_("Refresh")), run=self.refresh, shortcut="F5"),
            Command(
                id=f"{self.name}.move",
                label=label(self.moving),
                run=self.move_on,
                shortcut=MOVE_KEY,
                enabled=self._can_move,
            ),
            Command(
                id=f"{self.name}.undo",
                label=label(N_("Undo my last action")),
                run=self.undo,
                shortcut="Ctrl+Z",
                enabled=lambda: permits(self.context.desk.actor, "undo"),
            ),
        ]
        views = [
            Command(
                id=f"{self.name}.show.{key}",
                label=say(Message(N_("Show: {what}"), what=Message(each))),
                run=partial(self.show_view, key),
            )
            for key, each in self.offered.items()
        ]
        return [*acts, *views]

    @abstractmethod
    def show_view(self, view: str) -> None:
        """Narrow what is shown to a view."""

    @abstractmethod
    def move_on(self) -> None:
        """Make the next move of what has the keyboard; it asks only for what ends the work or needs a reason."""

    def undo(self) -> None:
        """Take back the last act; it asks when that was not a move made here."""
        if (key := self._moves.undo()) is not None:
            self._go_back_to(key)
            self.context.changed.emit()

    @abstractmethod
    def _read(self) -> None:
        """Read what is shown on another thread."""

    @abstractmethod
    def _can_move(self) -> bool:
        """Say whether a move leads on from where the keyboard is."""

    @abstractmethod
    def _go_back_to(self, key: tuple[str, ...]) -> None:
        """Stand at what was moved back, once it is read again; the key is empty when that is not known."""

    def _lay_out_list(self, shown: QWidget) -> None:
        """Lay the list into the rest of the page, with the lines at its foot."""
        self.places.addWidget(shown)
        self.places.addWidget(self.empty)
        self.body.addWidget(self.places, 1)
        foot = QVBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.told)
        foot.addWidget(self.keys)
        self.body.addLayout(foot)
        self.setFocusProxy(shown)

    def _no_record(self, register: Register) -> tuple[str, list[Act]]:
        """Return what to say where there is no record of a register yet, and how to get one."""
        say, actor, acts = self.context.say, self.context.desk.actor, list[Act]()
        if permits(actor, "import"):
            taking = say(Message(N_("Import: {register}"), register=Message(register.label)))
            acts.append((taking, lambda: self.import_asked.emit(register.name)))
        if permits(actor, "add"):
            new = say(Message(N_("New: {one}"), one=Message(register.one)))
            acts.append((new, lambda: self.opened.emit(register.name, "")))
        return self.context.label(N_("No record yet: import a ledger or add the first.")), acts

    def _tell(self, what: str, keys: Sequence[str], next_step: str = "") -> None:
        """Say at the foot what has the keyboard, and what its keys do; the label of its next step if it has one."""
        told = [self.context.label(each) for each in keys]
        if next_step:
            told.append(self.context.say(Message(N_("{key}: {act}"), key=MOVE_KEY, act=Message(next_step))))
        if self._moves.made:
            told.append(self.context.label(N_("Ctrl+Z takes the last act back")))
        self.told.setText(what)
        self.keys.setText(" · ".join(told) if what else "")
