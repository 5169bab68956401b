"""Equal runs: what two passages say in the same words, in places that are exact."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.equal_runs import equal_runs
from ipdesk.screening.normal import normal

TEXTS = st.text(alphabet="热链铜带冷端ab 1，㎜é", max_size=60)


def said(one: str, other: str) -> list[str]:
    return [one[run.start : run.end] for run in equal_runs(one, other)]


def test_runs_are_found_whatever_their_order_and_dress() -> None:
    one = "设计飞行器控制器；仿真结果表明，响应速度快。"
    assert said(one, "仿真結果显示，响应 速度慢；設計飞行器的控制器") == [
        "设计飞行器",
        "控制器",
        "仿真结果",
        "响应速度",
    ]
    assert said("the cold link", "a Cold, link of copper") == ["cold link"]
    assert said("热", "热") == []


@given(TEXTS, TEXTS)
def test_runs_say_the_same_and_share_no_sign(one: str, other: str) -> None:
    found = equal_runs(one, other)
    for run in found:
        here, there = one[run.start : run.end], other[run.other_start : run.other_end]
        assert normal(here).signs == normal(there).signs != ""
    ours = sorted((run.start, run.end) for run in found)
    theirs = sorted((run.other_start, run.other_end) for run in found)
    for spans in (ours, theirs):
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(TEXTS)
def test_a_passage_equals_itself(text: str) -> None:
    found = equal_runs(text, text)
    assert all((run.start, run.end) == (run.other_start, run.other_end) for run in found)
