"""Numbers put in order, and where they change."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_LOW: Final = np.uint64(32)


def in_order(numbers: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return numbers in order and the place of each, equal ones by place."""
    # One number of 64 bits for both: numpy sorts those several times as fast as it finds an order.
    whole = numbers.astype(np.uint64)
    whole <<= _LOW
    whole |= np.arange(len(whole), dtype=np.uint32)
    whole.sort()
    return (whole >> _LOW).astype(np.uint32), whole.astype(np.uint32)


def changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell at each value whether it differs from the one before; the first does."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def run_lengths(values: NDArray[Any]) -> NDArray[np.int64]:
    """Return how long each run of equal values is."""
    return np.diff(np.flatnonzero(changes(values)), append=len(values))
