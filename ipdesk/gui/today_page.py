"""Today: what is due and what waits for whom, the most pressing first, each with the act that clears it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.empty_state import Act
from ipdesk.gui.group_chip import GroupChip
from ipdesk.gui.labels import primary, spread, text_label
from ipdesk.gui.matters_model import MattersModel
from ipdesk.gui.matters_page import MattersPage
from ipdesk.gui.pipeline_card import PipelineCard
from ipdesk.gui.quarter_strip import QuarterStrip
from ipdesk.gui.signing_button import SigningButton
from ipdesk.gui.tasks import Cancelled, Task, Tasks
from ipdesk.gui.theme import CARD_GAP, FIELD_GAP, ROW
from ipdesk.gui.today_views import ALL, CHIPS, VIEWS, Choices, groups_of, in_view
from ipdesk.model.text import N_, Message
from ipdesk.operations import today
from ipdesk.operations.matters import Matter
from ipdesk.operations.permissions import permits
from ipdesk.operations.today import Agenda, Stage
from ipdesk.operations.weeks import weeks
from ipdesk.registers import REGISTERS, register
from ipdesk.registers.fallen_due import task_of

TO_CLEAR: Final = N_("To the deadline, to record what clears it")

LEAST_ROWS: Final = 4  # that the list shows before it shares its room with pictures


class TodayPage(MattersPage):
    """The page the desk opens with. Enter opens a record at its matter, M makes its next move, or leads to its deadline.

    `counted` carries how much there is to do; `signing_asked` asks for the signing rate,
    `report_asked` for the report of this quarter at an indicator, `everything_asked` for the import of all registers.
    """

    counted = Signal(object)
    signing_asked = Signal()
    report_asked = Signal(str)
    everything_asked = Signal()
    name, offered, moving = "today", VIEWS, N_("Take the next step for this row")
    chips = tuple(CHIPS)
    usual = ALL
    choices: Choices
    model: MattersModel

    def __init__(
        self, context: Context, tasks: Tasks, dialogs: Dialogs, choices: Choices | None = None
    ) -> None:
        super().__init__(context, tasks, dialogs, choices or Choices(), MattersModel(context))
        self._agenda: Agenda | None = None
        self._reading: list[Task] = []
        self.pipeline = PipelineCard(context, self.choices.pipeline)
        self.signing = SigningButton(context)
        self.quarter = QuarterStrip(context, tasks)
        self.of_register = GroupChip(context, N_("Register"), self)
        self.waiting = GroupChip(context, N_("Waiting on"), self)
        self.acts = GroupChip(context, N_("What to do"), self)
        self._lay_out()
        self._connect()
        self._show_views()

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Today"))

    def show_mine(self) -> None:
        """Narrow the list to what waits for the person at the desk, in whichever week, and go there."""
        self._show_all("me")
        self._show_views()
        self.setFocus()

    def move_on(self) -> None:
        """Make the next move of the current row; it asks only for what ends the work or needs a reason.

        A deadline is cleared where its days are told: there M records the event.
        """
        matter = self.table.current()
        if matter is not None and matter.step is None and task_of(matter.finding):
            self._open(matter)
        elif matter is not None and self._make_move(matter):
            self._drop_record(matter)
            self.context.changed.emit()

    def _lay_out(self) -> None:
        label = self.context.label
        self.body.setSpacing(FIELD_GAP)
        self.new_button = primary(
            QPushButton(self.context.say(Message(N_("New: {one}"), one=Message(REGISTERS[0].one))))
        )
        if not permits(self.context.desk.actor, "add"):
            self.new_button.hide()
        head = spread(text_label(self.title(), "title"), self.count, self.new_button)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.outcome)
        # as high as the heading beside it
        self.coming.setMinimumHeight(self.week_chip.sizeHint().height())
        self.weeks_card = self._make_weeks_card()
        self.pictures = QWidget()
        beside = QHBoxLayout(self.pictures)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(CARD_GAP)
        beside.addWidget(self.weeks_card, 1)
        beside.addWidget(self.pipeline, 1)
        self.body.addWidget(self.pictures)
        self.body.addWidget(self.quarter)
        narrowing = spread(
            text_label(label(N_("To do")), "section"), self.views, self.of_register, self.waiting, self.acts,
            self.week_chip, self.signing,
        )  # fmt: skip
        narrowing.setStretch(1, 1)
        self.body.addLayout(narrowing)
        self._lay_out_list(self.table)

    def _connect(self) -> None:
        super()._connect()
        self.new_button.clicked.connect(lambda: self.opened.emit(REGISTERS[0].name, ""))
        self.pipeline.chosen.connect(self.stage_chosen)
        self.pipeline.switched.connect(self._switch)
        self.signing.clicked.connect(self.signing_asked)
        self.quarter.chosen.connect(self.report_asked)
        self.of_register.chosen.connect(lambda name: self.show_view(name or ALL))
        self.waiting.chosen.connect(self.show_waiting)
        self.acts.chosen.connect(self.show_act)

    def show_waiting(self, who: str) -> None:
        """Narrow the list to what waits for somebody, "" for everybody."""
        self.choices.who = who
        self._show_rows()

    def show_act(self, act: str) -> None:
        """Narrow the list to what one act clears, "" for any."""
        self.choices.act = act
        self._show_rows()

    def event(self, event: QEvent) -> bool:
        """Share the room anew whenever the page or something on it takes another size."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            QTimer.singleShot(0, self, self._make_room)
        return super().event(event)

    def _make_room(self) -> None:
        """Show as many of the pictures as leave the list its rows: both, the weeks alone, or none."""
        least = self.table.horizontalHeader().height() + LEAST_ROWS * ROW
        held = self.pictures.height() + self.body.spacing() if self.pictures.isVisible() else 0
        spare = self.places.height() + held - self.body.spacing() - least
        weeks = self.weeks_card.minimumSizeHint().height()
        both = max(weeks, self.pipeline.minimumSizeHint().height())
        self.pipeline.setVisible(spare >= both)
        usual = self.weeks_card.sizeHint().height()
        self.pictures.setMaximumHeight(both if spare >= both else max(weeks, min(usual, spare)))
        self.pictures.setVisible(spare >= weeks)

    def _show_all(self, view: str) -> None:
        self.choices.who = self.choices.act = ""
        super()._show_all(view)

    def _read(self) -> None:
        """Work out the list and the picture on other threads."""
        if not self.context.is_open():
            return
        for each in self._reading:
            each.forget()
        desk = self.context.desk

        def work(task: Task) -> Agenda | None:
            twin = desk.twin()
            with twin.workspace:
                try:
                    return today.agenda(twin, task.step)
                except Cancelled:
                    return None

        self._reading = [self.tasks.start(work, self._show, self.outcome.refuse)]
        self._read_stages()

    def _read_stages(self) -> None:
        desk, shown = self.context.desk, register(self.choices.pipeline)

        def work(_task: Task) -> list[Stage]:
            twin = desk.twin()
            with twin.workspace:
                return today.stages(twin, shown)

        self._reading.append(self.tasks.start(work, self._show_stages, self.outcome.refuse))

    def _show_stages(self, stages: list[Stage]) -> None:
        if stages[0].register == self.pipeline.name:
            self.pipeline.show_stages(stages)

    def _show(self, agenda: Agenda | None) -> None:
        if agenda is None or not self.context.is_open():
            return  # asked again, or locked meanwhile
        self._agenda = agenda
        self._show_count(agenda)
        self.counted.emit(len(agenda.matters))
        days = [each.due for each in agenda.matters if each.due is not None]
        self.signing.read(self.tasks)
        self.quarter.read()
        self.strip.show_weeks(weeks(days, self.context.desk.today()), self.context.desk.today())
        self._show_rows()

    def _show_count(self, agenda: Agenda) -> None:
        counted = Message(
            N_("{count} to do · {overdue} overdue · {mine} waiting for you"),
            count=len(agenda.matters),
            overdue=sum(each.urgency == "overdue" for each in agenda.matters),
            mine=sum(each.mine for each in agenda.matters),
        )
        text = self.context.say(counted)
        if agenda.open > agenda.looked_at:
            rest = N_("{shown} of {open} open records were looked at; the registers list all")
            more = Message(rest, shown=agenda.looked_at, open=f"{agenda.open:,}")
            text += f" · {self.context.say(more)}"
        self.count.setText(text)

    def _fill(self) -> bool:
        if self._agenda is None:
            return False
        who, act, week = self.choices.who, self.choices.act, self.choices.week
        found = [
            each
            for each in self._agenda.matters
            if in_view(each, self.choices.view)
            and (week is None or (each.due is not None and week.holds(each.due)))
        ]
        rows = [each for each in found if who in ("", each.waits_for) and act in ("", each.act.id)]
        self.model.show_rows(rows, self.context.desk.today())
        self._show_groups(found)
        return True

    def _show_groups(self, found: Sequence[Matter]) -> None:
        """Offer the registers of all matters, and of those in view whom they wait for and what clears them."""
        label, say, held = self.context.label, self.context.say, self._agenda.matters if self._agenda else ()
        self.of_register.show_groups(
            groups_of(held, lambda each: each.register, lambda each: label(register(each.register).label)),
            self.choices.view if self.choices.view not in CHIPS else "",
        )
        who, act = self.choices.who, self.choices.act
        self.waiting.show_groups(
            groups_of(
                [each for each in found if act in ("", each.act.id)],
                lambda each: each.waits_for,
                lambda each: label(each.waits_for),
            ),
            who,
        )
        self.acts.show_groups(
            groups_of(
                [each for each in found if who in ("", each.waits_for)],
                lambda each: each.act.id,
                lambda each: say(each.act),
            ),
            act,
        )

    def _count_views(self) -> dict[str, str]:
        matters = self._agenda.matters if self._agenda else ()
        return {
            key: f"{self.context.label(name)} {sum(in_view(each, key) for each in matters)}"
            for key, name in CHIPS.items()
        }

    def _nothing(self) -> tuple[str, list[Act]]:
        label = self.context.label
        if self._agenda is not None and self._agenda.matters:
            return label(N_("Nothing of this kind waits.")), [(label(N_("Show all")), self._widen)]
        if self._agenda is None or not self._agenda.blank:
            return label(N_("Nothing waits, and nothing is due.")), []
        said, acts = self._no_record(REGISTERS[0])
        if permits(self.context.desk.actor, "import"):
            acts.append((label(N_("Bring everything in…")), self.everything_asked.emit))
        return said, acts

    def _switch(self, name: str) -> None:
        self.choices.pipeline = name
        if self.context.is_open():
            self._read_stages()

    def _can_move(self) -> bool:
        matter = self.table.current()
        leads = matter is not None and (matter.step is not None or bool(task_of(matter.finding)))
        return leads and self._has_keyboard()

    def _pick(self, matter: Matter | None) -> None:
        if matter is None:
            self._tell("", ())
            return
        say = self.context.say
        self.choices.row = matter.key
        self._tell(
            f"{matter.number}　{say(matter.what)}　→　{say(matter.act)}",
            (N_("Enter opens the record there"),),
            matter.step.move.label
            if matter.step is not None
            else TO_CLEAR
            if task_of(matter.finding)
            else "",
        )

    def _place_of(self, matter: Matter) -> str:
        return task_of(matter.finding) or matter.place

    def _act(self, matter: Matter) -> None:
        if matter.by_move and matter.step is not None:
            self.move_on()
        else:
            self._open(matter)

    def _drop_record(self, matter: Matter) -> None:
        """Take what is no longer true out of the list at once, until it is read again."""
        if self._agenda is not None:
            same = (matter.register, matter.number)
            left = [each for each in self._agenda.matters if (each.register, each.number) != same]
            self._agenda = Agenda(tuple(left), self._agenda.looked_at, self._agenda.open)
            self._show_rows()
