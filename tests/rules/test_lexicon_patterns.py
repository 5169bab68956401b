"""Patterns: those that could search for long are refused, and those of everyday are not."""

from __future__ import annotations

import re
import time

import pytest

from ipdesk.rules.lexicon_patterns import pattern_fault


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d{5}部队",
        r"(?<!\d)[1-9]\d{7}(?!\d)",
        r"仅供.{0,8}内部",
        r"(?:甲|乙)?丙[^\s)]{1,20}(?:前|后)",
        r"\[a\](b)",
        r"[]a]{2}",
    ],
)
def test_patterns_of_everyday_do(pattern: str) -> None:
    assert pattern_fault(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "(", "a*", "甲.+", "a{2,}", "a{3", "", "a?", r"\ba", r"(a)\1", "(?i)a", "(?P<n>a)", "(?P<n>a)(?P=n)", "(a|b){9}", "a{1,99}",
        "a{0,40}a{0,40}a{0,40}b", "(?:a{0,9}){0,9}b", "x" * 301, "a{99999999999}", "(?(1)a|b)", "a++", "(?>a)",
    ],
)  # fmt: skip
def test_what_could_take_long_or_fits_anywhere_does_not(pattern: str) -> None:
    assert pattern_fault(pattern) is not None


def test_the_worst_that_does_is_searched_in_little_time() -> None:
    pattern = "a{0,19}a{0,19}b"
    assert pattern_fault(pattern) is None
    began = time.process_time()
    assert re.search(pattern, "a" * 30_000 + "c") is None
    assert time.process_time() - began < 3
