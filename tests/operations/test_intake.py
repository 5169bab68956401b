"""Taking files in: the preview says what would become of each row, and accepting does just that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import AboveLimit, Refused, Stale, WrongValue
from ipdesk.operations import documents, intake, intake_planning, reading, records, spills
from ipdesk.operations.desk import Desk
from ipdesk.store import imports
from ipdesk.store.database import rows
from ipdesk.store.records import entry_id
from tests.operations.cases import (
    DISCLOSURES,
    PROJECTS,
    add_disclosure,
    bring_to,
    everything_in,
    held,
    project,
    said,
    state_of_store,
)

HEADINGS = "编号,成果名称,完成日期,成果类型,完成人,密级"


@pytest.fixture
def ledger(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a ledger of these lines below a heading and gives its path."""

    def write(*lines: str, headings: str = HEADINGS, name: str = "台账.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([headings, *lines, ""]), encoding="utf-8")
        return path

    return write


def outcomes(desk: Desk, path: Path) -> list[str]:
    """Return the outcome of each row of a file."""
    return [each.outcome for each in intake.preview(desk, DISCLOSURES, path).rows]


def taken(desk: Desk, path: Path) -> list[str]:
    """Take a file in and return the numbers written."""
    return [each.number for each in intake.accept(desk, intake.preview(desk, DISCLOSURES, path))]


def reasons(planned: Sequence[intake.Planned]) -> str:
    """Return why rows were refused, in words."""
    return " ".join(said(Refused(each.what, each.advice)) for plan in planned for each in plan.refusals)


def test_a_preview_sorts_rows_into_new_same_changed_and_refused(
    desk: Desk, ledger: Callable[..., Path]
) -> None:
    taken(
        desk,
        ledger(
            "PL-2020-001,热链组件,2020-05-06,发明,单雨桐、仇立新,内部", "PL-2020-002,冷头,2020-06-01,,,公开"
        ),
    )
    path = ledger(
        "PL-2020-001,热链组件,2020-05-06,发明,单雨桐、仇立新,内部",
        "PL-2020-002,冷头,2020年7月1日,,,公开",
        "PL-2020-003,新的,2021-01-01,,,",
        "PL-2020-004,坏的,去年,,,",
        ",无号的,2021-03-01,,,",
    )
    before = state_of_store(desk)
    previewed = intake.preview(desk, DISCLOSURES, path)
    assert [each.outcome for each in previewed.rows] == ["same", "changed", "new", "refused", "new"]
    assert previewed.counts() == {"new": 2, "same": 1, "changed": 1, "refused": 1}
    assert state_of_store(desk) == before
    changed = previewed.rows[1]
    assert [(each.field, each.before, each.after) for each in changed.changes] == [
        ("completed", "2020-06-01", "2020-07-01")
    ]
    refusal = previewed.rows[3].refusals[0]
    assert (refusal.cell, refusal.field, refusal.raw) == ("C5", "completed", "去年")
    made = intake.accept(desk, previewed)
    assert [each.number for each in made] == ["PL-2020-002", "PL-2020-003", "PL-2026-0001"]
    record: Any = reading.show(desk, DISCLOSURES, "PL-2020-001").record
    assert [each.name for each in record.inventors] == ["单雨桐", "仇立新"]
    assert outcomes(desk, path) == ["same", "same", "same", "refused", "same"]


def test_the_same_file_twice_changes_nothing(desk: Desk, ledger: Callable[..., Path]) -> None:
    path = ledger(*(f",成果{index},2020-01-{index + 1:02},,," for index in range(20)))
    assert len(taken(desk, path)) == 20
    before, held = state_of_store(desk), everything_in(desk)
    assert set(outcomes(desk, path)) == {"same"}
    assert taken(desk, path) == []
    assert state_of_store(desk) == before
    assert everything_in(desk) == held


def test_a_row_taken_in_and_then_edited_here_is_not_set_back(desk: Desk, ledger: Callable[..., Path]) -> None:
    path = ledger("PL-2020-001,热链组件,2020-05-06,,,")
    taken(desk, path)
    records.change(desk, DISCLOSURES, "PL-2020-001", {"title": "热链组件（更名）"})
    assert outcomes(desk, path) == ["same"]


def test_a_blank_in_a_ledger_says_nothing(desk: Desk, ledger: Callable[..., Path]) -> None:
    records.add(desk, DISCLOSURES, [{"number": "PL-1", "title": "旧", "unit": "一室"}])
    path = ledger("PL-1,旧,2020-05-06,,,")
    taken(desk, path)
    record: Any = held(desk, "PL-1")
    assert (record.unit, record.completed.isoformat()) == ("一室", "2020-05-06")


def test_a_blank_in_an_exported_workbook_empties_the_field(desk: Desk, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    records.add(desk, DISCLOSURES, [{"number": "PL-1", "title": "旧", "unit": "一室"}])
    documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx")
    book = load_workbook(tmp_path / "簿.xlsx")
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == "一室":
                cell.value = None
    book.save(tmp_path / "簿.xlsx")
    previewed = intake.preview(desk, DISCLOSURES, tmp_path / "簿.xlsx")
    assert [(each.field, each.after) for each in previewed.rows[0].changes] == [("unit", "")]
    intake.accept(desk, previewed)
    assert held(desk, "PL-1").unit == ""


def test_probable_duplicates_are_named_and_never_merged(desk: Desk, ledger: Callable[..., Path]) -> None:
    number = add_disclosure(desk)
    path = ledger(",一种空间相机用低温热链组件,2026-01-01,,,", ",完全不同的土壤修复方法,2026-01-02,,,")
    previewed = intake.preview(desk, DISCLOSURES, path)
    assert [[one.number for one in each.similar] for each in previewed.rows] == [[number], []]
    assert len(intake.accept(desk, previewed)) == 2
    assert reading.counts(desk)[0][1] == 3


def test_a_number_twice_in_one_file_is_refused_the_second_time(
    desk: Desk, ledger: Callable[..., Path]
) -> None:
    path = ledger("PL-1,甲,,,,", "PL-2,乙,,,,", "PL-1,丙,,,,")
    previewed = intake.preview(desk, DISCLOSURES, path)
    assert [each.outcome for each in previewed.rows] == ["new", "new", "refused"]
    assert "stands in this file twice" in reasons(previewed.rows)
    intake.accept(desk, previewed)
    assert held(desk, "PL-1").title == "甲"


def test_frozen_sealed_and_withdrawn_records_refuse_a_row(desk: Desk, ledger: Callable[..., Path]) -> None:
    frozen, sealed, gone = (add_disclosure(desk, title=title) for title in ("甲甲甲", "乙乙乙", "丙丙丙"))
    bring_to(desk, frozen, "accepted")
    spills.seal(desk, DISCLOSURES, sealed, "超限")
    records.withdraw(desk, DISCLOSURES, gone, "重复")
    path = ledger(f"{frozen},改名,,,,", f"{sealed},改名,,,,", f"{gone},改名,,,,")
    previewed = intake.preview(desk, DISCLOSURES, path)
    assert [each.outcome for each in previewed.rows] == ["refused"] * 3
    texts = [reasons([each]) for each in previewed.rows]
    assert "as a supplement" in texts[0]
    assert "is sealed" in texts[1]
    assert "withdrawn" in texts[2]
    assert all(number in text for number, text in zip((frozen, sealed, gone), texts, strict=True))
    before = state_of_store(desk)
    assert intake.accept(desk, previewed) == []
    assert state_of_store(desk) == before


def test_office_fields_of_a_frozen_record_may_still_come_from_a_file(
    desk: Desk, ledger: Callable[..., Path]
) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "accepted")
    path = ledger(f"{number},解敏", headings="编号,经办人")
    assert taken(desk, path) == [number]


def test_a_record_changed_since_the_preview_keeps_the_whole_file_out(
    desk: Desk, as_user: Callable[..., Desk], ledger: Callable[..., Path]
) -> None:
    taken(desk, ledger("PL-1,甲,,,,", "PL-2,乙,,,,"))
    previewed = intake.preview(desk, DISCLOSURES, ledger(",丙,,,,", "PL-1,甲甲,,,,", "PL-2,乙乙,,,,"))
    records.change(as_user("officer"), DISCLOSURES, "PL-2", {"unit": "别处"})
    before = state_of_store(desk)
    with pytest.raises(Stale) as refused:
        intake.accept(desk, previewed)
    assert "PL-2" in said(refused.value)
    assert state_of_store(desk) == before
    assert held(desk, "PL-1").title == "甲"


@pytest.mark.parametrize("number", ["", "PL-7"])
def test_a_preview_accepted_twice_adds_nothing_twice(
    number: str, desk: Desk, ledger: Callable[..., Path]
) -> None:
    previewed = intake.preview(desk, DISCLOSURES, ledger(f"{number},甲,2020-01-01,,,"))
    assert len(intake.accept(desk, previewed)) == 1
    before = state_of_store(desk)
    with pytest.raises(Refused):
        intake.accept(desk, previewed)
    assert state_of_store(desk) == before


def test_two_equal_rows_of_one_file_are_both_taken_as_they_stand(
    desk: Desk, ledger: Callable[..., Path]
) -> None:
    path = ledger(",甲,2020-01-01,,,", ",甲,2020-01-01,,,")
    assert len(taken(desk, path)) == 2
    assert outcomes(desk, path) == ["same", "same"]


def test_the_raw_row_stays_with_the_record(desk: Desk, ledger: Callable[..., Path]) -> None:
    headings = f"{HEADINGS},老系统备注"
    number = taken(desk, ledger(",热链,2020.5.6,发明专利,单雨桐,内部,柜3", headings=headings))[0]
    source = imports.sources(desk.workspace.db, entry_id(desk.workspace.db, DISCLOSURES, number))[0]
    assert (source.file, source.row, source.user) == ("台账.csv", 2, "李明")
    assert source.raw["老系统备注"] == "柜3"
    assert source.raw["完成日期"] == "2020.5.6"
    logged = rows(desk.workspace.db, "select name, length(sha256) from imports")
    assert [tuple(each) for each in logged] == [("台账.csv", 64)]


def test_rows_that_only_repeat_leave_no_raw_rows_behind(desk: Desk, ledger: Callable[..., Path]) -> None:
    taken(desk, ledger("PL-1,甲,,,,"))
    taken(desk, ledger("PL-1,甲,,,,", "PL-2,乙,,,,"))
    assert rows(desk.workspace.db, "select count(*) from import_rows")[0][0] == 2


def test_a_file_that_cannot_be_read_says_which_and_why(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    (tmp_path / "空.csv").write_text("", encoding="utf-8")
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    before = state_of_store(desk)
    for name in ("坏.xlsx", "空.csv", "照片.jpg", "没有.xlsx"):
        with pytest.raises(Refused) as refused:
            intake.preview(desk, DISCLOSURES, tmp_path / name)
        assert name in said(refused.value)
    assert state_of_store(desk) == before


def test_a_workbook_of_another_register_is_not_taken_for_this_one(desk: Desk, tmp_path: Path) -> None:
    records.add(desk, PROJECTS, [project()])
    documents.export_register(desk, PROJECTS, tmp_path / "项目.xlsx")
    with pytest.raises(Refused):
        intake.preview(desk, DISCLOSURES, tmp_path / "项目.xlsx")


def test_a_form_filled_by_a_researcher_becomes_a_draft(desk: Desk, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    documents.blank_form(desk, DISCLOSURES, tmp_path / "表.xlsx")
    book = load_workbook(tmp_path / "表.xlsx")
    sheet: Any = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.rstrip(" *＊").rstrip() == "成果名称":
                sheet.cell(cell.row, cell.column + 1).value = "热链组件"
    book.save(tmp_path / "表.xlsx")
    previewed = intake.preview(desk, DISCLOSURES, tmp_path / "表.xlsx")
    assert previewed.intake.kind == "form"
    assert [each.outcome for each in previewed.rows] == ["new"]
    made = intake.accept(desk, previewed)
    record: Any = reading.show(desk, DISCLOSURES, made[0].number).record
    assert (record.title, record.state) == ("热链组件", "draft")
    assert [each.outcome for each in intake.preview(desk, DISCLOSURES, tmp_path / "表.xlsx").rows] == ["same"]


def test_the_rule_of_the_level_holds_for_a_change_by_file(desk: Desk, ledger: Callable[..., Path]) -> None:
    number = add_disclosure(desk)
    previewed = intake.preview(desk, DISCLOSURES, ledger(f"{number},,,,,涉密"))
    assert [each.outcome for each in previewed.rows] == ["refused"]
    assert "Seal it now" in reasons(previewed.rows)


def test_the_name_of_a_marked_file_is_looked_at_too(desk: Desk, ledger: Callable[..., Path]) -> None:
    with pytest.raises(AboveLimit):
        intake.preview(desk, DISCLOSURES, ledger(",甲,,,,", name="机密★5年 台账.csv"))


def test_a_number_taken_since_the_preview_is_refused_whole(
    desk: Desk, as_user: Callable[..., Desk], ledger: Callable[..., Path]
) -> None:
    previewed = intake.preview(desk, DISCLOSURES, ledger("PL-1,甲,,,,", "PL-2,乙,,,,"))
    records.add(as_user("officer"), DISCLOSURES, [{"number": "PL-2", "title": "别的"}])
    with pytest.raises((WrongValue, Stale)):
        intake.accept(desk, previewed)
    assert len(reading.list_ids(desk, DISCLOSURES)) == 1


def test_a_form_that_nobody_filled_is_refused(desk: Desk, tmp_path: Path) -> None:
    documents.blank_form(desk, DISCLOSURES, tmp_path / "空表.xlsx")
    previewed = intake.preview(desk, DISCLOSURES, tmp_path / "空表.xlsx")
    assert previewed.counts() == {"new": 0, "same": 0, "changed": 0, "refused": 1}
    assert previewed.rows[0].refusals[0].what.id == "Nothing is filled in."
    assert intake.accept(desk, previewed) == []


def test_how_far_it_is_is_told_and_stopping_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    path, count = tmp_path / "长台账.csv", intake.WRITTEN_AT_ONCE + 5
    path.write_text(
        "成果名称,所在部门\n" + "\n".join(f"第{index}项,光学室" for index in range(count)), encoding="utf-8"
    )
    told: list[tuple[int, int]] = []
    previewed = intake.preview(desk, DISCLOSURES, path, lambda done, of: told.append((done, of)))
    assert told == [(done, count) for done in range(0, count, intake_planning.STEP_ROWS)]
    before = state_of_store(desk)

    def stop(done: int, _of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake.accept(desk, previewed, stop)
    assert state_of_store(desk) == before
