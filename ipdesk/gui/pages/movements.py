"""The page of a movement: its tasks as a checklist by who is waited for, the blocks that matter, and what closing enters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.form import Form
from ipdesk.gui.labels import wrapped_label
from ipdesk.gui.offer import Offer
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.record_sheet import RecordSheet
from ipdesk.gui.task_editor import TaskEditor
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import Rows, option_label
from ipdesk.model.record import Record
from ipdesk.model.register import is_empty
from ipdesk.model.text import N_, Message
from ipdesk.operations import movement_tasks, movements
from ipdesk.operations.movement_rules import tasks_in_force
from ipdesk.operations.movement_tasks import NOT_APPLICABLE
from ipdesk.operations.reading import Sight
from ipdesk.registers.movements import BLOCKS, Movement
from ipdesk.registers.person_choices import ABSENCES, DEPARTURES
from ipdesk.registers.person_choices import MOVEMENTS as KINDS

# What closing enters, by kind; said before it is done.
MEANS: Final[dict[str, str]] = {
    **dict.fromkeys(
        DEPARTURES,
        N_("Closing enters the last day and the whereabouts with the person, who is gone once that day has come."),
    ),
    **dict.fromkeys(ABSENCES, N_("Closing enters that the person works elsewhere.")),
    "change": N_("Closing enters the new post with the person and keeps the time in the former one."),
    "joining": N_("Closing enters that the person is here."),
    "visiting": N_("Closing enters that the person is here."),
    "project-join": N_("Closing enters the person as a member of each linked project from that day."),
    "project-leave": N_("Closing ends the membership of the person in each linked project on that day."),
}  # fmt: skip


class MovementSheet(RecordSheet):
    """A record's sheet whose tasks are a checklist, with the blocks that other kinds need folded away."""

    checklist: TaskEditor

    def make_form(self) -> Form:
        """Make the form with the checklist as the editor of its tasks."""
        kind = self._register.field("tasks").kind
        assert isinstance(kind, Rows)
        self.checklist = TaskEditor(self._context, kind)
        return Form(self._context, self._register, {"tasks": self.checklist})

    def lay_out(self) -> None:
        """Put what closing means over the tasks, and the way to the other blocks under the form."""
        self.changed, self.means = Offer(), wrapped_label("", muted=True)
        self.unfold = QPushButton(self._context.label(N_("Other blocks")))
        self.unfold.setObjectName("quiet")
        self.unfold.clicked.connect(self.unfold_all)
        super().lay_out()
        body = self.form.cards["tasks"].body
        body.insertWidget(1, self.changed)
        body.insertWidget(2, self.means)
        self.cards.insertWidget(1, self.unfold)
        self.form.reaching.connect(self._unfold_around)
        self._unfolded = False

    def fold(self, record: Record) -> None:
        """Show the blocks that the kind of movement needs, and those that hold something."""
        kind = getattr(record, "kind", "")
        for name, kinds in BLOCKS.items():
            fields = next(each.fields for each in self._register.groups if each.name == name)
            held = any(not is_empty(getattr(record, each)) for each in fields)
            self._show_block(name, shown=self._unfolded or not kind or kind in kinds or held)
        self.unfold.setVisible(any(self.form.cards[each].isHidden() for each in BLOCKS))
        self.means.setText(self._context.label(MEANS[kind]) if kind in MEANS else "")
        self.means.setVisible(kind in MEANS and record.state != "closed")

    def fold_again(self) -> None:
        """Fold the other blocks away again, as for a record newly shown."""
        self._unfolded = False

    def unfold_all(self) -> None:
        """Show every block."""
        self._unfolded = True
        for each in BLOCKS:
            self._show_block(each, shown=True)
        self.unfold.hide()

    def jump(self, card: QWidget) -> None:
        """Bring a card to the top, also one folded away."""
        if card.isHidden():
            self.unfold_all()
        super().jump(card)

    def _show_block(self, name: str, *, shown: bool) -> None:
        card = self.form.cards[name]
        if card.isHidden() == shown:
            card.setVisible(shown)
        self.chips[self._places.index(card)].setVisible(shown)

    def _unfold_around(self, field: QWidget) -> None:
        if any(
            self.form.cards[each].isAncestorOf(field) and self.form.cards[each].isHidden() for each in BLOCKS
        ):
            self.unfold_all()


