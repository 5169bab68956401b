"""What the desk notices about a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.dates import add_months
from ipdesk.registers.clocks import cooling_ends, watch_until, within_watch
from ipdesk.registers.person_findings import CHECKS, WEIGHTS, is_sound
from ipdesk.registers.person_rows import Spell
from tests.registers.samples import Pair, check, found
from tests.registers.staff import PERSON, STAFF, TODAY

EARLIER = PERSON.spells[0]


def _spell(**values: object) -> dict[str, object]:
    return {"spells": (replace(EARLIER, **values),)}  # type: ignore[arg-type]


PAIRS: tuple[Pair, ...] = (
    (
        "person-twice",
        {"facts": replace(STAFF, shared={("identity_number",): ("A0555",)})},
        {"facts": replace(STAFF, shared={})},
    ),
    ("senior-eligible", {"ip_since": date(2021, 11, 22)}, {"ip_since": date(2021, 11, 23)}),
    (
        "senior-eligible",
        {"ip_since": date(2015, 1, 1)},
        {"ip_since": date(2015, 1, 1), "left_on": date(2026, 11, 21)},
    ),
    ("little-known", {"unit": ""}, {"unit": "", "state": "left", "left_on": date(2020, 1, 1)}),
    ("identity-check", {"identity_number": "110105194912310021"}, {"identity_number": "E12345678"}),
    ("days-order", {"left_on": date(2019, 6, 30)}, {"left_on": date(2019, 7, 1)}),
    ("spells-order", _spell(until=date(2014, 8, 31)), _spell(until=date(2014, 9, 1))),
    ("spells-order", _spell(until=date(2019, 7, 2)), _spell(until=date(2019, 7, 1))),
    (
        "spells-order",
        _spell(since=date(2019, 6, 30), until=date(2023, 1, 1)),
        _spell(since=date(2019, 7, 1), until=date(2023, 1, 1)),
    ),
    ("spells-order", _spell(until=None), _spell(since=None, until=None)),
    ("leave-unrecorded", {"left_on": TODAY}, {"left_on": TODAY + timedelta(days=1)}),
    ("leave-unrecorded", {"left_on": TODAY}, {"left_on": TODAY, "state": "left"}),
    ("last-day-unknown", {"state": "left"}, {"state": "left", "left_on": TODAY}),
    (
        "home-institution-missing",
        {"employment": "joint-student"},
        {"employment": "joint-student", "home_institution": "某大学"},
    ),
    ("foreign-classified", {"nationality": "德国"}, {"nationality": "德国", "post_class": "none"}),
    ("review-day-missing", {"post_review_on": None}, {"post_review_on": None, "post_class": "none"}),
    (
        "post-review-due",
        {"post_review_on": TODAY + timedelta(days=30)},
        {"post_review_on": TODAY + timedelta(days=31)},
    ),
    ("level-classified", {"level": "classified"}, {"level": "internal"}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{each[0]}-{index}" for index, each in enumerate(PAIRS)])
def test_each_finding_comes_and_goes(pair: Pair) -> None:
    """Each comes with what it is about, and not with its near miss."""
    check(PERSON, pair)


def test_a_person_with_nothing_wrong_has_no_finding() -> None:
    """The sample has none."""
    assert found(PERSON) == {}


def test_two_earlier_times_that_overlap_are_named_by_the_later_one() -> None:
    """The later one is where to correct."""
    rows = (
        Spell(since=date(2012, 1, 1), until=date(2013, 1, 1)),
        Spell(since=date(2011, 1, 1), until=date(2012, 1, 2)),
    )
    assert found(PERSON, spells=rows)["spells-order"].field == "spells[0].since"


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(-400, 800))
def test_the_watch_covers_just_the_year_after_the_last_day(left: date, days: int) -> None:
    """The last day itself is not in it, the same day a year later is."""
    made = left + timedelta(days=days)
    assert within_watch(left, made) == (left < made <= add_months(left, 12))
    assert within_watch(left, watch_until(left))
    assert not within_watch(left, left)


def test_a_leap_day_is_watched_until_the_last_of_february() -> None:
    """There is no 29 February a year later."""
    assert watch_until(date(2024, 2, 29)) == date(2025, 2, 28)


def test_a_cooling_period_is_as_long_as_the_class_says() -> None:
    """From the day of approval, clamped at the month's end and never rolled to a working day."""
    assert cooling_ends("core", date(2026, 8, 31)) == (date(2029, 8, 31), date(2031, 8, 31))
    assert cooling_ends("general", date(2024, 2, 29)) == (date(2025, 2, 28), date(2026, 2, 28))
    assert cooling_ends("none", date(2026, 8, 31)) is None


@given(st.text("0123456789", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_a_slip_in_one_digit_of_an_identity_number_is_found(body: str, place: int, by: int) -> None:
    """Any one digit changed makes the check digit wrong."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    number = body + CHECKS[total % 11]
    assert is_sound(number)
    other = str((int(number[place]) + by) % 10)
    assert not is_sound(number[:place] + other + number[place + 1 :])
