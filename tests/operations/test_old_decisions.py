"""What an old ledger tells was decided before this desk: taken in as history, and carrying nothing that is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ipdesk.importing.intake import IntakeRow
from ipdesk.model.errors import Incomplete
from ipdesk.model.text import Translator
from ipdesk.operations import assessments, checks, intake, reading, records, today
from ipdesk.operations.beginnings import begun
from ipdesk.operations.board import board
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake import Planned
from ipdesk.operations.moves import move
from ipdesk.operations.sharing import Sharing
from ipdesk.operations.whole_intake import Whole, accept_whole, preview_whole, read_file
from ipdesk.registers import register
from ipdesk.registers.answered import Answer
from ipdesk.store import agenda
from ipdesk.store import records as stored
from ipdesk.store.lists import list_ids
from tests.conftest import START, SetClock
from tests.operations.test_whole_intake import book

ASSESSMENTS, PATENTS, PAPERS = register("assessments"), register("patents"), register("papers")
BEGAN = START.date()
BEFORE = f"{BEGAN - timedelta(days=1)}"
CASES = ("评估编号", "成果名称", "对应披露", "完成人", "评估专家", "评估结论", "决定日期", "审批人", "状态")
RIGHTS = ("专利名称", "专利类型", "申请号", "申请日", "授权公告日", "法律状态", "对应披露", "申请前评估编号")
OUT = ("论文题目", "论文类型", "作者", "期刊名称", "审查结论", "审批日期", "投稿日期", "发表日期")


def looked_at(desk: Desk, folder: Path, **sheets: Sequence[tuple[str, ...]]) -> Whole:
    """Return the preview of one file with these sheets."""
    file = book(folder / "旧台账.xlsx", {name: [list(row) for row in rows] for name, rows in sheets.items()})
    return preview_whole(desk, [read_file(desk, file)])


def rows_of(whole: Whole, name: str) -> list[Planned]:
    """Return the rows of one register."""
    return [plan for each in whole.previews() if each.register.name == name for plan in each.rows]


def states(whole: Whole, name: str) -> list[str]:
    """Return the states in which the rows of one register begin."""
    return [plan.record.state for plan in rows_of(whole, name) if plan.record is not None]


def said(plan: Planned) -> str:
    return " ".join(Translator("en", Path()).say(each.why) for each in plan.row.doubts)


def case(number: str, day: str, outcome: str = "申请中国专利", *, state: str = "") -> tuple[str, ...]:
    """Return the row of an assessment."""
    return number, f"热链{number}", "", "王磊", "周强、吴芳", outcome, day, "刘所长", state


def right(filed: str, assessment: str = "", disclosure: str = "") -> tuple[str, ...]:
    """Return the row of a right."""
    return "冷头", "发明", "2021100000035", filed, "", "审中", disclosure, assessment


def held(desk: Desk, register_: Any, number: str) -> Any:
    return stored.read(desk.workspace.db, register_, number)


def ids(desk: Desk, register_: Any, number: str) -> set[str]:
    return {each.id for each in checks.find(desk, register_, held(desk, register_, number))}


def test_old_assessments_come_in_decided_with_who_and_when_and_say_that_it_was_not_here(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [CASES, case("PG-1", "2019-05-06"), case("PG-2", BEFORE, "技术秘密保护", state="已落实"), case("PG-3", "2018-01-02", "不予保护")]  # fmt: skip
    whole = looked_at(desk, tmp_path, 评估=rows)
    assert states(whole, "assessments") == ["decided", "carried-out", "decided"]
    assert all("none of it was decided here" in said(plan) for plan in rows_of(whole, "assessments"))
    accept_whole(desk, whole)
    record = held(desk, ASSESSMENTS, "PG-1")
    assert (record.outcome, f"{record.decided_on}") == ("file-cn", "2019-05-06")
    assert [each.name for each in record.approvals] == ["刘所长"]
    assert [each.name for each in record.assessors] == ["周强", "吴芳"]
    assert (record.gates, record.score, record.checklist) == ("", None, "")
    assert "decided-elsewhere" in ids(desk, ASSESSMENTS, "PG-1")
    assert not {"checklist-missing", "terms-missing"} & ids(desk, ASSESSMENTS, "PG-1")


@pytest.mark.parametrize("day", [f"{BEGAN}", f"{BEGAN + timedelta(days=1)}", ""])
def test_what_was_decided_since_this_desk_began_goes_through_its_gates_here(
    desk: Desk, clock: SetClock, tmp_path: Path, day: str
) -> None:
    clock.forward(days=30)
    whole = looked_at(desk, tmp_path, 评估=[CASES, case("PG-1", day, state="已决定")])
    assert states(whole, "assessments") == ["preparing"]
    assert "not decided before this desk began" in said(rows_of(whole, "assessments")[0])
    accept_whole(desk, whole)
    with pytest.raises(Incomplete):
        move(desk, ASSESSMENTS, "PG-1", "deciding")


def test_a_day_of_before_typed_by_hand_decides_nothing(desk: Desk) -> None:
    values = {
        "number": "PG-1",
        "title": "热链",
        "outcome": "file-cn",
        "decided_on": "2019-05-06",
        "decision_reason": "新",
    }
    records.add(desk, ASSESSMENTS, [values])
    for target in ("scoring", "deciding"):
        with pytest.raises(Incomplete):
            move(desk, ASSESSMENTS, "PG-1", target)
    assert "decided-elsewhere" not in ids(desk, ASSESSMENTS, "PG-1")


def test_old_rights_keep_their_state_with_their_disclosure_and_their_assessment(
    desk: Desk, tmp_path: Path
) -> None:
    whole = looked_at(
        desk, tmp_path,
        专利=[RIGHTS, right("2021-09-15", "PG-1", "PL-1"), right(BEFORE, "", "PL-1"), right("2021-09-15", "旧评2019")],
        评估=[CASES, case("PG-1", "2019-05-06")],
        成果=[("披露编号", "成果名称", "成果类型", "完成人", "披露日期"), ("PL-1", "热链", "发明", "王磊", "2019-01-02")],
    )  # fmt: skip
    assert states(whole, "patents") == ["filed"] * 3
    made = [each.number for each in accept_whole(desk, whole) if each.register == "patents"]
    for number in made:
        assert "legacy" in ids(desk, PATENTS, number)
        assert not {"disclosure-unassessed", "assessment-gates", "funding-unanswered"} & ids(
            desk, PATENTS, number
        )
    records.change(desk, PATENTS, made[0], {"granted_on": "2023-01-02", "grant_number": "ZL202110000003.5"})
    move(desk, PATENTS, made[0], "granted")


def test_an_old_decision_carries_no_filing_since_this_desk_began(desk: Desk, tmp_path: Path) -> None:
    whole = looked_at(
        desk, tmp_path, 专利=[RIGHTS, right(f"{BEGAN}", "PG-1")], 评估=[CASES, case("PG-1", "2019-05-06")]
    )
    assert (states(whole, "assessments"), states(whole, "patents")) == (["decided"], ["ordered"])
    assert "carries nothing that is filed since" in said(rows_of(whole, "patents")[0])
    number = accept_whole(desk, whole)[-1].number
    with pytest.raises(Incomplete):
        move(desk, PATENTS, number, "filed")


def test_a_disclosure_handed_in_since_then_makes_no_right_an_old_one(desk: Desk, tmp_path: Path) -> None:
    found = [
        ("披露编号", "成果名称", "成果类型", "完成人", "披露日期"),
        ("PL-1", "热链", "发明", "王磊", f"{BEGAN}"),
    ]
    whole = looked_at(desk, tmp_path, 专利=[RIGHTS, right("2021-09-15", "", "PL-1")], 成果=found)
    assert states(whole, "patents") == ["ordered"]


def test_an_old_decision_opens_nothing_and_is_decided_again_by_the_list(desk: Desk, tmp_path: Path) -> None:
    accept_whole(desk, looked_at(desk, tmp_path, 评估=[CASES, case("PG-1", "2019-05-06")]))
    with pytest.raises(Incomplete):
        move(desk, ASSESSMENTS, "PG-1", "carried-out")
    assert not reading.list_ids(desk, PATENTS)
    move(desk, ASSESSMENTS, "PG-1", "deciding", reason="重新决定")
    with pytest.raises(Incomplete):
        move(desk, ASSESSMENTS, "PG-1", "decided")
    assessments.take_checklist(desk, "PG-1")
    assert held(desk, ASSESSMENTS, "PG-1").gates == "open"


@pytest.mark.parametrize(
    ("day", "why"), [("2019-05-06", "it brings answers"), (f"{BEGAN}", "not decided before")]
)
def test_a_decision_that_brings_its_answers_says_why_it_is_no_history(desk: Desk, day: str, why: str) -> None:
    values: Any = {
        "number": "PG-9",
        "title": "热链",
        "outcome": "file-cn",
        "decided_on": date.fromisoformat(day),
        "checklist": "0" * 64,
        "answers": (Answer(item="prior-art", answer="3"),),
    }
    line = IntakeRow("评估", 5, "PG-9", values, {}, state="已决定")
    record, told = begun(Sharing(desk, ASSESSMENTS), line, ASSESSMENTS.record(**values), BEGAN, {})
    assert record.state == "preparing"
    assert why in " ".join(Translator("en", Path()).say(each.why) for each in told.doubts)


def test_what_is_taken_back_and_in_again_is_history_again(desk: Desk, tmp_path: Path) -> None:
    rows = [CASES, case("PG-1", "2019-05-06")]
    accept_whole(desk, looked_at(desk, tmp_path, 评估=rows))
    records.undo(desk)
    whole = looked_at(desk, tmp_path, 评估=rows)
    assert states(whole, "assessments") == ["decided"]
    accept_whole(desk, whole)
    assert looked_at(desk, tmp_path, 评估=rows).counts()["same"] == 1


@pytest.mark.parametrize(
    ("verdict", "day", "submitted", "out", "state", "later", "finding"),
    [
        ("同意公开", "2021-03-02", "", "2021-08-01", "published", None, "reviewed-elsewhere"),
        ("同意公开", "2021-03-02", "2021-03-10", "", "approved", None, "reviewed-elsewhere"),
        ("不同意公开", "2021-03-02", "", "", "rejected", None, "reviewed-elsewhere"),
        ("修改后公开", "2021-03-02", "", "", "to-change", None, "reviewed-elsewhere"),
        ("同意公开", f"{BEGAN}", "", f"{BEGAN}", "published", True, "published-unreviewed"),
        ("同意公开", f"{BEGAN}", "", "", "draft", None, "not-approved"),
        ("不同意公开", f"{BEGAN}", "", "", "draft", None, "checklist-missing"),
        ("同意公开", "", "", "", "draft", None, "not-approved"),
    ],
)  # fmt: skip
def test_old_papers_come_in_where_their_verdict_led(
    desk: Desk, tmp_path: Path, verdict: str, day: str, submitted: str, out: str, state: str, later: bool | None,
    finding: str,
) -> None:  # fmt: skip
    rows = [OUT, ("热链", "期刊", "王磊", "低温工程", verdict, day, submitted, out)]
    whole = looked_at(desk, tmp_path, 论文=rows)
    assert states(whole, "papers") == [state]
    number = accept_whole(desk, whole)[0].number
    assert held(desk, PAPERS, number).found_later is later
    assert finding in ids(desk, PAPERS, number)


@pytest.mark.parametrize(("submitted", "goes"), [(BEFORE, True), ("", False), (f"{BEGAN}", False)])
def test_an_old_approval_lets_out_only_what_had_left_by_then(
    desk: Desk, tmp_path: Path, submitted: str, goes: bool
) -> None:
    rows = [OUT, ("热链", "期刊", "王磊", "低温工程", "同意公开", "2021-03-02", submitted, "")]
    number = accept_whole(desk, looked_at(desk, tmp_path, 论文=rows))[0].number
    records.change(desk, PAPERS, number, {"published_on": f"{BEGAN}"})
    if goes:
        move(desk, PAPERS, number, "published")
        assert "reviewed-elsewhere" in ids(desk, PAPERS, number)
    else:
        with pytest.raises(Incomplete):
            move(desk, PAPERS, number, "published")
        move(desk, PAPERS, number, "review", reason="补审")
        assert "checklist-missing" in ids(desk, PAPERS, number)


def test_a_verdict_of_before_typed_by_hand_lets_nothing_out(desk: Desk) -> None:
    values = {
        "title": "热链", "kind": "journal", "verdict": "approve", "decided_on": "2021-03-02",
        "published_on": "2021-08-01",
    }  # fmt: skip
    number = records.add(desk, PAPERS, [values])[0].number
    with pytest.raises(Incomplete):
        move(desk, PAPERS, number, "published")


def test_a_release_and_a_hand_over_rest_on_an_old_decision_only_where_they_are_as_old(
    desk: Desk, tmp_path: Path
) -> None:
    cases = [CASES, ("PG-1", "热链", "PL-1", "王磊", "", "放弃并由发明人申请", "2019-05-06", "", "")]
    accept_whole(desk, looked_at(desk, tmp_path, 评估=cases))
    for name, field in (("releases", "notified_on"), ("handovers", "handed_on")):
        told = register(name)
        for day, stands in (("2019-06-01", True), (f"{BEGAN}", False)):
            values: Any = {"disclosure": ("PL-1",), "assessment": ("PG-1",), field: date.fromisoformat(day)}
            found = {each.id for each in checks.find(desk, told, told.record(**values))}
            assert bool({"decided-elsewhere", "assessment-elsewhere"} & found) is not stands, (name, day)
        typed = {"disclosure": ["PL-1"], "assessment": ["PG-1"], field: "2019-06-01"}
        number = records.add(desk, told, [typed])[0].number
        assert {"decided-elsewhere", "assessment-elsewhere"} & ids(desk, told, number), (
            "a day typed by hand carries nothing"
        )


def test_one_row_at_a_time_says_the_same(desk: Desk, tmp_path: Path) -> None:
    """The page of one register, too."""
    file = tmp_path / "评估.csv"
    file.write_text("\n".join(",".join(row) for row in (CASES, case("PG-1", "2019-05-06"))), encoding="utf-8")
    [plan] = intake.preview(desk, ASSESSMENTS, file).rows
    assert plan.record is not None and plan.record.state == "decided"


def test_nothing_is_waited_for_where_a_decision_is_history(desk: Desk, tmp_path: Path) -> None:
    rows = [
        CASES,
        case("PG-1", "2019-05-06"),
        case("PG-2", "2019-05-06", "不予保护"),
        case("PG-3", f"{BEGAN}"),
    ]
    whole = looked_at(desk, tmp_path, 评估=rows, 专利=[RIGHTS, right("2021-09-15", "PG-1")])
    accept_whole(desk, whole)
    waiting = {each.number for each in today.agenda(desk).matters if each.register == "assessments"}
    assert waiting == {"PG-3"}
    shown = {each.state: each for each in board(desk, ASSESSMENTS).columns}
    assert shown["decided"].count == 0 and shown["decided"].cards == ()
    listed = [card.number for each in shown.values() if not each.final for card in each.cards]
    assert listed == ["PG-3"] and sum(each.count for each in shown.values() if not each.final) == 1
    assert not board(desk, ASSESSMENTS).blank


@pytest.mark.parametrize("name", ["assessments", "papers"])
def test_the_store_leaves_out_what_a_record_tells_as_history(desk: Desk, tmp_path: Path, name: str) -> None:
    rows = [CASES, case("PG-1", "2019-05-06"), case("PG-2", f"{BEGAN}")]
    papers = [OUT, ("热链", "期刊", "王磊", "低温工程", "修改后公开", "2021-03-02", "", "")]
    accept_whole(desk, looked_at(desk, tmp_path, 评估=rows, 论文=papers))
    told, db = register(name), desk.workspace.db
    assert told.old is not None
    every = stored.read_many(db, told, list_ids(db, told))
    for state in told.states.states:
        held = [each for each in every if each.state == state.code]
        live = [each for each in held if not told.old.is_history(each, desk.started_on())]
        assert agenda.count_waiting(db, told, state.code, desk.started_on()) == len(live)
    assert any(told.old.is_history(each, desk.started_on()) for each in every)
