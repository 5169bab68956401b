"""What answers amount to: exact, whatever their order, and nothing past a knock-out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.checklist import NOT_APPLICABLE, TOTAL, Checklist, Item, evaluate, unfit_answers
from ipdesk.rules.checklist_files import read_checklist
from tests.rules.lists import ALL_WELL, trial
from tests.rules.lists import TRIAL as TRIAL_TEXT

TRIAL = trial()


def possible(item: Item) -> list[str]:
    """Return answers to a question: all there are, or a few; unfit ones and none among them."""
    found = {
        "yes-no": ["yes", "no"],
        "score": [str(score) for score in range(6)],
        "choice": [option.code for option in item.options],
        "day": ["2026-02-28"],
        "text": ["一句话"],
        "evidence": ["检索报告.pdf"],
    }[item.kind]
    return [*found, *([NOT_APPLICABLE] if item.may_not_apply else [])]


def answered(checklist: Checklist) -> st.SearchStrategy[dict[str, str]]:
    """Return any answers to a list, some left open and some unfit."""
    each = {
        item.id: st.sampled_from([*possible(item), *possible(item), "", "unfit"]) for item in checklist.items
    }
    return st.fixed_dictionaries({}, optional=each)


def test_scores_are_exact_weighted_shares() -> None:
    found = evaluate(
        TRIAL,
        ALL_WELL | {"worth.novel": "4", "worth.whole": "no", "market.demand": "5", "market.size": "small"},
    )
    assert found.scores["worth"] == Fraction(100 * 2 * 4, 5 * 3)
    assert found.scores["market"] == Fraction(100 * (1 + Fraction(3, 4)), 4)
    assert (
        found.scores[TOTAL]
        == Fraction(60, 100) * found.scores["worth"] + Fraction(40, 100) * found.scores["market"]
    )
    assert found.scores["secret"] == 0, "a test stands apart from the total, and here no is the good answer"
    assert "gate" not in found.scores
    assert found.missing == ()


def test_what_does_not_apply_weighs_nothing() -> None:
    with_it = evaluate(TRIAL, ALL_WELL | {"worth.novel": "3", "worth.whole": "na"})
    assert with_it.scores["worth"] == 60


def test_a_knock_out_stops_the_scoring_and_says_what_clears_it() -> None:
    found = evaluate(TRIAL, ALL_WELL | {"gate.reviewed": "no"})
    assert [each.id for each in found.failed] == ["gate.reviewed"]
    assert (found.scores, found.proposal) == ({}, None)
    assert found.failed[0].clears.zh == "先办。"


def test_a_question_is_asked_while_its_condition_holds_and_is_asked_itself() -> None:
    ids = [each.id for each in TRIAL.asked({"gate.reviewed": "no", "market.demand": "5"})]
    assert "gate.level" not in ids
    assert "market.size" in ids
    # An answer left over from before counts for nothing once its question is not asked any more.
    found = evaluate(TRIAL, ALL_WELL | {"market.demand": "3", "market.size": "small"})
    assert found.scores["market"] == 60


def test_a_proposal_goes_by_what_is_asked_and_not_by_an_answer_left_over() -> None:
    text = TRIAL_TEXT.replace(
        'outcome = "file-cn"', 'outcome = "file-cn"\nwhen = [ { item = "market.size", is = ["small"] } ]'
    )
    left_over = ALL_WELL | {"market.demand": "3", "market.size": "small"}
    proposal = evaluate(read_checklist("x.toml", text), left_over).proposal
    assert proposal is not None
    assert proposal.outcome == "none"


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({}, "file-cn"),
        ({"worth.novel": "0", "secret.seen": "no"}, "technical-secret"),
        ({"worth.novel": "0", "worth.whole": "no"}, "none"),
    ],
)
def test_the_first_proposal_that_fits_is_made(changed: dict[str, str], outcome: str) -> None:
    proposal = evaluate(TRIAL, ALL_WELL | changed).proposal
    assert proposal is not None
    assert proposal.outcome == outcome


def test_nothing_is_proposed_while_a_question_is_open() -> None:
    found = evaluate(TRIAL, {name: answer for name, answer in ALL_WELL.items() if name != "worth.note"})
    assert [each.id for each in found.missing] == ["worth.note"]
    assert found.proposal is None
    assert TOTAL in found.scores, "what can be told so far is told"


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("gate.reviewed", "maybe"), ("gate.reviewed", "na"), ("worth.novel", "6"), ("worth.novel", "3.5"),
        ("worth.novel", "３"), ("market.size", "huge"), ("secret.since", "2026-02-30"), ("secret.since", "20260228"),
        ("worth.note", "  "), ("nothing.here", "yes"),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_named_and_counts_as_open(name: str, answer: str) -> None:
    answers = ALL_WELL | {name: answer}
    assert unfit_answers(TRIAL, answers) == {name: answer}
    without = {key: held for key, held in answers.items() if key != name}
    assert evaluate(TRIAL, answers) == evaluate(TRIAL, without)


@given(answered(TRIAL), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(answers: dict[str, str], random: object) -> None:
    names = list(answers)
    random.shuffle(names)  # type: ignore[attr-defined]  # a Random
    assert evaluate(TRIAL, {name: answers[name] for name in names}) == evaluate(trial(), answers)


@given(answered(TRIAL))
def test_scores_lie_within_bounds_and_no_proposal_passes_a_knock_out(answers: dict[str, str]) -> None:
    found = evaluate(TRIAL, answers)
    assert all(0 <= score <= 100 for score in found.scores.values())
    if answers.get("gate.reviewed") != "yes" or answers.get("gate.level") != "none":
        assert found.proposal is None
    if found.proposal is not None:
        assert not found.missing
        assert not found.failed


@given(answered(TRIAL))
def test_a_better_answer_never_lowers_the_total(answers: dict[str, str]) -> None:
    before = evaluate(TRIAL, answers | {"worth.novel": "2"}).scores.get(TOTAL)
    after = evaluate(TRIAL, answers | {"worth.novel": "4"}).scores.get(TOTAL)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after > before
