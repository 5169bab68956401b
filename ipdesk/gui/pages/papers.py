"""The page of a review before publication: the fourteen checks as a conversation over the form, and the files it binds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from ipdesk.gui.checklist_editor import ChecklistEditor
from ipdesk.gui.commands import Command
from ipdesk.gui.form import Form
from ipdesk.gui.offer import Act, Offer
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.record_sheet import RecordSheet
from ipdesk.model.errors import NotFound
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import Rows
from ipdesk.model.text import N_, Message
from ipdesk.operations import paper_reviews
from ipdesk.operations.assessments import Reckoning
from ipdesk.operations.reading import Sight
from ipdesk.registers.paper_choices import VERDICTS
from ipdesk.registers.papers import Paper


class PaperSheet(RecordSheet):
    """A record's sheet whose checks are answered by the checklist; over it stands whether another list is in force."""

    checklist: ChecklistEditor

    def make_form(self) -> Form:
        """Make the form with the checklist as the editor of its answers."""
        kind = self._register.field("answers").kind
        assert isinstance(kind, Rows)  # a programming error, never data
        self.checklist = ChecklistEditor(self._context, kind, self._context.desk.today(), VERDICTS)
        return Form(self._context, self._register, {"answers": self.checklist})

    def lay_out(self) -> None:
        """Put over the checklist what is to be said of it."""
        self.newer = Offer()
        super().lay_out()
        self.form.cards["list"].body.insertWidget(1, self.newer)


class PaperPage(RecordPage):
    """Shows a review, and reckons as the checks are answered."""

    sheet: PaperSheet

    def make_sheet(self) -> PaperSheet:
        """Make the sheet with the checklist."""
        made = PaperSheet(self.context, self.tasks, self.dialogs, self.register)
        made.checklist.asked_list.connect(self.take_checklist)
        return made

    def commands(self) -> Sequence[Command]:
        """Return the acts of a record, and those of the checks and the files."""
        label, may = self.context.label, self.may_edit
        return [
            *super().commands(),
            Command(id="review.forward", label=label(N_("Next part of the checklist")),
                    run=partial(self.turn, 1), shortcut="Ctrl+PgDown"),
            Command(id="review.back", label=label(N_("Previous part of the checklist")),
                    run=partial(self.turn, -1), shortcut="Ctrl+PgUp"),
            Command(id="review.next-open", label=label(N_("Next open question")), run=self.go_to_open,
                    shortcut="F9"),
            Command(id="review.renew", label=label(N_("Take the checklist in force")),
                    run=self.take_checklist, enabled=may),
            Command(id="review.files", label=label(N_("Enter the attached files as those under review")),
                    run=self.enter_files, enabled=may),
            Command(id="review.check", label=label(N_("Check the attached files")), run=self.check_manuscripts,
                    shortcut="Ctrl+Shift+R", enabled=lambda: bool(self.number)),
        ]  # fmt: skip

    def load(self, sight: Sight | None, *, restore: bool = True) -> None:
        """Show a review with its checklist from the start."""
        self.form.make("list")
        super().load(sight, restore=restore)

    def check(self, known: tuple[Finding, ...] | None = None) -> None:
        """Look for findings, and reckon what the answers typed amount to."""
        super().check(known)
        if not self.context.is_open() or self.form.base.withheld:
            return
        record, _ = self.form.read()
        assert isinstance(record, Paper)
        found: Reckoning | None = None
        with suppress(NotFound):  # the editor offers to take the list in force
            found = paper_reviews.reckon(self.context.desk, record)
        self.sheet.checklist.show_reckoning(found)
        self._show_newer(found)

    def turn(self, by: int) -> None:
        """Go to another part of the checklist, as it stands after the last key."""
        self.catch_up()
        self.sheet.checklist.turn(by)

    def go_to_open(self) -> None:
        """Go to the next open question, as the checklist stands after the last key."""
        self.catch_up()
        self.sheet.checklist.go_to_next_open()

    def take_checklist(self) -> None:
        """Take the checklist in force; answers that still fit stay."""
        if self._saved():
            self._do(lambda: self._told(paper_reviews.take_checklist(self.context.desk, self.number)))

    def enter_files(self) -> None:
        """Enter the attached files with their digests, as of the version under review."""
        if self._saved():
            record, _ = self.form.read()
            assert isinstance(record, Paper)
            self._do(
                lambda: self._told(paper_reviews.enter_files(self.context.desk, self.number, record.version))
            )

    def check_manuscripts(self) -> None:
        """Have the attached files checked against everything that is protected."""
        if self._saved():
            self.manuscripts_asked.emit(self.number)

    def _told(self, change: object) -> Message:
        return Message(N_("Saved.")) if change is not None else Message(N_("Nothing had changed."))

    def _saved(self) -> bool:
        """Save what was typed, so that the act finds it; say whether there is a record."""
        return (bool(self.number) and not self.form.is_changed()) or self.save()

    def _show_newer(self, found: Reckoning | None) -> None:
        """Say over the checklist that another list is in force."""
        open_ = self.form.base.state in ("", *paper_reviews.ANSWERABLE)
        if found is None or found.newer is None or not open_:
            self.sheet.newer.hide()
            return
        said = Message(N_("Another list is in force now: version {version}."), version=found.newer.version)
        label = self.context.label(N_("Take the checklist in force"))
        acts: list[Act] = [(label, self.take_checklist)] if self.may_edit() else []
        self.sheet.newer.show_offer(self.context.say(said), "info", acts)
