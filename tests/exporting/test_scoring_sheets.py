"""The sheet for an assessor: the declaration first, then the scores, and nothing else open."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.scoring_sheets import Case, scoring_sheet
from ipdesk.model.marking import Marking
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.scoring import scored_items
from ipdesk.rules.checklist import Checklist
from ipdesk.rules.checklist_files import read_checklist
from tests.importing.scorings import ASKED, CASE, DIGEST, scored_list

SHOWN = [
    "interest",
    "interest_note",
    "no_gain",
    "item:worth.novel",
    "item:worth.reach",
    "item:market.demand",
    "opinion",
    "scored_on",
]


def book_of(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


@pytest.fixture
def book(stamp: Stamp, chinese: Translator) -> Any:
    return book_of(scoring_sheet(scored_list(), CASE, chinese, stamp, Marking(handling="trade-important")))


def keys(sheet: Any) -> list[str]:
    return [cell.value or "" for cell in sheet["A"]]


def row_of(sheet: Any, key: str) -> int:
    return keys(sheet).index(key) + 1


def words(sheet: Any) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows(min_col=2) for cell in row if cell.value)


def shipped() -> Checklist:
    path = resource_path("rules", "checklists", "assessment.toml")
    return read_checklist(path.name, path.read_text(encoding="utf-8"))


def test_the_declaration_comes_first_and_gates_are_not_asked(book: Any) -> None:
    found = [key for key in keys(book.worksheets[0]) if key not in ("#", "row", "")]
    assert found == SHOWN
    assert [item.id for _, items in scored_items(scored_list()) for item in items] == list(ASKED)


def test_the_cells_of_a_small_sheet(book: Any) -> None:
    sheet = book.worksheets[0]
    assert sheet.title == "评分表"
    assert [cell.value for cell in sheet[1]] == ["row", "question", "answer", "comment"]
    assert sheet.row_dimensions[1].hidden
    assert [sheet.cell(row, 2).value for row in range(2, 8)] == [
        "技术秘密（重要）",
        "示范材料研究所：专利申请前评估评分表",
        "评估：PG-2026-0003　一种光栅",
        "职务科技成果披露：PL-2026-0007",
        "评估人：欧阳䶮喆",
        f"清单：试用清单 2 · {DIGEST[:12]}",
    ]
    assert sheet.cell(row_of(sheet, "item:worth.novel") - 1, 2).value == "价值（权重60%）"
    row = row_of(sheet, "item:worth.reach")
    assert str(sheet.cell(row, 2).value) == "worth.reach？\n适用情形：“gate.level？”的答案为无、绝密。"
    assert [sheet.cell(row, column).value for column in (3, 4)] == [None, None]


def test_it_says_that_nothing_is_scored_before_the_declaration(book: Any) -> None:
    sheet = book.worksheets[0]
    said = words(sheet)
    assert "两项声明填写之前不得评分" in said
    assert "不评任何一项，填好声明后将本表交回" in said
    assert "5分为最有利，0分为最不利" in said
    assert "留空不计分，不等于0分" in said
    (formats,) = sheet.conditional_formatting
    assert str(formats.sqref) == " ".join(f"C{row_of(sheet, f'item:{id}')}" for id in ASKED)
    interest, gain = (f"$C${row_of(sheet, name)}" for name in ("interest", "no_gain"))
    assert formats.rules[0].formula == [f'NOT(AND({interest}="无利益冲突",{gain}="是"))']


def test_only_answers_are_open(book: Any) -> None:
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for row, key in enumerate(keys(sheet), 1):
        given = [not sheet.cell(row, column).protection.locked for column in range(1, 5)]
        assert given == [False, False, key in SHOWN, key in SHOWN], key
    assert sheet.column_dimensions["A"].hidden


def test_scores_and_declarations_drop_down(book: Any) -> None:
    sheet = book.worksheets[0]
    rules = {str(area): rule for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    for id in ASKED:
        assert rules[f"C{row_of(sheet, f'item:{id}')}"].formula1 == '"0,1,2,3,4,5"'
    area = rules[f"C{row_of(sheet, 'interest')}"].formula1.partition("!")[2].replace("$", "")
    assert [row[0].value for row in book["_lists"][area]] == ["无利益冲突", "有利益冲突，回避"]
    assert rules[f"C{row_of(sheet, 'scored_on')}"].type == "date"


def test_what_is_typed_as_a_comment_stays_text(book: Any) -> None:
    sheet = book.worksheets[0]
    places = [f"D{row_of(sheet, f'item:{id}')}" for id in ASKED]
    places += [f"C{row_of(sheet, name)}" for name in ("interest_note", "opinion")]
    assert {sheet[place].number_format for place in places} == {"@"}


def test_the_notes_say_whose_scores_these_are(book: Any) -> None:
    notes = json.loads(book["_ipdesk"]["A1"].value)
    assert (notes["format"], notes["version"], notes["register"]) == ("scoring", 1, "assessments")
    assert (notes["number"], notes["assessor"], notes["checklist"]) == (CASE.number, CASE.assessor, DIGEST)
    assert (notes["disclosure"], notes["list"], notes["language"]) == ("PL-2026-0007", "trial", "zh")
    assert list(notes["items"]) == sorted(ASKED)
    assert notes["stamp"]["serial"] == "SFCL-000012"
    assert book["_ipdesk"].sheet_state == book["_lists"].sheet_state == "hidden"


def test_it_is_set_up_for_print_with_number_marking_and_stamp(book: Any) -> None:
    sheet = book.worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddHeader.left.text == "技术秘密（重要）"
    assert sheet.oddHeader.right.text == "PG-2026-0003　欧阳䶮喆"
    assert "SFCL-000012" in sheet.oddFooter.left.text
    head = sheet.print_title_rows.replace("$", "").partition(":")[0]
    assert sheet.cell(int(head), 3).value == "评分"
    assert "评估人签名：欧阳䶮喆" in words(sheet)


def test_the_same_case_gives_the_same_bytes(stamp: Stamp, chinese: Translator) -> None:
    first = scoring_sheet(scored_list(), CASE, chinese, stamp, Marking())
    assert first == scoring_sheet(scored_list(), CASE, chinese, stamp, Marking())
    assert first != scoring_sheet(scored_list(), replace(CASE, assessor="张三"), chinese, stamp, Marking())


def test_words_that_look_like_formulas_or_codes_are_text(stamp: Stamp, translator: Translator) -> None:
    case = Case(number="=1+1", title="@SUM(A1)", assessor="A&B\x00", disclosure="", sha256=DIGEST)
    sheet = book_of(scoring_sheet(scored_list(), case, translator, stamp, Marking())).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.oddHeader.right.text == "=1+1　A&&B\ufffd"
    assert not any("Disclosure" in str(cell.value) for cell in sheet["B"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_that_comes_with_the_program_is_asked_whole(
    stamp: Stamp, chinese: Translator, language: str
) -> None:
    made = shipped()
    data = scoring_sheet(made, CASE, chinese.to(language), stamp, Marking())
    sheet = book_of(data).worksheets[0]
    gates = {dimension.id for dimension in made.dimensions if dimension.gate}
    asked = [item for item in made.items if item.kind == "score" and item.dimension not in gates]
    assert [key for key in keys(sheet) if key.startswith("item:")] == [f"item:{item.id}" for item in asked]
    said = words(sheet)
    for item in asked:
        assert item.question.said(language) in said
        assert item.guidance.said(language) in said
    once = "不属于国家秘密" if language == "zh" else "No state secret"
    assert said.count(once) == 1
