"""The templates of agreements: which text holds, whether the legal office approved it, and a copy to be edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPushButton

from ipdesk.gui.approval_line import ApprovalLine
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import spread
from ipdesk.gui.rows_table import Row, Status
from ipdesk.gui.rule_files_page import RuleFilesPage, shape_of
from ipdesk.gui.rules_page import Shape
from ipdesk.gui.tasks import Tasks
from ipdesk.model.text import N_, Message
from ipdesk.operations import agreement_papers
from ipdesk.operations.rule_files import Known

APPROVAL_PLACE, APPROVAL_WIDTH = 3, 190


class AgreementTemplatesPage(RuleFilesPage):
    """Rule files with a column for their approval, and an editor."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, kind: str) -> None:
        self._papers: dict[str, int] = {}
        super().__init__(context, tasks, dialogs, kind)
        label = context.label
        self.edit = QPushButton(label(N_("Edit a copy…")))
        self.approve = QPushButton(label(N_("Record the approval…")))
        self.revoke = QPushButton(label(N_("Take the approval back…")))
        self.approval = ApprovalLine(context)
        self.body.insertLayout(1, spread(self.edit, self.approve, self.revoke, 1))
        self.body.insertWidget(2, self.approval)
        self.edit.clicked.connect(self._edit)
        self.approve.clicked.connect(self.approval.ask)
        self.revoke.clicked.connect(self.take_back)
        self.approval.given.connect(self.record)
        self.approval.left.connect(self.table.setFocus)

    def shape(self) -> Shape:
        """Return that of all rule files, with a column for the approval."""
        usual = shape_of(self.kind)
        headings, widths, place = list(usual.headings), list(usual.widths), APPROVAL_PLACE
        headings.insert(place, N_("Approved by the legal office"))
        widths.insert(place, APPROVAL_WIDTH)
        return replace(usual, headings=tuple(headings), widths=tuple(widths))

    def listed(self) -> tuple[str, list[Row]]:
        """Read the templates, and how many papers are from a text that nobody approved."""
        self._papers = agreement_papers.unapproved_papers(self.context.desk)
        note, rows = super().listed()
        if count := sum(self._papers.values()):
            said = Message(
                N_("Papers on their way to be signed that are from a text nobody had approved: {count}."),
                count=count,
            )
            note = f"{note} {self.context.say(said)}"
        return note, rows

    def row_of(self, known: Known[Any]) -> Row:
        """Return what is told of a template, with its approval."""
        row = list(super().row_of(known))
        row.insert(APPROVAL_PLACE, self._approval_of(known))
        return row

    def commands(self) -> Sequence[Command]:
        """Return the acts of rule files, and those of the approval."""
        acts = (
            ("template.edit", self.edit, "Ctrl+Return"),
            ("template.approve", self.approve, ""),
            ("template.revoke", self.revoke, ""),
        )
        return [
            *super().commands(),
            *(
                Command(id=id, label=button.text(), run=button.click, shortcut=keys, enabled=button.isEnabled)
                for id, button, keys in acts
            ),
        ]

    def record(self, name: str, day: date, note: str) -> None:
        """Record that the legal office approved the text of the row chosen."""
        if chosen := self.chosen():
            self.approval.hide()
            self.table.setFocus()
            said = Message(N_("The approval is recorded. Drafts from before are drafted again to bear it."))
            self.work(
                said,
                lambda desk: agreement_papers.approve_template(desk, chosen.made.id, name, day, note),
            )

    def take_back(self) -> None:
        """Take the approval of the row chosen back, once asked."""
        if (chosen := self.chosen()) is None:
            return
        question = Message(
            N_("Is the approval of “{name}”, version {version}, taken back? What is drafted from now on says so; papers drafted before keep what they say."),
            name=chosen.made.label, version=chosen.made.version,
        )  # fmt: skip
        act = self.context.label(N_("Take the approval back"))
        if self._dialogs.decide(self, self.context.say(question), act):
            said = Message(N_("The approval is taken back."))
            self.work(said, lambda desk: agreement_papers.revoke_approval(desk, chosen.made.id))

    def _choose(self) -> None:
        super()._choose()
        if not hasattr(self, "approval"):
            return  # while it is laid out
        chosen, change = self.chosen(), self.may_change()
        approved = bool(chosen and agreement_papers.find_approval(self.context.desk, chosen.sha256))
        self.edit.setEnabled(chosen is not None and change)
        self.approve.setEnabled(chosen is not None and change and not approved)
        self.revoke.setEnabled(chosen is not None and change and approved)

    def _approval_of(self, known: Known[Any]) -> Status:
        held = agreement_papers.find_approval(self.context.desk, known.sha256)
        if held is not None:
            return Status("ok", held.said())
        waiting = self._papers.get(known.made.id, 0)
        said = Message(N_("no; papers from it: {count}"), count=waiting) if waiting else Message(N_("no"))
        return Status("warn", self.context.say(said))

    def _edit(self) -> None:
        if chosen := self.chosen():
            self.edit_asked.emit(chosen.made.id)
