"""Figures made of rows: exact, rounded half up, the same in any order, and parted without loss."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.indicator_rules import Indicator
from ipdesk.rules.indicators import BY, Counted, Figure, figure, meets, rounded, split
from ipdesk.rules.words import Words

NAMES = st.sampled_from(("", "一室", "二室", "三室"))
VALUES = st.none() | st.decimals(0, 3000, places=2)


def made(how: Any, of: str = "leavers", **more: Any) -> Indicator:
    return Indicator(code="X1", label=Words("数", "Figure"), definition=Words("", ""), how=how, of=of, **more)


def row(entry: int, value: str | None = None, unit: str = "") -> Counted:
    held = None if value is None else Decimal(value)
    return Counted(entry=entry, number=f"N{entry}", title="", unit=unit, value=held)


@st.composite
def counted(draw: st.DrawFn) -> list[Counted]:
    cells = draw(st.lists(st.tuples(NAMES, NAMES, NAMES, VALUES), max_size=12))
    return [
        Counted(entry=entry, number=str(entry), title="", unit=unit, kind=kind, group=group, value=value)
        for entry, (unit, kind, group, value) in enumerate(cells, 1)
    ]


HOWS = (
    made("count"),
    made("sum", "costs"),
    made("mean", "agency-scores"),
    made("median", "disclosures-submitted"),
    made("within", "disclosures-submitted", within=30),
    made("share", "people-signed", among="people-bound"),
)


def of(one: Indicator, rows: list[Counted]) -> Figure:
    """Return a figure of rows; of a share those with a value are among all."""
    met = [each for each in rows if each.value is not None] if one.how == "share" else rows
    return figure(one, met, rows)


@pytest.mark.parametrize("one", HOWS, ids=lambda each: each.how)
@given(rows=counted(), data=st.data())
def test_a_figure_is_the_same_in_any_order(one: Indicator, rows: list[Counted], data: st.DataObject) -> None:
    other = data.draw(st.permutations(rows))
    first, second = of(one, rows), of(one, list(other))
    assert (first.value, first.numerator, first.denominator) == (
        second.value,
        second.numerator,
        second.denominator,
    )
    assert {each.key for each in first.rows} == {each.key for each in second.rows}


@pytest.mark.parametrize("one", HOWS, ids=lambda each: each.how)
@pytest.mark.parametrize("by", BY)
@given(rows=counted())
def test_the_parts_add_up_to_the_whole(one: Indicator, by: str, rows: list[Counted]) -> None:
    whole = of(one, rows)
    parts = split(one, whole, by)
    assert sum(each.numerator for each in parts.values()) == whole.numerator
    assert sum(each.denominator or 0 for each in parts.values()) == (whole.denominator or 0)
    kept = [row.key for each in parts.values() for row in (*each.rows, *each.others)]
    assert sorted(kept) == sorted(row.key for row in (*whole.rows, *whole.others))
    if one.how in ("count", "sum"):
        assert sum(each.value or 0 for each in parts.values()) == whole.value
    sizes = [len(each.rows) + len(each.others) for each in parts.values()]
    assert sizes == sorted(sizes, reverse=True)


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_rounding_is_half_up_of_the_exact_fraction(top: int, bottom: int) -> None:
    exact = Fraction(top, bottom)
    assert rounded(exact, Decimal("0.1")) == Decimal((20 * top + bottom) // (2 * bottom)).scaleb(-1)


def test_shares_are_told_to_a_tenth() -> None:
    rows = [row(each) for each in range(1, 17)]
    found = figure(made("share", "people-signed", among="people-bound"), rows[:1], rows)
    assert (found.value, found.numerator, found.denominator) == (
        Decimal("6.3"),
        Decimal(1),
        Decimal(16),
    )  # 6.25
    assert [each.entry for each in found.rows] == [1] and len(found.others) == 15


def test_a_row_that_is_not_among_the_others_does_not_count() -> None:
    found = figure(made("share", "people-signed", among="people-bound"), [row(1), row(9)], [row(1), row(2)])
    assert (found.value, found.numerator, found.denominator) == (Decimal("50.0"), Decimal(1), Decimal(2))


def test_values_that_are_not_known_do_not_count() -> None:
    rows = [row(1, "10"), row(2, None), row(3, "21")]
    days = figure(made("median", "disclosures-submitted"), rows)
    assert (days.value, days.numerator) == (Decimal("15.5"), Decimal(2))
    assert figure(made("within", "disclosures-submitted", within=10), rows).numerator == 1
    assert figure(made("sum", "costs"), rows).value == Decimal("31.00")
    assert figure(made("mean", "agency-scores"), [row(1, "1"), row(2, "1.01")]).value == Decimal("1.01")


@pytest.mark.parametrize("one", HOWS, ids=lambda each: each.how)
def test_of_nothing_there_is_a_count_and_a_sum_and_nothing_else(one: Indicator) -> None:
    found = of(one, [])
    assert found.value == (0 if one.how in ("count", "sum") else None)
    assert meets(one, found.exact) is None


def test_an_aim_is_reached_by_the_exact_figure_and_not_by_what_is_shown() -> None:
    aim = made("share", "people-signed", among="people-bound", target=Fraction(100))
    rows = [row(each) for each in range(1, 2501)]
    found = figure(aim, rows[1:], rows)
    assert found.value == Decimal("100.0") and meets(aim, found.exact) is False
    assert meets(aim, figure(aim, rows, rows).exact) is True
    few = made("median", "disclosures-submitted", target=Fraction(30), better="less")
    assert meets(few, figure(few, [row(1, "30")]).exact) is True
    assert meets(few, figure(few, [row(1, "30.04")]).exact) is False
