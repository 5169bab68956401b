"""Weeks around today, and how many days that something is due on lie in each."""

from __future__ import annotations

from collections.abc import Iterable
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
    start = today - timedelta(days=today.weekday()) - PAST * _WEEK
    mondays = [start + index * _WEEK for index in range(PAST + COMING)]
    spans: list[tuple[date | None, date | None]] = [(None, start - timedelta(days=1))]
    spans += [(monday, monday + timedelta(days=6)) for monday in mondays]
    spans.append((mondays[-1] + _WEEK, None))
    overdue, coming = [0] * len(spans), [0] * len(spans)
    for day in days:
        place = min(max((day - start).days // 7 + 1, 0), len(spans) - 1)
        (overdue if day < today else coming)[place] += 1
    return tuple(Week(*span, *counts) for span, *counts in zip(spans, overdue, coming, strict=True))
