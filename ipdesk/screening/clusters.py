"""Clusters: seeds of a text that stand close together both there and in one protected text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ipdesk.screening.corpus import Corpus
from ipdesk.screening.imprints import Imprint
from ipdesk.screening.ordering import changes, in_order, run_lengths
from ipdesk.screening.rarity import seed_levels

WINDOW: Final = 128  # tokens of the text in which a seed may not stand alone
GAP, THEIR_GAP = 36, 44  # tokens without a seed that part a cluster, here and in the protected text
FEWEST_SEEDS: Final = 3
LEAST_WEIGHT: Final = 7.0
MANY_TEXTS: Final = 4  # a seed in so many protected texts is stock
_LEAST_TELLING: Final = 0.4
_MOST_TIMES: Final = 12  # that one seed is asked for in the text
_FEWEST_TEXTS: Final = 200  # weights are those of at least so many texts
_MOST_BITS_OF_WEIGHT, _BITS_A_WEIGHT = 8.0, 2.5
_ORDINARY: Final = 0.3  # for each level of being ordinary
# What is left of a weight when a seed stands in as many protected texts or fewer.
_SHARED: Final = ((3, 1.0), (8, 0.35))
_SHARED_BY_ALL: Final = 0.12
_OF_TWO: Final = 0.5  # what is left of a weight of a seed of two words


@dataclass(frozen=True, slots=True)
class Cluster:
    """Seeds gathered: the protected text by its number, first and last token in the text and there, and the weight of the seeds."""

    text: int
    first: int
    last: int
    their_first: int
    their_last: int
    weight: float
    stock: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Seeds found: the protected text, the token in it, which seed of the text, at which token, its weight, and whether many have it."""

    texts: NDArray[np.int64]
    theirs: NDArray[np.int64]
    seeds: NDArray[np.int64]
    ours: NDArray[np.int64]
    weights: NDArray[np.float64]
    stock: NDArray[np.bool_]

    def where(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> _Found:
        """Return some of them."""
        return _Found(
            self.texts[chosen],
            self.theirs[chosen],
            self.seeds[chosen],
            self.ours[chosen],
            self.weights[chosen],
            self.stock[chosen],
        )


def clusters(made: Imprint, corpus: Corpus) -> list[Cluster]:
    """Return the clusters of the seeds of a text."""
    found = _company(_found(made, corpus))
    if not len(found.texts):
        return []
    groups = _groups(found)
    order = np.lexsort((found.seeds, groups))
    found, groups = found.where(order), groups[order]
    begins = np.flatnonzero(changes(groups))
    fresh = changes(groups) | changes(found.seeds)  # a seed counts once, however often it stands there
    weights = np.add.reduceat(found.weights * fresh, begins)
    numbers = np.add.reduceat(fresh.astype(np.int64), begins)
    stock = np.add.reduceat((found.stock & fresh).astype(np.int64), begins)
    columns = (
        found.texts[begins],
        np.minimum.reduceat(found.ours, begins),
        np.maximum.reduceat(found.ours, begins),
        np.minimum.reduceat(found.theirs, begins),
        np.maximum.reduceat(found.theirs, begins),
        weights,
        stock * 2 >= numbers,
    )
    kept = (numbers >= FEWEST_SEEDS) & (weights >= LEAST_WEIGHT)
    return [Cluster(*row) for row in zip(*(each[kept].tolist() for each in columns), strict=True)]


def _found(made: Imprint, corpus: Corpus) -> _Found:
    """Return where the seeds of a text that tell enough stand in protected texts."""
    asked, times, places = _asked(made.seeds)
    hits = corpus.hits(asked)
    weights, stock = _weights(asked, hits.asked, hits.texts, len(corpus))
    telling = (weights >= _LEAST_TELLING)[hits.asked]
    which, texts, theirs = hits.asked[telling], hits.texts[telling], hits.tokens[telling]
    # Each hit counts at each place where the seed is asked for.
    again = np.repeat(np.arange(len(which)), times[which])
    within = _within(times[which])
    which = which[again]
    seeds = places[(np.cumsum(times) - times)[which] + within]
    row, ours = np.divmod(seeds, len(made.pairs))
    shares = np.where(row > 0, _OF_TWO, 1.0) / times[which]
    return _Found(texts[again], theirs[again], seeds, ours, weights[which] * shares, stock[which])


def _asked(
    seeds: NDArray[np.uint32],
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
    """Return the seeds that may tell enough, in order, how often each is asked for, and where, one seed after the other."""
    at = np.flatnonzero(seeds)
    at = at[_ORDINARY ** seed_levels(seeds[at]) * _MOST_BITS_OF_WEIGHT / _BITS_A_WEIGHT >= _LEAST_TELLING]
    asked, order = in_order(seeds[at])
    times = run_lengths(asked)
    first = _within(times) < _MOST_TIMES
    return asked[changes(asked)], np.minimum(times, _MOST_TIMES), at[order[first]]


def _within(times: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers from 0 on, begun anew after each of so many times."""
    return np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)


def _weights(
    asked: NDArray[np.uint32], which: NDArray[np.int64], texts: NDArray[np.int64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return what each seed asked for tells, and whether it stands in many protected texts."""
    standing = np.bincount(which[changes(which) | changes(texts)], minlength=len(asked))
    bits = np.log2(max(_FEWEST_TEXTS, count) / np.maximum(standing, 1))
    weights = np.clip(bits, 0, _MOST_BITS_OF_WEIGHT) / _BITS_A_WEIGHT * _ORDINARY ** seed_levels(asked)
    left = np.full(len(asked), _SHARED_BY_ALL)
    for most, share in reversed(_SHARED):
        left[standing <= most] = share
    return weights * left, standing >= MANY_TEXTS


def _company(found: _Found) -> _Found:
    """Return the seeds that have another one close by, in one of two grids that overlap."""
    kept = np.zeros(len(found.texts), np.bool_)
    for shift in (0, WINDOW // 2):
        cells = found.texts * (1 << 32) + (found.ours + shift) // WINDOW
        _, place, counts = np.unique(cells, return_inverse=True, return_counts=True)
        kept |= counts[place] > 1
    return found.where(kept)


def _groups(found: _Found) -> NDArray[np.int64]:
    """Return the group of each seed: parted by gaps here and there in turn, until no gap is left."""
    groups, count = found.texts, -1
    while True:
        for places, gap in ((found.ours, GAP), (found.theirs, THEIR_GAP)):
            order = np.lexsort((places, groups))
            parted = changes(groups[order])
            parted[1:] |= np.diff(places[order]) > gap
            groups = np.empty_like(groups)
            groups[order] = np.cumsum(parted)
        if groups.max() == count:
            return groups
        count = groups.max()
