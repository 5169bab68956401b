"""Tests of records and child rows made by the thousand: they are what the dataclass itself would have made."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from ipdesk.model.kinds import Rows
from ipdesk.model.making import made, remade
from ipdesk.registers import REGISTERS


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)
def test_what_is_made_is_what_the_dataclass_makes(register: object) -> None:
    values = {"title": "甲", "number": "1"} if hasattr(register.record, "title") else {"number": "1"}  # type: ignore[attr-defined]
    record = register.record(**values)  # type: ignore[attr-defined]
    assert made(register.record, values) == record  # type: ignore[attr-defined]
    assert type(made(register.record, values)) is register.record  # type: ignore[attr-defined]
    assert remade(record, state="new") == replace(record, state="new")
    for each in register.fields():  # type: ignore[attr-defined]
        if isinstance(each.kind, Rows):
            assert made(each.kind.of, {}) == each.kind.of()


def test_what_was_made_is_frozen_and_hashed_like_any_other() -> None:
    record = REGISTERS[0].record
    one = made(record, {"number": "1"})
    with pytest.raises(FrozenInstanceError):
        one.number = "2"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        remade(one, number="3").number = "4"  # type: ignore[misc]
    assert hash(one) == hash(record(number="1"))


def test_a_field_that_is_not_declared_is_refused() -> None:
    with pytest.raises(TypeError):
        made(REGISTERS[0].record, {"nothing": 1})
    with pytest.raises(AttributeError):
        remade(REGISTERS[0].record(), nothing=1)
