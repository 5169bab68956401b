"""Workbooks of superiors: mapped once by a person, known again next quarter, filled, stamped and logged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from ipdesk.exporting.template_values import TemplateValues
from ipdesk.model.errors import AboveLimit, NotFound, NotPermitted, Refused, Unfit, WrongValue
from ipdesk.model.marking import Marking
from ipdesk.model.report_periods import ReportPeriod, read_report_period
from ipdesk.operations import quarter_values, report_templates
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper
from ipdesk.operations.quarter_values import Quarterly
from ipdesk.rules.report_books import BookCell, BookSheet
from ipdesk.rules.report_layouts import LEAST_ALIKE, Layout
from ipdesk.rules.report_maps import Mapped, report_map
from ipdesk.rules.words import Words
from ipdesk.store import audit
from tests.exporting.superior_books import PARTS, signed_book, superior_book
from tests.operations.cases import ENGLISH, said

FIGURES = {"D2": Words("专利申请数", "Patents filed"), "D7": Words("签订率", "Signing rate")}
MAP = report_map(
    [
        Mapped("季报", (1, 1), "lab"),
        Mapped("季报", (1, 2), "until"),
        Mapped("季报", (4, 1), "D2.quarter"),
        Mapped("季报", (6, 0), "流水号 {{serial}}，{{marking}}"),
        Mapped("清单", (0, 0), "patents.number", is_column=True),
    ]
)
TOLD = TemplateValues(
    slots={}, figures={("D2", "quarter"): 12}, tables={"patents": [{"number": "ZL-1"}, {"number": "ZL-2"}]}
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "上级季报.xlsx"
    made.write_bytes(superior_book())
    return made


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stand in for the quarter itself: figures, rows and a marking that a test may change."""
    held = {"marking": Marking(handling="internal")}
    ours = quarter_values.quarter_values

    def values(desk: Desk, quarter: ReportPeriod, language: str = "zh") -> Quarterly:
        plain = ours(desk, quarter, language)
        return Quarterly(replace(TOLD, slots=plain.values.slots), held["marking"])

    monkeypatch.setattr(report_templates, "quarter_values", values)
    monkeypatch.setattr(report_templates, "figure_labels", lambda _desk: FIGURES)
    return held


def filled(desk: Desk, file: Path, **given: Any) -> tuple[Any, Paper]:
    looked = report_templates.look_at(desk, file)
    target = file.parent / "已填.xlsx"
    paper = report_templates.fill_template(desk, looked, read_report_period("2025Q3"), target, **given)
    return load_workbook(BytesIO(target.read_bytes())), paper


def test_nothing_is_filled_that_no_person_confirmed(desk: Desk, file: Path) -> None:
    with pytest.raises(NotFound) as refused:
        filled(desk, file)
    assert "not mapped yet" in said(refused.value) and not (file.parent / "已填.xlsx").exists()


def test_a_mapped_workbook_is_filled_stamped_logged_and_closed_to_others(desk: Desk, file: Path) -> None:
    report_templates.keep_mapping(desk, report_templates.look_at(desk, file), MAP)
    (known,) = report_templates.list_mapped(desk)
    assert (known.name, known.map, known.user) == (file.name, MAP, desk.actor.name)
    book, paper = filled(desk, file)
    assert book["季报"]["B2"].value == desk.workspace.profile.name
    assert book["季报"]["C2"].value.date().isoformat() == "2025-09-30"
    assert (book["季报"]["B5"].value, book["清单"]["A2"].value, book["清单"]["A3"].value) == (
        12,
        "ZL-1",
        "ZL-2",
    )
    assert book["季报"]["A7"].value == f"流水号 {paper.stamp.name()}，内部"
    assert paper.place.stat().st_mode & 0o777 == 0o600
    last = next(audit.entries(desk.workspace.db))
    assert (last.act, (last.values or {})["file"]) == ("export", "已填.xlsx")
    assert [each.id for each in paper.notices] == [
        "The workbook has formulas: it is told to reckon them anew when it is opened."
    ]


