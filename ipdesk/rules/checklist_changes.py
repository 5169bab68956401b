"""What differs between two checklists, such as the one in force and the one to take its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Generic, TypeVar

from ipdesk.model.text import N_
from ipdesk.rules.checklist import Approval, Checklist, Dimension, Item, Proposal

# What can be said otherwise, by the name of the field: of a question, a dimension, a proposal, an approval, and of the list.
LABELS: Final = {
    "dimension": N_("Part"),
    "kind": N_("Kind of answer"),
    "question": N_("Question"),
    "basis": N_("Basis"),
    "guidance": N_("Guidance"),
    "weight": N_("Weight"),
    "good": N_("Good answer"),
    "fails": N_("Answers that stop everything"),
    "clears": N_("What clears it"),
    "may_not_apply": N_("May be not applicable"),
    "options": N_("Options"),
    "when": N_("Condition"),
    "label": N_("Label"),
    "gate": N_("Gate"),
    "test": N_("Test of its own"),
    "outcome": N_("Outcome proposed"),
    "reason": N_("Reason"),
    "at_least": N_("Least scores"),
    "below": N_("Scores below"),
    "step": N_("Step"),
    "outcomes": N_("Outcomes for which it is needed"),
    "lapses_after": N_("Months after which a decision lapses"),
    "id": N_("Id"),
    "version": N_("Version"),
    "effective_from": N_("In force from"),
    "effective_to": N_("In force to"),
}
_PARTS: Final = ("dimensions", "items", "proposals", "approvals")
Part = TypeVar("Part", Item, Dimension, Proposal, Approval)


@dataclass(frozen=True, slots=True)
class Change(Generic[Part]):
    """One question, dimension, proposal or approval in both wordings; `what` are the names of the fields that differ."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs between two checklists. `head` are the fields of the lists themselves that differ, such as the version.

    Dimensions and questions are known again by their ids; proposals and approvals, which have none, by their outcome
    or step with the reason or with the conditions.
    """

    old: Checklist
    new: Checklist
    head: tuple[str, ...]
    dimensions: PartChanges[Dimension]
    items: PartChanges[Item]
    proposals: PartChanges[Proposal]
    approvals: PartChanges[Approval]

    def is_empty(self) -> bool:
        """Say whether the two lists are the same."""
        parts = (self.dimensions, self.items, self.proposals, self.approvals)
        return not self.head and all(each.is_empty() for each in parts)


def compare(old: Checklist, new: Checklist) -> Changes:
    """Return what differs between two checklists."""
    return Changes(
        old=old,
        new=new,
        head=tuple(name for name in _differing(old, new) if name not in _PARTS),
        dimensions=_changes(old.dimensions, new.dimensions, (_id,)),
        items=_changes(old.items, new.items, (_id,)),
        proposals=_changes(old.proposals, new.proposals, (_all, _name_and_reason, _name_and_when)),
        approvals=_changes(old.approvals, new.approvals, (_all, _name_and_reason, _name_and_when)),
    )


def _changes(
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
        changed=tuple(Change(one, other, _differing(one, other)) for one, other in both if one != other),
        same=tuple(one for one, other in both if one == other),
        reordered=places != sorted(places),
    )


def _differing(one: Any, other: Any) -> tuple[str, ...]:
    """Return the names of the fields that differ."""
    return tuple(each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name))


def _id(part: Any) -> object:
    return part.id


def _all(part: Any) -> object:
    return part


def _name_and_reason(part: Any) -> object:
    return _name(part), part.reason


def _name_and_when(part: Any) -> object:
    return _name(part), part.when


def _name(part: Any) -> object:
    return part.step if isinstance(part, Approval) else part.outcome
