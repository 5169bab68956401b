"""Tasks of movements read from rule files, and refused where they contradict themselves.

The top of a file has `id`, `version`, `label`, `basis` and perhaps `effective_from` and `effective_to`; then come the
tables `task`, in the order in which people meet them.
"""

from __future__ import annotations

from typing import Final

from ipdesk.model.text import N_, Message
from ipdesk.rules.checklist import NO, YES, Condition
from ipdesk.rules.files import Table, read_rules
from ipdesk.rules.tasks import FACTS, MOVEMENTS, WAITS_FOR, Task, TaskList

EARLIEST: Final = -366  # days
LATEST: Final = 3660


def read_tasks(file: str, text: str) -> TaskList:
    """Return the tasks of a rule file. Raises WrongRule with file, line and reason."""
    top = read_rules(file, text)
    made = TaskList(
        id=top.name("id"),
        version=top.text("version"),
        label=top.words("label"),
        basis=top.basis(),
        tasks=_tasks(top),
        **top.days_in_force(),
    )
    top.close()
    return made


def _tasks(top: Table) -> tuple[Task, ...]:
    found: dict[str, Task] = {}
    for table in top.tables("task"):
        made = _task(table)
        if made.id in found:
            raise table.wrong(Message(N_("“{id}” is there already."), id=made.id), "id")
        found[made.id] = made
    for movement in MOVEMENTS:
        if not any(movement in each.movements for each in found.values()):
            raise top.wrong(Message(N_("No task belongs to “{id}”."), id=movement))
    return tuple(found.values())


def _task(table: Table) -> Task:
    made = Task(
        id=table.name("id"),
        movements=table.some_of("movements", MOVEMENTS),
        text=table.words("text"),
        guidance=table.words("guidance", needed=False),
        waits_for=table.one_of("waits_for", WAITS_FOR),
        mandatory=table.flag("mandatory"),
        may_not_apply=table.flag("not_applicable"),
        days=table.whole("days", EARLIEST, LATEST) if table.has("days") else None,
        when=_conditions(table),
        basis=table.basis(),
    )
    table.close()
    return made


def _conditions(table: Table) -> tuple[Condition, ...]:
    found: dict[str, Condition] = {}
    for each in table.tables("when"):
        made = Condition(each.one_of("fact", FACTS), (each.one_of("is", (YES, NO)),))
        each.close()
        if made.item in found:
            raise each.wrong(Message(N_("“{id}” is there already."), id=made.item), "when")
        found[made.item] = made
    return tuple(found.values())
