"""Passages that a text has in common with protected ones, each cut to what is alike in both.

A cluster of seeds is cut here and there by turns to the run that gains most, when each pair found on the other side counts for it,
by how rare it is, and each other counts against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ipdesk.screening.alike import Alike
from ipdesk.screening.clusters import Cluster, clusters
from ipdesk.screening.corpus import Corpus
from ipdesk.screening.imprints import Imprint, imprint
from ipdesk.screening.rarity import pair_levels

MARGIN: Final = 40  # tokens around a cluster among which its ends are looked for
TURNS: Final = 4
NEAR, THEIR_NEAR = 25, 60  # tokens between passages of one protected text that are one
# A passage that lies in one which matches another text better is told only if it is worth so many times what is asked.
_INSIDE, _BETTER, _TIMES = 0.8, 0.8, 3.0
_ORDINARY_LEVEL, _LEVELS, _LEAST_TELLING = 9.0, 5.0, 0.05


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a passage.

    By which share found a run gains, the weight of its seeds, how many pairs found, and what weight of them, each counted once however often
    it is said, and the share of the passage, here and there, that has to be found.
    """

    share: float
    seeds: float
    pairs: int
    found: float
    least: float


OF_HAN: Final = Asked(0.45, 16, 16, 13, 0.40)
# Words are found by chance where two texts are about the same, so that most of a passage has to be found.
OF_WORDS: Final = Asked(0.50, 16, 12, 2.6, 0.77)


