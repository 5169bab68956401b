"""What Today and the board ask of the store: how old the records of each state are, and which to look at first."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ipdesk.model.kinds import Rows
from ipdesk.model.register import Register
from ipdesk.store.columns import own_columns, rows_table
from ipdesk.store.database import Database, marks, rows, value

_ENTERED = """
    select {what} from audit a join audit_values v using (seq)
    where a.subject {subject} and json_extract(v.body, '$.fields.state') is not null
"""
# When a record came into its state; when it was last changed, where the log no longer tells.
_ENTERED_LAST = f"coalesce(({_ENTERED.format(what='max(a.at)', subject='= e.uuid')}), e.changed)"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a board shows of a record; of a sealed one there is the number alone.

    `entered` is when it came into its state, as the log tells.
    """

    number: str
    entered: str
    sealed: bool
    title: str = ""
    unit: str = ""
    level: str = ""
    classification: str = ""


def counts_by_age(
    db: Database, register: Register, states: Sequence[str], times: Sequence[str]
) -> dict[str, tuple[int, ...]]:
    """Return for each state how many records were last changed since each of some times, and before all of them.

    The times come newest first; sealed records are counted too. The last change stands in the index of
    states, when the state was entered does not: so each record is counted once, by its index entry alone.
    """
    counted = []
    for place in range(len(times) + 1):
        since = f" and changed >= ?{place + 3}" if place < len(times) else ""
        before = f" and changed < ?{place + 2}" if place else ""
        counted.append(
            f"(select count(*) from entries where register = ?1 and state = s.value{since}{before})"
        )
    sql = f"select s.value, {', '.join(counted)} from json_each(?2) s"
    held = rows(db, sql, [register.name, json.dumps(list(states)), *times])
    return {state: tuple(found) for state, *found in held}


def count(db: Database, register: Register, states: Sequence[str]) -> int:
    """Return how many records are in some states, sealed ones too."""
    sql = f"select count(*) from entries where register = ? and state in ({marks(states)})"
    return int(value(db, sql, [register.name, *states]))


def open_ids(db: Database, register: Register, states: Sequence[str], limit: int) -> array[int]:
    """Return the records in some states, those longest unchanged first; sealed ones are left out."""
    sql = (
        f"select id from entries where register = ? and state in ({marks(states)}) and sealed = 0"
        " order by changed, id limit ?"
    )
    return array("q", [each[0] for each in rows(db, sql, [register.name, *states, limit])])


def dated_ids(db: Database, register: Register, states: Sequence[str], near: date, limit: int) -> array[int]:
    """Return the records in some states that hold a day from which something falls due, the nearest first.

    Sealed ones are left out. The days are the `due_fields` of the register.
    """
    if not register.due_fields:
        return array("q")
    # From the open records to their days: the other way round, every record of the register would be read. Nothing else is
    # joined, since SQLite would begin at that.
    days = " union all ".join(_days(register, path) for path in register.due_fields)
    sql = (
        "with open as materialized"
        f" (select id from entries where register = ? and state in ({marks(states)})"
        " and id not in (select id from entries where sealed = 1))"
        f" select id from ({days}) where day is not null"
        " group by id order by min(abs(julianday(day) - julianday(?))), id limit ?"
    )
    held = rows(db, sql, [register.name, *states, near.isoformat(), limit])
    return array("q", [each[0] for each in held])


def _days(register: Register, path: str) -> str:
    """Return the query of one field's days in the open records."""
    field, _, inner = path.partition(".")
    if inner:
        table = rows_table(register, field)
        return f'select open.id, c."{inner}" as day from open cross join "{table}" c on c.record = open.id'
    return f'select open.id, r."{field}" as day from open cross join "{register.name}" r on r.id = open.id'


