"""The history of a record: every act on it, and what each did to which field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ipdesk.model.changes import Change
from ipdesk.model.register import Register
from ipdesk.operations.desk import Desk
from ipdesk.operations.records import history


@dataclass(frozen=True, slots=True)
class Past:
    """One act: when (local time), by whom, what, with which reason or file, and the fields before and after.

    The values are as JSON holds them. `known` is False when they were purged or are withheld.
    """

    seq: int
    at: datetime
    actor: str
    act: str
    detail: str
    fields: tuple[Change, ...]
    known: bool


def past(desk: Desk, register: Register, number: str) -> list[Past]:
    """Return every act on a record, newest first."""
    return [
        Past(
            seq=each.seq,
            at=datetime.fromisoformat(each.at).astimezone(),
            actor=each.actor,
            act=each.act,
            detail=_detail(desk, register, each.values or {}),
            fields=_fields(each.values or {}),
            known=each.values is not None,
        )
        for each in history(desk, register, number)
    ]


def _detail(desk: Desk, register: Register, values: dict[str, Any]) -> str:
    if (name := values.get("field")) in {each.name for each in register.fields()}:
        return desk.translator.label(register.field(name).kind.label)
    return str(values.get("reason") or values.get("name") or values.get("file") or "")


def _fields(values: dict[str, Any]) -> tuple[Change, ...]:
    held = values.get("fields")
    if not isinstance(held, dict):
        return ()
    return tuple(Change(name, before, after) for name, (before, after) in held.items())
