"""The scores of agencies: each counts once, no score is no zero, and every figure lies between the scores behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.registers.patent_agencies import CRITERIA, agencies_of
from ipdesk.registers.patent_rows import AgencyScore
from ipdesk.registers.patents import Patent

MARKS = st.none() | st.decimals(0, 100, places=2)
SCORES = st.builds(AgencyScore, **dict.fromkeys(CRITERIA, MARKS))
RIGHTS = st.lists(
    st.tuples(st.sampled_from(["甲所", "Ａ Firm", "a firm", ""]), st.lists(SCORES, max_size=3)), max_size=6
)


def score(*marks: int | str | None, day: date | None = None) -> AgencyScore:
    """Return a score by its marks in the order of the criteria."""
    given_marks: dict[str, Any] = {
        name: None if mark is None else Decimal(mark) for name, mark in zip(CRITERIA, marks, strict=False)
    }
    return AgencyScore(day=day, **given_marks)


def right(number: str, agency: str, *scores: AgencyScore) -> Patent:
    """Return a right with scores of its agency."""
    return Patent(number=number, agency=agency, agency_scores=scores)


def test_means_are_reckoned_from_what_was_scored() -> None:
    """A criterion left out lowers nothing, and a right with two scores counts as one right."""
    older, newer = date(2025, 3, 1), date(2026, 3, 1)
    [agency] = agencies_of(
        [
            right("1", "甲所", score(90, 80, 70, 60, day=newer), score(50, None, None, 60, day=older)),
            right("2", "甲所", score("66.67", "66.67", "66.66", day=older)),
            right("3", "甲所"),
        ]
    )
    assert (len(agency.rights), agency.rights_scored, len(agency.counted)) == (3, 2, 3)
    means = [agency.mean_by(each) for each in CRITERIA]
    assert means == [Decimal("68.89"), Decimal("73.34"), Decimal("68.33"), Decimal("60.00")]
    assert [each.mean for each in agency.scores] == [Decimal("75.00"), Decimal("55.00"), Decimal("66.67")]
    assert (agency.mean, agency.spread, agency.last) == (Decimal("65.56"), Decimal("20.00"), newer)


def test_an_agency_without_a_score_has_no_figure_and_stands_after_those_with_a_bad_one() -> None:
    named_only = AgencyScore(by="解敏", day=date(2026, 1, 1))
    found = agencies_of(
        [
            right("1", "乙所", named_only),
            right("2", "丙所", score(0, 0, 0, 0)),
            right("3", "丁所", score(88)),
            right("4", ""),
        ]
    )
    assert [each.name for each in found] == ["丁所", "丙所", "乙所"]
    zero, silent = found[1:]
    assert (zero.mean, zero.spread, zero.rights_scored) == (Decimal("0.00"), None, 1)
    figures = (silent.mean, silent.spread, silent.last, *map(silent.mean_by, CRITERIA))
    assert set(figures) == {None} and (silent.rights_scored, len(silent.rights)) == (0, 1)


def test_spellings_of_one_agency_are_one_and_scores_of_none_are_not_lost() -> None:
    found = agencies_of(
        [
            right("1", "示例 事务所"),
            right("2", "示例事务所", score(70)),
            right("3", "示例事务所"),
            right("4", "", score(10)),
        ]
    )
    assert [(each.name, len(each.rights), each.mean) for each in found] == [
        ("示例事务所", 3, Decimal("70.00")),
        ("", 1, Decimal("10.00")),
    ]


@given(RIGHTS)
def test_every_right_with_an_agency_is_counted_once_and_means_lie_between_the_marks(rights: Any) -> None:
    held = [right(str(place), name, *scores) for place, (name, scores) in enumerate(rights)]
    found = agencies_of(held)
    named = [each.number for each in held if each.agency]
    assert sorted(each.number for own in found if own.name for each in own.rights) == sorted(named)
    assert sum(len(own.scores) for own in found) == sum(len(each.agency_scores) for each in held)
    for own in found:
        marks = [
            getattr(row, each) for right in own.rights for row in right.agency_scores for each in CRITERIA
        ]
        given_marks = [each for each in marks if each is not None]
        assert (own.mean is None) == (not given_marks) == (own.rights_scored == 0)
        if own.mean is not None:
            assert min(given_marks) <= own.mean <= max(given_marks)
            assert (own.spread or 0) <= max(given_marks) - min(given_marks)
