"""What was chosen on the page of everything due, kept while the desk is open."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.operations.weeks import Week


@dataclass(slots=True)
class DueChoices:
    """View, week, register and who is waited for, "" for all; the row the keyboard was at."""

    view: str = "pressing"
    week: Week | None = None
    register: str = ""
    waits_for: str = ""
    row: tuple[str, ...] = ()
