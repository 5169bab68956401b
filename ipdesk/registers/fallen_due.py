"""What falls due by the rules of deadlines, as findings of a record: each with its day, its basis and what clears it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Protocol

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Finding, Severity, Standing
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.rules.deadline_events import EVENTS, WAITS_FOR
from ipdesk.rules.deadline_rules import Base, Rule, Task

PREFIX: Final = "deadline-"  # of the ids of these findings
AHEAD_MONTHS: Final = 3  # what falls due later is no matter of today
PRESSING_DAYS: Final = 30
MOST_OFF: Final = 10  # days that may pass until the first working day
LOST: Final = N_(
    "{task}: was due on {day}, and its grace ended on {until}: unless it was done by then, the right is lost."
)
DOUBTS: Final[Mapping[str, str]] = {
    "undated": N_("the day to count from is missing"),
    "receipt": N_("receipt assumed"),
    "calendar": N_("calendar of that year not loaded"),
    "foreign": N_("check local holidays"),
    "before": N_("from before this desk: perhaps done"),
    "cycle": N_("the payment names no year"),
    "late": N_("done after the day: check for a loss of right"),
}
ANNOUNCED: Final = N_("announced for {day}, not done yet")
LACKING: Final[dict[Base, str]] = {
    "event": N_("the day of the event"),
    "receipt": N_("the day of receipt"),
    "filing": N_("the filing date"),
    "priority": N_("the priority date or the filing date"),
}
BY_NOTICE: Final = N_("the term that the notice sets")


def fallen_due(register: Register, tasks: Iterable[Task], today: date) -> Iterator[Finding]:
    """Yield a finding for each open task that is overdue, due within three months, or without a day, and for what was done late."""
    until = add_months(today, AHEAD_MONTHS)
    for task in tasks:
        if "late" in task.doubts and task.by is not None:
            yield _done_late(register, task, task.by.day)
        if task.status == "open" and (task.operative is None or task.operative <= until):
            yield Finding(
                id=f"{PREFIX}{task.key}",
                field=register.course,
                severity=_severity(task, today),
                message=_said_here(task, today),
                basis=task.rule.basis[0],
                clears=act_of(task, today),
                due=task.operative,
                standing=standing_of(task, today),
                waits_for=WAITS_FOR[task.rule.waits_for],
            )


def _done_late(register: Register, task: Task, day: date) -> Finding:
    return Finding(
        id=f"{PREFIX}{task.key}",
        field=register.course,
        severity="warn",
        message=Message(
            N_("{task}: done on {day}, after its last day, {last}."),
            task=named(task),
            day=day,
            last=task.grace_until or task.operative or "",
        ),
        basis=task.rule.basis[0],
        clears=Message(
            N_(
                "Compare both days; where they are right, look whether a right was lost by it: record what came of it, or settle the task."
            )
        ),
        waits_for=WAITS_FOR[task.rule.waits_for],
    )


def task_of(finding: Finding | None) -> str:
    """Return the key of the task that a finding tells of, "" for any other finding."""
    return finding.id.removeprefix(PREFIX) if finding is not None and finding.id.startswith(PREFIX) else ""


def _severity(task: Task, today: date) -> Severity:
    if task.operative is None or task.rule.severity == "info" or standing_of(task, today) == "doubtful":
        return "info"
    return "warn" if (task.operative - today).days <= PRESSING_DAYS else "info"


def _said_here(task: Task, today: date) -> Message:
    """Return what a finding says, with the doubt or the announcement that a list shows beside it."""
    said = said_of(task, today)
    if standing_of(task, today) == "grace" and "before" in task.doubts:
        return Message(N_("{said} Perhaps done before it came to this desk."), said=said)
    if task.announced_on is not None:
        return Message(N_("{said} Something is announced for {day}."), said=said, day=task.announced_on)
    return said


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


class Doubted(Protocol):
    """What a list tells beside a task."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is doubtful about it."""

    @property
    def announced_on(self) -> date | None:
        """The day of what is announced to clear or end it."""


def standing_of(task: Reckoned, today: date) -> Standing:
    """Return how a day that passed is to be taken: a grace that still runs is pressing, whatever is doubtful about it."""
    if task.operative is None or today <= task.operative:
        return ""
    if task.grace_until is not None and today <= task.grace_until:
        return "grace"
    if "before" in task.doubts:
        return "doubtful"
    return "info" if task.rule.severity == "info" else ""