class MovementPage(RecordPage):
    """Shows a movement, settles its tasks by keys, and closes it with all that it means."""

    sheet: MovementSheet

    def make_sheet(self) -> MovementSheet:
        """Make the sheet with the checklist."""
        return MovementSheet(self.context, self.tasks, self.dialogs, self.register)

    def commands(self) -> Sequence[Command]:
        """Return the acts of a record, and those of its tasks."""
        label, tasks = self.context.label, self.sheet.checklist
        return [
            *super().commands(),
            Command(id="movement.next-open", label=label(N_("Next open task")), run=self.go_to_open,
                    shortcut="F9"),
            Command(id="movement.forward", label=label(N_("Next of those waited for")),
                    run=partial(tasks.turn, 1), shortcut="Ctrl+PgDown"),
            Command(id="movement.back", label=label(N_("Previous of those waited for")),
                    run=partial(tasks.turn, -1), shortcut="Ctrl+PgUp"),
            Command(id="movement.unfold", label=label(N_("Other blocks")), run=self.sheet.unfold_all,
                    shortcut="Ctrl+Shift+B"),
            Command(id="movement.renew", label=label(N_("Take the tasks in force")), run=self.take_tasks,
                    enabled=lambda: self.form.base.state == "open" and self.may_edit()),
        ]  # fmt: skip

    def load(self, sight: Sight | None, *, restore: bool = True) -> None:
        """Show a movement with its tasks from the start."""
        self.form.make("tasks")
        if sight is None or sight.record.id != self.form.base.id:
            self.sheet.fold_again()
        super().load(sight, restore=restore)

    def check(self, known: tuple[Finding, ...] | None = None) -> None:
        """Look for findings, and show each task with what its list says of it."""
        super().check(known)
        if not self.context.is_open() or self.form.base.withheld:
            return
        record, _ = self.form.read()
        assert isinstance(record, Movement)
        self.sheet.checklist.show_tasks(movement_tasks.tasks_of(self.context.desk, record))
        self.sheet.fold(record)
        self._offer_tasks(record)

    def show_acts(self) -> None:
        """Offer what can be done now; closing says how much is missing."""
        super().show_acts()
        target = self.header.next.property("target")
        step = next((each for each in self._steps if each.move.target == target and each.lacks), None)
        if step is not None:
            said = Message(N_("{move} (lacks {count})"), move=Message(step.move.label), count=len(step.lacks))
            self.header.next.setText(self.context.say(said))
            self.header.next.setAccessibleName(self.header.next.text())

    def go_to_open(self) -> None:
        """Go to the next open task, as the checklist stands after the last key."""
        self.catch_up()
        self.sheet.checklist.go_to_next_open()

    def take_tasks(self) -> None:
        """Take the tasks in force for what the movement is now; what was settled stays."""
        if not self.form.is_changed() or self.save():
            self._do(self._take)

    def _take(self) -> Message:
        made = movements.take_tasks(self.context.desk, self.number)
        return Message(N_("Saved.")) if made is not None else Message(N_("Nothing had changed."))

    def _title_of(self, record: Record) -> str:
        """Return the name of the person with the kind of movement, which together say what it is."""
        kind = self.context.label(option_label(KINDS, getattr(record, "kind", "")))
        return " · ".join(filter(None, (super()._title_of(record), kind)))

    def _write(self) -> bool:
        """Write what was typed; tasks alone are settled as such, and what lacks its reason yet is saved as it stands."""
        record, _ = self.form.read()
        assert isinstance(record, Movement)
        answers = self.sheet.checklist.settled(record.tasks)
        lacks = any(each.state == NOT_APPLICABLE and not each.reason for each in answers.values())
        if not self.number or lacks or set(self.form.changed()) != {"tasks"}:
            return super()._write()
        movement_tasks.settle_tasks(self.context.desk, self.number, answers, revision=self._revision)
        self.keeper.drop()
        return True

    def _offer_tasks(self, record: Movement) -> None:
        """Offer the tasks in force where the movement has none, or those of another list."""
        if not self.number or record.state != "open" or not self.may_edit():
            self.sheet.changed.hide()
            return
        tasks, digest = tasks_in_force(self.context.desk)
        acts = [(self.context.label(N_("Take the tasks in force")), self.take_tasks)]
        if not record.task_list:
            self.sheet.changed.show_offer(
                self.context.label(N_("This movement has no tasks of the list yet.")), "info", acts
            )
        elif record.task_list != digest:
            said = Message(N_("Another list is in force now: version {version}."), version=tasks.version)
            self.sheet.changed.show_offer(self.context.say(said), "info", acts)
        else:
            self.sheet.changed.hide()