def test_the_next_file_of_the_form_finds_its_map_and_a_changed_one_says_what_moved(
    desk: Desk, file: Path
) -> None:
    report_templates.keep_mapping(desk, report_templates.look_at(desk, file), MAP)
    words = PARTS["xl/sharedStrings.xml"].replace("季度统计表", "2026年第四季度统计表")
    file.write_bytes(superior_book(sharedStrings=words))
    assert filled(desk, file)[0]["季报"]["B5"].value == 12
    rows = PARTS["xl/worksheets/sheet1.xml"]
    for old, new in ((6, 8), (5, 7), (4, 6)):
        rows = rows.replace(f'<row r="{old}"', f'<row r="{new}"').replace(f'{old}" ', f'{new}" ')
        for letter in "ABC":
            rows = rows.replace(f'r="{letter}{old}"', f'r="{letter}{new}"')
    file.write_bytes(superior_book(sheet1=rows))
    with pytest.raises(Unfit) as refused:
        filled(desk, file)
    told = [ENGLISH.say(each) for each in refused.value.messages()]
    assert "季报!B5 (D2.quarter) moved to 季报!B7." in told
    looked = report_templates.look_at(desk, file)
    report_templates.keep_mapping(desk, looked, looked.moved_map())
    assert filled(desk, file)[0]["季报"]["B7"].value == 12
    assert len(report_templates.list_mapped(desk)) == 1


def test_what_is_marked_leaves_with_its_marking(desk: Desk, file: Path, told: dict[str, Any]) -> None:
    told["marking"] = Marking(handling="trade-core")
    without = report_map(each for each in MAP.mapped if "marking" not in each.what)
    with pytest.raises(Refused) as refused:
        filled(desk, file, map_=without)
    assert "no cell of the template bears a marking" in said(refused.value)
    assert "技术秘密" in filled(desk, file, map_=MAP)[0]["季报"]["A7"].value


def test_a_marker_that_is_left_is_told(desk: Desk, file: Path) -> None:
    words = PARTS["xl/sharedStrings.xml"].replace("负责人：", "{{D5.year}}")
    rows = PARTS["xl/worksheets/sheet1.xml"].replace(
        '<c r="B5" s="2"/>', '<c r="B5" s="2" t="s"><v>9</v></c>'
    )
    file.write_bytes(superior_book(sharedStrings=words, sheet1=rows))
    told = {each.id: each.args for each in filled(desk, file, map_=MAP.without("季报", (4, 1)))[1].notices}
    assert told["Markers that nothing was written over: {cells}."] == {"cells": ["季报!B5"]}
    assert not any("Markers" in each.id for each in filled(desk, file, map_=MAP)[1].notices)


def test_a_map_that_does_not_fit_names_its_cells(desk: Desk, file: Path) -> None:
    looked = report_templates.look_at(desk, file)
    with pytest.raises(Unfit) as refused:
        report_templates.keep_mapping(desk, looked, MAP.with_one(Mapped("季报", (4, 2), "D2.year")))
    assert "季报!C5 holds a formula" in said(refused.value)
    with pytest.raises(WrongValue):
        report_templates.keep_mapping(desk, looked, report_map([]))
    assert report_templates.list_mapped(desk) == []


def test_suggestions_follow_labels_and_leave_formulas_alone(desk: Desk, file: Path) -> None:
    found = {each.cell: each.what for each in report_templates.look_at(desk, file).suggested_map().mapped}
    assert found == {"B2": "lab", "B5": "D2.quarter", "B6": "D7.quarter", "C6": "D7.year"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .xlsx"),
        (b"PK\x03\x04" + bytes(80), "damaged"),
        (b"%PDF-1.7", "no workbook"),
    ],
)
def test_other_files_are_refused_in_plain_words(
    desk: Desk, tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "表.xls").write_bytes(content)
    with pytest.raises(Refused) as refused:
        report_templates.look_at(desk, tmp_path / "表.xls")
    assert says in said(refused.value)


