"""What risks are called wherever they are shown: how grave they are, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ipdesk.model.text import N_, Message
from ipdesk.screening.risks import RiskSeverity

CAUTION: Final = N_(
    "A check finds risks; it clears nothing. Passages under some 60 Han or 30 words may be missed; freely rewritten ones, pictures, and what is listed were not judged."
)
SEVERITY_WORDS: Final[Mapping[RiskSeverity, str]] = {
    "block": N_("Must not go out"),
    "defer": N_("Not yet"),
    "warn": N_("To be looked at"),
    "info": N_("For information"),
}
SEVERITY_MARKS: Final[Mapping[RiskSeverity, str]] = {"block": "■", "defer": "◆", "warn": "▲", "info": "●"}
PLACE_WORDS: Final[Mapping[str, str]] = {
    "page": N_("page {number}"),
    "slide": N_("slide {number}"),
    "paragraph": N_("paragraph {number}"),
    "line": N_("line {number}"),
}
APPROVED: Final = N_("This is one of the files that were approved.")
DECIDED: Final = N_("Decided: {answer}")
WHOLE_FILE: Final = N_("whole file")
WORDS: Final = "word."  # what kinds of risks found by the lexicon begin with; the name of its family follows
KIND_WORDS: Final[Mapping[str, str]] = {
    "state-marking": N_("Marking of a state secret"),
    "overlap": N_("Passage in common"),
    "stock": N_("Sentence that many records have"),
    "values": N_("Rare values of one record"),
    "undisclosed": N_("Result not disclosed"),
    "unfiled": N_("Result not filed"),
    "filed-later": N_("Filed after it may be public"),
    "novelty-abroad": N_("Novelty abroad"),
    "grace": N_("Grace period"),
    "affiliation-abroad": N_("Affiliation abroad"),
    "author-abroad": N_("Author from abroad"),
    "venue-abroad": N_("Venue abroad"),
    "unread": N_("Not everything was read"),
    "not-approved": N_("Not the file approved"),
    "authors-unread": N_("Authors not found"),
    "author-unknown": N_("Author not known"),
    "author-agreement": N_("Author without an agreement"),
    "author-left": N_("Author who left"),
    "author-post": N_("Author in a classified post"),
    "author-of-uncompared": N_("Author of what was not compared"),
    "project-classified": N_("Classified project"),
    "project-defence": N_("Defence project"),
    "contract-secrecy": N_("Terms of a contract on secrecy"),
    "funding-terms": N_("Terms of a funder on publication"),
    "funding-notice": N_("Notice to a funder in advance"),
    "funding-unknown": N_("Number of no project here"),
}


def kind_label(kind: str, families: Mapping[str, object]) -> Message:
    """Return what a kind of risk is called; `families` are the labels of the lexicon's families by name. An unknown one is its code."""
    if kind.startswith(WORDS):
        name = kind.removeprefix(WORDS)
        return Message(N_("Words: {family}"), family=families.get(name, name))
    label = KIND_WORDS.get(kind)
    return Message(label) if label is not None else Message("{kind}", kind=kind)
