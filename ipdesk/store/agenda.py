"""What Today asks of the store: how old the records of each state are, and which open ones to look at first."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date

from sqlite_utils import Database

from ipdesk.model.register import Register
from ipdesk.store.columns import rows_table
from ipdesk.store.database import marks, rows, value


def counts_by_age(db: Database, register: Register, times: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return for each state how many records were last changed since each of some times, and before all of them.

    The times come newest first, and each record is counted once; sealed ones are counted too. The last
    change stands in an index, the last change of the state does not: this stays quick in long registers.
    """
    before = "".join(", sum(changed < ?)" for _ in times)
    sql = f"select state, count(*){before} from entries where register = ? group by state"
    return {
        state: tuple(more - fewer for more, fewer in zip(older, (*older[1:], 0), strict=True))
        for state, *older in rows(db, sql, [*times, register.name])
    }


def open_ids(db: Database, register: Register, states: Sequence[str], limit: int) -> array[int]:
    """Return the records in some states, those longest unchanged first; sealed ones are left out."""
    sql = (
        f"select id from entries where register = ? and state in ({marks(states)}) and sealed = 0"
        " order by changed, id limit ?"
    )
    return array("q", [each[0] for each in rows(db, sql, [register.name, *states, limit])])


def count_open(db: Database, register: Register, states: Sequence[str]) -> int:
    """Return how many records are in some states; sealed ones are left out."""
    sql = f"select count(*) from entries where register = ? and state in ({marks(states)}) and sealed = 0"
    return int(value(db, sql, [register.name, *states]))


def dated_ids(db: Database, register: Register, states: Sequence[str], near: date, limit: int) -> array[int]:
    """Return the records in some states that hold a day from which something falls due, the nearest first.

    Sealed ones are left out. The days are the `due_fields` of the register.
    """
    parts = [_days(register, path) for path in register.due_fields]
    if not parts:
        return array("q")
    sql = (
        f"select e.id from ({' union all '.join(parts)}) d join entries e on e.id = d.entry"
        f" where e.register = ? and e.state in ({marks(states)}) and e.sealed = 0"
        " group by e.id order by min(abs(julianday(d.day) - julianday(?))), e.id limit ?"
    )
    held = rows(db, sql, [register.name, *states, near.isoformat(), limit])
    return array("q", [each[0] for each in held])


def _days(register: Register, path: str) -> str:
    """Return the query of one field's days with the records that hold them."""
    field, _, inner = path.partition(".")
    if inner:
        table = rows_table(register, field)
        return f'select record as entry, "{inner}" as day from "{table}" where "{inner}" is not null'
    return f'select id as entry, "{field}" as day from "{register.name}" where "{field}" is not null'


def states_entered(db: Database, uuids: Sequence[str]) -> dict[str, str]:
    """Return for each record, by UUID, when it came into the state that it has, as the log tells."""
    sql = (
        "select a.subject, max(a.at) from audit a join audit_values v using (seq)"
        f" where a.subject in ({marks(uuids)}) and json_extract(v.body, '$.fields.state') is not null"
        " group by a.subject"
    )
    return dict(rows(db, sql, list(uuids)))
