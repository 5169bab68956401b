"""Headings known again: by alias, with notes and marks, over two lines."""

from __future__ import annotations

from typing import Any

import pytest

from ipdesk.importing.headings import Heading, find_heading, index_of, likely_headings, lookup
from ipdesk.importing.sheets import Sheet
from ipdesk.registers import REGISTERS
from tests.importing.makers import WORKS, known_as

INDEX = index_of(WORKS, known_as)


def found(rows: list[list[Any]], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Heading:
    heading = find_heading(Sheet("台账", False, tuple(map(tuple, rows)), merged), INDEX)
    assert heading is not None
    return heading


def targets(heading: Heading) -> list[str]:
    return [
        ".".join(part for part in (each.target.field, each.target.inner) if part) if each.target else ""
        for each in heading.columns
    ]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("成果名称", "title"),
        ("成果 名称", "title"),
        ("*成果名称：", "title"),
        ("成果名称（全称）", "title"),
        ("Title", "title"),
        ("TITLE", "title"),
        ("题名", "title"),
        ("title", "title"),
        ("完成日期\n(年月日)", "completed"),
        ("ｍｏｎｅｙ", "money"),
        ("经费(万元)", "money"),
        ("完成人", "makers"),
        ("编号", "number"),
        ("密级", "level"),
    ],
)
def test_a_word_heads_its_field(text: str, field: str) -> None:
    target = lookup(text, INDEX)
    assert target is not None
    assert target.field == field


def test_words_that_head_nothing() -> None:
    assert lookup("备注", INDEX) is None
    assert lookup("", INDEX) is None
    assert lookup("姓名", INDEX) is None


def test_title_rows_above_are_passed_over() -> None:
    heading = found(
        [["某研究所成果台账"], ["单位：科研处", None, "编号：A-3"], [], ["编号", "成果名称", "备注"]]
    )
    assert (heading.first, heading.last) == (3, 3)
    assert targets(heading) == ["number", "title", ""]


def test_two_lines_with_merged_cells() -> None:
    heading = found(
        [
            ["编号", "成果名称", "完成人", None, None, "备注"],
            [None, None, "姓名", "贡献比例", "电话", None],
            ["W-1"],
        ],
        ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5)),
    )
    assert heading.last == 1
    assert targets(heading) == ["number", "title", "makers.name", "makers.share", "", ""]
    assert [each.heading for each in heading.columns][2:5] == [
        "完成人 姓名",
        "完成人 贡献比例",
        "完成人 电话",
    ]


def test_two_lines_without_merged_cells_as_in_csv() -> None:
    heading = found(
        [["编号", "成果名称", "完成人", "", ""], ["", "", "姓名", "单位", "份额"], ["W-1", "光栅", "张三"]]
    )
    assert targets(heading) == ["number", "title", "makers.name", "makers.unit", "makers.share"]


def test_a_word_broken_over_two_lines() -> None:
    heading = found(
        [["编号", "成果", "完成", "完成人"], ["", "名称", "日期", ""], ["W-1", "光栅", "2024-3-5", "张三"]]
    )
    assert targets(heading) == ["number", "title", "completed", "makers"]


def test_a_row_of_data_is_no_second_line() -> None:
    heading = found([["编号", "成果名称", "备注"], ["W-1", "光栅", "完成日期"]])
    assert heading.last == 0
    assert targets(heading) == ["number", "title", ""]


def test_of_two_columns_for_one_field_the_better_word_wins() -> None:
    heading = found([["序号", "编号", "名称", "成果名称"]])
    assert targets(heading) == ["", "number", "", "title"]


def test_columns_of_the_same_name_stay_apart_in_the_raw_text() -> None:
    heading = found([["编号", "成果名称", "备注", "备注", None, "完成日期"]])
    assert [each.heading for each in heading.columns] == [
        "编号",
        "成果名称",
        "备注",
        "备注 (2)",
        "E",
        "完成日期",
    ]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("经费(万元)", 10_000),
        ("经费（元）", 1),
        ("经费/万元", 10_000),
        ("经费[单位：千元]", 1_000),
        ("经费", 1),
    ],
)
def test_the_unit_stands_in_the_heading(text: str, unit: int) -> None:
    assert found([["编号", text]]).columns[1].unit == unit


def test_no_heading_and_what_looks_like_one() -> None:
    sheet = Sheet("台账", False, (("标题",), ("甲", "乙", "丙"), ("1", "2", "")))
    assert find_heading(sheet, INDEX) is None
    assert likely_headings(sheet) == ["甲", "乙", "丙"]


def test_a_heading_far_below_is_not_searched() -> None:
    sheet = Sheet("台账", False, ((("说明",),) * 40) + (("编号", "成果名称"),))
    assert find_heading(sheet, INDEX) is None


def test_every_alias_of_every_register_leads_somewhere() -> None:
    for register in REGISTERS:
        index = index_of(register, known_as)
        for field in register.fields():
            for alias in field.kind.aliases:
                assert lookup(alias, index) is not None, (register.name, field.name, alias)
