"""What differs between two templates, such as ours and the one a laboratory edited, and the same said in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ipdesk.model.text import N_, Message
from ipdesk.rules.clauses import Annex, Clause, Option, Party, Template
from ipdesk.rules.part_changes import Change, PartChanges, by_id, differing, part_changes

# What can be said otherwise, by the name of the field: of a template, a party, a clause, an option and an annex.
LABELS: Final = {
    "id": N_("Id"),
    "version": N_("Version"),
    "label": N_("Label"),
    "title": N_("Heading of the paper"),
    "basis": N_("Basis"),
    "preamble": N_("Preamble"),
    "labour": N_("For employees under a labour contract"),
    "effective_from": N_("In force from"),
    "effective_to": N_("In force to"),
    "name": N_("Name of the party"),
    "slots": N_("Blanks"),
    "when": N_("Condition"),
    "heading": N_("Heading"),
    "options": N_("Options"),
    "default": N_("Option taken unless another is chosen"),
    "may_be_left_out": N_("May be left out"),
    "text": N_("Wording"),
    "penal": N_("Liquidated damages"),
    "subject": N_("What the damages are for"),
}
_PARTS: Final = ("parties", "clauses", "annexes")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChanges:
    """What differs between two templates. `head` are the fields of the templates themselves that differ.

    Parts are known again by their ids.
    """

    old: Template
    new: Template
    head: tuple[str, ...]
    parties: PartChanges[Party]
    clauses: PartChanges[Clause]
    annexes: PartChanges[Annex]

    def is_empty(self) -> bool:
        """Say whether the two templates are the same."""
        parts = (self.parties, self.clauses, self.annexes)
        return not self.head and all(each.is_empty() for each in parts)


def changes(before: Template, after: Template) -> TemplateChanges:
    """Return what differs between two templates."""
    return TemplateChanges(
        old=before,
        new=after,
        head=tuple(name for name in differing(before, after) if name not in _PARTS),
        parties=part_changes(before.parties, after.parties, (by_id,)),
        clauses=part_changes(before.clauses, after.clauses, (by_id,)),
        annexes=part_changes(before.annexes, after.annexes, (by_id,)),
    )


def option_changes(change: Change[Clause]) -> PartChanges[Option]:
    """Return what differs among the options of a clause that changed."""
    return part_changes(change.old.options, change.new.options, (by_id,))


def template_changes_wording(found: TemplateChanges) -> tuple[Message, ...]:
    """Return what differs as sentences: what came, went and changed, a wording with the one before it."""
    return tuple(_sentences(found))


def _sentences(found: TemplateChanges) -> Iterator[Message]:
    if found.head:
        yield Message(N_("The template itself differs: {what}"), what=_labels(found.head))
    for clause in found.clauses.added:
        yield Message(N_("Clause added: {heading}"), heading=clause.heading)
    for clause in found.clauses.removed:
        yield Message(N_("Clause removed: {heading}"), heading=clause.heading)
    for change in found.clauses.changed:
        yield Message(
            N_("Clause changed ({what}): {heading}"), what=_labels(change.what), heading=change.new.heading
        )
        yield from _options(change)
    if found.clauses.reordered:
        yield Message(N_("The clauses follow each other otherwise."))
    if not found.parties.is_empty():
        yield Message(N_("The parties differ."))
    if not found.annexes.is_empty():
        yield Message(N_("The annexes differ."))


def _options(change: Change[Clause]) -> Iterator[Message]:
    found = option_changes(change)
    for option in found.added:
        yield Message(N_("Option added: {label}"), label=option.label)
    for option in found.removed:
        yield Message(N_("Option removed: {label}"), label=option.label)
    for each in found.changed:
        if each.old.text == each.new.text:
            yield Message(
                N_("Option changed ({what}): {label}"), what=_labels(each.what), label=each.new.label
            )
        else:
            yield Message(
                N_("Wording of “{label}” changed from “{old}” to “{new}”."),
                label=each.new.label,
                old=each.old.text,
                new=each.new.text,
            )


def _labels(names: tuple[str, ...]) -> list[Message]:
    return [Message(LABELS[name]) for name in names]
