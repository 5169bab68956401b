"""What an old ledger tells of decisions: history of before this desk began, with none of the gates here asked.

It is told as it was and opens nothing new: what happens since that day rests on what is decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from ipdesk.model.findings import Finding
from ipdesk.model.record import Record

ELSEWHERE: Final = (
    "elsewhere"  # what a record with a decision tells other registers: "yes" where a ledger brought it
)


def is_before(day: date | None, began: date | None) -> bool:
    """Say whether a day is before the one on which this desk began; one that is not known is not."""
    return day is not None and began is not None and day < began


def carries(told: Mapping[str, str], day: date | None, began: date | None) -> bool:
    """Say whether a decision may carry what happened on a day: one that a ledger brought only what was before this desk."""
    return told.get(ELSEWHERE) != "yes" or is_before(day, began)


def carries_here(
    told: Mapping[str, str], record: Record, day: date | None, began: date | None, past: Collection[str]
) -> bool:
    """Say whether a decision may carry a record past a gate: one that a ledger brought only what a ledger brought, too.

    `past` are the states behind that gate, in which a record that came so already is.
    """
    brought = told.get(ELSEWHERE) != "yes" or not record.created or record.state in past
    return brought and carries(told, day, began)


def as_told(found: Iterable[Finding]) -> Iterable[Finding]:
    """Return findings about what is past: they are told and keep the record from no state."""
    return (replace(each, severity="warn", blocks=()) if each.blocks else each for each in found)
