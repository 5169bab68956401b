"""Declarations: every field has a kind and a default, and the marking follows from a record's own answers."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, replace
from typing import Annotated, Any

import pytest

from ipdesk.model.kinds import Described, Link, Rows, Text
from ipdesk.model.marking import GRADE_OPTIONS, LEVEL_OPTIONS, STATE_OPTIONS, Marking
from ipdesk.model.record import MARKING_FIELDS, Record, field_of, fields_of, is_content, marking_of
from ipdesk.registers import REGISTERS

ALL: list[type] = [Record, *(register.record for register in REGISTERS)]
ALL += [each.kind.of for record in ALL for each in fields_of(record) if isinstance(each.kind, Rows)]


@pytest.mark.parametrize("record", ALL, ids=lambda each: each.__name__)
def test_every_declared_field_starts_empty_and_is_described(record: type) -> None:
    empty = record()
    for each in fields_of(record):
        assert isinstance(each.kind, Described)
        assert getattr(empty, each.name) == each.empty
        assert each.empty in (None, "", ())
        assert each.kind.label
        assert each.name.isidentifier()
    assert len({each.name for each in fields_of(record)}) == len(fields_of(record))


@pytest.mark.parametrize("record", ALL, ids=lambda each: each.__name__)
def test_records_do_not_change_under_anybodys_hands(record: type) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(record(), fields_of(record)[0].name, "x")
    hash(record())


def test_child_rows_hold_neither_rows_nor_links() -> None:
    """They lie in one table each; a row inside a row would have none."""
    for record in ALL:
        if not issubclass(record, Record):
            assert not any(isinstance(each.kind, Rows | Link) for each in fields_of(record))


def test_a_field_without_a_default_is_a_defect_said_at_once() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Strict:
        name: Annotated[str, Text(label="Name")]
        free: str = ""
        noted: Annotated[str, "no kind"] = ""

    with pytest.raises(TypeError, match="saving is never blocked"):
        fields_of(Strict)


def test_only_fields_with_a_kind_are_declared() -> None:
    names = [each.name for each in fields_of(Record)]
    assert names == ["number", *MARKING_FIELDS]
    assert field_of(Record, "level").kind.label == "Level"
    for name in ("id", "state", "revision", "created", "withheld", "nothing"):
        with pytest.raises(KeyError):
            field_of(Record, name)


def test_long_text_is_content_and_a_title_is_not() -> None:
    for register in REGISTERS:
        assert not is_content(register.field(register.title).kind), "metadata above the limit keep a title"
        for each in register.fields():
            if type(each.kind).__name__ == "LongText":
                assert is_content(each.kind), each.name
    assert is_content(Text(label="x", content=True))
    assert not is_content(Text(label="x"))


MARKINGS: list[tuple[dict[str, Any], Marking]] = [
    ({}, Marking(handling="internal")),
    ({"level": "public"}, Marking(handling="public")),
    ({"level": "internal"}, Marking(handling="internal")),
    ({"level": "trade"}, Marking(handling="trade-general")),
    ({"level": "trade", "grade": "core"}, Marking(handling="trade-core")),
    ({"level": "public", "grade": "core"}, Marking(handling="public")),
    ({"level": "classified"}, Marking(handling="internal", unclear=True)),
    (
        {"level": "classified", "classification": "secret", "classification_number": "定〔2026〕1号"},
        Marking(state="secret", decision="定〔2026〕1号", handling="internal"),
    ),
    (
        {"level": "public", "classification": "top-secret", "classification_term": "20年"},
        Marking(state="top-secret", term="20年", handling="public"),
    ),
]


@pytest.mark.parametrize(("values", "marking"), MARKINGS, ids=[str(each[0]) for each in MARKINGS])
def test_the_marking_is_what_the_answers_amount_to(values: dict[str, Any], marking: Marking) -> None:
    assert marking_of(replace(Record(), **values)) == marking


def test_every_answer_has_a_marking() -> None:
    for level in ("", *(each.code for each in LEVEL_OPTIONS)):
        for grade in ("", *(each.code for each in GRADE_OPTIONS)):
            for state in ("", *(each.code for each in STATE_OPTIONS)):
                made = marking_of(Record(level=level, grade=grade, classification=state))
                assert made.state == state
                assert made.unclear == (level == "classified" and not state)
