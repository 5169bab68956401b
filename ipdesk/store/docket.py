"""The docket: every task that the rules of deadlines make of records, kept so that a list of all is there at once.

It is reckoned from the records and holds nothing that they do not tell; whoever reads it brings it up to date first.
What is to be reckoned anew is noted by every writing in its own transaction.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ipdesk.model.record import WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.model.wanted import Wanted
from ipdesk.store.database import Database, marks, rows, value, writing
from ipdesk.store.records import read_by_id

_COLUMNS: Final = (
    *("entry", "task", "rule", "cycle", "place", "waits_for", "severity", "nominal", "operative", "safe"),
    *("grace_until", "status", "doubts", "confirmed_by"),
)
BETWEEN: Final = ","
BEFORE: Final = "before"  # the doubt of what was due before the record came
PLAIN, DOUBTFUL, GRACE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One task of the docket with what a list shows of its record. `task` is its key in the record."""

    id: int
    entry: int
    register: str
    number: str
    title: str
    revision: int
    task: str
    rule: str
    cycle: int | None
    place: str
    waits_for: str
    severity: str
    nominal: date | None
    operative: date | None
    safe: date | None
    grace_until: date | None
    status: str
    doubts: tuple[str, ...]
    confirmed_by: str


def note_stale(db: Database, entry: int) -> None:
    """Note that the tasks of a record are to be reckoned anew."""
    db.execute("insert or ignore into docket_stale(entry) values (?)", [entry])


def rules_of(db: Database, register: Register) -> str:
    """Return the digest of the rules by which a register was reckoned, "" before it ever was."""
    return value(db, "select digest from docket_rules where register = ?", [register.name]) or ""


def note_rules(db: Database, register: Register, digest: str) -> None:
    """Note by which rules a register is reckoned; where they are others than before, all of it is reckoned anew."""
    if rules_of(db, register) == digest:
        return
    with writing(db):
        db.execute(
            "insert or ignore into docket_stale(entry) select id from entries where register = ?",
            [register.name],
        )
        db.execute(
            "insert into docket_rules(register, digest) values (?, ?)"
            " on conflict(register) do update set digest = excluded.digest",
            [register.name, digest],
        )


def stale_ids(db: Database, register: Register) -> array[int]:
    """Return the records of a register whose tasks are to be reckoned anew."""
    sql = "select s.entry from docket_stale s join entries e on e.id = s.entry where e.register = ? order by s.entry"
    return array("q", [each[0] for each in rows(db, sql, [register.name])])


def count_stale(db: Database) -> int:
    """Return how many records are to be reckoned anew."""
    return int(value(db, "select count(*) from docket_stale"))


def put(
    db: Database,
    register: Register,
    entries: Sequence[int],
    lines_of: Callable[[int, Record], Iterable[Sequence[Any]]],
) -> None:
    """Reckon some records of a register anew in one transaction, so that no change made meanwhile is missed.

    `lines_of` returns the tasks of a record, each in the order of the columns.
    """
    names, places = ", ".join(f'"{name}"' for name in _COLUMNS), ", ".join("?" * len(_COLUMNS))
    with writing(db):
        held, chosen = read_by_id(db, register, entries), json.dumps(list(entries))
        db.execute("delete from docket where entry in (select value from json_each(?))", [chosen])
        lines = [line for entry, record in held.items() for line in lines_of(entry, record)]
        db.conn.executemany(f"insert into docket({names}) values ({places})", lines)
        db.execute("delete from docket_stale where entry in (select value from json_each(?))", [chosen])


def forget(db: Database, entry: int) -> None:
    """Erase what the docket holds of a record, as when it is purged."""
    db.execute("delete from docket where entry = ?", [entry])
    db.execute("delete from docket_stale where entry = ?", [entry])


