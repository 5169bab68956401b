"""What is asked of a list of everything that is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which open tasks are asked for; empty or None for no condition. `number` asks for those of one record."""

    since: date | None = None
    until: date | None = None
    registers: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    number: str = ""
