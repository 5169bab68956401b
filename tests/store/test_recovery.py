"""A recovery key survives being written down by hand and tells when it was not."""

from __future__ import annotations

import base64
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.store import recovery

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RFC_4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
KEYS = st.binary(min_size=20, max_size=20).filter(lambda key: int.from_bytes(key, "big") % 37 < 32)


def test_a_new_key_is_160_bits_in_groups_of_four_with_a_check_character() -> None:
    text = recovery.written(recovery.new_key())
    groups = text.split("-")
    assert [len(group) for group in groups] == [4] * 8 + [1]
    assert set("".join(groups)) <= set(SIGNS)
    assert recovery.new_key() != recovery.new_key()


def test_the_text_of_a_known_key() -> None:
    assert recovery.written(bytes(19) + b"\x01") == "0000-0000-0000-0000-0000-0000-0000-0001-1"
    assert recovery.written(b"\x00" * 18 + b"\xff\xff") == "0000-0000-0000-0000-0000-0000-0000-1ZZZ-8"


@given(KEYS)
def test_the_digits_are_those_of_base_32(key: bytes) -> None:
    standard = base64.b32encode(key).decode().translate(str.maketrans(RFC_4648, SIGNS))
    assert recovery.written(key).replace("-", "")[:-1] == standard


@given(KEYS)
def test_a_written_key_is_read_back(key: bytes) -> None:
    assert recovery.read(recovery.written(key)) == key


@given(KEYS, st.sampled_from(["", " ", "\u3000", "–", "\n", "\u00ad", "−"]))
def test_case_width_blanks_and_lookalikes_do_not_matter(key: bytes, gap: str) -> None:
    text = recovery.written(key).replace("-", gap)
    by_hand = text.replace("0", "O").replace("1", "l").lower()
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() and sign.isascii() else sign for sign in text)
    assert unicodedata.normalize("NFKC", wide) != wide
    for form in (text, by_hand, text.replace("1", "I"), wide, f"  {text}  "):
        assert recovery.read(form) == key


@given(KEYS, st.integers(0, 32), st.sampled_from(SIGNS))
def test_one_mistyped_character_is_noticed(key: bytes, place: int, sign: str) -> None:
    signs = list(recovery.written(key).replace("-", ""))
    wrong = [*signs[:place], sign, *signs[place + 1 :]]
    assert (recovery.read("".join(wrong)) is None) == (wrong != signs)


@given(KEYS, st.integers(0, 30))
def test_two_neighbours_swapped_are_noticed(key: bytes, place: int) -> None:
    signs = list(recovery.written(key).replace("-", ""))
    swapped = [*signs[:place], signs[place + 1], signs[place], *signs[place + 2 :]]
    assert (recovery.read("".join(swapped)) is None) == (swapped != signs)


@pytest.mark.parametrize("text", ["", "0", "-", "U" * 33, "恢复密钥", "0" * 32, "0" * 34, "0" * 10_000_000])
def test_what_is_no_key_is_not_read(text: str) -> None:
    assert recovery.read(text) is None


@given(st.text())
def test_any_text_is_taken_without_an_error(text: str) -> None:
    key = recovery.read(text)
    assert key is None or len(key) == 20
