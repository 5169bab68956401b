"""A template that is being written, as plain values: it may hold whatever was typed, so it is kept unchecked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from ipdesk.model.findings import Basis
from ipdesk.rules.clauses import Annex, Clause, Condition, Option, Party, Template
from ipdesk.rules.words import Words


def plain_draft(template: Template) -> dict[str, Any]:
    """Return a template as values that JSON can hold; `draft_of` makes it again."""
    days = {
        name: day.isoformat() if day else None
        for name in ("effective_from", "effective_to")
        for day in [getattr(template, name)]
    }
    return asdict(template) | days


def draft_of(plain: Mapping[str, Any]) -> Template:
    """Return the template of values that `plain_draft` made. Raises KeyError, TypeError or ValueError for others."""
    days = {
        name: date.fromisoformat(plain[name]) if plain[name] else None
        for name in ("effective_from", "effective_to")
    }
    parts = {
        "label": Words(**plain["label"]),
        "title": Words(**plain["title"]),
        "preamble": Words(**plain["preamble"]),
        "basis": _basis(plain["basis"]),
        "parties": tuple(
            Party(**each | _named(each, "name") | _when(each) | {"slots": tuple(each["slots"])})
            for each in plain["parties"]
        ),
        "clauses": tuple(map(_clause, plain["clauses"])),
        "annexes": tuple(
            Annex(**each | _named(each, "heading", "text") | _when(each)) for each in plain["annexes"]
        ),
    }
    return Template(**dict(plain) | parts | days)


def _clause(plain: dict[str, Any]) -> Clause:
    options = tuple(
        Option(**each | _named(each, "label", "text") | {"basis": _basis(each["basis"])})
        for each in plain["options"]
    )
    parts = {"options": options, "basis": _basis(plain["basis"])}
    return Clause(**plain | _named(plain, "heading") | _when(plain) | parts)


def _named(plain: Mapping[str, Any], *names: str) -> dict[str, Words]:
    return {name: Words(**plain[name]) for name in names}


def _when(plain: Mapping[str, Any]) -> dict[str, tuple[Condition, ...]]:
    return {"when": tuple(Condition(**each) for each in plain["when"])}


def _basis(plain: Any) -> tuple[Basis, ...]:
    return tuple(Basis(**each) for each in plain)
