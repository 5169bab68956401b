"""Worked examples of deadline rules, counted by hand: which of them do not come out by the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ipdesk.rules.calendars import WorkCalendar
from ipdesk.rules.deadline_rules import Example, Rule, RuleBook, Task
from ipdesk.rules.deadlines import tasks_of


def failed_examples(
    rule: Rule, calendar: WorkCalendar, beside: Iterable[Rule] = ()
) -> Iterator[tuple[Example, Task | None]]:
    """Yield the examples of a rule that do not come out, each with the task that came of it, None for none.

    `beside` are other rules: those for the same task have their say in it.
    """
    book = RuleBook((rule, *(other for other in beside if other.task == rule.task)))
    for example in rule.examples:
        made = [
            task
            for task in tasks_of(example.case, book, calendar)
            if task.rule.id == rule.id
            and task.place == example.place
            and (example.cycle is None or task.cycle == example.cycle)
        ]
        found = made[0] if made else None
        if (found is not None) != example.present or (found is not None and not _comes_out(example, found)):
            yield example, found


def _comes_out(example: Example, task: Task) -> bool:
    operative = example.operative or example.nominal
    wanted = (example.nominal, operative, example.safe or operative, example.status)
    if (task.nominal, task.operative, task.safe, task.status) != wanted:
        return False
    return all(
        given is None or given == held
        for given, held in ((example.grace_until, task.grace_until), (example.opens, task.opens))
    )
