"""What is open of many cases; a process that reckons it beside another one loads no more than the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from ipdesk.model.processes import end_with_parent
from ipdesk.rules.calendars import WorkCalendar
from ipdesk.rules.deadline_rules import Case, Doubt, RuleBook
from ipdesk.rules.deadlines import tasks_of


class OpenTask(NamedTuple):
    """What a list tells of an open task, in plain values: `key` is that of the task, `rule` the id of its rule."""

    key: str
    rule: str
    cycle: int | None
    place: str
    waits_for: str
    nominal: date | None
    operative: date | None
    safe: date | None
    grace_until: date | None
    doubts: tuple[Doubt, ...]


Open = tuple[OpenTask, ...]
_BY: Final[list[tuple[RuleBook, WorkCalendar]]] = []  # what a process of its own reckons by


def open_tasks(case: Case | None, rules: RuleBook, calendar: WorkCalendar) -> Open:
    """Return what is open of a case, nothing where there is none."""
    if case is None:
        return ()
    return tuple(
        OpenTask(
            task.key,
            task.rule.id,
            task.cycle,
            task.place,
            task.rule.waits_for,
            task.nominal,
            task.operative,
            task.safe,
            task.grace_until,
            task.doubts,
        )
        for task in tasks_of(case, rules, calendar, open_only=True)
    )


def begin(rules: RuleBook, calendar: WorkCalendar) -> None:
    """Make this process one that reckons by these rules."""
    end_with_parent()
    _BY[:] = [(rules, calendar)]


def open_tasks_of(cases: Sequence[Case | None]) -> list[Open]:
    """Return what is open of each case by the rules that this process began with."""
    rules, calendar = _BY[0]
    return [open_tasks(case, rules, calendar) for case in cases]
