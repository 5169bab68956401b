"""Restricted values, which are shown on request only: what stands for them wherever nobody asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ipdesk.model.kinds import Kind, Rows
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Register, is_empty
from ipdesk.model.text import N_
from ipdesk.model.values import plain_values

HIDDEN: Final = N_("(restricted)")


def restricted_fields(register: Register) -> tuple[str, ...]:
    """Return the names of the fields of a register whose values are shown on request only."""
    return tuple(each.name for each in register.fields() if each.kind.restricted)


def told_value(kind: Kind, plain: Any) -> Any:
    """Return a JSON value as anybody may read it: HIDDEN for a restricted one; child rows lose their restricted cells."""
    if kind.restricted:
        return HIDDEN if plain not in (None, "", []) else plain
    if isinstance(kind, Rows) and isinstance(plain, list):
        closed = {each.name for each in fields_of(kind.of) if each.kind.restricted}
        return [{name: held for name, held in row.items() if name not in closed} for row in plain]
    return plain


def told_fields(register: Register, fields: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Return audited fields, each with its values before and after, as anybody may read them."""
    kinds = {each.name: each.kind for each in register.fields()}
    return {
        name: [told_value(kinds[name], each) for each in pair] if name in kinds else list(pair)
        for name, pair in fields.items()
    }


def told_record(register: Register, record: Record) -> dict[str, Any]:
    """Return the fields of a record as JSON values without the restricted ones; `restricted` names those that hold something."""
    closed = restricted_fields(register)
    plain = plain_values(record)
    told = {
        each.name: told_value(each.kind, plain[each.name])
        for each in register.fields()
        if each.name not in closed
    }
    return {**told, "restricted": [name for name in closed if not is_empty(getattr(record, name))]}
