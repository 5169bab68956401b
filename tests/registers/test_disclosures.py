"""The disclosure register: its blocks, its way through the states, and what each move waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ipdesk.model.findings import Finding
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import missing
from ipdesk.registers.disclosures import REGISTER, Disclosure
from tests.registers.samples import DISCLOSURE, FACTS, FIRST, found

ORDINARY = ("submitted", "secrecy-check", "completeness", "accepted", "assessment", "closed")


def blocking(record: Disclosure, target: str) -> set[str]:
    """Return what stands between a record and a state, as the ids of findings and missing fields."""
    all_findings: list[Finding] = [*missing(REGISTER, record), *REGISTER.findings(record, FACTS)]
    return {each.field if each.id == "missing" else each.id for each in all_findings if target in each.blocks}


def test_blocks_a_to_j_come_in_order() -> None:
    letters = [group.label[0] for group in REGISTER.groups]
    assert letters == sorted(letters)
    assert set(letters) == set("ABCDEFGHIJ")
    assert REGISTER.groups[0].fields[0] == "level"


def test_only_block_j_is_filled_by_the_office() -> None:
    assert {group.label[0] for group in REGISTER.groups if group.office} == {"J"}
    assert all(group.office for group in REGISTER.groups if group.label[0] == "J")
    assert not REGISTER.office_fields() & {"title", "inventors", "level", "solution"}
    assert {"secrecy_result", "outcome", "supplements", "objections"} <= REGISTER.office_fields()


def test_a_complete_disclosure_has_no_findings() -> None:
    assert found(DISCLOSURE) == {}
    assert list(missing(REGISTER, DISCLOSURE)) == []


def test_a_withdrawn_disclosure_is_left_alone() -> None:
    assert found(Disclosure(state=WITHDRAWN)) == {}


def test_content_is_frozen_from_acceptance_on() -> None:
    frozen = {state.code for state in REGISTER.states.states if state.frozen}
    assert frozen == {"accepted", "assessment", "closed"}
    for move in REGISTER.states.moves:
        assert move.source not in frozen or move.target in frozen, "a supplement, not a way back to editing"


def test_reviewer_or_officer_leads_out_of_the_secrecy_check() -> None:
    moves = REGISTER.states.moves_from("secrecy-check")
    assert {move.target for move in moves} == {"completeness", "rework", "closed"}
    assert all(move.roles == ("reviewer", "officer") for move in moves)


def test_completeness_is_reached_only_through_the_secrecy_check() -> None:
    assert {move.source for move in REGISTER.states.moves if move.target == "completeness"} == {
        "secrecy-check"
    }
    assert {move.source for move in REGISTER.states.moves if move.target == "accepted"} == {
        "completeness",
        "assessment",
    }


def test_rework_wants_a_reason_and_nothing_else_and_leads_back_to_submitted() -> None:
    returns = [move for move in REGISTER.states.moves if move.target == "rework"]
    assert {move.source for move in returns} == {"submitted", "secrecy-check", "completeness"}
    assert all(move.reason and move.unchecked for move in returns)
    assert [move.target for move in REGISTER.states.moves_from("rework")] == ["submitted"]
    assert blocking(Disclosure(), "rework") == set()


@pytest.mark.parametrize("target", ORDINARY)
def test_nothing_stands_in_the_way_of_a_complete_disclosure(target: str) -> None:
    assert blocking(DISCLOSURE, target) == set()


def test_submission_waits_for_the_required_fields() -> None:
    wanted = {"level", "title", "unit", "submitted", "completed", "types", "inventors"}
    assert blocking(Disclosure(), "submitted") == wanted


def test_an_inventor_without_a_name_blocks_submission() -> None:
    record = replace(DISCLOSURE, inventors=(replace(FIRST, name=""),))
    assert "inventors[0].name" in blocking(record, "submitted")


def test_acceptance_waits_for_what_the_completeness_check_looks_at() -> None:
    bare = Disclosure(
        level="internal",
        title="一种热链",
        unit="一室",
        submitted=date(2026, 10, 20),
        completed=date(2026, 9, 30),
        types=("invention",),
        inventors=(replace(FIRST, share=None, contribution=""),),
        secrecy_result="internal",
        secrecy_level="internal",
        secrecy_basis="一览表未列",
        secrecy_checked_by="曾广生",
        secrecy_checked_on=date(2026, 10, 23),
    )
    assert blocking(bare, "completeness") == set()
    lacking = {"inventors-shares", "contribution-missing", "funding-missing", "determination-missing"}
    assert blocking(bare, "accepted") == lacking


def test_closing_waits_for_outcome_and_date() -> None:
    record = replace(DISCLOSURE, outcome="", closed_on=None)
    assert blocking(record, "closed") == {"outcome", "closed_on"}
    assert blocking(record, "assessment") == set()


def metadata_only(**values: Any) -> Disclosure:
    """Return a disclosure found classified in the secrecy check, with nothing but metadata."""
    record = Disclosure(
        state="secrecy-check",
        level="classified",
        title="代号甲成果",
        title_coded=True,
        unit="一室",
        submitted=date(2026, 10, 20),
        completed=date(2026, 9, 30),
        types=("other",),
        inventors=(replace(FIRST, contribution="", role="", share=None),),
        secrecy_result="classified",
        secrecy_basis="一览表第三项",
        secrecy_checked_by="曾广生",
        secrecy_checked_on=date(2026, 10, 23),
        outcome="classified",
        closed_on=date(2026, 10, 24),
    )
    return replace(record, **values)


def test_a_classified_disclosure_closes_on_the_classified_route_and_goes_nowhere_else() -> None:
    assert blocking(metadata_only(), "closed") == set()
    for target in ("completeness", "accepted", "assessment"):
        assert "secrecy-classified" in blocking(metadata_only(), target)
    assert blocking(metadata_only(), "submitted") == set()


def test_the_classified_route_is_no_way_around_assessment() -> None:
    """The reviewer's short way out of the secrecy check needs a classified result."""
    ordinary = replace(DISCLOSURE, state="secrecy-check")
    assert blocking(ordinary, "closed") == {"outcome-unassessed"}
    assert blocking(replace(ordinary, outcome="classified"), "closed") == {"outcome-secrecy"}
    assert blocking(metadata_only(secrecy_result=""), "closed") >= {
        "outcome-secrecy",
        "secrecy-result-missing",
    }
    assert "outcome" in blocking(metadata_only(outcome=""), "closed")


def test_facts_tell_nothing_of_the_content() -> None:
    told = REGISTER.facts(DISCLOSURE)
    assert told["outcome"] == "patent"
    assert not {DISCLOSURE.solution, DISCLOSURE.problem, DISCLOSURE.features} & set(told.values())
