"""One decision for several assessments: each gets what it needs of it, and keeps what it has."""

from __future__ import annotations

import pytest

from ipdesk.gui.case_decision import (
    Decision,
    Signing,
    departs,
    is_whole,
    lacks_terms,
    steps_needed,
    values_for,
)
from ipdesk.gui.cases import Case, read_cases
from ipdesk.operations import records
from ipdesk.operations.assessments import PROPOSED
from ipdesk.operations.desk import Desk
from tests.operations.assessing import APPROVALS, ASSESSMENTS, answered_case, case

BY = {step: Signing("钱主任", "2026-03-05", True) for step in ("classifier", "unit-head", "ip-leader")}


def one(desk: Desk, number: str) -> Case:
    """Return an assessment as the page holds it."""
    return read_cases(desk, [number])[0]


def test_only_what_is_lacking_is_given(filled_desk: Desk) -> None:
    number = answered_case(filled_desk, "file-cn")
    records.change(filled_desk, ASSESSMENTS, number, {"revenues": [], "approvals": APPROVALS[1:2]})
    held = one(filled_desk, number)
    needed = steps_needed(held, PROPOSED)
    assert "unit-head" not in needed
    assert "ip-leader" in needed
    assert lacks_terms(held, PROPOSED) == ("revenues",)
    terms = {"revenues": [{"party": "laboratory", "share": "100"}], "owners": []}
    values = values_for(held, Decision(outcome=PROPOSED, reasons="理由", signings=BY, terms=terms))
    signed = values["approvals"]
    assert isinstance(signed, list)
    assert [row["step"] for row in signed] == ["unit-head", *needed]
    assert "owners" not in values
    assert values["revenues"] == terms["revenues"]
    assert "departure_reason" not in values


def test_a_decision_of_ones_own_gives_its_reason_only_where_it_departs(filled_desk: Desk) -> None:
    same, other, nothing = (
        answered_case(filled_desk, "none"),
        answered_case(filled_desk, "file-cn"),
        case(filled_desk),
    )
    decision = Decision(outcome="none", reasons="理由", otherwise="已公开")
    given = [values_for(one(filled_desk, number), decision) for number in (same, other, nothing)]
    assert [each.get("departure_reason") for each in given] == [None, "已公开", None]
    assert [departs(one(filled_desk, each), PROPOSED) for each in (same, other, nothing)] == [False] * 3
    assert steps_needed(one(filled_desk, nothing), PROPOSED) == ()
    assert lacks_terms(one(filled_desk, other), "none") == ()


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (["100", ""], True),
        (["33.3333", "66.6667"], True),
        (["50", "50.0001"], False),
        (["60%", "40％"], True),
        (["", ""], False),
        (["viel", "50"], False),
        (["-10", "110"], False),
    ],
)
def test_shares_are_exactly_the_whole_or_not(texts: list[str], whole: bool) -> None:
    assert is_whole(texts) is whole
