"""Times in the store: how they are kept, and how a period of days is asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from ipdesk.model.periods import Period

MOMENTS: Final = ("changed", "created")  # columns that hold a time, in UTC, and not a day


def utc_text(at: datetime) -> str:
    """Return a time as the store keeps it: UTC, ISO 8601 with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def day_test(column: str, period: Period) -> tuple[str, list[Any]]:
    """Return the test that a day lies in a period: both ends as bounds, so that an index is walked between them."""
    first = [(f"{column} >= ?", period.first.isoformat())] if period.first else []
    last = [(f"{column} <= ?", period.last.isoformat())] if period.last else []
    return _both(first + last)


def moment_test(column: str, period: Period) -> tuple[str, list[Any]]:
    """Return the test that a time lies in a period of local days, in the same way."""
    first = [(f"{column} >= ?", _midnight(period.first))] if period.first else []
    last = [(f"{column} < ?", _midnight(period.last + timedelta(days=1)))] if period.last else []
    return _both(first + last)


def _both(bounds: list[tuple[str, str]]) -> tuple[str, list[Any]]:
    return " and ".join(test for test, _ in bounds), [bound for _, bound in bounds]


def _midnight(day: date) -> str:
    return utc_text(datetime.combine(day, time()).astimezone())