def open_ids(db: Database, wanted: Wanted, on: date) -> tuple[array[int], array[int], bytes]:
    """Return the open tasks asked for, those without a day first, then by day; beside each its day, 0 for none, and a tag.

    A day is counted as `date.toordinal` counts. The tag tells what is doubtful, and what is still in its grace on a day.
    Tasks of records that are withdrawn or sealed are never among them.
    """
    clause, parameters = _clause(wanted)
    sql = (
        "select json_group_array(id), json_group_array(day), json_group_array(tag) from (select d.id as id,"
        " coalesce(cast(julianday(d.operative) - 1721424.5 as integer), 0) as day, case"
        f" when instr(d.doubts, '{BEFORE}') then {DOUBTFUL} when d.grace_until >= ? then {GRACE} else {PLAIN} end as tag"
        f" from docket d {_HELD} where {clause} order by d.operative, d.id)"
    )
    ids, days, tags = rows(db, sql, [on.isoformat(), *parameters])[0]
    return array("q", json.loads(ids)), array("q", json.loads(days)), bytes(json.loads(tags))


def read_lines(db: Database, ids: Sequence[int]) -> list[Line]:
    """Return tasks by their ids, in the order asked for; those that are gone are left out."""
    sql = (
        "select d.id, d.entry, e.register, e.number, e.title, e.revision, d.task, d.rule, d.cycle, d.place, d.waits_for,"
        " d.severity, d.nominal, d.operative, d.safe, d.grace_until, d.status, d.doubts, d.confirmed_by"
        f" from docket d join entries e on e.id = d.entry where d.id in ({marks(ids)})"
    )
    held = {each[0]: _line(*each) for each in rows(db, sql, list(ids))} if ids else {}
    return [held[each] for each in ids if each in held]


def count_by(db: Database, column: str, wanted: Wanted) -> dict[str, int]:
    """Return how many of the open tasks asked for there are by register, rule or who is waited for."""
    named = {"register": "e.register", "rule": "d.rule", "waits_for": "d.waits_for"}[column]
    clause, parameters = _clause(wanted)
    sql = f"select {named}, count(*) from docket d {_HELD} where {clause} group by 1"
    return dict(rows(db, sql, parameters))


def near_entries(db: Database, register: Register, near: date, limit: int) -> array[int]:
    """Return the records of a register with open tasks whose days lie nearest to a day, the nearest first."""
    sql = (
        f"select d.entry from docket d {_HELD} where d.status = 'open' and d.operative is not null and e.register = ?"
        " group by d.entry order by min(abs(julianday(d.operative) - julianday(?))), d.entry limit ?"
    )
    return array("q", [each[0] for each in rows(db, sql, [register.name, near.isoformat(), limit])])


_HELD: Final = f"join entries e on e.id = d.entry and e.sealed = 0 and e.state <> '{WITHDRAWN}'"


def _clause(wanted: Wanted) -> tuple[str, list[Any]]:
    """Return the condition on tasks and its parameters."""
    parts, parameters = ["d.status = 'open'"], list[Any]()
    for sign, day in ((">=", wanted.since), ("<=", wanted.until)):
        if day is not None:
            parts.append(f"d.operative {sign} ?")
            parameters.append(day.isoformat())
    for column, held in (
        ("e.register", wanted.registers),
        ("d.waits_for", wanted.waits_for),
        ("d.rule", wanted.rules),
    ):
        if held:
            parts.append(f"{column} in ({marks(held)})")
            parameters += held
    if wanted.doubtful is not None:
        parts.append("d.doubts <> ''" if wanted.doubtful else "d.doubts = ''")
    if wanted.number:
        parts.append("e.number = ?")
        parameters.append(wanted.number)
    return " and ".join(parts), parameters


def _line(*held: Any) -> Line:
    id_, entry, register, number, title, revision, task, rule, cycle, place, waits_for, severity, *rest = held
    nominal, operative, safe, grace, status, doubts, confirmed = rest
    return Line(
        id=id_,
        entry=entry,
        register=register,
        number=number,
        title=title,
        revision=revision,
        task=task,
        rule=rule,
        cycle=cycle,
        place=place,
        waits_for=waits_for,
        severity=severity,
        nominal=_day(nominal),
        operative=_day(operative),
        safe=_day(safe),
        grace_until=_day(grace),
        status=status,
        doubts=tuple(doubts.split(BETWEEN)) if doubts else (),
        confirmed_by=confirmed,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
