"""The ground that figures are counted on: a few columns of the registers, each read once for all queries of one report."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ipdesk.model.periods import Period
from ipdesk.model.progress import Step, no_step
from ipdesk.operations.desk import Desk
from ipdesk.registers import register as register_named
from ipdesk.rules.indicators import Counted
from ipdesk.store import lines as store


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a period as ISO texts, both ends included, as the columns hold days."""

    first: str
    last: str

    @classmethod
    def of(cls, period: Period) -> Span:
        """Return the span of a period with both ends."""
        assert period.first is not None and period.last is not None
        return cls(period.first.isoformat(), period.last.isoformat())

    def holds(self, day: str | None) -> bool:
        """Say whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


class Ground:
    """What the queries of one report read; columns are read once, and nothing of it outlives the report.

    `window` spans all days that the report tells of. `step` is told how far long work is and may raise to stop it. Rows that
    are not to be `parted` need no unit and no class of project, which takes a third of the time to find.
    """

    def __init__(self, desk: Desk, window: Span, step: Step = no_step, *, parted: bool = True) -> None:
        self.desk, self.window, self.step, self.parted = desk, window, step, parted
        self._held: dict[tuple[object, ...], Any] = {}

    def once(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """Return what was made under a key, and make it at the first time."""
        if key not in self._held:
            self._held[key] = make()
        return self._held[key]

    def lines(self, register: str, *fields: str) -> list[tuple[Any, ...]]:
        """Return local id and fields of each record of a register, by number."""
        found: list[tuple[Any, ...]] = self.once(
            ("lines", register, fields), lambda: store.lines(self._db, register_named(register), fields)
        )
        return found

    def by_id(self, register: str, *fields: str) -> dict[int, tuple[Any, ...]]:
        """Return the fields of each record of a register by local id."""
        found: dict[int, tuple[Any, ...]] = self.once(
            ("by-id", register, fields), lambda: {each[0]: each[1:] for each in self.lines(register, *fields)}
        )
        return found

    def rows(
        self, register: str, field: str, *columns: str, among: tuple[str, Sequence[str]] = ("", ())
    ) -> dict[int, list[tuple[Any, ...]]]:
        """Return place and columns of child rows by the local id of their record, in their order."""

        def read() -> dict[int, list[tuple[Any, ...]]]:
            found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
            for entry, *cells in store.row_lines(self._db, register_named(register), field, columns, among):
                found[entry].append(tuple(cells))
            return dict(found)

        key = ("rows", register, field, columns, among[0], tuple(among[1]))
        found: dict[int, list[tuple[Any, ...]]] = self.once(key, read)
        return found

    def links(self, register: str, field: str) -> dict[int, list[int]]:
        """Return the local ids that a field of links leads to, by the local id of the record."""

        def read() -> dict[int, list[int]]:
            found: defaultdict[int, list[int]] = defaultdict(list)
            for source, target in store.link_lines(self._db, register_named(register), field):
                found[source].append(target)
            return dict(found)

        found: dict[int, list[int]] = self.once(("links", register, field), read)
        return found

    def group_of(self, register: str, entry: int) -> str:
        """Return the class of the first project that a record is linked to, "" for none."""

        def read() -> dict[int, str]:
            classes = self.by_id("projects", "project_class")
            return {
                source: next((classes[each][0] for each in targets if each in classes), "")
                for source, targets in self.links(register, "projects").items()
            }

        found: dict[int, str] = self.once(("groups", register), read) if self.parted else {}
        return found.get(entry, "")

    @property
    def _db(self) -> Any:
        return self.desk.workspace.db


Ask = Callable[[Ground, Span, int], Iterable[Counted]]


@lru_cache(maxsize=1_000)
def listed(held: str) -> tuple[str, ...]:
    """Return the codes that a column of several choices holds."""
    return tuple(json.loads(held)) if held else ()


def first_of(*days: str | None) -> str | None:
    """Return the first day that is there."""
    return next((each for each in days if each), None)


def days_between(first: str | None, last: str | None) -> Decimal | None:
    """Return how many days lie between two days; None where one is missing or they are reversed."""
    if not first or not last or last < first:
        return None
    return Decimal((date.fromisoformat(last) - date.fromisoformat(first)).days)


def local_day(moment: str) -> str:
    """Return the day here on which a time of the store lies."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat()


def day_of(held: str | None) -> date | None:
    """Return the day that a column holds."""
    return date.fromisoformat(held) if held else None
