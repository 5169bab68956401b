"""Fingerprints of a text: a sample of keyed numbers by which parts of it are known again, without the text itself.

A text is brought to its letters, digits and Han, folded in width, case and accents. At each of them a shingle begins that
reaches on until its weight is full; a Han weighs twice what a letter does. A shingle is sampled by its own value, so that it
is sampled in every text or in none, and stands in the set as eight bytes of its HMAC-SHA256. The set tells no places and
no counts. Whoever has the key can still test a guess against it: so it bears the marking of the text.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, compress, count, repeat
from typing import Final

# What stored sets were made with; a set of another form cannot be compared.
FORM: Final = "1"
KEY_BYTES: Final = 32
NUMBER_BYTES: Final = 8
FULL_WEIGHT: Final = 20
HAN_WEIGHT: Final = 2
ONE_IN: Final = 4
# A set of fewer is no use for comparison, and the text is soon guessed.
FEWEST: Final = 8
_SIGN_BYTES: Final = 4  # of UTF-32
_BLOCK: Final = 64  # bytes of a block of SHA-256; a longer key would be hashed first


@dataclass(frozen=True, slots=True)
class Containment:
    """How many of the fingerprints of a kept text are found in a given one."""

    found: int
    kept: int

    @property
    def share(self) -> float:
        """The share of the kept text that the given one contains, from 0 to 1."""
        return self.found / self.kept if self.kept else 0.0


def fingerprints(text: str, key: bytes) -> frozenset[int]:
    """Return the fingerprints of a text under a key; a short text may have none."""
    return frozenset(number for _, _, number in sampled(text, key))


def sampled(text: str, key: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield begin and end in the text, in code points, and the number of each shingle sampled; for the text compared."""
    signs, places = _signs(text)
    raw = signs.encode("utf-32-le")
    ends = _ends(signs)
    number_of = _hmac(key)
    for begin, end in enumerate(ends):
        shingle = raw[begin * _SIGN_BYTES : end * _SIGN_BYTES]
        # The sample is chosen by a quick sum, so that the slow one is made of few; neither knows more than the shingle.
        if zlib.crc32(shingle) % ONE_IN:
            continue
        yield places[begin], places[end - 1] + 1, int.from_bytes(number_of(shingle)[:NUMBER_BYTES], "big")


def folded(text: str) -> str:
    """Return the letters, digits and Han of a text as fingerprints are made of them."""
    return _signs(text)[0]


def containment(text: str, kept: frozenset[int], key: bytes) -> Containment:
    """Return how much of a kept text, of which only fingerprints are there, a given text contains."""
    return Containment(len(kept & fingerprints(text, key)), len(kept))


def packed(numbers: frozenset[int]) -> bytes:
    """Return fingerprints as bytes in the order of their values, which tells nothing of the order in the text."""
    return b"".join(number.to_bytes(NUMBER_BYTES, "big") for number in sorted(numbers))


def unpacked(data: bytes) -> frozenset[int]:
    """Return the fingerprints that lie in bytes."""
    return frozenset(
        int.from_bytes(data[place : place + NUMBER_BYTES], "big")
        for place in range(0, len(data), NUMBER_BYTES)
    )


def _signs(text: str) -> tuple[str, array[int]]:
    """Return the folded letters, digits and Han of a text, and the place that each comes from."""
    table = {sign: _folded(sign) for sign in set(text)}
    parts = [table[sign] for sign in text]
    if max(map(len, table.values()), default=0) > 1:
        return "".join(parts), array("q", chain.from_iterable(map(repeat, count(), map(len, parts))))
    return "".join(parts), array("q", compress(count(), parts))


def _hmac(key: bytes) -> Callable[[bytes], bytes]:
    """Return HMAC-SHA256 under a key; what the key alone decides is reckoned once, which makes it three times as fast."""
    block = key.ljust(_BLOCK, b"\0")
    inner, outer = (hashlib.sha256(bytes(each ^ pad for each in block)) for pad in (0x36, 0x5C))

    def digest(message: bytes) -> bytes:
        first, second = inner.copy(), outer.copy()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    return digest


def _folded(sign: str) -> str:
    """Return what a sign amounts to: letters and digits without width, case and accents."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(each for each in plain if each.isalnum())


def _weight(sign: str) -> int:
    return HAN_WEIGHT if sign >= "⺀" else 1  # from the first block of Han and kana on


def _ends(signs: str) -> Iterator[int]:
    """Yield where each shingle ends, for as long as its weight comes full."""
    weights = array("q", accumulate(map(_weight, signs), initial=0))
    end = 0
    for begin in range(len(signs)):
        while end <= len(signs) and weights[end] - weights[begin] < FULL_WEIGHT:
            end += 1
            if end > len(signs):
                return
        yield end
