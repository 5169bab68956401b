"""Columns: each kind goes in and out of the database unharmed and sums up exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.kinds import Kind, Link, Rows
from ipdesk.model.record import Record, fields_of
from ipdesk.registers import REGISTERS
from ipdesk.store.columns import (
    COMMON,
    column_type,
    from_column,
    keyed_fields,
    own_fields,
    tables_of,
    to_column,
)
from tests.store._records import DISCLOSURES, PROJECTS, value_of

ALL = [each.kind for register in REGISTERS for each in register.fields()]
ALL += [each.kind for kind in ALL if isinstance(kind, Rows) for each in fields_of(kind.of)]
KINDS = {type(kind): kind for kind in ALL}
HELD = {of: kind for of, kind in KINDS.items() if of not in (Link, Rows)}


def test_every_kind_is_in_use_so_that_these_tests_mean_all_of_them() -> None:
    assert len(KINDS) == 13


@pytest.mark.parametrize("kind", HELD.values(), ids=[each.__name__ for each in HELD])
@given(data=st.data())
def test_a_value_goes_in_and_out_unharmed(kind: Kind, data: st.DataObject) -> None:
    value: Any = data.draw(value_of(kind))
    held = to_column(kind, value)
    assert isinstance(held, str | int | None)
    assert (held is None) <= (column_type(kind) == "integer" or column_type(kind) == "text")
    assert from_column(kind, held) == value
    assert type(from_column(kind, held)) is type(value)


@pytest.mark.parametrize("kind", [KINDS[Link], KINDS[Rows]], ids=["Link", "Rows"])
def test_what_lies_in_tables_of_its_own_has_no_column(kind: Kind) -> None:
    assert column_type(kind) is None
    with pytest.raises(TypeError):
        to_column(kind, ())
    with pytest.raises(TypeError):
        from_column(kind, "")


def test_amounts_add_up_to_the_fen() -> None:
    budget = PROJECTS.field("budget").kind
    parts = [Decimal("0.10")] * 3
    assert sum(to_column(budget, each) for each in parts) == to_column(budget, Decimal("0.30"))
    assert str(from_column(budget, 30)) == "0.30"


def test_a_register_adds_its_own_columns_to_the_common_ones() -> None:
    assert {each.name for each in fields_of(Record)} == COMMON
    for register in REGISTERS:
        own = {each.name for each in own_fields(register)}
        assert not own & COMMON
        table = tables_of(register)[register.name]
        assert {name for name in table if name.endswith("_key")} == {
            f"{each.name}_key" for each in keyed_fields(register)
        }
    assert [each.name for each in keyed_fields(PROJECTS)] == ["leader", "ip_officer"]
    assert "disclosures_inventors" in tables_of(DISCLOSURES)
