"""The imprint of a text: what is kept of it so that parts of it are found in another, as arrays of numbers.

A seed is a run of tokens that is heavy enough, whatever their order: four Han or three words. Where a text is mostly words, two long
words that stand close together are a seed as well, since one changed letter spoils a word. A pair is two neighbouring Han, or a word.
Seeds find passages, pairs tell how far these reach. An imprint can be turned back into text with some pains, so it bears the marking
of its text and never leaves the encrypted file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ipdesk.screening import normal
from ipdesk.screening.tokens import HAN, WORD, Tokens, mixed, tokens

# What stored imprints were made with; those of another form have to be made again.
FORM: Final = f"{normal.FORM}.1"
_WEIGHTS: Final = np.array([3, 2, 2], np.int32)  # of a word, a number, a Han
_FULL: Final = 8  # the weight of a seed
_LONG_WORD: Final = 5  # letters
_STEPS: Final = (1, 2)  # from one long word to those that it is a seed with
_CLOSE: Final = 8  # tokens from one to the other
_NONE: Final = np.uint32(0)
_OF_HAN, _FIRST_EVEN = np.uint32(1), np.uint32(2)
_TOP: Final = np.uint64(32)
_TURN: Final = np.uint64(0x9E3779B97F4A7C15)
_MOST: Final = np.iinfo(np.uint8).max
_TWO: Final = np.uint64(2)  # tells seeds of two words from others
_HEAD: Final = 2  # numbers before the arrays: how many tokens, and how many of them have letters kept


@dataclass(frozen=True, slots=True, eq=False)
class Imprint:
    """The imprint of a text, token by token.

    `pairs` (uint32, 0 for none, odd if of two Han) begin at a token, `starts` (int32) and `lengths` (uint8) tell its place in code points. `seeds` (uint32, 0
    for none) does so likewise, once or, if the text is mostly words, several times over: see `rows`; else `letters` (uint64, see Tokens)
    is empty.
    """

    seeds: NDArray[np.uint32]
    pairs: NDArray[np.uint32]
    starts: NDArray[np.int32]
    lengths: NDArray[np.uint8]
    letters: NDArray[np.uint64]

    @property
    def words(self) -> bool:
        """Tell whether the text is mostly words of letters, not Han."""
        return len(self.letters) > 0

    @property
    def rows(self) -> int:
        """Return how often `seeds` goes through the tokens: first for runs, then for two long words."""
        return 1 + len(_STEPS) * self.words

    def of_words(self, run: slice) -> bool:
        """Tell whether a run of tokens is mostly words, whatever the rest of the text is."""
        pairs = self.pairs[run]
        return bool(2 * np.count_nonzero(pairs & _OF_HAN) < np.count_nonzero(pairs))

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return where in the text the pairs, at least one, that begin at a run of tokens begin and end."""
        last = end - 1 + int(self.pairs[end - 1] & _OF_HAN)
        return int(self.starts[begin]), int(self.starts[last]) + int(self.lengths[last])

    def packed(self) -> bytes:
        """Return the imprint as bytes."""
        head = np.array([len(self.pairs), len(self.letters)], "<u4")
        arrays = (self.letters, self.seeds, self.pairs, self.starts, self.lengths)
        return head.tobytes() + b"".join(each.tobytes() for each in arrays)


def unpacked(data: bytes) -> Imprint:
    """Return the imprint that lies in bytes; its arrays are views of them."""
    count, lettered = (int(each) for each in np.frombuffer(data, "<u4", _HEAD))
    rows = 1 + len(_STEPS) * (lettered > 0)
    letters = np.frombuffer(data, "<u8", lettered, _HEAD * 4)
    at = _HEAD * 4 + letters.nbytes
    whole = np.frombuffer(data, "<u4", (rows + 1) * count, at)
    starts = np.frombuffer(data, "<i4", count, at + whole.nbytes)
    lengths = np.frombuffer(data, "u1", count, at + whole.nbytes + starts.nbytes)
    return Imprint(whole[: rows * count], whole[rows * count :], starts, lengths, letters)


def imprint(text: str) -> Imprint:
    """Return the imprint of a text."""
    read = tokens(text)
    lengths = np.minimum(read.ends - read.starts, _MOST).astype(np.uint8)
    seeds = _runs(read)
    if np.count_nonzero(read.kinds == WORD) <= np.count_nonzero(read.kinds == HAN):
        return Imprint(seeds, _pairs(read), read.starts, lengths, np.empty(0, np.uint64))
    seeds = np.concatenate((seeds, *(_twos(read, step) for step in _STEPS)))
    return Imprint(seeds, _pairs(read), read.starts, lengths, read.letters)


def _runs(read: Tokens) -> NDArray[np.uint32]:
    """Return the seed that begins at each token: the sum of its tokens, so that their order does not matter."""
    count = len(read.keys)
    weights, sums = np.zeros(count + 1, np.int32), np.zeros(count + 1, np.uint64)
    np.cumsum(_WEIGHTS[read.kinds], out=weights[1:])
    np.cumsum(read.keys, out=sums[1:])
    ends = np.searchsorted(weights, weights[:-1] + _FULL)
    full = ends <= count
    ends[~full] = count
    return np.where(full, _short(sums[ends] - sums[:-1]), _NONE)


def _twos(read: Tokens, step: int) -> NDArray[np.uint32]:
    """Return the seed of each long word with one that follows it."""
    found = np.zeros(len(read.keys), np.uint32)
    at = np.flatnonzero((read.kinds == WORD) & (read.sizes >= _LONG_WORD))
    if len(at) > step:
        one, other = at[:-step], at[step:]
        found[one] = _short(read.keys[one] + read.keys[other] + _TWO) * (other - one <= _CLOSE)
    return found


def _pairs(read: Tokens) -> NDArray[np.uint32]:
    """Return the pair of Han that begins at each token, or the word or number itself."""
    found = read.keys.copy()
    han = read.kinds == HAN
    paired = np.zeros(len(han), np.bool_)
    paired[:-1] = han[:-1] & han[1:]
    at = np.flatnonzero(paired)
    found[at] = found[at] * _TURN + read.keys[at + 1]
    short = np.where(paired, _short(found) | _OF_HAN, np.maximum(_short(found) & ~_OF_HAN, _FIRST_EVEN))
    return np.where(paired | ~han, short, _NONE)


def _short(numbers: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return numbers mixed and cut to 32 bits, none of them 0."""
    return np.maximum((mixed(numbers) >> _TOP).astype(np.uint32), np.uint32(1))
