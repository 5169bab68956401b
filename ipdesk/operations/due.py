"""Everything that is due, of all registers: tasks by the rules of deadlines, and what other findings name a day for."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import compress
from operator import itemgetter
from typing import Final, Literal

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Basis
from ipdesk.model.text import N_, Message
from ipdesk.model.wanted import VIEWS, Wanted
from ipdesk.operations import today
from ipdesk.operations.deadline_rules import book_in_force
from ipdesk.operations.desk import Desk
from ipdesk.operations.matters import Matter
from ipdesk.registers.fallen_due import Reckoned, act_of, hints_of, named, said_of, standing_of, task_of
from ipdesk.rules.deadline_events import WAITS_FOR
from ipdesk.rules.deadline_rules import Rule
from ipdesk.store import docket as store
from ipdesk.store.docket import Line

When = Literal["undated", "doubtful", "overdue", "grace", "today", "week", "month", "later", "info"]
WHEN: Final[dict[When, str]] = {
    "undated": N_("Without a day"),
    "doubtful": N_("Doubtful"),
    "overdue": N_("Overdue"),
    "grace": N_("In its grace"),
    "today": N_("Due today"),
    "week": N_("Within a week"),
    "month": N_("Within a month"),
    "later": N_("Later"),
    "info": N_("For information"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that is due: a task of the docket, or a matter with a day of another register.

    `what` says it with its day, `name` without. `waits_for` is a label. `holds` is the day that holds, `counted` the one
    that was counted and `safe` the earliest reading. Something is announced for `announced_on` that will clear it. `task` is its key in the record, "" for a matter.
    """

    register: str
    number: str
    title: str
    what: Message
    act: Message
    waits_for: str
    when: When
    holds: date | None
    counted: date | None = None
    safe: date | None = None
    grace_until: date | None = None
    doubts: tuple[str, ...] = ()
    confirmed_by: str = ""
    announced_on: date | None = None
    task: str = ""
    rule: str = ""
    revision: int = 0
    basis: tuple[Basis, ...] = ()
    name: Message | None = None
    matter: Matter | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from every other, also after it was read again."""
        return self.register, self.number, self.task or (self.matter.key[-2] if self.matter else "")


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due by its day, without a row of it: `places` are ids of tasks, or below zero -1 minus the place of a matter.

    `days` are the days as `date.toordinal` counts, 0 where there is none; `tags` tell what is doubtful, in its grace or for information.
    """

    days: array[int]
    places: array[int]
    tags: bytes
    matters: tuple[Matter, ...] = ()

    def __len__(self) -> int:
        return len(self.places)

    def between(self, since: date | None, until: date | None) -> DueList:
        """Return what is due from one day to another; what has no day is left out."""
        return self._part(*self._between(since, until))

    def until(self, last: date) -> DueList:
        """Return what is due until a day, and what has none."""
        return self._part(0, bisect_right(self.days, last.toordinal()))

    def view(self, name: str, on: date) -> DueList:
        """Return what belongs to a view, as seen on a day."""
        part = self._part(*self._span(name, on))
        return part._only(_TAGS[name]) if name in _TAGS else part

    def sure(self) -> DueList:
        """Return what is not doubtful."""
        return self._only(_SURE)

    def sure_days(self) -> array[int]:
        """Return the days of what is not doubtful, for a picture that needs no more."""
        return array("q", compress(self.days, self.tags.translate(_chosen(_SURE))))

    def counts(self, on: date) -> dict[str, int]:
        """Return how much belongs to each view; of a hundred thousand none is looked at one by one."""
        found = {}
        for name in VIEWS:
            first, last = self._span(name, on)
            tags = _TAGS.get(name)
            found[name] = (
                last - first if tags is None else sum(self.tags.count(tag, first, last) for tag in tags)
            )
        return found

    def _span(self, name: str, on: date) -> tuple[int, int]:
        """Return from which place to which a view reaches, as seen on a day."""
        if name == "all":
            return 0, len(self.days)
        if name == "undated":
            return 0, bisect_left(self.days, 1)
        return self._between(*spans(on)[name])

    def _between(self, since: date | None, until: date | None) -> tuple[int, int]:
        first = bisect_left(self.days, since.toordinal() if since else 1)
        last = bisect_right(self.days, until.toordinal()) if until else len(self.days)
        return first, max(first, last)

    def _part(self, first: int, last: int) -> DueList:
        return DueList(self.days[first:last], self.places[first:last], self.tags[first:last], self.matters)

    def _only(self, tags: frozenset[int]) -> DueList:
        if sum(map(self.tags.count, tags)) == len(self.tags):
            return self
        chosen = self.tags.translate(_chosen(tags))
        return DueList(
            array("q", compress(self.days, chosen)),
            array("q", compress(self.places, chosen)),
            bytes(compress(self.tags, chosen)),
            self.matters,
        )


MANY: Final = 5_000  # tasks whose list is first read in part
_SURE: Final = frozenset({store.PLAIN, store.GRACE})
_TAGS: Final[Mapping[str, frozenset[int]]] = {
    "pressing": _SURE,
    "overdue": frozenset({store.PLAIN}),
    "grace": frozenset({store.GRACE}),
    "week": _SURE,
    "month": _SURE,
    "later": _SURE,
    "doubtful": frozenset({store.DOUBTFUL}),
    "info": frozenset({store.INFO}),
}


def _chosen(tags: frozenset[int]) -> bytes:
    """Return what makes of each tag whether it is among these."""
    return bytes(tag in tags for tag in range(256))


