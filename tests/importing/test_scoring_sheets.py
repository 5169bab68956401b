"""Scoring sheets come back as they were filled; what was edited is told and never misread."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ipdesk.exporting.forms import blank_form
from ipdesk.exporting.locked import lock_workbook
from ipdesk.importing.child import parse
from ipdesk.importing.intake import intake_of
from ipdesk.importing.notes import kind_of
from ipdesk.importing.reading import Refusal
from ipdesk.importing.scoring_sheets import Scoring, score_in, scoring_of
from ipdesk.importing.sheets import Lost, Percent, Sheet, Workbook, workbook_of
from ipdesk.model.errors import Locked, Refused, TooNew
from ipdesk.model.marking import Marking
from ipdesk.model.values import read_value
from ipdesk.registers import projects
from ipdesk.registers.scoring import COMMENT
from tests.importing.makers import WORKS, known_as, ledger, rezipped, said, take_in, told
from tests.importing.scorings import (
    ASKED,
    CASE,
    CHINESE,
    DIGEST,
    FREE,
    STAMP,
    Edit,
    filled,
    made,
    read,
    row_of,
    scored_list,
)

RARE = "𬭎䶮㛃𫍽𠅤喆堃昇祎"
SCORES = {"worth.novel": 4, "worth.reach": 0, "market.demand": 5}


def refused(scoring: Scoring) -> dict[str, Refusal]:
    return {each.field: each for each in scoring.refusals}


def test_a_filled_sheet_is_read_whole(tmp_path: Path) -> None:
    declared = FREE | {"opinion": "总体可行。\n但须补充检索。", "scored_on": date(2026, 11, 23)}
    found = read(tmp_path / "评分表.xlsx", filled(declared, SCORES, {"worth.novel": "=1+1"}))
    assert (found.number, found.assessor, found.checklist) == (CASE.number, CASE.assessor, DIGEST)
    assert found.disclosure == "PL-2026-0007"
    assert (found.interest, found.interest_note, found.no_gain) == ("none", "", True)
    assert (found.scored_on, found.opinion) == (date(2026, 11, 23), "总体可行。\n但须补充检索。")
    assert found.answers == {"worth.novel": "4", "worth.reach": "0", "market.demand": "5"}
    assert found.notes == {"worth.novel": "=1+1"}
    assert (found.refusals, found.doubts, found.notices, found.state_level) == ((), (), (), "")
    assert found.file == "评分表.xlsx"
    assert found.objections(scored_list(), CASE.number, DIGEST) == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sheet_is_read_in_its_language(tmp_path: Path, language: str) -> None:
    interest = "Conflict of interest: stands back" if language == "en" else "有利益冲突，回避"
    gain = "No" if language == "en" else "否"
    given = {"interest": interest, "no_gain": gain, "interest_note": "师生"}
    found = read(tmp_path / "a.xlsx", filled(given, {}, language=language))
    assert (found.interest, found.no_gain, found.interest_note) == ("has", False, "师生")
    assert found.refusals == ()


def test_a_blank_sheet_answers_nothing(tmp_path: Path) -> None:
    found = read(tmp_path / "a.xlsx", made())
    assert (found.interest, found.no_gain, found.scored_on, found.opinion) == ("", None, None, "")
    assert (found.answers, found.notes, found.refusals) == ({}, {}, ())


texts = st.text(
    st.one_of(
        st.sampled_from([*RARE, "=", "+", "@", "\n", "１", "★", "_", "x"]), st.characters(codec="utf-8")
    ),
    max_size=60,
)
scores = st.fixed_dictionaries({}, optional={id: st.integers(0, 5) for id in ASKED})
comments = st.fixed_dictionaries({}, optional=dict.fromkeys(ASKED, texts))


@given(
    scores,
    comments,
    texts,
    st.sampled_from(["无利益冲突", "有利益冲突，回避", None]),
    st.sampled_from(["是", "否", None]),
)
@example({"worth.novel": 0}, {"worth.reach": f"=1+1 {RARE}"}, "＝1+1", "无利益冲突", "是")
def test_what_was_filled_is_what_is_read(
    given_scores: dict[str, int],
    given_comments: dict[str, str],
    opinion: str,
    interest: str | None,
    gain: str | None,
) -> None:
    def plain(text: str) -> str:
        return str(read_value(COMMENT, "x", text))

    sheet = {"interest": interest, "no_gain": gain, "opinion": plain(opinion)}
    written = {id: plain(text) for id, text in given_comments.items()}
    with tempfile.TemporaryDirectory() as folder:
        found = read(Path(folder) / "a.xlsx", filled(sheet, given_scores, written))
    assert found.answers == {id: str(score) for id, score in given_scores.items()}
    assert found.notes == {id: text for id, text in written.items() if text}
    assert found.opinion == sheet["opinion"]
    assert found.interest == {"无利益冲突": "none", "有利益冲突，回避": "has", None: ""}[interest]
    assert found.no_gain == {"是": True, "否": False, None: None}[gain]
    assert found.refusals == ()


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        (None, ""), ("", ""), ("　", ""), (0, "0"), (5, "5"), (3.0, "3"), ("4", "4"), ("４", "4"), ("4分", "4"),
        ("４ 分", "4"), ("3.0", "3"), (6, None), (7, None), (3.5, None), (-1, None), (50, None), ("3-4", None),
        ("4/5", None), ("四", None), ("好", None), ("-", None), ("无", None), ("④", None), ("+4", None), (True, None),
        (False, None), (Percent(0.04), None), (Lost(), None), (date(2026, 4, 5), None), (float("nan"), None),
    ],
)  # fmt: skip
def test_only_whole_scores_are_read(cell: Any, score: str | None) -> None:
    assert score_in(cell) == score


def test_a_wrong_score_is_refused_by_its_cell(tmp_path: Path) -> None:
    given = {"worth.novel": 7, "worth.reach": 3.5, "market.demand": "很高"}
    found = read(tmp_path / "a.xlsx", filled(FREE, given, {"worth.novel": "过高"}))
    assert found.answers == {}
    assert found.notes == {"worth.novel": "过高"}
    assert refused(found).keys() == set(ASKED)
    assert refused(found)["worth.reach"].raw == "3.5"
    assert refused(found)["worth.novel"].cell.startswith("评分表!C")
    assert told([each.what for each in found.refusals]).count("no whole number from 0 to 5") == 3


def test_rows_were_moved_and_the_sheet_renamed(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet.title = "欧阳的评分"
        last, row = sheet.max_row + 3, row_of(sheet, "item:worth.novel")
        for column in range(1, 5):
            sheet.cell(last, column).value = sheet.cell(row, column).value
        sheet.delete_rows(row)

    found = read(tmp_path / "a.xlsx", filled(FREE, SCORES, {"worth.novel": "好"}, edit))
    assert found.answers == {"worth.novel": "4", "worth.reach": "0", "market.demand": "5"}
    assert found.notes == {"worth.novel": "好"}
    assert found.refusals == ()


def move_answer(book: Any) -> None:
    sheet = book.worksheets[0]
    one, other = row_of(sheet, "item:worth.novel"), row_of(sheet, "item:market.demand")
    for column in (2, 3, 4):
        sheet.cell(one, column).value, sheet.cell(other, column).value = (
            sheet.cell(other, column).value,
            sheet.cell(one, column).value,
        )


def double_row(book: Any) -> None:
    sheet = book.worksheets[0]
    last = sheet.max_row + 1
    sheet.cell(last, 1).value, sheet.cell(last, 3).value = "item:worth.novel", 1


def strange_row(book: Any) -> None:
    sheet = book.worksheets[0]
    last = sheet.max_row + 1
    sheet.cell(last, 1).value, sheet.cell(last, 3).value = "item:gate.feel", 5


def lost_row(book: Any) -> None:
    sheet = book.worksheets[0]
    sheet.delete_rows(row_of(sheet, "item:worth.reach"))


@pytest.mark.parametrize(
    ("edit", "answers", "items"),
    [
        (move_answer, {"worth.reach": "0"}, {"worth.novel", "market.demand"}),
        (double_row, {"worth.novel": "4", "worth.reach": "0", "market.demand": "5"}, {"item:worth.novel"}),
        (strange_row, {"worth.novel": "4", "worth.reach": "0", "market.demand": "5"}, {"gate.feel"}),
        (lost_row, {"worth.novel": "4", "market.demand": "5"}, {"worth.reach"}),
    ],
    ids=["answers beside another question", "a row twice", "a row of its own", "a row deleted"],
)
def test_an_edited_row_is_refused_and_never_misread(
    tmp_path: Path, edit: Edit, answers: dict[str, str], items: set[str]
) -> None:
    found = read(tmp_path / "a.xlsx", filled(FREE, SCORES, edit=edit))
    assert found.answers == answers
    assert refused(found).keys() == items


@pytest.mark.parametrize("column", [1, 2, 3, 4])
def test_a_deleted_column_is_told_and_nothing_is_guessed(tmp_path: Path, column: int) -> None:
    data = filled(FREE, SCORES, edit=lambda book: book.worksheets[0].delete_cols(column))
    with pytest.raises(Refused) as error:
        read(tmp_path / "a.xlsx", data)
    assert "columns of the sheet for scores were removed" in said(error.value)
    assert "“a.xlsx”" in said(error.value)


def test_an_inserted_column_does_no_harm(tmp_path: Path) -> None:
    data = filled({}, SCORES, {"worth.novel": "好"}, lambda book: book.worksheets[0].insert_cols(3))
    found = read(tmp_path / "a.xlsx", data)
    assert found.answers == {"worth.novel": "4", "worth.reach": "0", "market.demand": "5"}
    assert found.notes == {"worth.novel": "好"}


def without_notes(book: Any) -> None:
    del book["_ipdesk"]


def noted(**changes: Any) -> Edit:
    def edit(book: Any) -> None:
        cell = book["_ipdesk"]["A1"]
        cell.value = json.dumps(json.loads(cell.value) | changes)

    return edit


def copied(book: Any) -> None:
    book.copy_worksheet(book.worksheets[0])


def emptied(book: Any) -> None:
    book.worksheets[0].delete_rows(1)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (without_notes, "does not say that it is a scoring sheet"),
        (noted(format="poem"), "does not say that it is a scoring sheet"),
        (noted(assessor=""), "does not say any more whose scores"),
        (noted(number=7), "does not say any more whose scores"),
        (noted(items=["worth.novel"]), "does not say any more whose scores"),
        (noted(version="one"), "does not say any more whose scores"),
        (copied, "more than once"),
        (emptied, "has lost the sheet"),
    ],
)
def test_a_changed_workbook_is_refused_in_plain_words(tmp_path: Path, edit: Edit, sentence: str) -> None:
    with pytest.raises(Refused) as error:
        read(tmp_path / "a.xlsx", filled(FREE, SCORES, edit=edit))
    assert sentence in said(error.value)


def test_one_of_a_newer_desk_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooNew, match="newer"):
        read(tmp_path / "a.xlsx", filled(FREE, SCORES, edit=noted(version=2)))


def test_macros_are_told_and_marks_of_state_secrets_are_found(tmp_path: Path) -> None:
    data = filled(FREE | {"opinion": "见附件（机密★10年）"}, SCORES)
    found = read(tmp_path / "a.xlsm", rezipped(data, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))
    assert "macros" in told(found.notices)
    assert found.state_level == "confidential"
    assert found.state_marking.startswith("机密★10年 (评分表!C")


def test_a_locked_sheet_is_read_with_its_password(tmp_path: Path) -> None:
    data = lock_workbook(filled(FREE, SCORES), "评分表口令-2026-7")
    with pytest.raises(Locked):
        read(tmp_path / "a.xlsx", data)
    with pytest.raises(Locked):
        read(tmp_path / "a.xlsx", data, "评分表口令-2026-8")
    assert read(tmp_path / "a.xlsx", data, "评分表口令-2026-7").answers["worth.novel"] == "4"


def test_scores_that_may_not_count_are_objected_to(tmp_path: Path) -> None:
    edit = noted(number="PG-2026-0099", checklist="0" * 64)
    found = read(tmp_path / "a.xlsx", filled({"interest": "有利益冲突，回避"}, SCORES, edit=edit))
    words = told(found.objections(scored_list(), CASE.number, DIGEST))
    for part in (
        "for PG-2026-0099, not for PG-2026-0003",
        "another list",
        "would bring a gain was not declared",
    ):
        assert part in words
    assert "A conflict of interest was declared" in words
    assert "What the interest is was not said" in words


def test_scores_of_a_list_that_was_forged_are_objected_to(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        strange_row(book)
        digest = "e3b0c44298fc"  # of no words at all
        cell = book["_ipdesk"]["A1"]
        notes = json.loads(cell.value)
        notes["items"]["gate.feel"] = digest
        cell.value = json.dumps(notes)

    found = read(tmp_path / "a.xlsx", filled(FREE, SCORES, edit=edit))
    assert found.answers["gate.feel"] == "5"
    assert "gate.feel" in told(found.objections(scored_list(), CASE.number, DIGEST))


def test_one_parse_says_what_a_file_is_and_serves_both(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(filled(FREE, SCORES))
    workbook = workbook_of(parse(path))
    assert kind_of(workbook) == "scoring"
    assert scoring_of(workbook, CHINESE.known_as).answers["market.demand"] == "5"
    other = workbook_of(parse(ledger(tmp_path, [["编号", "成果名称"], ["W-1", "光栅"]])))
    assert kind_of(other) == "ledger"
    assert intake_of(other, WORKS, known_as).rows[0].values == {"number": "W-1", "title": "光栅"}


def test_a_scoring_sheet_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "评分.xlsx"
    path.write_bytes(filled(FREE, SCORES))
    with pytest.raises(Refused) as error:
        take_in(path)
    assert "“评分.xlsx” is the scoring sheet of an assessor" in said(error.value)


def test_a_form_is_no_scoring_sheet(tmp_path: Path) -> None:
    form = blank_form(projects.REGISTER, CHINESE, STAMP, Marking(handling="public"))
    with pytest.raises(Refused) as error:
        read(tmp_path / "a.xlsx", form)
    assert "is no scoring sheet, but a workbook of the register “projects”" in said(error.value)
    assert "Import it into “projects”" in said(error.value)


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 9),
    st.floats(),
    st.dates(),
    st.builds(Lost),
    st.builds(Percent, st.floats(0, 1)),
    st.sampled_from(
        ["#", "row", "item:worth.novel", "item:", "interest", "no_gain", "scored_on", "opinion", "是"]
    ),
    st.text(max_size=8),
)
headings = st.permutations(["row", "question", "answer", "comment", None])
told_items = st.dictionaries(st.sampled_from(["worth.novel", ""]), st.sampled_from(["e3b0c44298fc", "x"]))
told_notes = st.one_of(
    st.text(max_size=30),
    st.builds(
        lambda items, version: json.dumps(
            {
                "format": "scoring",
                "version": version,
                "number": "PG-1",
                "disclosure": "",
                "assessor": "甲",
                "checklist": "0",
                "items": items,
            }
        ),
        told_items,
        st.one_of(st.just(1), st.integers(), st.text(max_size=2), st.none()),
    ),
)


@given(told_notes, headings, st.lists(st.lists(cells, max_size=6), max_size=8))
def test_whatever_stands_in_a_workbook_is_read_or_refused(
    notes: str, heading: list[str | None], body: list[list[Any]]
) -> None:
    rows = (tuple(heading), *map(tuple, body))
    sheets = (Sheet("评分表", False, rows), Sheet("_ipdesk", True, ((notes,),)))
    workbook = Workbook("a.xlsx", "", 0, "xlsx", False, False, (), sheets)
    kind = kind_of(workbook)
    try:
        found = scoring_of(workbook, CHINESE.known_as)
    except Refused:
        return
    assert kind == "scoring"
    assert all(score in {"0", "1", "2", "3", "4", "5"} for score in found.answers.values())
    assert found.interest in {"", "none", "has"}
    assert found.no_gain in {None, True, False}
