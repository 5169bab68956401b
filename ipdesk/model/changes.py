"""What a write did, with the values before, so that it can be shown and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ipdesk.model.kinds import Kind, Rows
from ipdesk.model.record import is_told
from ipdesk.model.text import N_, Message
from ipdesk.model.values import filled_rows, plain_value


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, as JSON values."""

    field: str
    before: Any
    after: Any


def logged_value(kind: Kind, value: Any) -> Any:
    """Return a value as the log holds it: as JSON does, but of child rows only what is filled in them."""
    return filled_rows(value) if isinstance(kind, Rows) else plain_value(kind, value)


@dataclass(frozen=True, slots=True)
class Changes:
    """One audited act on one record: its place in the log and the fields it changed."""

    seq: int
    act: str
    register: str
    number: str
    revision: int
    fields: tuple[Change, ...] = ()


def in_short(kind: Kind, change: Change) -> Message | None:
    """Return what stands for a change of coded rows or of a digest, None for a field whose values tell people something."""
    if is_told(kind):
        return None
    if not isinstance(kind, Rows):
        return Message(N_("is another now"))
    before, after = change.before or [], change.after or []
    count = max(sum(row not in before for row in after), sum(row not in after for row in before))
    return Message(N_("rows changed: {count}"), count=count)
