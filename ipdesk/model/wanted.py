"""What is asked of a list of everything that is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ipdesk.model.text import N_

# The views of the list, which its page offers and its paper can be of.
VIEWS: Final[Mapping[str, str]] = {
    "pressing": N_("Pressing"),
    "overdue": N_("Overdue"),
    "grace": N_("In its grace"),
    "week": N_("Within a week"),
    "month": N_("Within a month"),
    "later": N_("Later"),
    "doubtful": N_("Doubtful"),
    "undated": N_("Without a day"),
    "info": N_("For information"),
    "all": N_("All"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which open tasks are asked for; empty or None for no condition. `number` asks for those of one record."""

    since: date | None = None
    until: date | None = None
    registers: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    number: str = ""
