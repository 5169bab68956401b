"""The course of a technical secret: the case that deadline rules see in it, and what recording an event changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ipdesk.registers.secret_course import case_of, recorded, review_by
from ipdesk.registers.secret_rows import Incident, Review
from ipdesk.registers.secrets import Secret
from ipdesk.rules.deadline_rules import Event
from tests.registers.rights import SECRET

DAY = date(2026, 12, 4)
WHOLE = replace(
    SECRET,
    reviews=(Review(day=DAY, result="downgrade"), Review()),
    incidents=(
        Incident(found_on=DAY, state_secret=False),
        Incident(found_on=DAY, reported_on=DAY),
        Incident(code="SJ-1", found_on=DAY, state_secret=True),
    ),
)


def told(record: Secret) -> list[tuple[str, str]]:
    return [(each.kind, each.ref) for each in case_of(record).ordered()]


def test_the_case_tells_what_happened_and_leaks_only_where_the_24_hours_may_hold() -> None:
    assert told(WHOLE) == [
        ("recognised", ""),
        ("downgraded", ""),
        ("leak-found", "#2"),
        ("leak-found", "SJ-1"),
        ("leak-reported", "#2"),
        ("reviewed", ""),
    ]
    assert case_of(WHOLE).kind == "technical-secret"


def test_what_is_proposed_is_not_recognised_and_what_is_recognised_not_released() -> None:
    assert told(replace(SECRET, state="proposed")) == []
    released = replace(SECRET, released_on=DAY)
    assert ("released", "") not in told(released)
    assert ("released", "") in told(replace(released, state="released"))


@pytest.mark.parametrize(
    ("kind", "ref"), [("reviewed", ""), ("downgraded", ""), ("leak-found", "SJ-9"), ("leak-reported", "SJ-1")]
)
def test_what_is_recorded_is_seen_in_the_case(kind: str, ref: str) -> None:
    later = date(2027, 1, 5)
    values: Any = recorded(WHOLE, Event(kind=kind, day=later, ref=ref))
    seen = [each for each in case_of(replace(WHOLE, **values)).events if each.day == later]
    assert (kind, ref) in [(each.kind, each.ref) for each in seen]


def test_a_recorded_review_sets_the_next_one() -> None:
    values: Any = recorded(SECRET, Event(kind="reviewed", day=date(2028, 2, 29)))
    after = replace(SECRET, **values)
    assert after.review_on == review_by(after) == date(2029, 2, 28)


def test_a_report_without_a_name_is_of_the_last_incident_that_waits() -> None:
    values: Any = recorded(WHOLE, Event(kind="leak-reported", day=DAY))
    assert [each.reported_on for each in values["incidents"]] == [None, DAY, DAY]


def test_recognition_and_release_are_fields_of_the_record() -> None:
    assert recorded(SECRET, Event(kind="released", day=DAY)) == {"released_on": DAY}
    assert recorded(SECRET, Event(kind="recognised", day=DAY)) == {"recognised_on": DAY}
