"""How each kind lies in the database: the column's type, and the value on its way in and out."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

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
        case Number() | Money() | Share() | Flag():
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
        case Money():
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
        case Money():
            return Decimal(held).scaleb(-2) if held is not None else None
        case Share():
            return Decimal(held).scaleb(-4) if held is not None else None
        case Flag():
            return bool(held) if held is not None else None
        case Link() | Rows():
            raise TypeError("links and rows have no column")
        case _:
            assert_never(kind)


COMMON = frozenset(each.name for each in fields_of(Record))


def own_fields(register: Register) -> tuple[Field, ...]:
    """Return the fields that a register adds to the common ones."""
    return tuple(each for each in register.fields() if each.name not in COMMON)


def column_fields(record: type) -> tuple[Field, ...]:
    """Return the fields of a record or child row that have a column."""
    return tuple(each for each in fields_of(record) if column_type(each.kind) is not None)


def row_fields(register: Register) -> tuple[Field, ...]:
    """Return the fields that hold child rows."""
    return tuple(each for each in register.fields() if isinstance(each.kind, Rows))


def link_fields(register: Register) -> tuple[Field, ...]:
    """Return the fields that hold links."""
    return tuple(each for each in register.fields() if isinstance(each.kind, Link))


def rows_table(register: Register, field: str) -> str:
    """Return the name of the table of a field's child rows."""
    return f"{register.name}_{field}"


def keyed_fields(register: Register) -> tuple[Field, ...]:
    """Return the fields with a stored sort key: text columns of the list, the title apart."""
    return tuple(
        each
        for each in own_fields(register)
        if each.name in register.columns
        and each.name != register.title
        and isinstance(each.kind, Text | Person)
    )


def tables_of(register: Register) -> dict[str, dict[str, str]]:
    """Return the tables and columns a register needs, for its migration and the test that compares them."""
    own = {each.name: column_type(each.kind) for each in own_fields(register)}
    table = {"id": "integer primary key references entries(id)"}
    table |= {name: kind for name, kind in own.items() if kind is not None}
    table |= {f"{each.name}_key": TEXT for each in keyed_fields(register)}
    found = {register.name: table}
    for each in row_fields(register):
        assert isinstance(each.kind, Rows)
        columns = {"record": "integer not null references entries(id)", "position": "integer not null"}
        columns |= {inner.name: column_type(inner.kind) or "" for inner in column_fields(each.kind.of)}
        found[rows_table(register, each.name)] = columns
    return found
