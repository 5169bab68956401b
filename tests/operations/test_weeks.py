"""Every day that something is due on falls into exactly one of the weeks shown."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.operations.weeks import COMING, PAST, Week, weeks

TODAY = date(2026, 11, 26)  # a Thursday
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
todays = st.dates(date(1990, 1, 1), date(2190, 12, 31))


def week_of(found: tuple[Week, ...], day: date) -> Week:
    """Return the one week that holds a day."""
    (week,) = (each for each in found if each.holds(day))
    return week


@given(due=st.lists(days | st.integers(-300, 300).map(lambda by: TODAY + timedelta(by))), today=todays)
def test_nothing_due_is_left_out_or_counted_twice(due: list[date], today: date) -> None:
    found = weeks(due, today)
    assert sum(each.overdue for each in found) == sum(day < today for day in due)
    assert sum(each.coming for each in found) == sum(day >= today for day in due)
    for week in found:
        assert week.count == sum(week.holds(day) for day in due)
        assert week.overdue == sum(week.holds(day) and day < today for day in due)


@given(today=todays, day=days)
def test_the_weeks_follow_each_other_without_a_gap(today: date, day: date) -> None:
    found = weeks([], today)
    assert len(found) == 1 + PAST + COMING + 1
    assert week_of(found, today) is found[1 + PAST]
    assert sum(each.holds(day) for each in found) == 1
    assert found[0].first is None and found[-1].last is None
    for before, after in pairwise(found):
        assert before.last is not None and after.first == before.last + timedelta(1)
    assert all(each.first and each.first.weekday() == 0 for each in found[1:])


def test_the_week_of_today_is_parted_at_today() -> None:
    due = [TODAY - timedelta(1), TODAY, TODAY + timedelta(3), TODAY + timedelta(4)]
    found = weeks(due, TODAY)
    this, following = found[1 + PAST], found[2 + PAST]
    assert (this.first, this.last) == (date(2026, 11, 23), date(2026, 11, 29))
    assert (this.overdue, this.coming, following.coming) == (1, 2, 1)
