"""What the desk notices about a technical secret: its level, its three elements, who recognised it, and all that its keeping asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.folding import folded
from ipdesk.model.kinds import option_label
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.text import N_, Message
from ipdesk.registers.assessment_choices import OUTCOMES
from ipdesk.registers.days import in_order, label_of, not_ahead
from ipdesk.registers.links import unknown
from ipdesk.registers.markings import marked
from ipdesk.registers.secret_carriers import carriers
from ipdesk.registers.secret_keeping import access, incidents, review, reviews, term, value, words
from ipdesk.registers.sources import (
    OPINION_ASSESSMENT,
    PRACTICE,
    SECRECY_MARKS,
    SECRECY_SYSTEMS,
    SECRET_MEASURES,
    TRADE_SECRETS,
)

if TYPE_CHECKING:
    from ipdesk.registers.secrets import Secret

ELEMENTS: Final = ("unknown_to_public", "has_value", "kept_by_measures")
RECOGNISED: Final = ("recognised",)
DAYS_IN_ORDER: Final = (
    ("proposed_on", "recognised_on"),
    ("recognised_on", "released_on"),
)
DAYS_PAST: Final = ("since", "proposed_on", "recognised_on", "released_on", "worth_on")


def findings(record: Secret, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a technical secret; nothing about a withdrawn one."""
    if record.state == WITHDRAWN:
        return
    yield from levels(record)
    if may_be_state_secret(record):
        # Nothing more is asked of it here: that would have people write of it where it does not belong.
        yield from incidents(record)
        yield from marked(record, facts, blocks=("recognised", "released"))
        return
    if record.state != "released":
        yield no_state_secret()
    yield from elements(record)
    yield from recognition(record, facts.started)
    yield from words(record)
    yield from access(record, facts)
    yield from carriers(record, facts)
    yield from value(record)
    yield from term(record, facts.today)
    yield from review(record, facts.today)
    yield from reviews(record)
    yield from incidents(record)
    yield from assessment(record, facts)
    yield from unknown(record, facts, ("disclosure", "assessment", "projects"))
    yield from in_order(record, DAYS_IN_ORDER)
    yield from not_ahead(record, DAYS_PAST, facts.today)
    yield from marked(record, facts, blocks=("recognised", "released"))


def levels(record: Secret) -> Iterator[Finding]:
    """Yield a finding for a level that is not that of a technical secret, or has no grade."""
    if may_be_state_secret(record):
        yield Finding(
            id="state-secret",
            field="classification" if record.classification else "level",
            severity="block",
            message=Message(N_("What is or may be a state secret is not recognised as a technical secret.")),
            basis=SECRECY_SYSTEMS,
            clears=Message(N_("Have its classification decided; only what is no state secret stays here.")),
            blocks=RECOGNISED,
        )
    elif record.level != "trade" or not record.grade:
        yield Finding(
            id="grade-missing",
            field="level" if record.level != "trade" else "grade",
            severity="block",
            message=Message(N_("It has no grade of technical secret.")),
            basis=PRACTICE,
            clears=Message(
                N_("Answer the level with “Technical secret”, and choose core, important or general.")
            ),
            blocks=RECOGNISED,
        )


def may_be_state_secret(record: Secret) -> bool:
    """Say whether it is of the other regime of secrecy, or nobody knows yet."""
    return record.level == "classified" or bool(record.classification)


def no_state_secret() -> Finding:
    """Return the reminder that the two regimes of secrecy are told apart."""
    return Finding(
        id="no-state-secret",
        field="level",
        severity="info",
        message=Message(N_("A technical secret is no state secret and never bears ★.")),
        basis=SECRECY_MARKS,
    )


def elements(record: Secret) -> Iterator[Finding]:
    """Yield a finding for each of the three elements that is not answered yes, and when no measure is named."""
    for name in ELEMENTS:
        if getattr(record, name) is not True:
            yield Finding(
                id="element-missing",
                field=name,
                severity="block",
                message=Message(
                    N_("It is not found that it is: “{element}”."), element=label_of(record, name)
                ),
                basis=TRADE_SECRETS,
                clears=Message(
                    N_("Answer all three elements; without any of them it is no technical secret.")
                ),
                blocks=RECOGNISED,
            )
    if not record.measures:
        yield Finding(
            id="measures-missing",
            field="measures",
            severity="block",
            message=Message(N_("No measure of secrecy is named.")),
            basis=SECRET_MEASURES,
            clears=Message(N_("Name the measures that are taken.")),
            blocks=RECOGNISED,
        )


def recognition(record: Secret, began: date | None) -> Iterator[Finding]:
    """Yield a finding while nobody, or the one who proposed it, has recognised it, and for a recognition brought along.

    What a file calls recognised was recognised elsewhere: so only before this desk began.
    """
    day = record.recognised_on
    if not record.created and day is not None and (began is None or day >= began):
        yield Finding(
            id="recognised-elsewhere",
            field="recognised_on",
            severity="block",
            message=Message(
                N_("Recognised on {day}, since this desk began: a reviewer recognises it here."), day=day
            ),
            basis=PRACTICE,
            clears=Message(N_("Keep it as proposed, and have a reviewer recognise it.")),
            blocks=RECOGNISED,
        )
    if not record.recognised_by:
        message = Message(N_("It is not said who recognised it."))
    elif folded(record.recognised_by) == folded(record.proposed_by):
        message = Message(N_("{name} both proposed and recognised it."), name=record.recognised_by)
    else:
        return
    yield Finding(
        id="recogniser",
        field="recognised_by",
        severity="block",
        message=message,
        basis=PRACTICE,
        clears=Message(N_("Have it recognised by somebody else than who proposed it, and enter the name.")),
        blocks=RECOGNISED,
    )


def assessment(record: Secret, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for an assessment with another outcome than to keep it as a technical secret."""
    for number in record.assessment:
        linked = facts.linked.get(("assessments", number))
        if linked is None or linked.facts.get("outcome", "") == "technical-secret":
            continue
        outcome = linked.facts.get("outcome", "")
        said = N_("The outcome of assessment {number} is “{outcome}”, not to keep it as a technical secret.")
        none = N_("Assessment {number} has no outcome.")
        yield Finding(
            id="assessment-outcome",
            field="assessment",
            severity="warn",
            message=Message(
                said if outcome else none, number=number, outcome=Message(option_label(OUTCOMES, outcome))
            ),
            basis=OPINION_ASSESSMENT,
            clears=Message(N_("Correct the number, or have it assessed anew.")),
        )
