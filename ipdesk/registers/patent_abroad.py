"""The gate before every step abroad: what was made in China is not filed elsewhere before the secrecy review is decided.

Nothing is concluded from silence: only a decision that is recorded, here or in the earlier application that this one
rests on, opens the gate. Sources: 专利法第十九条, 专利法实施细则第八条 and 第九条.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Basis, Facts, Finding, Severity
from ipdesk.model.register import is_empty
from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import HOME, INTERNATIONAL, is_foreign, office_code, places_in
from ipdesk.registers.markings import lacking_labels
from ipdesk.registers.patent_gate import GATED, is_legacy
from ipdesk.registers.sources import ABROAD_DECISION, ABROAD_REQUEST, ABROAD_REVIEW

if TYPE_CHECKING:
    from ipdesk.registers.patent_course import Happening
    from ipdesk.registers.patents import Patent

# The receiving office of an international application is the Chinese one, also where another is not named.
RECEIVED_HERE: Final = frozenset({"", HOME, INTERNATIONAL})
REVIEWED: Final = frozenset({"invention", "utility-model", "pct", "foreign", "secret"})
OPENS: Final = frozenset({"cleared", "exempt", "made-abroad"})
UNREVIEWED: Final = "exempt"  # a design, of which nothing is decided
PROVES: Final = ("review_decided_on", "review_by")
_DECIDE: Final = N_("Have the secrecy review decided, and record what was decided, when and by whom.")


@dataclass(frozen=True, slots=True)
class Review:
    """What was decided on filing abroad, when and by whom."""

    decision: str = ""
    day: date | None = None
    by: str = ""

    def opens(self, today: date) -> bool:
        """Say whether the way abroad is open: it may go there, and it is known since when and who says so."""
        proven = self.day is not None and self.day <= today and bool(self.by.strip())
        return self.decision in OPENS and (proven or self.decision == UNREVIEWED)


def before_abroad(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield what stands between a right and its filing abroad; a design needs no review."""
    if record.kind not in REVIEWED:
        return
    review = review_of(record, facts)
    if review.decision == "barred":
        yield from barred(record, facts.started)
    elif not review.opens(facts.today):
        yield from undecided(record, facts)
    elif review.day is not None:
        yield from too_early(record, review.day)
    if record.review_decision == UNREVIEWED and not _is_design(record, facts):
        said = N_("Only a design is exempt from the secrecy review.")
        yield _abroad("review-exempt", "review_decision", said, blocks=is_abroad(record))
    lacking = lacking_labels(record, PROVES)
    if record.review_decision not in ("", UNREVIEWED) and lacking:
        yield Finding(
            id="review-incomplete",
            field=next(name for name in PROVES if is_empty(getattr(record, name))),
            severity="warn",
            message=Message(
                N_("A decision of the secrecy review without {lacking} opens nothing."), lacking=lacking
            ),
            basis=ABROAD_DECISION,
            clears=Message(N_("Enter {lacking}."), lacking=lacking),
        )
    elif record.review_decision in ("", UNREVIEWED) and any(
        row.event == "secrecy-decision" for row in record.events
    ):
        said = N_("A decision of the secrecy review stands among the events, and not what was decided.")
        yield _abroad("review-incomplete", "review_decision", said, basis=ABROAD_DECISION)


def is_abroad(record: Patent) -> bool:
    """Say whether to file this right is itself a step abroad."""
    if record.kind == "pct":
        return office_code(record.jurisdiction) not in RECEIVED_HERE
    return record.kind == "foreign" or is_foreign(record.jurisdiction)


def is_step_abroad(record: Patent, row: Happening) -> bool:
    """Say whether an event leads out of the country: not a PCT application at the Chinese office, nor an entry into China."""
    place = office_code(row.place)
    if row.event == "filed-abroad":
        return place not in (HOME, INTERNATIONAL)
    if row.event == "entered":
        return place != HOME if place else record.kind == "pct" or is_abroad(record)
    return False


