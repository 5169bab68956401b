"""Periods are read as people write them, and named ones follow the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.errors import WrongValue
from ipdesk.model.periods import NAMED, Period, read_period, show_period
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path

TODAY = date(2026, 11, 25)  # a Wednesday
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def read(text: str, today: date = TODAY) -> Period | None:
    """Return the period of a text as the field "submitted" reads it."""
    return read_period("Submitted on", "submitted", text, today)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-05", "2026-03-05", "2026-03-05"),
        ("2026年3月5日", "2026-03-05", "2026-03-05"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026年", "2026-01-01", "2026-12-31"),
        ("2026Q3", "2026-07-01", "2026-09-30"),
        ("2026q1", "2026-01-01", "2026-03-31"),
        ("２０２６年第二季度", "2026-04-01", "2026-06-30"),
        ("2026年4季", "2026-10-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026年3月", "2026-03-01", "2026-03-31"),
        ("2026-01-15..2026-03-31", "2026-01-15", "2026-03-31"),
        ("2026.1.15至2026.3.31", "2026-01-15", "2026-03-31"),
        ("2025Q4 .. 2026-02", "2025-10-01", "2026-02-28"),
        ("2026-01-15…2026", "2026-01-15", "2026-12-31"),
        ("this-week", "2026-11-23", "2026-11-29"),
        ("本月", "2026-11-01", "2026-11-30"),
        ("this quarter", "2026-10-01", "2026-12-31"),
        ("last-quarter", "2026-07-01", "2026-09-30"),
        ("this-year", "2026-01-01", "2026-12-31"),
        ("去年", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_period_is_read_as_it_is_meant(text: str, first: str, last: str) -> None:
    assert read(text) == Period(date.fromisoformat(first), date.fromisoformat(last))


def test_one_end_may_be_left_out_and_no_text_is_no_period() -> None:
    assert read("2026-01-15..") == Period(date(2026, 1, 15), None)
    assert read("..2026Q1") == Period(None, date(2026, 3, 31))
    assert read(" ") is None


@pytest.mark.parametrize(
    "text",
    ["前年", "2026Q5", "2026-13", "26.3.5", "..", "a..b", "1026", "2026..2027..2028", "20263", "2026年3"],
)
def test_what_is_no_period_is_refused_and_named(text: str) -> None:
    with pytest.raises(WrongValue) as refused:
        read(text)
    assert refused.value.field == "submitted"
    assert refused.value.advice is not None


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(WrongValue):
        read("2026-03-31..2026-01-15")


def test_the_last_quarter_of_january_is_that_of_the_year_before() -> None:
    assert read("last-quarter", date(2026, 1, 2)) == Period(date(2025, 10, 1), date(2025, 12, 31))


@given(today=DAYS)
def test_what_is_now_is_in_its_week_month_quarter_and_year(today: date) -> None:
    for option in NAMED:
        period = read(option.code, today)
        assert period is not None and period.first is not None and period.last is not None
        assert (period.first <= today <= period.last) == option.code.startswith("this")


@given(one=DAYS, other=DAYS)
def test_a_period_written_is_read_again(one: date, other: date) -> None:
    for period in (Period(min(one, other), max(one, other)), Period(one), Period(last=other)):
        assert read(str(period)) == period


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("this-quarter", "本季度"),
        ("2026-01-15..2026-03-31", "2026-01-15 – 2026-03-31"),
        ("2026-01-15..", "2026-01-15 起"),
        ("..2026-03-31", "截至 2026-03-31"),
        ("2026Q3", "2026Q3"),
    ],
)
def test_a_period_is_shown_as_people_read_it(raw: str, shown: str) -> None:
    assert show_period(raw, Translator("zh", resource_path("i18n"))) == shown
