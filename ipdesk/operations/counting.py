"""The ground that figures are counted on: a few columns of the registers, each read once for all queries of one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from ipdesk.model.periods import Period
from ipdesk.model.progress import Step, no_step
from ipdesk.operations.desk import Desk
from ipdesk.operations.faces import faces
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


class Pick(NamedTuple):
    """A record, or the child row at a place of it, that counts: its day as the columns hold it, its value, and what kind it is of.

    Without a kind it is of that of its record. `more` are codes of the fields by which rows of its query are parted too.
    """

    entry: int
    day: str | None = None
    value: Decimal | None = None
    kind: str | None = None
    place: int = -1
    more: tuple[str, ...] = ()


class Ground:
    """What the queries of one report read; columns are read once, and nothing of it outlives the report.

    `window` spans all days that the report tells of. `step` is told how far long work is and may raise to stop it. Rows that are
    not to be `shown` count as others do, but tell nothing of their records, which takes most of the time to find.
    """

    def __init__(self, desk: Desk, window: Span, step: Step = no_step, *, shown: bool = True) -> None:
        self.desk, self.window, self.step, self._shown = desk, window, step, shown
        self._held: dict[tuple[object, ...], Any] = {}
        self._faces: defaultdict[str, dict[int, Counted]] = defaultdict(dict)

    def once(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """Return what was made under a key, and make it at the first time."""
        if key not in self._held:
            self._held[key] = make()
        return self._held[key]

    def told(self, register: str, picks: Iterable[Pick]) -> Iterator[Counted]:
        """Yield the rows of what was picked of a register, with what is shown of their records."""
        held = list(picks)
        known = self.faces(register, {each.entry for each in held})
        for entry, day, value, kind, place, more in held:
            if (face := known.get(entry)) is not None:
                _, number, title, unit, of, group, *_ = face
                own = of if kind is None else kind
                yield Counted(entry, number, title, unit, own, group, day_of(day), value, place, more=more)

    def standing(self, register: str, ids: Iterable[int]) -> Iterator[Counted]:
        """Yield the rows of what stands on a day, and so has no day of its own."""
        held = list(ids)
        known = self.faces(register, set(held))
        return (known[each] for each in held if each in known)

    def faces(self, register: str, ids: set[int]) -> Mapping[int, Counted]:
        """Return at least the rows of some records of a register by local id, without day and value."""
        known = self._faces[register]
        lacking = ids - known.keys()
        if lacking and self._shown:
            known |= faces(self.desk, register, lacking)
        elif lacking:
            known |= {each: Counted(each, "", "") for each in lacking}
        return known

    def lines(self, register: str, *fields: str) -> list[tuple[Any, ...]]:
        """Return local id and fields of each record of a register, by number."""
        found: list[tuple[Any, ...]] = self.once(
            ("lines", register, fields), lambda: store.lines(self._db, register_named(register), fields)
        )
        return found

    def dated(self, register: str, days: Sequence[str], *fields: str) -> list[tuple[Any, ...]]:
        """Return the same of the records alone that hold one of some days within the window."""

        def read() -> list[tuple[Any, ...]]:
            window = (self.window.first, self.window.last)
            return store.lines(self._db, register_named(register), fields, days, window)

        found: list[tuple[Any, ...]] = self.once(("dated", register, tuple(days), fields), read)
        return found

    def filled(self, register: str, field: str, *fields: str) -> list[tuple[Any, ...]]:
        """Return the same of the records alone in which a field is filled, or a flag set."""

        def read() -> list[tuple[Any, ...]]:
            return store.lines(self._db, register_named(register), fields, filled=field)

        found: list[tuple[Any, ...]] = self.once(("filled", register, field, fields), read)
        return found

    def of(self, register: str, ids: Iterable[int], *fields: str) -> dict[int, tuple[Any, ...]]:
        """Return the fields of some records of a register by local id, of those that are there."""
        found = store.lines_of(self._db, register_named(register), ids, fields)
        return {each[0]: each[1:] for each in found}

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

    def targets(self, field: str, ids: Iterable[int]) -> dict[int, list[int]]:
        """Return the same of some records."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for source, target in store.links_of(self._db, field, ids):
            found[source].append(target)
        return found

    @property
    def _db(self) -> Any:
        return self.desk.workspace.db


Ask = Callable[[Ground, Span, int], Iterable[Counted]]


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