def review_of(record: Patent, facts: Facts) -> Review:
    """Return the decision that holds for a right: its own, else that of an earlier application."""
    if record.review_decision:
        return Review(record.review_decision, record.review_decided_on, record.review_by)
    decided = [
        Review(told["review_decision"], _day(told.get("review_decided_on", "")), told.get("review_by", ""))
        for told in _earlier(record, facts)
        if told.get("review_decision")
    ]
    # Where one of several earlier applications must not go abroad, what rests on it must not either.
    decided.sort(key=lambda each: each.decision != "barred")
    return decided[0] if decided else Review()


def undecided(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield a finding while no decision is recorded and something is filed abroad, or is meant to be."""
    steps = tuple(_steps(record, facts.started))
    if is_abroad(record):
        said = N_("No decision of the secrecy review is recorded: nothing is filed abroad before it.")
        yield _abroad("review-undecided", "review_decision", said, blocks=not is_legacy(record, facts))
    for place, new in steps:
        said = N_("A step abroad is recorded, and no decision of the secrecy review.")
        yield _abroad("review-undecided", place, said, blocks=new)
    if is_abroad(record) or steps:
        return
    if record.kind == "pct":
        said = N_(
            "The PCT application counts as the request; before the decision nothing more is done abroad."
        )
        yield _abroad("review-awaited", "review_decision", said, "info", ABROAD_REQUEST)
    elif set(places_in(record.countries)) - {HOME}:
        said = N_("Countries are wanted: the secrecy review comes before the first filing abroad.")
        yield _abroad("review-awaited", "review_requested_on", said, "info", ABROAD_REQUEST)


def barred(record: Patent, began: date | None) -> Iterator[Finding]:
    """Yield a finding for every way abroad of what must not go there."""
    said = N_("The secrecy review decided that it must not be filed abroad.")
    clears = N_("Give up the filing abroad, and tell the secrecy office where something went out already.")
    if is_abroad(record) or set(places_in(record.countries)) - {HOME}:
        yield _abroad("review-barred", "review_decision", said, clears=clears, blocks=is_abroad(record))
    for place, new in _steps(record, began):
        yield _abroad("review-barred", place, said, clears=clears, blocks=new)


def too_early(record: Patent, decided: date) -> Iterator[Finding]:
    """Yield a finding for a step abroad before the day of the decision."""
    early = [
        (f"events[{index}].day", row.day)
        for index, row in enumerate(record.events)
        if is_step_abroad(record, row) and row.day is not None and row.day < decided
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


def _steps(record: Patent, began: date | None) -> Iterator[tuple[str, bool]]:
    """Yield the place of each step abroad, and whether it was made since this desk began."""
    for index, row in enumerate(record.events):
        if is_step_abroad(record, row):
            yield f"events[{index}].event", row.day is None or began is None or row.day >= began


def _earlier(record: Patent, facts: Facts) -> Iterator[Mapping[str, str]]:
    """Yield what the earlier applications of a right tell of themselves."""
    for number in record.parents:
        if (linked := facts.linked.get(("patents", number))) is not None:
            yield linked.facts


def _is_design(record: Patent, facts: Facts) -> bool:
    """Say whether it may be a design: the kind of a foreign application is known by those that it rests on alone."""
    told = {told.get("kind", "") for told in _earlier(record, facts)}
    return record.kind == "foreign" and told <= {"", "design", "foreign"}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _abroad(
    name: str,
    field: str,
    said: str,
    severity: Severity = "warn",
    basis: Basis = ABROAD_REVIEW,
    clears: str = _DECIDE,
    *,
    blocks: bool = False,
) -> Finding:
    return Finding(
        id=name,
        field=field,
        severity="block" if blocks else severity,
        message=Message(said),
        basis=basis,
        clears=Message(clears),
        blocks=GATED if blocks else (),
    )
