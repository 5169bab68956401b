"""What the desk notices about a technical secret: its level, its three elements, who recognised it, and its review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Facts, Finding
from ipdesk.model.folding import folded
from ipdesk.model.kinds import option_label
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.text import N_, Message
from ipdesk.registers.assessment_choices import OUTCOMES
from ipdesk.registers.days import in_order, label_of, not_ahead
from ipdesk.registers.links import unknown
from ipdesk.registers.markings import marked
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
REVIEW_MONTHS: Final = 12
RECOGNISED: Final = ("recognised",)
DAYS_IN_ORDER: Final = (
    ("proposed_on", "recognised_on"),
    ("recognised_on", "review_on"),
    ("recognised_on", "released_on"),
)
DAYS_PAST: Final = ("since", "proposed_on", "recognised_on", "released_on")


def findings(record: Secret, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a technical secret; nothing about a withdrawn one."""
    if record.state == WITHDRAWN:
        return
    yield from levels(record)
    if record.state != "released":
        yield no_state_secret()
    yield from elements(record)
    yield from recognition(record)
    yield from access(record)
    yield from review(record, facts.today)
    yield from assessment(record, facts)
    yield from unknown(record, facts, ("disclosure", "assessment", "projects"))
    yield from in_order(record, DAYS_IN_ORDER)
    yield from not_ahead(record, DAYS_PAST, facts.today)
    yield from marked(record, facts, blocks=("recognised", "released"))


def levels(record: Secret) -> Iterator[Finding]:
    """Yield a finding for a level that is not that of a technical secret, or has no grade."""
    if record.level == "classified" or record.classification:
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


def recognition(record: Secret) -> Iterator[Finding]:
    """Yield a finding while nobody, or the one who proposed it, has recognised it."""
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


def access(record: Secret) -> Iterator[Finding]:
    """Yield a finding for access that ends before it begins."""
    for index, row in enumerate(record.access):
        if row.since is not None and row.until is not None and row.until < row.since:
            yield Finding(
                id="access-order",
                field=f"access[{index}].until",
                severity="warn",
                message=Message(N_("The access of {name} ends before it begins."), name=row.name),
                clears=Message(N_("Correct the date that is wrong.")),
            )


def review(record: Secret, today: date) -> Iterator[Finding]:
    """Yield a finding for the yearly review of a recognised secret: when it is due, or that no day is set."""
    if record.state != "recognised":
        return
    day = record.review_on
    latest = add_months(today, REVIEW_MONTHS)
    if day is None:
        message, severe = Message(N_("No day is set for its next review.")), True
    elif day < today:
        message, severe = Message(N_("Its review was due on {day}."), day=day), True
    elif day > latest:
        message, severe = Message(N_("Its next review, on {day}, is more than a year ahead."), day=day), True
    else:
        message, severe = Message(N_("It is reviewed next on {day}."), day=day), False
    yield Finding(
        id="review",
        field="review_on",
        severity="warn" if severe else "info",
        message=message,
        basis=PRACTICE,
        clears=Message(
            N_("See whether it is still secret, of value and kept, and enter the day of the next review.")
        ),
        due=day,
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
