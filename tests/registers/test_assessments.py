"""The register of assessments: its states, what it notices, what follows from the answers, and what never passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.findings import Linked
from ipdesk.model.record import WITHDRAWN
from ipdesk.registers.answered import Answer
from ipdesk.registers.assessment_choices import HOLDING, OUTCOMES
from ipdesk.registers.assessment_findings import SOON
from ipdesk.registers.assessment_rows import Approval, Assessor, CostShare, OwnerShare, RevenueShare
from ipdesk.registers.assessments import REGISTER, Assessment, settled, sheets_of
from tests.registers.samples import (
    ASSESSMENT,
    DISCLOSED,
    OFFICE,
    SCORED_ON,
    TODAY,
    Pair,
    check,
    found,
    scored,
    with_facts,
)
from tests.rules.lists import trial

FIRST, SECOND = ASSESSMENT.assessors
HEAD, LEADER = ASSESSMENT.approvals
FLOOR = Decimal(50)  # percent of the net income from a licence, as the rule file of floors has it


def disclosure(state: str = "assessment", **facts: str) -> dict[str, Any]:
    """Return facts in which the disclosure tells something else."""
    linked = Linked(DISCLOSED.number, DISCLOSED.title, state, {**DISCLOSED.facts, **facts})
    return {"facts": with_facts(linked={("disclosures", DISCLOSED.number): linked})}


def opened(register: str, state: str = "ordered") -> dict[str, Any]:
    """Return facts in which a record of another register links to the assessment."""
    linked = {
        ("disclosures", DISCLOSED.number): DISCLOSED,
        (register, "1"): Linked("1", "热链", state),
    }
    return {"facts": with_facts(linked=linked)}


def answers(**changed: str) -> tuple[Answer, ...]:
    """Return the answers with some of the office changed; the dots of an item are underscores here."""
    other = {name.replace("_", "."): answer for name, answer in changed.items()}
    kept = [each for each in ASSESSMENT.answers if each.by or each.item not in other]
    return (*kept, *(Answer(item=name, answer=answer) for name, answer in other.items() if answer))


def costs(*rows: tuple[str, str, str, int | None]) -> dict[str, Any]:
    """Return cost rows of payer, funds, cost and share."""
    made = (
        CostShare(payer=payer, funds=funds, cost=cost, share=None if share is None else Decimal(share))
        for payer, funds, cost, share in rows
    )
    return {"costs": tuple(made)}


def lapsing(days: int) -> dict[str, Any]:
    """Return a decision that lapses so many days from now; the list lets it stand for twelve months."""
    day = date(TODAY.year - 1, TODAY.month, TODAY.day) + timedelta(days)
    return {"state": "decided", "decided_on": day, "opened_on": None, "outcome": "publish"}


def met(**facts: str) -> dict[str, Any]:
    """Return facts in which the committee met and resolved to release the right, with some told otherwise."""
    told = {"signed": "yes", f"{ASSESSMENT.number}.outcome": "release", **facts}
    linked = {
        ("disclosures", DISCLOSED.number): DISCLOSED,
        ("meetings", "HY-2026-001"): Linked("HY-2026-001", "第一次会议", "signed", told),
    }
    return {"facts": with_facts(linked=linked), "meeting": ("HY-2026-001",)}


# Something for the committee, by an approval that the list asks for.
RELEASED: dict[str, Any] = {"outcome": "release", "departure_reason": "完成人愿意自行申请。"}
SHUT = {"answers": answers(gate_reviewed="no")}
OPEN_GATE = {"answers": answers(gate_reviewed="")}
CLASSIFIED = disclosure(level="classified", classification="secret")
BEGAN = date(2026, 11, 1)
BROUGHT: dict[str, Any] = {
    "facts": with_facts(started=BEGAN), "state": "decided", "checklist": "", "answers": (), "gates": "",
    "decided_on": BEGAN - timedelta(1),
}  # fmt: skip
PAIRS: tuple[Pair, ...] = (
    ("decided-elsewhere", BROUGHT, {**BROUGHT, "decided_on": BEGAN}),
    ("decided-elsewhere", {**BROUGHT, "state": "preparing"}, {**BROUGHT, "state": "preparing", "created": "2026-11-02T00:00:00Z"}),
    ("follow-up-missing", BROUGHT, {**BROUGHT, "outcome": "none"}),
    ("disclosure-missing", {"disclosure": ()}, {}),
    ("disclosure-gone", disclosure(WITHDRAWN), {}),
    ("disclosure-changed", disclosure(content="1" * 32), {**disclosure(content="1" * 32), "state": "decided"}),
    ("checklist-missing", {"checklist": ""}, {}),
    ("gate-shut", SHUT, {"answers": answers(gate_reviewed="yes")}),
    ("gates-open", OPEN_GATE, SHUT),
    ("answers-missing", {"answers": OFFICE}, OPEN_GATE),
    (
        "scores-apart",
        {"answers": (*OFFICE, *scored("王评", worth_novel="1"), *scored("赵评", worth_novel="4"))},
        {"answers": (*OFFICE, *scored("王评", worth_novel="2"), *scored("赵评", worth_novel="4"))},
    ),
    ("assessor-inventor", {"assessors": (replace(FIRST, name="单雨桐"), SECOND)}, {}),
    ("interest-undeclared", {"assessors": (replace(FIRST, declared_on=None), SECOND)}, {}),
    ("assessor-recused", {"assessors": (replace(FIRST, interest="has"), SECOND)}, {}),
    (
        "assessor-silent",
        {"assessors": (FIRST, SECOND, Assessor(name="周评"))},
        {"assessors": (FIRST, SECOND, Assessor(name="周评")), "state": "scoring"},
    ),
    ("assessor-twice", {"assessors": (FIRST, FIRST, SECOND)}, {}),
    ("answer-of-nobody", {"assessors": (FIRST,)}, {}),
    ("assessors-few", {"assessors": (FIRST,)}, {"assessors": (FIRST,), "state": "decided"}),
    ("decision-due", {"due_on": TODAY}, {"due_on": TODAY, "state": "decided"}),
    (
        "follow-up-missing",
        {"state": "decided"},
        {"state": "decided", **opened("patents")},
    ),
    ("decision-lapsed", lapsing(-1), lapsing(0)),
    ("decision-lapses", lapsing(SOON), lapsing(SOON + 1)),
    ("terms-missing", {"owners": ()}, {"owners": (), "outcome": "none", "departure_reason": "无"}),
    (
        "split-sum",
        {"owners": (OwnerShare(party="甲", share=Decimal("99.9999")),)},
        {"owners": (OwnerShare(party="甲", share=Decimal("99.9999")), OwnerShare(party="乙", share=Decimal("0.0001")))},
    ),
    (
        "fiscal-for-researcher",
        costs(("researcher", "fiscal", "all", 100)),
        costs(("researcher", "private", "all", 100)),
    ),
    ("funds-unknown", costs(("researcher", "", "all", 100)), costs(("researcher", "private", "all", 100))),
    (
        "below-floor",
        {"revenues": (RevenueShare(party="contributors", share=FLOOR - 1), RevenueShare(party="laboratory", share=FLOOR + 1))},
        {"revenues": (RevenueShare(party="contributors", share=FLOOR), RevenueShare(party="laboratory", share=FLOOR))},
    ),
    (
        "departure-unexplained",
        {"outcome": "publish"},
        {"outcome": "publish", "departure_reason": "对手即将公开。"},
    ),
    ("decision-day", {"decided_on": SCORED_ON - timedelta(1)}, {"decided_on": SCORED_ON}),
    ("approval-missing", {"approvals": (LEADER,)}, {}),
    ("approval-refused", {"approvals": (HEAD, replace(LEADER, opinion="disagree"))}, {}),
    ("approver-inventor", {"approvals": (HEAD, replace(LEADER, name="单雨桐"))}, {}),
    ("committee-missing", {**RELEASED, **met(signed="no")}, {**RELEASED, **met()}),
    ("outcome-classified", CLASSIFIED, {**CLASSIFIED, "outcome": "defence-patent"}),
    (
        "classifier-approval",
        {**CLASSIFIED, "outcome": "defence-patent"},
        {**CLASSIFIED, "outcome": "defence-patent", "classifier_approval": "密批〔2026〕1号"},
    ),
)  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(ASSESSMENT, pair)
    assert finding.clears is not None
    assert bool(finding.blocks) == (finding.severity == "block")


def test_a_whole_assessment_has_no_findings() -> None:
    assert found(ASSESSMENT) == {}


def test_a_withdrawn_assessment_is_left_alone() -> None:
    assert found(Assessment(state=WITHDRAWN, outcome="file-cn")) == {}


def test_what_follows_from_the_answers_is_worked_out() -> None:
    wrong = replace(
        ASSESSMENT, gates="failed", score=Decimal(3), proposed="none", approvals_needed=("committee",)
    )
    made, result = settled(wrong, trial())
    assert result is not None
    # worth: (2 * 9/10 + 1) / 3 = 14/15 of 60; market: 3/5 of 40
    assert (made.gates, made.unanswered, made.score, made.spread) == ("passed", 0, Decimal("80.00"), 1)
    assert (made.proposed, made.secret_score) == ("file-cn", Decimal("0.00"))
    assert made.approvals_needed == ("unit-head", "ip-leader")
    assert made.lapses_on == date(2027, 11, 14)


def test_without_its_list_nothing_is_passed() -> None:
    made, result = settled(replace(ASSESSMENT, gates="passed", proposed="file-cn"), None)
    assert result is None
    assert (made.gates, made.score, made.proposed, made.lapses_on) == ("open", None, "", None)


def test_scores_count_of_assessors_alone_who_declared_and_stand_back_from_nothing() -> None:
    assert set(sheets_of(ASSESSMENT)) == {"王评", "赵评"}
    for changed in (
        {"interest": "has"},
        {"interest": ""},
        {"declared_on": None},
        {"name": "单雨桐"},
        {"name": "无"},
    ):
        other: Any = replace(FIRST, **changed)
        assert set(sheets_of(replace(ASSESSMENT, assessors=(other, SECOND)))) == {"赵评"}


def test_each_cost_is_split_by_itself() -> None:
    whole = costs(("laboratory", "own", "filing", 100), ("co-owner", "partner", "agency", 100))
    assert "split-sum" not in found(ASSESSMENT, **whole)
    across = costs(("laboratory", "own", "filing", 60), ("co-owner", "partner", "agency", 40))
    assert "split-sum" in found(ASSESSMENT, **across)


def test_giving_up_asks_for_the_declaration_of_everybody_who_approved() -> None:
    given_up = {"outcome": "release", "departure_reason": "完成人愿意自行申请。"}
    assert "approvals-missing" not in found(ASSESSMENT, **given_up)
    silent = (HEAD, replace(LEADER, no_gain=None))
    assert (
        found(ASSESSMENT, approvals=silent, **given_up)["approvals-missing"].field == "approvals[1].no_gain"
    )
    assert "approvals-missing" not in found(ASSESSMENT, approvals=silent)


@pytest.mark.parametrize("outcome", [option.code for option in OUTCOMES])
def test_what_is_top_secret_leaves_on_no_way(outcome: str) -> None:
    secret = disclosure(level="classified", classification="top-secret")
    noticed = found(ASSESSMENT, outcome=outcome, departure_reason="密级。", **secret)
    assert ("outcome-classified" in noticed) == (outcome not in HOLDING)


@pytest.mark.parametrize("outcome", [option.code for option in OUTCOMES])
def test_a_shut_gate_lets_nothing_be_decided_by_which_something_leaves(outcome: str) -> None:
    blocked = found(ASSESSMENT, outcome=outcome, departure_reason="无", **SHUT)["gate-shut"].blocks
    assert ("decided" in blocked) == (outcome not in HOLDING)
    assert "scoring" in blocked


shares = st.lists(st.decimals(0, 100, places=4) | st.none(), min_size=1, max_size=6)


@given(shares)
def test_no_split_but_the_whole_passes(given_shares: list[Decimal | None]) -> None:
    noticed = found(ASSESSMENT, owners=tuple(OwnerShare(party="甲", share=each) for each in given_shares))
    whole = None not in given_shares and sum(each for each in given_shares if each is not None) == 100
    assert ("split-sum" in noticed) == (not whole)


@given(st.permutations(ASSESSMENT.answers), st.permutations(ASSESSMENT.assessors))
def test_neither_the_order_of_answers_nor_that_of_assessors_matters(
    order: list[Answer], people: list[Assessor]
) -> None:
    made, _ = settled(replace(ASSESSMENT, answers=tuple(order), assessors=tuple(people)), trial())
    plain, _ = settled(ASSESSMENT, trial())
    for name in ("score", "secret_score", "proposed", "gates", "unanswered", "spread", "approvals_needed"):
        assert getattr(made, name) == getattr(plain, name)


def test_no_unchecked_move_leads_to_a_decision() -> None:
    assert not [
        move for move in REGISTER.states.moves if move.target in ("decided", "carried-out") and move.unchecked
    ]


def test_an_approval_by_name_is_not_one_without_its_day() -> None:
    undated = Approval(step="unit-head", name="钱主任", opinion="agree")
    assert "approval-missing" in found(ASSESSMENT, approvals=(undated, LEADER))
