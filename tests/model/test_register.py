"""Registers: what is required, by which state, and what a declaration may name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest

from ipdesk.model.findings import Facts
from ipdesk.model.kinds import Choices, Flag, LongText, Rows, Text
from ipdesk.model.record import WITHDRAWN, Record, fields_of
from ipdesk.model.register import (
    WITHDRAWN_STATE,
    Group,
    Register,
    is_empty,
    missing,
    no_facts,
    no_findings,
)
from ipdesk.model.states import Move, State, States
from ipdesk.registers import REGISTERS
from tests.conftest import START


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A child row of these tests."""

    name: Annotated[str, Text(label="Name", required="sent")] = ""
    note: Annotated[str, Text(label="Note")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Record):
    """A record of these tests."""

    title: Annotated[str, Text(label="Title", required="sent")] = ""
    seen: Annotated[bool | None, Flag(label="Seen", required="closed")] = None
    rows: Annotated[tuple[Row, ...], Rows(label="Rows", of=Row, required="closed")] = ()
    body: Annotated[str, LongText(label="Body")] = ""
    office: Annotated[str, Text(label="Office")] = ""
    tags: Annotated[tuple[str, ...], Choices(label="Tags", options=())] = ()


LETTERS = Register(
    name="letters",
    label="Letters",
    one="Letter",
    record=Letter,
    number="L-{seq}",
    title="title",
    date="classified_on",
    columns=("title",),
    groups=(Group("a", "A", ("title",)), Group("b", "B", ("office", "tags"), office=True)),
    states=States(
        (State("draft", "Draft"), State("sent", "Sent"), State("closed", "Closed", final=True)),
        (Move("draft", "sent", "Send"), Move("sent", "closed", "Close")),
    ),
)


def lacking(record: Letter) -> dict[str, tuple[str, ...]]:
    return {each.field: each.blocks for each in missing(LETTERS, record)}


def test_what_is_required_blocks_the_state_and_every_later_one() -> None:
    assert lacking(Letter()) == {"title": ("sent", "closed"), "seen": ("closed",), "rows": ("closed",)}


def test_a_row_is_asked_for_what_it_lacks_itself() -> None:
    found = lacking(Letter(title="一", seen=False, rows=(Row(note="x"), Row(name="甲"), Row())))
    assert found == {"rows[0].name": ("sent", "closed"), "rows[2].name": ("sent", "closed")}


def test_an_answered_no_is_an_answer() -> None:
    assert "seen" not in lacking(Letter(seen=False))
    assert [is_empty(each) for each in (None, "", (), False, 0, "x", (1,))] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_a_missing_field_says_what_clears_it() -> None:
    (finding, *_) = missing(LETTERS, Letter())
    assert (finding.id, finding.severity) == ("missing", "warn")
    assert finding.clears is not None
    assert finding.clears.args["field"] == finding.message.args["field"]


def test_states_are_known_by_code_and_withdrawn_to_all() -> None:
    assert LETTERS.state("sent").label == "Sent"
    assert LETTERS.state(WITHDRAWN) is WITHDRAWN_STATE
    assert LETTERS.states.first() == "draft"
    assert LETTERS.states.reached("sent") == {"draft", "sent"}
    assert LETTERS.states.reached(WITHDRAWN) == frozenset()
    assert [each.target for each in LETTERS.states.moves_from("draft")] == ["sent"]
    with pytest.raises(KeyError):
        LETTERS.state("gone")


def test_office_fields_are_those_of_office_groups() -> None:
    assert LETTERS.office_fields() == {"office", "tags"}
    assert LETTERS.field("office").kind.label == "Office"
    with pytest.raises(KeyError):
        LETTERS.field("gone")


def test_a_register_without_rules_finds_and_tells_nothing() -> None:
    assert list(no_findings(Letter(), Facts(today=START.date()))) == []
    assert no_facts(Letter()) == {}
    assert LETTERS.findings is no_findings


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)
def test_a_declaration_names_only_what_there_is(register: Register) -> None:
    names = {each.name for each in register.fields()}
    grouped = [name for group in register.groups for name in group.fields]
    assert sorted(grouped) == sorted(set(grouped)), "a field stands in one group"
    assert set(grouped) <= names
    assert {*register.columns, register.title, register.date, *register.similar_text} <= names
    codes = [state.code for state in register.states.states]
    assert len(codes) == len(set(codes))
    assert WITHDRAWN not in codes
    for move in register.states.moves:
        assert {move.source, move.target} <= set(codes)
    rows = [each.kind.of for each in register.fields() if isinstance(each.kind, Rows)]
    for each in (*register.fields(), *(inner for row in rows for inner in fields_of(row))):
        assert each.kind.required in ("", *codes), each.name
    assert register.number.format(code="LAB", year=2026, seq=7)
