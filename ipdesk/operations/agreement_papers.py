"""The paper of an agreement: the templates that hold, their approval by the legal office, and what one makes of a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from ipdesk.model.errors import Incomplete, NotFound
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.movement_rules import employments_in_force
from ipdesk.operations.rule_kinds import Column, RuleKind, kept_rules, rule_text, rules_in_force
from ipdesk.registers.agreement_paper import Paper, chosen, told
from ipdesk.registers.agreements import Agreement
from ipdesk.registers.person_choices import BOUND
from ipdesk.rules.clause_clashes import Clash, clashes
from ipdesk.rules.clause_files import NAMES, read_template, shipped_template
from ipdesk.rules.clause_parts import plain_template, template_parts
from ipdesk.rules.clause_writing import write_template
from ipdesk.rules.clauses import Clause, Composed, ComposedClause, Template, compose, held, printed
from ipdesk.store import approvals


@cache
def _shipped_text(name: str) -> str:
    return write_template(shipped_template(name))


TEMPLATES: Final = RuleKind(
    id="agreement",
    label=N_("Agreement templates"),
    note=N_(
        "Ours are drafts: the legal office approves a version before it is signed. Export a copy to change wordings, give it a version of its own, and install it. An agreement keeps the text it was drafted from."
    ),
    names=NAMES,
    read=read_template,
    shipped_text=_shipped_text,
    parts_label=N_("Clauses of the template chosen"),
    columns=(Column(N_("Clause"), 12), Column(N_("Wording"), 20), Column(N_("Condition"), 14), Column(N_("Basis"))),
    parts=template_parts,
    plain=plain_template,
)  # fmt: skip


ON_THE_WAY: Final = ("drafted", "sent", "signed-one", "signed-both")


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval of one version of a template: by whom of the legal office, and when."""

    approved_by: str
    approved_on: date

    def said(self) -> str:
        """Return it as a record keeps it."""
        return f"{self.approved_by} {self.approved_on.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadClause:
    """A clause that may stand on the paper of a record: what is chosen, "" where it is left out, how it reads, what clashes."""

    clause: Clause
    choice: str
    texts: tuple[ComposedClause, ...]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPaper:
    """The paper of a record to be read: in each of its languages, clause by clause, and what clashes in no one clause."""

    digest: str
    papers: tuple[Composed, ...]
    clauses: tuple[ReadClause, ...]
    clashes: tuple[Clash, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The blanks that nothing fills."""
        return self.papers[0].missing


def template_in_force(desk: Desk, name: str) -> tuple[Template, str]:
    """Return the template that holds for a kind of agreement, and its digest. Raises NotFound."""
    if name not in NAMES:
        raise NotFound(
            Message(N_("There is no agreement template “{name}”."), name=name),
            Message(N_("Choose one of: {options}."), options=list(NAMES)),
        )
    return rules_in_force(desk, TEMPLATES, name)


def template_of(desk: Desk, record: Agreement) -> Template | None:
    """Return the template that a record was drafted from, as it was then; None where there is none or it is not kept here."""
    return kept_rules(desk, TEMPLATES, record.template)


def template_text(desk: Desk, digest: str) -> str:
    """Return the text of a template by its digest. Raises NotFound."""
    return rule_text(desk, TEMPLATES, digest)


def find_approval(desk: Desk, digest: str) -> Approval | None:
    """Return the approval of a version of a template, if it has one."""
    desk.require("read")
    found = approvals.find(desk.workspace.db, digest)
    return Approval(found[0], date.fromisoformat(found[1])) if found else None


def unapproved_papers(desk: Desk) -> dict[str, int]:
    """Return how many papers on their way to be signed are from a text that was not approved, by kind of agreement."""
    desk.require("read")
    return approvals.unapproved(desk.workspace.db, ON_THE_WAY)


def approve_template(desk: Desk, name: str, approved_by: str, approved_on: date, note: str = "") -> Approval:
    """Record that the legal office approved the template that holds for a kind of agreement, in this very text."""
    desk.require("rules")
    if not approved_by.strip():
        raise Incomplete(Message(N_("It is not said who approved it.")), Message(N_("Enter the name.")))
    if approved_on > desk.today():
        raise Incomplete(
            Message(N_("The day of the approval is after today.")), Message(N_("Correct the date."))
        )
    template, digest = template_in_force(desk, name)
    with desk.workspace.write() as writing:
        approvals.approve(
            writing,
            approvals.Approved(
                digest, name, template.version, approved_by.strip(), approved_on.isoformat(), note
            ),
        )
    return Approval(approved_by.strip(), approved_on)


def revoke_approval(desk: Desk, name: str) -> None:
    """Take back the approval of the template that holds for a kind of agreement. Raises NotFound where it has none."""
    desk.require("rules")
    _, digest = template_in_force(desk, name)
    with desk.workspace.write() as writing:
        if not approvals.revoke(writing, digest, name):
            raise NotFound(
                Message(N_("This version of “{name}” is not approved."), name=name),
                Message(N_("Look at the list again.")),
            )


def facts_of(desk: Desk, record: Agreement, language: str) -> dict[str, str]:
    """Return what fills the blanks of the paper in a language."""
    translator = desk.translator.to(language)
    words = {option.code: translator.label(option.label) for option in BOUND}
    kind = employments_in_force(desk).find(record.employment) if record.employment else None
    if kind is not None:
        words[record.employment] = kind.label.said(language)
    return told(record, desk.workspace.profile.name, words)


def composed(desk: Desk, record: Agreement, language: str) -> Composed:
    """Return the paper of a record in a language. Raises Incomplete where nothing was drafted or the template is not kept."""
    template = template_of(desk, record)
    if template is None:
        raise Incomplete(
            Message(N_("{number} has no text drafted from a template."), number=record.number),
            Message(N_("Draft it first.")),
        )
    return compose(template, chosen(record), facts_of(desk, record, language), language)


def paper_of(desk: Desk, record: Agreement) -> Paper | None:
    """Return what the template of a record makes of it, for its findings; None where there is none."""
    template = template_of(desk, record)
    if template is None:
        return None
    facts = facts_of(desk, record, "zh")
    made = compose(template, chosen(record), facts, "zh")
    return Paper(template=template, missing=made.missing, clashes=clashes(template, chosen(record), facts))


def read_paper(desk: Desk, record: Agreement, languages: Sequence[str]) -> ReadPaper | None:
    """Return the paper of a record, saved or not, in languages; None where nothing was drafted or the template is not kept."""
    template = template_of(desk, record)
    if template is None:
        return None
    choices, facts = chosen(record), facts_of(desk, record, "zh")
    papers = tuple(compose(template, choices, facts_of(desk, record, each), each) for each in languages)
    texts = [{each.id: each for each in paper.clauses} for paper in papers]
    found = clashes(template, choices, facts)
    standing = {clause.id: option.id for clause, option in printed(template, choices, facts)}
    return ReadPaper(
        digest=record.template,
        papers=papers,
        clauses=tuple(
            ReadClause(
                clause=clause,
                choice=standing.get(clause.id, ""),
                texts=tuple(each[clause.id] for each in texts if clause.id in each),
                clashes=tuple(each for each in found if each.clause == clause.id),
            )
            for clause in held(template.clauses, facts)
        ),
        clashes=tuple(each for each in found if each.clause not in standing),
    )


def papers_of(desk: Desk, record: Record, language: str) -> tuple[Composed, ...]:
    """Return the paper of a record in a language, and for one in two languages in the other as well, Chinese first."""
    assert isinstance(record, Agreement)  # a programming error, never data: no other register has such papers
    if not record.bilingual:
        return (composed(desk, record, language),)
    return tuple(composed(desk, record, each) for each in ("zh", "en"))
