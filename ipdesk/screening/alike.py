"""Which pairs of a run of tokens are found in a run of another text.

Between words much is found by chance, so a word that has no other found close to it both here and there counts for little; and two
long words are alike when most of their pairs of letters are, whatever letters were changed.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ipdesk.screening.imprints import Imprint

_LARGEST: Final = 400_000  # comparisons of each with each; of longer runs it is only asked what is in both
_ALIKE: Final = 0.55  # the share of pairs of letters in common in which two words are alike
_REACH: Final = 4  # words from one to another that keeps it company
_TELLING: Final = 0.2  # what a word must tell to keep company
_ALONE: Final = 0.2  # what a word found without company counts
Counts = NDArray[np.bool_] | NDArray[np.float32]


class Alike:
    """Two runs of tokens compared, each pair with each."""

    def __init__(
        self, made: Imprint, theirs: Imprint, ours: slice, other: slice, weights: NDArray[np.float32]
    ) -> None:
        """Compare a run of a text, whose pairs tell as much as the weights say, with a run of another."""
        self._ours, self._theirs = made.pairs[ours], theirs.pairs[other]
        self._each: Counts | None = None
        if len(self._ours) * len(self._theirs) <= _LARGEST:
            same: NDArray[np.bool_] = self._ours[:, None] == self._theirs
            if made.words and theirs.words:
                same |= _nearly(made.letters[ours], theirs.letters[other])
            self._each = _in_company(same, weights >= _TELLING) if made.of_words(ours) else same

    def ours(self, other: slice) -> Counts:
        """Return how far each of our pairs is found in a part of their run."""
        if self._each is None:
            return _bridged(np.isin(self._ours, self._theirs[other]))
        return _bridged(self._each[:, other].max(axis=1, initial=0))

    def theirs(self, ours: slice) -> Counts:
        """Return how far each of their pairs is found in a part of ours."""
        if self._each is None:
            return _bridged(np.isin(self._theirs, self._ours[ours]))
        return _bridged(self._each[ours].max(axis=0, initial=0))


def _bridged(found: Counts) -> Counts:
    """Return the same where a pair between two that are found is found too, since words may have changed places there."""
    found[1:-1] = np.maximum(found[1:-1], np.minimum(found[:-2], found[2:]))
    return found


def _nearly(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell of each word with each whether most of their pairs of letters are the same."""
    common = np.bitwise_count(one[:, None] & other)
    alike: NDArray[np.bool_] = common > np.bitwise_count(one[:, None] | other) * np.float32(_ALIKE)
    return alike


def _in_company(same: NDArray[np.bool_], telling: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return 1 for each that is the same and has another that tells something close by, and little for each that has none."""
    side = 2 * _REACH + 1
    sums = np.pad(same & telling[:, None], ((_REACH + 1, _REACH), (_REACH + 1, _REACH))).astype(np.int32)
    own = sums[_REACH + 1 : len(sums) - _REACH, _REACH + 1 : sums.shape[1] - _REACH].copy()
    np.cumsum(sums, axis=0, out=sums)
    np.cumsum(sums, axis=1, out=sums)
    around = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    counts = np.where(around > own, np.float32(1), np.float32(_ALONE))
    counts[~same] = 0
    return counts
