"""Families: each member stands once, under the earliest that it rests on, and never under itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.registers.patent_family import Family, Relative, family_of, grown
from ipdesk.registers.patent_rows import Priority
from ipdesk.registers.patents import Patent

FIRST = date(2024, 1, 5)


def right(number: str, **values: Any) -> Patent:
    """Return a right."""
    return Patent(number=number, **values)


def shape(family: Family) -> list[str]:
    """Return the lines of a family as text."""
    return [f"{depth} {branch.number} {branch.relation}".strip() for depth, branch in family.lines()]


def test_a_family_of_three_offices() -> None:
    """The priority is told by its number alone, in another writing."""
    family = family_of(
        [
            right("US", route="pct", parents=("PCT",), filed_on=FIRST),
            right(
                "PCT",
                kind="pct",
                route="paris",
                filed_on=FIRST + timedelta(360),
                priorities=(Priority(number="ZL 202410000001X"),),
            ),
            right("CN", application_number="202410000001.X", filed_on=FIRST),
            right("DIV", route="divisional", parents=("CN", "PCT"), filed_on=FIRST),
        ]
    )
    assert shape(family) == ["0 CN", "1 DIV divisional", "1 PCT paris", "2 US pct"]
    [root] = family.roots
    assert root.children[0].also == ("PCT",)
    assert family.circles == ()


def test_circles_are_left_out_and_told() -> None:
    family = grown(
        [Relative("A", ("B",)), Relative("B", ("C",)), Relative("C", ("A",)), Relative("D", ("D",))]
    )
    assert {branch.number for _, branch in family.lines()} == {"A", "B", "C", "D"}
    assert family.circles == (("C", "A"), ("D", "D"))


NAMES = st.sampled_from([f"R{place}" for place in range(8)])
RELATIVES = st.lists(
    st.builds(
        Relative,
        NAMES,
        st.lists(NAMES, max_size=3).map(tuple),
        st.just("paris"),
        st.none() | st.dates(FIRST, FIRST + timedelta(30)),
    ),
    max_size=8,
    unique_by=lambda each: each.number,
)


@given(RELATIVES, st.randoms())
def test_every_member_stands_once_whatever_the_order(relatives: list[Relative], random: Any) -> None:
    family = grown(relatives)
    assert sorted(branch.number for _, branch in family.lines()) == sorted(each.number for each in relatives)
    shuffled = list(relatives)
    random.shuffle(shuffled)
    assert grown(shuffled) == family


def test_a_long_chain_needs_no_depth_of_calls() -> None:
    chain = [Relative(f"{place:05}", (f"{place - 1:05}",)) for place in range(3_000)]
    assert len(grown(chain).lines()) == 3_000
