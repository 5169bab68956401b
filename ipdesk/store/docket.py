"""The docket: every open task that the rules of deadlines make of records, kept so that a list of all is there at once.

It is reckoned from the records and holds nothing that they do not tell; whoever reads it brings it up to date first.
What is to be reckoned anew is noted by every writing in its own transaction.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.wanted import Wanted
from ipdesk.store.database import Database, marks, rows, value, writing
from ipdesk.store.records import read_by_id

_COLUMNS: Final = (
    *("day", "doubtful", "grace_day", "register", "waits_for", "rule", "entry", "task", "cycle", "place"),
    *("nominal", "operative", "safe", "grace_until", "doubts", "confirmed_by", "announced_on"),
)
BETWEEN: Final = ","
PLAIN, DOUBTFUL, GRACE, INFO = 0, 1, 2, 3
Reckoned = tuple[Iterable["Kept"], date | None]  # the tasks of a record, and the day that makes them others
_TAG_OF: Final = bytes((sign - ord("0")) % 256 for sign in range(256))


class Kept(NamedTuple):
    """One open task as the docket keeps it, a bare tuple as many are made at once; `task` is its key in the record, `weight` PLAIN, DOUBTFUL where it may well be done, or INFO.

    What is announced to clear it does so on `announced_on`.
    """

    task: str
    rule: str
    cycle: int | None
    place: str
    waits_for: str
    nominal: date | None
    operative: date | None
    safe: date | None
    grace_until: date | None
    doubts: tuple[str, ...]
    weight: int
    confirmed_by: str
    announced_on: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One task of the docket by its id, with what a list shows of its record."""

    id: int
    entry: int
    register: str
    number: str
    title: str
    revision: int
    kept: Kept


def note_stale(db: Database, entries: Iterable[int]) -> None:
    """Note that the tasks of records are to be reckoned anew."""
    sql = "insert or ignore into docket_stale(entry) values (?)"
    db.conn.executemany(sql, ([entry] for entry in entries))


def rules_of(db: Database, register: Register) -> str:
    """Return the digest of the rules by which a register was reckoned, "" before it ever was."""
    return value(db, "select digest from docket_rules where register = ?", [register.name]) or ""


def note_rules(db: Database, register: Register, digest: str) -> None:
    """Note by which rules a register is reckoned; where they are others than before, all of it is reckoned anew."""
    if rules_of(db, register) != digest:
        with writing(db):
            note_rules_within(db, register, digest)


def note_rules_within(db: Database, register: Register, digest: str) -> None:
    """Note the rules as `note_rules` does, inside the caller's transaction."""
    if rules_of(db, register) == digest:
        return
    db.execute(
        "insert or ignore into docket_stale(entry) select id from entries where register = ?",
        [register.name],
    )
    db.execute(
        "insert into docket_rules(register, digest) values (?, ?)"
        " on conflict(register) do update set digest = excluded.digest",
        [register.name, digest],
    )


def stale_ids(db: Database, register: Register, on: date) -> array[int]:
    """Return the records of a register whose tasks are to be reckoned anew on a day: those written since, and those for which a day has come on which something was announced."""
    sql = (
        "select s.entry from docket_stale s join entries e on e.id = s.entry where e.register = ?1"
        " union select a.entry from docket_ahead a join entries e on e.id = a.entry"
        " where a.day <= ?2 and e.register = ?1 order by 1"
    )
    return array("q", [each[0] for each in rows(db, sql, [register.name, on.isoformat()])])


def put(
    db: Database,
    register: Register,
    entries: Sequence[int],
    reckoned_of: Callable[[Record], Reckoned],
) -> None:
    """Reckon some records of a register anew in one transaction, so that no change made meanwhile is missed."""
    with writing(db):
        held = read_by_id(db, register, entries, register.counted)
        put_within(db, register, entries, {entry: reckoned_of(record) for entry, record in held.items()})


def put_within(
    db: Database,
    register: Register,
    entries: Iterable[int],
    reckoned: Mapping[int, Reckoned],
) -> None:
    """Put what was reckoned of some records in place of what was kept of them, inside the caller's transaction."""
    names, places = ", ".join(f'"{name}"' for name in _COLUMNS), ", ".join("?" * len(_COLUMNS))
    chosen = json.dumps(list(entries))
    db.execute("delete from docket where entry in (select value from json_each(?))", [chosen])
    lines = (_cells(register, entry, each) for entry, (kept, _) in reckoned.items() for each in kept)
    db.conn.executemany(f"insert into docket({names}) values ({places})", lines)
    db.execute("delete from docket_ahead where entry in (select value from json_each(?))", [chosen])
    ahead = ([entry, day.isoformat()] for entry, (_, day) in reckoned.items() if day is not None)
    db.conn.executemany("insert into docket_ahead(entry, day) values (?, ?)", ahead)
    db.execute("delete from docket_stale where entry in (select value from json_each(?))", [chosen])


def _cells(register: Register, entry: int, kept: Kept) -> tuple[Any, ...]:
    day = kept.operative.toordinal() if kept.operative else 0
    grace = kept.grace_until.toordinal() if kept.grace_until else 0
    days = (kept.nominal, kept.operative, kept.safe, kept.grace_until)
    announced = kept.announced_on.isoformat() if kept.announced_on else None
    return (
        *(day, kept.weight, grace, register.name, kept.waits_for, kept.rule, entry, kept.task),
        *(kept.cycle, kept.place, *(each.isoformat() if each else None for each in days)),
        *(BETWEEN.join(kept.doubts), kept.confirmed_by, announced),
    )


