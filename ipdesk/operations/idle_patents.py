"""Patents in force that are not put into practice for years: which the rule book flags, and how each was handled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ipdesk.exporting.documents.idle_review import IdleRow
from ipdesk.exporting.given import Given
from ipdesk.model.dates import add_years
from ipdesk.model.findings import Basis
from ipdesk.model.periods import Period
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.deadline_rules import Book, book_in_force
from ipdesk.operations.deadlines import tasks_by
from ipdesk.operations.desk import Desk
from ipdesk.operations.fees_due import open_fees
from ipdesk.operations.reading import whole
from ipdesk.registers.fallen_due import named
from ipdesk.registers.patents import REGISTER, Patent
from ipdesk.rules.deadline_events import EVENTS, SETTLED
from ipdesk.rules.deadline_rules import Rule, Task
from ipdesk.store.lists import list_ids

TASK: Final = "unimplemented"  # what the rule book calls the task, whatever country it is for
# What is done about a patent that is not put into practice; whatever else clears the task puts it into practice.
HANDLING: Final = frozenset(
    {"posted", "entrusted", "open-licence", "kept-for-reason", "abandon-review", SETTLED}
)
RECORDED: Final = (HANDLING - {SETTLED}) | {"open-licence-ended"}


@dataclass(frozen=True, slots=True)
class Idle:
    """One patent that is not put into practice: its flag, and all its tasks."""

    record: Patent
    flag: Task
    tasks: tuple[Task, ...]

    @property
    def handled(self) -> bool:
        """Whether something was done about it."""
        return self.flag.status == "done"


def rules_of_idle(book: Book) -> tuple[Rule, ...]:
    """Return the rules in force that flag a patent as not put into practice."""
    return tuple(rule for rule in book.rules.rules if rule.task.rpartition(".")[2] == TASK)


def basis_of_idle(book: Book) -> tuple[Basis, ...]:
    """Return what those rules rest on."""
    return tuple(dict.fromkeys(basis for rule in rules_of_idle(book) for basis in rule.basis))


def idle_patents(desk: Desk) -> list[Idle]:
    """Return the patents flagged by today, those still to be handled first, then by their day of grant."""
    desk.require("read")
    book, today = book_in_force(desk), desk.today()
    years = min((rule.term.years for rule in rules_of_idle(book)), default=0)
    granted = Period(None, add_years(today, -years))
    entries = list_ids(desk.workspace.db, REGISTER, [("granted_on", granted)])
    found = [
        idle
        for record in whole(desk, REGISTER, entries)
        if isinstance(record, Patent)
        and (idle := _idle(record, tasks_by(book, REGISTER, record, today), today))
    ]
    return sorted(
        found, key=lambda each: (each.handled, each.record.granted_on or date.min, each.record.number)
    )


def _idle(record: Patent, tasks: Sequence[Task], today: date) -> Idle | None:
    """Return how a patent stands, None for one that is not flagged, has ended, or was put into practice since."""
    if _ended(record, today):
        return None
    flags = [
        task
        for task in tasks
        if task.rule.task.rpartition(".")[2] == TASK
        and task.status in ("open", "done")
        and task.nominal is not None
        and task.nominal <= today
    ]
    if not flags:
        return None
    flag = next((task for task in flags if task.status == "open"), flags[-1])
    used = set(flag.rule.cleared_by) - HANDLING
    if flag.status == "done" and any(event.event in used for event in record.events):
        return None
    return Idle(record, flag, tuple(tasks))


def _ended(record: Patent, today: date) -> bool:
    """Say whether a right is over: a task that was cleared before stays cleared and does not tell."""
    if record.ended_on is None or record.ended_on > today:
        return record.state == "ended"
    days = [row.day for row in record.events if row.event == "restored" and row.day is not None]
    return record.state == "ended" or all(day < record.ended_on for day in days)


def idle_row(idle: Idle, today: date, translator: Translator) -> IdleRow:
    """Return a patent as the review shows it."""
    record, say = idle.record, translator.say
    given = Given(REGISTER, record, translator)
    dated = [task for task in open_fees(idle.tasks) if task.operative is not None]
    fee = min(dated, key=lambda task: task.operative or date.max, default=None)
    return IdleRow(
        number=record.application_number or record.grant_number,
        record=record.number,
        title=record.title,
        kind=given.of("kind"),
        granted_on=record.granted_on,
        years=_whole_years(record.granted_on, today) if record.granted_on else 0,
        inventors=say(Message("{names}", names=[each.name for each in record.inventors if each.name])),
        unit=say(Message("{units}", units=list(dict.fromkeys(given.column("inventors", "unit"))))),
        recorded="\n".join(say(each) for each in _recorded(idle)),
        handled=idle.handled,
        fee=say(named(fee)) if fee else "",
        fee_due=fee.operative if fee else None,
        grade=given.of("value_grade"),
    )


def _recorded(idle: Idle) -> Iterator[Message]:
    """Yield what was done about a patent, in the order in which it was entered."""
    for row in idle.record.events:
        if row.event in RECORDED and row.day is not None:
            told = "；".join(text for text in (row.party, row.note) if text)
            text = N_("{event}, {day} ({told})") if told else N_("{event}, {day}")
            yield Message(text, event=Message(EVENTS[row.event]), day=row.day, told=told)
    for settled in idle.record.settled:
        if settled.task == idle.flag.key and settled.on is not None:
            yield Message(
                N_("{event}, {day} ({told})"),
                event=Message(EVENTS[SETTLED]),
                day=settled.on,
                told=settled.reason,
            )


def _whole_years(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))
