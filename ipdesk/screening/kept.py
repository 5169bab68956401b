"""Passages of a text that are in protected texts of which only fingerprints are kept.

Where in the protected text a fingerprint comes from is not known, so what is found is gathered by its place in the text compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from ipdesk.screening.fingerprints import Containment, folded, sampled
from ipdesk.screening.normal import normal

MOST_BETWEEN: Final = 8  # fingerprints that are not found between two that are
FEWEST: Final = 5
MANY_TEXTS: Final = 4  # a fingerprint that so many kept texts have is stock
LEAST_SHARE: Final = 0.3
Shingle = tuple[int, int, int]  # begin and end in the text, and the number


@dataclass(frozen=True, slots=True)
class KeptOverlap:
    """A passage from `start` to `end` of a text, in code points, of which a kept text has fingerprints.

    The score is the share of its fingerprints that the kept text has; `contained` tells how much of the kept text that is.
    """

    start: int
    end: int
    key: str
    score: float
    contained: Containment


def kept_overlaps(text: str, kept: Mapping[str, frozenset[int]], secret: bytes) -> tuple[KeptOverlap, ...]:
    """Return the passages of a text that kept texts have, by the fingerprints of each made with one secret key.

    A text with traditional signs or letters of other scripts is read a second time as what it looks like.
    """
    if not kept:
        return ()
    found = _found(list(sampled(text, secret)), kept)
    seen = normal(text)
    if seen.signs != folded(text):
        shingles = [(*seen.span(begin, end), number) for begin, end, number in sampled(seen.signs, secret)]
        found = _longest([*found, *_found(shingles, kept)])
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.key)))


def _found(shingles: list[Shingle], kept: Mapping[str, frozenset[int]]) -> list[KeptOverlap]:
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, (_, _, number) in enumerate(shingles):
        places[number].append(place)
    given = frozenset(places)
    common = {key: shared for key, numbers in kept.items() if len(shared := numbers & given) >= FEWEST}
    standing = Counter(chain.from_iterable(common.values()))
    found = []
    for key, shared in common.items():
        telling = (number for number in shared if standing[number] < MANY_TEXTS)
        for run in _runs(sorted(chain.from_iterable(places[number] for number in telling))):
            distinct = len({shingles[place][2] for place in run})
            share = len(run) / (run[-1] - run[0] + 1)
            if distinct >= FEWEST and share >= LEAST_SHARE:
                start, end = shingles[run[0]][0], max(shingles[place][1] for place in run)
                found.append(KeptOverlap(start, end, key, share, Containment(distinct, len(kept[key]))))
    return found


def _longest(found: list[KeptOverlap]) -> list[KeptOverlap]:
    """Return overlaps without those that a longer one with the same kept text lies over."""
    kept: list[KeptOverlap] = []
    for each in sorted(found, key=lambda each: each.start - each.end):
        if not any(one.key == each.key and one.start < each.end and each.start < one.end for one in kept):
            kept.append(each)
    return kept


def _runs(found: list[int]) -> Iterator[list[int]]:
    """Yield places in order, parted where too many lie between."""
    run: list[int] = []
    for place in found:
        if run and place - run[-1] - 1 > MOST_BETWEEN:
            yield run
            run = []
        run.append(place)
    if run:
        yield run
