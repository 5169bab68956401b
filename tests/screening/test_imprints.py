"""Imprints: seeds do not mind order, dress does not matter, and what is kept is read again as it was."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.imprints import imprint, unpacked
from tests.screening.texts import chinese, english, evaded

MIXED = st.text(alphabet="链热铜带冷端abcdeghi019 ，.\n㎜é", max_size=80)
ARRAYS = ("seeds", "pairs", "starts", "lengths", "letters")


@given(MIXED)
def test_what_is_packed_is_read_again(text: str) -> None:
    made = imprint(text)
    again = unpacked(made.packed())
    assert all(np.array_equal(getattr(made, name), getattr(again, name)) for name in ARRAYS)
    assert len(made.seeds) == made.rows * len(made.pairs)


@given(MIXED, MIXED)
def test_tokens_are_those_of_the_text(one: str, other: str) -> None:
    first, whole = imprint(one), imprint(f"{one}\n{other}")
    count = len(first.pairs)
    assert np.array_equal(first.starts, whole.starts[:count])
    for place in range(count):
        start, end = first.span(place, place + 1)
        assert imprint(one[start:end]).pairs[0] == first.pairs[place]


def test_seeds_do_not_mind_order_and_pairs_do() -> None:
    assert imprint("热链铜带").seeds[0] == imprint("带铜链热").seeds[0] != imprint("热链铜线").seeds[0]
    assert imprint("cold copper links").seeds[0] == imprint("links, cold copper").seeds[0]
    assert imprint("热链").pairs[0] != imprint("链热").pairs[0]


def test_what_is_too_light_is_no_seed() -> None:
    assert imprint("热链铜").seeds.tolist() == [0, 0, 0]
    assert np.count_nonzero(imprint("热链铜带冷").seeds) == 2
    assert len(imprint("").seeds) == 0


@pytest.mark.parametrize("text", [chinese(1, 200), english(1, 60)])
def test_dress_does_not_matter(text: str) -> None:
    plain, dressed = imprint(text), imprint(evaded(text, 2))
    assert np.array_equal(plain.seeds, dressed.seeds)
    assert np.array_equal(plain.pairs, dressed.pairs)
    assert np.array_equal(plain.letters, dressed.letters)


def test_hashes_are_the_same_for_good() -> None:
    """Imprints are kept: a change here needs another FORM."""
    made = imprint("热链铜带 copper 42")
    assert made.seeds.tolist() == [2423974204, 2853055679, 2190245712, 0, 0, 0]
    assert made.pairs.tolist() == [3284496067, 203086651, 1519259973, 0, 1433353470, 1812936504]
