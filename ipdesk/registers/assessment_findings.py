"""What the desk notices about the case, the checklist and the assessors of an assessment, and about what follows it.

Sources: 国知发运字〔2021〕7号（三）（七）.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.text import N_, Message
from ipdesk.registers.assessment_choices import APPLYING, HOLDING
from ipdesk.registers.names import names_in
from ipdesk.registers.sources import OPINION_ASSESSMENT, OPINION_DISCLOSURE, PRACTICE

if TYPE_CHECKING:
    from ipdesk.registers.assessment_rows import Assessor
    from ipdesk.registers.assessments import Assessment
    from ipdesk.rules.checklist import Result

DECIDING: Final = ("decided", "carried-out")
FROM_SCORING: Final = ("scoring", "deciding", *DECIDING)
SOON: Final = 60  # days before a decision lapses
FEW: Final = 2  # assessors, below which it is said
WIDE: Final = 3  # points from 0 to 5 that part the lowest from the highest
MOST_NAMED: Final = 5
# What is opened by a decision: the register, and the outcomes that ask for a record in it.
FOLLOWS: Final = {
    "patents": APPLYING | {"register"},
    "secrets": frozenset({"technical-secret"}),
    "releases": frozenset({"release"}),
}


def holds(record: Assessment) -> tuple[str, ...]:
    """Return the states a shut gate closes: with an outcome by which nothing leaves, the decision stays open."""
    return ("scoring",) if record.outcome in HOLDING else ("scoring", *DECIDING)


def case(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with the disclosure assessed: none, one not there, or one that changed since."""
    if not record.disclosure:
        yield Finding(
            id="disclosure-missing",
            field="disclosure",
            severity="block",
            message=Message(N_("No disclosure is named that is assessed.")),
            basis=OPINION_DISCLOSURE,
            clears=Message(N_("Name the disclosure.")),
            blocks=DECIDING,
        )
    for number in record.disclosure:
        known = facts.linked.get(("disclosures", number))
        if known is None or known.state == WITHDRAWN:
            yield Finding(
                id="disclosure-gone",
                field="disclosure",
                severity="block",
                message=Message(N_("There is no disclosure {number}, or it was withdrawn."), number=number),
                clears=Message(N_("Name the disclosure that is assessed.")),
                blocks=DECIDING,
            )
        elif record.state not in DECIDING and known.facts.get("content", "") != record.disclosure_seen:
            yield Finding(
                id="disclosure-changed",
                field="disclosure",
                severity="block",
                message=Message(N_("{number} changed since it was read for this assessment."), number=number),
                basis=PRACTICE,
                clears=Message(N_("Look at what changed, go through the answers again, and confirm that.")),
                blocks=DECIDING,
            )


