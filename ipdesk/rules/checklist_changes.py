"""What differs between two checklists, such as the one in force and the one to take its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ipdesk.model.text import N_
from ipdesk.rules.checklist import Approval, Checklist, Dimension, Item, Proposal
from ipdesk.rules.part_changes import PartChanges, as_it_is, by_id, differing, part_changes

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
        head=tuple(name for name in differing(old, new) if name not in _PARTS),
        dimensions=part_changes(old.dimensions, new.dimensions, (by_id,)),
        items=part_changes(old.items, new.items, (by_id,)),
        proposals=part_changes(old.proposals, new.proposals, (as_it_is, _name_and_reason, _name_and_when)),
        approvals=part_changes(old.approvals, new.approvals, (as_it_is, _name_and_reason, _name_and_when)),
    )


def _name_and_reason(part: Any) -> object:
    return _name(part), part.reason


def _name_and_when(part: Any) -> object:
    return _name(part), part.when


def _name(part: Any) -> object:
    return part.step if isinstance(part, Approval) else part.outcome