def forget(db: Database, entry: int) -> None:
    """Erase what the docket holds of a record, as when it is purged."""
    for table in ("docket", "docket_ahead", "docket_stale"):
        db.execute(f"delete from {table} where entry = ?", [entry])


def count_open(db: Database) -> int:
    """Return how many open tasks there are."""
    return int(value(db, "select count(*) from docket"))


def open_ids(
    db: Database, wanted: Wanted, on: date, first: int | None = None
) -> tuple[array[int], array[int], bytes]:
    """Return the open tasks asked for, those without a day first, then by day; beside each its day, 0 for none, and a tag.

    A day is counted as `date.toordinal` counts. The tag tells what is still in its grace on a day, whatever else is
    doubtful about it, what is doubtful, and what only informs of a day that passed.
    With `first` only so many are returned, and only such as are in their grace or plain.
    """
    clause, parameters = _clause(wanted)
    most, day = "", on.toordinal()
    if first is not None:
        plain = f"(doubtful = {PLAIN} or grace_day >= {day} or (doubtful = {INFO} and day >= {day}))"
        clause, most = f"{clause} and {plain}", f" limit {first}"
    # The index holds all that is asked for, and its order is that of the list: no row is read for it.
    sql = (
        "select group_concat(id), group_concat(day), group_concat(tag, '') from (select id, day,"
        f" case when not day or day >= {day} then {PLAIN} when grace_day >= {day} then {GRACE} else doubtful end as tag"
        f" from docket where {clause} order by day, id{most})"
    )
    ids, days, tags = rows(db, sql, parameters)[0]
    if ids is None:
        return array("q"), array("q"), b""
    return (
        array("q", json.loads(f"[{ids}]")),
        array("q", json.loads(f"[{days}]")),
        tags.encode().translate(_TAG_OF),
    )


def read_lines(db: Database, ids: Sequence[int]) -> list[Line]:
    """Return tasks by their ids, in the order asked for; those that are gone are left out."""
    sql = (
        "select d.id, d.entry, e.register, e.number, e.title, e.revision, d.task, d.rule, d.cycle, d.place, d.waits_for, d.nominal,"
        " d.operative, d.safe, d.grace_until, d.doubts, d.doubtful, d.confirmed_by, d.announced_on"
        f" from docket d join entries e on e.id = d.entry where d.id in ({marks(ids)})"
    )
    held = {each[0]: _line(*each) for each in rows(db, sql, list(ids))} if ids else {}
    return [held[each] for each in ids if each in held]


def near_entries(db: Database, register: Register, near: date, limit: int) -> array[int]:
    """Return the records of a register with open tasks whose days lie nearest to a day, the nearest first."""
    on, many = near.toordinal(), limit
    while True:
        # On both sides along the index, read no farther than so many tasks; what lies beyond them is not judged yet.
        sides = [
            rows(
                db,
                f"select abs(day - ?2), entry from docket where register = ?1 and {side} limit ?3",
                [register.name, on, many],
            )
            for side in ("day >= ?2 order by day", "day < ?2 and day > 0 order by day desc")
        ]
        cut = [side[-1][0] for side in sides if len(side) == many]
        judged = sorted(each for side in sides for each in side if not cut or each[0] < min(cut))
        found = list(dict.fromkeys(entry for _, entry in judged))
        if not cut or len(found) >= limit:
            return array("q", found[:limit])
        many *= 4


def _clause(wanted: Wanted) -> tuple[str, list[Any]]:
    """Return the condition on tasks and its parameters."""
    parts, parameters = ["true"], list[Any]()
    for sign, day in ((">=", wanted.since), ("<=", wanted.until)):
        if day is not None:
            parts.append(f"day {sign} ? and day > 0")
            parameters.append(day.toordinal())
    lists = (("register", wanted.registers), ("waits_for", wanted.waits_for), ("rule", wanted.rules))
    for column, held in lists:
        if held:
            parts.append(f"{column} in ({marks(held)})")
            parameters += held
    if wanted.number:
        parts.append("entry in (select id from entries where number = ?)")
        parameters.append(wanted.number)
    return " and ".join(parts), parameters


def _line(id_: int, entry: int, register: str, number: str, title: str, revision: int, *held: Any) -> Line:
    return Line(id_, entry, register, number, title, revision, _kept(*held))


def _kept(*held: Any) -> Kept:
    task, rule, cycle, place, waits_for, *days, doubts, weight, confirmed, announced = held
    nominal, operative, safe, grace = (date.fromisoformat(each) if each else None for each in days)
    return Kept(
        task=task,
        rule=rule,
        cycle=cycle,
        place=place,
        waits_for=waits_for,
        nominal=nominal,
        operative=operative,
        safe=safe,
        grace_until=grace,
        doubts=tuple(doubts.split(BETWEEN)) if doubts else (),
        weight=weight,
        confirmed_by=confirmed,
        announced_on=date.fromisoformat(announced) if announced else None,
    )
