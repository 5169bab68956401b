"""The rules of people's movements as rule files: what has to be done, and the kinds of employment."""

from __future__ import annotations

from typing import Final

from ipdesk.model.text import N_
from ipdesk.operations.desk import Desk
from ipdesk.operations.rule_kinds import Column, RuleKind, kept_rules, rules_in_force, text_in
from ipdesk.rules.employment_files import read_employments
from ipdesk.rules.employments import Employments
from ipdesk.rules.parts import employment_parts, plain_employments, plain_tasks, task_parts
from ipdesk.rules.task_files import read_tasks
from ipdesk.rules.tasks import TaskList

TASKS: Final = RuleKind(
    id="tasks",
    label=N_("Tasks of movements"),
    note=N_(
        "Days and addressees are good practice where the basis says so: export a copy, change it, give it a version of its own, and install it. A movement that was begun keeps the tasks it began with."
    ),
    names=("movements",),
    read=read_tasks,
    shipped_text=text_in("rules", "movements"),
    parts_label=N_("Tasks by movement"),
    columns=(
        Column(N_("Movement"), 9), Column(N_("Waits for"), 7), Column(N_("Due"), 6), Column(N_("Task"), 26),
        Column(N_("Mandatory"), 4), Column(N_("Condition"), 10), Column(N_("Basis")),
    ),
    parts=task_parts,
    plain=plain_tasks,
)  # fmt: skip
EMPLOYMENTS: Final = RuleKind(
    id="employments",
    label=N_("Kinds of employment"),
    note=N_(
        "Which agreement people sign and which tasks they meet goes by their kind. Export a copy to add kinds or the words that your ledgers use for them, give it a version of its own, and install it."
    ),
    names=("employments",),
    read=read_employments,
    shipped_text=text_in("rules", "employments"),
    parts_label=N_("Kinds of the file chosen"),
    columns=(
        Column(N_("Kind"), 10), Column(N_("Code"), 8), Column(N_("Agreement"), 8),
        Column(N_("Coming and going"), 17), Column(N_("Marks"), 10), Column(N_("Also called")),
    ),
    parts=employment_parts,
    plain=plain_employments,
)  # fmt: skip


def tasks_in_force(desk: Desk) -> tuple[TaskList, str]:
    """Return the tasks of movements that hold now, and the digest of their text."""
    return rules_in_force(desk, TASKS, TASKS.names[0])


def task_list(desk: Desk, digest: str) -> TaskList | None:
    """Return tasks by the digest of their text, as they were then; None where they are not kept or cannot be read."""
    return kept_rules(desk, TASKS, digest)


def employments_in_force(desk: Desk) -> Employments:
    """Return the kinds of employment that hold now."""
    return rules_in_force(desk, EMPLOYMENTS, EMPLOYMENTS.names[0])[0]
