"""The authors of a manuscript held against the people of the desk: agreements, leavers, classified posts, strangers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.duties import LACKING, Standing, standings
from ipdesk.registers.paper_authors import CLEAR_AGREEMENT, NO_AGREEMENT
from ipdesk.registers.person_choices import BASIC, CLASSIFIED
from ipdesk.registers.sources import CLASSIFIED_POSTS, OPINION_AGREEMENTS, SERVICE_INVENTION_TERMS
from ipdesk.screening.author_lines import names_in
from ipdesk.screening.normal import normal
from ipdesk.screening.people import Author, Known, Match, People
from ipdesk.screening.risks import Risk
from ipdesk.screening.zones import Zone
from ipdesk.store import people

FEWEST: Final = 800  # signs of a body in which authors are missed
LONGEST: Final = 600  # characters of the lines of authors that are looked through for names

LEFT: Final = N_("{name} ({number}) left on {day}; what is made within a year of it may still be ours.")
IN_POST: Final = N_("{name} ({number}) holds a classified post.")
NO_AUTHORS: Final = N_(
    "No authors were found in the file and none are named: nothing about people was checked."
)
NO_HEAD: Final = N_(
    "Neither title nor authors were found in the file and none are named: nothing about people was checked, and no record could be known by its title."
)
CLEAR_NO_AUTHORS: Final = N_(
    "Name them by hand: in the review before publication, or with --author on the command line; then check again."
)
STRANGER: Final = N_("{name} is nobody whom the desk knows.")
STRANGER_READ: Final = N_("{name}, read among the authors in the file, is nobody whom the desk knows.")
CLEAR_LEFT: Final = N_("Settle who owns the result before it goes out.")
CLEAR_POST: Final = N_("Have the secrecy office look at the manuscript before it goes out.")
CLEAR_STRANGER: Final = N_(
    "Find out where this author works; of somebody from abroad, ask whether an export is involved."
)


def authors_in(text: str, zones: Sequence[Zone]) -> list[str]:
    """Return what may be names in the lines of the authors."""
    found: list[str] = []
    for zone in zones:
        if zone.name == "authors":
            found += names_in(text[zone.start : min(zone.end, zone.start + LONGEST)])
    return found


@dataclass(frozen=True, slots=True)
class Authors:
    """The authors of a manuscript: named by somebody, or read in it, which may be no names; and which known people they may be."""

    given: tuple[str, ...]
    read: tuple[str, ...]
    names: tuple[str, ...]
    matches: Mapping[int, tuple[Match, ...]]
    known: Mapping[str, people.Known]

    @property
    def are_ours(self) -> bool:
        """Say whether somebody named them, or one at least may be known here."""
        return bool(self.given or self.matches)

    def keys(self) -> list[str]:
        """Return the folded names under which records may name them."""
        held = {self.known[match.key] for several in self.matches.values() for match in several}
        names = [*self.names, *(name for each in held for name in (each.name, *each.variants))]
        return sorted({folded(form) for name in names if name for form in (name, normal(name).signs)})

    def among(self, named: Mapping[int, Sequence[str]]) -> Iterator[tuple[int, str, str]]:
        """Yield what of some things each author may have to do with, by the names that these name: the thing, the author as written, the name."""
        names = dict.fromkeys(name for several in named.values() for name in several)
        asked = [(author, form) for place, author in enumerate(self.names) for form in self._forms(place)]
        people = People(Known(key=each, names=(each,)) for each in names)
        found: dict[str, str] = {}  # the author by the name that a thing has for him or her
        for match in people.matches([Author(name=form) for _, form in asked]):
            found.setdefault(match.key, asked[match.author][0])
        for thing, several in named.items():
            yield from ((thing, found[name], name) for name in several if name in found)

    def _forms(self, place: int) -> list[str]:
        """Return the names that an author may have: as written, and those of the people it may be."""
        held = [self.known[each.key] for each in self.matches.get(place, ())]
        return [self.names[place], *(name for each in held for name in (each.name, *each.variants) if name)]


def authors_of(desk: Desk, given: Sequence[str], read: Sequence[str]) -> Authors:
    """Return the authors of a manuscript with the people they may be."""
    made, known = _known(desk)
    known_as = {normal(each).signs for each in given}
    names = (
        *dict.fromkeys(given),
        *(each for each in dict.fromkeys(read) if normal(each).signs not in known_as),
    )
    found: dict[int, tuple[Match, ...]] = {}
    for match in made.matches([Author(name=each) for each in names]):
        found[match.author] = (*found.get(match.author, ()), match)
    return Authors(tuple(given), tuple(read), names, found, known)


def unnamed_risks(text: str, zones: Sequence[Zone], authors: Authors, paper: Any) -> Iterator[Risk]:
    """Yield a risk where nobody could be held against anything, because no author is named and none was read."""
    size = sum(len(text[each.start : each.end].strip()) for each in zones)
    if authors.names or size < FEWEST:
        return
    has_title = bool(paper.title) or any(each.name == "title" for each in zones)
    yield Risk(
        kind="authors-unread", severity="warn", reason=Message(NO_AUTHORS if has_title else NO_HEAD),
        clears=Message(CLEAR_NO_AUTHORS), basis=(OPINION_AGREEMENTS,),
    )  # fmt: skip


def author_risks(desk: Desk, authors: Authors) -> Iterator[Risk]:
    """Yield the risks of authors. Somebody unknown who was only read is told where another one read there is known: alone it may be no name."""
    ids = {authors.known[match.key].id for several in authors.matches.values() for match in several}
    stand = {each.line.number: each for each in standings(desk, sorted(ids))} if ids else {}
    told: set[str] = set()
    knows_one = any(authors.names[place] in authors.read for place in authors.matches)
    for place, name in enumerate(authors.names):
        matches = authors.matches.get(place, ())
        is_given = name in authors.given
        if not matches and (is_given or knows_one):
            yield Risk(
                kind="author-unknown", severity="warn",
                reason=Message(STRANGER if is_given else STRANGER_READ, name=name),
                clears=Message(CLEAR_STRANGER), basis=(OPINION_AGREEMENTS,), text=name,
            )  # fmt: skip
        for match in matches:
            if match.key in stand and match.key not in told:
                told.add(match.key)
                yield from _of(desk, name, stand[match.key])


def _known(desk: Desk) -> tuple[People, dict[str, people.Known]]:
    everybody = people.everybody(desk.workspace.db)
    made = People(
        Known(
            key=each.number,
            names=tuple(filter(None, (each.name, *each.variants))),
            units=(each.unit,) if each.unit else (),
            emails=(each.email,) if each.email else (),
        )
        for each in everybody
    )
    return made, {each.number: each for each in everybody}


def _of(desk: Desk, name: str, standing: Standing) -> Iterator[Risk]:
    line, on = standing.line, desk.today()
    about: dict[str, Any] = {"text": name, "register": "people", "record": line.number}
    said = {"name": line.name, "number": line.number}
    lacking = {(duty.code, duty.status) for duty in standing.duties}
    if lacking & {("agreement", status) for status in LACKING}:
        yield Risk(kind="author-agreement", severity="warn", reason=Message(NO_AGREEMENT, **said),
                   clears=Message(CLEAR_AGREEMENT), basis=(OPINION_AGREEMENTS,), **about)  # fmt: skip
    if line.left_on is not None and line.left_on < on and ("watch", "running") in lacking:
        yield Risk(kind="author-left", severity="warn", reason=Message(LEFT, day=line.left_on, **said),
                   clears=Message(CLEAR_LEFT), basis=(SERVICE_INVENTION_TERMS,), **about)  # fmt: skip
    if line.post_class in (BASIC, *CLASSIFIED):
        yield Risk(kind="author-post", severity="warn", reason=Message(IN_POST, **said),
                   clears=Message(CLEAR_POST), basis=(CLASSIFIED_POSTS,), **about)  # fmt: skip
