"""Marking: two parts, each with an order; a document takes the highest of each."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.marking import (
    HANDLING_LABELS,
    HANDLING_LEVELS,
    LIMITS,
    STATE_LEVELS,
    STATE_OPTIONS,
    STATE_WORDS,
    Limit,
    Marking,
    highest,
)

MARKINGS = st.builds(
    Marking,
    state=st.sampled_from(STATE_LEVELS),
    term=st.sampled_from(["", "10年", "6个月", "长期", "2030年1月1日"]) | st.text(max_size=5),
    decision=st.sampled_from(["", "定密〔2026〕1号"]),
    handling=st.sampled_from(HANDLING_LEVELS),
    unclear=st.booleans(),
)


def test_each_limit_lets_in_what_is_not_above_it() -> None:
    for state, handling in itertools.product(STATE_LEVELS, HANDLING_LEVELS):
        marking = Marking(state=state, handling=handling)
        within = {name for name, limit in LIMITS.items() if marking.within(limit)}
        for name, limit in LIMITS.items():
            fits = STATE_LEVELS.index(state) <= STATE_LEVELS.index(limit.state)
            fits &= HANDLING_LEVELS.index(handling) <= HANDLING_LEVELS.index(limit.handling)
            assert (name in within) == fits
    assert not Marking(handling="internal").within(LIMITS["public"])
    assert not Marking(state="secret", handling="public").within(LIMITS["technical-secret"])


def test_what_is_unclear_is_above_every_limit() -> None:
    assert not any(Marking(handling="public", unclear=True).within(limit) for limit in LIMITS.values())
    assert Marking().within(Limit())


def test_a_star_stands_only_on_a_recorded_decision() -> None:
    assert Marking(state="secret", term="10年").banner() == ""
    assert Marking(decision="定密〔2026〕1号").banner() == ""
    assert Marking(state="secret", term="10年", decision="x").banner() == "秘密★10年"
    assert Marking(state="confidential", decision="x").banner() == "机密★"
    assert Marking(state="top-secret", term="长期", decision="x").banner() == "绝密★长期"


@given(st.lists(MARKINGS, max_size=5))
def test_a_document_is_marked_as_its_highest_part(markings: list[Marking]) -> None:
    made = highest(markings)
    for each in markings:
        assert STATE_LEVELS.index(made.state) >= STATE_LEVELS.index(each.state)
        assert HANDLING_LEVELS.index(made.handling) >= HANDLING_LEVELS.index(each.handling)
        assert made.unclear >= each.unclear
    if markings:
        assert made.state in {each.state for each in markings}
        assert made.handling in {each.handling for each in markings}
        top = [each for each in markings if each.state == made.state]
        assert made.term in ("", *(each.term for each in top))
        for limit in LIMITS.values():
            assert made.within(limit) == all(each.within(limit) for each in markings)
    else:
        assert made == Marking(handling="public")


LONGER = [
    ("9年6个月", "9年"),
    ("10年", "9年6个月"),
    ("1年", "6个月"),
    ("6个月", "5个月"),
    ("30年", "１０年"),
    ("20 年", "10年"),
    ("20", "10年"),
    ("长期", "30年"),
    ("2050年1月1日", "30年"),
    ("任务完成前", "30年"),
    ("长期", "任务完成前"),
    ("5²年", "30年"),
]


@pytest.mark.parametrize(("longer", "shorter"), LONGER)
def test_the_longest_term_of_the_highest_level_is_borne(longer: str, shorter: str) -> None:
    both = [Marking(state="secret", term=term, decision="x") for term in (shorter, longer)]
    assert highest(both).term == longer
    assert highest(both[::-1]).term == longer
    assert highest([*both, Marking(state="confidential", term="1年", decision="y")]).term == "1年"


def test_every_level_has_its_words() -> None:
    assert set(STATE_WORDS) == {each.code for each in STATE_OPTIONS} == set(STATE_LEVELS) - {""}
    assert set(HANDLING_LABELS) == set(HANDLING_LEVELS)
    for option in STATE_OPTIONS:
        assert STATE_WORDS[option.code] in option.aliases
