"""Records for the tests of the store: made by hand, filled whole, or drawn at random."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from hypothesis import strategies as st

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
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.values import read_value
from ipdesk.registers import disclosures, projects
from ipdesk.store.records import read
from ipdesk.store.workspace import Workspace

DISCLOSURES = disclosures.REGISTER
PROJECTS = projects.REGISTER

# Two name characters beyond what many tables know (one of the year 2023), and what stands in texts beside Han.
RARE = "𬭎䶮㛃𠮷𫖯"
SIGNS = st.sampled_from(
    "一种热链低温光学单曾仇阿·买提，。、；：“”（）—…Ａａ１２aAbBzZ09 -_/%.#\n中国" + RARE + "éß°μ①㎡ﬁ\u3000"
)
# ASCII control signs are cut by read_value; \x1f matters to the index.
ANY_TEXT = st.one_of(
    st.text(SIGNS, max_size=30), st.text(max_size=12), st.text(st.characters(codec="utf-8"), max_size=8)
)


def add(workspace: Workspace, register: Register, /, **values: Any) -> str:
    """Add one record and return its number."""
    with workspace.write() as writing:
        return writing.add(register, register.record(**values)).number


def change(workspace: Workspace, register: Register, which: str, /, **values: Any) -> None:
    """Change fields of one record."""
    from dataclasses import replace

    with workspace.write() as writing:
        held = writing.held(register, which)
        writing.change(register, held, replace(held.record, **values))


def stored(workspace: Workspace, register: Register, number: str) -> Any:
    """Return one whole record."""
    return read(workspace.db, register, number)


def new(register: Register, /, **values: Any) -> Any:
    """Return a record of a register with some fields filled."""
    return register.record(**values)


def declared(record: Record) -> dict[str, Any]:
    """Return the declared values of a record, its number apart."""
    return {
        each.name: getattr(record, each.name) for each in fields_of(type(record)) if each.name != "number"
    }


def filled(of: type, tag: str = "") -> Any:
    """Return a record or row with something in every declared field."""
    return of(
        **{
            each.name: _sample(each.kind, f"{tag}{each.name}")
            for each in fields_of(of)
            if each.name != "number"
        }
    )


def _sample(kind: Kind, name: str) -> Any:
    match kind:
        case Text() | Person():
            return f"{name} 一，２"
        case LongText():
            return f"{name}\n第二段 𬭎"
        case Choice():
            return kind.options[-1].code
        case Choices():
            return tuple(option.code for option in kind.options)
        case Day():
            return date(2024, 2, 29)
        case Number():
            return kind.most
        case Money():
            return Decimal("12345678901.23")
        case Share():
            return Decimal("33.3333")
        case Score():
            return Decimal("66.67")
        case Flag():
            return True
        case Link():
            return ("KY-2026-002", "不存在-1")
        case Rows():
            return (filled(kind.of, "甲"), filled(kind.of, "乙"))
        case _:
            assert_never(kind)


def _raw(kind: Kind) -> st.SearchStrategy[Any]:
    match kind:
        case Text() | Person() | LongText():
            return ANY_TEXT
        case Choice():
            return st.sampled_from(["", *(option.code for option in kind.options)])
        case Choices():
            return st.lists(st.sampled_from([option.code for option in kind.options]), max_size=4)
        case Day():
            return st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))
        case Number():
            return st.none() | st.integers(kind.least, kind.most)
        case Money():
            return st.none() | st.decimals(0, 10**13, places=2)
        case Share():
            return st.none() | st.decimals(0, 100, places=4)
        case Score():
            return st.none() | st.decimals(0, 100, places=2)
        case Flag():
            return st.none() | st.booleans()
        case Link():
            return st.lists(st.sampled_from(["KY-2026-001", "KY-2026-002", "外-7", "𬭎"]), max_size=3)
        case Rows():
            return st.lists(values_of(kind.of, most=3), max_size=3)
        case _:
            assert_never(kind)


def value_of(kind: Kind) -> st.SearchStrategy[Any]:
    """Draw a value as reading a form or file gives it."""
    return _raw(kind).map(lambda raw: read_value(kind, "field", raw))


def values_of(of: type, most: int = 6) -> st.SearchStrategy[dict[str, Any]]:
    """Draw raw values for a few of the fields of a record or child row."""
    kinds = {each.name: each.kind for each in fields_of(of) if each.name != "number"}
    names = st.lists(st.sampled_from(sorted(kinds)), max_size=most, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: _raw(kinds[name]) for name in chosen}))


def records_of(register: Register, most: int = 6) -> st.SearchStrategy[Any]:
    """Draw records with a few filled fields."""
    kinds = {each.name: each.kind for each in register.fields()}
    return values_of(register.record, most).map(
        lambda raw: register.record(
            **{name: read_value(kinds[name], name, each) for name, each in raw.items()}
        )
    )
