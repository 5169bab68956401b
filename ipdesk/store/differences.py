"""What differs between two states of a record, as the log tells it, and a record taken back to an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ipdesk.model.changes import Change, logged_value
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.values import read_value
from ipdesk.store.contents import Filled


def made_of(record: Record, filled: Filled) -> tuple[Change, ...]:
    """Return what a new record differs in from an empty one."""
    fields = (
        Change(each.name, None, logged_value(each.kind, given))
        for each, given in filled
        if given != each.empty
    )
    return (Change("state", None, record.state), *fields)


def difference(register: Register, before: Record, after: Record) -> tuple[Change, ...]:
    """Return what differs between two states of a record."""
    found = []
    if before.state != after.state:
        found.append(Change("state", before.state, after.state))
    for each in register.fields():
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old != new:
            found.append(Change(each.name, logged_value(each.kind, old), logged_value(each.kind, new)))
    return tuple(found)


def restored(register: Register, record: Record, fields: Mapping[str, list[Any]]) -> Record:
    """Return a record with the values that audited fields had before, as undo needs it."""
    values: dict[str, Any] = {}
    for name, (before, _) in fields.items():
        if name == "state":
            values["state"] = before
        else:
            values[name] = read_value(register.field(name).kind, name, before)
    return replace(record, **values)
