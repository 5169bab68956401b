"""Fees that keep rights: which are due until a day or in their grace, and what they cost more by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ipdesk.exporting.documents.fee_order import FeeRow
from ipdesk.exporting.given import Given
from ipdesk.model.dates import add_months
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.wanted import Wanted
from ipdesk.operations.deadline_rules import Book, book_in_force
from ipdesk.operations.deadlines import tasks_by
from ipdesk.operations.desk import Desk
from ipdesk.operations.docket import DOCKETED
from ipdesk.operations.due import When, when_of
from ipdesk.operations.reading import whole
from ipdesk.registers.fallen_due import hints_of, merged, named
from ipdesk.rules.deadline_rules import Rule, Task
from ipdesk.store import docket as store

PAYMENTS: Final = frozenset({"fee-paid", "renewed"})
MONTHS_AHEAD: Final = 3  # what an order takes in where no day is asked for
PARTS: Final = {
    "grace": N_("In its grace"),
    "due": N_("Due by the day asked for"),
    "overdue": N_("Overdue, without grace or after it: look up the legal state first"),
    "doubtful": N_("From before this desk, perhaps paid: look it up first"),
    "undated": N_("Without a day, as one to count from is missing"),
}


@dataclass(frozen=True, slots=True)
class Fee:
    """One open fee of one right."""

    register: Register
    record: Record
    task: Task


def usual_until(desk: Desk) -> date:
    """Return the day until which fees are ordered where none is asked for."""
    return add_months(desk.today(), MONTHS_AHEAD)


def is_fee(rule: Rule) -> bool:
    """Say whether what a rule asks for is a fee or a renewal that comes again and keeps a right."""
    paid = PAYMENTS.intersection(rule.cleared_by)
    return bool(paid) and (rule.recurs is not None or "renewed" in paid)


def fees_until(desk: Desk, until: date) -> list[Fee]:
    """Return the fees due until a day, overdue ones and those without a day among them, by urgency and day.

    The docket is read as it stands: whoever asks brings it up to date first.
    """
    desk.require("read")
    book, today = book_in_force(desk), desk.today()
    rules = tuple(rule.id for rule in book.rules.rules if is_fee(rule))
    ids, days, _ = store.open_ids(desk.workspace.db, Wanted(rules=rules), today) if rules else ((), (), b"")
    near = [id_ for id_, day in zip(ids, days, strict=True) if day <= until.toordinal()]
    found = [fee for fee in _fees(desk, book, near) if (fee.task.operative or until) <= until]
    order = list(PARTS)
    return sorted(
        found,
        key=lambda fee: (
            order.index(part_of(fee.task, today)),
            fee.task.operative or date.min,
            fee.record.number,
        ),
    )


def _fees(desk: Desk, book: Book, ids: Sequence[int]) -> Iterator[Fee]:
    lines = store.read_lines(desk.workspace.db, ids)
    for register in DOCKETED:
        entries = list(dict.fromkeys(line.entry for line in lines if line.register == register.name))
        for record in whole(desk, register, entries):
            tasks = tasks_by(book, register, record, desk.today())
            yield from (Fee(register, record, task) for task in open_fees(tasks))


def open_fees(tasks: Iterable[Task]) -> Iterator[Task]:
    """Yield the fees among tasks that are not paid."""
    return (task for task in tasks if task.status == "open" and is_fee(task.rule))


def part_of(task: Task, today: date) -> str:
    """Return under which part of an order an open fee stands."""
    when: When = when_of(task, today)
    return when if when in PARTS else "due"


def fee_row(fee: Fee, today: date, translator: Translator) -> FeeRow:
    """Return a fee as the order shows it."""
    register, record, task = fee.register, fee.record, fee.task
    say, given = translator.say, Given(register, record, translator)
    now, later = _steps(task, today, translator)
    years = [str(each) for each in (*task.covers, task.cycle) if each is not None and task.rule.is_yearly]
    name = say(Message("{fee}", fee=task.rule.label) if task.place or task.rule.is_yearly else named(task))
    return FeeRow(
        part=translator.label(PARTS[part_of(task, today)]),
        number=given.of("application_number") or given.of("grant_number"),
        record=record.number,
        title=given.of(register.title),
        kind=given.of("kind"),
        fee=f"{name} {task.place}".strip(),
        year=say(Message("{years}", years=years)) if years else "",
        due=task.operative,
        now=now,
        later=later,
        last=task.grace_until,
        grade=given.of("value_grade"),
        payer=given.of("payer") or next(iter(given.column("costs", "payer")[-1:]), ""),
        doubts=say(Message("{doubts}", doubts=hints_of(task))),
    )  # fmt: skip


def _steps(task: Task, today: date, translator: Translator) -> tuple[str, str]:
    """Return what a fee costs more on a day, and in the step that follows; steps that cost the same are one."""
    if task.operative is None or not task.steps:
        return "", ""
    coming = [
        (percent, last) for percent, last in merged([(0, task.operative), *task.steps]) if today <= last
    ][:2]
    said = [
        translator.say(Message(N_("until {day}: {percent}%"), percent=percent, day=last))
        for percent, last in coming
    ]
    return said[0] if said else "", said[1] if len(said) > 1 else ""