def count_waiting(db: Database, register: Register, state: str, began: date | None) -> int:
    """Return how many records are in a state, sealed ones too, without those that tell a decision of before a day."""
    apart, parameters = _without_old(register, state, began)
    sql = f"select count(*) from entries e where e.register = ? and e.state = ?{apart}"
    return int(value(db, sql, [register.name, state, *parameters]))


def longest_unchanged(
    db: Database, register: Register, state: str, limit: int, began: date | None = None
) -> list[Waiting]:
    """Return the records in a state, those longest unchanged first, without those that tell a decision of before a day."""
    apart, parameters = _without_old(register, state, began)
    clause = f"e.state = ?{apart} order by e.changed, e.id limit ?"
    return _waiting(db, register, clause, [state, *parameters, limit])


def _without_old(register: Register, state: str, began: date | None) -> tuple[str, list[str]]:
    """Return the condition that leaves out what `Register.old` tells of a state, and its parameters."""
    old = register.old
    if old is None or began is None or state not in old.states:
        return "", []
    rows_of = {each for each in old.here if isinstance(register.field(each).kind, Rows)}
    empty = [
        f'not exists (select 1 from "{rows_table(register, each)}" c where c.record = o.id)'
        if each in rows_of
        else f"o.\"{each}\" = ''"
        for each in old.here
    ]
    told = " and ".join([f"o.\"{old.decision}\" <> ''", f'o."{old.day}" < ?', *empty])
    return f' and e.id not in (select o.id from "{register.name}" o where {told})', [began.isoformat()]


def lately_changed(db: Database, register: Register, state: str, since: str, limit: int) -> list[Waiting]:
    """Return the records in a state that were changed since a time, the latest first."""
    clause = "e.state = ? and e.changed >= ? order by e.changed desc, e.id desc limit ?"
    return _waiting(db, register, clause, [state, since, limit])


def _waiting(db: Database, register: Register, clause: str, parameters: list[str | int]) -> list[Waiting]:
    unit = "r.unit" if any(each.name == "unit" for each in own_columns(register)) else "''"
    # Joined crosswise, so that the index of states is walked in its order and never the register. One text for
    # all of them: for each row in turn Python would wait for the thread of the window.
    sql = (
        "select json_group_array(json_array(number, entered, sealed, title, unit, level, classification)) from"
        f" (select e.number, {_ENTERED_LAST} as entered, e.sealed, e.title, {unit} as unit, e.level,"
        f' e.classification from entries e cross join "{register.name}" r on r.id = e.id'
        f" where e.register = ? and {clause})"
    )
    return [
        Waiting(number, entered, True) if sealed else Waiting(number, entered, False, *told)
        for number, entered, sealed, *told in json.loads(value(db, sql, [register.name, *parameters]))
    ]


def states_entered(db: Database, uuids: Sequence[str]) -> dict[str, str]:
    """Return for each record, by UUID, when it came into the state that it has, as the log tells."""
    sql = _ENTERED.format(what="a.subject, max(a.at)", subject=f"in ({marks(uuids)})") + " group by a.subject"
    return dict(rows(db, sql, list(uuids)))


def first_entered(db: Database, uuids: Sequence[str], state: str) -> dict[str, str]:
    """Return for each record, by UUID, when it first came into a state, as the log tells; without those that never did."""
    subject = "in (select value from json_each(?)) and json_extract(v.body, '$.fields.state[1]') = ?"
    sql = _ENTERED.format(what="a.subject, min(a.at)", subject=subject) + " group by a.subject"
    return dict(rows(db, sql, [json.dumps(list(uuids)), state]))


def count_entered(db: Database, register: Register, state: str, since: str) -> int:
    """Return how many records came into the state that they have since a time, as the log tells."""
    # What came into its state was changed then, and the index of states tells when.
    sql = (
        "select count(*) from entries e where e.register = ? and e.state = ? and e.changed >= ?"
        f" and {_ENTERED_LAST} >= ?"
    )
    return int(value(db, sql, [register.name, state, since, since]))
