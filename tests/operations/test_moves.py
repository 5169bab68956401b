"""The whole way of a disclosure from draft to closed: each gate shut once, then open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from ipdesk.model.errors import Incomplete, NotFound, NotPermitted, Stale, WrongValue
from ipdesk.operations import reading, records
from ipdesk.operations.desk import Desk
from tests.conftest import SetClock
from tests.operations.cases import (
    DETERMINATION,
    DISCLOSURES,
    PROJECTS,
    SECRECY,
    add_disclosure,
    bring_to,
    disclosure,
    held,
    project,
    said,
    state_of_store,
)


def move(desk: Desk, number: str, target: str, reason: str = "") -> None:
    """Move a disclosure."""
    records.move(desk, DISCLOSURES, number, target, reason=reason)


def state(desk: Desk, number: str) -> str:
    """Return the state of a disclosure."""
    return reading.show(desk, DISCLOSURES, number).record.state


def stopped(desk: Desk, number: str, target: str) -> str:
    """Assert that a move is refused as incomplete and writes nothing; return what was said."""
    before, was = state_of_store(desk), state(desk, number)
    with pytest.raises(Incomplete) as refused:
        move(desk, number, target)
    assert state_of_store(desk) == before
    assert state(desk, number) == was
    text = said(refused.value)
    assert "Nothing was changed" in text
    assert "Do this first:" in text
    return text


def test_the_whole_way_with_every_gate_shut_once(desk: Desk) -> None:
    number = records.add(desk, DISCLOSURES, [{"title": "一种空间相机低温热链组件"}])[0].number
    text = stopped(desk, number, "submitted")
    for label in ("Level", "Unit", "Submitted on", "Completed on", "Types of achievement", "Inventors"):
        assert label in text
    records.change(desk, DISCLOSURES, number, disclosure())
    move(desk, number, "submitted")
    move(desk, number, "secrecy-check")

    assert "The secrecy check is not recorded" in stopped(desk, number, "completeness")
    records.change(desk, DISCLOSURES, number, dict(SECRECY))
    move(desk, number, "completeness")

    assert "service achievement" in stopped(desk, number, "accepted")
    records.change(desk, DISCLOSURES, number, {**DETERMINATION, "notice_sent_on": ""})
    move(desk, number, "accepted")
    move(desk, number, "assessment")

    text = stopped(desk, number, "closed")
    assert "Outcome" in text
    assert "Closed on" in text
    assert "notice" in text
    records.change(
        desk,
        DISCLOSURES,
        number,
        {"outcome": "patent", "closed_on": "2026-03-05", "notice_sent_on": "2026-03-05"},
    )
    move(desk, number, "closed")
    assert state(desk, number) == "closed"
    acts = [(each.actor, each.act) for each in records.history(desk, DISCLOSURES, number)]
    assert acts[0] == ("李明", "move")
    assert acts.count(("李明", "move")) == 6


@pytest.mark.parametrize(
    ("empty", "label"),
    [
        ("secrecy_result", "Result of the secrecy check"),
        ("secrecy_level", "Level found"),
        ("secrecy_basis", "Basis of the result"),
        ("secrecy_checked_by", "Secrecy checked by"),
        ("secrecy_checked_on", "Secrecy checked on"),
    ],
)
def test_nothing_passes_the_secrecy_check_without_who_when_level_and_basis(
    empty: str, label: str, desk: Desk
) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "secrecy-check")
    records.change(desk, DISCLOSURES, number, {**SECRECY, empty: ""})
    assert label in stopped(desk, number, "completeness")
    records.change(desk, DISCLOSURES, number, {empty: SECRECY[empty]})
    move(desk, number, "completeness")


GATES: list[tuple[str, Mapping[str, Any], Mapping[str, Any], str]] = [
    ("completeness", {**SECRECY, "secrecy_level": "public"}, {"secrecy_level": "internal"}, "contradict"),
    (
        "completeness",
        {**SECRECY, "secrecy_result": "classified", "secrecy_level": "secret"},
        dict(SECRECY),
        "ordinary route",
    ),
]


@pytest.mark.parametrize(("target", "wrong", "right", "words"), GATES)
def test_a_result_that_does_not_agree_keeps_the_gate_shut(
    target: str, wrong: Mapping[str, Any], right: Mapping[str, Any], words: str, desk: Desk
) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "secrecy-check")
    records.change(desk, DISCLOSURES, number, dict(wrong))
    assert words in stopped(desk, number, target)
    records.change(desk, DISCLOSURES, number, dict(right))
    move(desk, number, target)


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ({"inventors": [{"name": "单雨桐", "share": "60"}]}, {"inventors": disclosure()["inventors"]}, "100"),
        ({"funding": ["national"], "projects": []}, {"projects": ["KY-2025-003"]}, "No project is named"),
        ({"funding": []}, {"funding": ["own"]}, "No funding source"),
    ],
)
def test_acceptance_waits_for_shares_projects_and_funds(
    wrong: dict[str, Any], right: dict[str, Any], words: str, desk: Desk
) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "completeness")
    records.change(desk, DISCLOSURES, number, {**DETERMINATION, **wrong})
    assert words in stopped(desk, number, "accepted")
    records.change(desk, DISCLOSURES, number, right)
    move(desk, number, "accepted")


def test_the_classified_route_ends_at_the_secrecy_procedure(desk: Desk) -> None:
    number = add_disclosure(desk, level="internal")
    bring_to(desk, number, "secrecy-check")
    with pytest.raises(Incomplete) as refused:
        records.move(desk, DISCLOSURES, number, "closed", reason="移交保密程序")
    assert "Outcome" in said(refused.value)
    found = {
        **SECRECY,
        "secrecy_result": "classified",
        "secrecy_level": "",
        "outcome": "classified",
        "closed_on": "2026-03-05",
    }
    records.change(desk, DISCLOSURES, number, found)
    with pytest.raises(Incomplete) as refused:
        records.move(desk, DISCLOSURES, number, "closed")
    assert "needs a reason" in said(refused.value)
    records.move(desk, DISCLOSURES, number, "closed", reason="移交保密程序")
    assert state(desk, number) == "closed"


def test_an_objection_not_answered_keeps_the_disclosure_open(desk: Desk) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "assessment")
    objection = {"raised_by": "阿依古丽·买买提", "raised_on": "2026-03-05", "content": "份额应为一半"}
    closing = {"outcome": "patent", "closed_on": "2026-03-05", "objections": [objection]}
    records.change(desk, DISCLOSURES, number, closing)
    assert "阿依古丽·买买提" in stopped(desk, number, "closed")
    answered = {**objection, "answer": "经核对维持六四", "answered_on": "2026-03-05"}
    records.change(desk, DISCLOSURES, number, {"objections": [answered]})
    move(desk, number, "closed")


@pytest.mark.parametrize("before", ["submitted", "secrecy-check", "completeness"])
def test_an_instruction_for_rework_stays_as_a_row(before: str, desk: Desk, clock: SetClock) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, before)
    with pytest.raises(Incomplete) as refused:
        move(desk, number, "rework")
    assert "reason" in said(refused.value)
    with pytest.raises(Incomplete):
        move(desk, number, "rework", "  ")
    move(desk, number, "rework", "补充实验记录页码")
    row = held(desk, number).rework[0]
    assert (row.asked_by, row.instruction, row.asked_on.isoformat(), row.done_on) == (
        "李明",
        "补充实验记录页码",
        "2026-03-05",
        None,
    )
    move(desk, number, "submitted")
    clock.forward(days=1)
    move(desk, number, "rework", "再补签字")
    kept = held(desk, number).rework
    assert [each.instruction for each in kept] == ["补充实验记录页码", "再补签字"]


def test_rework_after_the_secrecy_check_asks_for_a_new_one(desk: Desk) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "completeness")
    move(desk, number, "rework", "改写技术方案")
    rows = [
        {"instruction": "改写技术方案", "asked_by": "李明", "asked_on": "2026-03-05", "done_on": "2026-03-06"}
    ]
    records.change(desk, DISCLOSURES, number, {"solution": "改为银带。", "rework": rows})
    move(desk, number, "submitted")
    move(desk, number, "secrecy-check")
    assert "reworked after the secrecy check" in stopped(desk, number, "completeness")
    records.change(desk, DISCLOSURES, number, {"secrecy_checked_on": "2026-03-06"})
    move(desk, number, "completeness")


@pytest.mark.parametrize("before", ["draft", "submitted", "accepted", "closed"])
def test_a_withdrawn_record_comes_back_to_where_it_was(before: str, desk: Desk) -> None:
    number = add_disclosure(desk)
    if before != "draft":
        bring_to(desk, number, before)
    with pytest.raises(Incomplete):
        records.withdraw(desk, DISCLOSURES, number, " ")
    records.withdraw(desk, DISCLOSURES, number, "与另一件重复")
    assert state(desk, number) == "withdrawn"
    assert len(reading.list_ids(desk, DISCLOSURES)) == 0
    assert reading.counts(desk)[0][1] == 0
    with pytest.raises(Incomplete) as refused:
        records.change(desk, DISCLOSURES, number, {"unit": "别处"})
    assert "Reinstate" in said(refused.value)
    with pytest.raises(Incomplete) as refused:
        records.withdraw(desk, DISCLOSURES, number, "再撤")
    assert "already" in said(refused.value)
    sight = reading.show(desk, DISCLOSURES, number)
    assert sight.findings == ()
    assert [step.move.target for step in sight.steps] == [before]
    with pytest.raises(WrongValue) as wrong:
        move(desk, number, "assessment", "跳过去")
    assert before in said(wrong.value)
    with pytest.raises(Incomplete):
        move(desk, number, before)
    move(desk, number, before, "查明不重复")
    assert state(desk, number) == before
    reasons = [(each.values or {}).get("reason") for each in records.history(desk, DISCLOSURES, number)]
    assert reasons[:2] == ["查明不重复", "与另一件重复"]


def test_a_move_that_is_not_there_names_those_that_are(desk: Desk) -> None:
    number = add_disclosure(desk)
    for target in ("accepted", "nowhere", "", "draft"):
        with pytest.raises(WrongValue) as refused:
            move(desk, number, target)
        assert "submitted" in said(refused.value)
    with pytest.raises(NotFound):
        move(desk, "PL-1999-0001", "submitted")


def test_a_move_may_name_the_revision_it_was_decided_on(desk: Desk) -> None:
    number = add_disclosure(desk)
    records.change(desk, DISCLOSURES, number, {"unit": "第二研究室"})
    with pytest.raises(Stale):
        records.move(desk, DISCLOSURES, number, "submitted", revision=1)
    records.move(desk, DISCLOSURES, number, "submitted", revision=2)


def test_a_reviewer_records_the_result_and_nothing_else(desk: Desk, as_user: Callable[..., Desk]) -> None:
    reviewer = as_user("reviewer")
    number = add_disclosure(desk)
    bring_to(desk, number, "secrecy-check")
    others: list[dict[str, Any]] = [{"title": "别名"}, {"inventors": []}, {"solution": ""}, {"projects": []}]
    for values in others:
        with pytest.raises(NotPermitted) as refused:
            records.change(reviewer, DISCLOSURES, number, values)
        assert "rework" in said(refused.value)
    records.change(reviewer, DISCLOSURES, number, {**SECRECY, "level": "internal"})
    records.move(reviewer, DISCLOSURES, number, "completeness")
    with pytest.raises(NotPermitted):
        records.change(reviewer, DISCLOSURES, number, {"secrecy_basis": "改口"})
    with pytest.raises(NotPermitted):
        records.move(reviewer, DISCLOSURES, number, "accepted")
    assert records.undo(reviewer)[0].number == number
    assert state(desk, number) == "secrecy-check"


def test_moves_are_offered_to_those_who_may_make_them(desk: Desk, as_user: Callable[..., Desk]) -> None:
    number = add_disclosure(desk)
    bring_to(desk, number, "accepted")
    offered = {
        role: [step.move.target for step in reading.show(as_user(role), DISCLOSURES, number).steps]
        for role in ("officer", "reviewer", "reader")
    }
    assert offered == {"officer": ["assessment", "closed"], "reviewer": ["closed"], "reader": []}
    with pytest.raises(NotPermitted) as refused:
        records.move(as_user("reviewer"), DISCLOSURES, number, "assessment")
    assert "IP officer" in said(refused.value)


def test_a_project_goes_its_way_and_back(desk: Desk) -> None:
    number = records.add(desk, PROJECTS, [{"number": "KY-2025-003"}])[0].number
    with pytest.raises(Incomplete) as refused:
        records.move(desk, PROJECTS, number, "running")
    assert "Leader" in said(refused.value)
    records.change(desk, PROJECTS, number, project())
    for target, reason in (
        ("running", ""),
        ("suspended", "等经费"),
        ("running", "经费到位"),
        ("closing", ""),
        ("running", "补做试验"),
        ("closing", ""),
    ):
        records.move(desk, PROJECTS, number, target, reason=reason)
    with pytest.raises(Incomplete) as refused:
        records.move(desk, PROJECTS, number, "closed")
    assert "Closing accepted on" in said(refused.value)
    records.change(desk, PROJECTS, number, {"closed_on": "2026-03-05"})
    records.move(desk, PROJECTS, number, "closed")
    records.move(desk, PROJECTS, number, "closing", reason="漏了清单")
