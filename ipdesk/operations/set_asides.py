"""Hits and sentences that are not what they were taken for: set aside by somebody with a reason, folded, listed, and taken back.

A word is set aside in one wording, with what stands around it; in another it is found as before. A sentence is stock when
somebody says so: passages that hold nothing else are folded. Nothing is dropped unseen: what is folded is told with each check.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ipdesk.model.errors import Incomplete, NotFound, Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.screening.lexicon import Hit
from ipdesk.screening.normal import normal
from ipdesk.screening.risks import Risk
from ipdesk.screening.word_risks import outermost, word_risks
from ipdesk.store import asides, records
from ipdesk.store.asides import Aside

__all__ = [
    "Aside", "Folded", "can_set_aside", "list_asides", "set_aside", "sifted_passages", "sifted_words", "take_back",
]  # fmt: skip

STOCK_KINDS: Final = ("overlap", "stock")
CLOSED: Final = "secrets"  # what a technical secret tells is never stock
LEFT_OVER: Final = 0.2  # of a passage that is stock, the share that may be no part of a sentence set aside


@dataclass(frozen=True, slots=True)
class Folded:
    """A risk that is folded away, and the decision by which it is."""

    risk: Risk
    aside: Aside


def can_set_aside(risk: Risk) -> bool:
    """Say whether a risk may be set aside for good: a hit of a word, or a passage in common but with a secret."""
    return bool(risk.term) or (risk.kind in STOCK_KINDS and risk.register not in ("", CLOSED))


def set_aside(desk: Desk, risk: Risk, reason: str) -> list[int]:
    """Set a hit or a sentence aside for every manuscript, and return the numbers of what was kept.

    Raises Incomplete without a reason, and Refused for a risk that is of no such kind.
    """
    desk.require("rules")
    if not reason.strip():
        raise Incomplete(Message(N_("A decision needs a reason.")), Message(N_("Give a reason.")))
    if not can_set_aside(risk):
        raise Refused(
            Message(N_("Only words, and passages in common but with a secret, are set aside for good.")),
            Message(N_("Decide about this one with its review before publication.")),
        )
    with desk.workspace.write() as writing:
        return [asides.put(writing, each) for each in _asides(desk, risk, reason.strip())]


def _asides(desk: Desk, risk: Risk, reason: str) -> list[Aside]:
    if not risk.term:
        entry = records.entry_id(desk.workspace.db, register(risk.register), risk.record)
        return [Aside(kind="stock", reason=reason, text=risk.text, entry=entry)]
    family = risk.kind.removeprefix("word.")
    known = {(each.term, each.passage) for each in list_asides(desk)}
    return [
        Aside(kind="word", reason=reason, family=family, term=risk.term, passage=passage)
        for passage in dict.fromkeys(risk.passages)
        if (risk.term, passage) not in known
    ]


def list_asides(desk: Desk) -> list[Aside]:
    """Return all that is set aside now, newest first."""
    desk.require("read")
    return asides.listed(desk.workspace.db)


def take_back(desk: Desk, number: int) -> None:
    """Let something be found again. Raises NotFound where nothing of that number is set aside."""
    desk.require("rules")
    with desk.workspace.write() as writing:
        if not asides.end(writing, number):
            raise NotFound(
                Message(N_("Nothing is set aside under {number}."), number=number),
                Message(N_("Look at the list again.")),
            )


def sifted_words(text: str, hits: Sequence[Hit], held: Sequence[Aside]) -> tuple[list[Risk], list[Folded]]:
    """Return the risks of hits, and those that are folded."""
    known = {(each.term, each.passage): each for each in held if each.kind == "word"}
    hits = outermost(hits)
    left = [each for each in hits if (each.term, each.passage) not in known]
    gone = [each for each in hits if (each.term, each.passage) in known]
    folded = [Folded(each, known[each.term, each.passages[0]]) for each in word_risks(text, gone)]
    return list(word_risks(text, left)), folded


def sifted_passages(risks: Iterable[Risk], held: Sequence[Aside]) -> tuple[list[Risk], list[Folded]]:
    """Return the risks of passages, and those that are folded as they hold nothing but stock."""
    stock = [(normal(each.text).signs, each) for each in held if each.kind == "stock"]
    left, folded = [], []
    for each in risks:
        by = _stock_of(each, stock) if stock and can_set_aside(each) else None
        if by is None:
            left.append(each)
        else:
            folded.append(Folded(each, by))
    return left, folded


def _stock_of(risk: Risk, stock: Sequence[tuple[str, Aside]]) -> Aside | None:
    """Return what a passage was set aside by: a sentence that it is part of, or sentences that make up nearly all of it."""
    signs = rest = normal(risk.text).signs
    found: Aside | None = None
    for sentence, aside in stock:
        if signs in sentence:
            return aside
        if sentence and sentence in rest:
            rest, found = rest.replace(sentence, ""), aside
    return found if len(rest) <= LEFT_OVER * len(signs) else None
