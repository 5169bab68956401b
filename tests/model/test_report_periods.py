"""Quarters and years: how they are written, which days they span, and how they follow each other."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.errors import WrongValue
from ipdesk.model.report_periods import QUARTERS, ReportPeriod, quarter_of, read_report_period
from ipdesk.model.text import Translator

ENGLISH = Translator("en", Path())
PERIODS = st.builds(ReportPeriod, st.integers(1986, 2098), st.sampled_from((0, *QUARTERS)))


@pytest.mark.parametrize(
    "raw",
    [
        "2026Q3", "2026q3", " 2026 Q3 ", "2026-Q3", "2026/q3", "２０２６Ｑ３", "2026年第三季度", "2026年3季度", "2026年第3季度",
        "2026年第三季", "2026三季度", "2026年 第三季度",
    ],
)  # fmt: skip
def test_a_quarter_is_read_as_people_write_it(raw: str) -> None:
    assert read_report_period(raw) == ReportPeriod(2026, 3)


@pytest.mark.parametrize("raw", ["2026", "2026年", "２０２６年", "2026年度", "2026 年度"])
def test_a_year_is_read_as_people_write_it(raw: str) -> None:
    assert read_report_period(raw) == ReportPeriod(2026)


@pytest.mark.parametrize(
    "raw", ["", "Q3", "2026Q5", "2026Q0", "26Q3", "2026年第五季度", "2026-03", "1200Q1", "9999", "2026Q3 x"]
)
def test_what_is_no_period_is_refused_and_quoted(raw: str) -> None:
    with pytest.raises(WrongValue) as refused:
        read_report_period(raw)
    assert ENGLISH.say(refused.value.what) == f"“{raw}” is neither a quarter nor a year."


def test_the_days_of_quarters_and_years() -> None:
    spans = [ReportPeriod(2028, each).days for each in (0, *QUARTERS)]
    assert [(each.first, each.last) for each in spans] == [
        (date(2028, 1, 1), date(2028, 12, 31)),
        (date(2028, 1, 1), date(2028, 3, 31)),
        (date(2028, 4, 1), date(2028, 6, 30)),
        (date(2028, 7, 1), date(2028, 9, 30)),
        (date(2028, 10, 1), date(2028, 12, 31)),
    ]
    assert ReportPeriod(2028, 2).to_date.first == date(2028, 1, 1)
    assert ReportPeriod(2028, 2).to_date.last == date(2028, 6, 30)
    assert ReportPeriod(2028, 1).year_before == ReportPeriod(2027, 1)


def test_a_period_is_over_on_the_day_after_its_last() -> None:
    assert not ReportPeriod(2026, 3).is_over(date(2026, 9, 30))
    assert ReportPeriod(2026, 3).is_over(date(2026, 10, 1))
    assert not ReportPeriod(2026).is_over(date(2026, 12, 31))


def test_a_period_has_begun_on_its_first_day() -> None:
    assert not ReportPeriod(2026, 2).has_begun(date(2026, 3, 31))
    assert ReportPeriod(2026, 2).has_begun(date(2026, 4, 1))
    assert not ReportPeriod(2027).has_begun(date(2026, 12, 31))


@given(PERIODS)
def test_a_period_begins_when_the_one_before_ends_and_is_read_back(period: ReportPeriod) -> None:
    first, last = period.days.first, period.following.days.first
    assert first is not None and last is not None and period.days.last == last - timedelta(days=1)
    assert period.following.previous == period == period.previous.following
    assert read_report_period(period.code) == period


@given(st.dates(date(1986, 1, 1), date(2098, 12, 31)))
def test_each_day_lies_in_one_quarter_of_its_year(day: date) -> None:
    spans = {each: ReportPeriod(day.year, each).days for each in QUARTERS}
    holding = [
        each for each, span in spans.items() if span.first and span.last and span.first <= day <= span.last
    ]
    assert holding == [quarter_of(day).quarter] and quarter_of(day).year == day.year
