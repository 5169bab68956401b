"""What a write did, with the values before, so that it can be shown and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, as JSON values."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Changes:
    """One audited act on one record: its place in the log and the fields it changed."""

    seq: int
    act: str
    register: str
    number: str
    revision: int
    fields: tuple[Change, ...] = ()
