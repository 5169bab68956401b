"""How ordinary wording is, by tables of how often each seed and pair was counted in texts that are no one's secret."""

from __future__ import annotations

import lzma
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ipdesk.paths import resource_path

SEEDS, PAIRS = "seeds.xz", "pairs.xz"
SEED_BITS: Final = 22
PAIR_BITS: Final = 20
HASH_BITS: Final = 32


def seed_levels(seeds: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Return for each seed how ordinary it is: 0 for one that was hardly ever met, one more for each doubling."""
    return _table(SEEDS).take(seeds >> np.uint32(HASH_BITS - SEED_BITS))


def pair_levels(pairs: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Return the same for pairs."""
    return _table(PAIRS).take(pairs >> np.uint32(HASH_BITS - PAIR_BITS))


@cache
def _table(name: str) -> NDArray[np.uint8]:
    packed = resource_path("screening", name).read_bytes()
    return np.frombuffer(lzma.decompress(packed), np.uint8)
