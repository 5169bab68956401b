"""Records on their way out of the store: whole, by page, by number, never as rows."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from ipdesk.model.errors import NotFound, WrongValue
from ipdesk.model.kinds import Choices, Day, Kind, Link, Rows
from ipdesk.model.periods import Period
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
from ipdesk.store.database import marks, plain_errors, row, rows, value
from ipdesk.store.times import MOMENTS, day_test, moment_test

IDENTITY = ("id", "uuid", "state", "revision", "created", "changed", "sealed")
COMMON_COLUMNS = tuple(each.name for each in fields_of(Record))
MOST_AT_ONCE = 500
# Orders whose index holds the state too.
STATE_AT_HAND = ("e.changed", "e.day", "e.title_key", "e.state", "case e.state")
FEW = 5_000  # ids that are looked up one by one rather than met while walking the list


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
    """Return the records that link to this one, newest first; sealed ones do not show what they link to."""
    ids = [
        each[0]
        for each in rows(
            db,
            "select distinct l.source from links l join entries e on e.id = l.source"
            " where l.target = ? and e.sealed = 0 order by l.source desc",
            [entry],
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

    `where` holds (field, raw value) pairs that must all be equal; a tuple of states means any of them, a choice
    of several holds at least those given, a day lies in a Period, as do `changed` and `created`, and fields of
    child rows match when any row does. Raises WrongValue for an unknown field or a value it cannot hold.
    """
    sql, parameters = _list_query(register, where, order, withdrawn)
    return array("q", [each[0] for each in rows(db, f"{sql} limit {int(limit)}", parameters)])


def listed_among(
    db: Database, register: Register, where: Sequence[tuple[str, object]], order: Order | None, ids: Set[int]
) -> Iterator[int]:
    """Yield those of the ids that a list holds, in its order, reading no further than the reader does."""
    sql, parameters = _list_query(register, where, order, False, ids if len(ids) <= FEW else None)
    with plain_errors():
        cursor = db.execute(sql, parameters)
        while part := cursor.fetchmany(MOST_AT_ONCE):
            yield from (each[0] for each in part if each[0] in ids)


def _list_query(
    register: Register,
    where: Sequence[tuple[str, object]],
    order: Order | None,
    withdrawn: bool,
    among: Set[int] | None = None,
) -> tuple[str, list[Any]]:
    by = _order(register, order)
    # Ordered by a field of its own, the register's table is walked and `entries` joined only where it is needed.
    key = "r" if by.startswith("r.") else "e"
    clauses, parameters = ([], []) if key == "r" else (["e.register = ?"], [register.name])
    if among is not None:
        # The plus keeps SQLite from walking the whole register by an index instead of taking the few ids.
        clauses = ["+e.register = ?", "e.id in (select value from json_each(?))"]
        parameters = [register.name, json.dumps(list(among))]
    beside = among is None and not by.startswith(STATE_AT_HAND)
    states = [raw for field, raw in where if field == "state"]
    for test, codes in _state_tests(states, withdrawn):
        clauses.append(_in_state(key, test) if beside else f"e.{test}")
        parameters += [register.name, *codes] if beside else codes
    for field, raw in where:
        if field != "state":
            clause, held = _condition(register, field, raw)
            clauses.append(clause)
            parameters += held
    # Of a sealed record only number and state are shown, so no other filter may tell it from the rest.
    if any(field not in ("number", "state") for field, _ in where):
        clauses.append("e.sealed = 0")
    return _select(register, key, clauses, by), parameters


def _select(register: Register, key: str, clauses: list[str], by: str) -> str:
    """Return the query of a list over `entries`, the register's own table, or both where both are named."""
    named = " ".join([*clauses, by])
    tables = {"e": "entries e", "r": f'"{register.name}" r'}
    source, other = tables.pop(key), *tables.items()
    join = f" join {other[1]} on {other[0]}.id = {key}.id" if f"{other[0]}." in named else ""
    test = f" where {' and '.join(clauses)}" if clauses else ""
    return f"select {key}.id from {source}{join}{test} order by {by}"


