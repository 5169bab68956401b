"""Service years of IP officers: who is listed, in which order, what stands in each cell, and on which day."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.model.errors import WrongValue
from ipdesk.operations import checks, officers, reading, records, spills
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from tests.exporting.golden import page_texts

PEOPLE = register("people")


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """Give a desk, on 5 March 2026, with IP officers of every sort, and somebody who never was one."""
    base = {
        "unit": "科研处",
        "post": "专员",
        "employment": "permanent",
        "joined": "2010-01-01",
        "level": "internal",
    }
    own: list[dict[str, Any]] = [
        {"number": "A1", "name": "解敏", "ip_since": "2021-03-05"},
        {"number": "A2", "name": "单雨桐", "ip_since": "2021-03-06", "left_on": "2026-09-30"},
        {"number": "A3", "name": "仇立新", "ip_since": "2015-01-01", "left_on": "2019-06-30"},
        {"number": "A4", "name": "曾广生", "ip_since": "2012-05-01"},
        {"number": "A5", "name": "覃朗"},
        {"number": "A6", "name": "盖叫天", "ip_since": "2026-04-01", "level": "trade", "grade": "general"},
    ]
    records.add(desk, PEOPLE, [base | each for each in own])
    records.move(desk, PEOPLE, "A4", "left")
    return desk


def cells(place: Path) -> list[dict[str, Any]]:
    """Return the rows of the sheet by their headings."""
    heads, *held = load_workbook(place).worksheets[0].iter_rows(min_row=4, values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in held]


def test_the_workbook_tells_time_five_years_and_leaving(staffed: Desk, tmp_path: Path) -> None:
    place = tmp_path / "任职.xlsx"
    paper = officers.write_officer_list(staffed, place)
    held = {each["人员编号"]: each for each in cells(place)}
    told = {
        number: (each["任职满年"], each["另满月"], each["已满五年"], each["备注"])
        for number, each in held.items()
    }
    assert list(told.items()) == [
        ("A1", (5, 0, "是", None)),
        ("A2", (4, 11, "否", "将于2026-09-30离职")),
        ("A6", (None, None, None, "起始日在本表日期之后")),
        ("A4", (None, None, None, "已离职，日期不详")),
        ("A3", (4, 5, "否", "2019-06-30离职")),
    ]
    assert held["A2"]["满五年日"] == datetime(2026, 3, 6) and held["A3"]["计算至"] == datetime(2019, 6, 30)
    assert (paper.records, paper.marking.handling) == (5, "trade-general")


def test_the_paper_says_it_in_words_in_both_languages(staffed: Desk, tmp_path: Path) -> None:
    paper = officers.write_officer_list(staffed, tmp_path / "任职.pdf")
    text = page_texts((tmp_path / "任职.pdf").read_bytes())
    assert not paper.unresolved and "截至2026年3月5日：共5人，满五年1人" in text
    for said in ("5年0个月", "4年5个月", "已满（2026-03-05）", "2026-03-06满", "离职时未满", "无法算出"):
        assert said in text, said
    assert "国知发运字〔2021〕7号（十四）" in text and "覃朗" not in text
    officers.write_officer_list(staffed, tmp_path / "years.pdf", language="en")
    assert "full on 2026-03-06" in page_texts((tmp_path / "years.pdf").read_bytes())


def test_another_day_counts_to_that_day(staffed: Desk) -> None:
    later = {each.person.number: each for each in officers.officers(staffed, date(2026, 3, 6))}
    assert later["A2"].service.is_full and later["A2"].service.months == 60
    earlier = {each.person.number: each for each in officers.officers(staffed, date(2018, 1, 1))}
    assert (earlier["A3"].left, earlier["A3"].service.months) == (False, 36)


def test_who_is_here_and_full_is_whom_the_record_proposes(staffed: Desk) -> None:
    """List and finding rest on one rule."""
    full = {each.person.number for each in officers.officers(staffed) if each.service.is_full}
    noted = {
        each.number
        for each in reading.whole(staffed, PEOPLE, reading.list_ids(staffed, PEOPLE))
        if "senior-eligible" in {found.id for found in checks.find(staffed, PEOPLE, each)}
    }
    assert full == noted == {"A1"}


def test_sealed_and_withdrawn_people_are_not_listed(staffed: Desk, tmp_path: Path) -> None:
    spills.seal(staffed, PEOPLE, "A6", "上级通知")
    records.withdraw(staffed, PEOPLE, "A1", "重复")
    assert [each.person.number for each in officers.officers(staffed)] == ["A2", "A4", "A3"]
    with pytest.raises(WrongValue):
        officers.write_officer_list(staffed, tmp_path / "任职.docx")