def named(task: Reckoned) -> Message:
    """Return what a task is called, with its cycle or country; of what comes each year the cycle is a year."""
    if task.cycle is not None:
        said = N_("{task} (year {cycle})") if task.rule.is_yearly else N_("{task} (no. {cycle})")
        return Message(said, task=task.rule.label, cycle=task.cycle)
    if task.place:
        return Message(N_("{task} ({place})"), task=task.rule.label, place=task.place)
    return Message("{task}", task=task.rule.label)


def said_of(task: Reckoned, today: date) -> Message:
    """Return what is to be said of an open task on a day."""
    name = named(task)
    if task.operative is None:
        lacking = Message(BY_NOTICE if task.rule.is_set_by_notice else LACKING[task.rule.term.base])
        return Message(
            N_("{task}: no day can be counted, as {lacking} is not known."), task=name, lacking=lacking
        )
    if task.operative >= today:
        return Message(N_("{task}: by {day}."), task=name, day=task.operative)
    match standing_of(task, today):
        case "grace":
            return _in_grace(task, name, today)
        case "doubtful":
            said = N_("{task}: was due on {day}, before it came to this desk; perhaps done.")
        case "info":
            said = N_("{task}: since {day}; for information.")
        case _ if task.grace_until is not None:
            said = LOST if not _may_roll(task, today) else N_(
                "{task}: was due on {day}, and its grace ended on {until}. Where that was a day off, it can still be done"
                " on the first working day after it; unless it is done by then, the right is lost."
            )  # fmt: skip
        case _:
            said = N_("{task}: was due on {day}.")
    return Message(said, task=name, day=task.operative, until=task.grace_until or "")


def _in_grace(task: Reckoned, name: Message, today: date) -> Message:
    """Return what is to be said while a grace runs, with what it costs by when where it costs more."""
    percent, last = next((percent, last) for percent, last in merged(task.steps) if today <= last)
    if percent:
        said = N_(
            "{task}: was due on {day}; until {last} it costs {percent}% more, until {until} at the latest."
        )
    elif last == task.grace_until:
        said = N_("{task}: was due on {day}; it can still be done until {until}.")
    else:
        said = N_(
            "{task}: was due on {day}; until {last} it costs nothing more, until {until} at the latest."
        )
    return Message(
        said, task=name, day=task.operative or "", last=last, percent=percent, until=task.grace_until or ""
    )


def merged(steps: Iterable[tuple[int, date]]) -> list[tuple[int, date]]:
    """Return the steps of a grace, those that cost the same as one."""
    found: dict[int, date] = {}
    for percent, last in steps:
        found[percent] = max(last, found.get(percent, last))
    return list(found.items())


def act_of(task: Reckoned, today: date) -> Message:
    """Return what clears an open task on a day; once its grace is over, to do it is too late."""
    if _may_roll(task, today):
        return Message(
            N_(
                "Where the last day of the grace was a day off and this is the first working day after it, do it at once;"
                " else look up the legal state and record it."
            )
        )
    if task.grace_until is not None and task.grace_until < today:
        return Message(
            N_(
                "Look up the legal state: where it was done in time, record it; where the right ended, record the notice"
                " of termination, from which the term for restoration is counted, or the end."
            )
        )
    return Message("{act}", act=task.rule.act)


def _may_roll(task: Reckoned, today: date) -> bool:
    """Say whether a grace is just over whose last day may have been a day off: the day of it that is told does not roll."""
    if task.rule.roll != "office" or task.grace_until is None:
        return False
    return 0 < (today - task.grace_until).days <= MOST_OFF


def doubts_of(doubts: Iterable[str]) -> list[Message]:
    """Return the doubts about a day, in words."""
    return [Message(DOUBTS[each]) for each in doubts]


def hints_of(task: Doubted) -> list[Message]:
    """Return what a list tells beside a task, in words: its doubts, and that something is announced which has not happened yet."""
    ahead = [] if task.announced_on is None else [Message(ANNOUNCED, day=task.announced_on)]
    return [*doubts_of(task.doubts), *ahead]


def counted(task: Task) -> Message:
    """Return from what a day is counted."""
    begun = Message(EVENTS[task.trigger.kind])
    if task.base is None:
        return Message(N_("{event}, {day}"), event=begun, day=task.trigger.day)
    return Message(
        N_("{event}, {day}; counted from {base}"), event=begun, day=task.trigger.day, base=task.base
    )
