"""The family of a right: which application rests on which, as a tree from the first filings down.

What rests on what is told by the links to earlier applications, and by the numbers of priorities. The relation is the
route of the later one. Nothing rests on itself: a link that would close a circle is left out and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import HOME, INTERNATIONAL, office_code
from ipdesk.registers.patent_numbers import plain_number

if TYPE_CHECKING:
    from ipdesk.registers.patents import Patent


LARGER: Final = N_("The family is larger than is told here; what lies farthest off is left out.")
CIRCLE: Final = N_("{later} is said to rest on {earlier}, which rests on it: one of the links is wrong.")


@dataclass(frozen=True, slots=True)
class Relative:
    """One member of a family: its record number, what it rests on, and when it was filed."""

    number: str
    parents: tuple[str, ...] = ()
    relation: str = ""
    filed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """A member with what rests on it; `also` are further earlier applications, under which it does not stand again."""

    number: str
    relation: str
    children: tuple[Branch, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """A family as trees from its first filings; `circles` are the links, from the later to the earlier, that were left out."""

    roots: tuple[Branch, ...]
    circles: tuple[tuple[str, str], ...] = ()

    def lines(self) -> tuple[tuple[int, Branch], ...]:
        """Return every member once with its depth, each before what rests on it."""
        found: list[tuple[int, Branch]] = []
        waiting = [(0, each) for each in reversed(self.roots)]
        while waiting:
            depth, branch = waiting.pop()
            found.append((depth, branch))
            waiting += [(depth + 1, each) for each in reversed(branch.children)]
        return tuple(found)


def office_of(record: Patent) -> str:
    """Return the code of the office that has a right, which of an international application is no country's."""
    return office_code(record.jurisdiction) or (INTERNATIONAL if record.kind == "pct" else HOME)


def amiss(family: Family, *, whole: bool) -> Iterator[Message]:
    """Yield what is wrong with a family, and that it is not all of it."""
    if not whole:
        yield Message(LARGER)
    for later, earlier in family.circles:
        yield Message(CIRCLE, later=later, earlier=earlier)


def relatives_of(records: Iterable[Patent]) -> tuple[Relative, ...]:
    """Return what a family is made of; a priority leads to the record that has its number."""
    held = sorted(records, key=lambda record: record.number)
    known = {plain_number(each.application_number): each.number for each in held if each.application_number}
    return tuple(
        Relative(
            each.number,
            tuple(dict.fromkeys((*each.parents, *_by_priority(each, known)))),
            each.route,
            each.filed_on,
        )
        for each in held
    )


def family_of(records: Iterable[Patent]) -> Family:
    """Return the family that records form, whatever their order; what they rest on outside of them is left out."""
    return grown(relatives_of(records))


def grown(relatives: Sequence[Relative]) -> Family:
    """Return relatives as trees: each stands under the earliest of what it rests on."""
    members = {each.number: each for each in sorted(relatives, key=_order)}
    parents, circles = _without_circles(members)
    below: dict[str, list[str]] = {}
    for number, above in parents.items():
        if above:
            below.setdefault(above[0], []).append(number)
    made: dict[str, Branch] = {}
    for number in reversed(_from_the_top(members, parents, below)):
        made[number] = Branch(
            number,
            members[number].relation,
            tuple(made[each] for each in below.get(number, ())),
            parents[number][1:],
        )
    return Family(tuple(made[number] for number in members if not parents[number]), tuple(circles))


def _by_priority(record: Patent, known: Mapping[str, str]) -> Iterable[str]:
    numbers = (plain_number(row.number) for row in record.priorities if row.number)
    return (known[each] for each in numbers if each in known and known[each] != record.number)


def _order(relative: Relative) -> tuple[date, str]:
    return relative.filed_on or date.max, relative.number


def _without_circles(
    members: Mapping[str, Relative],
) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, str]]]:
    """Return what each member rests on, the earliest first, without what would make something rest on itself."""
    parents: dict[str, tuple[str, ...]] = dict.fromkeys(members, ())
    circles = []
    rank = {number: place for place, number in enumerate(members)}
    for number, member in members.items():
        for above in sorted((each for each in member.parents if each in members), key=rank.__getitem__):
            if above == number or _rests_on(above, number, parents):
                circles.append((number, above))
            else:
                parents[number] = (*parents[number], above)
    return parents, circles


def _rests_on(number: str, other: str, parents: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a member rests on another, at whatever remove."""
    waiting, seen = [number], {number}
    while waiting:
        for each in parents[waiting.pop()]:
            if each == other:
                return True
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return False


def _from_the_top(
    members: Mapping[str, Relative], parents: Mapping[str, tuple[str, ...]], below: Mapping[str, list[str]]
) -> list[str]:
    """Return the members so that each comes before what stands under it."""
    order = [number for number in members if not parents[number]]
    for number in order:
        order.extend(below.get(number, ()))  # what is added is gone through as well
    return order
