"""How alike two texts are, and signatures by which alike texts find each other among many.

A text is the set of its neighbouring pairs of signs. Two texts are alike by the share of pairs they
have in common (Jaccard). MinHash signatures cut into bands put alike texts into a common band with
a probability that rises steeply with their likeness, so that few candidates need to be compared.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from operator import add
from typing import Final

from ipdesk.model.folding import folded

TITLE_BANDS: Final = (8, 2)
TEXT_BANDS: Final = (6, 3)
SHORTEST_TEXT: Final = 40
_WIDE: Final = re.compile("[，。（）；：！？、“”]+")
_OTHER: Final = re.compile(r"[\W_]+")  # all that is neither letter nor digit
_MASK: Final = (1 << 61) - 1
# Multipliers and offsets of the permutations; any fixed odd numbers serve, they may never change
# because signatures are stored.
_STEPS: Final = tuple(
    ((0x9E3779B97F4A7C15 * (index + 1)) & _MASK | 1, (0xD1B54A32D192ED03 * (index + 7)) & _MASK)
    for index in range(18)
)


def pairs(text: str) -> frozenset[str]:
    """Return the neighbouring pairs of letters and digits of a text, folded in width and case."""
    # No loop in Python: findings compare forty texts at each pause of somebody who types. Without its wide
    # punctuation, which takes longest to fold, Chinese text mostly is in its folded form already.
    signs = _OTHER.sub("", folded(_WIDE.sub(" ", text)))
    return frozenset(map(add, signs, signs[1:])) if len(signs) > 1 else frozenset(signs)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of pairs in common, from 0 to 1; 0 when either text is empty."""
    return len(one & other) / len(one | other) if one and other else 0.0


@lru_cache(
    maxsize=20_000
)  # a row of a file is looked up by its bands first and, once accepted, kept under them
def bands(title: str, text: str) -> tuple[int, ...]:
    """Return the band numbers (63 bits) of a record's title and text; a short text has none."""
    found = _bands("title", pairs(title), *TITLE_BANDS)
    if len(text) >= SHORTEST_TEXT:
        found += _bands("text", pairs(text), *TEXT_BANDS)
    return tuple(dict.fromkeys(found))


def _bands(what: str, of: frozenset[str], count: int, width: int) -> list[int]:
    if not of:
        return []
    hashes = [zlib.crc32(each.encode()) for each in of]
    # Lists, not generators: this is most of what adding a record takes.
    least = [
        min([(hashed * step + offset) & _MASK for hashed in hashes])
        for step, offset in _STEPS[: count * width]
    ]
    found = []
    for band in range(count):
        part = f"{what}:{band}:{least[band * width : (band + 1) * width]}".encode()
        found.append(zlib.crc32(part) << 31 | zlib.adler32(part) & 0x7FFFFFFF)
    return found
