"""The tasks of a record as rows of words: how each stands, its days, and what unsaved edits would make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ipdesk.gui.context import Context
from ipdesk.gui.rows_table import Row, Status
from ipdesk.gui.theme import Tone
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message
from ipdesk.registers.docketed import Docketed, confirmed_by
from ipdesk.registers.fallen_due import PRESSING_DAYS, hints_of, named, standing_of
from ipdesk.rules.deadline_events import WAITS_FOR
from ipdesk.rules.deadline_rules import Task

HEADINGS: Final = (
    N_("Standing"), N_("Task"), N_("Counted"), N_("Holds"), N_("Safe day"), N_("Waiting on"), N_("Confirmed by"),
    N_("Doubtful"),
)  # fmt: skip
STANDING, TASK, NOMINAL, OPERATIVE, SAFE, WAITS, CONFIRMED, DOUBTS = range(len(HEADINGS))
MOVES: Final = N_("moves")
_LAST: Final = 9  # of the ranks of urgency


@dataclass(frozen=True, slots=True)
class Line:
    """A task as it stands in the record as saved, and as it would stand by what is typed; None where there is none."""

    before: Task | None
    after: Task | None

    @property
    def task(self) -> Task:
        """The task as it would stand, or the one that goes."""
        made = self.after or self.before
        assert made is not None
        return made

    @property
    def is_changed(self) -> bool:
        """Whether what is typed makes anything else of it."""
        return _told(self.before) != _told(self.after)

    @property
    def is_open(self) -> bool:
        """Whether it waits for an act, by what is typed or as saved."""
        return any(each is not None and each.status == "open" for each in (self.before, self.after))


def lines_of(before: Sequence[Task], after: Sequence[Task], today: date) -> list[Line]:
    """Return the tasks of both states of a record: those that change first, then the open ones by urgency."""
    old = {task.key: task for task in before}
    new = {task.key: task for task in after}
    lines = [Line(old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])]
    return sorted(lines, key=lambda line: (not line.is_changed, *_rank(line.task, today)))


def status_of(task: Task, today: date) -> Status:
    """Return how a task stands on a day: mark and word."""
    if task.status != "open":
        return _settled(task)
    if task.operative is None:
        return Status("warn", N_("no day"))
    match standing_of(task, today):
        case "grace":
            return Status("block", N_("in grace"))
        case "doubtful":
            return Status("info", N_("perhaps done"))
        case "info":
            return Status("info", N_("informs"))
    if task.operative < today:
        return Status("block", N_("overdue") if task.grace_until is None else N_("grace over"))
    return (
        Status("warn", N_("soon"))
        if (task.operative - today).days <= PRESSING_DAYS
        else Status("info", N_("open"))
    )


def _settled(task: Task) -> Status:
    """Return how a task stands that something cleared or ended."""
    if "late" in task.doubts:
        return Status("warn", N_("done late"))
    return Status("ok", N_("done")) if task.status == "done" else Status("info", N_("ended"))


def change_of(line: Line) -> Status:
    """Return what becomes of a task by what is typed."""
    if line.before is None:
        return Status("warn", N_("comes"))
    if line.after is None:
        return Status("warn", N_("goes"))
    if line.before.status != line.after.status:
        words: dict[str, tuple[Tone, str]] = {
            "open": ("warn", N_("opens again")), "done": ("ok", N_("is cleared")), "ended": ("warn", N_("ends"))
        }  # fmt: skip
        return Status(*words[line.after.status])
    if _days(line.before) == _days(line.after):
        return Status("info", N_("is announced") if line.after.announced else N_("not announced any more"))
    return Status("warn", MOVES)


def cells_of(context: Context, line: Line, record: Record, today: date) -> Row:
    """Return the cells of a task, those that change with old and new side by side."""
    say, task = context.say, line.task
    status = change_of(line) if line.is_changed else status_of(task, today)
    confirmed = confirmed_by(record, task) if isinstance(record, Docketed) else None
    return (
        Status(status.tone, context.label(status.word)),
        say(named(task)),
        _both(line, NOMINAL),
        _both(line, OPERATIVE),
        _both(line, SAFE),
        context.label(WAITS_FOR[task.rule.waits_for]),
        confirmed.by if confirmed is not None else "",
        say(Message("{doubts}", doubts=hints)) if (hints := hints_of(task)) else "",
    )


def moved_words(line: Line) -> Message:
    """Return in one sentence what changes of a task."""
    if change_of(line).word == MOVES:
        return Message(N_("{task}: {days}"), task=named(line.task), days=_both(line, OPERATIVE))
    return Message(N_("{task} {change}"), task=named(line.task), change=Message(change_of(line).word))


def _both(line: Line, column: int) -> str:
    """Return a day, or the old and the new one where they differ."""
    now = _day(line.after, column)
    if not line.is_changed:
        return now
    old = _day(line.before, column)
    return now if old == now else f"{old or '–'} → {now or '–'}"


def _day(task: Task | None, column: int) -> str:
    if task is None:
        return ""
    day = {NOMINAL: task.nominal, OPERATIVE: task.operative, SAFE: task.safe}[column]
    if column == SAFE and day == task.operative:
        return ""
    return day.isoformat() if day is not None else "?"


def _rank(task: Task, today: date) -> tuple[int, int]:
    """Return the place of a task by urgency: what is late first, then what has no day, then by day; settled ones last."""
    day = task.operative
    if task.status != "open":
        return _LAST, -(day or date.min).toordinal()
    if day is None:
        return 1, 0
    if standing_of(task, today) in ("doubtful", "info"):
        return 3, day.toordinal()
    return (0 if day < today else 2), day.toordinal()


def _told(task: Task | None) -> tuple[object, ...] | None:
    return None if task is None else (*_days(task), task.status, task.announced_on)


def _days(task: Task) -> tuple[date | None, ...]:
    return task.nominal, task.operative, task.safe, task.grace_until
