"""What differs among the parts of two rule files, such as the questions of checklists or the clauses of templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Change(Generic[Part]):
    """One part in both wordings; `what` are the names of the fields that differ."""

    old: Part
    new: Part
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartChanges(Generic[Part]):
    """What differs among the parts of one sort; each of either list is in exactly one of the four.

    `reordered` says that those in both lists follow each other otherwise.
    """

    added: tuple[Part, ...]
    removed: tuple[Part, ...]
    changed: tuple[Change[Part], ...]
    same: tuple[Part, ...]
    reordered: bool

    def is_empty(self) -> bool:
        """Say whether nothing differs."""
        return not (self.added or self.removed or self.changed or self.reordered)


def part_changes(
    old: Sequence[Part], new: Sequence[Part], keys: Sequence[Callable[[Any], object]]
) -> PartChanges[Part]:
    """Return what differs, with those of either list paired by the first key that fits, in their order."""
    pairs: dict[int, int] = {}
    for key in keys:
        waiting = [place for place in range(len(new)) if place not in pairs.values()]
        for number, part in enumerate(old):
            if number in pairs:
                continue
            found = next((place for place in waiting if key(new[place]) == key(part)), None)
            if found is not None:
                pairs[number] = found
                waiting.remove(found)
    both = [(old[number], new[pairs[number]]) for number in sorted(pairs)]
    places = [pairs[number] for number in sorted(pairs)]
    return PartChanges(
        added=tuple(part for place, part in enumerate(new) if place not in pairs.values()),
        removed=tuple(part for number, part in enumerate(old) if number not in pairs),
        changed=tuple(Change(one, other, differing(one, other)) for one, other in both if one != other),
        same=tuple(one for one, other in both if one == other),
        reordered=places != sorted(places),
    )


def differing(one: Any, other: Any) -> tuple[str, ...]:
    """Return the names of the fields that differ."""
    return tuple(each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name))


def by_id(part: Any) -> object:
    """Return what a part with an id is known again by."""
    return part.id


def as_it_is(part: Any) -> object:
    """Return the part itself, by which it is known again while nothing of it differs."""
    return part
