"""The board of a register: its records as cards by state, those that wait the longest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from ipdesk.model.kinds import option_label
from ipdesk.model.marking import LEVEL_OPTIONS, STATE_OPTIONS
from ipdesk.model.progress import Step as Progress
from ipdesk.model.progress import no_step
from ipdesk.model.register import Register
from ipdesk.model.states import State
from ipdesk.operations.checks import Step, ways_on
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import permits
from ipdesk.operations.reading import Sight
from ipdesk.operations.today import AGES
from ipdesk.store import agenda as store
from ipdesk.store import records
from ipdesk.store.agenda import Waiting
from ipdesk.store.times import utc_text

MOST: Final = 200  # cards of a column
FIRST: Final = 20  # the same where the board is to be there at once, before the rest
RECENT: Final = 90  # days for which what ended stays on the board


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One record on the board: what it is, and for how many days it has been in its state.

    `age` is the place of those days among AGES, 0 for the youngest; it is None where nothing is waited for.
    Of a `sealed` record only the number and the days are told.
    """

    number: str
    title: str
    unit: str
    level: str
    classification: str
    sealed: bool
    since: date
    days: int
    age: int | None

    @property
    def marking(self) -> str:
        """The label of its marking: of the level of a state secret where there is one, else of the level as answered."""
        if self.classification:
            return option_label(STATE_OPTIONS, self.classification)
        return option_label(LEVEL_OPTIONS, self.level) if self.level else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One state with its cards, those that wait the longest first, and how many records are in it in all.

    Decisions of before this desk are history, in which nothing is waited for: they are neither shown nor counted.
    `waits_for` is a label; `mine` says that the person at the desk is meant. The column of what ended holds
    the records that came to their end within RECENT days, the latest first, and counts those alone.
    """

    state: str
    label: str
    waits_for: str
    mine: bool
    final: bool
    count: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The columns of a register in the order of its states.

    `blank` says that it holds no record at all, `partial` that there are cards that were not asked for.
    """

    register: str
    columns: tuple[Column, ...]
    blank: bool
    partial: bool = False


def board(desk: Desk, register: Register, step: Progress = no_step, *, most: int | None = None) -> Board:
    """Return the cards of every open state, at most MOST or fewer of each, and of what ended lately.

    Where a state holds more, those longest unchanged are shown. No findings are worked out. `step` is told how
    far it is and may raise to stop.
    """
    desk.require("read")
    shown, limit = _shown(register), MOST if most is None else min(most, MOST)
    columns = []
    for done, state in enumerate(shown):
        step(done, len(shown))
        columns.append((_ended if state.final else _open)(desk, register, state, limit))
    some = any(each.count for each in columns)
    blank = not some and not records.counts(desk.workspace.db).get(register.name)
    partial = limit < MOST and any(len(each.cards) < each.count for each in columns)
    return Board(register.name, tuple(columns), blank, partial)


def next_step(desk: Desk, register: Register, sight: Sight) -> Step | None:
    """Return the move that leads a record on, with what it lacks; None unless the person at the desk may make it.

    One that lacks nothing comes before those that lack something. From its end nothing leads on.
    """
    record = sight.record
    if record.withheld or register.state(record.state).final:
        return None
    ways = ways_on(register, record.state, sight.findings)
    way = next((each for each in ways if not each.lacks), ways[0] if ways else None)
    if way is None or desk.actor.role not in way.move.roles:
        return None
    return way if permits(desk.actor, "move", record, register) else None


def _shown(register: Register) -> list[State]:
    """Return the open states and the last of those in which work ends."""
    ends = [each for each in register.states.states if each.final][-1:]
    return [each for each in register.states.states if not each.final or each in ends]


def _open(desk: Desk, register: Register, state: State, most: int) -> Column:
    db = desk.workspace.db
    began = desk.started_on()
    count = store.count_waiting(db, register, state.code, began)
    held = store.longest_unchanged(db, register, state.code, most, began)
    held.sort(key=lambda each: (each.entered, each.number))
    return _column(desk, state, count, held)


def _ended(desk: Desk, register: Register, state: State, most: int) -> Column:
    db = desk.workspace.db
    since = utc_text(desk.workspace.clock() - timedelta(days=RECENT))
    changed = store.lately_changed(db, register, state.code, since, most)
    held = [each for each in changed if each.entered >= since]
    held.sort(key=lambda each: (each.entered, each.number), reverse=True)
    whole = len(changed) < most
    count = len(held) if whole else store.count_entered(db, register, state.code, since)
    return _column(desk, state, count, held)


def _column(desk: Desk, state: State, count: int, held: list[Waiting]) -> Column:
    waits, today = not state.final and not state.resting, desk.today()
    return Column(
        state=state.code,
        label=state.label,
        waits_for=state.waits_for,
        mine=state.role == desk.actor.role,
        final=state.final,
        count=count,
        cards=tuple(_card(each, today, waits=waits) for each in held),
    )


def _card(held: Waiting, today: date, *, waits: bool) -> Card:
    since = datetime.fromisoformat(held.entered).astimezone().date()
    days = max(0, (today - since).days)
    return Card(
        number=held.number,
        title=held.title,
        unit=held.unit,
        level=held.level,
        classification=held.classification,
        sealed=held.sealed,
        since=since,
        days=days,
        age=sum(days > most for most in AGES) if waits else None,
    )
