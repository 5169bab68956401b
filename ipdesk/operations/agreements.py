"""Agreements: drafting them from templates, drafting them again, choosing clauses, and recording who signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from ipdesk.model.changes import Changes
from ipdesk.model.errors import Incomplete, NotFound, Refused, WrongValue
from ipdesk.model.progress import Step, no_step
from ipdesk.model.text import N_, Message
from ipdesk.operations.agreement_papers import (
    facts_of,
    find_approval,
    template_in_force,
    template_of,
    template_text,
)
from ipdesk.operations.attachments import attach_within
from ipdesk.operations.desk import Desk
from ipdesk.operations.duties import agreement_for
from ipdesk.operations.levels import require_within
from ipdesk.operations.manuscript_marks import require_mark_within
from ipdesk.operations.records import move_within, read_values
from ipdesk.operations.scans import checked_scan, require_same
from ipdesk.registers import register as register_named
from ipdesk.registers.agreement_findings import ONE_SIDED
from ipdesk.registers.agreements import REGISTER, Agreement, ChosenClause
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.people import Individual
from ipdesk.registers.person_choices import BASIC, CLASSIFIED, NOT_DRAFTED
from ipdesk.rules.clauses import unfit_choices
from ipdesk.store import records, rules
from ipdesk.store.lists import Order, list_ids
from ipdesk.store.people import agreements as agreements_of
from ipdesk.store.writing import Held, Writing

SIGNABLE: Final = ("drafted", "sent", "signed-one", "signed-both")
DISCLOSE_DAYS: Final = 15  # practice
COPIES: Final = 2
# What the laboratory says about itself is taken over from the agreement drafted last.
REMEMBERED: Final = (
    "lab_representative",
    "lab_address",
    "signatory",
    "copies",
    "disclose_days",
    "secrecy_years",
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the drafts of one kind have in common: the digest, text and version of the template, and its approval."""

    kind: str
    digest: str
    text: str
    version: str
    approval: str


def pattern_of(desk: Desk, kind: str) -> Pattern:
    """Return what drafts of a kind are made from. Raises NotFound and, for what is not drafted here, WrongValue."""
    if kind in NOT_DRAFTED:
        raise WrongValue(
            "kind",
            Message(N_("This paper is that of the secrecy office; it is not drafted here.")),
            Message(N_("Enter its number and attach the scan.")),
        )
    template, digest = template_in_force(desk, kind)
    approval = find_approval(desk, digest)
    text = template_text(desk, digest)
    return Pattern(kind, digest, text, template.version, approval.said() if approval else "")


def draft_agreements(
    desk: Desk, numbers: Sequence[str], kind: str = "", values: Mapping[str, object] | None = None
) -> list[Changes]:
    """Draft an agreement for each of these people, all of them or none: of a kind, else of the one that each signs.

    `values` are further fields of the drafts, such as those of a non-compete. Raises NotFound and WrongValue.
    """
    desk.require("add")
    kind_for = agreement_for(desk)
    people = [person_of(desk, number) for number in numbers]
    kinds = {kind or kind_for(each.employment) for each in people}
    patterns = {each: pattern_of(desk, each) for each in kinds}
    own = own_facts(desk)
    with desk.workspace.write() as writing:
        return [
            draft_within(
                desk,
                writing,
                person,
                patterns[kind or kind_for(person.employment)],
                {**own, **(values or {})},
            )
            for person in people
        ]


def draft_within(
    desk: Desk,
    writing: Writing,
    person: Individual,
    pattern: Pattern,
    values: Mapping[str, object],
    **internal: Any,
) -> Changes:
    """Draft one agreement within a transaction that does more."""
    rules.freeze(writing, pattern.text.encode())
    base = {**_facts_of_person(person), **values, "kind": pattern.kind, "drafted_on": desk.today()}
    record = read_values(desk, REGISTER, base)
    assert isinstance(record, Agreement)
    record = replace(record, **_from_pattern(pattern), **internal)
    record = replace(record, undrawable=_undrawable(desk, record))
    require_within(desk.workspace.profile.limit, record)
    return writing.add(REGISTER, record)


def draft_again(desk: Desk, number: str) -> Changes | None:
    """Draft an agreement again from the template and the facts of now; what was chosen or typed for it stays.

    Only a draft is drafted again. Raises Incomplete for one that was sent or signed.
    """
    desk.require("change")
    with desk.workspace.write() as writing:
        held = writing.held(REGISTER, number)
        record = _draft(held)
        pattern = pattern_of(desk, record.kind)
        person = person_of(desk, next(iter(record.person), ""))
        rules.freeze(writing, pattern.text.encode())
        template, _ = template_in_force(desk, record.kind)
        fit = {each.clause: each.option for each in record.clauses}
        unfit = unfit_choices(template, fit)
        after = read_values(desk, REGISTER, _facts_of_person(person), record)
        assert isinstance(after, Agreement)
        after = replace(
            after,
            **_from_pattern(pattern),
            clauses=tuple(each for each in record.clauses if each.clause not in unfit),
            drafted_on=desk.today(),
        )
        after = replace(after, undrawable=_undrawable(desk, after))
        return writing.change(REGISTER, held, after)


