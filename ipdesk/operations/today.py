"""What waits today, of all registers: the agenda, and how many records stand in which state for how long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, zip_longest
from typing import Final

from ipdesk.model.progress import Step, no_step
from ipdesk.model.register import Register
from ipdesk.operations import docket
from ipdesk.operations.checks import linked_from
from ipdesk.operations.desk import Desk
from ipdesk.operations.matters import PRESSING, URGENCIES, Matter, matters_of
from ipdesk.registers import REGISTERS
from ipdesk.store import agenda as store
from ipdesk.store import docket as tasks
from ipdesk.store import records
from ipdesk.store.times import utc_text

MOST: Final = 300  # open records that are looked at, so that the answer is there within seconds
MOST_DUE: Final = 2_000  # the same where only what is due is asked for
AGES: Final = (30, 90)  # days that part the ages of a stage
_AT_ONCE: Final = 25  # records read together
_RANKS: Final = tuple(URGENCIES)
_Place = tuple[Register, int]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What waits, the most pressing first, and how many of how many open records were looked at for it.

    `blank` says that no register holds a record yet.
    """

    matters: tuple[Matter, ...]
    looked_at: int
    open: int
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """How many records of a register are in a state, in all and by age.

    The ages are up to AGES[0] days, up to AGES[1] days, and above, counted from the last change of the record.
    """

    register: str
    state: str
    label: str
    count: int
    final: bool
    ages: tuple[int, ...]


def stages(desk: Desk, register: Register) -> list[Stage]:
    """Return the states of a register in their order with the number of records in each."""
    desk.require("read")
    now = desk.workspace.clock()
    times = [utc_text(now - timedelta(days=days)) for days in AGES]
    states = register.states.states
    held = store.counts_by_age(desk.workspace.db, register, [each.code for each in states], times)
    return [
        Stage(register.name, each.code, each.label, sum(held[each.code]), each.final, held[each.code])
        for each in states
    ]


def agenda(desk: Desk, step: Step = no_step) -> Agenda:
    """Return what waits and what is due, of at most MOST open records, those with a day near today first.

    `step` is told how far it is and may raise to stop. Findings are worked out for each record, so this
    belongs on a worker's thread.
    """
    docket.refresh(desk)
    chosen = _chosen(desk)
    found = sorted(_matters(desk, chosen, step), key=_order)
    total = len(chosen)
    if total == MOST:
        total = sum(store.count(desk.workspace.db, each, _open_states(each)) for each in REGISTERS)
    blank = not total and not any(records.counts(desk.workspace.db).values())
    return Agenda(tuple(found), len(chosen), total, blank)


def due(desk: Desk, since: date | None = None, until: date | None = None) -> Agenda:
    """Return what falls due on the days of a span, the earliest first; None leaves an end open."""
    desk.require("read")
    dated = _in_turn(_dated(desk, each, MOST_DUE + 1) for each in REGISTERS)
    chosen = dated[:MOST_DUE]
    found = [
        (each.due, each.number, each)
        for each in _matters(desk, chosen, no_step)
        if each.due and (since is None or since <= each.due) and (until is None or each.due <= until)
    ]
    found.sort(key=lambda each: each[:2])
    return Agenda(tuple(each for *_, each in found), len(chosen), len(dated))


def _order(matter: Matter) -> tuple[int, date, bool, date, str]:
    """Order the pressing by their day, the others by whom they wait for, warnings and the longest waiting first."""
    day = matter.due if matter.due and matter.urgency in PRESSING else date.min
    warned = matter.finding is not None and matter.finding.severity == "warn" and not matter.finding.blocks
    return _RANKS.index(matter.urgency), day, not warned, matter.since, matter.number


def _chosen(desk: Desk) -> list[_Place]:
    """Return the open records to look at: near days, then the longest waiting, then those that only rest."""
    dated = _in_turn(_near(desk, each) for each in REGISTERS)
    waits = _in_turn(_open(desk, each, resting=False) for each in REGISTERS)
    rests = _in_turn(_open(desk, each, resting=True) for each in REGISTERS)
    # Half of the places are kept for what has no day, however many days there are.
    every = chain(dated[: MOST // 2], waits, dated[MOST // 2 :], rests)
    return list({entry: (register, entry) for register, entry in every}.values())[:MOST]


def _dated(desk: Desk, register: Register, limit: int) -> list[_Place]:
    ids = store.dated_ids(desk.workspace.db, register, _open_states(register), desk.today(), limit)
    return [(register, each) for each in ids]


def _near(desk: Desk, register: Register) -> list[_Place]:
    """Return the records with a day near today, in turn with those whose tasks are due then."""
    dated = _dated(desk, register, MOST)
    if not register.has_docket:
        return dated
    tasked = tasks.near_entries(desk.workspace.db, register, desk.today(), MOST)
    both = _in_turn((dated, [(register, each) for each in tasked]))
    return list({entry: (register, entry) for _, entry in both}.values())


def _open(desk: Desk, register: Register, *, resting: bool) -> list[_Place]:
    ids = store.open_ids(desk.workspace.db, register, _open_states(register, resting), MOST)
    return [(register, each) for each in ids]


def _open_states(register: Register, resting: bool | None = None) -> tuple[str, ...]:
    return tuple(
        each.code
        for each in register.states.states
        if not each.final and (resting is None or each.resting is resting)
    )


def _in_turn(lists: Iterable[Sequence[_Place]]) -> list[_Place]:
    """Return the first of each list, then the second of each, so that no register crowds out another."""
    return [each for turn in zip_longest(*lists) for each in turn if each is not None]


def _matters(desk: Desk, chosen: Sequence[_Place], step: Step) -> list[Matter]:
    """Work out the matters of some records."""
    found: list[Matter] = []
    done = 0
    for register in REGISTERS:
        ids = [entry for each, entry in chosen if each is register]
        for start in range(0, len(ids), _AT_ONCE):
            held = records.read_many(desk.workspace.db, register, ids[start : start + _AT_ONCE])
            entered = store.states_entered(desk.workspace.db, [each.id for each in held])
            beside = linked_from(desk, register, held)
            for record in held:
                step(done, len(chosen))
                done += 1
                if not record.withheld:
                    entry = entered.get(record.id, record.changed)
                    found += matters_of(desk, register, record, entry, beside)
    return found
