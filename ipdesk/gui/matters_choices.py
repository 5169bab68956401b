"""To what a list of matters can be narrowed, and where the keyboard was in it, kept while the desk is open."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.operations.weeks import Week


@dataclass(slots=True)
class MattersChoices:
    """View, week, None for all weeks, and the key of the row the keyboard was at."""

    view: str
    week: Week | None = None
    row: tuple[str, ...] = ()
