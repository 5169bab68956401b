"""The course of a technical secret: its yearly reviews, and the case that the deadline rules see in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.dates import add_months
from ipdesk.registers.docketed import known_since, settled_events
from ipdesk.registers.secret_rows import Incident, Review
from ipdesk.rules.deadline_rules import Case, Event

if TYPE_CHECKING:
    from ipdesk.registers.secrets import Secret

REVIEW_MONTHS: Final = 12
NO_CODE: Final = "#"


def case_of(record: Secret) -> Case:
    """Return what the deadline rules see in a technical secret."""
    return Case(
        kind="technical-secret",
        events=(
            *_fixed(record),
            *_reviews(record.reviews),
            *_incidents(record.incidents),
            *settled_events(record),
        ),
        known_since=known_since(record),
    )


def recorded(record: Secret, event: Event) -> Mapping[str, object]:
    """Return the fields that change when an event is recorded."""
    match event.kind:
        case "recognised":
            return {"recognised_on": event.day}
        case "released":
            return {"released_on": event.day}
        case "reviewed":
            following = add_months(event.day, REVIEW_MONTHS)
            row = Review(day=event.day, next=following)
            return {"reviews": (*record.reviews, row), "review_on": following}
        case "downgraded":
            return {"reviews": (*record.reviews, Review(day=event.day, result="downgrade"))}
        case "leak-found":
            row_found = Incident(code=_code_in(event.ref), found_on=event.day)
            return {"incidents": (*record.incidents, row_found)}
        case "leak-reported":
            return {"incidents": _reported(record.incidents, event)}
        case _:
            return {}


def last_review(record: Secret) -> date | None:
    """Return when it was last seen to be a secret: by its latest review, else by its recognition."""
    days = [record.recognised_on, *(each.day for each in record.reviews)]
    return max((day for day in days if day is not None), default=None)


def review_by(record: Secret) -> date | None:
    """Return the last day for the next review: twelve months after the last one, None where there was none."""
    last = last_review(record)
    return add_months(last, REVIEW_MONTHS) if last is not None else None


def next_review(record: Secret) -> date | None:
    """Return the day of the next review: the one planned, else the last day for it; None unless it is recognised."""
    if record.state != "recognised":
        return None
    return record.review_on or review_by(record)


def review_due(record: Secret) -> date | None:
    """Return by when it is to be reviewed: as planned, but no later than the last day for it; None unless it is recognised."""
    days = (record.review_on, review_by(record))
    return (
        min((day for day in days if day is not None), default=None) if record.state == "recognised" else None
    )


def reports_at_once(incident: Incident) -> bool:
    """Say whether the 24 hours for a report may hold: a state secret is involved, or nobody has said that none is."""
    return incident.state_secret is not False


def ref_of(incidents: Sequence[Incident], index: int) -> str:
    """Return what an incident is called by where events name it: its number, else its place in the list."""
    return incidents[index].code.strip() or f"{NO_CODE}{index + 1}"


def _fixed(record: Secret) -> Iterator[Event]:
    if record.recognised_on is not None and record.state != "proposed":
        yield Event(kind="recognised", day=record.recognised_on)
    if record.released_on is not None and record.state == "released":
        yield Event(kind="released", day=record.released_on)


def _reviews(reviews: Sequence[Review]) -> Iterator[Event]:
    for row in reviews:
        if row.day is not None:
            yield Event(kind="reviewed", day=row.day)
            if row.result == "downgrade":
                yield Event(kind="downgraded", day=row.day)


def _incidents(incidents: Sequence[Incident]) -> Iterator[Event]:
    for index, row in enumerate(incidents):
        if row.found_on is None or not reports_at_once(row):
            continue
        ref = ref_of(incidents, index)
        yield Event(kind="leak-found", day=row.found_on, ref=ref)
        if row.reported_on is not None:
            yield Event(kind="leak-reported", day=row.reported_on, ref=ref)


def _reported(incidents: Sequence[Incident], event: Event) -> tuple[Incident, ...]:
    """Return incidents with the day of a report at the one it names, else at the last that waits for one."""
    waiting = [index for index, row in enumerate(incidents) if row.reported_on is None]
    named = [index for index in range(len(incidents)) if event.ref and ref_of(incidents, index) == event.ref]
    places = named or ([] if event.ref else waiting)
    if not places:
        return (*incidents, Incident(code=_code_in(event.ref), reported_on=event.day))
    found = list(incidents)
    found[places[-1]] = replace(found[places[-1]], reported_on=event.day)
    return tuple(found)


def _code_in(ref: str) -> str:
    return "" if ref.startswith(NO_CODE) else ref
