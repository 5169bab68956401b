"""Records on their way out of the store: whole, by page, by number, never as rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from ipdesk.model.errors import NotFound, WrongValue
from ipdesk.model.kinds import Link, Rows
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.model.values import read_value
from ipdesk.store.columns import (
    COMMON,
    column_fields,
    column_type,
    from_column,
    keyed_fields,
    link_fields,
    own_fields,
    row_fields,
    rows_table,
    to_column,
)
from ipdesk.store.database import marks, row, rows, value

IDENTITY = ("id", "uuid", "state", "revision", "created", "changed", "sealed")
COMMON_COLUMNS = tuple(each.name for each in fields_of(Record))
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands for a record where several registers meet: search hits, links, what waits."""

    id: int
    register: str
    number: str
    title: str
    state: str
    changed: str


def find_id(db: Database, register: Register, number: str) -> int | None:
    """Return the local id of a record by its number, or None."""
    found: int | None = value(
        db, "select id from entries where register = ? and number = ?", [register.name, number]
    )
    return found


def id_of(db: Database, uuid: str) -> int | None:
    """Return the local id of a record by its UUID, or None."""
    found: int | None = value(db, "select id from entries where uuid = ?", [uuid])
    return found


def entry_id(db: Database, register: Register, number: str) -> int:
    """Return the local id of a record by its number. Raises NotFound."""
    found = find_id(db, register, number)
    if found is None:
        raise NotFound(
            Message(
                N_("There is no {one} with the number {number}."), one=Message(register.one), number=number
            ),
            Message(N_("Search for it, or list the register.")),
        )
    return found


def read(db: Database, register: Register, number: str) -> Record:
    """Return one whole record by its number. Raises NotFound."""
    return read_many(db, register, [entry_id(db, register, number)])[0]


def read_many(
    db: Database, register: Register, ids: Sequence[int], only: Iterable[str] | None = None
) -> list[Record]:
    """Return records by local id, in the order asked; ids that are gone are left out.

    `only` names the fields wanted, so that a list page does not read every child table. A sealed
    record comes with its number and state alone.
    """
    wanted = None if only is None else frozenset(only)
    found: dict[int, Record] = {}
    for start in range(0, len(ids), MOST_AT_ONCE):
        part = list(ids[start : start + MOST_AT_ONCE])
        found |= _read_part(db, register, part, wanted)
    return [found[each] for each in ids if each in found]


def _read_part(
    db: Database, register: Register, ids: list[int], wanted: frozenset[str] | None
) -> dict[int, Record]:
    own = [
        each
        for each in own_fields(register)
        if column_type(each.kind) is not None and (wanted is None or each.name in wanted)
    ]
    common = {each.name: each.kind for each in fields_of(Record)}
    columns = [f"e.{name}" for name in (*IDENTITY, *COMMON_COLUMNS)] + [f'r."{each.name}"' for each in own]
    sql = f'select {", ".join(columns)} from entries e join "{register.name}" r on r.id = e.id where e.id in ({marks(ids)})'
    values: dict[int, dict[str, Any]] = {}
    for cells in rows(db, sql, ids):
        key, uuid, state, revision, created, changed, sealed = cells[: len(IDENTITY)]
        known: dict[str, Any] = {
            "id": uuid,
            "state": state,
            "revision": revision,
            "created": created,
            "changed": changed,
        }
        held = cells[len(IDENTITY) : len(IDENTITY) + len(COMMON_COLUMNS)]
        if sealed:
            values[key] = {**known, "number": held[COMMON_COLUMNS.index("number")], "withheld": True}
            continue
        known |= {
            name: from_column(common[name], cell) for name, cell in zip(COMMON_COLUMNS, held, strict=True)
        }
        own_cells = cells[len(IDENTITY) + len(COMMON_COLUMNS) :]
        known |= {each.name: from_column(each.kind, cell) for each, cell in zip(own, own_cells, strict=True)}
        values[key] = known
    open_ids = [key for key, known in values.items() if not known.get("withheld")]
    for each in row_fields(register):
        if (wanted is None or each.name in wanted) and open_ids:
            for key, held_rows in _child_rows(db, register, each.name, open_ids).items():
                values[key][each.name] = held_rows
    if any(wanted is None or each.name in wanted for each in link_fields(register)) and open_ids:
        for key, field, number in _links(db, open_ids):
            if wanted is None or field in wanted:
                values[key][field] = (*values[key].get(field, ()), number)
    return {key: register.record(**known) for key, known in values.items()}


def _child_rows(db: Database, register: Register, field: str, ids: list[int]) -> dict[int, tuple[Any, ...]]:
    kind = register.field(field).kind
    assert isinstance(kind, Rows)
    inner = column_fields(kind.of)
    names = ", ".join(f'"{each.name}"' for each in inner)
    sql = (
        f'select record, {names} from "{rows_table(register, field)}"'
        f" where record in ({marks(ids)}) order by record, position"
    )
    found: dict[int, tuple[Any, ...]] = {}
    for key, *cells in rows(db, sql, ids):
        child = kind.of(
            **{each.name: from_column(each.kind, cell) for each, cell in zip(inner, cells, strict=True)}
        )
        found[key] = (*found.get(key, ()), child)
    return found


