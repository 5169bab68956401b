"""What passages in common with protected texts mean: by what the record is, whether it is filed, and whose result it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from ipdesk.model.text import N_, Message
from ipdesk.registers.sources import OPINION_AGREEMENTS, TRADE_SECRETS
from ipdesk.screening.kept import KeptOverlap
from ipdesk.screening.overlaps import Overlap
from ipdesk.screening.risks import Risk, RiskSeverity, in_order

Sort = Literal["secret", "result", "right"]

NOVELTY: Final = (OPINION_AGREEMENTS,)
SECRECY: Final = (TRADE_SECRETS, OPINION_AGREEMENTS)
LONG_PRINT: Final = 60  # characters of a passage of which fingerprints are found
SURE_PRINT: Final = 0.6  # of its fingerprints
_SAME: Final = 0.6  # of two passages that are one, the share that both have

SECRET: Final = N_("This passage is in the technical secret {number}.")
SECRET_PRINTS: Final = N_("This passage has fingerprints of the technical secret {number}.")
UNFILED: Final = N_("This passage is in {number}, for which nothing is filed yet.")
FILED: Final = N_("This passage is in {number}, filed on {day}.")
FILED_BY_OTHERS: Final = N_(
    "This passage is in {number}, filed on {day}, and none of the authors is named there as an inventor."
)
FILED_LATER: Final = N_(
    "This passage is in {number}, filed on {day}, which is after the text may be public, {public}."
)
STOCK: Final = N_("This is a sentence that many records have: {number} and others.")
CLEAR_SECRET: Final = N_("Take the passage out, or have whoever keeps the secret end its secrecy first.")
CLEAR_UNFILED: Final = N_("Hold it until the application is filed and recorded, or take the passage out.")
CLEAR_FILED: Final = N_("Nothing is to be done if this is the authors' own filed result.")
CLEAR_OTHERS: Final = N_(
    "Find out whose result this is: name whoever made it, or have those who did agree that it is told here."
)
CLEAR_STOCK: Final = N_("Look whether it tells anything of its own; if not, say so once.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a protected text is of: a secret, a result that was disclosed, or a right; when it was filed, and whether none of the
    authors is named as its maker."""

    sort: Sort
    register: str
    number: str
    file: str = ""
    filed_on: date | None = None
    of_others: bool = False


def overlap_risks(
    text: str, passages: Iterable[Overlap], standings: Mapping[str, Standing], public_on: date
) -> tuple[Risk, ...]:
    """Return the risks of passages in common; one passage in several records is one risk, named by the gravest.

    `public_on` is the first day on which the text may be public.
    """
    found = [_risk(text, each, standings[each.key], public_on) for each in passages]
    return in_order(_grouped(_own_first(found)))


def print_risk(text: str, passage: KeptOverlap, of: Standing) -> Risk:
    """Return the risk of a passage that shares fingerprints with a secret of which no text is kept.

    A short one, or one of which only some are found, may be a sentence that many write: people look at it.
    """
    sure = passage.end - passage.start >= LONG_PRINT and passage.score >= SURE_PRINT
    return Risk(
        kind="overlap",
        severity="block" if sure else "warn",
        reason=Message(SECRET_PRINTS, number=of.number),
        clears=Message(CLEAR_SECRET),
        basis=SECRECY,
        start=passage.start,
        end=passage.end,
        text=text[passage.start : passage.end],
        register=of.register,
        record=of.number,
        score=round(passage.score, 3),
    )


def _risk(text: str, passage: Overlap, of: Standing, public_on: date) -> Risk:
    severity, reason, clears = _meaning(passage, of, public_on)
    return Risk(
        kind="stock" if passage.stock and of.sort != "secret" else "overlap",
        severity=severity,
        reason=reason,
        clears=Message(clears),
        basis=SECRECY if of.sort == "secret" else NOVELTY,
        start=passage.start,
        end=passage.end,
        text=text[passage.start : passage.end],
        register=of.register,
        record=of.number,
        file=of.file,
        record_start=passage.record_start,
        record_end=passage.record_end,
        score=round(passage.score, 3),
    )


def _meaning(passage: Overlap, of: Standing, public_on: date) -> tuple[RiskSeverity, Message, str]:
    if of.sort == "secret":
        return "block", Message(SECRET, number=of.number), CLEAR_SECRET
    if passage.stock:
        return "info", Message(STOCK, number=of.number), CLEAR_STOCK
    if of.filed_on is None:
        return "defer", Message(UNFILED, number=of.number), CLEAR_UNFILED
    if of.filed_on > public_on:
        said = Message(FILED_LATER, number=of.number, day=of.filed_on, public=public_on)
        return "defer", said, CLEAR_UNFILED
    if of.of_others:
        return "warn", Message(FILED_BY_OTHERS, number=of.number, day=of.filed_on), CLEAR_OTHERS
    return "info", Message(FILED, number=of.number, day=of.filed_on), CLEAR_FILED


def _own_first(risks: Sequence[Risk]) -> list[Risk]:
    """Return risks without what others filed where a result of the authors themselves, filed as well, has the same passage."""
    own = [each for each in risks if each.reason.id == FILED]
    return [
        each
        for each in risks
        if each.reason.id != FILED_BY_OTHERS or not any(_are_one(each, one) for one in own)
    ]


def _grouped(risks: Sequence[Risk]) -> list[Risk]:
    """Return risks with those of one passage as one: the gravest, which names the other records."""
    found: list[Risk] = []
    for each in in_order(list(risks)):
        first = next((place for place, held in enumerate(found) if _are_one(held, each)), None)
        if first is None:
            found.append(each)
        elif each.record not in (found[first].record, *found[first].others):
            found[first] = replace(found[first], others=(*found[first].others, each.record))
    return found


def _are_one(one: Risk, other: Risk) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    return whole > 0 and common >= _SAME * whole
