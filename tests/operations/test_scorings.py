"""Scoring sheets out to assessors and in again: by the same way as any other file, previewed, taken in, taken back."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.model.changes import in_short
from ipdesk.model.errors import CannotWrite, NotFound, Refused, WrongValue
from ipdesk.model.text import Message
from ipdesk.operations import assessments, intake, records, scorings
from ipdesk.operations.answers import Given
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake import Planned
from ipdesk.registers.answered import sheet_of
from tests.importing.scorings import FREE, put, row_of
from tests.operations.assessing import ASSESSMENTS, ASSESSORS, answered_case, case, decision, held_case
from tests.operations.cases import DISCLOSURES

NAMED = [{"name": each["name"], "field": each["field"]} for each in ASSESSORS]
SCORES = {"technical.problem": 4, "market.demand": "３"}


def sent(desk: Desk, folder: Path) -> tuple[str, list[Path]]:
    """Return an assessment with two assessors who declared nothing yet, and the sheets written for them."""
    number = case(desk)
    records.change(desk, ASSESSMENTS, number, {"assessors": NAMED})
    return number, [each.place for each in scorings.write_scoring_sheets(desk, folder, [number])]


def filled(path: Path, declared: Mapping[str, Any] = FREE, scores: Mapping[str, Any] = SCORES) -> Path:
    """Fill a sheet as an assessor does."""
    book = load_workbook(path, rich_text=True)
    sheet = book.worksheets[0]
    for key, value in {**declared, **{f"item:{id}": score for id, score in scores.items()}}.items():
        put(sheet.cell(row_of(sheet, key), 3), value)
    book.save(path)
    return path


def planned(desk: Desk, path: Path) -> Planned:
    """Return what would become of a sheet."""
    rows = intake.preview(desk, ASSESSMENTS, path).rows
    assert len(rows) == 1
    return rows[0]


def why(plan: Planned) -> str:
    """Return why a sheet was refused; each refusal says what to do."""
    assert plan.outcome == "refused"
    assert all(each.advice is not None for each in plan.refusals)
    return " ".join(f"{each.what!r}" for each in plan.refusals)


def test_a_sheet_is_written_for_each_assessor_and_taken_in_again(desk: Desk, tmp_path: Path) -> None:
    number, paths = sent(desk, tmp_path)
    assert [each.name for each in paths] == [f"{number}-王评.xlsx", f"{number}-赵评.xlsx"]
    assert stat.S_IMODE(paths[0].stat().st_mode) == 0o600
    previewed = intake.preview(desk, ASSESSMENTS, filled(paths[0]))
    assert (previewed.intake.kind, previewed.rows[0].outcome) == ("scoring", "changed")
    assert held_case(desk, number).answers == ()
    intake.accept(desk, previewed)
    record = held_case(desk, number)
    assert sheet_of(record, "王评") == {"technical.problem": "4", "market.demand": "3"}
    first = record.assessors[0]
    assert (first.interest, first.no_gain, first.declared_on, first.scored_on) == (
        "none", True, desk.today(), desk.today(),
    )  # fmt: skip
    assert planned(desk, paths[0]).outcome == "same"
    records.undo(desk)
    assert held_case(desk, number).answers == ()


def test_whoever_has_scored_gets_no_sheet_unless_named(desk: Desk, tmp_path: Path) -> None:
    number, paths = sent(desk, tmp_path)
    intake.accept(desk, intake.preview(desk, ASSESSMENTS, filled(paths[0])))
    with pytest.raises(CannotWrite):  # the sheet of 赵评 that is there may be filled in by now
        scorings.write_scoring_sheets(desk, tmp_path, [number])
    (tmp_path / "again").mkdir()
    again = scorings.write_scoring_sheets(desk, tmp_path / "again", [number])
    assert [each.place.name for each in again] == [f"{number}-赵评.xlsx"]
    named = scorings.write_scoring_sheets(desk, tmp_path / "王.xlsx", [number], ["王评"])
    assert [each.place.name for each in named] == ["王.xlsx"]


def test_a_second_sheet_stands_for_the_first(desk: Desk, tmp_path: Path) -> None:
    number, paths = sent(desk, tmp_path)
    intake.accept(desk, intake.preview(desk, ASSESSMENTS, filled(paths[0])))
    intake.accept(
        desk,
        intake.preview(
            desk, ASSESSMENTS, filled(paths[0], scores={"technical.problem": None, "legal.scope": 5})
        ),
    )
    assert sheet_of(held_case(desk, number), "王评") == {"legal.scope": "5", "market.demand": "3"}


@pytest.mark.parametrize(
    "declared", [{"interest": "有利益冲突", "no_gain": "是"}, {"interest": "无利益冲突", "no_gain": "否"}]
)
def test_who_has_an_interest_is_recorded_and_no_score_is(
    desk: Desk, tmp_path: Path, declared: dict[str, str]
) -> None:
    number, paths = sent(desk, tmp_path)
    intake.accept(desk, intake.preview(desk, ASSESSMENTS, filled(paths[0], declared)))
    record = held_case(desk, number)
    assert record.assessors[0].interest == "has"
    assert record.answers == ()


def test_without_the_declarations_nothing_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    _, paths = sent(desk, tmp_path)
    assert "declarations" in why(planned(desk, filled(paths[0], {"interest": "无利益冲突"})))


def test_a_score_that_is_none_is_refused_with_its_cell(desk: Desk, tmp_path: Path) -> None:
    number, paths = sent(desk, tmp_path)
    plan = planned(desk, filled(paths[0], scores={"technical.problem": 7}))
    assert plan.outcome == "refused"
    assert plan.refusals[0].cell.endswith(tuple("0123456789"))
    assert held_case(desk, number).answers == ()


def test_a_sheet_of_another_list_or_of_nobody_is_refused(desk: Desk, tmp_path: Path) -> None:
    number, paths = sent(desk, tmp_path)
    filled(paths[0])
    records.change(desk, ASSESSMENTS, number, {"assessors": NAMED[1:]})
    assert "no assessor" in why(planned(desk, paths[0]))
    records.change(desk, ASSESSMENTS, number, {"assessors": NAMED, "inventors": "王评"})
    assert "inventor" in why(planned(desk, paths[0]))
    records.change(desk, ASSESSMENTS, number, {"inventors": "单雨桐", "checklist": "0" * 64})
    assert "is not kept here" in why(planned(desk, paths[0]))


def test_a_sheet_for_an_assessment_that_is_not_here_or_decided_is_refused(desk: Desk, tmp_path: Path) -> None:
    number = answered_case(desk, "supplement")
    path = filled(scorings.write_scoring_sheets(desk, tmp_path / "王.xlsx", [number], ["王评"])[0].place)
    assessments.decide(desk, number, decision("supplement"))
    assert "decided" in why(planned(desk, path))
    records.change(desk, ASSESSMENTS, number, {"number": "PG-2020-0001"})
    assert "no assessment" in why(planned(desk, path))


def test_a_sheet_goes_into_no_other_register(desk: Desk, tmp_path: Path) -> None:
    _, paths = sent(desk, tmp_path)
    with pytest.raises(Refused):
        intake.preview(desk, DISCLOSURES, filled(paths[0]))


def test_places_for_sheets_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    number, _ = sent(desk, tmp_path)
    with pytest.raises(WrongValue):
        scorings.write_scoring_sheets(desk, tmp_path / "一.xlsx", [number])
    with pytest.raises(CannotWrite):
        scorings.write_scoring_sheets(desk, tmp_path / "没有", [number])
    with pytest.raises(NotFound):
        scorings.write_scoring_sheets(desk, tmp_path)
    assert assessments.answer(desk, number, {"secrecy.determined": Given("yes")}) is not None


def test_a_sheet_is_told_by_how_many_answers_it_brings(desk: Desk, tmp_path: Path) -> None:
    _, paths = sent(desk, tmp_path)
    plan = planned(desk, filled(paths[0]))
    told = {each.field: in_short(ASSESSMENTS.field(each.field).kind, each) for each in plan.changes}
    assert told["answers"] == Message("rows changed: {count}", count=2)
    assert told["assessors"] is None, "which is told in full"
