"""What stands on the timeline of a record: its events, and the deadlines still open, each with where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ipdesk.gui.context import Context
from ipdesk.gui.docket_rows import status_of
from ipdesk.gui.theme import Tone
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.registers.fallen_due import named, said_of
from ipdesk.rules.deadline_events import EVENTS, FIXED, SETTLED
from ipdesk.rules.deadline_rules import Case, Task

# Which names are written first where not all have room: the turns of a right, then what an office sent.
WEIGHTS: Final = dict.fromkeys(FIXED, 4) | {
    "published": 3, "first-action": 3, "office-action": 3, "refused": 3, "grant-notice": 3, "entered": 3,
    "lapse-notice": 3, "invalidity-requested": 3, "transferred": 3, "licence": 3, "fee-paid": 1, "fee-notice": 1,
}  # fmt: skip
USUAL: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event or an open deadline: its day, its name, and all that is said of it.

    An event leads to `place` in the form, a deadline to the task with that `key`. `until` is the last day of grace.
    """

    kind: Literal["event", "task"]
    day: date
    name: str
    words: str
    tone: Tone
    weight: int
    place: str = ""
    key: str = ""
    until: date | None = None


def marks_of(
    context: Context, register: Register, record: Record, tasks: Sequence[Task], today: date
) -> tuple[Mark, ...]:
    """Return the marks of a record in the order of their days."""
    case = register.docket(record) if not record.withheld else None
    found = [*_events(context, register, record, case, today), *_tasks(context, tasks, today)]
    return tuple(sorted(found, key=lambda mark: (mark.day, mark.kind, mark.name)))


def _events(
    context: Context, register: Register, record: Record, case: Case | None, today: date
) -> Iterator[Mark]:
    fields = {each.name for each in register.fields()}
    rows = {
        (getattr(row, "event", ""), getattr(row, "day", None)): f"{register.course}[{index}].day"
        for index, row in enumerate(getattr(record, register.course, ()))
    }
    for event in case.ordered() if case is not None else ():
        if event.kind != SETTLED:
            name = context.label(EVENTS[event.kind])
            if event.cycle is not None:
                name = context.say(Message(N_("{task} (year {cycle})"), task=name, cycle=event.cycle))
            field = f"{event.kind}_on"  # where it is no row, it stands in the field of its day
            ahead = event.day > today
            said = Message(N_("{event} (announced)"), event=name) if ahead else Message("{event}", event=name)
            yield Mark(
                kind="event", day=event.day, name=name, words=f"{event.day.isoformat()}　{context.say(said)}",
                tone="info" if ahead else "ok", weight=WEIGHTS.get(event.kind, USUAL),
                place=rows.get((event.kind, event.day), field if field in fields else ""),
            )  # fmt: skip


def _tasks(context: Context, tasks: Sequence[Task], today: date) -> Iterator[Mark]:
    for task in tasks:
        if task.status == "open" and task.operative is not None:
            yield Mark(
                kind="task", day=task.operative, name=context.say(named(task)),
                words=context.say(said_of(task, today)), tone=status_of(task, today).tone,
                weight=1 if task.cycle is not None and task.operative > today else USUAL, key=task.key,
                until=task.grace_until,
            )  # fmt: skip
