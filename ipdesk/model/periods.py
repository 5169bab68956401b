"""Periods of days: from one day to another, or named by what day it is, such as this quarter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ipdesk.model.dates import EARLIEST_YEAR, LATEST_YEAR, add_months, read_day
from ipdesk.model.errors import WrongValue
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Option
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.values import KnownAs

# Kept by name where a list is kept, so that it moves on with the calendar.
NAMED: Final = (
    Option("this-week", N_("This week"), ("本周",)),
    Option("this-month", N_("This month"), ("本月",)),
    Option("this-quarter", N_("This quarter"), ("本季度",)),
    Option("last-quarter", N_("Last quarter"), ("上季度",)),
    Option("this-year", N_("This year"), ("本年", "今年")),
    Option("last-year", N_("Last year"), ("上年", "去年")),
)
_BETWEEN: Final = re.compile(r"\s*(?:\.{2,3}|~|至)\s*")
_YEAR: Final = re.compile(r"(\d{4})年?")
_QUARTER: Final = re.compile(r"(\d{4})(?:q([1-4])|年?第?([1-4一二三四])季度?)", re.IGNORECASE)
_MONTH: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月)")
_HAN: Final = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from the first to the last, both of them too; None where it is open."""

    first: date | None = None
    last: date | None = None

    def __str__(self) -> str:
        """Write it as `read_period` takes it."""
        return f"{self.first or ''}..{self.last or ''}"


def read_period(
    label: str, name: str, raw: str, today: date, known_as: KnownAs = lambda label: (label,)
) -> Period | None:
    """Return the period a text names, None for no text.

    Read are the names of NAMED in any language, a year, a quarter (2026Q3), a month (2026-03), a day, and two
    of these with .., ~ or 至 between, of which one may be left out. Raises WrongValue, which names the field and
    its label, for anything else and for a period that ends before it begins.
    """
    text = unicodedata.normalize("NFKC", raw).strip()
    if not text:
        return None
    for option in NAMED:
        if folded(text) in {folded(word) for word in (option.code, *option.aliases, *known_as(option.label))}:
            return _named(option.code, today)
    before, *after = _BETWEEN.split(text)
    parts = [_part(each) if each else Period() for each in (before, *after)]
    known = [each for each in parts if each is not None]
    if len(known) < len(parts) or len(parts) > 2 or not any((before, *after)):
        raise WrongValue(
            name,
            Message(N_("{field}: “{value}” is not a period."), field=Message(label), value=raw[:60]),
            Message(N_("Write a day, or a period like 2026, 2026Q3, 2026-03 or 2026-01-15..2026-03-31.")),
        )
    found = Period(known[0].first, known[-1].last)
    if found.first and found.last and found.last < found.first:
        raise WrongValue(
            name,
            Message(N_("{field}: the period ends before it begins."), field=Message(label)),
            Message(N_("Write the earlier day first.")),
        )
    return found


def show_period(raw: str, translator: Translator) -> str:
    """Return a period as people read it: a name in their language, else the days with a dash between."""
    named = next((option.label for option in NAMED if option.code == raw), "")
    if named:
        return translator.label(named)
    before, *after = _BETWEEN.split(raw.strip())
    if len(after) != 1:
        return raw
    if not before:
        return translator.say(Message(N_("until {day}"), day=after[0]))
    if not after[0]:
        return translator.say(Message(N_("from {day}"), day=before))
    return f"{before} – {after[0]}"


def _named(code: str, today: date) -> Period:
    length, _, unit = code.partition("-")
    back = 1 if length == "last" else 0
    if unit == "week":
        first = today - timedelta(days=today.weekday())
        return Period(first, first + timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    return _from(add_months(first, -back * months), months)


def _part(text: str) -> Period | None:
    """Return the days that a year, quarter, month or day names, or None for anything else."""
    year, month, months = 0, 1, 12
    if found := _YEAR.fullmatch(text):
        year = int(found[1])
    elif found := _QUARTER.fullmatch(text):
        number = found[2] or found[3]
        year, month, months = int(found[1]), 3 * (_HAN.get(number) or int(number)) - 2, 3
    elif found := _MONTH.fullmatch(text):
        year, month, months = int(found[1]), int(found[2] or found[3]), 1
    if year:
        known = EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12
        return _from(date(year, month, 1), months) if known else None
    reading = read_day(text)
    return None if reading is None or reading.doubtful else Period(reading.day, reading.day)


def _from(first: date, months: int) -> Period:
    return Period(first, add_months(first, months) - timedelta(days=1))
