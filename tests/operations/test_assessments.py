"""Assessments as people make them: opened, answered, decided; what is refused costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.model.errors import Incomplete, NotFound, NotPermitted, Stale, WrongValue
from ipdesk.operations import assessments, reading, records, rule_files
from ipdesk.operations.answers import Given
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.desk import Desk
from ipdesk.registers.assessment_choices import APPLYING, OUTCOMES
from ipdesk.rules.checklist import evaluate
from tests.conftest import SetClock
from tests.operations.assessing import (
    ASSESSMENTS,
    ASSESSORS,
    answer_all,
    answered_case,
    answers_for,
    case,
    decision,
    held_case,
)
from tests.operations.cases import DISCLOSURES, add_disclosure, bring_to, held, said, state_of_store

CODES = [option.code for option in OUTCOMES]


def test_an_accepted_disclosure_is_opened_with_the_list_in_force_and_moves_along(desk: Desk) -> None:
    number = case(desk)
    record = held_case(desk, number)
    disclosure = held(desk, record.disclosure[0])
    assert (number, record.state, disclosure.state) == ("PG-2026-0001", "preparing", "assessment")
    assert record.title == disclosure.title
    assert record.inventors == "单雨桐、阿依古丽·买买提"
    assert record.checklist_version == "2026-11"
    assert (record.gates, record.level) == ("open", disclosure.level)
    records.undo(desk)
    assert held(desk, record.disclosure[0]).state == "accepted"
    assert held_case(desk, number).state == "withdrawn"


def test_what_is_not_accepted_is_not_opened_and_nothing_is_half_done(desk: Desk) -> None:
    ready = add_disclosure(desk)
    bring_to(desk, ready, "accepted")
    draft = add_disclosure(desk)
    before = state_of_store(desk)
    with pytest.raises(Incomplete) as refused:
        assessments.open_assessments(desk, [ready, draft])
    assert draft in said(refused.value)
    assert state_of_store(desk) == before
    assert held(desk, ready).state == "accepted"


def test_a_disclosure_is_assessed_once_at_a_time(desk: Desk) -> None:
    number = case(desk)
    disclosure = held_case(desk, number).disclosure[0]
    with pytest.raises(Incomplete) as refused:
        assessments.open_assessments(desk, [disclosure])
    assert number in said(refused.value)
    records.withdraw(desk, ASSESSMENTS, number, "误立")
    assert assessments.open_assessments(desk, [disclosure])[0].number != number


@pytest.mark.parametrize("outcome", CODES)
def test_the_shipped_list_proposes_each_outcome(desk: Desk, outcome: str) -> None:
    number = answered_case(desk, outcome)
    record = held_case(desk, number)
    assert (record.gates, record.unanswered, record.proposed) == ("passed", 0, outcome)
    found = assessments.reckon(desk, record)
    assert set(found.sheets) == {"王评", "赵评"}
    assert found.newer is None


def test_an_answer_is_of_the_list_or_refused_by_name(desk: Desk) -> None:
    number = case(desk)
    before = state_of_store(desk)
    for item, text in (
        ("secrecy.level", "绝密"),
        ("technical.problem", "6"),
        ("novelty.day", "2026-13-01"),
        ("keine", "yes"),
    ):
        with pytest.raises(WrongValue) as refused:
            assessments.answer(desk, number, {"secrecy.determined": Given("yes"), item: Given(text)})
        assert refused.value.field == item
        assert refused.value.advice is not None
    assert state_of_store(desk) == before
    assert held_case(desk, number).answers == ()


def test_an_answer_is_taken_back_by_an_empty_one_and_undone_as_an_act(desk: Desk) -> None:
    number = case(desk)
    assessments.answer(desk, number, {"secrecy.determined": Given("no", "待定密")})
    assert held_case(desk, number).gates == "failed"
    assert assessments.answer(desk, number, {"secrecy.determined": Given("no", "待定密")}) is None
    assessments.answer(desk, number, {"secrecy.determined": Given("")})
    assert held_case(desk, number).gates == "open"
    records.undo(desk)
    assert (held_case(desk, number).gates, held_case(desk, number).answers[0].note) == ("failed", "待定密")


def test_who_may_not_score_is_told_why_and_nothing_is_recorded(desk: Desk) -> None:
    number = case(desk)
    undeclared = {**ASSESSORS[0], "declared_on": ""}
    partial = {**ASSESSORS[1], "interest": "has"}
    own = {**ASSESSORS[0], "name": "单雨桐"}
    records.change(desk, ASSESSMENTS, number, {"assessors": [undeclared, partial, own]})
    before = state_of_store(desk)
    for name, words in (
        ("王评", "declared"),
        ("赵评", "stands back"),
        ("单雨桐", "inventor"),
        ("无名", "no assessor"),
    ):
        with pytest.raises((Incomplete, WrongValue)) as refused:
            assessments.answer(desk, number, {"technical.problem": Given("3")}, name)
        assert words in said(refused.value)
    assert state_of_store(desk) == before


def test_an_assessor_scores_and_answers_nothing_else(desk: Desk) -> None:
    number = case(desk)
    records.change(desk, ASSESSMENTS, number, {"assessors": ASSESSORS})
    with pytest.raises(WrongValue):
        assessments.answer(desk, number, {"secrecy.level": Given("none")}, "王评")
    assessments.answer(desk, number, {"technical.problem": Given("2")}, "王评")
    assessments.answer(desk, number, {"technical.problem": Given("5")}, "赵评")
    assert held_case(desk, number).spread == 3
    assert assessments.reckon(desk, held_case(desk, number)).ranges == {"technical.problem": (2, 5)}


def test_a_stale_answer_is_refused(desk: Desk) -> None:
    number = case(desk)
    revision = held_case(desk, number).revision
    assessments.answer(desk, number, {"secrecy.determined": Given("yes")})
    with pytest.raises(Stale):
        assessments.answer(desk, number, {"secrecy.determined": Given("no")}, revision=revision)


@pytest.mark.parametrize("outcome", ["file-cn", "supplement"])
def test_a_decision_is_recorded_with_all_that_it_needs(desk: Desk, outcome: str) -> None:
    number = answered_case(desk, outcome)
    assessments.decide(desk, number, decision(assessments.PROPOSED))
    record = held_case(desk, number)
    assert (record.state, record.outcome) == ("decided", outcome)
    assert str(record.lapses_on) == "2027-03-05"
    with pytest.raises(Incomplete):
        assessments.answer(desk, number, {"secrecy.determined": Given("no")})
    records.undo(desk)
    assert (held_case(desk, number).state, held_case(desk, number).outcome) == ("preparing", "")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"decision_reason": ""}, "no reasons"),
        ({"outcome": "publish"}, "The desk proposes"),
        ({"decided_on": "2026-03-04"}, "before the assessment was done"),
        ({"decided_on": "2026-03-06"}, "still to come"),
        ({"approvals": []}, "is not on record"),
        ({"owners": []}, "is not agreed yet"),
        ({"owners": [{"party": "甲", "share": "99.99"}]}, "99.99%"),
        ({"costs": [{"cost": "all", "payer": "researcher", "funds": "fiscal", "share": 100}]}, "fiscal"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_nothing_is_recorded(
    desk: Desk, values: dict[str, Any], words: str
) -> None:
    number = answered_case(desk, "file-cn")
    before, was = state_of_store(desk), held_case(desk, number)
    with pytest.raises(Incomplete) as refused:
        assessments.decide(desk, number, {**decision("file-cn"), **values})
    assert words in said(refused.value)
    assert state_of_store(desk) == before
    assert held_case(desk, number) == was


def test_a_disclosure_that_changed_asks_again(desk: Desk) -> None:
    number = answered_case(desk, "file-cn")
    disclosure = held_case(desk, number).disclosure[0]
    records.change(desk, DISCLOSURES, disclosure, {"effects": "温升再降 2 K。"}, supplement="新数据")
    with pytest.raises(Incomplete) as refused:
        assessments.decide(desk, number, decision("file-cn"))
    assert "changed since" in said(refused.value)
    assert assessments.confirm_disclosure(desk, number) is not None
    assert assessments.confirm_disclosure(desk, number) is None
    assessments.decide(desk, number, decision("file-cn"))
    assert held_case(desk, number).state == "decided"


def test_a_list_that_changed_leaves_the_answers_with_their_own(desk: Desk, tmp_path: Any) -> None:
    number = answered_case(desk, "file-cn")
    known = rule_files.find_rules(desk, CHECKLISTS, "assessment")
    rule_files.export_rules(desk, known, tmp_path / "清单.toml")
    text = (tmp_path / "清单.toml").read_text(encoding="utf-8")
    own = text.replace('version = "2026-11"', 'version = "本所-1"').replace(
        "该成果是否涉及国防利益？", "涉及国防吗？"
    )
    own = own.replace('id = "technical.problem"', 'id = "technical.other"')
    (tmp_path / "清单.toml").write_text(own, encoding="utf-8")
    rule_files.install_rules(desk, tmp_path / "清单.toml")
    found = assessments.reckon(desk, held_case(desk, number))
    assert found.checklist.version == "2026-11"
    assert found.newer is not None and found.newer.version == "本所-1"
    assert found.result.missing == ()
    assessments.take_checklist(desk, number)
    again = assessments.reckon(desk, held_case(desk, number))
    assert (again.checklist.version, again.newer) == ("本所-1", None)
    assert [item.id for item in again.result.missing] == ["technical.other"]
    records.undo(desk)
    assert assessments.reckon(desk, held_case(desk, number)).checklist.version == "2026-11"


def test_without_a_list_the_answers_are_safe_and_the_way_on_is_said(desk: Desk) -> None:
    number = case(desk)
    records.change(desk, ASSESSMENTS, number, {"checklist": "0" * 64})
    with pytest.raises(NotFound) as refused:
        assessments.reckon(desk, held_case(desk, number))
    assert "safe" in said(refused.value)
    assessments.take_checklist(desk, number)
    assert assessments.reckon(desk, held_case(desk, number)).result.gates == "open"


def test_a_lapsed_decision_is_not_carried_out(desk: Desk, clock: SetClock) -> None:
    number = answered_case(desk, "publish")
    with pytest.raises(Incomplete):  # the committee has not met
        assessments.decide(desk, number, decision("publish"))
    number = answered_case(desk, "supplement")
    assessments.decide(desk, number, decision("supplement"))
    clock.forward(days=366)
    with pytest.raises(Incomplete) as refused:
        records.move(desk, ASSESSMENTS, number, "carried-out")
    assert "lapsed" in said(refused.value)


def test_what_follows_from_answers_cannot_be_typed(desk: Desk) -> None:
    number = case(desk)
    records.change(desk, ASSESSMENTS, number, {"gates": "passed", "score": 99, "proposed": "file-cn"})
    record = held_case(desk, number)
    assert (record.gates, record.score, record.proposed) == ("open", None, "")


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_others_than_the_officer_do_not_assess(desk: Desk, as_user: Callable[..., Desk], role: str) -> None:
    number = case(desk)
    with pytest.raises(NotPermitted):
        assessments.answer(as_user(role), number, {"secrecy.determined": Given("yes")})


STEPS = st.sampled_from([*(each.code for each in ASSESSMENTS.states.states), "decide", "shut", "open"])


@given(steps=st.lists(STEPS, max_size=10), outcome=st.sampled_from(sorted(APPLYING)))
@settings(max_examples=15)
def test_no_way_leads_to_a_filing_past_a_shut_gate(desk: Desk, steps: list[str], outcome: str) -> None:
    number = answered_case(desk, "file-cn")
    assessments.answer(desk, number, {"ownership.inventors": Given("no")})
    shut = True
    for step in steps:
        try:
            match step:
                case "decide":
                    assessments.decide(desk, number, decision(outcome, departure_reason="无"))
                case "shut" | "open":
                    assessments.answer(
                        desk, number, {"ownership.inventors": Given("no" if step == "shut" else "yes")}
                    )
                    shut = step == "shut"
                case _:
                    records.move(desk, ASSESSMENTS, number, step, reason="无")
        except (Incomplete, WrongValue):
            pass
        record = held_case(desk, number)
        if record.state in ("decided", "carried-out") and record.outcome in APPLYING:
            assert not shut
            assert record.gates == "passed"


def test_the_same_answers_and_version_give_the_same_score(desk: Desk) -> None:
    first, second = answered_case(desk, "file-pct"), case(desk)
    records.change(desk, ASSESSMENTS, second, {"assessors": list(reversed(ASSESSORS))})
    answer_all(desk, second, "file-pct")
    one, two = held_case(desk, first), held_case(desk, second)
    assert (one.score, one.secret_score, one.proposed) == (two.score, two.secret_score, two.proposed)
    checklist = assessments.reckon(desk, one).checklist
    plain = evaluate(checklist, answers_for("file-pct", checklist))
    assert assessments.reckon(desk, one).result.scores == plain.scores, "sheets that agree are as one answer"


def test_an_unsaved_answer_is_reckoned_and_not_kept(desk: Desk) -> None:
    number = case(desk)
    record = held_case(desk, number)
    typed = assessments.with_answers(desk, record, {"secrecy.determined": Given("no")})
    assert assessments.reckon(desk, typed).result.gates == "failed"
    assert held_case(desk, number) == record
    assert reading.show(desk, ASSESSMENTS, number).record == record
    assert replace(typed, answers=()) == record
