"""Named queries over deadlines: which fell due in a period and which of them were met, as the rules in force reckon them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import Final, NamedTuple

from ipdesk.model.dates import add_years
from ipdesk.model.progress import Step, no_step
from ipdesk.model.register import Register
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.operations.counting import Ask, Ground, Span, day_of
from ipdesk.operations.deadline_rules import Book, book_in_force
from ipdesk.operations.deadlines import case_of
from ipdesk.operations.desk import Desk
from ipdesk.operations.docket import DOCKETED
from ipdesk.operations.idle_patents import TASK
from ipdesk.operations.queries_patents import LOST, rights
from ipdesk.rules.deadline_rules import Case, Task
from ipdesk.rules.deadlines import tasks_within
from ipdesk.rules.indicators import Counted
from ipdesk.store import answered as store
from ipdesk.store.answered import Answer, Kept
from ipdesk.store.records import read_by_id

RECORDAL: Final = "use.licence-record"
AWARD: Final = "use.award"
SLACK: Final = 2  # years, for terms of days and those that a notice lengthens
_AT_ONCE: Final = 200
_MEMORY: Final = "deadlines-answered"
_TURN: Final = (
    Lock()
)  # a report that is wanted while it is made ready takes turns with that, and nothing is reckoned twice


class Duty(NamedTuple):
    """What was to be met by a record of a register."""

    register: str
    entry: int
    told: Answer


def duties(ground: Ground) -> list[Duty]:
    """Return the deadlines on the days of the whole report and of the rest of its years up to today, of records in their order.

    What may still be met today is none yet.
    """
    desk, window = ground.desk, _whole_years(ground.window)
    book, today = book_in_force(desk), desk.today().isoformat()
    by = f"{book.digest} {window.first} {window.last}"
    held = desk.workspace.memory.get(_MEMORY)
    if held is None or held[0] != by:
        held = desk.workspace.memory[_MEMORY] = (by, store.read(desk.workspace.db, by))
    kept: dict[int, Kept] = held[1]
    over = _over(ground, book, window)
    chosen = {
        register: {
            entry: revision
            for entry, revision in ground.lines(register.name, "revision")
            if entry not in over
        }
        for register in DOCKETED
    }
    _reckon(ground, book, window, chosen, kept, by)
    return [
        Duty(register.name, entry, each)
        for register, revisions in chosen.items()
        for entry in revisions
        for each in kept[entry].answers
        if each.met or each.day < today
    ]


def make_ready(desk: Desk, period: ReportPeriod, step: Step = no_step) -> None:
    """Reckon ahead which deadlines a report of a period tells of, so that it does not wait for them; `step` may raise to stop."""
    desk.require("read")
    span, before = Span.of(period.days), Span.of(period.year_before.days)
    duties(Ground(desk, Span(before.first, span.last), step))


def _whole_years(window: Span) -> Span:
    """Return the days of all years that a window lies in, so that the quarters of a year are reckoned but once."""
    return Span(f"{window.first[:4]}-01-01", f"{window.last[:4]}-12-31")


def _reckon(
    ground: Ground,
    book: Book,
    window: Span,
    chosen: Mapping[Register, Mapping[int, int]],
    kept: dict[int, Kept],
    by: str,
) -> None:
    """Reckon the records that are not kept, or have another revision by now; what is done is kept if it is stopped."""
    lost = {each.entry for each in rights(ground) if each.reason in LOST}
    today = ground.desk.today().isoformat()

    def stale(register: Register, entries: Iterable[int]) -> list[int]:
        held = chosen[register]
        return [
            each
            for each in entries
            if each not in kept or not kept[each].holds(held[each], each in lost, today)
        ]

    behind = {register: stale(register, revisions) for register, revisions in chosen.items()}
    total, done = sum(map(len, behind.values())), 0
    for register, ids in behind.items():
        for start in range(0, len(ids), _AT_ONCE):
            ground.step(done, total)
            part = ids[start : start + _AT_ONCE]
            done += len(part)
            with _TURN:
                if still := stale(register, part):
                    found = _answered(ground, book, window, register, still, lost)
                    held = {
                        entry: Kept(chosen[register][entry], entry in lost, until, told)
                        for entry, (until, told) in found.items()
                    }
                    store.keep(ground.desk.workspace.db, by, held)
                    kept |= held


def _answered(
    ground: Ground,
    book: Book,
    window: Span,
    register: Register,
    entries: Sequence[int],
    lost: Collection[int],
) -> dict[int, tuple[str | None, tuple[Answer, ...]]]:
    """Return of each of some records until when what is answered holds, None where as long as its revision, and the answers."""
    today, made = ground.desk.today(), {}
    for entry, record in read_by_id(ground.desk.workspace.db, register, entries, register.counted).items():
        case = case_of(register, record, today)
        # What is announced comes without any change of the record.
        until = case.next_after(today) if case is not None else None
        told = tuple(_answers(case, book, window, entry in lost)) if case is not None else ()
        made[entry] = until.isoformat() if until else None, told
    return made


def _over(ground: Ground, book: Book, window: Span) -> set[int]:
    """Return the rights that have nothing left to fall due in the window: over, and so long that no term outlives them."""
    first = date.fromisoformat(window.first)
    outliving = [rule for rule in book.rules.rules if not rule.ended_by]
    if any(rule.recurs for rule in outliving):
        return {each.entry for each in rights(ground) if each.over}
    years = max((rule.term.years + rule.term.months // 12 for rule in outliving), default=0)
    before = add_years(first, -years - SLACK).isoformat()
    events = ground.rows("patents", "events", "day")
    return {
        each.entry
        for each in rights(ground)
        if each.over
        or (
            each.ended and max(each.ended, *(day or "" for _, day in events.get(each.entry, ())), "") < before
        )
    }


def _answers(case: Case, book: Book, window: Span, lost: bool) -> Iterator[Answer]:
    """Yield the duties of a record that fell, or fall, due in a window.

    What is a chance, or told for information alone, nobody had to do.
    """
    days = map(date.fromisoformat, (window.first, window.last))
    for place, task in tasks_within(case, book.rules, book.calendar, *days):
        assert task.operative is not None
        if task.rule.chance or task.rule.severity == "info" or "before" in task.doubts:
            continue
        day = task.operative.isoformat()
        if task.rule.task.rpartition(".")[2] == TASK or _was_spared(task, day, lost):
            continue
        met = task.status == "done" and task.by is not None and task.by.day.isoformat() <= day
        yield Answer(task.rule.task, task.rule.id, day, met, place)


def _was_spared(task: Task, day: str, lost: bool) -> bool:
    """Say whether something ended a task before its day passed; what was lost by missing it ended on that very day."""
    if task.status != "ended":
        return False
    by = "" if task.by is None else task.by.day.isoformat()
    return by < day or (by == day and not lost)


def _asked(fits: Callable[[Answer], bool]) -> Ask:
    def ask(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
        held = [
            each
            for each in ground.once((_MEMORY,), lambda: duties(ground))
            if span.holds(each.told.day) and fits(each.told)
        ]
        for register in DOCKETED:
            of = [each for each in held if each.register == register.name]
            faces = ground.faces(register.name, {each.entry for each in of})
            for each in of:
                task = each.told
                if (face := faces.get(each.entry)) is not None:
                    yield face._replace(
                        kind=task.rule, day=day_of(task.day), place=task.place, register=register.name
                    )

    return ask


ASKS: Final[dict[str, Ask]] = {
    "deadlines-due": _asked(lambda _: True),
    "deadlines-met": _asked(lambda each: each.met),
    "recordals-due": _asked(lambda each: each.task == RECORDAL),
    "recordals-on-time": _asked(lambda each: each.task == RECORDAL and each.met),
    "awards-due": _asked(lambda each: each.task == AWARD),
    "awards-on-time": _asked(lambda each: each.task == AWARD and each.met),
}
