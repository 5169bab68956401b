"""The calendar of working days: read strictly, agreeing with the package of past years, and both readings of a worked weekend."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.rules.calendars import DaysOff, WorkCalendar, calendar_of, packaged, read_days_off
from ipdesk.rules.files import WrongRule

ENGLISH = Translator("en", Path())
HEAD = """id = "days-off"
version = "1"
label = { zh = "日历", en = "Calendar" }
basis = [{ document = "通知", confidence = "C" }]
"""
YEAR = """
[[year]]
year = 2027
off = [
  { first = 2027-01-01, name = "元旦" },
  { first = 2027-10-01, last = 2027-10-07, name = "国庆节" },
]
worked = [2027-10-09]
basis = [{ document = "通知", confidence = "C" }]
"""
TRIAL = HEAD + YEAR


def shipped() -> DaysOff:
    path = resource_path("rules", "calendars", "days-off.toml")
    return read_days_off(path.name, path.read_text(encoding="utf-8"))


def test_the_years_that_are_shipped_agree_with_the_package() -> None:
    off, worked, years = packaged()
    made = shipped()
    assert {each.year for each in made.years} == {2024, 2025, 2026} <= years
    for each in made.years:
        assert set(each.worked) == {day for day in worked if day.year == each.year}
        # The package also lists weekends that lie beside a holiday; both have the same days on which nobody works.
        listed = set(each.days_off())
        for day in (date(each.year, 1, 1) + timedelta(days=count) for count in range(365)):
            rests = day in listed or (day.weekday() >= 5 and day not in each.worked)
            assert rests == (day in off or (day.weekday() >= 5 and day not in worked)), day


def test_a_year_of_the_file_goes_before_that_of_the_package() -> None:
    calendar = calendar_of(
        read_days_off("x", TRIAL.replace("2027", "2026").replace("2026-10-09", "2026-10-11"))
    )
    assert calendar.is_working(date(2026, 5, 1), worked_counts=False)
    assert not calendar.is_working(date(2026, 10, 10), worked_counts=True)
    assert calendar.is_working(date(2026, 10, 11), worked_counts=True)
    assert not calendar.is_working(date(2025, 5, 1), worked_counts=True)


def test_both_readings_of_a_worked_weekend() -> None:
    calendar = calendar_of(shipped())
    for begun, legal, other in (
        (date(2018, 9, 29), date(2018, 10, 8), date(2018, 9, 29)),
        (date(2018, 9, 30), date(2018, 10, 8), date(2018, 9, 30)),
        (date(2020, 6, 25), date(2020, 6, 29), date(2020, 6, 28)),
        (date(2020, 6, 28), date(2020, 6, 29), date(2020, 6, 28)),
        (date(2026, 2, 15), date(2026, 2, 24), date(2026, 2, 24)),
    ):
        assert calendar.next_working(begun, worked_counts=False) == legal
        assert calendar.next_working(begun, worked_counts=True) == other


def test_working_days_are_counted_without_the_first() -> None:
    calendar = calendar_of(shipped())
    # 2026-09-30; then 10-08 and 10-09, the worked Saturday 10-10 where it counts, 10-12.
    assert calendar.add_working(date(2026, 9, 30), 3, worked_counts=True) == date(2026, 10, 10)
    assert calendar.add_working(date(2026, 9, 30), 3, worked_counts=False) == date(2026, 10, 12)


def test_a_year_that_nothing_holds_has_its_weekends_alone() -> None:
    calendar = calendar_of(shipped())
    assert not calendar.knows(date(2026, 12, 31), date(2027, 1, 4))
    assert calendar.knows(date(2004, 1, 1), date(2026, 12, 31))
    assert calendar.is_working(date(2027, 10, 1), worked_counts=False)
    assert calendar.next_working(date(2027, 10, 2), worked_counts=False) == date(2027, 10, 4)
    assert calendar_of(read_days_off("x", TRIAL)).next_working(
        date(2027, 10, 2), worked_counts=False
    ) == date(2027, 10, 8)


@given(st.dates(), st.booleans())
def test_the_next_working_day_is_never_earlier_and_is_one(day: date, counts: bool) -> None:
    calendar = WorkCalendar(frozenset({day}), frozenset(), frozenset())
    found = calendar.next_working(day, worked_counts=counts)
    assert found > day or found == date.max
    assert calendar.is_working(found, worked_counts=counts) or found == date.max


WRONG = {
    "no year": (HEAD, "no year", 1),
    "a year twice": (TRIAL + YEAR, "already", 16),
    "no days off": (HEAD + YEAR.replace(YEAR[YEAR.index("off"):YEAR.index("worked")], "off = []\n"), "no day off", 6),
    "a worked Monday": (TRIAL.replace("2027-10-09", "2027-10-11"), "no Saturday", 12),
    "worked in another year": (TRIAL.replace("2027-10-09", "2026-10-10"), "no Saturday", 12),
    "worked and off": (TRIAL.replace("2027-10-09", "2027-10-02"), "both", 12),
    "ends before it begins": (TRIAL.replace("last = 2027-10-07", "last = 2027-09-30"), "order", 8),
    "off in another year": (TRIAL.replace("first = 2027-01-01", "first = 2026-12-31"), "order", 8),
    "off without a name": (TRIAL.replace(', name = "元旦"', ""), "name", 8),
    "unknown key": (TRIAL.replace("worked", "busy"), "not known", 12),
    "too far": (TRIAL.replace("year = 2027", "year = 2500"), "year", 7),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told", "line"), WRONG.values(), ids=WRONG)
def test_what_does_not_do_is_refused_with_its_line(text: str, told: str, line: int) -> None:
    with pytest.raises(WrongRule) as error:
        read_days_off("日历.toml", text)
    assert told in ENGLISH.say(error.value.reason)
    assert (error.value.file, error.value.line) == ("日历.toml", line)
