"""The projects that a manuscript names or is of: their level, what they say on secrecy and on publication, and numbers of none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import list_ids, whole
from ipdesk.registers import register
from ipdesk.registers.sources import OPINION_AGREEMENTS, OPINION_PROJECTS, PRACTICE, SECRECY_BEFORE_RELEASE
from ipdesk.screening.lexicon import Hit
from ipdesk.screening.risks import Risk
from ipdesk.screening.zones import Zone

PROJECTS: Final = register("projects")
THANKS: Final = ("acknowledgements", "funding")
SHORTEST: Final = 4  # signs of a number that is looked for in the thanks
_SENTENCE: Final = re.compile(r"[^。；;\n]+")
_SECRECY: Final = re.compile("保密|秘密|密级|confidential|secrecy|secret", re.IGNORECASE)
# What says that none is asked for; it has to stand right before, as 无论何时均须保密 says the contrary.
_NO_SECRECY: Final = re.compile(
    r"(?:不承担|不负有?|不设|不附|不要求|不涉及|不含|无需|无须|没有|免除|无)(?:任何)?(?:国家|商业|技术|工作)?(?:保密|秘密)"
    r"|密级\s*[:：为是]*\s*(?:公开|非密|不涉密|无)|\b(?:no|without)\s+(?:any\s+)?(?:confidential|secrecy|secret)",
    re.IGNORECASE,
)

CLAUSE: Final = N_("{number} has terms on publication: {terms}")
NOTICE: Final = N_("{number} asks for notice {days} days before publication.")
CLASSIFIED: Final = N_("{number} is classified or unclear, and the manuscript is of it or names it.")
DEFENCE: Final = N_("{number} is a defence project, and the manuscript is of it or names it.")
SECRECY: Final = N_("{number} has terms on secrecy: {terms}")
UNKNOWN: Final = N_("“{text}” is the number of no project here.")
CLEAR_CLAUSE: Final = N_("Keep to these terms, and file the consent or the notice with the review.")
CLEAR_CLASSIFIED: Final = N_(
    "Put it before the classification officer, with the acknowledgements and the project behind them."
)
CLEAR_DEFENCE: Final = N_(
    "Have the secrecy office look whether the project may be named, and at what is told of it."
)
CLEAR_SECRECY: Final = N_(
    "Hold the manuscript against these terms, and get the consent of whoever may give it."
)
CLEAR_UNKNOWN: Final = N_("Find out whose project it is, and what it says on publication.")

Place = dict[str, Any]


def project_risks(
    desk: Desk, text: str, parts: Sequence[Zone], hits: Iterable[Hit], paper: Any
) -> Iterator[Risk]:
    """Yield what the projects say that a manuscript names or its review is linked to, and which numbers are those of none."""
    named = {folded(text[each.start : each.end]): _place(text, each.start, each.end)
             for each in hits if each.family.lookup}  # fmt: skip
    given = {folded(each) for each in _given(paper) if each}
    thanks = [each for each in parts if each.name in THANKS]
    if not (named or given or thanks):
        return
    projects = whole(desk, PROJECTS, list_ids(desk, PROJECTS))
    for key, place in named.items():
        if not any(_is_named(each, key) for each in projects):
            yield Risk(kind="funding-unknown", severity="info", reason=Message(UNKNOWN, text=place["text"]),
                       clears=Message(CLEAR_UNKNOWN), basis=(OPINION_PROJECTS,), **place)  # fmt: skip
    for project in projects:
        places = [place for key, place in named.items() if _is_named(project, key)]
        places += _thanked(text, thanks, project.number)
        if places or any(_is_named(project, key) for key in given):
            yield from _of(project, places[0] if places else {})


def _given(paper: Any) -> Iterator[str]:
    """Yield the numbers of projects and grants that a review before publication names."""
    yield from paper.projects
    for row in paper.acknowledgements:
        yield from (row.project, row.grant)


def _place(text: str, start: int, end: int) -> Place:
    return {"start": start, "end": end, "text": text[start:end]}


def _is_named(project: Any, key: str) -> bool:
    """Say whether a number is that of a project or stands among its contracts; of one that is closed the number alone is known."""
    if project.withheld or not project.contracts:
        return key == folded(project.number)
    return key == folded(project.number) or key in folded(project.contracts)


def _thanked(text: str, thanks: Sequence[Zone], number: str) -> Iterator[Place]:
    """Yield where the number of a project stands in the thanks, in whatever case."""
    if len(number) >= SHORTEST:
        pattern = re.compile(rf"(?<![A-Za-z0-9]){re.escape(number)}(?![A-Za-z0-9])", re.IGNORECASE)
        for each in thanks:
            if match := pattern.search(text, each.start, each.end):
                yield _place(text, match.start(), match.end())


def _of(project: Any, place: Place) -> Iterator[Risk]:
    """Yield what one project says."""
    about = {**place, "register": PROJECTS.name, "record": project.number}
    number = project.number
    if project.withheld or project.level == "classified" or project.classification:
        yield Risk(kind="project-classified", severity="block", reason=Message(CLASSIFIED, number=number),
                   clears=Message(CLEAR_CLASSIFIED), basis=(SECRECY_BEFORE_RELEASE,), **about)  # fmt: skip
    elif project.project_class == "defence":
        yield Risk(kind="project-defence", severity="warn", reason=Message(DEFENCE, number=number),
                   clears=Message(CLEAR_DEFENCE), basis=(PRACTICE,), **about)  # fmt: skip
    if project.withheld:
        return
    if project.publication_terms:
        said = Message(CLAUSE, number=number, terms=project.publication_terms)
        yield Risk(kind="funding-terms", severity="warn", reason=said, clears=Message(CLEAR_CLAUSE),
                   basis=(OPINION_PROJECTS,), **about)  # fmt: skip
    if project.notice_days:
        said = Message(NOTICE, number=number, days=project.notice_days)
        yield Risk(kind="funding-notice", severity="warn", reason=said, clears=Message(CLEAR_CLAUSE),
                   basis=(OPINION_PROJECTS,), **about)  # fmt: skip
    if terms := _on_secrecy(project.ip_terms):
        said = Message(SECRECY, number=number, terms=terms)
        yield Risk(kind="contract-secrecy", severity="warn", reason=said, clears=Message(CLEAR_SECRECY),
                   basis=(OPINION_AGREEMENTS,), **about)  # fmt: skip


def _on_secrecy(terms: str) -> str:
    """Return the first sentence of the terms of a project that asks for secrecy."""
    sentences = (each.strip() for each in _SENTENCE.findall(terms))
    return next((each for each in sentences if _SECRECY.search(_NO_SECRECY.sub("", each))), "")
