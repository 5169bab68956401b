"""What Today asks of the store: how old the records of each state are, and which open ones to look at first."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from datetime import date

from ipdesk.model.register import Register
from ipdesk.store.columns import rows_table
from ipdesk.store.database import Database, marks, rows


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
    # From the open records to their days: the other way round, every record of the register would be read.
    days = " union all ".join(_days(register, path) for path in register.due_fields)
    sql = (
        "with open as materialized"
        f" (select id from entries where register = ? and state in ({marks(states)}))"
        f" select d.id from ({days}) d join entries e on e.id = d.id where d.day is not null and e.sealed = 0"
        " group by d.id order by min(abs(julianday(d.day) - julianday(?))), d.id limit ?"
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


def states_entered(db: Database, uuids: Sequence[str]) -> dict[str, str]:
    """Return for each record, by UUID, when it came into the state that it has, as the log tells."""
    sql = (
        "select a.subject, max(a.at) from audit a join audit_values v using (seq)"
        f" where a.subject in ({marks(uuids)}) and json_extract(v.body, '$.fields.state') is not null"
        " group by a.subject"
    )
    return dict(rows(db, sql, list(uuids)))
