"""The gate before every step abroad: what was made in China is not filed elsewhere before the secrecy review is decided.

Nothing is concluded from silence: only a decision that is recorded, here or in the earlier application that this one
rests on, opens the gate. Sources: 专利法第十九条, 专利法实施细则第八条 and 第九条.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Basis, Facts, Finding
from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import HOME, INTERNATIONAL, is_foreign, office_code, places_in
from ipdesk.registers.patent_gate import GATED, is_legacy
from ipdesk.registers.sources import ABROAD_DECISION, ABROAD_REQUEST, ABROAD_REVIEW

if TYPE_CHECKING:
    from ipdesk.registers.patents import Patent

# The receiving office of an international application is the Chinese one, also where another is not named.
RECEIVED_HERE: Final = frozenset({"", HOME, INTERNATIONAL})
REVIEWED: Final = frozenset({"invention", "utility-model", "pct", "foreign", "secret"})
OPENS: Final = frozenset({"cleared", "exempt", "made-abroad"})
STEPS_ABROAD: Final = ("filed-abroad", "entered")
_DECIDE: Final = N_("Have the secrecy review decided, and record decision, day and number.")


def before_abroad(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield what stands between a right and its filing abroad; a design needs no review."""
    if record.kind not in REVIEWED:
        return
    decision, decided = decision_of(record, facts)
    if decision == "barred":
        yield from barred(record)
    elif decision not in OPENS:
        yield from undecided(record)
    elif decided is not None:
        yield from too_early(record, decided)
    if record.review_decision == "exempt" and record.kind != "foreign":
        said = N_("Only a design is exempt from the secrecy review.")
        yield _abroad("review-exempt", "review_decision", said, "block" if is_abroad(record) else "warn")
    if (
        record.review_decision
        and record.review_decided_on is None
        and record.review_decision in ("cleared", "barred")
    ):
        said = N_("A decision of the secrecy review without its day.")
        yield _abroad("review-undated", "review_decided_on", said, "warn", ABROAD_DECISION)


def is_abroad(record: Patent) -> bool:
    """Say whether to file this right is itself a step abroad."""
    if record.kind == "pct":
        return office_code(record.jurisdiction) not in RECEIVED_HERE
    return record.kind == "foreign" or is_foreign(record.jurisdiction)


def decision_of(record: Patent, facts: Facts) -> tuple[str, date | None]:
    """Return the decision that holds for a right with its day: its own, else that of an earlier application."""
    if record.review_decision:
        return record.review_decision, record.review_decided_on
    told = [
        linked.facts
        for number in record.parents
        if (linked := facts.linked.get(("patents", number))) is not None
    ]
    decided = [each for each in told if each.get("review_decision")]
    # Where one of several earlier applications must not go abroad, what rests on it must not either.
    decided.sort(key=lambda each: each["review_decision"] != "barred")
    if not decided:
        return "", None
    day = decided[0].get("review_decided_on", "")
    return decided[0]["review_decision"], date.fromisoformat(day) if day else None


def undecided(record: Patent) -> Iterator[Finding]:
    """Yield a finding while no decision is recorded and something is filed abroad, or is meant to be."""
    steps = [row for row in record.events if row.event in STEPS_ABROAD]
    if is_abroad(record):
        legacy = is_legacy(record)
        said = N_("No decision of the secrecy review is recorded: nothing is filed abroad before it.")
        yield _abroad("review-undecided", "review_decision", said, "warn" if legacy else "block")
    elif steps:
        said = N_("A step abroad is recorded, and no decision of the secrecy review.")
        yield _abroad("review-undecided", "review_decision", said, "warn")
    elif record.kind == "pct":
        said = N_(
            "The PCT application counts as the request; before the decision nothing more is done abroad."
        )
        yield _abroad("review-awaited", "review_decision", said, "info", ABROAD_REQUEST)
    elif set(places_in(record.countries)) - {HOME}:
        said = N_("Countries are wanted: the secrecy review comes before the first filing abroad.")
        yield _abroad("review-awaited", "review_requested_on", said, "info", ABROAD_REQUEST)


def barred(record: Patent) -> Iterator[Finding]:
    """Yield a finding for every way abroad of what must not go there."""
    steps = any(row.event in STEPS_ABROAD for row in record.events)
    if is_abroad(record) or steps or set(places_in(record.countries)) - {HOME}:
        said = N_("The secrecy review decided that it must not be filed abroad.")
        clears = N_(
            "Give up the filing abroad, and tell the secrecy office where something went out already."
        )
        yield _abroad(
            "review-barred", "review_decision", said, "block" if is_abroad(record) else "warn", clears=clears
        )


def too_early(record: Patent, decided: date) -> Iterator[Finding]:
    """Yield a finding for a step abroad before the day of the decision."""
    early = [
        (f"events[{index}].day", row.day)
        for index, row in enumerate(record.events)
        if row.event in STEPS_ABROAD and row.day is not None and row.day < decided
    ]
    if is_abroad(record) and record.filed_on is not None and record.filed_on < decided:
        early.append(("filed_on", record.filed_on))
    for place, day in early:
        said = Message(
            N_("A step abroad on {day}, before the secrecy review was decided on {decided}."),
            day=day,
            decided=decided,
        )
        clears = N_(
            "Correct the day that is wrong; where both are right, ask the agency what it means for the patent."
        )
        yield Finding(
            id="abroad-too-early",
            field=place,
            severity="warn",
            message=said,
            basis=ABROAD_REVIEW,
            clears=Message(clears),
        )


def _abroad(
    name: str, field: str, said: str, severity: str, basis: Basis = ABROAD_REVIEW, clears: str = _DECIDE
) -> Finding:
    return Finding(
        id=name,
        field=field,
        severity="block" if severity == "block" else "warn" if severity == "warn" else "info",
        message=Message(said),
        basis=basis,
        clears=Message(clears),
        blocks=GATED if severity == "block" else (),
    )
