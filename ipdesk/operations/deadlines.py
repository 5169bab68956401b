"""The tasks of one record by the rules of deadlines in force, and what differs between two states of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ipdesk.model.record import WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.deadline_rules import Book, book_in_force
from ipdesk.operations.desk import Desk
from ipdesk.registers.task_story import Line, reckoning_of, story_of
from ipdesk.rules.deadline_events import DECIDED, FIXED
from ipdesk.rules.deadline_rules import Case, Task
from ipdesk.rules.deadlines import tasks_of
from ipdesk.store import records

BEGINNINGS: Final = frozenset({"filed", "granted", "recognised"})


@dataclass(frozen=True, slots=True)
class Moved:
    """A task whose days differ between two states of a record or of the rules; None where there is no such task."""

    register: str
    number: str
    before: Task | None
    after: Task | None

    @property
    def task(self) -> Task:
        """The task of now, or the one that is gone."""
        made = self.after or self.before
        assert made is not None
        return made


def tasks_by(book: Book, register: Register, record: Record, on: date) -> tuple[Task, ...]:
    """Return every task of a record by a rule book, as seen on a day; none of one withdrawn or withheld."""
    case = case_of(register, record, on)
    return tasks_of(case, book.rules, book.calendar) if case is not None else ()


def case_of(register: Register, record: Record, on: date) -> Case | None:
    """Return what the rules of deadlines see in a record on a day, None where nothing can fall due, as of one withdrawn or withheld."""
    if not register.has_docket or record.withheld or record.state == WITHDRAWN:
        return None
    case: Case = register.docket(record)
    return replace(case, seen_on=on)


def tasks(desk: Desk, register: Register, record: Record) -> tuple[Task, ...]:
    """Return every task of a record, saved or not, by the rules in force."""
    desk.require("read")
    return tasks_by(book_in_force(desk), register, record, desk.today()) if register.has_docket else ()


def is_ruled(desk: Desk, register: Register, record: Record) -> bool:
    """Say whether any rule in force is for such a record; that of a record whose kind is not told may be of any."""
    desk.require("read")
    case = case_of(register, record, desk.today())
    if case is None or not case.kind:
        return True
    # Rules that hold for any kind, as on the price of a deal, do not make a kind known.
    held = (rule for group in book_in_force(desk).rules.groups(case) for rule in group.rules)
    return any(case.kind in rule.kinds or not BEGINNINGS.isdisjoint(rule.trigger) for rule in held)


def tasks_kept(desk: Desk, register: Register, number: str) -> tuple[Task, ...]:
    """Return every task of a record by its number, as it is kept; none of a record that is not there."""
    if not register.has_docket or records.find_id(desk.workspace.db, register, number) is None:
        return ()
    return tasks(desk, register, records.read(desk.workspace.db, register, number))


def moved(register: Register, number: str, before: Sequence[Task], after: Sequence[Task]) -> list[Moved]:
    """Return what differs between two lists of tasks: days that moved, tasks that came, went, or were cleared."""
    old = {task.key: task for task in before}
    new = {task.key: task for task in after}
    return [
        Moved(register.name, number, old.get(key), new.get(key))
        for key in dict.fromkeys([*old, *new])
        if _told(old.get(key)) != _told(new.get(key))
    ]


def _told(task: Task | None) -> tuple[object, ...] | None:
    if task is None:
        return None
    days = (task.nominal, task.operative, task.safe, task.grace_until)
    return *days, task.status, task.announced_on


def beside(task: Task, other: Task | None) -> Iterator[Message]:
    """Yield the days of a task that differ from another state of it where the one that holds is the same."""
    if other is None or task.operative != other.operative:
        return
    if task.safe != other.safe and task.safe is not None:
        yield Message(N_("Safe: {day}"), day=task.safe)
    if task.grace_until != other.grace_until:
        yield Message(N_("Grace until {day}"), day=task.grace_until or "–")
    if task.announced_on != other.announced_on:
        yield Message(N_("Announced for {day}"), day=task.announced_on or "–")


def events_clearing(task: Task) -> tuple[str, ...]:
    """Return the events that can be recorded to clear a task, the one meant first; not what a move or fields record."""
    return tuple(kind for kind in task.rule.cleared_by if kind not in FIXED and kind not in DECIDED)


def task_story(desk: Desk, record: Record, task: Task) -> tuple[tuple[str, str], ...]:
    """Return what a task of a record stands on, label by label, in the reader's language."""
    book, translator = book_in_force(desk), desk.translator
    return _said(story_of(task, record, book.days_off, book.calendar, translator, desk.today()), translator)


def reckoning(desk: Desk, task: Task) -> tuple[tuple[str, str], ...]:
    """Return how the days of a task come about, label by label, in the reader's language, whatever it is a task of."""
    book, translator = book_in_force(desk), desk.translator
    return _said(reckoning_of(task, book.days_off, book.calendar, translator), translator)


def _said(told: Iterable[Line], translator: Translator) -> tuple[tuple[str, str], ...]:
    return tuple(
        (translator.label(label), said if isinstance(said, str) else translator.say(said))
        for label, said in told
    )


def plain_task(task: Task) -> Mapping[str, object]:
    """Return a task as values that a program reads, without its rule's words."""
    days = {
        name: getattr(task, name) for name in ("base", "nominal", "operative", "safe", "opens", "grace_until")
    }
    return {
        "task": task.key,
        "rule": task.rule.id,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "cycle": task.cycle,
        "covers": list(task.covers),
        "place": task.place,
        "status": task.status,
        "trigger": task.trigger.kind,
        "triggered_on": task.trigger.day.isoformat(),
        "cleared_by": task.by.kind if task.by else None,
        "cleared_on": task.by.day.isoformat() if task.by else None,
        "announced": task.announced.kind if task.announced else None,
        "announced_on": task.announced.day.isoformat() if task.announced else None,
        "doubts": list(task.doubts),
        "waits_for": task.rule.waits_for,
        "severity": task.rule.severity,
    }


def what_if(desk: Desk, case: Case) -> tuple[Task, ...]:
    """Return what the rules in force make of a case that is no record."""
    desk.require("read")
    book = book_in_force(desk)
    return tasks_of(case, book.rules, book.calendar)
