"""How long people have worked on IP, in whole years and months, and when five years are full (知识产权专员任职年限)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.dates import add_months, add_years

if TYPE_CHECKING:
    from ipdesk.registers.people import Individual

OFFICER_YEARS: Final = 5  # 国知发运字〔2021〕7号（十四）


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The work on IP of somebody up to a day: until when it was counted, and how many whole months that is.

    `until` and `months` are None where they cannot be told: before the first day, and of somebody who left on a day
    that is not known. `full_on` is the day on which five years are full, if the person is still here by then.
    """

    since: date
    until: date | None
    months: int | None
    full_on: date

    @property
    def is_full(self) -> bool:
        """Whether five years were full by the day until which it was counted."""
        return self.until is not None and self.full_on <= self.until


def service_of(record: Individual, on: date) -> Service | None:
    """Return the work of somebody on IP up to a day, or to the last day here if that is earlier; None without a first day.

    It is counted without interruption from the day entered, which is that of all posts together.
    """
    if record.ip_since is None:
        return None
    until = _counted_until(record, on)
    return Service(
        since=record.ip_since,
        until=until,
        months=whole_months(record.ip_since, until) if until else None,
        full_on=full_on(record.ip_since),
    )


def full_on(since: date) -> date:
    """Return the day on which five years are full."""
    return add_years(since, OFFICER_YEARS)


def whole_months(since: date, until: date) -> int:
    """Return the whole months from one day to a later one; the same day of a month makes it full, or that month's last."""
    whole = (until.year - since.year) * 12 + until.month - since.month
    return whole - (add_months(since, whole) > until)


def has_left(record: Individual, on: date) -> bool:
    """Say whether somebody was no longer here on a day; who left on a day that is not known was not."""
    return record.left_on < on if record.left_on is not None else record.state == "left"


def _counted_until(record: Individual, on: date) -> date | None:
    """Return the last day that counts, None where there is none or it is not known."""
    if record.left_on is None and record.state == "left":
        return None
    last = min(on, record.left_on or on)
    return last if record.ip_since is not None and record.ip_since <= last else None
