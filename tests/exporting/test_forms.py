"""The blank form: what it asks, what it keeps closed, and what lets it come back."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.exporting.forms import BLANK_ROWS, blank_form
from ipdesk.exporting.layout import Stamp
from ipdesk.model.kinds import Choice, Rows
from ipdesk.model.marking import Marking
from ipdesk.model.record import fields_of
from ipdesk.model.text import Translator
from ipdesk.registers import REGISTERS
from ipdesk.registers.disclosures import REGISTER


@pytest.fixture
def book(stamp: Stamp, translator: Translator) -> Any:
    return load_workbook(io.BytesIO(blank_form(REGISTER, translator, stamp, Marking(handling="public"))))


def keys(sheet: Any) -> list[str]:
    return [cell.value or "" for cell in sheet["A"]]


def row_of(sheet: Any, key: str) -> int:
    return keys(sheet).index(key) + 1


def test_the_level_is_asked_first(book: Any) -> None:
    asked = [key for key in keys(book.worksheets[0]) if key not in ("#", "")]
    assert asked[0] == "level"
    assert asked.count("level") == 1


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
def test_every_field_that_the_office_does_not_fill_is_asked(
    register: Any, stamp: Stamp, translator: Translator
) -> None:
    book = load_workbook(io.BytesIO(blank_form(register, translator, stamp, Marking())))
    notes = json.loads(book["_ipdesk"]["A1"].value)
    found = [key for title in notes["sheets"] for key in keys(book[title])]
    asked = {name for group in register.groups if not group.office for name in group.fields} | {"level"}
    rows = {name for name in asked if isinstance(register.field(name).kind, Rows)}
    assert {key for key in found if key not in ("", "#")} == (asked - rows) | {f"{name}[]" for name in rows}
    assert not register.office_fields() & set(found)


def test_a_table_names_its_columns_in_a_hidden_row(book: Any) -> None:
    sheet = book["Inventors"]
    row = row_of(sheet, "inventors[]")
    kind = REGISTER.field("inventors").kind
    assert isinstance(kind, Rows)
    names = [cell.value for cell in sheet[row][2:]]
    assert names == [field.name for field in fields_of(kind.of)]
    assert sheet.row_dimensions[row].hidden
    below = keys(sheet)[row:]
    assert below[:BLANK_ROWS] == [""] * BLANK_ROWS
    assert below[BLANK_ROWS] == "#"


def test_only_answers_are_open(book: Any) -> None:
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for row, key in enumerate(keys(sheet), 1):
        locked = sheet.cell(row, 3).protection.locked
        assert locked == (key == "#"), key
        assert sheet.cell(row, 2).protection.locked
    assert sheet.column_dimensions["A"].hidden


def test_choices_drop_down_from_the_hidden_sheet(book: Any) -> None:
    sheet = book.worksheets[0]
    assert book["_lists"].sheet_state == "hidden"
    place = f"C{row_of(sheet, 'level')}"
    rule = next(rule for rule in sheet.data_validations.dataValidation if place in rule.sqref)
    area = rule.formula1.partition("!")[2].replace("$", "")
    kind = REGISTER.field("level").kind
    assert isinstance(kind, Choice)
    assert [row[0].value for row in book["_lists"][area]] == [option.label for option in kind.options]


def test_dates_are_checked(book: Any) -> None:
    sheet = book.worksheets[0]
    place = f"C{row_of(sheet, 'submitted')}"
    rule = next(rule for rule in sheet.data_validations.dataValidation if place in rule.sqref)
    assert (rule.type, rule.operator) == ("date", "between")
    assert sheet[place].number_format == "yyyy-mm-dd"


def test_the_tables_are_reached_by_a_link(book: Any) -> None:
    sheet = book.worksheets[0]
    targets = [link.location for row in sheet.iter_rows() for cell in row if (link := cell.hyperlink)]
    assert "'Inventors'!C5" in targets


def test_the_form_is_set_up_for_print_and_marked(book: Any) -> None:
    sheet = book.worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.page_setup.fitToWidth == 1
    assert sheet["B1"].value == "Public"
    assert "SFCL-000012" in sheet.oddFooter.left.text
    assert book.active.title == sheet.title


def test_the_notes_name_form_register_and_version(book: Any) -> None:
    notes = json.loads(book["_ipdesk"]["A1"].value)
    assert (notes["format"], notes["version"], notes["register"]) == ("form", 1, "disclosures")
    assert notes["sheets"][0] == book.sheetnames[0]
    assert "_lists" not in notes["sheets"]
