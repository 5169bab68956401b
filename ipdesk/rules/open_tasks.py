"""What is open of a case, in plain values, as lists of what is due keep it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ipdesk.rules.calendars import WorkCalendar
from ipdesk.rules.deadline_rules import Case, Doubt, RuleBook
from ipdesk.rules.deadlines import tasks_of


class OpenTask(NamedTuple):
    """What a list tells of an open task, in plain values: `key` is that of the task, `rule` the id of its rule, `informs` that it asks for nothing, `announced_on` the day of what is to clear or end it."""

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
    informs: bool
    announced_on: date | None


Open = tuple[OpenTask, ...]


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
            task.rule.severity == "info",
            task.announced_on,
        )
        for task in tasks_of(case, rules, calendar, open_only=True)
    )
