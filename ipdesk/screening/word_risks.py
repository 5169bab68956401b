"""What hits of the lexicon mean for a manuscript: those that hold it back each by itself, others together with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from ipdesk.model.text import N_, Message
from ipdesk.screening.lexicon import Hit
from ipdesk.screening.risks import HOLDING, SEVERITIES, Risk

HIT: Final = N_("{family}: “{term}”.")
HITS: Final = N_("{family}: “{term}”, {count} times.")
HIDDEN: Final = N_("{family}: “{term}”, written so that it is easily overlooked.")


def word_risks(text: str, hits: Iterable[Hit]) -> Iterator[Risk]:
    """Yield a risk for each hit that holds a manuscript back, and one for all alike of those that do not.

    Numbers that are only to be looked up are left to whoever looks them up.
    """
    told = [each for each in hits if not each.family.lookup]
    for each in told:
        if each.severity in HOLDING or not each.certain:
            yield _risk(text, [each], HIT if each.certain else HIDDEN)
    others = sorted((each for each in told if each.severity not in HOLDING and each.certain), key=_kind)
    for _, alike in groupby(others, key=_kind):
        many = sorted(alike, key=lambda each: each.start)
        yield _risk(text, many, HIT if len(many) == 1 else HITS)


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits without those that lie within a longer one as grave and as certain: one marking is told once."""
    kept: list[Hit] = []
    for each in sorted(hits, key=lambda each: (each.start, -each.end)):
        if not (kept and _holds(kept[-1], each)):
            kept.append(each)
    return kept


def _holds(outer: Hit, inner: Hit) -> bool:
    return (
        inner.end <= outer.end
        and (inner.start, inner.end) != (outer.start, outer.end)
        and not inner.family.lookup
        and SEVERITIES.index(outer.severity) <= SEVERITIES.index(inner.severity)
        and outer.certain >= inner.certain
    )


def _kind(hit: Hit) -> tuple[str, str]:
    return hit.family.id, hit.term


def _risk(text: str, hits: Sequence[Hit], said: str) -> Risk:
    """Return the risk of hits of one term, which stands where the first of them does."""
    hit = hits[0]
    passage = text[hit.start : hit.end]
    return Risk(
        kind=f"word.{hit.family.id}",
        severity=hit.severity,
        reason=Message(said, family=hit.family.label, term=passage, count=len(hits)),
        clears=Message("{act}", act=hit.family.clears),
        basis=hit.family.basis,
        start=hit.start,
        end=hit.end,
        text=passage,
        term=hit.term,
        passages=tuple(each.passage for each in hits),
    )
