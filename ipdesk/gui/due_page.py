"""Everything due, of all registers: a strip of weeks, the list by day, and one key to clear what a row names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QMenu

from ipdesk.gui.act_rows import MOVE_KEY
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.docket_line import DocketLine
from ipdesk.gui.docket_papers import DocketPaper, paper_commands
from ipdesk.gui.due_choices import USUAL, DueChoices
from ipdesk.gui.due_model import NOTHING, DueModel, days_said
from ipdesk.gui.empty_state import Act
from ipdesk.gui.labels import spread, text_label
from ipdesk.gui.matters_page import MattersPage
from ipdesk.gui.menu_button import MenuButton
from ipdesk.gui.paper_writer import PaperWriter
from ipdesk.gui.progress import Progress
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import FIELD_GAP
from ipdesk.gui.twin_reader import TwinReader
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.model.wanted import VIEWS, Wanted
from ipdesk.operations import docket, due, reading
from ipdesk.operations.desk import Desk
from ipdesk.operations.due import Due, DueList
from ipdesk.operations.matters import Matter
from ipdesk.operations.permissions import permits
from ipdesk.operations.weeks import weeks_of
from ipdesk.registers import REGISTERS, register
from ipdesk.rules.deadline_events import WAITS_FOR
from ipdesk.rules.deadline_rules import Task as Deadline

FIRST: Final = 64  # rows of a long list that are painted before the rest is read
FEW: Final = 20  # records that are reckoned at once, so that the list is right before it is painted


class DuePage(MattersPage):
    """Enter opens a record; M clears a task by recording its event, or makes the next move; S settles, K confirms."""

    name, offered, moving = "due", VIEWS, N_("Clear what this row names")
    usual = USUAL
    choices: DueChoices
    model: DueModel
    SETTLE: ClassVar = "S"
    CONFIRM: ClassVar = "K"

    def __init__(
        self, context: Context, tasks: Tasks, dialogs: Dialogs, choices: DueChoices | None = None
    ) -> None:
        super().__init__(context, tasks, dialogs, choices or DueChoices(), DueModel(context))
        self._dialogs = dialogs
        self._whole, self._matters = NOTHING, cast("tuple[Matter, ...]", ())
        self._others, self._reckoner = TwinReader(tasks, self), TwinReader(tasks, self)
        self.registers = self._combo(N_("All registers"), {each.name: each.label for each in REGISTERS})
        self.waits = self._combo(N_("Whoever acts"), WAITS_FOR)
        self.line = DocketLine(context)
        self.progress = Progress(context)
        self.progress.button.hide()  # it goes on by itself, and what it made stays
        self._held: Due | None = None  # of which the line asks
        self._lay_out()
        self._connect()
        self._show_views()

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Due"))

    def move_on(self) -> None:
        """Clear what the row names: by recording an event, by settling what none clears, or by the next move."""
        held = self._current()
        if held is None or not self._can_move():
            return
        if held.matter is None:
            self._with_task(held, self._ask_event)
        elif self._make_move(held.matter):
            self.context.changed.emit()

    def settle(self) -> None:
        """Ask for what reason the task of the row is settled."""
        if (held := self._current()) is not None and held.task:
            self._with_task(held, self.line.ask_reason)

    def confirm(self) -> None:
        """Confirm the days of the row's task as a second person."""
        if (held := self._current()) is not None and held.task:
            self._write(held, N_("Confirmed."), docket.confirm)

    def wanted(self) -> Wanted:
        """Return to what the list is narrowed, but for its view."""
        chosen = self.choices
        return Wanted(
            registers=(chosen.register,) if chosen.register else (),
            waits_for=(chosen.waits_for,) if chosen.waits_for else (),
        )

    def asked_of(self, paper: DocketPaper) -> tuple[Wanted, str]:
        """Return to what a paper is narrowed, and of which view: the list on paper holds what is listed here.

        A calendar file reaches beyond a year where all is listed.
        """
        wanted, week = self.wanted(), self.choices.week
        if paper in ("calendar", "calendar-titles") and week is None and self.choices.view == "all":
            return wanted, "all"
        if paper != "list":
            return wanted, ""
        if week is not None:
            return replace(wanted, since=week.first, until=week.last), ""
        return wanted, self.choices.view

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label
        made = [
            Command(id="due.settle", label=label(N_("Settle the task for a reason…")), run=self.settle,
                    shortcut=self.SETTLE, enabled=self._on_task),
            Command(id="due.confirm", label=label(N_("Confirm the days as a second person")), run=self.confirm,
                    shortcut=self.CONFIRM, enabled=self._may_confirm),
        ]  # fmt: skip
        return [*super().commands(), *made]

    def _combo(self, every: str, offered: Any) -> QComboBox:
        label = self.context.label
        made = QComboBox()
        made.setAccessibleName(label(every))
        made.addItem(label(every), "")
        for key, name in offered.items():
            made.addItem(label(name), key)
        return made

    def _lay_out(self) -> None:
        self.body.setSpacing(FIELD_GAP)
        papers = self._papers()
        head = spread(text_label(self.title(), "title"), self.count, self.registers, self.waits, papers)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.outcome)
        self.body.addWidget(self._make_weeks_card())
        narrowing = spread(self.views, self.week_chip)
        narrowing.setStretch(0, 1)
        self.body.addLayout(narrowing)
        self.body.addWidget(self.line)
        self.body.addWidget(self.progress)
        self._lay_out_list(self.table)

    def _papers(self) -> MenuButton:
        """Return the button that offers the papers of what is listed."""
        menu = QMenu(self)
        writer = PaperWriter(self, self._dialogs)
        for each in paper_commands(
            self.context, lambda paper, ending: writer.write_docket(paper, ending, *self.asked_of(paper))
        ):
            menu.addAction(each.label).triggered.connect(each.run)
        made = MenuButton(self.context.label(N_("Papers")), menu)
        if menu.isEmpty():
            made.hide()
        return made

    def _connect(self) -> None:
        super()._connect()
        for combo, name in ((self.registers, "register"), (self.waits, "waits_for")):
            combo.setCurrentIndex(max(0, combo.findData(getattr(self.choices, name))))
            combo.activated.connect(partial(self._narrow, combo, name))
        self.model.failed.connect(self.outcome.refuse)
        self.line.cleared.connect(self._record)
        self.line.settled.connect(self._settle)
        self.line.left.connect(self.setFocus)
        self._others.found.connect(self._join)
        self._others.refused.connect(self.outcome.refuse)
        self._reckoner.found.connect(self._reckoned)
        self._reckoner.refused.connect(self.outcome.refuse)

    def _narrow(self, combo: QComboBox, name: str, _index: int) -> None:
        setattr(self.choices, name, combo.currentData())
        self._show_list()

    def _read(self) -> None:
        """Show the docket as it stands, once it is right; what else is due is looked for beside the window."""
        if not self.context.is_open():
            return
        desk = self.context.desk
        try:
            behind = docket.count_behind(desk)
            if 0 < behind <= FEW:
                docket.refresh(desk)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        if behind > FEW:
            self.progress.show_step(self.context.label(N_("Reckoning deadlines")), 0, 1)
            self._reckoner.ask(desk, lambda twin, task: docket.refresh(twin, task.step))
        if self._show_first():
            QTimer.singleShot(0, self, self._show_all_of_it)
        else:
            self._show_all_of_it()

    def _show_first(self) -> bool:
        """Show the first rows of a long list before all of it is read; say whether there are any to be shown."""
        if len(self._whole) or self.choices.view != "pressing" or self.choices.week is not None:
            return False
        found = due.first_due(self.context.desk, self.wanted(), FIRST)
        if found is None or not len(found):
            return False
        self.model.show_list(found, self.context.desk.today())
        self._show_place(some=True)
        self.repaint()  # now: the next turn of the event loop would paint only after the rest was read
        return True

    def _show_all_of_it(self) -> None:
        """Show the whole list, and look for what else is due beside the window."""
        if self.context.is_open():
            self._show_list()
            self._others.ask(self.context.desk, _other_matters)

    def _reckoned(self, _count: int) -> None:
        self.progress.rest()
        self._show_list()

    def _join(self, matters: tuple[Matter, ...]) -> None:
        if self.context.is_open() and matters != self._matters:
            self._matters = matters
            self._show_list()

    def _show_list(self) -> None:
        if not self.context.is_open():
            return
        try:
            self._whole = due.due_list(self.context.desk, self.wanted(), self._matters)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        today = self.context.desk.today()
        self.strip.show_weeks(weeks_of(self._whole.sure_days(), today), today)
        self._show_rows()

    def _listed(self) -> DueList:
        """Return what belongs to the week that was chosen, else to the view; what is doubtful a view alone tells."""
        week = self.choices.week
        if week is not None:
            return self._whole.sure().between(week.first, week.last)
        return self._whole.view(self.choices.view, self.context.desk.today())

    def _fill(self) -> bool:
        if not self.context.is_open():
            return False
        self.model.show_list(self._listed(), self.context.desk.today())
        return True

    def _count_views(self) -> dict[str, str]:
        if self._whole is NOTHING:  # nothing was read yet, which is not to say that nothing is due
            return {key: self.context.label(name) for key, name in VIEWS.items()}
        counts = self._whole.counts(self.context.desk.today())
        said = Message(
            N_("{count} open · {overdue} overdue · {grace} in their grace"),
            count=f"{counts['all']:,}",
            overdue=f"{counts['overdue']:,}",
            grace=f"{counts['grace']:,}",
        )
        self.count.setText(self.context.say(said))
        return {key: f"{self.context.label(name)} {counts[key]:,}" for key, name in VIEWS.items()}

    def _nothing(self) -> tuple[str, list[Act]]:
        label = self.context.label
        if self._whole is NOTHING or self._reckoner.is_waiting():
            return label(N_("The deadlines are being reckoned.")), []
        if len(self._whole):
            return label(N_("Nothing of this kind is due.")), [
                (label(N_("Show all")), partial(self._show_all, "all"))
            ]
        if any(count for _, count in reading.counts(self.context.desk)):
            return label(
                N_("Nothing is due: record what happened to a right, and its deadlines stand here.")
            ), []
        return self._no_record(register("patents"))

    def _current(self) -> Due | None:
        return cast("Due | None", self.table.current())

    def _can_move(self) -> bool:
        """Say whether the row names something that can be done now; a key typed elsewhere does nothing."""
        held = self._current()
        if held is None or not self._has_keyboard():
            return False
        if held.matter is not None:
            return held.matter.step is not None
        return self.model.may_clear(held)

    def _has_keyboard(self) -> bool:
        return super()._has_keyboard() and not self.line.isAncestorOf(self.window().focusWidget())

    def _on_task(self) -> bool:
        held = self._current()
        return held is not None and bool(held.task) and self._can_move()

    def _may_confirm(self) -> bool:
        held = self._current()
        may = self._has_keyboard() and permits(self.context.desk.actor, "confirm")
        return may and held is not None and bool(held.task)

    def _pick(self, held: Due | None) -> None:
        if held is None:
            self._tell("", ())
            return
        say = self.context.say
        self.choices.row = held.key
        told = [say(held.what), *(say(each) for each in days_said(held)), say(held.act)]
        keys = [N_("Enter opens the record there")]
        if held.task and self.model.may_clear(held):
            keys += [N_("M clears it"), N_("S settles it with a reason")]
        if held.task and self.context.is_open() and permits(self.context.desk.actor, "confirm"):
            keys.append(N_("K confirms its days"))
        step = held.matter.step.move.label if held.matter is not None and held.matter.step is not None else ""
        self._tell(f"{held.number}　" + "　→　".join(told), keys, step)

    def _act(self, held: Due) -> None:
        if self.model.key_of(held) == MOVE_KEY:
            self.move_on()
        else:
            self._open(held)

    def _place_of(self, held: Due) -> str:
        return held.matter.place if held.matter is not None else held.task

    def _with_task(self, held: Due, ask: Callable[[Deadline], object]) -> None:
        """Ask something of the task of a row as it is now."""
        of, desk = register(held.register), self.context.desk
        try:
            task = docket.find_task(desk, of, reading.show(desk, of, held.number).record, held.task)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self._held = held
        self.outcome.hide()
        ask(task)

    def _ask_event(self, task: Deadline) -> None:
        """Ask for the event that clears a task; where none can, the record is where it is cleared."""
        if not self.line.ask_event(task, self.context.desk.today()) and self._held is not None:
            self._open(self._held)

    def _record(self, kind: str, day: date) -> None:
        if self._held is not None:
            act = partial(docket.record_event, day=day, kind=kind)
            self._write(self._held, N_("Recorded: the task is cleared."), act)

    def _settle(self, reason: str) -> None:
        if self._held is not None:
            self._write(self._held, N_("Settled."), partial(docket.settle, reason=reason))

    def _write(self, held: Due, said: str, act: Callable[..., object]) -> None:
        try:
            act(self.context.desk, register(held.register), held.number, held.task, revision=held.revision)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.line.end()
        self._done(held.key, said)

    def _done(self, key: tuple[str, ...], said: str) -> None:
        """Say how it went; undo takes it back, as it does a move made here."""
        label = self.context.label
        self._moves.made.append(key)
        back = label(N_("Ctrl+Z takes it back."))
        self.outcome.say(f"{label(said)} {back}")
        self.context.changed.emit()


def _other_matters(twin: Desk, _task: Task) -> tuple[Matter, ...]:
    return due.other_matters(twin)