def spans(on: date) -> dict[str, tuple[date | None, date | None]]:
    """Return the first and last day of each view that has some, as seen on a day; None leaves an end open."""
    before, month = on - timedelta(days=1), add_months(on, 1)
    return {
        "pressing": (None, month),
        "overdue": (None, before),
        "grace": (None, before),
        "week": (on, on + timedelta(days=7)),
        "month": (on, month),
        "later": (month + timedelta(days=1), None),
        "doubtful": (None, None),
        "info": (None, before),
    }


def due_list(desk: Desk, wanted: Wanted = Wanted(), matters: Sequence[Matter] = ()) -> DueList:  # noqa: B008 - frozen
    """Return what is asked for, by day: tasks of the docket as it stands, and those of the `matters` that fit."""
    desk.require("read")
    ids, days, tags = store.open_ids(desk.workspace.db, wanted, desk.today())
    fitting = [
        (each.due.toordinal(), -1 - at) for at, each in enumerate(matters) if each.due and _fits(each, wanted)
    ]
    if not fitting:
        return DueList(days, ids, tags, tuple(matters))
    others = ((day, at, store.PLAIN) for day, at in fitting)
    every = sorted([*zip(days, ids, tags, strict=True), *others], key=itemgetter(0))
    return DueList(
        array("q", (day for day, _, _ in every)),
        array("q", (at for _, at, _ in every)),
        bytes(tag for _, _, tag in every),
        tuple(matters),
    )


def first_due(desk: Desk, wanted: Wanted, count: int) -> DueList | None:
    """Return the first tasks of what is pressing where the list is so long that reading all of it would be waited for.

    None where it is short; what other registers have due is not among them.
    """
    desk.require("read")
    if store.count_open(desk.workspace.db) < MANY:
        return None
    _, until = spans(desk.today())["pressing"]
    ids, days, tags = store.open_ids(desk.workspace.db, replace(wanted, until=until), desk.today(), count)
    return DueList(days, ids, tags)


def other_matters(desk: Desk) -> tuple[Matter, ...]:
    """Return everything with a day that is no task of the docket. It works out findings: call it beside the window."""
    found = today.due(desk).matters
    return tuple(each for each in found if not task_of(each.finding))


def _fits(matter: Matter, wanted: Wanted) -> bool:
    if matter.due is None or wanted.rules or wanted.number not in ("", matter.number):
        return False
    if wanted.registers and matter.register not in wanted.registers:
        return False
    if wanted.waits_for and matter.waits_for not in {WAITS_FOR[each] for each in wanted.waits_for}:
        return False
    return (wanted.since or matter.due) <= matter.due <= (wanted.until or matter.due)


def read_due(desk: Desk, listed: DueList, start: int, count: int) -> list[Due]:
    """Return the rows of a list from one place on; rows that are gone meanwhile are left out."""
    desk.require("read")
    places = listed.places[start : start + count]
    lines = {
        line.id: line for line in store.read_lines(desk.workspace.db, [each for each in places if each >= 0])
    }
    rules, day = book_in_force(desk).rules.by_id, desk.today()
    found = []
    for place in places:
        if place < 0:
            found.append(_of_matter(listed.matters[-1 - place], day))
        elif (line := lines.get(place)) is not None and line.kept.rule in rules:
            found.append(_of_line(_Kept(rules[line.kept.rule], line), day))
    return found


@dataclass(frozen=True, slots=True)
class _Kept:
    """A task as the docket holds it, with its rule."""

    rule: Rule
    line: Line

    @property
    def cycle(self) -> int | None:
        return self.line.kept.cycle

    @property
    def place(self) -> str:
        return self.line.kept.place

    @property
    def operative(self) -> date | None:
        return self.line.kept.operative

    @property
    def grace_until(self) -> date | None:
        return self.line.kept.grace_until

    @property
    def doubts(self) -> tuple[str, ...]:
        return self.line.kept.doubts

    @property
    def steps(self) -> tuple[tuple[int, date], ...]:
        grace, counted = self.rule.grace, self.line.kept.nominal
        return grace.steps(counted) if grace and counted else ()


def _of_line(kept: _Kept, day: date) -> Due:
    line = kept.line
    return Due(
        register=line.register,
        number=line.number,
        title=line.title,
        what=said_of(kept, day),
        act=act_of(kept, day),
        waits_for=WAITS_FOR[kept.rule.waits_for],
        when=when_of(kept, day),
        holds=line.kept.operative,
        counted=line.kept.nominal,
        safe=line.kept.safe,
        grace_until=line.kept.grace_until,
        doubts=line.kept.doubts,
        confirmed_by=line.kept.confirmed_by,
        announced_on=line.kept.announced_on,
        task=line.kept.task,
        rule=line.kept.rule,
        revision=line.revision,
        basis=kept.rule.basis,
        name=named(kept),
    )


def _of_matter(matter: Matter, day: date) -> Due:
    return Due(
        register=matter.register,
        number=matter.number,
        title=matter.title,
        what=matter.what,
        act=matter.act,
        waits_for=matter.waits_for,
        when=_span(matter.due, day),
        holds=matter.due,
        revision=matter.revision,
        basis=(matter.finding.basis,) if matter.finding else (),
        matter=matter,
    )


def when_of(task: Reckoned, day: date) -> When:
    """Return how pressing an open task is on a day."""
    if task.operative is None:
        return "undated"
    return standing_of(task, day) or _span(task.operative, day)


def _span(due: date | None, day: date) -> When:
    if due is None:
        return "undated"
    if due < day:
        return "overdue"
    if due == day:
        return "today"
    if due <= day + timedelta(days=7):
        return "week"
    return "month" if due <= add_months(day, 1) else "later"


def doubts_said(due: Due) -> list[Message]:
    """Return the doubts about a day in words, and what is announced."""
    return hints_of(due)
