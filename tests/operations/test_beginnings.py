"""The state in which what is taken in begins: as its ledger says, else as its days say, and never past what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.text import Translator
from ipdesk.operations import checks, documents, duties, intake, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake import Planned, Preview
from ipdesk.registers import agreements, register
from ipdesk.registers.agreements import Agreement
from tests.conftest import START
from tests.operations.cases import DISCLOSURES, PROJECTS
from tests.operations.test_people_intake import ledger

PEOPLE, AGREEMENTS, ASSESSMENTS = register("people"), register("agreements"), register("assessments")
TODAY = START.date()
STAFF = ("工号", "姓名", "部门", "人员类别", "入职日期", "离职日期")
PAPERS = ("协议编号", "姓名", "工号", "协议类型", "纸质编号", "签署日期", "单位签署日期", "生效日期")


def preview(desk: Desk, folder: Path, register_name: str, *rows: Sequence[Any]) -> Preview:
    """Return the preview of rows under the headings in the first of them."""
    file = ledger(folder, *rows[1:], headings=rows[0])
    return intake.preview(desk, register(register_name), file)


def begins(plan: Planned) -> str:
    """Return the state in which a row begins."""
    assert plan.record is not None
    return plan.record.state


def said(plan: Planned) -> list[tuple[str, str]]:
    """Return the doubts of a row with their cells."""
    return [(each.cell, Translator("en", Path()).say(each.why)) for each in plan.row.doubts]


def test_people_who_left_before_begin_as_no_longer_here(desk: Desk, tmp_path: Path) -> None:
    looked = preview(
        desk, tmp_path, "people", STAFF,
        ("A1", "甲", "一室", "在编", "2001-07-01", "2012-06-30"),
        ("A2", "乙", "一室", "在编", "2001-07-01", ""),
        ("A3", "丙", "一室", "在编", "2001-07-01", f"{TODAY}"),
        ("A4", "", "一室", "在编", "2001-07-01", "2012-06-30"),
    )  # fmt: skip
    assert [begins(each) for each in looked.rows] == ["left", "active", "active", "active"]
    assert said(looked.rows[3]) == [
        ("A5", "It cannot begin as “No longer here” yet: “Name” is not filled in. It begins as “Here”.")
    ]  # fmt: skip
    made = intake.accept(desk, looked)
    assert [each.act for each in made] == ["add"] * 4
    [newest, *_] = records.history(desk, PEOPLE, "A1")
    assert newest.values is not None and newest.values["fields"]["state"] == [None, "left"]
    again = intake.preview(desk, PEOPLE, tmp_path / "花名册.xlsx")
    assert again.counts()["same"] == 4


def test_what_is_taken_back_and_in_again_begins_where_it_did(desk: Desk, tmp_path: Path) -> None:
    rows = (STAFF, ("A1", "甲", "一室", "在编", "2001-07-01", "2012-06-30"))
    intake.accept(desk, preview(desk, tmp_path, "people", *rows))
    records.undo(desk)
    [plan] = preview(desk, tmp_path, "people", *rows).rows
    assert plan.outcome == "changed" and begins(plan) == "left"


def test_old_agreements_come_in_as_in_force(desk: Desk, tmp_path: Path) -> None:
    records.add(desk, PEOPLE, [{"number": "A1", "name": "甲"}])
    signed = ("甲", "A1", "知识产权与保密协议", "2015-7")
    looked = preview(
        desk, tmp_path, "agreements", PAPERS,
        ("XY-1", *signed, "2015-07-01", "2015-07-02", "2015-07-02"),
        ("XY-2", *signed, "2015-07-01", "", "2015-07-02"),
        ("XY-3", "丁", "", "知识产权与保密协议", "2015-8", "2015-07-01", "2015-07-02", "2015-07-02"),
        ("XY-4", *signed, "2026-03-01", "2026-03-01", "2026-07-01"),
    )  # fmt: skip
    assert [begins(each) for each in looked.rows] == ["in-force", "drafted", "drafted", "signed-both"]
    assert said(looked.rows[2]) == [
        ("A4", "It cannot begin as “In force” yet: It is not said who signs it. It begins as “Drafted”.")
    ]
    intake.accept(desk, looked)
    assert duties.without_agreement(desk) == []


@pytest.mark.parametrize("word", ["已离所", "No longer here", "left", "退休"])
def test_a_ledger_says_the_state_by_label_or_code(desk: Desk, tmp_path: Path, word: str) -> None:
    row = ("A1", "甲", "一室", "在编", "2001-07-01", "2012-06-30", word)
    [plan] = preview(desk, tmp_path, "people", (*STAFF, "状态"), row).rows
    assert (begins(plan), said(plan)) == ("left", [])


def test_a_word_that_is_no_state_is_doubted_and_the_row_comes_in(desk: Desk, tmp_path: Path) -> None:
    row = ("A1", "甲", "一室", "在编", "2001-07-01", "", "长病假")
    looked = preview(desk, tmp_path, "people", (*STAFF, "状态"), row)
    [plan] = looked.rows
    assert (plan.outcome, begins(plan)) == ("new", "active")
    assert said(plan) == [("G2", "There is no state “长病假”. It begins as “Here”.")]
    assert looked.intake.unknown == ()
    assert len(intake.accept(desk, looked)) == 1


def test_where_the_word_is_no_state_the_days_still_count(desk: Desk, tmp_path: Path) -> None:
    row = ("A1", "甲", "一室", "在编", "2001-07-01", "2012-06-30", "去世")
    [plan] = preview(desk, tmp_path, "people", (*STAFF, "状态"), row).rows
    assert begins(plan) == "left"
    assert said(plan) == [("G2", "There is no state “去世”. It begins as “No longer here”.")]


def test_the_state_in_a_ledger_moves_nobody_who_is_there(desk: Desk, tmp_path: Path) -> None:
    records.add(desk, PEOPLE, [{"number": "A1", "name": "甲"}])
    looked = preview(desk, tmp_path, "people", ("工号", "姓名", "状态"), ("A1", "甲", "left"))
    assert looked.counts()["same"] == 1
    [plan] = preview(desk, tmp_path, "people", ("工号", "姓名", "状态"), ("A2", "乙", "withdrawn")).rows
    assert begins(plan) == "active" and "not withdrawn" in said(plan)[0][1]


def test_an_export_brings_its_states_along(desk: Desk, tmp_path: Path) -> None:
    """Into another workspace; here the withdrawal of what was there stands in for one."""
    person = {"unit": "一室", "employment": "permanent", "joined": "2020-01-01", "left_on": "2024-01-31"}
    records.add(
        desk, PEOPLE, [{**person, "number": "A1", "name": "甲"}, {**person, "number": "A2", "name": "乙"}]
    )
    for state in ("away", "left"):
        records.move(desk, PEOPLE, "A1", state)
    documents.export_register(desk, PEOPLE, tmp_path / "出.xlsx")
    for _ in range(3):
        records.undo(desk)
    plans = intake.preview(desk, PEOPLE, tmp_path / "出.xlsx").rows
    assert {each.number: begins(each) for each in plans} == {"A1": "left", "A2": "active"}


def test_what_is_answered_by_a_checklist_always_begins_at_the_beginning(desk: Desk, tmp_path: Path) -> None:
    headings = ("评价编号", "成果名称", "状态")
    [plan] = preview(desk, tmp_path, "assessments", headings, ("PG-1", "热链", "decided")).rows
    assert begins(plan) == ASSESSMENTS.states.first()


@pytest.mark.parametrize("register_", [DISCLOSURES, PROJECTS])
def test_no_record_begins_where_it_could_not_be_moved(desk: Desk, tmp_path: Path, register_: Any) -> None:
    """A bare row with each state there is."""
    states = [each.code for each in register_.states.states]
    title = register_.field(register_.title).kind.label
    rows = [(f"X-{code}", "热链组件", code) for code in states]
    looked = preview(desk, tmp_path, register_.name, ("编号" if register_ is DISCLOSURES else "Project number", title, "状态"), *rows)  # fmt: skip
    for plan in looked.rows:
        assert plan.record is not None
        found = checks.find(desk, register_, plan.record)
        assert not [each for each in found if plan.record.state in each.blocks and each.id == "missing"]


DAYS = st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1))


@given(
    signed=DAYS, countersigned=DAYS, effective=DAYS, ended=DAYS, kind=st.sampled_from(["joiner", "leaver"])
)
def test_an_agreement_begins_in_force_only_when_signed_and_begun(
    signed: date | None, countersigned: date | None, effective: date | None, ended: date | None, kind: str
) -> None:
    record = Agreement(
        signed_on=signed, countersigned_on=countersigned, effective_on=effective, ended_on=ended, kind=kind
    )
    code = agreements.begins(record, TODAY)
    assert code in ("", *(each.code for each in AGREEMENTS.states.states))
    if code in ("in-force", "ended"):
        assert signed is not None and effective is not None and effective <= TODAY
        assert countersigned is not None or kind == "leaver"
        assert (code == "ended") == (ended is not None and ended <= TODAY)
    assert agreements.begins(record, TODAY + timedelta(days=9_000)) in ("", "in-force", "ended")


def test_the_list_of_people_shows_who_left(desk: Desk, tmp_path: Path) -> None:
    row = ("A1", "甲", "一室", "在编", "2001-07-01", "2012-06-30")
    intake.accept(desk, preview(desk, tmp_path, "people", STAFF, row))
    assert len(reading.list_ids(desk, PEOPLE, [("state", "left")])) == 1
