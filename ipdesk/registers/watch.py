"""The year after somebody left: what he or she makes then may still belong to the laboratory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.folding import folded
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.registers.clocks import watch_until, within_watch
from ipdesk.registers.sources import SERVICE_INVENTION_TERMS


def makers_of(register: Register, record: Record) -> Iterator[tuple[str, str, Any]]:
    """Yield place, name and row (None outside child rows) of everybody named as a maker of what a record is of."""
    yield from _named_at(register.makers, record)


def keepers_of(register: Register, record: Record) -> Iterator[str]:
    """Yield the name of everybody who knows or holds something that a record is of."""
    yield from (name for _, name, _ in _named_at(register.keepers, record))


def _named_at(paths: tuple[str, ...], record: Record) -> Iterator[tuple[str, str, Any]]:
    for path in paths:
        outer, _, inner = path.partition(".")
        value = getattr(record, outer)
        if not inner:
            yield outer, value, None
            continue
        for index, row in enumerate(value):
            yield f"{outer}[{index}].{inner}", getattr(row, inner), row


def watched(register: Register, record: Record, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each maker who had left when it was made, less than a year before.

    Where it is not known when it was made, today counts. A row with a last day of its own is judged by that day.
    """
    made: date = getattr(record, register.made or register.date) or facts.today
    left = {folded(each.name): each for each in facts.leavers}
    for place, name, row in makers_of(register, record):
        leaver = left.get(folded(name)) if name else None
        if leaver is None or getattr(row, "left_on", None) is not None:
            continue
        if within_watch(leaver.left_on, made):
            yield Finding(
                id="maker-left",
                field=place,
                severity="warn",
                message=Message(
                    N_(
                        "{name} ({number}) left on {left}; until {until} it is ours if tied to former duties."
                    ),
                    name=name,
                    number=leaver.number,
                    left=leaver.left_on,
                    until=watch_until(leaver.left_on),
                ),
                basis=SERVICE_INVENTION_TERMS,
                clears=Message(N_("Settle who owns it and record the basis in the determination.")),
            )
