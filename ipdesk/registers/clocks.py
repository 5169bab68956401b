"""The clocks that start when somebody goes: the one year, the cooling period, the non-compete. None rolls to a working day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from ipdesk.model.dates import add_months

WATCH_MONTHS: Final = 12  # 专利法实施细则第十三条
LEAVE_MOST: Final = 36  # months of leave to found a company, before one extension of as many
# Shortest and longest in months by the class of the post; many sources, none read in its text (S).
COOLING: Final[Mapping[str, tuple[int, int]]] = {"core": (36, 60), "important": (24, 36), "general": (12, 24)}


def watch_until(left_on: date) -> date:
    """Return the last day on which a related invention still counts as made for the former unit.

    The day of leaving itself is not counted; where the last month has no such day, its last one stands.
    """
    return add_months(left_on, WATCH_MONTHS)


def within_watch(left_on: date, made: date) -> bool:
    """Say whether something made on a day falls into the one year after somebody left."""
    return left_on < made <= watch_until(left_on)


def cooling_ends(post_class: str, since: date) -> tuple[date, date] | None:
    """Return the earliest and the latest usual end of a cooling period, None for a post that has none."""
    months = COOLING.get(post_class)
    return None if months is None else (add_months(since, months[0]), add_months(since, months[1]))
