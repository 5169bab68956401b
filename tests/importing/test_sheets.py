"""The child's answer checked and typed, and cells as people see them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.importing.sheets import Lost, Percent, Sheet, cell_name, cell_text, workbook_of
from ipdesk.model.errors import Refused

GOOD: dict[str, Any] = {
    "name": "a.xlsx",
    "sha256": "0" * 64,
    "size": 3,
    "source": "xlsx",
    "macros": False,
    "epoch_1904": False,
    "texts": [["页眉", "内部"]],
    "sheets": [
        {
            "name": "台账",
            "hidden": False,
            "hidden_rows": [2],
            "merged": [[0, 0, 1, 2]],
            "rows": [[None, True, "文", 3.0, {"day": "2024-03-05"}, {"percent": 0.5}, {"lost": True}], []],
        }
    ],
}


def test_an_answer_becomes_a_workbook() -> None:
    sheet = workbook_of(GOOD).sheets[0]
    assert sheet.rows[0] == (None, True, "文", 3.0, date(2024, 3, 5), Percent(0.5), Lost())
    assert sheet.merged == ((0, 0, 1, 2),)
    assert sheet.text(0, 2) == "文"
    assert sheet.text(5, 5) == "" and sheet.cell(-1, 0) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"sheets": None},
        {"sheets": [{"name": "a"}]},
        {"sheets": [{"name": 3, "hidden": False, "hidden_rows": [], "merged": [], "rows": []}]},
        {"sheets": [{"name": "a", "hidden": False, "hidden_rows": [], "merged": [[1]], "rows": []}]},
        {
            "sheets": [
                {"name": "a", "hidden": False, "hidden_rows": [], "merged": [], "rows": [[{"day": "morgen"}]]}
            ]
        },
        {"sheets": [{"name": "a", "hidden": False, "hidden_rows": [], "merged": [], "rows": [[["nested"]]]}]},
        {
            "sheets": [
                {"name": "a", "hidden": False, "hidden_rows": [], "merged": [], "rows": [[{"code": 1}]]}
            ]
        },
        {"texts": [["one"]]},
        {"source": 7},
        {"size": "groß"},
    ],
)
def test_an_answer_of_another_shape_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        workbook_of(GOOD | wrong)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "是"),
        (20240012.0, "20240012"),
        (0.1 + 0.2, "0.3"),
        (12.50, "12.5"),
        (1.234567890123457e19, "12345678901234600000"),
        (float("inf"), "inf"),
        (Percent(0.125), "12.5%"),
        (Percent(0.07), "7%"),
        (date(2024, 3, 5), "2024-03-05"),
        (datetime(2024, 3, 5, 10, 30), "2024-03-05 10:30:00"),
        ("  文 ", "文"),
    ],
)
def test_the_text_of_a_cell(cell: Any, text: str) -> None:
    assert cell_text(cell) == text


@given(st.integers(0, 20_000), st.integers(0, 16_383))
def test_cell_names_are_those_of_openpyxl(row: int, column: int) -> None:
    from openpyxl.utils import get_column_letter

    assert cell_name(row, column) == f"{get_column_letter(column + 1)}{row + 1}"


def test_a_sheet_without_rows() -> None:
    assert Sheet("空", False, ()).text(0, 0) == ""
