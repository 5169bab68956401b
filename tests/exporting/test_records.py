"""Tables and documents made from declarations alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

import pytest

from ipdesk.exporting.layout import Findings, Grid, Pairs, Prose, texts_of
from ipdesk.exporting.records import (
    grid_of,
    marking_of_all,
    record_document,
    register_table,
    register_tables,
)
from ipdesk.model.findings import Basis, Finding
from ipdesk.model.kinds import Choices, LongText, Rows, Text
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Group, Register
from ipdesk.model.states import State, States
from ipdesk.model.text import Message, Translator
from ipdesk.registers import REGISTERS, disclosures
from ipdesk.registers.disclosures import Disclosure


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A child row."""

    text: Annotated[str, Text(label="Page text")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A small record with a restricted field."""

    name: Annotated[str, Text(label="Name", required="open")] = ""
    phone: Annotated[str, Text(label="Phone", restricted=True)] = ""
    body: Annotated[str, LongText(label="Body")] = ""
    pages: Annotated[tuple[Page, ...], Rows(label="Pages", of=Page)] = ()


NOTES = Register(
    name="notes",
    label="Notes",
    one="Note",
    record=Note,
    number="N-{seq}",
    title="name",
    date="",
    columns=("number", "name"),
    groups=(Group("main", "Main", ("name", "phone", "body", "pages")),),
    states=States((State("open", "Open"),), ()),
)
NOTE = Note(
    number="N-1",
    state="open",
    level="internal",
    name="甲",
    phone="13800000000",
    body="正文",
    pages=(Page(text="一"),),
)


def test_a_table_has_the_columns_of_the_register_or_those_named(translator: Translator) -> None:
    assert [column.name for column in register_table(NOTES, [NOTE], translator).columns] == ["number", "name"]
    named = register_table(NOTES, [NOTE], translator, ["state", "body"])
    assert named.rows == (("Open", "正文"),)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
def test_the_tables_of_a_register_hold_every_declared_field(
    register: Register, translator: Translator
) -> None:
    first, *children = register_tables(register, [], translator, restricted=True)
    rows_fields = [field.name for field in register.fields() if isinstance(field.kind, Rows)]
    plain = {field.name for field in register.fields()} - set(rows_fields)
    in_short = set(rows_fields) & set(register.columns)
    assert {column.name for column in first.columns} == plain | in_short | {"state"}
    assert [table.rows_of for table in children] == rows_fields
    for table in children:
        kind = register.field(table.rows_of).kind
        assert isinstance(kind, Rows)
        assert [column.name for column in table.columns] == ["number", *(f.name for f in fields_of(kind.of))]


def test_restricted_fields_are_left_out_unless_asked_for(translator: Translator) -> None:
    without = register_tables(NOTES, [NOTE], translator)[0]
    with_them = register_tables(NOTES, [NOTE], translator, restricted=True)[0]
    assert "phone" not in [column.name for column in without.columns]
    assert "13800000000" in with_them.rows[0]
    assert "13800000000" not in texts_of(record_document(NOTES, NOTE, (), translator))


def test_withheld_content_is_in_no_document(translator: Translator) -> None:
    closed = replace(NOTE, withheld=True)
    texts = texts_of(record_document(NOTES, closed, (), translator))
    assert "甲" in texts
    assert "正文" not in texts
    assert "一" not in texts
    assert all("正文" not in row for row in register_tables(NOTES, [closed], translator)[0].rows)
    assert register_tables(NOTES, [closed], translator)[1].rows == ()


def test_a_record_becomes_sections_in_the_order_of_its_groups(translator: Translator) -> None:
    document = record_document(NOTES, NOTE, (), translator)
    assert document.title == "Note"
    assert document.subtitle == "N-1　Open"
    main = [type(section) for section in document.sections]
    assert main[:3] == [Pairs, Prose, Grid]


def test_what_is_required_stands_there_empty_and_the_rest_is_left_out(translator: Translator) -> None:
    texts = texts_of(record_document(NOTES, Note(), (), translator))
    assert "Name" in texts
    assert "Body" not in texts


def test_findings_come_last_and_the_gravest_first(translator: Translator) -> None:
    found = [
        Finding(id="a", field="name", severity="info", message=Message("Small.")),
        Finding(
            id="b", field="name", severity="block", message=Message("Grave."), basis=Basis("专利法", "第六条")
        ),
    ]
    last = record_document(NOTES, NOTE, found, translator).sections[-1]
    assert isinstance(last, Findings)
    assert [entry.message for entry in last.entries] == ["Grave.", "Small."]
    assert last.entries[0].basis == "专利法第六条"


def test_a_list_bears_the_highest_marking_of_its_rows(full: Disclosure) -> None:
    assert marking_of_all([Note(level="public"), full]).handling == "trade-important"


def test_no_option_of_several_holds_the_sign_that_separates_them(
    translator: Translator, chinese: Translator
) -> None:
    for register in REGISTERS:
        for field in register.fields():
            if isinstance(field.kind, Choices):
                for option in field.kind.options:
                    for label in (translator.label(option.label), chinese.label(option.label)):
                        assert not set(label) & set("、,，;；\n"), (field.name, label)


def test_every_group_of_a_full_disclosure_is_printed(full: Disclosure, translator: Translator) -> None:
    texts = "\n".join(texts_of(record_document(disclosures.REGISTER, full, (), translator)))
    for part in (full.title, "KY-2025-003", "张𬭎", "66.6667%", full.solution, "全国表面工程会议"):
        assert part in texts


def test_child_rows_in_which_nothing_stands_keep_their_columns(translator: Translator) -> None:
    grid = grid_of(NOTES.field("pages"), (Page(), Page()), translator)
    assert [column.label for column in grid.columns] == ["Page text"]
    assert grid.rows == (("",), ("",))