@dataclass(frozen=True, slots=True)
class Overlap:
    """A passage from `start` to `end` of a text, found in the protected text of a key from `record_start` to `record_end`.

    Places are in code points. The score is the share, by weight, of its pairs that are found there; `stock` tells that most of it stands
    in many protected texts.
    """

    start: int
    end: int
    key: str
    record_start: int
    record_end: int
    score: float
    stock: bool


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage by its tokens, with the weight of its pairs that are found and of all of them."""

    text: int
    first: int
    end: int
    their_first: int
    their_end: int
    found: float
    whole: float
    slight: bool
    stock: bool


def overlaps(text: str, corpus: Corpus) -> tuple[Overlap, ...]:
    """Return the passages of a text that protected texts have too, in the order of the text."""
    made = imprint(text)
    weights = _weights(made.pairs)
    cut = (_passage(each, made, weights, corpus.text(each.text)[1]) for each in clusters(made, corpus))
    found = [_overlap(each, made, corpus) for each in _standing(_joined(each for each in cut if each))]
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.key, each.record_start)))


def passages(found: Iterable[Overlap]) -> tuple[tuple[Overlap, ...], ...]:
    """Return overlaps in groups, each about one passage of the text: those of which one lies in the other for the most part."""
    groups: list[list[Overlap]] = []
    for each in sorted(found, key=lambda each: (each.start - each.end, each.start, each.key)):
        size = each.end - each.start
        for group in groups:
            if min(group[0].end, each.end) - max(group[0].start, each.start) >= _INSIDE * size:
                group.append(each)
                break
        else:
            groups.append([each])
    return tuple(tuple(group) for group in sorted(groups, key=lambda group: group[0].start))


def _overlap(each: _Passage, made: Imprint, corpus: Corpus) -> Overlap:
    key, theirs = corpus.text(each.text)
    start, end = made.span(each.first, each.end)
    their_start, their_end = theirs.span(each.their_first, each.their_end)
    return Overlap(start, end, key, their_start, their_end, each.found / each.whole, each.stock)


def _weights(pairs: NDArray[np.uint32]) -> NDArray[np.float32]:
    """Return what each pair tells, from 0 to 1."""
    telling: NDArray[np.float32] = np.clip(
        (_ORDINARY_LEVEL - pair_levels(pairs)) / _LEVELS, _LEAST_TELLING, 1
    ).astype(np.float32)
    telling[pairs == 0] = 0
    return telling


def _passage(
    cluster: Cluster, made: Imprint, weights: NDArray[np.float32], theirs: Imprint
) -> _Passage | None:
    """Return what a cluster is cut to, or None when that is less than is asked."""
    near = _around(cluster.first, cluster.last, len(made.pairs))
    asked = OF_WORDS if made.of_words(near) else OF_HAN
    if cluster.weight < asked.seeds:
        return None
    their_near = _around(cluster.their_first, cluster.their_last, len(theirs.pairs))
    weight, their_weight = weights[near], _weights(theirs.pairs[their_near])
    alike = Alike(made, theirs, near, their_near, weight)
    ours, other = slice(len(weight)), slice(len(their_weight))
    for _ in range(TURNS):
        before = ours, other
        ours = _best_run(weight * (alike.ours(other) - np.float32(asked.share)))
        other = _best_run(their_weight * (alike.theirs(ours) - np.float32(asked.share)))
        if (ours, other) == before:
            break
    telling, their_telling = (
        weight[ours] * alike.ours(other)[ours],
        their_weight[other] * alike.theirs(ours)[other],
    )
    found, whole = float(telling.sum()), float(weight[ours].sum())
    number, once = _once(made.pairs[near][ours], telling)
    if number < asked.pairs or once < asked.found:
        return None
    if found < asked.least * whole or their_telling.sum() < asked.least * their_weight[other].sum():
        return None
    first, their_first = near.start, their_near.start
    return _Passage(
        cluster.text, first + ours.start, first + ours.stop,
        their_first + other.start, their_first + other.stop, found, whole, found < _TIMES * asked.found, cluster.stock,
    )  # fmt: skip


def _once(pairs: NDArray[np.uint32], telling: NDArray[np.float32]) -> tuple[int, float]:
    """Return how many pairs are found, and what they tell together, when none counts again where it is said again."""
    different, place = np.unique(pairs, return_inverse=True)
    most = np.zeros(len(different), np.float32)
    np.maximum.at(most, place, telling)
    return int(np.count_nonzero(most)), float(most.sum())


def _around(first: int, last: int, count: int) -> slice:
    return slice(max(0, first - MARGIN), min(count, last + 1 + MARGIN))


def _best_run(gains: NDArray[np.float32]) -> slice:
    """Return the shortest run whose gains add up to most; it is empty where nothing gains."""
    sums = np.concatenate((np.zeros(1, np.float32), np.cumsum(gains)))
    least = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - least))
    return slice(int(np.flatnonzero(sums[: end + 1] == least[end])[-1]), end)


def _joined(found: Iterable[_Passage]) -> list[_Passage]:
    """Return passages with those of one protected text that lie close together made one."""
    joined: list[_Passage] = []
    ordered = sorted(found, key=lambda each: (each.text, each.first, each.their_first))
    for _, of_text in groupby(ordered, key=lambda each: each.text):
        mine: list[_Passage] = []
        for each in of_text:
            if mine and _near(mine[-1], each):
                mine[-1] = _united(mine[-1], each)
            else:
                mine.append(each)
        joined += mine
    return joined


def _near(one: _Passage, other: _Passage) -> bool:
    between = max(one.their_first, other.their_first) - min(one.their_end, other.their_end)
    return other.first - one.end <= NEAR and between <= THEIR_NEAR


def _united(one: _Passage, other: _Passage) -> _Passage:
    return replace(
        one,
        end=max(one.end, other.end),
        their_first=min(one.their_first, other.their_first),
        their_end=max(one.their_end, other.their_end),
        found=one.found + other.found,
        whole=one.whole + other.whole,
        slight=one.slight and other.slight,
        stock=one.stock and other.stock,
    )


def _standing(found: list[_Passage]) -> list[_Passage]:
    """Return passages without the slight ones that lie in a passage which another protected text has more of."""
    kept: list[_Passage] = []
    for each in sorted(found, key=lambda each: (-each.found, each.first)):
        if not (each.slight and any(_better(one, each) for one in kept)):
            kept.append(each)
    return kept


def _better(one: _Passage, than: _Passage) -> bool:
    inside = min(one.end, than.end) - max(one.first, than.first)
    return (
        one.text != than.text
        and inside >= _INSIDE * (than.end - than.first)
        and than.found < _BETTER * one.found
    )
