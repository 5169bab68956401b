"""The docket: what falls due by the rules of deadlines, of one record and of all, and the acts that clear it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from ipdesk.model.changes import Changes
from ipdesk.model.errors import Incomplete, NotFound, NotPermitted, WrongValue
from ipdesk.model.progress import Step, no_step
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations import rule_files
from ipdesk.operations.checks import find
from ipdesk.operations.deadline_rules import CALENDAR, DEADLINES, Book, book_in_force, book_that_would_be
from ipdesk.operations.deadlines import Moved, case_of, events_clearing, moved, tasks, tasks_by
from ipdesk.operations.desk import Desk
from ipdesk.operations.paper_holds import release
from ipdesk.operations.permissions import Act, require
from ipdesk.operations.records import require_fits, require_not_withdrawn
from ipdesk.operations.rule_kinds import RuleKind, rules_in_force
from ipdesk.registers import REGISTERS
from ipdesk.registers.docketed import Confirmed, Docketed, Settled, confirmed_by
from ipdesk.rules.deadline_events import DECIDED, EVENTS
from ipdesk.rules.deadline_rules import Case, Event, Task
from ipdesk.rules.open_tasks import OpenTask, open_tasks
from ipdesk.store import audit, records
from ipdesk.store import docket as store
from ipdesk.store.docket import Kept, Reckoned
from ipdesk.store.lists import list_ids
from ipdesk.store.writing import Held

DOCKETED: Final = tuple(each for each in REGISTERS if each.has_docket)
COUNTED: Final = frozenset({"filed_on", "priority_on", "granted_on", "ended_on", "recognised_on", "kind"})
MOVING: Final = (DEADLINES, CALENDAR)  # the kinds of rule files that move days
_LOOK = Message(N_("Look at the tasks of the record again."))
_AT_ONCE: Final = 200  # records reckoned in one transaction


def count_behind(desk: Desk) -> int:
    """Return how many records the docket is behind: those written since, or all where the rules are others."""
    digest, db = book_in_force(desk).digest, desk.workspace.db
    counted = records.counts(db)
    return sum(
        len(store.stale_ids(db, each, desk.today()))
        if store.rules_of(db, each) == digest
        else counted.get(each.name, 0)
        for each in DOCKETED
    )


def refresh(desk: Desk, step: Step = no_step) -> int:
    """Bring the docket up to date with the records and the rules; return how many records were reckoned.

    `step` is told how far it is and may raise to stop; what was reckoned until then stays.
    """
    desk.require("read")
    book, db, today = book_in_force(desk), desk.workspace.db, desk.today()
    for register in DOCKETED:
        store.note_rules(db, register, book.digest)
    behind = {register: store.stale_ids(db, register, today) for register in DOCKETED}
    total, done = sum(map(len, behind.values())), 0
    for register, stale in behind.items():
        for start in range(0, len(stale), _AT_ONCE):
            step(done, total)
            chosen = stale[start : start + _AT_ONCE]
            store.put(db, register, chosen, partial(_reckoned, book, register, today))
            done += len(chosen)
    return done


def _reckoned(book: Book, register: Register, on: date, record: Record) -> Reckoned:
    case = case_of(register, record, on)
    return reckoned_of(record, case, open_tasks(case, book.rules, book.calendar))


def reckoned_of(record: Record, case: Case | None, tasks: Iterable[OpenTask]) -> Reckoned:
    """Return the open tasks of a record as the docket keeps them, and the day from when on they are others with nothing written."""
    ahead = case.next_after(case.seen_on) if case is not None and case.seen_on is not None else None
    return kept_of(record, tasks), ahead


def kept_of(record: Record, tasks: Iterable[OpenTask]) -> Iterator[Kept]:
    """Yield the open tasks of a record as the docket keeps them."""
    seconded = record if isinstance(record, Docketed) and record.confirmed else None
    for task in tasks:
        confirmed = confirmed_by(seconded, task) if seconded else None
        yield Kept(
            task=task.key,
            rule=task.rule,
            cycle=task.cycle,
            place=task.place,
            waits_for=task.waits_for,
            nominal=task.nominal,
            operative=task.operative,
            safe=task.safe,
            grace_until=task.grace_until,
            doubts=task.doubts,
            weight=store.DOUBTFUL if "before" in task.doubts else store.INFO if task.informs else store.PLAIN,
            confirmed_by=confirmed.by if confirmed else "",
            announced_on=task.announced_on,
        )


def find_task(desk: Desk, register: Register, record: Record, key: str) -> Task:
    """Return one task of a record by its key. Raises NotFound."""
    found = next((each for each in tasks(desk, register, record) if each.key == key), None)
    if found is None:
        raise NotFound(
            Message(N_("{number} has no task “{task}” any more."), number=record.number, task=key),
            Message(N_("Look at its deadlines again: the events or the rules have changed.")),
        )
    return found


def record_event(
    desk: Desk,
    register: Register,
    number: str,
    key: str,
    day: date,
    kind: str = "",
    *,
    revision: int | None = None,
) -> Changes:
    """Clear a task by recording the event that clears it, the first one of its rule where no `kind` is given.

    Raises Incomplete where no event can clear it or a gate is shut for it, WrongValue for another event or a day before the task began.
    """

    def recorded(record: Docketed, task: Task) -> Docketed:
        possible = events_clearing(task)
        if decided := DECIDED.intersection([kind] if kind or possible else task.rule.cleared_by):
            said = Message(EVENTS[min(decided)])
            raise Incomplete(
                Message(
                    N_("“{event}” is not recorded by its day alone, which does not say what was decided."),
                    event=said,
                ),
                Message(N_("Fill in what was decided, when and by whom, in the record; that clears it.")),
            )
        if not possible:
            raise Incomplete(
                Message(N_("No event clears this task.")), Message(N_("Settle it with a reason instead."))
            )
        if kind and kind not in possible:
            options = Message(N_("Choose one of: {options}."), options=list(possible))
            raise WrongValue("event", Message(N_("“{event}” does not clear this task."), event=kind), options)
        if day > desk.today():
            raise WrongValue(
                "day",
                Message(N_("{day} is still to come: nothing is done yet."), day=day),
                Message(N_("Record it once it has happened.")),
            )
        if day < task.trigger.day:
            raise WrongValue(
                "day",
                Message(N_("The day lies before the task began, on {day}."), day=task.trigger.day),
                Message(N_("Enter that day or a later one.")),
            )
        event = Event(
            kind=kind or possible[0], day=day, cycle=task.cycle, ref=task.trigger.ref, place=task.place
        )
        after = replace(record, **register.recorded(record, event))
        _require_way(desk, register, record, after)
        return after

    return _changed(desk, register, number, key, revision, recorded)


def _require_way(desk: Desk, register: Register, before: Docketed, after: Docketed) -> None:
    """Raise Incomplete where an event goes through a gate that is shut: nothing is done before what has to come first."""
    known = {(each.id, each.field) for each in find(desk, register, before)}
    shut = [
        each
        for each in find(desk, register, after)
        if each.severity == "block" and (each.id, each.field) not in known
    ]
    if shut:
        acts = [each.clears for each in shut if each.clears is not None]
        raise Incomplete(
            Message(N_("This is not recorded as done: {lacks}"), lacks=[each.message for each in shut]),
            Message(N_("Do this first: {acts}"), acts=acts),
        )


def settle(
    desk: Desk, register: Register, number: str, key: str, reason: str, *, revision: int | None = None
) -> Changes:
    """Settle a task without an event, for a reason: it was done before this desk, is not needed, or was done late without harm."""
    if not reason.strip():
        raise Incomplete(Message(N_("Settling a task needs a reason.")), Message(N_("Give a reason.")))
    row = Settled(task=key, on=desk.today(), by=desk.actor.name, reason=reason.strip())
    return _changed(
        desk,
        register,
        number,
        key,
        revision,
        lambda record, _: replace(record, settled=(*record.settled, row)),
        late=True,
    )


def confirm(desk: Desk, register: Register, number: str, key: str, *, revision: int | None = None) -> Changes:
    """Confirm the days of a task as a second person. Raises NotPermitted for whoever entered the events last."""

    def confirmed(record: Docketed, task: Task) -> Docketed:
        if _entered_by(desk, register, record) == desk.actor.name:
            raise NotPermitted(
                Message(N_("You entered the days from which this is counted.")),
                Message(N_("Have somebody else reckon it and confirm it.")),
            )
        row = Confirmed(
            task=key, nominal=task.nominal, operative=task.operative, by=desk.actor.name, on=desk.today()
        )
        others = tuple(each for each in record.confirmed if each.task != key)
        return replace(record, confirmed=(*others, row))

    return _changed(desk, register, number, key, revision, confirmed, act="confirm")


def _entered_by(desk: Desk, register: Register, record: Record) -> str:
    """Return who last changed what days are counted from, as the log tells."""
    counted = {register.course, register.date, *COUNTED}
    for entry in audit.entries(desk.workspace.db, subject=record.id):
        if counted & set((entry.values or {}).get("fields", {})):
            return entry.actor
    return ""


def _changed(
    desk: Desk,
    register: Register,
    number: str,
    key: str,
    revision: int | None,
    change: Callable[[Docketed, Task], Docketed],
    *,
    late: bool = False,
    act: Act = "change",
) -> Changes:
    """Change a record for the sake of one open task, in one audited transaction that undo takes back.

    With `late` also for the sake of one that was done late.
    """
    desk.require(act)
    with desk.workspace.write() as writing:
        held: Held = writing.held(register, number, revision)
        require(desk.actor, act, held.record, register)
        require_not_withdrawn(held.record)
        assert isinstance(held.record, Docketed)
        task = find_task(desk, register, held.record, key)
        if task.status != "open" and not (late and "late" in task.doubts):
            raise Incomplete(Message(N_("This task is no longer open.")), _LOOK)
        after = change(held.record, task)
        require_fits(desk, register, held, after)
        made = writing.change(register, held, after)
        if made is None:
            raise Incomplete(Message(N_("Nothing changes by that.")), _LOOK)
        release(desk, writing, register, [made])
        return made


def moves_by_rules(desk: Desk, file: Path, step: Step = no_step) -> list[Moved]:
    """Return which days a rule file would move if it held, checked but not installed. Raises as `check_rules` does."""
    kind, made = rule_files.check_rules(desk, file)
    return moves_by(desk, kind, made, step)


def moves_by(desk: Desk, kind: RuleKind[Any], made: Any, step: Step = no_step) -> list[Moved]:
    """Return which days rules of a kind would move if they held in place of those of their name; none but of deadlines.

    What is open before or after stands first, and of that what is due first: only a part of many is looked at.
    """
    if kind not in MOVING:
        return []
    now, then = book_in_force(desk), _book_with(desk, kind, made)
    found = list[Moved]()
    for register in DOCKETED:
        ids = list_ids(desk.workspace.db, register)
        for start in range(0, len(ids), _AT_ONCE):
            step(start, len(ids))
            for record in records.read_many(
                desk.workspace.db, register, ids[start : start + _AT_ONCE], register.counted
            ):
                before, after = (tasks_by(each, register, record, desk.today()) for each in (now, then))
                found += moved(register, record.number, before, after)
    return sorted(found, key=_pressing)


def _pressing(moved: Moved) -> tuple[bool, date]:
    is_open = any(each is not None and each.status == "open" for each in (moved.before, moved.after))
    return not is_open, moved.task.operative or date.min


def _book_with(desk: Desk, kind: RuleKind[Any], made: Any) -> Book:
    held = {name: rules_in_force(desk, DEADLINES, name)[0] for name in DEADLINES.names}
    if kind is CALENDAR:
        return book_that_would_be(held.values(), made)
    return book_that_would_be({**held, made.id: made}.values(), book_in_force(desk).days_off)
