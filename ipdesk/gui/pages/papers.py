"""The page of a review before publication: the fourteen checks as a conversation over the form, and the files it binds."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.gui.answered_page import AnsweredPage, AnsweredSheet
from ipdesk.gui.commands import Command
from ipdesk.gui.offer import Act
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message
from ipdesk.operations import paper_reviews
from ipdesk.operations.assessments import Reckoning
from ipdesk.registers.paper_choices import VERDICTS
from ipdesk.registers.papers import Paper


class PaperSheet(AnsweredSheet):
    """The sheet of answers to the fourteen checks, which propose a verdict."""

    proposals = VERDICTS


class PaperPage(AnsweredPage):
    """Shows a review, and reckons as the checks are answered."""

    acts = "review"

    def made_sheet(self) -> PaperSheet:
        """Return the sheet of a review."""
        return PaperSheet(self.context, self.tasks, self.dialogs, self.register)

    def commands(self) -> Sequence[Command]:
        """Return the acts of an answered record, and those of the files."""
        label, may = self.context.label, self.may_edit
        return [
            *super().commands(),
            Command(id="review.files", label=label(N_("Enter the attached files as those under review")),
                    run=self.enter_files, enabled=may),
            Command(id="review.check", label=label(N_("Check the attached files")), run=self.check_manuscripts,
                    shortcut="Ctrl+Shift+R", enabled=lambda: bool(self.number)),
        ]  # fmt: skip

    def reckon(self, record: Record) -> Reckoning:
        """Return what the answers amount to."""
        assert isinstance(record, Paper)
        return paper_reviews.reckon(self.context.desk, record)

    def take_checklist(self) -> None:
        """Take the checklist in force; answers that still fit stay."""
        if self.is_saved():
            self._do(lambda: self.told(paper_reviews.take_checklist(self.context.desk, self.number)))

    def enter_files(self) -> None:
        """Enter the attached files with their digests, as of the version under review."""
        if self.is_saved():
            record, _ = self.form.read()
            assert isinstance(record, Paper)
            self._do(
                lambda: self.told(paper_reviews.enter_files(self.context.desk, self.number, record.version))
            )

    def check_manuscripts(self) -> None:
        """Have the attached files checked against everything that is protected."""
        if self.is_saved():
            self.manuscripts_asked.emit(self.number)

    def show_changes(self, found: Reckoning | None) -> None:
        """Say over the checklist that another list is in force."""
        open_ = self.form.base.state in ("", *paper_reviews.ANSWERABLE)
        if found is None or found.newer is None or not open_:
            self.sheet.changed.hide()
            return
        said = Message(N_("Another list is in force now: version {version}."), version=found.newer.version)
        label = self.context.label(N_("Take the checklist in force"))
        acts: list[Act] = [(label, self.take_checklist)] if self.may_edit() else []
        self.sheet.changed.show_offer(self.context.say(said), "info", acts)
