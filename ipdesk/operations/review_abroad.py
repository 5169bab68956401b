"""What of a manuscript goes abroad: authors, their institutions, and the venue; then export control is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.paper_gates import ABROAD, is_abroad
from ipdesk.registers.sources import DUAL_USE, EXPORT_CATALOGUE
from ipdesk.screening.affiliations import affiliations_abroad
from ipdesk.screening.risks import Risk, RiskSeverity
from ipdesk.screening.zones import Zone

LONGEST: Final = 400  # characters of a line that tells of an author
# Lines outside the head of a paper that tell where authors work.
_OF_AUTHORS: Final = re.compile(
    r"^[\W\d]{0,6}(?:通[信讯]作者|(?:第一)?作者(?:简介|单位)|电子邮[箱件]|e-?mail|\*?corresponding\s+author|affiliations?)\s*[:：].*$"
    r"|^.{0,100}[\w.+-]@[\w-]+\.[\w.-]+.{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
BASIS: Final = (DUAL_USE, EXPORT_CATALOGUE)

AUTHOR: Final = N_("{name} is an author from abroad.")
CERTAIN: Final = N_("“{text}” in the lines of the authors stands for an affiliation abroad.")
POSSIBLE: Final = N_("“{text}” in the lines of the authors may stand for an affiliation abroad.")
VENUE: Final = N_("The venue is abroad: {country}.")
CLEAR: Final = N_(
    "Answer that it goes abroad, and with the foreign affairs office hold it against the export catalogue, the dual-use list and sanctions."
)
CLEAR_POSSIBLE: Final = N_("Find out where the author works; if abroad, answer the questions on exports.")


def abroad_risks(text: str, parts: Sequence[Zone], paper: Any) -> Iterator[Risk]:
    """Yield what tells that a manuscript goes abroad; for information once the checks of its review say so."""
    said = any(each.item == ABROAD and each.answer == "yes" for each in paper.answers)
    certain: RiskSeverity = "info" if said else "defer"
    for each in affiliations_abroad(text, list(_stretches(text, parts))):
        sure, told = each.certain, CERTAIN if each.certain else POSSIBLE
        severity = certain if sure else "info" if said else "warn"
        yield Risk(
            kind="affiliation-abroad", severity=severity, reason=Message(told, text=each.text),
            clears=Message(CLEAR if sure else CLEAR_POSSIBLE), basis=BASIS,
            start=each.start, end=each.end, text=each.text,
        )  # fmt: skip
    for author in paper.authors:
        if author.name and is_abroad(author):
            yield Risk(kind="author-abroad", severity=certain, reason=Message(AUTHOR, name=author.name),
                       clears=Message(CLEAR), basis=BASIS, text=author.name)  # fmt: skip
    if is_foreign(paper.venue_country):
        yield Risk(kind="venue-abroad", severity=certain, reason=Message(VENUE, country=paper.venue_country),
                   clears=Message(CLEAR), basis=BASIS)  # fmt: skip


def _stretches(text: str, parts: Sequence[Zone]) -> Iterator[tuple[int, int]]:
    """Yield where a manuscript tells of its authors: their lines, and what stands in others on how to reach them."""
    for each in parts:
        if each.name == "authors":
            yield each.start, each.end
        elif each.name not in ("references", "title"):
            for line in _OF_AUTHORS.finditer(text, each.start, each.end):
                yield line.start(), min(line.end(), line.start() + LONGEST)
