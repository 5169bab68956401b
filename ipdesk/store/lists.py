"""Lists of records as arrays of local ids: narrowed and ordered by the database, without reading a record."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from ipdesk.model.errors import WrongValue
from ipdesk.model.kinds import Choices, Day, Kind, Link, Rows
from ipdesk.model.periods import Period
from ipdesk.model.record import WITHDRAWN, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.model.values import read_value
from ipdesk.store.columns import (
    COMMON,
    column_fields,
    keyed_fields,
    rows_table,
    to_column,
)
from ipdesk.store.database import Database, marks, plain_errors, value
from ipdesk.store.times import MOMENTS, day_test, moment_test

# Orders whose index holds the state too.
STATE_AT_HAND = ("e.changed", "e.day", "e.title_key", "e.state", "case e.state")
MOST_AT_ONCE = 500
FEW = 5_000  # ids that are looked up one by one rather than met while walking the list


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
    if order is not None and order.field == "state":
        return _ids_by_state(db, register, where, order.descending, limit, withdrawn)
    sql, parameters = _list_query(register, where, order, withdrawn)
    # One text for the whole list: a row in Python for each id would take longer than finding them. The limit
    # is what makes the order of the inner query binding.
    text = value(db, f"select json_group_array(id) from ({sql} limit {int(limit)})", parameters)
    return array("q", json.loads(text))


def _ids_by_state(
    db: Database,
    register: Register,
    where: Sequence[tuple[str, object]],
    descending: bool,
    limit: int,
    withdrawn: bool,
) -> array[int]:
    """Return a list ordered by state: one state after the other, each as the index of states has it."""
    every = withdrawn or any(field == "state" for field, _ in where)
    codes = [each.code for each in register.states.states] + [WITHDRAWN] * every
    found = array("q")
    for code in reversed(codes) if descending else codes:
        left = limit - len(found) if limit >= 0 else -1
        if left:
            one = [*where, ("state", code)]
            found.extend(list_ids(db, register, one, Order("changed", descending), left, withdrawn))
    return found


def listed_among(
    db: Database,
    register: Register,
    where: Sequence[tuple[str, object]],
    order: Order | None,
    ids: Set[int],
    *,
    whole: bool = False,
) -> Iterator[int]:
    """Yield those of the ids that a list holds, in its order, reading no further than the reader does.

    Where the reader wants the `whole` list and there are many, it is quicker read at once.
    """
    if whole and len(ids) > FEW:
        yield from (each for each in list_ids(db, register, where, order) if each in ids)
        return
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
    return f"select {key}.id as id from {source}{join}{test} order by {by}"


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
    if order.field == "state":
        return f"{_rank(register)} {way}, e.changed {way}, e.id {way}"
    if order.field == register.title:
        column = "e.title_key"
    elif order.field == register.date:
        column = "e.day"
    elif order.field in COMMON or order.field in ("created", "changed", "revision"):
        column = f"e.{order.field}"
    elif order.field in {each.name for each in keyed_fields(register)}:
        column = f'r."{order.field}_key"'
    elif order.field in {each.name for each in column_fields(register.record)}:
        column = f'r."{order.field}"'
    else:
        raise WrongValue(
            order.field,
            Message(N_("The list cannot be ordered by “{field}”."), field=order.field),
            Message(N_("Choose another field.")),
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
