"""Conditions of a list: which fields can be asked for, and what has been asked."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.model.kinds import YES_NO, Choice, Choices, Flag, Kind, Link, Option, Person, Rows, Text
from ipdesk.model.record import Field, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Translator
from ipdesk.operations.views import ALL as ALL  # noqa: PLC0414 - pages take them from here
from ipdesk.operations.views import Filter as Filter  # noqa: PLC0414 - as above


@dataclass(frozen=True, slots=True)
class Askable:
    """A field that a list can be narrowed by: its path, its labels from outside in, and its options if it has any."""

    path: str
    labels: tuple[str, ...]
    options: tuple[Option, ...]

    def name(self, translator: Translator) -> str:
        """Return the name of the field in the reader's language."""
        return " · ".join(translator.label(each) for each in self.labels)

    def shown(self, value: str, translator: Translator) -> str:
        """Return a value as people read it."""
        found = next((each.label for each in self.options if each.code == value), "")
        return translator.label(found) if found else value


def askable_groups(register: Register) -> list[tuple[str, tuple[Askable, ...]]]:
    """Return the label of each group of fields with those that can be asked for.

    Free text is left out, for which the search is better, and so are restricted fields.
    """
    groups = [(N_("The record"), tuple(_askable(register.field("level"))))]
    for group in register.groups:
        found = [each for name in group.fields for each in _askable(register.field(name))]
        known = tuple(each for each in found if each.path not in ("level", "number", register.title))
        if known:
            groups.append((group.label, known))
    return groups


def askable_named(register: Register, path: str) -> Askable | None:
    """Return the field of that path, or None."""
    every = (each for _, group in askable_groups(register) for each in group)
    return next((each for each in every if each.path == path), None)


def _askable(field: Field) -> list[Askable]:
    kind = field.kind
    if kind.content or kind.restricted:
        return []
    if isinstance(kind, Rows):
        return [
            Askable(f"{field.name}.{inner.name}", (kind.label, inner.kind.label), ())
            for inner in fields_of(kind.of)
            if isinstance(inner.kind, Person) and not inner.kind.restricted
        ]
    options = _options(kind)
    return [] if options is None else [Askable(field.name, (kind.label,), options)]


def _options(kind: Kind) -> tuple[Option, ...] | None:
    """Return the options of a kind, () where any text can be asked for, None where nothing can."""
    match kind:
        case Choice() | Choices():
            return kind.options
        case Flag():
            return YES_NO
        case Text() | Person() | Link():
            return ()
        case _:
            return None
