"""Working days in China: weekends, days off and weekends worked in exchange, which are kept apart.

Whether a worked weekend ends a term differs by kind of act, so whoever asks says it. Source: 专利法实施细则第五条,
民法典第二百零三条. The years that a file does not hold come from a maintained package; a year that neither holds has
its weekends alone, and whoever shows a day of it says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Final

from ipdesk.model.findings import Basis
from ipdesk.model.text import N_, Message
from ipdesk.rules.files import Table, read_rules
from ipdesk.rules.words import Words

SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off, weekends worked in exchange, and the years whose lists these are."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def knows(self, first: date, last: date) -> bool:
        """Say whether the lists of all years from one day to another are loaded."""
        return all(year in self.years for year in range(first.year, last.year + 1))

    def is_working(self, day: date, *, worked_counts: bool) -> bool:
        """Say whether a day is one on which a term may end; a worked weekend is one where it counts."""
        if day in self.worked:
            return worked_counts
        return day.weekday() < SATURDAY and day not in self.off

    def next_working(self, day: date, *, worked_counts: bool) -> date:
        """Return the day itself, or the first working day after it."""
        while not self.is_working(day, worked_counts=worked_counts) and day < date.max:
            day += _DAY
        return day

    def add_working(self, day: date, count: int, *, worked_counts: bool) -> date:
        """Return the last of so many working days that follow a day, which itself is not counted."""
        while count > 0 and day < date.max:
            day += _DAY
            count -= self.is_working(day, worked_counts=worked_counts)
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The days off of one year with their names, the weekends worked in exchange, and where this was published."""

    year: int
    off: tuple[tuple[date, date, str], ...]
    worked: tuple[date, ...]
    basis: tuple[Basis, ...]

    def days_off(self) -> Iterator[date]:
        """Yield each day off."""
        for first, last, _ in self.off:
            for count in range((last - first).days + 1):
                yield first + timedelta(days=count)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOff:
    """The calendar file in its version, year by year."""

    id: str
    version: str
    label: Words
    basis: tuple[Basis, ...]
    years: tuple[Year, ...] = field(default_factory=tuple)


def calendar_of(made: DaysOff) -> WorkCalendar:
    """Return the calendar of a file, with the years that it does not hold from the package of past years."""
    listed = {each.year for each in made.years}
    off, worked, years = packaged()
    return WorkCalendar(
        frozenset(day for day in off if day.year not in listed)
        | {day for each in made.years for day in each.days_off()},
        frozenset(day for day in worked if day.year not in listed)
        | {day for each in made.years for day in each.worked},
        frozenset(years | listed),
    )


@cache
def packaged() -> tuple[frozenset[date], frozenset[date], frozenset[int]]:
    """Return days off, worked weekends and years that the package of past years holds."""
    import chinese_calendar

    off, worked = frozenset(chinese_calendar.holidays), frozenset(chinese_calendar.workdays)
    return off, worked, frozenset(day.year for day in off)


def read_days_off(file: str, text: str) -> DaysOff:
    """Return the calendar of a rule file. Raises WrongRule with file, line and reason."""
    top = read_rules(file, text)
    found: dict[int, Year] = {}
    for table in top.tables("year"):
        made = _year(table)
        if made.year in found:
            raise table.wrong(Message(N_("“{id}” is there already."), id=str(made.year)), "year")
        found[made.year] = made
    if not found:
        raise top.wrong(Message(N_("There is no year in it.")))
    made_of = DaysOff(
        id=top.name("id"),
        version=top.text("version"),
        label=top.words("label"),
        basis=top.basis(),
        years=tuple(found[year] for year in sorted(found)),
    )
    top.close()
    return made_of


def _year(table: Table) -> Year:
    year = table.whole("year", 1949, 2199)
    off = tuple(_span(each, year) for each in table.tables("off"))
    worked = table.days("worked")
    made = Year(year=year, off=off, worked=worked, basis=table.basis())
    table.close()
    for day in worked:
        if day.year != year or day.weekday() < SATURDAY:
            raise table.wrong(
                Message(N_("{day} is no Saturday or Sunday of {year}."), day=day, year=year), "worked"
            )
    if not off:
        raise table.wrong(Message(N_("There is no day off in it.")))
    if both := set(worked) & set(made.days_off()):
        raise table.wrong(Message(N_("{day} is both worked and off."), day=min(both)), "worked")
    return made


def _span(table: Table, year: int) -> tuple[date, date, str]:
    first = table.day("first")
    last = table.day("last", default=first)
    name = table.text("name")
    table.close()
    if first is None or last is None or last < first or not first.year == last.year == year:
        raise table.wrong(Message(N_("These are no days of {year} in their order."), year=year), "first")
    return first, last, name