def test_a_workbook_marked_above_the_limit_is_named_and_not_kept(desk: Desk, file: Path) -> None:
    words = PARTS["xl/sharedStrings.xml"].replace("季度统计表", "机密★10年")
    file.write_bytes(superior_book(sharedStrings=words))
    with pytest.raises(AboveLimit) as refused:
        report_templates.look_at(desk, file)
    assert "机密★10年" in said(refused.value)


def test_a_reader_may_not(as_user: Callable[..., Desk], file: Path) -> None:
    with pytest.raises(NotPermitted):
        report_templates.look_at(as_user("reader"), file)


def test_the_map_is_written_and_forgotten(desk: Desk, file: Path, tmp_path: Path) -> None:
    kept = report_templates.keep_mapping(desk, report_templates.look_at(desk, file), MAP).kept
    assert kept is not None
    report_templates.export_mapping(desk, kept.id, tmp_path / "对应.json")
    assert report_templates.map_in(tmp_path / "对应.json") == MAP
    report_templates.forget_mapping(desk, kept.id)
    with pytest.raises(NotFound):
        report_templates.forget_mapping(desk, kept.id)
    with ZipFile(file) as archive:
        assert archive.testzip() is None


def test_a_form_that_is_filled_is_known_and_not_filled_again(desk: Desk, file: Path) -> None:
    form = {
        (0, 0): "填报单位：{{lab}}",
        (1, 0): "指标",
        (1, 1): "本季",
        (2, 0): "申请数",
        (2, 1): "{{F1.quarter}}",
        (3, 0): "授权数",
        (4, 0): "编号",
    }
    rows = {(row, 0): f"喷嘴{chr(0x4E00 + row)}" for row in range(5, 40)}
    empty, full = (
        Layout({"表": form}),
        Layout({"表": {**form, (0, 0): "填报单位：某室", (2, 1): "四", **rows}}),
    )
    map_ = report_map([Mapped("表", (0, 0), "填报单位：{{lab}}"), Mapped("表", (2, 1), "F1.quarter")])
    assert empty.likeness(full) < LEAST_ALIKE and empty.stands_in(full, map_)
    assert not empty.stands_in(Layout({"表": rows}), map_)
    report_templates.keep_mapping(desk, report_templates.look_at(desk, file), MAP)
    looked = replace(report_templates.look_at(desk, file), filled=True)
    with pytest.raises(Refused) as refused:
        report_templates.fill_template(desk, looked, read_report_period("2025Q3"), file.parent / "再填.xlsx")
    assert "filled already" in said(refused.value)


def test_rows_of_another_quarter_do_not_pass_for_those_of_one_without_any(desk: Desk, file: Path) -> None:
    looked = report_templates.look_at(desk, file)
    cells = {(0, 0): BookCell("登记编号"), (1, 0): BookCell("ZL-1")}
    book = replace(looked.book, sheets=(BookSheet("清单", "xl/worksheets/sheet2.xml", cells),))
    column = report_map([Mapped("清单", (0, 0), "patents.number", is_column=True)])
    nothing = TemplateValues(slots={}, figures={}, tables={})
    assert report_templates.plan_quarter(replace(looked, book=book), column, nothing).problems


def test_a_signed_template_says_beforehand_and_afterwards_that_filling_breaks_the_signature(
    desk: Desk, file: Path
) -> None:
    assert report_templates.look_at(desk, file).notices() == ()
    file.write_bytes(signed_book())
    looked = report_templates.look_at(desk, file)
    (notice,) = looked.notices()
    assert "digitally signed" in ENGLISH.say(notice)
    assert notice in filled(desk, file, map_=MAP)[1].notices
