"""Filled forms: the blank one that ipdesk writes, filled the way people fill it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.exporting.forms import blank_form
from ipdesk.exporting.layout import Stamp
from ipdesk.importing.intake import Intake
from ipdesk.model.errors import Refused
from ipdesk.model.marking import Marking
from ipdesk.model.register import Register
from ipdesk.registers import disclosures, projects
from tests.importing.makers import ENGLISH, WORKS, Maker, said, take_in, told

STAMP = Stamp(
    serial=1,
    user="officer",
    at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
    head="ab" * 32,
    seq=7,
    lab="某研究所",
    code="LAB",
)


def blank(register: Register) -> Any:
    return load_workbook(io.BytesIO(blank_form(register, ENGLISH, STAMP, Marking(handling="public"))))


def fill(book: Any, answers: dict[str, Any]) -> None:
    """Write answers beside their keys; the rows of tables go below their key row."""
    for sheet in book.worksheets:
        if sheet.title.startswith("_"):
            continue
        for row in range(1, sheet.max_row + 1):
            key = sheet.cell(row, 1).value
            if key in answers:
                sheet.cell(row, 3).value = answers[key]
            if str(key).endswith("[]") and str(key)[:-2] in answers:
                names = {sheet.cell(row, column).value: column for column in range(3, sheet.max_column + 1)}
                for number, values in enumerate(answers[str(key)[:-2]], 1):
                    for name, value in values.items():
                        sheet.cell(row + number, names[name]).value = value


def taken(folder: Path, register: Register, answers: dict[str, Any], edit: Any = None) -> Intake:
    book = blank(register)
    fill(book, answers)
    if edit:
        edit(book)
    path = folder / "披露表.xlsx"
    book.save(path)
    return take_in(path, register)


def test_a_filled_form_is_one_record(tmp_path: Path) -> None:
    intake = taken(
        tmp_path,
        WORKS,
        {
            "level": "Internal",
            "title": "一种光栅",
            "completed": date(2024, 3, 5),
            "money": 1200.5,
            "account": "第一段\n第二段",
            "makers": [{"name": "张三", "share": 0.6}, {"name": "李四", "unit": "乙所", "share": "40"}],
        },
    )
    assert intake.kind == "form"
    assert intake.notices == ()
    row = intake.rows[0]
    assert row.refusals == () and row.doubts == ()
    assert row.values["level"] == "internal"
    assert row.values["title"] == "一种光栅"
    assert row.values["completed"] == date(2024, 3, 5)
    assert row.values["money"] == Decimal("1200.50")
    assert row.values["account"] == "第一段\n第二段"
    assert row.values["makers"] == (
        Maker(name="张三", share=Decimal(60)),
        Maker(name="李四", unit="乙所", share=Decimal(40)),
    )
    assert row.raw["Title"] == "一种光栅"


def test_a_blank_form_gives_empty_values_for_all_it_asks(tmp_path: Path) -> None:
    values = taken(tmp_path, WORKS, {}).rows[0].values
    assert values == {
        "level": "",
        "title": "",
        "completed": None,
        "money": None,
        "account": "",
        "makers": (),
    }


def test_a_wrong_answer_is_refused_by_its_cell(tmp_path: Path) -> None:
    intake = taken(tmp_path, WORKS, {"completed": "下月", "makers": [{"name": "张三", "share": 1.6}]})
    refusals = {each.field: each.cell for each in intake.rows[0].refusals}
    assert set(refusals) == {"completed", "makers[0].share"}
    assert refusals["completed"].startswith("Work!C")
    assert intake.rows[0].values["makers"] == (Maker(name="张三"),)


def test_rows_were_inserted_and_a_field_of_another_version_is_there(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet.insert_rows(2, 3)
        sheet.cell(2, 1).value = "colour"
        sheet.cell(2, 2).value = "Colour *"
        sheet.cell(2, 3).value = "蓝"

    intake = taken(tmp_path, WORKS, {"title": "光栅"}, edit)
    assert intake.rows[0].values["title"] == "光栅"
    assert intake.unknown == ("colour",)
    assert "colour" in told(intake.notices)
    assert intake.rows[0].raw["Colour"] == "蓝"


def test_child_rows_end_at_the_next_words(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = next(each for each in book.worksheets if each.title == "Inventors")
        last = sheet.max_row + 1
        sheet.cell(last, 1).value = "#"
        sheet.cell(last + 1, 3).value = "不是发明人"

    intake = taken(tmp_path, WORKS, {"makers": [{"name": "张三"}]}, edit)
    assert intake.rows[0].values["makers"] == (Maker(name="张三"),)


@pytest.mark.parametrize("register", [disclosures.REGISTER, projects.REGISTER], ids=lambda each: each.name)
def test_the_forms_of_the_real_registers_come_back(tmp_path: Path, register: Register) -> None:
    intake = taken(tmp_path, register, {"level": "Public", register.title: "一种光栅"})
    row = intake.rows[0]
    assert row.values[register.title] == "一种光栅"
    assert row.values["level"] == "public"
    assert row.refusals == () and row.doubts == () and intake.unknown == ()


def test_a_form_of_another_register_is_named(tmp_path: Path) -> None:
    path = tmp_path / "项目表.xlsx"
    blank(projects.REGISTER).save(path)
    with pytest.raises(Refused) as error:
        take_in(path, disclosures.REGISTER)
    assert "“projects”" in said(error.value)
