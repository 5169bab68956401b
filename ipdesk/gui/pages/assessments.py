"""The page of an assessment: the checklist as a conversation, the picture of its scores, the decision and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLabel

from ipdesk.gui.answered_page import AnsweredPage, AnsweredSheet
from ipdesk.gui.commands import Command
from ipdesk.gui.labels import wrapped_label
from ipdesk.gui.offer import Act
from ipdesk.gui.paper_writer import PaperWriter
from ipdesk.model.findings import show_basis
from ipdesk.model.kinds import option_label
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message
from ipdesk.operations import assessments, outcomes
from ipdesk.operations.assessments import Reckoning
from ipdesk.registers import register as register_named
from ipdesk.registers.assessment_choices import OUTCOMES
from ipdesk.registers.assessments import Assessment
from ipdesk.rules.checklist_changes import compare
from ipdesk.rules.floors import known_floors
from ipdesk.rules.wordings import changes_wording


class AssessmentSheet(AnsweredSheet):
    """The sheet of answers with what differs between two lists, and the statutory floors beside the terms."""

    def lay_out(self) -> None:
        """Put what differs under what changed since, and the floors into their card."""
        super().lay_out()
        self.differences = wrapped_label("")
        self.differences.hide()
        self.form.cards["list"].body.insertWidget(2, self.differences)
        self.form.cards["terms"].body.addWidget(self._floors())

    def _floors(self) -> QLabel:
        """Return the statutory floors in force, with what comes before them, to stand beside what is agreed."""
        say, language = self._context.say, self._context.translator.language
        known = known_floors()
        lines = [known.note.said(language)]
        for each in known.floors_on(self._context.desk.today()):
            unit = "%" if each.unit == "percent" else self._context.label(N_("yuan"))
            bases = "；".join(show_basis(one, self._context.translator) for one in each.basis)
            told = Message(N_("{what}: at least {value} {unit} ({basis})"), what=each.label, value=each.value,
                           unit=unit, basis=bases)  # fmt: skip
            lines.append(f"· {say(told)}")
        made = wrapped_label("\n".join(lines), muted=True)
        made.setProperty("role", "label")
        return made


class AssessmentPage(AnsweredPage):
    """Shows an assessment, reckons as answers are typed, and carries decisions out."""

    acts = "assessment"
    sheet: AssessmentSheet

    def made_sheet(self) -> AssessmentSheet:
        """Return the sheet of an assessment."""
        return AssessmentSheet(self.context, self.tasks, self.dialogs, self.register)

    def commands(self) -> Sequence[Command]:
        """Return the acts of an answered record, and those of the decision."""
        label, may = self.context.label, self.may_edit
        return [
            *super().commands(),
            Command(id="assessment.sheets", label=label(N_("Scoring sheets for the assessors…")),
                    run=self.write_sheets, enabled=lambda: bool(self.number)),
            Command(id="assessment.confirm", label=label(N_("The disclosure was read as it is now")),
                    run=self.confirm, enabled=may),
            Command(id="assessment.carry-out", label=label(N_("Carry out")), run=self.carry_out,
                    enabled=self._is_decided),
            Command(id="assessment.hand-over", label=label(N_("Carry out and hand over to operation")),
                    run=partial(self.carry_out, hand_over=True), enabled=self._is_decided),
        ]  # fmt: skip

    def reckon(self, record: Record) -> Reckoning:
        """Return what the answers amount to."""
        assert isinstance(record, Assessment)
        return assessments.reckon(self.context.desk, record)

    def move_on(self, target: str) -> None:
        """Move on; carrying out opens what follows."""
        if target == "carried-out":
            self.carry_out()
        else:
            super().move_on(target)

    def take_checklist(self) -> None:
        """Take the checklist in force; answers that still fit stay."""
        if self.is_saved():
            self._do(lambda: self.told(assessments.take_checklist(self.context.desk, self.number)))

    def show_differences(self) -> None:
        """Show both wordings of all that differs between the list answered by and the one in force."""
        record, _ = self.form.read()
        assert isinstance(record, Assessment)
        found = assessments.reckon(self.context.desk, record)
        if found.newer is not None:
            told = changes_wording(compare(found.checklist, found.newer))
            self.sheet.differences.setText("\n".join(f"· {self.context.say(each)}" for each in told))
            self.sheet.differences.show()

    def write_sheets(self) -> None:
        """Write a scoring sheet for each assessor who has not scored."""
        if self.is_saved():
            PaperWriter(self, self.dialogs).write_scoring_sheets([self.number])

    def confirm(self) -> None:
        """Record that the disclosure was read as it is now."""
        if self.is_saved():
            self._do(lambda: self.told(assessments.confirm_disclosure(self.context.desk, self.number)))

    def carry_out(self, *, hand_over: bool = False) -> None:
        """Open what follows from the decision and close the disclosure, once asked."""
        record = self.form.base
        assert isinstance(record, Assessment)
        opened = [*outcomes.follow_ups(record), *(["handovers"] if hand_over else [])]
        question = Message(
            N_("{number} is carried out: {outcome}. Opened as drafts: {drafts}. Its disclosure goes on."),
            number=self.number,
            outcome=Message(option_label(OUTCOMES, record.outcome)),
            drafts=[Message(register_named(each).one) for each in opened] or Message(N_("none")),
        )
        if not self.dialogs.decide(self, self.context.say(question), self.context.label(N_("Carry out"))):
            return
        self._do(partial(self._carry_out, hand_over=hand_over))

    def _carry_out(self, *, hand_over: bool) -> Message:
        made = outcomes.carry_out(self.context.desk, self.number, hand_over=hand_over)
        numbers = [each.number for each in made if each.act == "add"]
        if numbers:
            return Message(N_("Carried out. Opened: {numbers}."), numbers=numbers)
        return Message(N_("Carried out."))

    def _is_decided(self) -> bool:
        return self.form.base.state == "decided" and self.may_edit()

    def show_changes(self, found: Reckoning | None) -> None:
        """Say over the checklist that the disclosure changed, or that another list is in force."""
        label, say = self.context.label, self.context.say
        offer = self.sheet.changed
        stale = any(each.id == "disclosure-changed" for each in self.findings)
        if stale and self.may_edit():
            numbers = list(getattr(self.form.base, "disclosure", ()))
            acts: list[Act] = [
                (label(N_("Show the disclosure")), partial(self.opened.emit, "disclosures", numbers[0])),
                (label(N_("I have read it as it is now")), self.confirm),
            ]
            text = Message(N_("{number} changed since it was read for this assessment."), number=numbers[0])
            offer.show_offer(say(text), "warn", acts)
        elif found is not None and found.newer is not None and self.form.base.state in assessments.ANSWERABLE:
            text = Message(
                N_("Another list is in force now: version {version}."), version=found.newer.version
            )
            acts = [(label(N_("Show what differs")), self.show_differences)]
            if self.may_edit():
                acts.append((label(N_("Take the checklist in force")), self.take_checklist))
            offer.show_offer(say(text), "info", acts)
        else:
            offer.hide()
            self.sheet.differences.hide()
