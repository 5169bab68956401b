"""What falls due by the rules of deadlines, as findings of a record: each with its day, its basis and what clears it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Protocol

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Finding, Severity
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.rules.deadline_events import EVENTS
from ipdesk.rules.deadline_rules import Base, Rule, Task

PREFIX: Final = "deadline-"  # of the ids of these findings
AHEAD_MONTHS: Final = 3  # what falls due later is no matter of today
PRESSING_DAYS: Final = 30
DOUBTS: Final[Mapping[str, str]] = {
    "undated": N_("the day to count from is missing"),
    "receipt": N_("receipt assumed"),
    "calendar": N_("calendar of that year not loaded"),
    "foreign": N_("check local holidays"),
    "before": N_("from before this desk: perhaps done"),
    "cycle": N_("the payment names no year"),
}
LACKING: Final[dict[Base, str]] = {
    "event": N_("the day of the event"),
    "receipt": N_("the day of receipt"),
    "filing": N_("the filing date"),
    "priority": N_("the priority date or the filing date"),
}


def fallen_due(register: Register, tasks: Iterable[Task], today: date) -> Iterator[Finding]:
    """Yield a finding for each open task that is overdue, due within three months, or without a day."""
    until = add_months(today, AHEAD_MONTHS)
    for task in tasks:
        if task.status == "open" and (task.operative is None or task.operative <= until):
            yield Finding(
                id=f"{PREFIX}{task.key}",
                field=register.course,
                severity=_severity(task, today),
                message=said_of(task, today),
                basis=task.rule.basis[0],
                clears=Message("{act}", act=task.rule.act),
                due=task.operative,
            )


def _severity(task: Task, today: date) -> Severity:
    if task.operative is None or task.rule.severity == "info" or "before" in task.doubts:
        return "info"
    return "warn" if (task.operative - today).days <= PRESSING_DAYS else "info"


class Reckoned(Protocol):
    """What is told of a task, whether it was reckoned just now or stands in the docket."""

    @property
    def rule(self) -> Rule:
        """The rule that made it."""

    @property
    def cycle(self) -> int | None:
        """Its cycle, where it comes again."""

    @property
    def place(self) -> str:
        """Its country, where there is one for each."""

    @property
    def operative(self) -> date | None:
        """The day that holds."""

    @property
    def grace_until(self) -> date | None:
        """The last day of its grace."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is doubtful about it."""

    @property
    def steps(self) -> tuple[tuple[int, date], ...]:
        """The steps of its grace."""


def named(task: Reckoned) -> Message:
    """Return what a task is called, with its cycle or country."""
    if task.cycle is not None:
        return Message(N_("{task} (year {cycle})"), task=task.rule.label, cycle=task.cycle)
    if task.place:
        return Message(N_("{task} ({place})"), task=task.rule.label, place=task.place)
    return Message("{task}", task=task.rule.label)


def said_of(task: Reckoned, today: date) -> Message:
    """Return what is to be said of an open task on a day."""
    name = named(task)
    if task.operative is None:
        lacking = Message(LACKING[task.rule.term.base])
        return Message(
            N_("{task}: no day can be counted, as {lacking} is not known."), task=name, lacking=lacking
        )
    if "before" in task.doubts:
        return Message(
            N_("{task}: was due on {day}, before it came to this desk; perhaps done."),
            task=name,
            day=task.operative,
        )
    if task.operative >= today:
        return Message(N_("{task}: by {day}."), task=name, day=task.operative)
    step = next(((percent, last) for percent, last in task.steps if today <= last), None)
    if step is not None:
        return Message(
            N_(
                "{task}: was due on {day}; until {last} it costs {percent}% more, until {until} at the latest."
            ),
            task=name,
            day=task.operative,
            last=step[1],
            percent=step[0],
            until=task.grace_until,
        )
    return Message(N_("{task}: was due on {day}."), task=name, day=task.operative)


def doubts_of(doubts: Iterable[str]) -> list[Message]:
    """Return the doubts about a day, in words."""
    return [Message(DOUBTS[each]) for each in doubts]


def counted(task: Task) -> Message:
    """Return from what a day is counted."""
    begun = Message(EVENTS[task.trigger.kind])
    if task.base is None:
        return Message(N_("{event}, {day}"), event=begun, day=task.trigger.day)
    return Message(
        N_("{event}, {day}; counted from {base}"), event=begun, day=task.trigger.day, base=task.base
    )
