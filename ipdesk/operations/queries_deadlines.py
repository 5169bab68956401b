"""Named queries over deadlines: which fell due in a period and which of them were met, as the rules in force reckon them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from ipdesk.model.dates import add_years
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.operations.counting import Ask, Ground, Span, day_of
from ipdesk.operations.deadline_rules import Book, book_in_force
from ipdesk.operations.deadlines import tasks_by
from ipdesk.operations.docket import DOCKETED
from ipdesk.operations.idle_patents import TASK
from ipdesk.operations.queries_patents import LOST, rights
from ipdesk.operations.reading import whole
from ipdesk.rules.deadline_rules import Task
from ipdesk.rules.indicators import Counted

RECORDAL: Final = "use.licence-record"
AWARD: Final = "use.award"
SLACK: Final = 2  # years, for terms of days and those that a notice lengthens
_AT_ONCE: Final = 200
_MEMORY: Final = "deadlines-answered"


class Answered(NamedTuple):
    """A deadline that was to be met: the record, the task, its day as ISO text, and whether it was met by then."""

    register: str
    entry: int
    number: str
    title: str
    task: str
    rule: str
    day: str
    met: bool
    place: int


class _Kept(NamedTuple):
    """What was reckoned of one record, as long as its revision and whether the right was lost stay the same."""

    revision: int
    lost: bool
    found: tuple[Answered, ...]


def answered(ground: Ground) -> list[Answered]:
    """Return the deadlines on the days of the whole report and of the rest of its years, of records in their order.

    It takes the rules half a millisecond a right, so what was reckoned of a record is kept until that or a rule changes.
    """
    desk, window = ground.desk, _whole_years(ground.window)
    book = book_in_force(desk)
    key = (book.digest, window, desk.today())
    held = desk.workspace.memory.get(_MEMORY)
    if held is None or held[0] != key:
        held = desk.workspace.memory[_MEMORY] = (key, {})
    kept: dict[int, _Kept] = held[1]
    over = _over(ground, book, window)
    chosen = {
        register: {
            entry: revision
            for entry, revision in ground.lines(register.name, "revision")
            if entry not in over
        }
        for register in DOCKETED
    }
    _reckon(ground, book, window, chosen, kept)
    return [each for revisions in chosen.values() for entry in revisions for each in kept[entry].found]


def _whole_years(window: Span) -> Span:
    """Return the days of all years that a window lies in, so that the quarters of a year are reckoned but once."""
    return Span(f"{window.first[:4]}-01-01", f"{window.last[:4]}-12-31")


def _reckon(
    ground: Ground,
    book: Book,
    window: Span,
    chosen: Mapping[Register, Mapping[int, int]],
    kept: dict[int, _Kept],
) -> None:
    """Reckon the records that are not kept, or have another revision by now."""
    today = ground.desk.today().isoformat()
    lost = {each.entry for each in rights(ground) if each.reason in LOST}
    stale = {
        register: [
            entry
            for entry, revision in revisions.items()
            if entry not in kept or kept[entry][:2] != (revision, entry in lost)
        ]
        for register, revisions in chosen.items()
    }
    total, done = sum(map(len, stale.values())), 0
    for register, ids in stale.items():
        for start in range(0, len(ids), _AT_ONCE):
            ground.step(done, total)
            part = ids[start : start + _AT_ONCE]
            for entry, record in zip(part, whole(ground.desk, register, part), strict=True):
                found = _of(
                    register.name,
                    entry,
                    record,
                    tasks_by(book, register, record),
                    (window, today),
                    entry in lost,
                )
                kept[entry] = _Kept(chosen[register][entry], entry in lost, tuple(found))
            done += len(part)


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


def _of(
    register: str, entry: int, record: Record, tasks: Sequence[Task], days: tuple[Span, str], lost: bool
) -> Iterator[Answered]:
    """Yield the duties that fell due in a window up to today; one that may still be met today is none yet.

    What is a chance, or told for information alone, nobody had to do.
    """
    title, (window, today) = getattr(record, "title", ""), days
    for place, task in enumerate(tasks):
        if (
            task.operative is None
            or task.rule.chance
            or task.rule.severity == "info"
            or "before" in task.doubts
        ):
            continue
        day = task.operative.isoformat()
        if task.rule.task.rpartition(".")[2] == TASK or not window.holds(day) or _was_spared(task, day, lost):
            continue
        met = task.status == "done" and task.by is not None and task.by.day.isoformat() <= day
        if met or day < today:
            yield Answered(
                register, entry, record.number, title, task.rule.task, task.rule.id, day, met, place
            )


def _was_spared(task: Task, day: str, lost: bool) -> bool:
    """Say whether something ended a task before its day passed; what was lost by missing it ended on that very day."""
    if task.status != "ended":
        return False
    by = "" if task.by is None else task.by.day.isoformat()
    return by < day or (by == day and not lost)


def _asked(fits: Callable[[Answered], bool]) -> Ask:
    def ask(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
        # Of what keeps a docket the rights alone have a unit and a class of project.
        held = [
            each
            for each in ground.once((_MEMORY,), lambda: answered(ground))
            if span.holds(each.day) and fits(each)
        ]
        faces = ground.faces("patents", {each.entry for each in held if each.register == "patents"})
        for each in held:
            face = faces.get(each.entry)
            yield Counted(
                entry=each.entry,
                number=each.number,
                title=each.title,
                unit=face.unit if face else "",
                kind=each.rule,
                group=face.group if face else "",
                day=day_of(each.day),
                place=each.place,
                register=each.register,
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