def choose_clauses(desk: Desk, number: str, choices: Mapping[str, str]) -> Changes | None:
    """Choose wordings of clauses of a draft, by clause; "" leaves a clause out where it may be left out.

    What the template says itself is not kept. Raises WrongValue for a clause or wording that there is not.
    """
    desk.require("change")
    with desk.workspace.write() as writing:
        held = writing.held(REGISTER, number)
        record = _draft(held)
        template = template_of(desk, record)
        if template is None:
            raise Incomplete(
                Message(N_("{number} has no text drafted from a template."), number=number),
                Message(N_("Draft it first.")),
            )
        if unfit := unfit_choices(template, choices):
            clause, option = next(iter(unfit.items()))
            raise WrongValue(
                "clauses",
                Message(
                    N_("The template has no wording “{option}” of a clause “{clause}”."),
                    option=option,
                    clause=clause,
                ),
                Message(N_("The clauses are: {clauses}."), clauses=[each.id for each in template.clauses]),
            )
        defaults = {each.id: each.default for each in template.clauses}
        wanted = {each.clause: each.option for each in record.clauses} | dict(choices)
        kept = tuple(
            ChosenClause(clause=clause.id, option=wanted[clause.id])
            for clause in template.clauses
            if clause.id in wanted and wanted[clause.id] != defaults[clause.id]
        )
        return writing.change(REGISTER, held, replace(record, clauses=kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What is recorded of a signing: the days of each side, from when it holds, and the scan of what was signed.

    With `supersede`, what is put in force ends what the person has in force of the same kind, on the day from which it
    holds.
    """

    signed_on: date | None = None
    countersigned_on: date | None = None
    third_signed_on: date | None = None
    effective_on: date | None = None
    scan: Path | None = None
    supersede: bool = False

    def days(self) -> dict[str, date]:
        """Return the days that are given, by field."""
        return {name: day for name in SIGNING_DAYS if (day := getattr(self, name)) is not None}


SIGNING_DAYS: Final = ("signed_on", "countersigned_on", "third_signed_on", "effective_on")


def send_agreements(desk: Desk, numbers: Sequence[str], sent_on: date) -> list[Changes]:
    """Record that drafts were sent to be signed, all of them or none."""
    desk.require("move")
    with desk.workspace.write() as writing:
        made = []
        for number in numbers:
            held = _with(writing, number, {"sent_on": sent_on})
            made.append(move_within(desk, writing, REGISTER, held, "sent"))
        return made


def sign_agreements(
    desk: Desk, numbers: Sequence[str], signing: Signing, progress: Step = no_step
) -> list[Changes]:
    """Record signatures on agreements, all of them or none, and move each as far as they carry it.

    Signed by all sides, and with the day from which it holds, an agreement is put in force. The scan is attached to each
    and its sha256 kept. `progress` may raise to stop: then nothing is recorded. Raises Incomplete, which says what is
    missing and of which agreement, and WrongValue for a scan that does not do.
    """
    desk.require("move")
    given: dict[str, Any] = dict(signing.days())
    if signing.scan is not None:
        desk.require("attach")
        given["scan"] = checked_scan(signing.scan)
        require_mark_within(desk, signing.scan)  # pictures have no text: whoever scanned them saw the paper
    made, scan = [], None
    with desk.workspace.write() as writing:
        for done, number in enumerate(dict.fromkeys(numbers)):
            progress(done, len(numbers))
            held = _with(writing, number, given)
            if signing.scan is not None:
                scan = attach_within(desk, writing, REGISTER, held, signing.scan, scan)
                require_same(signing.scan, scan.sha256, given["scan"])
            made += _carry(desk, writing, held, supersede=signing.supersede)
    return made


def _carry(desk: Desk, writing: Writing, held: Held, *, supersede: bool) -> list[Changes]:
    """Move an agreement through the states that its signatures reach, and end what it supersedes."""
    record = held.record
    assert isinstance(record, Agreement)
    made = []
    for target in targets(record):
        made.append(move_within(desk, writing, REGISTER, held, target))
        held = writing.held(REGISTER, record.number)
        if target == "in-force" and supersede:
            made += _supersede(desk, writing, record)
    return made


def _supersede(desk: Desk, writing: Writing, record: Agreement) -> list[Changes]:
    """End on the day from which an agreement holds what its person has in force of the same kind."""
    made = []
    for number in superseded_by(desk, record):
        held = writing.held(REGISTER, number)
        after = replace(held.record, ended_on=record.effective_on, successor=record.number)  # type: ignore[call-arg]
        writing.change(REGISTER, held, after)
        made.append(move_within(desk, writing, REGISTER, writing.held(REGISTER, number), "superseded"))
    return made


def superseded_by(desk: Desk, record: Agreement) -> list[str]:
    """Return the numbers of what the person of an agreement has in force that it takes the place of."""
    db, people = desk.workspace.db, register_named("people")
    ids = [found for each in record.person if (found := records.find_id(db, people, each)) is not None]
    kinds = BASIC if record.kind in BASIC else (record.kind,)
    return [
        each.number
        for signed in agreements_of(db, ids).values()
        for each in signed
        if each.state == "in-force" and each.kind in kinds and each.number != record.number
    ]


def targets(record: Agreement) -> list[str]:
    """Return the states that the signatures of a record carry it through."""
    by_all = record.signed_on is not None and (
        record.countersigned_on is not None or record.kind in ONE_SIDED
    )
    if record.third_party and record.third_signed_on is None:
        by_all = False
    found = []
    if record.state in ("drafted", "sent") and not by_all:
        found = ["signed-one"]
    elif record.state in SIGNABLE[:3] and by_all:
        found = ["signed-both"]
    if record.effective_on is not None and (found == ["signed-both"] or record.state == "signed-both"):
        found.append("in-force")
    return found


def _with(writing: Writing, number: str, values: Mapping[str, Any]) -> Held:
    """Return an agreement with further values, written where they differ."""
    held = writing.held(REGISTER, number)
    assert isinstance(held.record, Agreement)
    if held.record.state not in SIGNABLE:
        raise Incomplete(
            Message(
                N_("{number} is “{state}”: there is nothing to sign."),
                number=number,
                state=Message(REGISTER.state(held.record.state).label),
            ),
            Message(N_("Move it back first, or draft a new one.")),
        )
    writing.change(REGISTER, held, replace(held.record, **values))
    return writing.held(REGISTER, number)


def _draft(held: Held) -> Agreement:
    record = held.record
    assert isinstance(record, Agreement)
    if record.state != "drafted":
        raise Incomplete(
            Message(N_("{number} is no draft any more."), number=record.number),
            Message(N_("Move it back to the draft first, or draft a new one.")),
        )
    return record


def _from_pattern(pattern: Pattern) -> dict[str, Any]:
    return {
        "template": pattern.digest,
        "template_version": pattern.version,
        "approval": pattern.approval,
    }


def person_of(desk: Desk, number: str) -> Individual:
    """Return the person of a number. Raises NotFound, for somebody withdrawn or sealed too."""
    record = records.read(desk.workspace.db, register_named("people"), number)
    assert isinstance(record, Individual)
    if record.withheld or record.state == "withdrawn":
        raise NotFound(
            Message(N_("{number} is withdrawn or sealed."), number=number),
            Message(N_("Choose the person who is kept.")),
        )
    return record


def _facts_of_person(person: Individual) -> dict[str, object]:
    """Return the fields of an agreement that are filled from the person."""
    return {
        "name": person.name,
        "person": [person.number],
        "level": person.level or "internal",
        "unit": person.unit,
        "post": person.post,
        "employment": person.employment,
        "nationality": person.nationality,
        "identity_number": person.identity_number,
        "address": person.address,
        "contact": " ".join(filter(None, (person.phone, person.email))),
        "joined": person.joined,
        "left_on": person.left_on,
        "classified": person.post_class in CLASSIFIED,
        "third_party": person.home_institution,
        "bilingual": is_foreign(person.nationality),
        "bound": person.bound,
    }


def own_facts(desk: Desk) -> dict[str, object]:
    """Return what the laboratory said about itself in the agreement drafted last."""
    defaults: dict[str, object] = {"copies": COPIES, "disclose_days": DISCLOSE_DAYS}
    ids = list_ids(desk.workspace.db, REGISTER, order=Order("number"), limit=1)
    for record in records.read_many(desk.workspace.db, REGISTER, ids):
        if not record.withheld:
            defaults |= {name: held for name in REMEMBERED if (held := getattr(record, name))}
    return defaults


def _undrawable(desk: Desk, record: Agreement) -> str:
    """Return the characters of the facts that no font here can draw."""
    from ipdesk.exporting.fonts import unresolved_signs

    try:
        return "".join(unresolved_signs(tuple(facts_of(desk, record, "zh").values())))
    except Refused:  # fonts that cannot be read are said when it is printed
        return ""
