"""Registers by columns: a few fields of all records as they lie in the database, for figures over many.

Days stay ISO texts, which compare as days do. Withdrawn records are left out, and so are sealed ones, of which nothing is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from ipdesk.model.kinds import Rows
from ipdesk.model.record import field_of
from ipdesk.model.register import Register
from ipdesk.store.columns import COMMON, own_columns, rows_table
from ipdesk.store.database import Database, marks, rows, value

# What of a record lies among the entries; its title in the reader's words does too.
_OF_ENTRY: Final = frozenset(
    {"number", "title", "state", "level", "grade", "classification", "uuid", "created", "revision"}
)
_SHOWN: Final = "e.state <> 'withdrawn' and e.sealed = 0"


def lines(
    db: Database,
    register: Register,
    fields: Sequence[str],
    dated: Sequence[str] = (),
    window: tuple[str, str] = ("", ""),
    filled: str = "",
) -> list[tuple[Any, ...]]:
    """Return the local id and some fields of each record of a register, by number.

    With `dated`, of those alone that hold a day of these fields between the two of `window`, both included; with `filled`, of those
    in which this field is filled, or this flag set.
    """
    columns, parameters = _columns(register, fields), [register.name]
    source, holds = f'entries e join "{register.name}" r on r.id = e.id', []
    if dated:
        holds.append(" or ".join(f"{each} between ?2 and ?3" for each in _columns(register, dated)))
        parameters += window
    if filled:
        holds.append(f"{_columns(register, [filled])[0]} not in ('', '[]', 0)")
    if holds:  # these first: to look into the entries takes longer than to walk the register
        source = f'"{register.name}" r cross join entries e on e.id = r.id'
    where = " and ".join(f"({each})" for each in ("e.register = ?1", *holds, _SHOWN))
    return rows(
        db, f"select e.id, {', '.join(columns)} from {source} where {where} order by e.number", parameters
    )


def lines_of(
    db: Database, register: Register, ids: Iterable[int], fields: Sequence[str], *, whole: bool = False
) -> list[tuple[Any, ...]]:
    """Return the local id and some fields of some records of a register; of the `whole` of it, withdrawn ones too."""
    sql = (
        f"select e.id, {', '.join(_columns(register, fields))} from json_each(?) j"
        f' cross join entries e on e.id = j.value cross join "{register.name}" r on r.id = e.id'
        f" where e.register = ? and {'e.sealed = 0' if whole else _SHOWN}"
    )
    return rows(db, sql, [json.dumps(sorted(ids)), register.name])


def _columns(register: Register, fields: Sequence[str]) -> list[str]:
    own = {each.name for each in own_columns(register)}
    return [_column(register, own, each) for each in fields]


def _column(register: Register, own: set[str], name: str) -> str:
    if name in _OF_ENTRY or name in COMMON:
        return f"e.{name}"
    if name not in own:
        raise KeyError(f"{register.name} has no column {name}")
    return f'r."{name}"'


@lru_cache(maxsize=1_000)
def listed(held: str) -> tuple[str, ...]:
    """Return the codes that a column of several choices holds."""
    return tuple(json.loads(held)) if held else ()


def row_lines(
    db: Database,
    register: Register,
    field: str,
    columns: Sequence[str],
    among: tuple[str, Sequence[str]] = ("", ()),
) -> list[tuple[Any, ...]]:
    """Return the local id of the record, the place and some columns of child rows, in their order.

    `among` names a column and the values of it that are wanted.
    """
    kind = register.field(field).kind
    assert isinstance(kind, Rows)
    names = [field_of(kind.of, each).name for each in columns]  # KeyError for one that is not declared
    column, wanted = among
    only = f' and c."{field_of(kind.of, column).name}" in ({marks(wanted)})' if column else ""
    sql = (
        f"select c.record, c.position, {', '.join(f'c.{chr(34)}{each}{chr(34)}' for each in names)}"
        f' from "{rows_table(register, field)}" c join entries e on e.id = c.record'
        f" where {_SHOWN}{only} order by c.record, c.position"
    )
    return rows(db, sql, list(wanted))


def texts_of(db: Database, register: Register, field: str) -> list[str]:
    """Return every text that stands in a field of the records of a register, a column of child rows after a dot."""
    name, _, inner = field.partition(".")
    kind = register.field(name).kind
    if isinstance(kind, Rows):
        table, on, column = rows_table(register, name), "record", field_of(kind.of, inner).name
    else:
        table, on, column = register.name, "id", name
    sql = f'select distinct c."{column}" from "{table}" c join entries e on e.id = c.{on} where {_SHOWN} and c."{column}" <> \'\' order by 1'
    return [each[0] for each in rows(db, sql)]


def link_lines(db: Database, register: Register, field: str) -> list[tuple[int, int]]:
    """Return the local ids of record and target of each link of a field that leads somewhere, in their order."""
    sql = (
        "select l.source, l.target from links l join entries e on e.id = l.source"
        f" where e.register = ? and l.field = ? and l.target is not null and {_SHOWN}"
        " order by l.source, l.position"
    )
    return [(each[0], each[1]) for each in rows(db, sql, [register.name, field])]


def links_of(db: Database, field: str, ids: Iterable[int]) -> list[tuple[int, int]]:
    """Return the local ids of record and target of each link that a field of some records has somewhere, in their order."""
    sql = (
        "select l.source, l.target from json_each(?) j cross join links l on l.source = j.value and l.field = ?"
        " where l.target is not null order by l.source, l.position"
    )
    return [(each[0], each[1]) for each in rows(db, sql, [json.dumps(sorted(ids)), field])]


def rows_of(
    db: Database, register: Register, field: str, ids: Iterable[int], column: str
) -> list[tuple[Any, ...]]:
    """Return the local id of the record and a column of the child rows of some records, in their order."""
    kind = register.field(field).kind
    assert isinstance(kind, Rows)
    sql = (
        f'select c.record, c."{field_of(kind.of, column).name}" from json_each(?) j'
        f' cross join "{rows_table(register, field)}" c on c.record = j.value order by c.record, c.position'
    )
    return rows(db, sql, [json.dumps(sorted(ids))])


def sealed_count(db: Database) -> int:
    """Return how many records are sealed, so that no figure counts them."""
    return int(value(db, "select count(*) from entries where sealed = 1 and state <> 'withdrawn'"))


def registers_of(db: Database, entries: Iterable[int]) -> tuple[str, ...]:
    """Return the registers of the records with some local ids."""
    sql = "select distinct register from entries where id in (select value from json_each(?)) order by 1"
    return tuple(each[0] for each in rows(db, sql, [json.dumps(sorted(entries))]))


def ids_dated(db: Database, register: Register, first: date, last: date) -> list[int]:
    """Return the local ids of the records whose own day lies between two days, both included."""
    sql = f"select e.id from entries e where e.register = ? and e.day between ? and ? and {_SHOWN} order by e.id"
    return [each[0] for each in rows(db, sql, [register.name, first.isoformat(), last.isoformat()])]


def changed_between(db: Database, since: str, before: str) -> dict[str, dict[int, tuple[str, ...]]]:
    """Return by register which fields of which records were changed at times from one up to another, as the log tells.

    That a record was made or taken in is no change. The times are written as the store keeps them.
    """
    sql = (
        "select e.register, e.id, json_group_array(distinct k.key) from audit a"
        " join entries e on e.uuid = a.subject join audit_values v on v.seq = a.seq, json_each(v.body, '$.fields') k"
        f" where a.at >= ? and a.at < ? and a.act <> 'add' and v.body is not null and {_SHOWN} group by e.id"
    )
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for register, entry, names in rows(db, sql, [since, before]):
        found.setdefault(register, {})[entry] = tuple(json.loads(names))
    return found
