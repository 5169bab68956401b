"""Rare values that a manuscript shares with protected records, and the numbers of projects and grants that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.holdings import Holdings, text_of_source
from ipdesk.operations.reading import list_ids, whole
from ipdesk.registers import register
from ipdesk.registers.sources import OPINION_AGREEMENTS, OPINION_PROJECTS
from ipdesk.screening.lexicon import Hit
from ipdesk.screening.quantities import Quantity, quantities, rarity, shared
from ipdesk.screening.risks import Risk

PROJECTS: Final = register("projects")

VALUES: Final = N_("{count} rare values near each other are those of {number} too.")
CLEAR_VALUES: Final = N_(
    "Look whether these are the values of that record; if so, treat the passage as told from it."
)
CLAUSE: Final = N_("{number} has terms on publication: {terms}")
NOTICE: Final = N_("{number} asks for notice {days} days before publication.")
CLEAR_CLAUSE: Final = N_("Keep to these terms, and file the consent or the notice with the review.")
UNKNOWN: Final = N_("“{text}” is the number of no project here.")
CLEAR_UNKNOWN: Final = N_("Find out whose project it is, and what it says on publication.")


def value_risks(desk: Desk, text: str, held: Holdings) -> Iterator[Risk]:
    """Yield a risk for each place where rare values of one record stand together."""
    mine = quantities(text)
    if not mine:
        return
    theirs = _values(desk, held)
    for each in shared(mine, theirs, rarity(theirs)):
        source = held.sources[each.record]
        yield Risk(
            kind="values",
            severity="warn",
            reason=Message(VALUES, count=len(each.pairs), number=source.number),
            clears=Message(CLEAR_VALUES),
            basis=(OPINION_AGREEMENTS,),
            start=each.start,
            end=each.end,
            text=text[each.start : each.end],
            register=source.register,
            record=source.number,
        )


def _values(desk: Desk, held: Holdings) -> dict[str, tuple[Quantity, ...]]:
    """Return the values of every record whose own text is compared; those of a text that did not change are known already."""
    for key, source in held.sources.items():
        if source.file or key in held.prints or held.values_of.get(key) == held.made_of.get(key):
            continue
        held.values[key] = quantities(text_of_source(desk, source))
        held.values_of[key] = held.made_of[key]
    for key in [key for key in held.values if key not in held.sources]:
        del held.values[key]
    return held.values


def funding_risks(desk: Desk, text: str, hits: Iterable[Hit]) -> Iterator[Risk]:
    """Yield what the projects say whose numbers a manuscript names, and which numbers are those of none."""
    named = {folded(text[each.start : each.end]): each for each in hits if each.family.lookup}
    if not named:
        return
    projects = list(whole(desk, PROJECTS, list_ids(desk, PROJECTS)))
    for key, hit in named.items():
        found = [each for each in projects if not each.withheld and key in _numbers(each)]
        place = {"start": hit.start, "end": hit.end, "text": text[hit.start : hit.end]}
        if not found:
            yield Risk(kind="funding-unknown", severity="info", reason=Message(UNKNOWN, text=place["text"]),
                       clears=Message(CLEAR_UNKNOWN), basis=(OPINION_PROJECTS,), **place)  # type: ignore[arg-type]  # fmt: skip
        for each in found:
            yield from _terms(each, place)


def _numbers(project: Any) -> str:
    return folded(f"{project.number} {project.contracts}")


def _terms(project: Any, place: dict[str, Any]) -> Iterator[Risk]:
    about = {**place, "register": PROJECTS.name, "record": project.number, "clears": Message(CLEAR_CLAUSE)}
    if project.publication_terms:
        said = Message(CLAUSE, number=project.number, terms=project.publication_terms)
        yield Risk(kind="funding-terms", severity="warn", reason=said, basis=(OPINION_PROJECTS,), **about)
    if project.notice_days:
        said = Message(NOTICE, number=project.number, days=project.notice_days)
        yield Risk(kind="funding-notice", severity="warn", reason=said, basis=(OPINION_PROJECTS,), **about)
