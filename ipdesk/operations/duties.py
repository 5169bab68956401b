"""Duties of people: how each stands, who has no valid agreement, and the numbers that match a duty."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ipdesk.operations.desk import Desk
from ipdesk.operations.movement_rules import employments_in_force
from ipdesk.registers.duties import Code, Duty, Line, Signed, Status, duties
from ipdesk.registers.duty_words import HERE, NOT_NEEDED
from ipdesk.store import alike, people

LACKING: Final = ("missing", "expired")  # how the duty of an agreement stands where there is none that holds


@dataclass(frozen=True, slots=True)
class Standing:
    """A person with what he or she signed and owes."""

    line: Line
    agreements: tuple[Signed, ...]
    duties: tuple[Duty, ...]


def standings(desk: Desk, ids: Sequence[int] | None = None) -> list[Standing]:
    """Return how people stand: those with these local ids, in that order, or all of them by number."""
    desk.require("read")
    db, today = desk.workspace.db, desk.today()
    signed, moving = people.agreements(db, ids), people.movements_under_way(db, ids)
    kind_for = agreement_for(desk)
    return [
        Standing(
            line,
            tuple(signed.get(line.id, ())),
            tuple(duties(line, signed.get(line.id, ()), moving.get(line.id, ()), today, kind_for)),
        )
        for line in people.lines(db, ids)
    ]


def agreement_for(desk: Desk) -> Callable[[str], str]:
    """Return what names the kind of agreement that an employment kind signs, as the rules in force say."""
    kinds = employments_in_force(desk)
    return lambda employment: (kinds.find(employment) or kinds.of(employment)).agreement


def matching(desk: Desk, code: Code, status: Status) -> array[int]:
    """Return the local ids of people one of whose duties stands like this, by number."""
    return people.by_number(desk.workspace.db, narrowed(desk, f"{code}-{status}"))


def narrowed(desk: Desk, word: str) -> set[int]:
    """Return the local ids of people for whom a word of `duty_words.DUTY` holds; "" for those with no duty."""
    return {each for like, words in alike_people(desk) if word in words for each in like.ids}


def alike_people(
    desk: Desk, on: date | None = None, *, by_unit: bool = False
) -> Iterator[tuple[alike.Case, frozenset[str]]]:
    """Yield people by cases that stand alike, today or on another day, each with the words that hold for it.

    On an earlier day people and agreements count by the days they name, in their unit and kind of today.
    """
    desk.require("read")
    today, kind_for = desk.today(), agreement_for(desk)
    day = on or today
    for case in alike.cases(desk.workspace.db, day, now=day >= today, by_unit=by_unit):
        found = duties(case.line, case.signed, case.moving, day, kind_for)
        words = {f"{each.code}-{each.status}" for each in found} or {""}
        if case.line.is_here(day):
            needed = kind_for(case.line.employment)
            words |= {HERE} if needed else {HERE, NOT_NEEDED}
        yield case, frozenset(words)


def without_agreement(desk: Desk) -> list[Standing]:
    """Return everybody here who has no valid agreement, and none on its way either, by number."""
    return [
        each
        for each in standings(desk)
        if any(duty.code == "agreement" and duty.status in LACKING for duty in each.duties)
    ]
