"""Which names have room on a timeline: those that say most first, none over another, none cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ipdesk.gui.timeline_marks import Mark

MOST_MISSED: Final = 10  # names without room until no other is tried
_BESIDE: Final = 4  # pixels between the stem of a name and its text
_APART: Final = 8  # between two names of one line
_STEM: Final = 3  # on either side of a stem
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mark with its place on the axis, the room its name takes, and whether it has the keyboard."""

    mark: Mark
    x: float
    room: float
    here: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: at which line from the axis, where its text begins and how wide it is, and where its stem is."""

    mark: Mark
    line: int
    x: float
    left: float
    width: float


def placed(wanted: Sequence[Wanted], width: float, lines: int) -> list[Place]:
    """Return the names that have room in so many lines, that of the keyboard first of all, then by what they say."""
    chosen: list[Wanted] = []
    found: list[Place] = []
    missed = 0
    for each in sorted(wanted, key=lambda one: (not one.here, -one.mark.weight, one.mark.day)):
        tried = _laid([*chosen, each], width, lines)
        if tried is not None:
            chosen.append(each)
            found = tried
        elif (missed := missed + 1) == MOST_MISSED:
            break  # the picture is full, and each further try costs as much as all names laid out
    return found


def _laid(wanted: Sequence[Wanted], width: float, lines: int) -> list[Place] | None:
    """Return all of some names laid out from the right to the left, each as near to the axis as may be; None where one has no room.

    So the stems of names farther up lie at the left of those nearer to the axis, and cross none of them.
    """
    taken: list[list[Span]] = [[] for _ in range(lines)]
    found = []
    for each in sorted(wanted, key=lambda one: -one.x):
        tries = ((line, right) for right in (True, False) for line in range(lines))
        place = next((held for way in tries if (held := _in_line(each, width, taken, *way))), None)
        if place is None:
            return None
        left, right = min(place.x, place.left), max(place.x, place.left + place.width)
        taken[place.line].append((left - _STEM, right + _APART))
        for nearer in taken[: place.line]:
            nearer.append((place.x - _STEM, place.x + _STEM))
        found.append(place)
    return found


def _in_line(
    wanted: Wanted, width: float, taken: Sequence[Sequence[Span]], line: int, right: bool
) -> Place | None:
    """Return a name in a line, at the right or the left of its stem; None where there is no room for both."""
    x, room = wanted.x, wanted.room
    left = x + _BESIDE if right else x - _BESIDE - room
    span = (min(x, left), max(x, left + room))
    if left < 0 or left + room > width or any(_touch(span, held) for held in taken[line]):
        return None
    if any(_touch((x - 1, x + 1), held) for nearer in taken[:line] for held in nearer):
        return None
    return Place(wanted.mark, line, x, left, room)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
