"""What the desk notices about the days and the minutes of a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.text import N_, Message
from ipdesk.registers.sources import PRACTICE

if TYPE_CHECKING:
    from ipdesk.registers.meetings import Meeting


def days(record: Meeting, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for a meeting that lies ahead or is not recorded yet, and for minutes signed at a wrong time."""
    if record.held_on is not None:
        yield from _held(record, facts)
    yield from _signed(record, facts)


def _held(record: Meeting, facts: Facts) -> Iterator[Finding]:
    day = record.held_on
    assert day is not None
    if day > facts.today:
        called = record.state in ("", "called")
        yield Finding(
            id="meeting-ahead",
            field="held_on",
            severity="info" if called else "block",
            message=Message(
                N_("The meeting is called for {day}.")
                if called
                else N_("A meeting that was held cannot lie ahead ({day})."),
                day=day,
            ),
            clears=Message(
                N_("Hold it, then record attendance and resolutions.") if called else N_("Correct the date.")
            ),
            blocks=("held", "signed"),
            due=day if called else None,
        )
    elif record.state == "called":
        yield Finding(
            id="meeting-passed",
            field="held_on",
            severity="warn" if day < facts.today else "info",
            message=Message(N_("The meeting was called for {day} and is not recorded as held."), day=day),
            basis=PRACTICE,
            clears=Message(N_("Record it as held, or enter the new day.")),
            due=day,
            moves_to=("held",),
        )


def _signed(record: Meeting, facts: Facts) -> Iterator[Finding]:
    held, signed = record.held_on, record.minutes_signed_on
    if held is not None and signed is not None and signed < held:
        yield Finding(
            id="signed-before-held",
            field="minutes_signed_on",
            severity="block",
            message=Message(N_("The minutes were signed before the meeting was held.")),
            clears=Message(N_("Correct the date that is wrong.")),
            blocks=("signed",),
        )
    if signed is not None and signed > facts.today:
        yield Finding(
            id="signed-ahead",
            field="minutes_signed_on",
            severity="block",
            message=Message(N_("The minutes cannot be signed on a day that lies ahead ({day})."), day=signed),
            clears=Message(N_("Correct the date.")),
            blocks=("signed",),
        )
    if not record.minutes and not facts.attachments and not record.withheld and record.state != "called":
        yield Finding(
            id="minutes-missing",
            field="minutes",
            severity="warn",
            message=Message(N_("There are neither minutes here nor a file with them.")),
            basis=PRACTICE,
            clears=Message(N_("Write the minutes, or attach them.")),
        )
