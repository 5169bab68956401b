"""The course of a review before publication, told by its moves: when it was handed in, how long it took, whether it was put off.

Nothing of it is stored. Of a review taken from an old ledger there are no moves, so the day of the declaration stands for the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ipdesk.registers.paper_rows import Handled
    from ipdesk.registers.papers import Paper

DEFERRED: Final = "deferred"
OPEN: Final = ""  # an answer or a verdict that is still to come
WAITING: Final = ("defer-until-filed", "defer-until")


@dataclass(frozen=True, slots=True)
class Moved:
    """A move of a review into a state, on a day."""

    state: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A review with its days. `deferred_on` is the first day on which it was put off, `released_on` the last on which that ended."""

    paper: Paper
    handed_in: date | None
    deferred_on: date | None = None
    released_on: date | None = None

    @property
    def days(self) -> int | None:
        """How many days from the day it was handed in to the verdict in force; None where either is not known, or they are reversed."""
        if self.handed_in is None or self.paper.decided_on is None:
            return None
        days = (self.paper.decided_on - self.handed_in).days
        return days if days >= 0 else None

    @property
    def unit(self) -> str:
        """The unit of the first author of whom one is named."""
        return next((each.unit for each in self.paper.authors if each.unit), "")

    @property
    def month(self) -> str:
        """The month of the verdict as 2026-03, "" without one."""
        day = self.paper.decided_on
        return f"{day:%Y-%m}" if day is not None else ""

    @property
    def day(self) -> date | None:
        """The day by which a review belongs to a period: that of the verdict, else that on which it was handed in."""
        return self.paper.decided_on or self.handed_in

    @property
    def is_deferred(self) -> bool:
        """Whether it is put off now."""
        return self.paper.state == DEFERRED


def course_of(paper: Paper, moves: Iterable[Moved]) -> Course:
    """Return the course of a review from its moves, oldest first."""
    handed_in = deferred_on = released_on = None
    before = ""
    for each in moves:
        if each.state == "submitted" and handed_in is None:
            handed_in = each.on
        if each.state == DEFERRED:
            deferred_on, released_on = deferred_on or each.on, None
        elif before == DEFERRED:
            released_on = each.on
        before = each.state
    if deferred_on is None and (paper.state == DEFERRED or paper.verdict in WAITING):
        deferred_on = paper.decided_on  # begun so, from a ledger
    return Course(
        paper=paper,
        handed_in=handed_in or paper.declared_on,
        deferred_on=deferred_on,
        released_on=released_on,
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """The reviews that have something in common, and what they come to; days are those of reviews of which they are known."""

    code: str
    courses: tuple[Course, ...]

    @property
    def count(self) -> int:
        """How many reviews there are."""
        return len(self.courses)

    @property
    def decided(self) -> int:
        """How many of them have a verdict."""
        return sum(bool(each.paper.verdict) for each in self.courses)

    @property
    def days(self) -> tuple[int, ...]:
        """How many days each took, where that is known."""
        return tuple(each.days for each in self.courses if each.days is not None)

    @property
    def middle(self) -> float | None:
        """The median of the days."""
        return median(self.days) if self.days else None

    @property
    def longest(self) -> int | None:
        """The longest of the days."""
        return max(self.days, default=None)

    @property
    def deferred(self) -> int:
        """How many were ever put off."""
        return sum(each.deferred_on is not None for each in self.courses)

    @property
    def released(self) -> int:
        """How many of these were taken up again."""
        return sum(each.released_on is not None for each in self.courses)


BY: Final[Mapping[str, Callable[[Course], str]]] = {
    "kind": lambda each: each.paper.kind,
    "verdict": lambda each: each.paper.verdict,
    "unit": lambda each: each.unit,
    "month": lambda each: each.month,
}


def figures(courses: Sequence[Course], by: str, order: Sequence[str] = ()) -> tuple[Figure, ...]:
    """Return the figures of reviews by kind, verdict, unit or month: in an order of codes, else sorted; those without come last."""
    groups: dict[str, list[Course]] = {}
    for each in courses:
        groups.setdefault(BY[by](each), []).append(each)

    def place(code: str) -> tuple[bool, int, str]:
        return not code, order.index(code) if code in order else len(order), code

    return tuple(Figure(code, tuple(groups[code])) for code in sorted(groups, key=place))


def answers_by_kind(courses: Iterable[Course]) -> dict[str, Counter[str]]:
    """Return how many findings of the text check were answered how, by their kind."""
    found: dict[str, Counter[str]] = {}
    for _, row in handled(courses):
        found.setdefault(row.kind, Counter())[row.answer] += 1
    return dict(sorted(found.items()))


def handled(courses: Iterable[Course]) -> list[tuple[Paper, Handled]]:
    """Return the findings about which something is recorded, with their reviews."""
    return [(each.paper, row) for each in courses for row in each.paper.handled]