def _links(db: Database, ids: list[int]) -> list[tuple[int, str, str]]:
    sql = (
        "select l.source, l.field, coalesce(e.number, l.number) from links l left join entries e on e.id = l.target"
        f" where l.source in ({marks(ids)}) order by l.source, l.field, l.position"
    )
    return [(each[0], each[1], each[2]) for each in rows(db, sql, ids)]


def summaries(db: Database, ids: Sequence[int]) -> list[Summary]:
    """Return what stands for records of any register, in the order asked; sealed ones lose their title."""
    found: dict[int, Summary] = {}
    for start in range(0, len(ids), MOST_AT_ONCE):
        part = list(ids[start : start + MOST_AT_ONCE])
        sql = (
            "select id, register, number, case when sealed then '' else title end, state, changed"
            f" from entries where id in ({marks(part)})"
        )
        found |= {each[0]: Summary(*each) for each in rows(db, sql, part)}
    return [found[each] for each in ids if each in found]


def linking_here(db: Database, entry: int) -> list[Summary]:
    """Return the records that link to this one, newest first."""
    ids = [
        each[0]
        for each in rows(
            db, "select distinct source from links where target = ? order by source desc", [entry]
        )
    ]
    return summaries(db, ids)


def mentioning(db: Database, key: str, limit: int = 500) -> list[tuple[Summary, str]]:
    """Return the records that name a person in any field, with the field, newest first."""
    sql = "select entry, field from mentions where key = ? order by entry desc limit ?"
    held = rows(db, sql, [key, limit])
    known = {each.id: each for each in summaries(db, [each[0] for each in held])}
    return [(known[entry], field) for entry, field in held if entry in known]


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is ordered: by a field, and which way; by last change when the field is ""."""

    field: str = ""
    descending: bool = True


def list_ids(
    db: Database,
    register: Register,
    where: Sequence[tuple[str, object]] = (),
    order: Order | None = None,
    limit: int = -1,
    withdrawn: bool = False,
) -> array[int]:
    """Return the local ids of a register's records as one array, filtered and ordered by the database.

    `where` holds (field, raw value) pairs that must all be equal; person and text fields of child
    rows match when any row does. Raises WrongValue for an unknown field or a value it cannot hold.
    """
    clauses, parameters = ["e.register = ?"], [register.name]
    for field, raw in where:
        clause, held = _condition(register, field, raw)
        clauses.append(clause)
        parameters += held
    if not withdrawn and not any(field == "state" for field, _ in where):
        clauses.append("e.state <> 'withdrawn'")
    join = (
        f' join "{register.name}" r on r.id = e.id'
        if "r." in " ".join(clauses) + _order(register, order)
        else ""
    )
    sql = (
        f"select e.id from entries e{join} where {' and '.join(clauses)}"
        f" order by {_order(register, order)} limit {int(limit)}"
    )
    return array("q", [each[0] for each in rows(db, sql, parameters)])


def count(db: Database, register: Register, where: Sequence[tuple[str, object]] = ()) -> int:
    """Return how many records a list would hold."""
    return len(list_ids(db, register, where))


def _order(register: Register, order: Order | None) -> str:
    if order is None or not order.field:
        return "e.changed desc, e.id desc"
    way = "desc" if order.descending else "asc"
    if order.field == register.title:
        column = "e.title_key"
    elif order.field == register.date:
        column = "e.day"
    elif order.field in COMMON or order.field in ("state", "created", "changed", "revision"):
        column = f"e.{order.field}"
    elif order.field in {each.name for each in keyed_fields(register)}:
        column = f'r."{order.field}_key"'
    elif order.field in {each.name for each in column_fields(register.record)}:
        column = f'r."{order.field}"'
    else:
        raise WrongValue(
            order.field, Message(N_("The list cannot be ordered by “{field}”."), field=order.field)
        )
    return f"{column} {way}, e.id {way}"


def _condition(register: Register, field: str, raw: object) -> tuple[str, list[Any]]:
    if field == "state":
        return "e.state = ?", [raw]
    outer, _, inner = field.partition(".")
    try:
        kind = register.field(outer).kind
        if isinstance(kind, Rows):
            found = next(each for each in fields_of(kind.of) if each.name == inner)
            held = to_column(found.kind, read_value(found.kind, field, raw))
            table = rows_table(register, outer)
            return f'e.id in (select record from "{table}" where "{inner}" is ?)', [held]
    except (KeyError, StopIteration):
        raise WrongValue(field, Message(N_("There is no field “{field}”."), field=field)) from None
    if isinstance(kind, Link):
        sql = (
            "e.id in (select l.source from links l left join entries t on t.id = l.target"
            " where l.field = ? and coalesce(t.number, l.number) = ?)"
        )
        return sql, [outer, raw]
    held = to_column(kind, read_value(kind, field, raw))
    return (f"e.{outer} is ?" if outer in COMMON else f'r."{outer}" is ?'), [held]


def counts(db: Database) -> dict[str, int]:
    """Return how many records each register holds, withdrawn ones apart."""
    sql = "select register, count(*) from entries where state <> 'withdrawn' group by register"
    return dict(rows(db, sql))


def number_taken(db: Database, register: Register, number: str) -> bool:
    """Say whether a number is in use in a register."""
    return (
        row(db, "select 1 from entries where register = ? and number = ?", [register.name, number])
        is not None
    )