def _state_tests(states: Sequence[object], withdrawn: bool) -> list[tuple[str, list[Any]]]:
    """Return a test for each state or tuple of states that is asked for; withdrawn ones only come when asked for."""
    if not states:
        return [] if withdrawn else [("state <> 'withdrawn'", [])]
    asked = [list(each) if isinstance(each, tuple) else [each] for each in states]
    return [(f"state in ({marks(codes)})" if len(codes) != 1 else "state = ?", codes) for codes in asked]


def _in_state(key: str, test: str) -> str:
    """Return a state test for a list whose order walks an index that does not hold the state.

    The ids are taken from the index of states at once, instead of the state from each record in turn.
    """
    if test.startswith("state <>"):
        return f"+{key}.id not in (select id from entries where register = ? and {test.replace('<>', '=')})"
    return f"+{key}.id in (select id from entries where register = ? and {test})"


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
    elif order.field == "state":
        column = _rank(register)
    elif order.field in COMMON or order.field in ("created", "changed", "revision"):
        column = f"e.{order.field}"
    elif order.field in {each.name for each in keyed_fields(register)}:
        column = f'r."{order.field}_key"'
    elif order.field in {each.name for each in column_fields(register.record)}:
        column = f'r."{order.field}"'
    else:
        raise WrongValue(
            order.field, Message(N_("The list cannot be ordered by “{field}”."), field=order.field)
        )
    return f"{column} {way}, {'r' if column.startswith('r.') else 'e'}.id {way}"


def _rank(register: Register) -> str:
    """Return what orders states as they are declared, which is the way of a record."""
    places = " ".join(f"when '{each.code}' then {place}" for place, each in enumerate(register.states.states))
    return f"case e.state {places} else {len(register.states.states)} end"


def _condition(register: Register, field: str, raw: object) -> tuple[str, list[Any]]:
    outer, _, inner = field.partition(".")
    if field in MOMENTS and isinstance(raw, Period):
        return moment_test(f"e.{field}", raw)
    try:
        kind = register.field(outer).kind
        if isinstance(kind, Rows):
            found = next(each for each in fields_of(kind.of) if each.name == inner)
            test, cells = _test(f'"{inner}"', found.kind, field, raw)
            table = rows_table(register, outer)
            return f'e.id in (select record from "{table}" where {test})', cells
        if inner:
            raise KeyError(inner)
    except (KeyError, StopIteration):
        raise WrongValue(
            field,
            Message(N_("There is no field “{field}”."), field=field),
            Message(N_("“ipdesk schema” lists the fields.")),
        ) from None
    if isinstance(kind, Link):
        sql = (
            "e.id in (select l.source from links l left join entries t on t.id = l.target"
            " where l.field = ? and coalesce(t.number, l.number) = ?)"
        )
        wanted = read_value(kind, field, raw)
        if not wanted:
            return "e.id not in (select source from links where field = ?)", [outer]
        return " and ".join([sql] * len(wanted)), [part for each in wanted for part in (outer, each)]
    if isinstance(kind, Choices) and (codes := read_value(kind, field, raw)):
        has = f'exists (select 1 from json_each(r."{outer}") where value = ?)'
        return " and ".join([has] * len(codes)), list(codes)
    # The day of a register is held with every record, where an index has it.
    column = "e.day" if outer == register.date else f"e.{outer}" if outer in COMMON else f'r."{outer}"'
    return _test(column, kind, field, raw)


def _test(column: str, kind: Kind, field: str, raw: object) -> tuple[str, list[Any]]:
    if isinstance(raw, Period) and isinstance(kind, Day):
        return day_test(column, raw)
    return f"{column} is ?", [to_column(kind, read_value(kind, field, raw))]


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
