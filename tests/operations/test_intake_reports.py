"""The report on a file is a workbook that is corrected and dropped in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from ipdesk.importing.headings import CHECK_HEADINGS, heading_of, index_of, lookup, places_of
from ipdesk.model.errors import CannotWrite, NotPermitted, WrongValue
from ipdesk.model.text import Translator
from ipdesk.operations import intake, intake_reports
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.registers import REGISTERS
from tests.operations.cases import DISCLOSURES, held, state_of_store

HEADINGS = "编号,成果名称,完成日期,成果类型,完成人,密级,备用栏"
LINES = (
    "A-1,一种测温装置,2024.3.5,发明,张三、李四,内部,旧系统导入",
    "A-2,一种控温方法,2024年13月40日,发明,王五,内部,",
    "A-3,一种标定方法,二〇二四年三月,发明,欧阳修 赵六,内部,",
    "A-4,某项目组件,2024-01-02,发明,钱七,涉密或不明确,绝不外传的字样",
)


def ledger(folder: Path, *lines: str) -> Path:
    """Write a ledger of these lines and return its path."""
    path = folder / "台账.csv"
    path.write_text("\n".join([HEADINGS, *lines, ""]), encoding="utf-8")
    return path


def report(desk: Desk, file: Path, place: Path, language: str = "zh") -> intake.Preview:
    """Preview a file, write the report on it and return the preview."""
    previewed = intake.preview(desk, DISCLOSURES, file)
    paper = intake_reports.write_report(desk, previewed, place, language)
    assert paper.records == len(previewed.rows)
    return previewed


def cells(place: Path) -> list[list[str]]:
    """Return the heading and the rows of the report."""
    sheet = load_workbook(place).worksheets[0]
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=4)]


def outcomes(previewed: intake.Preview) -> list[str]:
    """Return the outcomes of the rows."""
    return [each.outcome for each in previewed.rows]


def test_it_says_of_each_row_what_would_become_of_it_and_why(desk: Desk, tmp_path: Path) -> None:
    records_before, _, _ = state_of_store(desk)
    previewed = report(desk, ledger(tmp_path, *LINES), tmp_path / "核对.xlsx")
    assert outcomes(previewed) == ["new", "refused", "new", "new"]
    heading, *rows = cells(tmp_path / "核对.xlsx")
    assert heading[:5] == ["核对结论", "问题与处理", "对应记录", "原表名", "原行号"]
    assert [row[0] for row in rows] == ["新增", "未通过", "新增", "新增"]
    assert "C3" in rows[1][1] and "完成日期" in rows[1][1]
    assert "“二〇二四年三月”读作“2024-03-01”" in rows[2][1]  # a doubtful cell, with the reading chosen
    assert rows[0][heading.index("备用栏")] == "旧系统导入"
    assert state_of_store(desk)[0] == records_before


def test_of_a_record_above_the_limit_the_row_is_left_out(desk: Desk, tmp_path: Path) -> None:
    report(desk, ledger(tmp_path, *LINES), tmp_path / "核对.xlsx")
    texts = [text for row in cells(tmp_path / "核对.xlsx") for text in row]
    assert not any("绝不外传" in text or "某项目组件" in text for text in texts)


def test_corrected_and_dropped_in_again_it_brings_what_was_lacking_and_nothing_twice(
    desk: Desk, tmp_path: Path
) -> None:
    previewed = report(desk, ledger(tmp_path, *LINES[:3]), tmp_path / "核对.xlsx")
    intake.accept(desk, previewed)
    book = load_workbook(tmp_path / "核对.xlsx")
    sheet = book.worksheets[0]
    (wrong,) = (cell for row in sheet.iter_rows(min_row=5) for cell in row if cell.value == "2024年13月40日")
    wrong.value = "2024年3月14日"
    book.save(tmp_path / "改好.xlsx")
    again = intake.preview(desk, DISCLOSURES, tmp_path / "改好.xlsx")
    assert again.intake.kind == "ledger"
    assert outcomes(again) == ["same", "new", "same"]
    (made,) = intake.accept(desk, again)
    assert made.number == "A-2"
    assert str(held(desk, "A-2").completed) == "2024-03-14"
    assert [row.name for row in held(desk, "A-3").inventors] == ["欧阳修", "赵六"]


def test_the_headings_of_the_report_are_no_words_of_a_ledger() -> None:
    translators = [Translator(language, resource_path("i18n")) for language in ("zh", "en")]
    for register in REGISTERS:
        index = index_of(register, translators[0].known_as)
        for heading in CHECK_HEADINGS:
            assert [lookup(each.label(heading), index) for each in translators] == [None, None]


def test_a_place_that_will_not_do_is_refused_and_leaves_no_stamp(desk: Desk, tmp_path: Path) -> None:
    previewed = intake.preview(desk, DISCLOSURES, ledger(tmp_path, *LINES))
    before = state_of_store(desk)
    for place, refusal in (
        (tmp_path / "核对.csv", WrongValue),
        (tmp_path / "没有" / "核对.xlsx", CannotWrite),
        (desk.workspace.folder / "核对.xlsx", CannotWrite),
    ):
        with pytest.raises(refusal):
            intake_reports.write_report(desk, previewed, place)
    assert state_of_store(desk) == before


def test_who_may_not_import_gets_no_report(desk: Desk, as_user: Callable[..., Desk], tmp_path: Path) -> None:
    previewed = intake.preview(desk, DISCLOSURES, ledger(tmp_path, *LINES))
    with pytest.raises(NotPermitted):
        intake_reports.write_report(as_user("reader"), previewed, tmp_path / "核对.xlsx")


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)
def test_every_place_has_a_heading_that_leads_to_it(register: Any) -> None:
    known_as = Translator("zh", resource_path("i18n")).known_as
    index = index_of(register, known_as)
    for place, _, _ in places_of(register):
        found = lookup(heading_of(register, place, known_as), index)
        assert found is not None and found.place == place


def test_the_report_on_a_ledger_with_groups_of_columns_is_read_again(desk: Desk, tmp_path: Path) -> None:
    sheet_of = Workbook()
    sheet = sheet_of.active
    assert sheet is not None
    for row in (
        ["专利台账"], ["序号", "基本信息", None, "程序信息", None, "备注"],
        [None, "专利名称", "专利类型", "申请号", "申请日", None],
        [1, "冷头", "发明", "2021100000035", "2021-09-15", "甲"], [2, "热链", "什么", "2021100000036", "2021-09-16", ""],
    ):  # fmt: skip
        sheet.append(row)
    for merged in ("A1:F1", "B2:C2", "D2:E2", "A2:A3", "F2:F3"):
        sheet.merge_cells(merged)
    sheet_of.save(tmp_path / "专利.xlsx")
    patents = next(each for each in REGISTERS if each.name == "patents")
    looked = intake.preview(desk, patents, tmp_path / "专利.xlsx")
    assert outcomes(looked) == ["new", "refused"]
    intake_reports.write_report(desk, looked, tmp_path / "核对.xlsx")
    intake.accept(desk, looked)
    report = load_workbook(tmp_path / "核对.xlsx")
    for line in report.worksheets[0].iter_rows():
        for cell in line:
            if cell.value == "什么":
                cell.value = "实用新型"
    report.save(tmp_path / "核对.xlsx")
    again = intake.preview(desk, patents, tmp_path / "核对.xlsx")
    assert outcomes(again) == ["same", "new"]
    assert again.intake.unknown == ("备注",)
