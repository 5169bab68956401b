"""Old ledgers with the mess they come in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import Refused
from tests.importing.makers import Maker, ledger, said, take_in, told, workbook_bytes

HEAD = ["编号", "成果名称", "完成人", "完成日期", "备注"]


def test_a_plain_ledger(tmp_path: Path) -> None:
    path = ledger(tmp_path, [HEAD, [20240012, "光栅", "张三、李四", "2024年3月5日", "存档"], ["W-2", "透镜"]])
    intake = take_in(path)
    first, second = intake.rows
    assert intake.kind == "ledger"
    assert (first.sheet, first.row, first.number) == ("台账", 2, "20240012")
    assert first.values == {
        "number": "20240012",
        "title": "光栅",
        "makers": (Maker(name="张三"), Maker(name="李四")),
        "completed": date(2024, 3, 5),
    }
    assert first.raw["备注"] == "存档" and first.raw["完成日期"] == "2024年3月5日"
    assert second.values == {"number": "W-2", "title": "透镜"}
    assert intake.unknown == ("备注",)


def test_title_above_totals_and_notes_below(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["某研究所职务科技成果台账"],
        ["填报单位：科研处"],
        [],
        HEAD,
        ["W-1", "光栅"],
        [],
        ["小计", 1],
        HEAD,
        ["W-2", "透镜"],
        ["合计：2项"],
        ["注：本表内部使用"],
        ["填表人：张三", None, None, "2024-3-5"],
    ]
    intake = take_in(ledger(tmp_path, rows, ["A1:E1"]))
    assert [(row.row, row.number) for row in intake.rows] == [(5, "W-1"), (9, "W-2")]
    assert "rows 7, 8, 10, 11, 12" in told(intake.notices)


def test_a_cell_that_cannot_be_read_keeps_its_row(tmp_path: Path) -> None:
    intake = take_in(ledger(tmp_path, [HEAD, ["W-1", "光栅", "张三", "三月底"]]))
    row = intake.rows[0]
    assert row.values == {"number": "W-1", "title": "光栅", "makers": (Maker(name="张三"),)}
    assert [(each.cell, each.field, each.raw) for each in row.refusals] == [("D2", "completed", "三月底")]
    assert row.raw["完成日期"] == "三月底"


def test_counting_column_is_no_number(tmp_path: Path) -> None:
    intake = take_in(
        ledger(tmp_path, [["序号", "成果名称", "完成日期"], [1, "光栅"], [2, "透镜"], ["合计", 2]])
    )
    assert [row.number for row in intake.rows] == ["", ""]
    assert intake.rows[0].raw["序号"] == "1"
    assert intake.unknown == (), "a running number is of no record, and nobody has to be told"


def test_people_and_their_shares_in_columns_side_by_side(tmp_path: Path) -> None:
    head: list[list[Any]] = [
        ["编号", "成果名称", "完成人", None, None],
        [None, None, "姓名", "单位", "贡献比例"],
    ]
    rows = [
        *head,
        ["W-1", "光栅", "张三、李四", "甲所、乙所", "60%/40%"],
        ["W-2", "透镜", "张三、李四", "甲所", 0.5],
    ]
    intake = take_in(ledger(tmp_path, rows, ["A1:A2", "B1:B2", "C1:E1"]))
    assert intake.rows[0].values["makers"] == (
        Maker(name="张三", unit="甲所", share=Decimal(60)),
        Maker(name="李四", unit="乙所", share=Decimal(40)),
    )
    second = intake.rows[1]
    assert second.values["makers"] == (Maker(name="张三"), Maker(name="李四"))
    assert {each.field for each in second.refusals} == {"makers.unit", "makers.share"}


def test_one_record_over_several_lines_with_merged_cells(tmp_path: Path) -> None:
    head = ["编号", "成果名称", "完成人", "完成人贡献比例", "说明文字"]
    rows: list[list[Any]] = [
        head,
        ["W-1", "光栅", "张三", "60%", "第一段"],
        [None, None, "李四", "40%", "第二段"],
        ["W-2", "透镜", "王五", "100%", None],
    ]
    intake = take_in(ledger(tmp_path, rows, ["A2:A3", "B2:B3"]))
    assert [row.number for row in intake.rows] == ["W-1", "W-2"]
    assert intake.rows[0].values["makers"] == (
        Maker(name="张三", share=Decimal(60)),
        Maker(name="李四", share=Decimal(40)),
    )
    assert intake.rows[0].values["account"] == "第一段\n第二段"
    assert intake.rows[0].raw["完成人"] == "张三\n李四"


def test_a_value_merged_over_several_records_counts_for_each(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["编号", "成果名称", "完成日期"],
        ["W-1", "光栅", date(2024, 3, 5)],
        ["W-2", "透镜", None],
    ]
    intake = take_in(ledger(tmp_path, rows, ["C2:C3"]))
    assert [row.values["completed"] for row in intake.rows] == [date(2024, 3, 5)] * 2


def test_signs_for_nobody(tmp_path: Path) -> None:
    intake = take_in(ledger(tmp_path, [HEAD, ["W-1", "光栅", "/"], ["W-2", "透镜", "无"]]))
    assert [row.values["makers"] for row in intake.rows if "makers" in row.values] == []


def test_amounts_in_ten_thousands(tmp_path: Path) -> None:
    intake = take_in(
        ledger(tmp_path, [["编号", "经费（万元）"], ["W-1", 12.5], ["W-2", "3.5万元"], ["W-3", "8000元"]])
    )
    assert [row.values["money"] for row in intake.rows] == [Decimal(125_000), Decimal(35_000), Decimal(8_000)]


def test_shares_behind_names(tmp_path: Path) -> None:
    intake = take_in(ledger(tmp_path, [HEAD, ["W-1", "光栅", "张三（60%）、李四（40%）"]]))
    assert [maker.share for maker in intake.rows[0].values["makers"]] == [Decimal(60), Decimal(40)]


def test_an_impossible_share_is_refused_and_told(tmp_path: Path) -> None:
    intake = take_in(ledger(tmp_path, [HEAD, ["W-1", "光栅", "张三（160%）、李四（40%）"]]))
    assert [each.cell for each in intake.rows[0].refusals] == ["C2"]


def test_several_sheets_hidden_ones_and_strangers(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        more = book.create_sheet("2025年")
        more.append(["成果名称", "编号"])
        more.append(["透镜", "W-2"])
        hidden = book.create_sheet("底稿")
        hidden.sheet_state = "hidden"
        hidden.append(HEAD)
        book.create_sheet("说明").append(["请认真填写"])
        book.create_sheet("空")

    path = tmp_path / "台账.xlsx"
    path.write_bytes(workbook_bytes([HEAD, ["W-1", "光栅"]], edit=edit))
    intake = take_in(path)
    assert [(row.sheet, row.number) for row in intake.rows] == [("台账", "W-1"), ("2025年", "W-2")]
    notices = told(intake.notices)
    assert "“底稿” is hidden" in notices and "“说明” was not read" in notices and "空" not in notices


def test_hidden_and_filtered_rows_are_read_and_told(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet.auto_filter.ref = "A1:E6"
        for row in (3, 4, 6, 8):  # the last has nothing in it
            sheet.row_dimensions[row].hidden = True

    rows = [HEAD, *([f"W-{number}", "光栅"] for number in range(2, 7))]
    path = tmp_path / "台账.xlsx"
    path.write_bytes(workbook_bytes(rows, edit=edit))
    intake = take_in(path)
    assert [row.number for row in intake.rows] == ["W-2", "W-3", "W-4", "W-5", "W-6"]
    assert "3 rows are hidden or filtered out" in told(intake.notices)
    assert "rows 3–4, 6." in told(intake.notices)
    doubtful = [row.number for row in intake.rows if "hidden" in told([each.why for each in row.doubts])]
    assert doubtful == ["W-3", "W-4", "W-6"]


def test_no_known_heading_says_what_was_found_and_what_is_expected(tmp_path: Path) -> None:
    with pytest.raises(Refused) as error:
        take_in(ledger(tmp_path, [["品名", "单价", "数量"], ["螺丝", 1, 2]]))
    words = said(error.value)
    assert "品名, 单价, 数量" in words
    assert "Title" in words and "Completed" in words


def test_every_row_of_a_large_ledger_is_there(tmp_path: Path) -> None:
    lines = ["编号,成果名称,完成人"] + [f"W-{n},成果{n},张三、李四" for n in range(3_000)]
    path = tmp_path / "大.csv"
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    intake = take_in(path)
    assert [row.number for row in intake.rows] == [f"W-{n}" for n in range(3_000)]
    assert all(len(row.values["makers"]) == 2 for row in intake.rows)
