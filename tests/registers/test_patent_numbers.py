"""Numbers of rights: every wrong digit is caught, and one number has one form however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.registers.patent_numbers import (
    CHECKS,
    check_digit,
    is_malformed,
    patent_number,
    plain_number,
    read_number,
    spellings,
)

NEW = st.builds(
    lambda year, kind, count: f"{year}{kind}{count:07}",
    st.integers(2003, 2030),
    st.sampled_from("12389"),
    st.integers(0, 9_999_999),
)
OLD = st.builds(
    lambda year, kind, count: f"{year % 100:02}{kind}{count:05}",
    st.integers(1985, 2003),
    st.sampled_from("12389"),
    st.integers(0, 99_999),
)
BODIES = st.one_of(NEW, OLD)


@pytest.mark.parametrize("text", ["201710601862.3", "95115608.X", "97101765.4"])
def test_known_numbers_are_sound(text: str) -> None:
    """The first from a published calculation, the others from old numbers that are cited with theirs."""
    number = read_number(text)
    assert number is not None
    assert number.is_sound


@given(BODIES, st.data())
def test_any_single_wrong_digit_is_caught(body: str, data: st.DataObject) -> None:
    whole = body + check_digit(body)
    place = data.draw(st.integers(0, len(whole) - 1))
    allowed = CHECKS if place == len(body) else CHECKS[:10]
    wrong = data.draw(st.sampled_from([sign for sign in allowed if sign != whole[place]]))
    number = read_number(whole[:place] + wrong + whole[place + 1 :])
    assert number is None or not number.is_sound


@given(BODIES, st.data())
def test_one_number_has_one_form(body: str, data: st.DataObject) -> None:
    plain = f"{body}.{check_digit(body)}"
    for way in spellings(plain):
        assert plain_number(way) == plain
        assert spellings(way)[0] == plain
    prefix = data.draw(st.sampled_from(["", "ZL", "zl ", "CN", "ＺＬ"]))
    dot = data.draw(st.sampled_from(["", ".", "．", "。", " . "]))
    blank = data.draw(st.sampled_from(["", " ", "\u3000"]))
    place = data.draw(st.integers(1, len(body) - 1))
    written = f"{prefix}{body[:place]}{blank}{body[place:]}{dot}{check_digit(body).lower()}"
    assert plain_number(written) == plain
    assert patent_number(written) == f"ZL{plain}"


@given(st.text(max_size=40))
def test_whatever_is_written_is_read_without_error_and_its_form_stays(text: str) -> None:
    plain = plain_number(text)
    assert plain_number(plain) == plain
    assert text in spellings(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("pct/cn2026/123456", "PCT/CN2026/123456"),
        ("PCTCN2026123456", "PCT/CN2026/123456"),
        ("PCT/CN03/00123", "PCT/CN2003/000123"),
        ("cn 108000001 a", "CN108000001A"),
        ("16/123,456", "16/123,456"),
        ("国防-某", "国防-某"),
    ],
)
def test_other_numbers_have_a_form_too(text: str, plain: str) -> None:
    assert plain_number(text) == plain
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("20261000001", True),
        ("202640000001.5", True),
        ("示例申请号-0001", False),
        ("16/123,456", False),
        ("", False),
    ],
)
def test_what_is_all_digits_and_no_number_is_told(text: str, wrong: bool) -> None:
    assert is_malformed(text) is wrong


def test_a_number_tells_year_and_kind() -> None:
    old, new = read_number("97101765.4"), read_number("202080000001")
    assert old is not None
    assert new is not None
    assert (old.year, old.kind, old.is_international) == (1997, "invention", False)
    assert (new.year, new.kind, new.is_international, new.check) == (2020, "invention", True, "")