def checklist(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield what stands open or shut in the list, and what no answer tells."""
    result = facts.answered
    if result is None:
        said = (
            N_("The checklist of this assessment is not kept here.")
            if record.checklist
            else N_("No checklist was begun.")
        )
        yield Finding(
            id="checklist-missing",
            field="checklist",
            severity="block",
            message=Message(said),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Begin it with the checklist in force.")),
            blocks=FROM_SCORING,
        )
        return
    yield from gates(record, result)
    yield from scores(record, result)


def gates(record: Assessment, result: Result) -> Iterator[Finding]:
    """Yield each gate that is shut, with what clears it, and how many are open."""
    for item in result.failed:
        yield Finding(
            id="gate-shut",
            field="answers",
            severity="block",
            message=Message(N_("Shut: {question}"), question=item.question),
            basis=item.basis[0],
            clears=Message("{act}", act=item.clears),
            blocks=holds(record),
        )
    if result.gates == "open":
        count = sum(bool(item.fails) or not item.weight for item in result.missing)
        yield Finding(
            id="gates-open",
            field="answers",
            severity="block",
            message=Message(N_("Questions that can stop everything are open: {count}."), count=count),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Answer those of secrecy, ownership and novelty first.")),
            blocks=holds(record),
        )


def scores(record: Assessment, result: Result) -> Iterator[Finding]:
    """Yield questions without an answer once the gates are passed, and scores that are far apart."""
    if result.missing and result.gates == "passed":
        yield Finding(
            id="answers-missing",
            field="answers",
            severity="warn",
            message=Message(
                N_("Questions without an answer: {count}; the desk proposes nothing."),
                count=len(result.missing),
            ),
            basis=PRACTICE,
            clears=Message(N_("Answer them, or have the assessors score them.")),
        )
    if record.spread is not None and record.spread >= WIDE:
        yield Finding(
            id="scores-apart",
            field="answers",
            severity="info",
            message=Message(
                N_("The assessors are {points} points apart on a question."), points=record.spread
            ),
            basis=PRACTICE,
            clears=Message(N_("Compare the scores and let the assessors say why.")),
        )


def assessors(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with those who score: an inventor among them, nothing declared, too few of them."""
    inventors = frozenset(names_in(record.inventors)) | _disclosed(record, facts)
    answered = {row.by for row in record.answers if row.by}
    for index, each in enumerate(record.assessors):
        if (finding := _assessor(record, each, f"assessors[{index}]", inventors, answered)) is not None:
            yield finding
    named = [each.name for each in record.assessors if each.name]
    for name, count in Counter(named).items():
        if count > 1:
            yield Finding(
                id="assessor-twice",
                field="assessors",
                severity="block",
                message=Message(N_("{name} stands among the assessors twice."), name=name),
                clears=Message(N_("Keep one row; two people of one name need something to tell them apart.")),
                blocks=FROM_SCORING,
            )
    for name in sorted(answered - set(named)):
        yield Finding(
            id="answer-of-nobody",
            field="answers",
            severity="warn",
            message=Message(N_("{name} scored and is no assessor; the scores do not count."), name=name),
            clears=Message(N_("Name this person among the assessors, with the declaration.")),
        )
    if len(set(named) - inventors) < FEW and record.state not in DECIDING:
        yield Finding(
            id="assessors-few",
            field="assessors",
            severity="warn",
            message=Message(N_("Fewer than two assessors: technical, legal and market views are wanted.")),
            basis=PRACTICE,
            clears=Message(N_("Name two or more, none of them an inventor.")),
        )


def _assessor(
    record: Assessment, each: Assessor, place: str, inventors: frozenset[str], answered: set[str]
) -> Finding | None:
    """Return what is wrong with one assessor, the gravest of it."""
    if each.name and each.name in inventors:
        return Finding(
            id="assessor-inventor",
            field=f"{place}.name",
            severity="block",
            message=Message(N_("{name} is an inventor of this case and cannot assess it."), name=each.name),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Name somebody else.")),
            blocks=FROM_SCORING,
        )
    if each.name in answered and (not each.interest or each.declared_on is None):
        return Finding(
            id="interest-undeclared",
            field=f"{place}.interest",
            severity="block",
            message=Message(
                N_("{name} scored without declaring interests; the scores do not count."), name=each.name
            ),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Have the declaration made, with its day, and the scores given after it.")),
            blocks=DECIDING,
        )
    if each.interest == "has":
        return Finding(
            id="assessor-recused",
            field=f"{place}.interest",
            severity="info",
            message=Message(N_("{name} stands back; no score of this person counts."), name=each.name),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Name another assessor in this field.")),
        )
    if record.state == "deciding" and each.name and each.name not in answered:
        return Finding(
            id="assessor-silent",
            field=f"{place}.name",
            severity="warn",
            message=Message(N_("{name} has not scored yet."), name=each.name),
            basis=PRACTICE,
            clears=Message(N_("Take in the scoring sheet, or go on without it.")),
        )
    return None


def _disclosed(record: Assessment, facts: Facts) -> frozenset[str]:
    """Return the inventors as the disclosure names them now."""
    found: set[str] = set()
    for number in record.disclosure:
        if known := facts.linked.get(("disclosures", number)):
            found |= set(names_in(known.facts.get("inventors", "")))
    return frozenset(found)


def following(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield what is left to do after the decision: what follows is not opened yet, or the decision lapses."""
    if record.state in ("preparing", "scoring", "deciding") and record.due_on is not None:
        yield Finding(
            id="decision-due",
            field="due_on",
            severity="warn" if record.due_on < facts.today else "info",
            message=Message(N_("To be decided by {day}."), day=record.due_on),
            basis=PRACTICE,
            clears=Message(N_("Bring the assessment to its decision, or agree on a later day.")),
            due=record.due_on,
            moves_to=("deciding", "decided"),
        )
    if record.state != "decided":
        return
    yield from lapse(record, facts)
    opened = {name for (name, _), each in facts.linked.items() if each.state != WITHDRAWN}
    for register, outcomes in FOLLOWS.items():
        if record.outcome in outcomes and register not in opened:
            yield Finding(
                id="follow-up-missing",
                field="outcome",
                severity="block",
                message=Message(N_("What follows from the decision was not opened yet.")),
                basis=OPINION_ASSESSMENT,
                clears=Message(N_("Carry it out: the desk opens it as a draft.")),
                blocks=("carried-out",),
            )


def lapse(record: Assessment, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for a decision that has lapsed or soon will."""
    day = record.lapses_on
    if day is None:
        return
    if day < facts.today:
        yield Finding(
            id="decision-lapsed",
            field="lapses_on",
            severity="block",
            message=Message(N_("The decision lapsed on {day} and was not carried out."), day=day),
            basis=PRACTICE,
            clears=Message(N_("Look at the case again and decide again.")),
            blocks=("carried-out",),
            due=day,
            moves_to=("deciding",),
        )
    elif (day - facts.today).days <= SOON:
        yield Finding(
            id="decision-lapses",
            field="lapses_on",
            severity="info",
            message=Message(N_("The decision lapses on {day}."), day=day),
            basis=PRACTICE,
            clears=Message(N_("Carry it out.")),
            due=day,
            moves_to=("carried-out",),
        )
