"""The hidden sheet by which our own workbooks are known again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ipdesk.importing.notes import read_notes
from ipdesk.importing.sheets import Sheet, Workbook
from ipdesk.model.errors import Refused, TooNew
from tests.importing.makers import WORKS, said

GOOD: dict[str, Any] = {
    "format": "register",
    "version": 1,
    "register": "works",
    "percent": "fraction",
    "columns": {"成果": ["number", "title"]},
    "rows_of": {},
    "header": {"成果": 4},
}


def workbook(text: str) -> Workbook:
    return Workbook("a.xlsx", "", 0, "xlsx", False, False, (), (Sheet("_ipdesk", True, ((text,),)),))


def test_what_it_says_is_read() -> None:
    notes = read_notes(workbook(json.dumps(GOOD)), WORKS)
    assert notes is not None
    assert (notes.format, notes.fractions) == ("register", True)
    assert notes.columns == {"成果": ("number", "title")}
    assert notes.header == {"成果": 4}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        "null",
        "[" * 5000,
        json.dumps({"format": "form"}),
        json.dumps(GOOD | {"format": "other"}),
        json.dumps(GOOD | {"version": "one"}),
        json.dumps(GOOD | {"columns": [1]}),
        json.dumps(GOOD | {"columns": {"成果": 3}}),
        json.dumps(GOOD | {"header": {"成果": "x"}}),
    ],
)
def test_a_sheet_of_that_name_that_is_not_ours_is_passed_over(text: str) -> None:
    assert read_notes(workbook(text), WORKS) is None


def test_another_register_is_named() -> None:
    with pytest.raises(Refused) as error:
        read_notes(workbook(json.dumps(GOOD | {"register": "projects"})), WORKS)
    assert "belongs to the register “projects”, not to “works”" in said(error.value)


def test_a_newer_format_is_refused() -> None:
    with pytest.raises(TooNew, match="newer"):
        read_notes(workbook(json.dumps(GOOD | {"version": 2})), WORKS)
