"""The rule book of deadlines and the calendar as rule files: which there are, and what holds now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from ipdesk import __version__
from ipdesk.model.text import N_
from ipdesk.operations.desk import Desk
from ipdesk.operations.rule_kinds import Column, RuleKind, all_in_force, rules_in_force, shipped, text_in
from ipdesk.rules.calendars import DaysOff, WorkCalendar, calendar_of, packaged, read_days_off
from ipdesk.rules.deadline_files import DeadlineRules, read_deadlines, require_apart, require_examples
from ipdesk.rules.deadline_parts import calendar_parts, deadline_parts, plain_calendar, plain_deadlines
from ipdesk.rules.deadline_rules import RuleBook

AHEAD_YEARS: Final = 2  # of which somebody looks whether their days off are loaded
CALENDAR: Final = RuleKind(
    id="calendar",
    label=N_("Days off"),
    note=N_(
        "Add the year to come when its days are published: export a copy, add a table for the year, give the file a version of its own, and install it. Dates in a year that is not listed are marked."
    ),
    names=("days-off",),
    read=read_days_off,
    shipped_text=text_in("rules", "calendars"),
    parts_label=N_("Days off by year"),
    columns=(
        Column(N_("Year"), 5), Column(N_("Day off"), 9), Column(N_("From"), 8), Column(N_("To"), 8),
        Column(N_("Weekends worked in exchange"), 26), Column(N_("Basis")),
    ),
    parts=calendar_parts,
    plain=plain_calendar,
)  # fmt: skip


def _require_sound(made: DeadlineRules) -> None:
    """Raise WrongRule for a worked example that does not come out by our calendar, or a rule that ours hold beside."""
    file = f"{made.id}.toml"
    others = [shipped(DEADLINES, name)[0] for name in DEADLINES.names if name != made.id]
    require_apart(file, made, others)
    require_examples(file, made, calendar_of(shipped(CALENDAR, CALENDAR.names[0])[0]))


DEADLINES: Final = RuleKind(
    id="deadlines",
    label=N_("Rule book of deadlines"),
    note=N_(
        "Every rule stands with its source, and with examples that were counted by hand. To change or add one, export a copy, change it, give it a version of its own, and install it: before it holds, you see which dates it would move."
    ),
    names=("cn-patents", "cn-keeping", "cn-use", "abroad", "other-rights", "secrets", "house"),
    read=read_deadlines,
    shipped_text=text_in("rules", "deadlines"),
    require=_require_sound,
    parts_label=N_("Rules of the file chosen"),
    columns=(
        Column(N_("Task"), 20), Column(N_("Holds for"), 12), Column(N_("Runs from"), 14), Column(N_("Term"), 12),
        Column(N_("Last day off"), 10), Column(N_("Cleared by"), 16), Column(N_("Checked"), 7), Column(N_("Basis")),
    ),
    parts=deadline_parts,
    plain=plain_deadlines,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """All deadline rules and the calendar that hold now, and the digest by which this state of them is known."""

    rules: RuleBook
    calendar: WorkCalendar
    days_off: DaysOff
    digest: str


def read_shipped() -> None:
    """Read our own rules and calendar, so that they are at hand."""
    for name in DEADLINES.names:
        shipped(DEADLINES, name)
    shipped(CALENDAR, CALENDAR.names[0])


# Of the last digest asked for: the rules are read again when the laboratory installs others.
_BOOKS: Final[dict[str, Book]] = {}


def book_in_force(desk: Desk) -> Book:
    """Return the deadline rules and the calendar that hold now."""
    held = all_in_force(desk, DEADLINES)
    days_off, days_digest = rules_in_force(desk, CALENDAR, CALENDAR.names[0])
    return book_of(
        [made for made, _ in held], days_off, "".join([*(digest for _, digest in held), days_digest])
    )


def book_of(made: list[DeadlineRules], days_off: DaysOff, digests: str) -> Book:
    """Return rules and calendar as a book; its digest also tells the program and the package of past years."""
    years = sorted(packaged()[2])
    digest = sha256(f"{__version__} {years[0]} {years[-1]} {digests}".encode()).hexdigest()
    held = _BOOKS.get(digest)
    if held is None:
        held = Book(_rules_of(made), calendar_of(days_off), days_off, digest)
        _BOOKS.clear()
        _BOOKS[digest] = held
    return held


def book_that_would_be(made: Iterable[DeadlineRules], days_off: DaysOff) -> Book:
    """Return rules and calendar that do not hold as a book, which is not kept; it has no digest."""
    return Book(_rules_of(made), calendar_of(days_off), days_off, "")


def years_not_loaded(desk: Desk) -> list[int]:
    """Return which of this year and the next two the calendar in force does not know: dates in them are marked."""
    year = desk.today().year
    known = book_in_force(desk).calendar.years
    return [each for each in range(year, year + AHEAD_YEARS + 1) if each not in known]


def _rules_of(made: Iterable[DeadlineRules]) -> RuleBook:
    return RuleBook(rule for each in made for rule in each.rules)
