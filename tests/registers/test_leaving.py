"""The clocks that start when somebody goes: their days for any day of leaving, and what is said where one is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.dates import add_months
from ipdesk.registers.clocks import COOLING
from ipdesk.registers.leaving import Clock, clocks
from tests.registers.staff import AGREEMENT, MOVEMENT, PERSON

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def running(
    last_day: date | None, departure: Any = None, *agreements: Any, **person: Any
) -> dict[str, Clock]:
    """Return the clocks of the sample person by their codes."""
    return {each.code: each for each in clocks(replace(PERSON, **person), last_day, departure, agreements)}


@given(DAYS)
def test_the_one_year_begins_on_the_next_day_and_never_rolls(last_day: date) -> None:
    watch = running(last_day)["watch"]
    assert (watch.since, watch.until) == (last_day + timedelta(days=1), add_months(last_day, 12))


@given(DAYS, st.sampled_from(sorted(COOLING)))
def test_a_cooling_period_not_fixed_is_of_usual_length_and_unverified(last_day: date, post: str) -> None:
    cooling = running(last_day, post_class=post)["cooling"]
    shortest, longest = COOLING[post]
    assert (cooling.since, cooling.until) == (last_day, add_months(last_day, shortest))
    assert (cooling.latest, cooling.standing) == (add_months(last_day, longest), "usual")
    assert cooling.basis.confidence == "S"


def test_a_cooling_period_that_the_unit_fixed_stands() -> None:
    cooling = running(date(2026, 12, 31), MOVEMENT, post_class="core")["cooling"]
    assert (cooling.since, cooling.until, cooling.number) == (
        MOVEMENT.cooling_from, MOVEMENT.cooling_until, "BD-2026-0003",
    )  # fmt: skip
    assert (cooling.latest, cooling.standing, cooling.basis.confidence) == (None, "fixed", "C")


@pytest.mark.parametrize("post", ["", "none"])
def test_a_post_that_is_not_classified_has_none(post: str) -> None:
    assert "cooling" not in running(date(2026, 12, 31), post_class=post)


@given(DAYS, st.integers(1, 600))
def test_a_non_compete_never_lasts_more_than_two_years(last_day: date, months: int) -> None:
    agreed = replace(AGREEMENT, non_compete_months=months)
    clock = running(last_day, None, agreed)["non-compete"]
    assert clock.until == add_months(last_day, min(months, 24))


@pytest.mark.parametrize(
    ("decided", "state", "bound", "standing", "said"),
    [
        ("waived", "in-force", "senior-manager", "none", "Waived"),
        ("none", "in-force", "senior-manager", "none", "None was agreed"),
        ("", "drafted", "nobody", "none", "None was agreed"),
        ("", "drafted", "senior-manager", "unknown", "Not decided"),
        ("yes", "drafted", "senior-manager", "unknown", "Not decided"),
        ("yes", "in-force", "senior-manager", "fixed", "two years at most"),
    ],
)
def test_a_non_compete_goes_by_what_was_decided(
    decided: str, state: str, bound: str, standing: str, said: str
) -> None:
    """An agreement that nobody signed binds nobody."""
    agreed = replace(AGREEMENT, state=state, non_compete_state="")
    clock = running(date(2026, 12, 31), replace(MOVEMENT, non_compete=decided), agreed, bound=bound)[
        "non-compete"
    ]
    assert clock.standing == standing and said in clock.said.id


def test_the_longest_secrecy_that_was_signed_counts() -> None:
    agreed = [replace(AGREEMENT, secrecy_years=years, number=f"XY-{years}") for years in (2, 5)]
    unsigned = replace(AGREEMENT, secrecy_years=9, state="sent")
    clock = running(date(2024, 2, 29), None, *agreed, unsigned)["secrecy"]
    assert (clock.until, clock.number) == (date(2029, 2, 28), "XY-5")
    assert running(date(2024, 2, 29))["secrecy"].standing == "open"


def test_without_a_day_of_leaving_no_day_is_made_up() -> None:
    agreed = replace(AGREEMENT, secrecy_years=3)
    for each in running(None, None, agreed).values():
        assert (each.since, each.until, each.latest) == (None, None, None)
        assert each.span().id in ("days not known yet", "does not run", "no last day")
