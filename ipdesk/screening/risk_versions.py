"""Which risks of a manuscript are new, which stood in the version before it, and which are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ipdesk.screening.risks import SEVERITIES, Risk

SAME: Final = 0.8  # of the pairs of signs of a passage that the one before has too
FEWEST: Final = 12  # signs; a shorter passage is the same only where it is equal


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskVersions:
    """The risks of a manuscript, parted by what the version before it had; `gone` are risks of that one."""

    new: tuple[Risk, ...] = ()
    unchanged: tuple[Risk, ...] = ()
    gone: tuple[Risk, ...] = ()

    def is_new(self, risk: Risk) -> bool:
        """Say whether a risk was not there before."""
        return risk in self.new


def risk_versions(now: Sequence[Risk], before: Sequence[Risk]) -> RiskVersions:
    """Hold the risks of a manuscript against those of the version before it, wherever they stand in both.

    A passage whose edges were cut otherwise, or of which only a part is left, is the same; one that tells more, is graver,
    is found more often than before, or is a word in a sentence that is another, is new.
    """
    left: defaultdict[tuple[str, ...], list[Risk]] = defaultdict(list)
    for each in before:
        left[each.about].append(each)
    known: set[int] = set()  # places among those of now
    open_: list[int] = []
    for place, each in enumerate(now):
        same = left[each.about]
        if (at := next((at for at, than in enumerate(same) if _is_among(each, than)), None)) is not None:
            if not _is_more(each, same.pop(at)):
                known.add(place)
        else:
            open_.append(place)
    gone = [each for each in before if any(each is one for one in left[each.about])]
    kept: set[int] = set()  # places among those gone that are still there in part
    for place in open_:
        alike = [at for at, each in enumerate(gone) if _says_no_more(now[place], each)]
        if alike:
            kept.add(next((at for at in alike if at not in kept), alike[0]))
            known.add(place)
    return RiskVersions(
        new=tuple(each for place, each in enumerate(now) if place not in known),
        unchanged=tuple(each for place, each in enumerate(now) if place in known),
        gone=tuple(each for at, each in enumerate(gone) if at not in kept),
    )


def _is_among(risk: Risk, than: Risk) -> bool:
    """Say whether a word stands only where the other stood, too; of anything else its words say enough."""
    return not risk.term or set(risk.passages) <= set(than.passages)


def _is_more(risk: Risk, than: Risk) -> bool:
    """Say whether a risk is graver than before, or counts more of what is alike."""
    graver = SEVERITIES.index(risk.severity) < SEVERITIES.index(than.severity)
    return graver or _count(risk) > _count(than)


def _count(risk: Risk) -> int:
    count = risk.reason.args.get("count")
    return count if isinstance(count, int) else 0


def _says_no_more(risk: Risk, than: Risk) -> bool:
    ours, theirs = _compact(risk.text), _compact(than.text)
    if risk.about[:-1] != than.about[:-1] or risk.term or _is_more(risk, than) or len(ours) < FEWEST:
        return False
    pairs, known = list(pairwise(ours)), set(pairwise(theirs))
    return sum(each in known for each in pairs) >= SAME * len(pairs)


def _compact(text: str) -> str:
    return "".join(text.split())
