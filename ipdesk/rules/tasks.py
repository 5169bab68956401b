"""What has to be done when people come, change and go: tasks by movement, who is waited for, and by which day.

Facts about the person and the movement are `yes` or `no` by the names in FACTS. A condition on a fact that is not
given does not hold, so whoever asks says every fact that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from ipdesk.model.findings import Basis
from ipdesk.model.text import N_
from ipdesk.rules.checklist import Condition
from ipdesk.rules.words import Words

MOVEMENTS: Final[Mapping[str, str]] = {
    "joining": N_("Joining"),
    "change": N_("Change of post"),
    "project-join": N_("Joining a project"),
    "project-leave": N_("Leaving a project"),
    "leaving": N_("Leaving or retiring"),
    "spin-off": N_("Leave to start a company"),
    "secondment": N_("Part-time work, secondment or temporary post"),
    "graduation": N_("Graduation or leaving the group"),
    "visiting": N_("Visiting scholar or foreign national"),
}
WAITS_FOR: Final[Mapping[str, str]] = {
    "officer": N_("IP officer"),
    "person": N_("The person"),
    "unit": N_("Head of unit"),
    "leader": N_("Project leader"),
    "personnel": N_("Personnel office"),
    "secrecy": N_("Secrecy office"),
    "it": N_("IT office"),
    "finance": N_("Finance office"),
    "graduate": N_("Graduate office"),
    "international": N_("International office"),
}
FACTS: Final[Mapping[str, str]] = {
    "classified": N_("Holds a classified post"),
    "foreign": N_("Foreign national or body abroad"),
    "student": N_("Student"),
    "noncompete": N_("Non-compete"),
    "third": N_("Another organisation takes part"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to be done. A mandatory one keeps the movement open until it is done, or does not apply where it may not.

    `days` says how many days after the day of the movement it is due, negative before it; None when the movement closes.
    """

    id: str
    movements: tuple[str, ...]
    text: Words
    waits_for: str
    basis: tuple[Basis, ...]
    guidance: Words = field(default_factory=Words)
    mandatory: bool = False
    may_not_apply: bool = False
    days: int | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskList:
    """The tasks of all movements in their version, in the order in which people meet them."""

    id: str
    version: str
    label: Words
    basis: tuple[Basis, ...]
    tasks: tuple[Task, ...]
    effective_from: date | None = None
    effective_to: date | None = None


def tasks_for(tasks: TaskList, movement: str, facts: Mapping[str, str]) -> tuple[Task, ...]:
    """Return what has to be done in a movement with these facts, in the order of the list."""
    return tuple(
        task
        for task in tasks.tasks
        if movement in task.movements and all(each.holds(facts) for each in task.when)
    )


def due_on(task: Task, day: date) -> date | None:
    """Return the day by which a task is due when the movement is on `day`; None where it is due when that closes.

    Calendar days; a day off does not move it. At the ends of the calendar it stands still.
    """
    if task.days is None:
        return None
    try:
        return day + timedelta(days=task.days)
    except OverflowError:
        return date.max if task.days > 0 else date.min
