"""How long people have worked on IP: whole months by the calendar, to the last day here, and five years to the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.dates import add_months
from ipdesk.registers.people import Individual
from ipdesk.registers.person_service import full_on, has_left, service_of, whole_months

ON = date(2026, 11, 22)
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
# By name: what the record says, whole months, whether five years are full, and whether the person had left.
CASES: dict[str, tuple[dict[str, Any], int | None, bool, bool]] = {
    "to the day": ({"ip_since": date(2021, 11, 22)}, 60, True, False),
    "a day short": ({"ip_since": date(2021, 11, 23)}, 59, False, False),
    "leap day": ({"ip_since": date(2024, 2, 29)}, 32, False, False),
    "today": ({"ip_since": ON}, 0, False, False),
    "to come": ({"ip_since": date(2026, 12, 1)}, None, False, False),
    "left before": ({"ip_since": date(2015, 1, 1), "left_on": date(2019, 12, 31), "state": "left"}, 59, False, True),
    "left after": ({"ip_since": date(2015, 1, 1), "left_on": date(2020, 1, 1), "state": "left"}, 60, True, True),
    "left some day": ({"ip_since": date(2010, 1, 1), "state": "left"}, None, False, True),
    "last day": ({"ip_since": date(2020, 1, 1), "left_on": ON}, 82, True, False),
    "leaves": ({"ip_since": date(2022, 1, 1), "left_on": date(2030, 1, 1)}, 58, False, False),
    "left first": ({"ip_since": date(2022, 1, 1), "left_on": date(2021, 1, 1)}, None, False, True),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_case(name: str) -> None:
    values, months, full, left = CASES[name]
    record = Individual(**values)
    service = service_of(record, ON)
    assert service is not None
    assert (service.months, service.is_full, has_left(record, ON)) == (months, full, left)


def test_of_whom_no_first_day_is_entered_nothing_is_told() -> None:
    assert service_of(Individual(joined=date(2010, 1, 1)), ON) is None


@given(DAYS, st.integers(0, 20_000))
def test_whole_months_are_the_most_that_fit_and_sixty_of_them_are_five_years(since: date, days: int) -> None:
    until = date.fromordinal(since.toordinal() + days)
    months = whole_months(since, until)
    assert add_months(since, months) <= until < add_months(since, months + 1)
    assert (months >= 60) == (full_on(since) <= until)
