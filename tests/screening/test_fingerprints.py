"""Fingerprints: the same text has the same whatever its dress, parts have parts of them, and nothing else is told."""

from __future__ import annotations

import hmac
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.fingerprints import (
    FULL_WEIGHT,
    containment,
    fingerprints,
    packed,
    sampled,
    unpacked,
)

KEY, OTHER = b"\1" * 32, b"\2" * 32
HAN = "以编织铜带作柔性热链两端扩散焊接并匹配层数角度预冷温区真空腔体支撑结构"
TEXTS = st.text(alphabet=f"{HAN}abcdefgh0123 ，.\n", min_size=40, max_size=200)
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def written(seed: int, count: int) -> str:
    """Return a text of so many Han in which hardly anything repeats."""
    chosen = random.Random(seed)
    return "".join(chr(chosen.randrange(0x4E00, 0x9000)) for _ in range(count))


@given(TEXTS, st.lists(st.integers(0, 200), max_size=20))
def test_blanks_marks_width_and_case_say_nothing(text: str, cuts: list[int]) -> None:
    dressed = text
    for cut in sorted(cuts, reverse=True):
        dressed = f"{dressed[:cut]}\u200b 。{dressed[cut:]}"
    dressed = dressed.upper().translate(WIDE)
    assert fingerprints(dressed, KEY) == fingerprints(text, KEY)


@given(TEXTS, TEXTS, TEXTS)
def test_a_part_has_a_part_of_the_fingerprints(before: str, part: str, after: str) -> None:
    assert fingerprints(part, KEY) <= fingerprints(before + part + after, KEY)


@given(TEXTS, TEXTS)
def test_texts_share_nothing_under_different_keys(one: str, other: str) -> None:
    assert fingerprints(one, KEY).isdisjoint(fingerprints(other, OTHER))


@given(TEXTS)
def test_what_is_stored_tells_neither_order_nor_counts(text: str) -> None:
    stored = packed(fingerprints(text, KEY))
    numbers = [stored[place : place + 8] for place in range(0, len(stored), 8)]
    assert numbers == sorted(set(numbers))
    assert unpacked(stored) == fingerprints(text, KEY)
    for begin, end, number in sampled(text, KEY):
        assert number in fingerprints(text[begin:end], KEY)


def test_a_number_is_of_the_hmac_of_the_shingle() -> None:
    text = written(7, 100)
    for begin, end, number in sampled(text, KEY):
        whole = hmac.digest(KEY, text[begin:end].encode("utf-32-le"), "sha256")
        assert number == int.from_bytes(whole[:8], "big")


@pytest.mark.parametrize(
    ("one", "other"), [("café", "cafe\u0301"), ("ﬁlm½", "film12"), ("Ｎｏ．７", "no7"), ("㎏", "KG")]
)
def test_ways_of_writing_the_same_are_the_same(one: str, other: str) -> None:
    around = written(8, 40)
    assert fingerprints(around + one + around, KEY) == fingerprints(around + other + around, KEY)


def test_a_text_said_twice_adds_only_what_lies_across() -> None:
    text = written(1, 400)
    once, twice = fingerprints(text, KEY), fingerprints(text + text, KEY)
    assert once <= twice
    assert len(twice - once) <= FULL_WEIGHT


@pytest.mark.parametrize("seed", range(5))
def test_a_passage_of_sixty_han_is_known_again_and_another_text_is_not(seed: int) -> None:
    kept_text = written(seed, 2000)
    kept = fingerprints(kept_text, KEY)
    assert 2000 / 4 * 0.7 < len(kept) < 2000 / 4 * 1.3
    passage = written(100 + seed, 300) + kept_text[700:760] + written(200 + seed, 300)
    assert containment(passage, kept, KEY).found >= 3
    assert containment(kept_text, kept, KEY).share == 1
    assert containment(written(300 + seed, 2000), kept, KEY).found == 0
    assert containment("", frozenset(), KEY).share == 0


def test_a_short_text_has_none() -> None:
    assert fingerprints(HAN[: FULL_WEIGHT // 2 - 1], KEY) == frozenset()
    assert list(sampled("", KEY)) == []
