"""Many short texts folded in one pass, which is many times as fast as one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ipdesk.screening.normal import normal


def folded_words(words: Sequence[str]) -> list[str]:
    """Return the folded signs of each of some words."""
    made = normal("\n".join(words))
    ends = np.cumsum(np.fromiter((len(word) + 1 for word in words), np.int64, len(words)))
    edges = np.searchsorted(made.places, np.concatenate((np.zeros(1, np.int64), ends))).tolist()
    signs = made.signs
    return [signs[begin:end] for begin, end in pairwise(edges)]
