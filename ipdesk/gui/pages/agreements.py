"""The page of an agreement: its facts, and the paper that they and the chosen wordings make."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer

from ipdesk.gui.commands import Command
from ipdesk.gui.paper_card import PaperCard
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.record_sheet import RecordSheet
from ipdesk.model.findings import Finding
from ipdesk.model.text import N_, Message
from ipdesk.operations import agreement_papers, agreements
from ipdesk.operations.agreements import Signing
from ipdesk.operations.permissions import permits
from ipdesk.operations.reading import Sight
from ipdesk.registers.agreement_findings import ONE_SIDED
from ipdesk.registers.agreements import Agreement

TO_SIGN = ("drafted", "sent", "signed-one")


class AgreementSheet(RecordSheet):
    """A record's sheet whose text is the paper itself."""

    def lay_out(self) -> None:
        """Put the paper into the card of its text."""
        self.paper = PaperCard(self._context)
        super().lay_out()
        self.form.cards["text"].body.addWidget(self.paper)


class AgreementPage(RecordPage):
    """Shows an agreement; its paper follows what is typed, and what is chosen in it is saved at once."""

    sheet: AgreementSheet

    def make_sheet(self) -> AgreementSheet:
        """Make the sheet with the paper."""
        made = AgreementSheet(self.context, self.tasks, self.dialogs, self.register)
        made.paper.chosen.connect(self.choose)
        made.paper.draft_asked.connect(self.draft_again)
        made.paper.field_asked.connect(made.form.go_to)
        return made

    def commands(self) -> Sequence[Command]:
        """Return the acts of a record, and those of drafting and signing."""
        label = self.context.label
        return [
            *super().commands(),
            Command(id="agreement.paper", label=label(N_("Go to the wordings")), run=self.go_to_wordings,
                    shortcut="F9", enabled=lambda: bool(self.sheet.paper.lines)),
            Command(id="agreement.draft-again", label=label(N_("Draft again")), run=self.draft_again,
                    enabled=self._may_choose),
            Command(id="agreement.send", label=label(N_("Sent to be signed today")), run=self.send,
                    enabled=lambda: self._may_move() and self.form.base.state == "drafted"),
            Command(id="agreement.sign-person", label=label(N_("Signed by the person today")),
                    run=lambda: self.sign(Signing(signed_on=self.context.desk.today())),
                    enabled=lambda: self._may_move() and self.form.base.state in TO_SIGN),
            Command(id="agreement.sign-laboratory", label=label(N_("Signed by the laboratory today")),
                    run=lambda: self.sign(Signing(countersigned_on=self.context.desk.today())),
                    enabled=lambda: self._may_move() and self._takes_two()),
        ]  # fmt: skip

    def load(self, sight: Sight | None, *, restore: bool = True) -> None:
        """Show an agreement; its paper follows when the fields stand."""
        super().load(sight, restore=restore)
        QTimer.singleShot(0, self, self.show_paper)

    def check(self, known: tuple[Finding, ...] | None = None) -> None:
        """Look for findings, and let the paper follow what is typed."""
        super().check(known)
        if self.sheet.paper.lines:
            self.show_paper()

    def show_paper(self) -> None:
        """Show the paper as it reads with what is typed; both languages where it is made in both or read in English."""
        if not self.context.is_open() or self.form.base.withheld or not self.is_loaded():
            return
        record, _ = self.form.read()
        assert isinstance(record, Agreement)
        both = bool(record.bilingual) or self.context.translator.language == "en"
        languages = ("zh", "en") if both else ("zh",)
        read = agreement_papers.read_paper(self.context.desk, record, languages)
        self.sheet.paper.show_paper(read, self._why(record), open_to_choose=self._may_choose())

    def move_on(self, target: str) -> None:
        """Move on; what is sent without a day is sent today."""
        record = self.form.base
        if (
            target == "sent"
            and isinstance(record, Agreement)
            and record.state == "drafted"
            and not record.sent_on
        ):
            self.send()
        else:
            super().move_on(target)

    def go_to_wordings(self) -> None:
        """Go to the first clause of which another wording can be chosen."""
        self.form.make_all()
        lines = self.sheet.paper.lines.values()
        line = next((each for each in lines if not each.segments.isHidden()), None)
        if line is not None:
            line.go_to()

    def choose(self, clause: str, option: str) -> None:
        """Choose a wording of a clause; "" leaves it out."""
        desk, number = self.context.desk, self.number
        if not self._do(lambda: _told(agreements.choose_clauses(desk, number, {clause: option}))):
            self.show_paper()

    def draft_again(self) -> None:
        """Draft the text again from the template and the facts of now."""
        self._on_saved(lambda: _told(agreements.draft_again(self.context.desk, self.number)))

    def send(self) -> None:
        """Record that it was sent today."""
        desk, said = self.context.desk, Message(N_("Recorded as sent today."))
        self._on_saved(lambda: _after(agreements.send_agreements(desk, [self.number], desk.today()), said))

    def sign(self, signing: Signing) -> None:
        """Record a signature of today."""
        desk, said = self.context.desk, Message(N_("The signature is recorded."))
        self._on_saved(lambda: _after(agreements.sign_agreements(desk, [self.number], signing), said))

    def _on_saved(self, act: Callable[[], Message]) -> None:
        """Save what was typed, then act on it."""
        if self.number and (not self.form.is_changed() or self.save()):
            self._do(act)

    def _why(self, record: Agreement) -> str:
        """Say what the paper is, and why its wordings can or cannot be chosen."""
        say = self.context.say
        if not record.template:
            return say(Message(N_("No text was drafted from a template.")))
        approval = record.approval or Message(N_("to be approved by the legal office"))
        held = Message(
            N_("Template of version {version}; {approval}."),
            version=record.template_version,
            approval=approval,
        )
        if self._may_choose():
            return say(held)
        closed = Message(
            N_("The wordings are chosen while it is a draft; to change them, move it back to the draft.")
        )
        return f"{say(held)} {say(closed)}"  # fmt: skip

    def _may_choose(self) -> bool:
        record = self.form.base
        assert isinstance(record, Agreement)
        may = bool(self.number) and bool(record.template) and record.state == "drafted"
        return may and permits(self.context.desk.actor, "change")

    def _may_move(self) -> bool:
        return bool(self.number) and permits(self.context.desk.actor, "move")

    def _takes_two(self) -> bool:
        record = self.form.base
        assert isinstance(record, Agreement)
        return record.state in TO_SIGN and record.kind not in ONE_SIDED


def _told(change: object) -> Message:
    return Message(N_("Saved.")) if change is not None else Message(N_("Nothing had changed."))


def _after(_made: object, said: Message) -> Message:
    return said
