"""Weeks around today, and how many days that something is due on lie in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

PAST: Final = 4
COMING: Final = 26  # the week of today among them
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday, and how many days in it are past (`overdue`) and not past (`coming`).

    None as `first` stands for all that came before the weeks shown, None as `last` for all that comes after.
    """

    first: date | None
    last: date | None
    overdue: int = 0
    coming: int = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return self.overdue + self.coming

    def holds(self, day: date) -> bool:
        """Say whether a day lies in this week."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def weeks(days: Iterable[date], today: date) -> tuple[Week, ...]:
    """Return the weeks around today with what falls into each: one for all before, then week by week, one for all after.

    Every day falls into exactly one of them, so that nothing due is left out at the ends.
    """
    return weeks_of(sorted(day.toordinal() for day in days), today)


def weeks_of(ordinals: Sequence[int], today: date) -> tuple[Week, ...]:
    """Return the same of days as `date.toordinal` counts them, in their order, without looking at each."""
    start = today - timedelta(days=today.weekday()) - PAST * _WEEK
    mondays = [start + index * _WEEK for index in range(PAST + COMING)]
    spans: list[tuple[date | None, date | None]] = [(None, start - timedelta(days=1))]
    spans += [(monday, monday + timedelta(days=6)) for monday in mondays]
    spans.append((mondays[-1] + _WEEK, None))
    now = bisect_left(ordinals, today.toordinal())
    found = []
    for first, last in spans:
        begin = bisect_left(ordinals, first.toordinal()) if first else 0
        end = bisect_right(ordinals, last.toordinal()) if last else len(ordinals)
        past = min(max(now, begin), end)
        found.append(Week(first, last, past - begin, end - past))
    return tuple(found)
