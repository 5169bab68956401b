"""Records with deadlines: what was settled without an event of its own, and which dates a second person confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from ipdesk.model.kinds import Day, Person, Rows, Text
from ipdesk.model.record import Record
from ipdesk.model.text import N_
from ipdesk.rules.deadline_events import SETTLED
from ipdesk.rules.deadline_rules import Event, Task
from ipdesk.rules.open_tasks import OpenTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One task that is settled or not needed, for a reason; `task` is its key."""

    task: Annotated[str, Text(label=N_("Task"), internal=True, aliases=("期限事项",))] = ""
    on: Annotated[date | None, Day(label=N_("Settled on"), internal=True, aliases=("办结日期",))] = None
    by: Annotated[str, Person(label=N_("Settled by"), internal=True, aliases=("办结人",))] = ""
    reason: Annotated[str, Text(label=N_("Reason"), content=True, internal=True, aliases=("办结说明",))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """One date that a second person reckoned too; it holds for these days alone."""

    task: Annotated[str, Text(label=N_("Task"), internal=True, aliases=("期限事项",))] = ""
    nominal: Annotated[date | None, Day(label=N_("Day counted"), internal=True, aliases=("计算日期",))] = None
    operative: Annotated[
        date | None, Day(label=N_("Day that holds"), internal=True, aliases=("适用日期",))
    ] = None
    by: Annotated[str, Person(label=N_("Confirmed by"), internal=True, aliases=("复核人",))] = ""
    on: Annotated[date | None, Day(label=N_("Confirmed on"), internal=True, aliases=("复核时间",))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Docketed(Record):
    """A record from whose events deadlines follow."""

    settled: Annotated[
        tuple[Settled, ...],
        Rows(
            label=N_("Tasks settled"),
            of=Settled,
            one=N_("Task settled"),
            internal=True,
            aliases=("已办结期限",),
        ),
    ] = ()
    confirmed: Annotated[
        tuple[Confirmed, ...],
        Rows(
            label=N_("Dates confirmed"),
            of=Confirmed,
            one=N_("Date confirmed"),
            internal=True,
            aliases=("已复核期限",),
        ),
    ] = ()


def settled_events(record: Docketed) -> Iterator[Event]:
    """Yield what was settled as events, which clear the task that they name."""
    for row in record.settled:
        if row.on is not None:
            yield Event(kind=SETTLED, day=row.on, ref=row.task)


def known_since(record: Record) -> date | None:
    """Return the day on which a record came to the desk, None for one that is not kept yet."""
    return date.fromisoformat(record.created[:10]) if record.created else None


def confirmed_by(record: Docketed, task: Task | OpenTask) -> Confirmed | None:
    """Return who confirmed the days of a task as they are now, None where nobody did or they moved since."""
    days = (task.key, task.nominal, task.operative)
    held = (row for row in record.confirmed if (row.task, row.nominal, row.operative) == days)
    return next(held, None)
