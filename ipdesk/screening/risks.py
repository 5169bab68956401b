"""Risks found in a manuscript: where, why, on which basis, and the one act that clears each. A risk is a prompt, never a clearance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final, Literal

from ipdesk.model.findings import Basis
from ipdesk.model.text import N_, Message

RiskSeverity = Literal["block", "defer", "warn", "info"]
SEVERITIES: Final[tuple[RiskSeverity, ...]] = ("block", "defer", "warn", "info")
HOLDING: Final = frozenset({"block", "defer"})  # those with which nothing goes out

MOST_ALIKE: Final = 200  # of one kind that are told each by itself: more are read by nobody, and a window would never end with them

MORE: Final = N_("{count} more like these are in the file and not told one by one.")
CLEAR_MORE: Final = N_("Settle those that are told, and check the file again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One risk of a manuscript, from `start` to `end` in its text, both 0 where it lies in no passage.

    `register` and `record` name the record it is about, with `record_start` and `record_end` in its protected text, None where
    places are not known. `others` are further records with the same passage. The score is from 0 to 1.
    A hit of a word tells its term, by which it may be set aside. `passages` are digests of just what it is about, where its words
    alone do not say it: what stands around each hit of a word, the file of which something was not read.
    """

    kind: str
    severity: RiskSeverity
    reason: Message
    clears: Message
    basis: tuple[Basis, ...] = ()
    start: int = 0
    end: int = 0
    text: str = ""
    register: str = ""
    record: str = ""
    file: str = ""
    record_start: int | None = None
    record_end: int | None = None
    score: float | None = None
    others: tuple[str, ...] = ()
    term: str = ""
    passages: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a decision about it holds for, in every version: what it is about and says, and among what, not where it stands."""
        whole = "\x1f".join((*self.about, *sorted(set(self.passages))))
        return sha256(whole.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def about(self) -> tuple[str, ...]:
        """What it is about and what it says, wherever it stands."""
        return self.kind, self.register, self.record, self.file, "".join(self.text.split())


def in_order(risks: list[Risk]) -> tuple[Risk, ...]:
    """Return risks with the most severe first, then as they stand in the text."""
    return tuple(sorted(risks, key=lambda each: (SEVERITIES.index(each.severity), each.start, each.kind)))


def told_apart(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """Return risks in their order, of each kind so many as can be read; the rest of a kind is one that tells their number."""
    by_kind: defaultdict[str, list[Risk]] = defaultdict(list)
    for each in risks:
        by_kind[each.kind].append(each)
    found: list[Risk] = []
    for alike in by_kind.values():
        found += alike[:MOST_ALIKE]
        if rest := alike[MOST_ALIKE:]:
            found.append(_together(rest))
    return in_order(found)


def _together(rest: list[Risk]) -> Risk:
    """Return the risk that stands for many, at the first and as grave as the gravest of them; it is about no record."""
    first = rest[0]
    of_no_record = replace(
        first, register="", record="", file="", record_start=None, record_end=None, others=()
    )
    said, keys = Message(MORE, count=len(rest)), tuple(each.key for each in rest)
    return replace(
        of_no_record, reason=said, clears=Message(CLEAR_MORE), text="", term="", passages=keys, score=None
    )
