"""Records on their way out of the store: whole, by page, by number, never as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ipdesk.model.errors import NotFound
from ipdesk.model.kinds import Rows
from ipdesk.model.making import made
from ipdesk.model.record import Record, field_of, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.store import audit
from ipdesk.store.columns import (
    column_fields,
    link_fields,
    own_columns,
    readers,
    row_fields,
    rows_table,
)
from ipdesk.store.database import Database, marks, row, rows, value

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


def is_taken_back(db: Database, entry: int) -> bool:
    """Say whether a record lies withdrawn because the last act on it took back that it was added."""
    uuid = value(db, "select uuid from entries where id = ? and state = 'withdrawn'", [entry])
    return uuid is not None and audit.add_was_undone(db, uuid)


def ids_by_number(db: Database, register: Register, numbers: Sequence[str]) -> dict[str, int]:
    """Return the local ids of records by their numbers; those that are not here are left out."""
    sql = "select number, id from entries where register = ? and number in (select value from json_each(?))"
    return dict(rows(db, sql, [register.name, json.dumps(numbers)]))


def id_of(db: Database, uuid: str) -> int | None:
    """Return the local id of a record by its UUID, or None."""
    found: int | None = value(db, "select id from entries where uuid = ?", [uuid])
    return found


def ids_by_uuid(db: Database, uuids: Sequence[str]) -> dict[str, int]:
    """Return the local ids of records by their UUIDs; those that are not here are left out."""
    sql = "select uuid, id from entries where uuid in (select value from json_each(?))"
    return dict(rows(db, sql, [json.dumps(uuids)]))


def entry_id(db: Database, register: Register, number: str) -> int:
    """Return the local id of a record by its number. Raises NotFound."""
    found = find_id(db, register, number)
    if found is None:
        raise no_record(register, number)
    return found


def no_record(register: Register, number: str) -> NotFound:
    """Return the refusal of a number that no record of a register has."""
    return NotFound(
        Message(N_("There is no {one} with the number {number}."), one=Message(register.one), number=number),
        Message(N_("Search for it, or list the register.")),
    )


def read(db: Database, register: Register, number: str) -> Record:
    """Return one whole record by its number. Raises NotFound."""
    return read_many(db, register, [entry_id(db, register, number)])[0]


def read_numbered(db: Database, register: Register, numbers: Sequence[str]) -> list[Record]:
    """Return whole records by their numbers; those that are not there are left out."""
    found = []
    for start in range(0, len(numbers), MOST_AT_ONCE):
        part = numbers[start : start + MOST_AT_ONCE]
        sql = f"select id from entries where register = ? and number in ({marks(part)}) order by number"
        found += read_many(db, register, [each[0] for each in rows(db, sql, [register.name, *part])])
    return found


def read_many(
    db: Database, register: Register, ids: Sequence[int], only: Iterable[str] | None = None
) -> list[Record]:
    """Return records by local id, in the order asked; ids that are gone are left out.

    `only` names the fields wanted, so that a list page does not read every child table. A sealed
    record comes with its number and state alone.
    """
    found = read_by_id(db, register, ids, only)
    return [found[each] for each in ids if each in found]


def read_by_id(
    db: Database, register: Register, ids: Sequence[int], only: Iterable[str] | None = None
) -> dict[int, Record]:
    """Return records under their local ids, as `read_many` does."""
    wanted = None if only is None else frozenset(only)
    found: dict[int, Record] = {}
    for start in range(0, len(ids), MOST_AT_ONCE):
        part = list(ids[start : start + MOST_AT_ONCE])
        found |= _read_part(db, register, part, wanted)
    return found


def _read_part(
    db: Database, register: Register, ids: list[int], wanted: frozenset[str] | None
) -> dict[int, Record]:
    own = [each for each in own_columns(register) if wanted is None or each.name in wanted]
    columns = [f"e.{name}" for name in (*IDENTITY, *COMMON_COLUMNS)] + [f'r."{each.name}"' for each in own]
    sql = f'select {", ".join(columns)} from entries e join "{register.name}" r on r.id = e.id where e.id in ({marks(ids)})'
    values: dict[int, dict[str, Any]] = {}
    read_common, read_own = readers([field_of(Record, name) for name in COMMON_COLUMNS]), readers(own)
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
            name: cell if make is None else make(cell)
            for name, make, cell in zip(COMMON_COLUMNS, read_common, held, strict=True)
        }
        own_cells = cells[len(IDENTITY) + len(COMMON_COLUMNS) :]
        known |= {
            each.name: cell if make is None else make(cell)
            for each, make, cell in zip(own, read_own, own_cells, strict=True)
        }
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
    return {key: made(register.record, known) for key, known in values.items()}


def _child_rows(db: Database, register: Register, field: str, ids: list[int]) -> dict[int, tuple[Any, ...]]:
    kind = register.field(field).kind
    assert isinstance(kind, Rows)
    inner = column_fields(kind.of)
    names = ", ".join(f'"{each.name}"' for each in inner)
    sql = (
        f'select record, {names} from "{rows_table(register, field)}"'
        f" where record in ({marks(ids)}) order by record, position"
    )
    found: dict[int, list[Any]] = {}
    read, named = readers(inner), [each.name for each in inner]
    for key, *cells in rows(db, sql, ids):
        values = [cell if make is None else make(cell) for make, cell in zip(read, cells, strict=True)]
        found.setdefault(key, []).append(made(kind.of, dict(zip(named, values, strict=True))))
    return {key: tuple(children) for key, children in found.items()}


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


def titled(db: Database, register: Register, unit: str = "") -> list[tuple[str, str, str]]:
    """Return number, title and, of the field named, the unit of all records of a register that stand and are not sealed."""
    where = f'r."{unit}"' if unit else "''"
    sql = (
        f'select e.number, e.title, {where} from entries e join "{register.name}" r on r.id = e.id'
        " where e.register = ? and e.sealed = 0 and e.state <> 'withdrawn' order by e.number"
    )
    return [(each[0], each[1], each[2] or "") for each in rows(db, sql, [register.name])]


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


def with_row(db: Database, register: Register, field: str, inner: str, texts: Sequence[str]) -> list[str]:
    """Return the numbers of the records of a register in one of whose child rows a field has one of these texts."""
    sql = (
        f'select distinct e.number from "{rows_table(register, field)}" r join entries e on e.id = r.record'
        f" where r.\"{inner}\" in ({marks(texts)}) and e.state <> 'withdrawn' and e.sealed = 0 order by e.number"
    )
    return [each[0] for each in rows(db, sql, list(texts))]


def mentioning(db: Database, key: str, limit: int = 500) -> list[tuple[Summary, str]]:
    """Return the records that name a person in any field, with the field, newest first."""
    sql = "select entry, field from mentions where key = ? order by entry desc limit ?"
    held = rows(db, sql, [key, limit])
    known = {each.id: each for each in summaries(db, [each[0] for each in held])}
    return [(known[entry], field) for entry, field in held if entry in known]


def counts(db: Database) -> dict[str, int]:
    """Return how many records each register holds, withdrawn ones apart."""
    sql = "select register, count(*) from entries where state <> 'withdrawn' group by register"
    return dict(rows(db, sql))


def ids_in(db: Database, register: Register, state: str) -> list[int]:
    """Return the local ids of the records of a register that are in a state and not sealed, in the order they were entered."""
    sql = "select id from entries where register = ? and state = ? and sealed = 0 order by id"
    return [each[0] for each in rows(db, sql, [register.name, state])]


def open_ids(db: Database, register: Register) -> list[int]:
    """Return the ids of the records of a register that are not sealed, by number."""
    sql = "select id from entries where register = ? and sealed = 0 order by number"
    return [each[0] for each in rows(db, sql, [register.name])]


def numbers_taken(db: Database, register: Register, numbers: Sequence[str]) -> set[str]:
    """Return which of these numbers are in use in a register."""
    sql = "select number from entries where register = ? and number in (select value from json_each(?))"
    return {each[0] for each in rows(db, sql, [register.name, json.dumps(numbers)])}


def number_taken(db: Database, register: Register, number: str) -> bool:
    """Say whether a number is in use in a register."""
    return (
        row(db, "select 1 from entries where register = ? and number = ?", [register.name, number])
        is not None
    )
