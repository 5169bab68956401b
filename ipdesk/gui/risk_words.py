"""How risks of a manuscript are said and coloured in the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ipdesk.gui.context import Context
from ipdesk.gui.theme import Tone
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message
from ipdesk.operations.reviews import Review
from ipdesk.screening.risks import Risk, RiskSeverity

TONES: Final[Mapping[RiskSeverity, Tone]] = {
    "block": "block",
    "defer": "warn",
    "warn": "warn",
    "info": "info",
}
SEVERITY_WORDS: Final[Mapping[RiskSeverity, str]] = {
    "block": N_("Must not go out"),
    "defer": N_("Not yet"),
    "warn": N_("To be looked at"),
    "info": N_("For information"),
}


def severity_word(context: Context, risk: Risk) -> str:
    """Return the word for how grave a risk is."""
    return context.label(SEVERITY_WORDS[risk.severity])


def place_word(context: Context, review: Review, risk: Risk) -> str:
    """Return where a risk stands: page, paragraph, slide or line; nothing for one of the whole file."""
    if risk.end <= risk.start:
        return context.label(N_("whole file"))
    place = review.manuscript.place_of(risk.start)
    said = {
        "page": N_("page {number}"),
        "slide": N_("slide {number}"),
        "paragraph": N_("paragraph {number}"),
        "line": N_("line {number}"),
    }
    return context.say(Message(said[review.manuscript.unit], number=place)) if place else ""


def told(context: Context, risk: Risk) -> Sequence[tuple[str, str]]:
    """Return what is told of a risk, label by label: the reason, its basis, other records, and the act."""
    basis = "；".join(show_basis(each, context.translator) for each in risk.basis)
    rows = (
        (N_("Reason"), context.say(risk.reason)),
        (N_("Attached file"), risk.file),
        (N_("Also in"), context.say(Message("{numbers}", numbers=risk.others)) if risk.others else ""),
        (N_("Basis"), basis),
        (N_("What to do"), context.say(risk.clears)),
    )
    return [(context.label(label), text) for label, text in rows if text]


def summary(context: Context, review: Review) -> str:
    """Return in a sentence what the check of a file came to; it never says that nothing is wrong."""
    counts = {name: sum(each.severity == name for each in review.risks) for name in SEVERITY_WORDS}
    return context.say(
        Message(
            N_("{characters} characters, compared with {texts} protected texts: {block} must not go out, {defer} not yet, {warn} to be looked at"),
            characters=f"{len(review.manuscript.text):,}",
            texts=f"{review.compared:,}",
            block=counts["block"],
            defer=counts["defer"],
            warn=counts["warn"],
        )
    )  # fmt: skip
