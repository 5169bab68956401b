"""What the desk notices about the days of a record of any register: a wrong order, and what has not come yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipdesk.model.findings import Finding
from ipdesk.model.record import Record, field_of
from ipdesk.model.text import N_, Message


def in_order(record: Record, pairs: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Yield a finding for each pair of fields of which the later day lies before the earlier one."""
    for earlier, later in pairs:
        begin: date | None = getattr(record, earlier)
        end: date | None = getattr(record, later)
        if begin is not None and end is not None and end < begin:
            yield Finding(
                id="days-order",
                field=later,
                severity="warn",
                message=Message(
                    N_("“{second}” ({end}) is before “{first}” ({begin})."),
                    second=label_of(record, later),
                    end=end,
                    first=label_of(record, earlier),
                    begin=begin,
                ),
                clears=Message(N_("Correct the date that is wrong.")),
            )


def not_ahead(record: Record, names: Sequence[str], today: date) -> Iterator[Finding]:
    """Yield a finding for each field of something past that is dated after today."""
    for name in names:
        day: date | None = getattr(record, name)
        if day is not None and day > today:
            yield Finding(
                id="day-ahead",
                field=name,
                severity="warn",
                message=Message(
                    N_("“{field}” ({day}) is after today."), field=label_of(record, name), day=day
                ),
                clears=Message(N_("Correct the date.")),
            )


def label_of(record: Record, name: str) -> Message:
    """Return the label of a field, to be named in a message."""
    return Message(field_of(type(record), name).kind.label)
