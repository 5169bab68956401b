"""The tokens of a text: each Han, each word and each number as a number of its own, with the place it stands at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ipdesk.screening.normal import DIGITS, FIRST_HAN, Normal, normal

WORD, NUMBER, HAN = 0, 1, 2
# A word is known by its first letters, so that endings do not matter, and a number by its first digits.
_READ: Final = (7, 12, 1)
_FEWEST_LETTERS: Final = 5  # of a word whose letters are kept
_STEP: Final = 0x9E3779B97F4A7C15
_FIRST_MIX: Final = np.uint64(0xFF51AFD7ED558CCD)
_SECOND_MIX: Final = np.uint64(0xC4CEB9FE1A85EC53)
_HALF: Final = np.uint64(33)
_TYPES: Final[tuple[Any, ...]] = (np.uint64, np.uint8, np.int64, np.int32, np.int32, np.uint64)
# By the place in its token, what a sign is multiplied with: 0 where it is read no more.
_FACTORS: Final = np.array(
    [[pow(_STEP, place + 1, 1 << 64) * (place < read) for place in range(max(_READ) + 1)] for read in _READ],
    np.uint64,
)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Tokens in the order of the text.

    `keys` (uint64) tell what each says, `kinds` (uint8) what it is, `sizes` of how many folded signs, `starts` and `ends` (int32) where it stands in the text in
    code points, and `letters` (uint64) has a bit for each pair of neighbouring letters of a word that is long enough.
    """

    keys: NDArray[np.uint64]
    kinds: NDArray[np.uint8]
    sizes: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    letters: NDArray[np.uint64]


def tokens(text: str) -> Tokens:
    """Return the tokens of a text."""
    return tokens_of(normal(text))


def tokens_of(given: Normal) -> Tokens:
    """Return the tokens of a folded text."""
    if not len(given.codes):
        return Tokens(*(np.empty(0, kind) for kind in _TYPES))
    kinds = _kinds(given.codes)
    begins = (kinds == HAN) | given.parted
    begins[0] = True
    begins[1:] |= kinds[1:] != kinds[:-1]
    first = np.flatnonzero(begins)
    lengths = np.diff(first, append=len(kinds))
    within = np.arange(len(kinds)) - np.repeat(first, lengths)
    factors = _FACTORS[kinds, np.minimum(within, max(_READ))]
    keys = mixed(np.add.reduceat((given.codes + np.uint64(1)) * factors, first))
    kind = kinds[first]
    letters = _letters(given.codes, within, first)
    letters[(kind != WORD) | (lengths < _FEWEST_LETTERS)] = 0
    return Tokens(
        keys, kind, lengths, given.places[first], given.places[first + lengths - 1] + np.int32(1), letters
    )


def mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return numbers mixed so that each bit depends on all; the same on every machine, for good."""
    found = numbers ^ (numbers >> _HALF)
    found *= _FIRST_MIX
    found ^= found >> _HALF
    found *= _SECOND_MIX
    found ^= found >> _HALF
    return found


def _kinds(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    kinds = np.zeros(len(codes), np.uint8)
    kinds[codes >= FIRST_HAN] = HAN
    kinds[(codes >= DIGITS[0]) & (codes < DIGITS[1])] = NUMBER
    return kinds


def _letters(
    codes: NDArray[np.uint32], within: NDArray[np.int64], first: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return for each token the bits of its pairs of letters, the first of them with what stands before none."""
    before = np.concatenate((np.zeros(1, np.uint32), codes[:-1]))
    before[within == 0] = 0
    places = mixed((before.astype(np.uint64) << np.uint64(32)) + codes) >> np.uint64(58)
    return np.bitwise_or.reduceat(np.uint64(1) << places, first)
