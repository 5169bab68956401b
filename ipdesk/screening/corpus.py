"""The imprints of all protected texts, laid out so that those which share seeds with another text are found at once.

Most stand in one sorted shelf. What was put or taken away since stands apart in a small one, made when it is first looked into, until
it has grown so that the large one is worth sorting anew; so one text changes in no time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ipdesk.screening.imprints import Imprint
from ipdesk.screening.ordering import in_order

MOST_PLACES: Final = 60  # of one seed in the protected texts
_FEWEST_BITS, _MOST_BITS = 8, 22
_HASH_BITS: Final = 32
_SMALL: Final = 200  # texts that may stand apart however few the others are
_SHARE: Final = 10  # of so many texts one may stand apart


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Where seeds that were asked for stand: which of them, in which text by its number, at which token of it.

    Those of one seed in one text follow each other.
    """

    asked: NDArray[np.int64]
    texts: NDArray[np.int64]
    tokens: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Shelf:
    """Texts side by side, and all their seeds in order but those that stand in so many places that they tell nothing.

    `firsts` tells where the seeds of each text would begin, `counts` how many tokens it has, `places` where each seed would stand, and
    `owners` whose place that is; `buckets` tells by its first bits where a seed may be.
    """

    keys: tuple[str, ...]
    imprints: tuple[Imprint, ...]
    firsts: NDArray[np.int64]
    counts: NDArray[np.int64]
    owners: NDArray[np.unsignedinteger[Any]]
    seeds: NDArray[np.uint32]
    places: NDArray[np.uint32]
    buckets: NDArray[np.int32]
    shift: np.uint32

    def hits(self, asked: NDArray[np.uint32]) -> Hits:
        """Return where seeds stand; they must be in order, and so are the hits, by seed and text."""
        bucket = asked >> self.shift
        begins = self.buckets[bucket]
        counts = self.buckets[bucket + 1] - begins
        which = np.repeat(np.arange(len(asked)), counts)
        at = np.arange(len(which)) + np.repeat(begins - np.cumsum(counts) + counts, counts)
        same = np.flatnonzero(self.seeds[at] == asked[which])
        places = self.places[at[same]]
        texts = self.owners[places].astype(np.int64)
        return Hits(which[same], texts, (places - self.firsts[texts]) % self.counts[texts])


def _shelf(held: Mapping[str, Imprint]) -> _Shelf:
    """Return texts as a shelf."""
    imprints = tuple(held.values())
    lengths = [len(each.seeds) for each in imprints]
    firsts = np.cumsum([0, *lengths], dtype=np.int64)
    seeds, places = in_order(np.concatenate([np.empty(0, np.uint32), *(each.seeds for each in imprints)]))
    kept = _telling(seeds)
    seeds, places = seeds[kept], places[kept]
    bits = min(max(len(seeds).bit_length() - 1, _FEWEST_BITS), _MOST_BITS)
    shift = np.uint32(_HASH_BITS - bits)
    buckets = np.zeros((1 << bits) + 1, np.int32)
    np.cumsum(np.bincount(seeds >> shift, minlength=1 << bits), out=buckets[1:])
    owners = np.repeat(np.arange(len(imprints), dtype=np.min_scalar_type(len(imprints))), lengths)
    tokens = np.array([len(each.pairs) for each in imprints], np.int64)
    return _Shelf(tuple(held), imprints, firsts, tokens, owners, seeds, places, buckets, shift)


def _telling(seeds: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell which of seeds in order stand in few enough places; 0 is none."""
    telling = seeds > 0
    often = np.unique(seeds[MOST_PLACES:][seeds[MOST_PLACES:] == seeds[:-MOST_PLACES]])
    for begin, end in zip(np.searchsorted(seeds, often), np.searchsorted(seeds, often, "right"), strict=True):
        telling[begin:end] = False
    return telling


@dataclass(slots=True, eq=False)
class Corpus:
    """Protected texts by their keys. It is no value: it changes as texts do, and whoever holds it asks one at a time."""

    _held: dict[str, Imprint] = field(default_factory=dict)
    _fresh: dict[str, Imprint] = field(default_factory=dict)
    _large: _Shelf = field(default_factory=lambda: _shelf({}))
    _small: _Shelf | None = None

    def __len__(self) -> int:
        return len(self._held)

    def put(self, key: str, made: Imprint) -> None:
        """Take in a text, in place of what was there under its key."""
        self._held[key] = self._fresh[key] = made
        self._small = None

    def drop(self, key: str) -> None:
        """Forget a text, if it is there."""
        self._held.pop(key, None)
        if self._fresh.pop(key, None):
            self._small = None

    def ready(self) -> None:
        """Sort what has to be sorted before seeds are looked for; they do it themselves otherwise."""
        if len(self._fresh) > max(_SMALL, len(self._held) // _SHARE):
            self._large, self._fresh, self._small = _shelf(self._held), {}, None
        if self._small is None:
            self._small = _shelf(self._fresh)

    def hits(self, asked: NDArray[np.uint32]) -> Hits:
        """Return where seeds, in order, stand in the texts as they are now."""
        self.ready()
        assert self._small is not None
        large, small = self._large.hits(asked), self._small.hits(asked)
        current = self._current()[large.texts]
        return Hits(
            np.concatenate((large.asked[current], small.asked)),
            np.concatenate((large.texts[current], small.texts + len(self._large.keys))),
            np.concatenate((large.tokens[current], small.tokens)),
        )

    def text(self, number: int) -> tuple[str, Imprint]:
        """Return key and imprint of a text by its number among hits, which holds until texts change."""
        assert self._small is not None
        shelf, at = (
            (self._large, number)
            if number < len(self._large.keys)
            else (self._small, number - len(self._large.keys))
        )
        return shelf.keys[at], shelf.imprints[at]

    def _current(self) -> NDArray[np.bool_]:
        """Tell of each text of the large shelf whether it is still as it stands there."""
        held = self._held
        pairs = zip(self._large.keys, self._large.imprints, strict=True)
        return np.fromiter((held.get(key) is made for key, made in pairs), np.bool_, len(self._large.keys))
