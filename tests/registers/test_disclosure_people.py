"""Findings on inventors, owners, declarations and signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.registers.countries import CHINA, is_foreign
from ipdesk.registers.disclosure_rows import Contributor, CoOwner, Inventor, Signature
from tests.registers.samples import DISCLOSURE, FIRST, SECOND, Pair, check, first, found

NAMESAKE = replace(SECOND, name="单 雨桐")
OWNERS = (CoOwner(name="本单位", share=Decimal("70")), CoOwner(name="某大学", share=Decimal("30")))
SIGNED = Signature(role="inventor", name="单雨桐", signed_on=date(2026, 10, 20))

PAIRS: tuple[Pair, ...] = (
    (
        "inventors-shares",
        {"inventors": first(share=Decimal("59.9999"))},
        {"inventors": first(share=Decimal("60.0"))},
    ),
    (
        "co-owners-shares",
        {"co_owners": (OWNERS[0], replace(OWNERS[1], share=Decimal("30.0001")))},
        {"co_owners": OWNERS},
    ),
    (
        "inventor-twice",
        {"inventors": (FIRST, replace(NAMESAKE, staff_number=""))},
        {"inventors": (FIRST, NAMESAKE)},
    ),
    (
        "contributor-is-inventor",
        {"contributors": (Contributor(name="单雨桐"),)},
        {"contributors": (Contributor(name="单雨"),)},
    ),
    (
        "contribution-missing",
        {"inventors": first(contribution="")},
        {"contributors": (Contributor(name="仇立新"),)},
    ),
    (
        "foreign-inventor",
        {"inventors": first(nationality="日本")},
        {"inventors": first(nationality=" ｃｎ ")},
    ),
    (
        "inventor-agreement",
        {"inventors": first(employment="student")},
        {"inventors": first(employment="contract")},
    ),
    (
        "left-before-joining",
        {"inventors": first(left_on=date(2019, 6, 30))},
        {"inventors": first(left_on=date(2019, 7, 1))},
    ),
    (
        "left-over-a-year",
        {"inventors": first(left_on=date(2025, 9, 29))},
        {"inventors": first(left_on=date(2025, 9, 30))},
    ),
    (
        "left-within-a-year",
        {"inventors": first(left_on=date(2026, 9, 29))},
        {"inventors": first(left_on=date(2026, 9, 30))},
    ),
    (
        "joined-within-a-year",
        {"inventors": first(joined=date(2025, 9, 30))},
        {"inventors": first(joined=date(2025, 9, 29))},
    ),
    (
        "foreign-owner",
        {"co_owners": (OWNERS[0], replace(OWNERS[1], country="德国"))},
        {"co_owners": (OWNERS[0], replace(OWNERS[1], country="中国", foreign=False))},
    ),
    (
        "signature-missing",
        {"inventors": first(signed_on=None), "signatures": (replace(SIGNED, role="project-leader"),)},
        {"inventors": first(signed_on=None), "signatures": (SIGNED,)},
    ),
    ("declaration-missing", {"declared_rights": False}, {"declared_rights": True}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(DISCLOSURE, pair)
    assert finding.clears is not None
    assert bool(finding.blocks) == (finding.severity == "block")


def test_inventors_and_owners_are_summed_apart() -> None:
    wrong = (replace(OWNERS[0], share=Decimal("40")), replace(OWNERS[1], share=Decimal("20")))
    assert set(found(DISCLOSURE, co_owners=wrong)) == {"co-owners-shares"}
    assert set(found(DISCLOSURE, inventors=first(share=Decimal("0")), co_owners=OWNERS)) == {
        "inventors-shares"
    }


def test_a_missing_share_is_not_nought() -> None:
    finding = found(DISCLOSURE, inventors=(replace(FIRST, share=Decimal(100)), replace(SECOND, share=None)))
    assert finding["inventors-shares"].message.args == {"count": 1}


def test_thirds_do_not_pass_as_a_whole() -> None:
    third = Decimal("33.3333")
    team = tuple(replace(FIRST, name=name, share=third) for name in ("甲", "乙", "丙"))
    assert found(DISCLOSURE, inventors=team)["inventors-shares"].message.args["total"] == "99.9999"
    rounded = (*team[:2], replace(team[2], share=Decimal("33.3334")))
    assert "inventors-shares" not in found(DISCLOSURE, inventors=rounded)


@pytest.mark.parametrize("country", ["", "中国", "中华人民共和国", "CN", "China", "ＣＨＮ"])
def test_not_foreign(country: str) -> None:
    assert not is_foreign(country)


@pytest.mark.parametrize("country", ["德国", "US", "中国香港", "Japan"])
def test_foreign(country: str) -> None:
    assert is_foreign(country)


def test_a_foreign_owner_without_a_country_is_seen_by_the_flag() -> None:
    assert "foreign-owner" in found(DISCLOSURE, co_owners=(OWNERS[0], replace(OWNERS[1], foreign=True)))


def test_a_day_of_leaving_on_29_february_counts_to_the_28th() -> None:
    left = first(joined=date(2015, 1, 1), left_on=date(2024, 2, 29))
    assert "left-over-a-year" not in found(DISCLOSURE, inventors=left, completed=date(2025, 2, 28))
    assert "left-over-a-year" in found(DISCLOSURE, inventors=left, completed=date(2025, 3, 1))


def test_leaving_says_nothing_until_the_day_of_completion_is_known() -> None:
    ids = found(DISCLOSURE, completed=None, inventors=first(left_on=date(2020, 1, 1)))
    assert not {"left-over-a-year", "left-within-a-year"} & set(ids)


def test_contributions_are_not_asked_for_while_the_content_is_closed() -> None:
    bare = first(contribution="", role="")
    assert "contribution-missing" not in found(DISCLOSURE, inventors=bare, withheld=True)
    assert "contribution-missing" not in found(DISCLOSURE, inventors=bare, level="classified")


def team(shares: list[Decimal]) -> tuple[Inventor, ...]:
    """Return inventors with these shares and different names."""
    return tuple(replace(FIRST, name=f"发明人{index}", share=share) for index, share in enumerate(shares))


def parts(whole: int, points: list[int]) -> list[Decimal]:
    """Return shares that part a whole, given in ten-thousandths of a percent, at these points."""
    edges = [0, *sorted(min(point, whole) for point in points), whole]
    return [Decimal(after - before) / 10_000 for before, after in pairwise(edges)]


cuts = st.lists(st.integers(0, 1_000_000), max_size=12)


@given(cuts)
def test_shares_that_part_the_whole_always_pass(points: list[int]) -> None:
    assert "inventors-shares" not in found(DISCLOSURE, inventors=team(parts(1_000_000, points)))


@given(cuts, st.integers(1, 10_000))
def test_shares_that_miss_the_whole_never_pass(points: list[int], miss: int) -> None:
    for whole in (1_000_000 - miss, 1_000_000 + miss):
        assert "inventors-shares" in found(DISCLOSURE, inventors=team(parts(whole, points)))


def test_china_is_written_folded() -> None:
    assert all(word == word.casefold() for word in CHINA)
