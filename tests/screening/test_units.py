"""Units: the longest reading counts, and whatever means the same comes to the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.units import unit_of, unit_pattern


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("mol/L", "mmol/mL", 1), ("W/(m·K)", "W·m⁻¹·K⁻¹", 1), ("W/(m·K)", "W m^-1 K^-1", 1), ("MPa", "N/mm²", 1), ("kJ/(kg·K)", "J/(g·K)", 1),
        ("min", "h", 1 / 60), ("μm", "um", 1), ("㎜", "mm", 1), ("r/min", "rpm", 1), ("mL/min", "L/h", 0.06), ("微米", "μm", 1), ("V/m", "kg·m/(s³·A)", 1),
        ("mA/cm²", "A/m²", 10), ("ppm", "%", 1e-4),
    ],
)  # fmt: skip
def test_what_means_the_same_comes_to_the_same(one: str, other: str, times: float) -> None:
    assert re.fullmatch(unit_pattern(), one) and re.fullmatch(unit_pattern(), other)
    assert unit_of(one).dimension == unit_of(other).dimension
    assert unit_of(one).factor == pytest.approx(unit_of(other).factor * times)


def test_the_three_scales_of_temperature_meet() -> None:
    assert unit_of("℃").base(100) == pytest.approx(unit_of("°F").base(212)) == unit_of("K").base(373.15)


def test_no_part_of_a_longer_word_is_a_unit() -> None:
    pattern = re.compile(unit_pattern())
    for word in ("minimum", "mole", "kgf", "Kelvin", "mmx", "Paul"):
        assert pattern.match(word) is None, word


@given(
    st.sampled_from(["m", "g", "s", "A", "K", "mol", "Pa", "W", "V", "L", "min", "h"]),
    st.sampled_from(["m", "s", "K", "L"]),
    st.floats(1, 9),
)
def test_a_unit_over_another_is_undone_by_it(above: str, below: str, value: float) -> None:
    made, divisor = unit_of(f"{above}/{below}"), unit_of(below)
    assert made.factor * divisor.factor == pytest.approx(unit_of(above).factor)
    assert (
        tuple(a + b for a, b in zip(made.dimension, divisor.dimension, strict=True))
        == unit_of(above).dimension
    )
