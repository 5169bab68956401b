"""How each kind lies in the database: the column's type, and the value on its way in and out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial
from operator import attrgetter
from typing import Any, Final, assert_never

from ipdesk.model.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Person,
    Rows,
    Score,
    Share,
    Text,
)
from ipdesk.model.record import Field, Record, fields_of
from ipdesk.model.register import Register

TEXT = "text not null default ''"
SHARE_UNITS = 10_000
FEN = 100


def column_type(kind: Kind) -> str | None:
    """Return the SQL type of a kind's column, or None for kinds that lie in tables of their own.

    Money is kept in fen and shares in ten-thousandths of a percent, so that sums are exact.
    """
    match kind:
        case Text() | LongText() | Choice() | Person():
            return TEXT
        case Choices():
            return "text not null default '[]'"
        case Day():
            return "text"
        case Number() | Money() | Share() | Score() | Flag():
            return "integer"
        case Link() | Rows():
            return None
        case _:
            assert_never(kind)


def to_column(kind: Kind, value: Any) -> Any:
    """Return a value as its column holds it."""
    match kind:
        case Text() | LongText() | Choice() | Person() | Number():
            return value
        case Choices():
            return json.dumps(list(value))
        case Day():
            return value.isoformat() if value is not None else None
        case Money() | Score():
            return int(value * FEN) if value is not None else None
        case Share():
            return int(value * SHARE_UNITS) if value is not None else None
        case Flag():
            return int(value) if value is not None else None
        case Link() | Rows():
            raise TypeError("links and rows have no column")
        case _:
            assert_never(kind)


def from_column(kind: Kind, held: Any) -> Any:
    """Return the value that a column holds."""
    match kind:
        case Text() | LongText() | Choice() | Person() | Number():
            return held
        case Choices():
            return tuple(json.loads(held))
        case Day():
            return date.fromisoformat(held) if held is not None else None
        case Money() | Score():
            return Decimal(held).scaleb(-2) if held is not None else None
        case Share():
            return Decimal(held).scaleb(-4) if held is not None else None
        case Flag():
            return bool(held) if held is not None else None
        case Link() | Rows():
            raise TypeError("links and rows have no column")
        case _:
            assert_never(kind)


def readers(fields: Sequence[Field]) -> tuple[Callable[[Any], Any] | None, ...]:
    """Return for each field what makes its value of what its column holds, None where that is the value itself.

    Asked for once for many rows: most columns hold texts and figures as they are.
    """
    return tuple(
        None
        if isinstance(each.kind, Text | LongText | Choice | Person | Number)
        else partial(from_column, each.kind)
        for each in fields
    )


COMMON = frozenset(each.name for each in fields_of(Record))


def own_fields(register: Register) -> tuple[Field, ...]:
    """Return the fields that a register adds to the common ones."""
    return _shape(register.record).own


def own_columns(register: Register) -> tuple[Field, ...]:
    """Return the fields that a register adds to the common ones and that have a column."""
    return _shape(register.record).columns


def column_fields(record: type) -> tuple[Field, ...]:
    """Return the fields of a record or child row that have a column."""
    return _column_fields(record)


def row_fields(register: Register) -> tuple[Field, ...]:
    """Return the fields that hold child rows."""
    return _shape(register.record).rows


def link_fields(register: Register) -> tuple[Field, ...]:
    """Return the fields that hold links."""
    return _shape(register.record).links


@dataclass(frozen=True, slots=True)
class _Shape:
    """The fields of a record by where they lie; reckoned once, as each record written asks for them."""

    own: tuple[Field, ...]
    columns: tuple[Field, ...]
    lines: tuple[Field, ...]  # short texts and names
    rows: tuple[Field, ...]
    links: tuple[Field, ...]


# Cached behind plain functions, as the fields themselves are.
def _shape(record: type) -> _Shape:
    return _shape_of(record)


@cache
def _shape_of(record: type) -> _Shape:
    declared = fields_of(record)
    own = tuple(each for each in declared if each.name not in COMMON)
    return _Shape(
        own=own,
        columns=tuple(each for each in own if column_type(each.kind) is not None),
        lines=tuple(each for each in own if isinstance(each.kind, Text | Person)),
        rows=tuple(each for each in declared if isinstance(each.kind, Rows)),
        links=tuple(each for each in declared if isinstance(each.kind, Link)),
    )


@cache
def _column_fields(record: type) -> tuple[Field, ...]:
    return tuple(each for each in fields_of(record) if column_type(each.kind) is not None)


def row_cells(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the cells of child rows of one class, in the order of their columns.

    Most cells are texts and go in as they are; only the others are looked at one by one.
    """
    declared = column_fields(type(rows[0]))
    read = attrgetter(*(each.name for each in declared))
    others: list[tuple[int, Callable[[Any], Any]]] = [
        (place, date.isoformat if isinstance(each.kind, Day) else partial(to_column, each.kind))
        for place, each in enumerate(declared)
        if not isinstance(each.kind, _AS_IT_IS)
    ]
    for row in rows:
        cells = list(read(row)) if len(declared) > 1 else [read(row)]
        for place, write in others:
            if (held := cells[place]) is not None:
                cells[place] = write(held)
        yield cells


_AS_IT_IS: Final = (Text, LongText, Choice, Person, Number)


def rows_table(register: Register, field: str) -> str:
    """Return the name of the table of a field's child rows."""
    return f"{register.name}_{field}"


def keyed_fields(register: Register) -> tuple[Field, ...]:
    """Return the fields with a stored sort key: text columns of the list, the title apart."""
    return tuple(
        each
        for each in _shape(register.record).lines
        if each.name in register.columns and each.name != register.title
    )


def tables_of(register: Register) -> dict[str, dict[str, str]]:
    """Return the tables and columns a register needs, for its migration and the test that compares them."""
    table = {"id": "integer primary key references entries(id)"}
    table |= {each.name: column_type(each.kind) or "" for each in own_columns(register)}
    table |= {f"{each.name}_key": TEXT for each in keyed_fields(register)}
    found = {register.name: table}
    for each in row_fields(register):
        assert isinstance(each.kind, Rows)
        columns = {"record": "integer not null references entries(id)", "position": "integer not null"}
        columns |= {inner.name: column_type(inner.kind) or "" for inner in column_fields(each.kind.of)}
        found[rows_table(register, each.name)] = columns
    return found
