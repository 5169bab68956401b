"""The page of a record that is answered by a checklist: its parts turned by keys, reckoned as one types."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar

from ipdesk.gui.checklist_editor import ChecklistEditor
from ipdesk.gui.commands import Command
from ipdesk.gui.form import Form
from ipdesk.gui.offer import Offer
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.record_sheet import RecordSheet
from ipdesk.model.errors import NotFound
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import Option, Rows
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message
from ipdesk.operations.assessments import Reckoning
from ipdesk.operations.reading import Sight
from ipdesk.registers.assessment_choices import OUTCOMES


class AnsweredSheet(RecordSheet):
    """A record's sheet whose answers are put in by the checklist; over it stands what changed since."""

    proposals: ClassVar[tuple[Option, ...]] = OUTCOMES  # what answers may amount to
    checklist: ChecklistEditor

    def make_form(self) -> Form:
        """Make the form with the checklist as the editor of its answers."""
        kind = self._register.field("answers").kind
        assert isinstance(kind, Rows)  # a programming error, never data
        today = self._context.desk.today()
        self.checklist = ChecklistEditor(self._context, kind, today, self.proposals)
        return Form(self._context, self._register, {"answers": self.checklist})

    def lay_out(self) -> None:
        """Put what changed since over the checklist."""
        self.changed = Offer()
        super().lay_out()
        self.form.cards["list"].body.insertWidget(1, self.changed)


class AnsweredPage(RecordPage):
    """Shows a record with its checklist; `acts` begins the names of its acts."""

    acts: ClassVar[str]
    sheet: AnsweredSheet

    @abstractmethod
    def reckon(self, record: Record) -> Reckoning:
        """Return what the answers amount to. Raises NotFound where the list they answer is not here."""

    @abstractmethod
    def take_checklist(self) -> None:
        """Take the checklist in force; answers that still fit stay."""

    @abstractmethod
    def show_changes(self, found: Reckoning | None) -> None:
        """Say over the checklist what changed since, such as that another list is in force."""

    @abstractmethod
    def made_sheet(self) -> AnsweredSheet:
        """Return the sheet of this kind of record."""

    def make_sheet(self) -> AnsweredSheet:
        """Make the sheet with the checklist."""
        made = self.made_sheet()
        made.checklist.asked_list.connect(self.take_checklist)
        return made

    def commands(self) -> Sequence[Command]:
        """Return the acts of a record, and those of the checklist."""
        label = self.context.label
        return [
            *super().commands(),
            Command(id=f"{self.acts}.forward", label=label(N_("Next part of the checklist")),
                    run=partial(self.turn, 1), shortcut="Ctrl+PgDown"),
            Command(id=f"{self.acts}.back", label=label(N_("Previous part of the checklist")),
                    run=partial(self.turn, -1), shortcut="Ctrl+PgUp"),
            Command(id=f"{self.acts}.next-open", label=label(N_("Next open question")), run=self.go_to_open,
                    shortcut="F9"),
            Command(id=f"{self.acts}.renew", label=label(N_("Take the checklist in force")),
                    run=self.take_checklist, enabled=self.may_edit),
        ]  # fmt: skip

    def load(self, sight: Sight | None, *, restore: bool = True) -> None:
        """Show a record with its checklist from the start."""
        self.form.make("list")
        super().load(sight, restore=restore)

    def check(self, known: tuple[Finding, ...] | None = None) -> None:
        """Look for findings, and reckon what the answers typed amount to."""
        super().check(known)
        if not self.context.is_open() or self.form.base.withheld:
            return
        record, _ = self.form.read()
        found: Reckoning | None = None
        with suppress(NotFound):  # the editor offers to take the list in force
            found = self.reckon(record)
        self.sheet.checklist.show_reckoning(found)
        self.show_changes(found)

    def turn(self, by: int) -> None:
        """Go to another part of the checklist, as it stands after the last key."""
        self.catch_up()
        self.sheet.checklist.turn(by)

    def go_to_open(self) -> None:
        """Go to the next open question, as the checklist stands after the last key."""
        self.catch_up()
        self.sheet.checklist.go_to_next_open()

    def is_saved(self) -> bool:
        """Save what was typed, so that an act finds it; say whether there is a record."""
        return (bool(self.number) and not self.form.is_changed()) or self.save()

    def told(self, change: object) -> Message:
        """Return what an act came to."""
        return Message(N_("Saved.")) if change is not None else Message(N_("Nothing had changed."))
