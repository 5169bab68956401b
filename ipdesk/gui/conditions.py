"""Conditions of a list: which fields can be asked for, and what has been asked."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.model.kinds import YES_NO, Choice, Choices, Day, Flag, Kind, Link, Option, Person, Rows, Text
from ipdesk.model.periods import NAMED, show_period
from ipdesk.model.record import Field, fields_of, is_told
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.badges import badges_in
from ipdesk.operations.reading import TIMES
from ipdesk.operations.views import ALL as ALL  # noqa: PLC0414 - pages take them from here
from ipdesk.operations.views import Filter as Filter  # noqa: PLC0414 - as above
from ipdesk.operations.views import View


@dataclass(frozen=True, slots=True)
class Askable:
    """A field that a list can be narrowed by: its path, its labels from outside in, and its kind."""

    path: str
    labels: tuple[str, ...]
    kind: Kind

    @property
    def options(self) -> tuple[Option, ...]:
        """The values to choose from; none where any text can be asked for. Days may lie in other periods, too."""
        match self.kind:
            case Choice() | Choices():
                return self.kind.options
            case Flag():
                return YES_NO
            case Day():
                return NAMED
            case _:
                return ()

    def name(self, translator: Translator) -> str:
        """Return the name of the field in the reader's language."""
        return " · ".join(translator.label(each) for each in self.labels)

    def shown(self, value: str, translator: Translator) -> str:
        """Return a value as people read it."""
        if isinstance(self.kind, Day):
            return show_period(value, translator)
        found = next((each.label for each in self.options if each.code == value), "")
        return translator.label(found) if found else value


def askable_groups(register: Register) -> list[tuple[str, tuple[Askable, ...]]]:
    """Return the label of each group of fields with those that can be asked for.

    Free text is left out, for which the search is better, and so are restricted fields.
    """
    times = [Askable(name, (label,), Day(label=label)) for name, label in TIMES.items()]
    live = badges_in(register)
    told = [Askable(live.name, (live.kind.label,), live.kind)] if live is not None else []
    groups = [(N_("The record"), (*told, *_askable(register.field("level")), *times))]
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


def ready_views(register: Register, translator: Translator) -> list[View]:
    """Return the lists that every register has without anybody saving them: what came and what changed lately."""
    found = []
    for path, period in (
        (register.date, "this-quarter"),
        (register.date, "this-year"),
        ("changed", "this-week"),
    ):
        asked = askable_named(register, path)
        if asked is not None:
            name = Message(
                N_("{field}: {value}"), field=asked.name(translator), value=asked.shown(period, translator)
            )
            found.append(View(translator.say(name), Filter(state=ALL, conditions=((path, period),))))
    return found


def _askable(field: Field) -> list[Askable]:
    kind = field.kind
    if kind.content or kind.restricted or not is_told(kind):
        return []
    if isinstance(kind, Rows):
        return [
            Askable(f"{field.name}.{inner.name}", (kind.label, inner.kind.label), inner.kind)
            for inner in fields_of(kind.of)
            if isinstance(inner.kind, Person) and not inner.kind.restricted
        ]
    known = isinstance(kind, Choice | Choices | Flag | Day | Text | Person | Link)
    return [Askable(field.name, (kind.label,), kind)] if known else []
