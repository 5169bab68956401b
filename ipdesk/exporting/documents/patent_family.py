"""The family sheet (《专利族表》): every application of a family under what it rests on, and what happened to them year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import ceil
from typing import Any, Final

from ipdesk.exporting.dossiers import FamilyDossier
from ipdesk.exporting.layout import (
    PLAIN,
    Column,
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    Value,
    furniture_for,
)
from ipdesk.exporting.records import marking_with, shown_text, shown_value, subtitle_of
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record, field_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.patent_course import Happening
from ipdesk.registers.patent_family import Branch, amiss, family_of, office_of

# By which a line stands further in than what it rests on; both hold, as a number is not torn from its branch.
STEP: Final = "\u00a0" * 3
BRANCH: Final = "└\u00a0"
NARROW: Final = replace(PLAIN, width=10, least=8)
DAY: Final = replace(PLAIN, align="center", width=12, least=11)
WIDE: Final = replace(PLAIN, width=34, least=20)
MIDDLE: Final = replace(PLAIN, width=22, least=18)
MEMBER: Final = ("kind", "jurisdiction", "route")
NUMBERS: Final = ("priority_on", "application_number", "filed_on", "grant_number", "granted_on")


def family_sheet(
    register: Register,
    record: Record,
    _findings: Sequence[Finding],
    translator: Translator,
    dossier: FamilyDossier,
) -> Document:
    """Return the sheet of the family that a right belongs to; of a sealed member no more than its number."""
    marking = marking_with(record, dossier.linked)
    return Document(
        title=translator.label(N_("Patent Family Sheet")),
        subtitle=subtitle_of(register, record, translator),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(_Sheet(register, record, translator, dossier).sections()),
    )


class _Sheet:
    """The sections of one family sheet."""

    def __init__(
        self, register: Register, record: Any, translator: Translator, dossier: FamilyDossier
    ) -> None:
        self._register, self._translator = register, translator
        self._label, self._say = translator.label, translator.say
        self._members = {each.number: each for each in (record, *dossier.members)}
        self._family = family_of(self._members.values())
        self._whole = dossier.whole

    def sections(self) -> Iterator[Section]:
        yield Pairs(title=self._label(N_("The family")), entries=tuple(self._summary()))
        yield self._tree()
        yield self._numbers()
        yield self._events()
        if notes := [self._say(each) for each in amiss(self._family, whole=self._whole)]:
            yield Prose(title=self._label(N_("Please note")), text="\n".join(notes))

    def _summary(self) -> Iterator[Entry]:
        members = self._members.values()
        offices = sorted({office_of(each) for each in members if each.kind != "pct"})
        counts = {
            N_("Applications in the family"): len(members),
            N_("Rights in force"): sum(each.state == "granted" for each in members),
            N_("Pending"): sum(each.state == "filed" for each in members),
            N_("Over"): sum(each.state == "ended" for each in members),
        }
        for label, count in counts.items():
            yield Entry(self._label(label), str(count))
        yield Entry(self._label(N_("Offices")), self._say(Message("{all}", all=offices)))

    def _tree(self) -> Grid:
        """Return every member under what it rests on, and beside it what else it rests on."""
        lines = self._family.lines()
        more = any(branch.also for _, branch in lines)
        columns = (
            Column("number", self._label(N_("Record")), replace(MIDDLE, least=max(map(_room, lines)))),
            Column("title", self._label(self._register.field("title").kind.label), WIDE),
            *self._columns(MEMBER),
            Column("state", self._label(N_("State")), NARROW),
            *([Column("also", self._label(N_("Also rests on")), NARROW)] if more else []),
        )
        rows = tuple(
            (*self._line(depth, branch.number), *(["\n".join(branch.also)] if more else []))
            for depth, branch in lines
        )
        return Grid(title=self._label(N_("What rests on what")), columns=columns, rows=rows)

    def _line(self, depth: int, number: str) -> tuple[Value, ...]:
        record = self._members[number]
        told = [self._shown(record, name) for name in ("title", *MEMBER)]
        state = self._label(self._register.state(record.state).label) if record.state else ""
        return (f"{STEP * (depth - 1)}{BRANCH}{number}" if depth else number, *told, state)

    def _numbers(self) -> Grid:
        """Return the numbers and days of every member."""
        columns = (Column("number", self._label(N_("Record")), NARROW), *self._columns(NUMBERS))
        rows = tuple(
            (branch.number, *(self._shown(self._members[branch.number], name) for name in NUMBERS))
            for _, branch in self._family.lines()
        )
        return Grid(title=self._label(N_("Numbers and days")), columns=columns, rows=rows)

    def _columns(self, names: Sequence[str]) -> tuple[Column, ...]:
        labels = [self._label(self._register.field(name).kind.label) for name in names]
        return tuple(Column(name, label, NARROW) for name, label in zip(names, labels, strict=True))

    def _shown(self, record: Any, name: str) -> str:
        """Return a value as it stands in a narrow column; an office that is not named is the usual one."""
        value = None if record.withheld else getattr(record, name)
        if isinstance(value, date):
            return value.isoformat()
        if name == "jurisdiction" and value == "":
            return office_of(record)
        return shown_text(self._register.field(name).kind, value, self._translator) if value else ""

    def _events(self) -> Grid:
        """Return what happened to all of them, by year and day."""
        happened = sorted(
            (
                (row.day, number, row)
                for number, record in self._members.items()
                for row in shown_value(record, self._register.field("events"))
                if row.day is not None
            ),
            key=lambda told: (told[0], told[1], told[2].event),
        )
        year, rows = 0, []
        for day, number, row in happened:
            # The year stands before its first event only, as a heading would.
            rows.append(
                (str(day.year) if day.year != year else "", day.isoformat(), number, *self._told(row))
            )
            year = day.year
        columns = (
            Column("year", self._label(N_("Year")), replace(NARROW, align="center", width=6)),
            Column("day", self._label(N_("Day")), DAY),
            Column("number", self._label(N_("Record")), NARROW),
            Column("event", self._label(field_of(Happening, "event").kind.label), WIDE),
            Column("about", self._label(N_("What it is about")), WIDE),
        )
        return Grid(title=self._label(N_("Events by year")), columns=columns, rows=tuple(rows))

    def _told(self, row: Happening) -> tuple[str, str]:
        """Return an event, and what it is about: fee year, country, contract and other party."""
        event, *about = (
            shown_text(field_of(Happening, name).kind, getattr(row, name), self._translator)
            for name in ("event", "place", "licence", "ref", "party")
        )
        if row.cycle is not None:
            about.append(f"{self._label(field_of(Happening, 'cycle').kind.label)} {row.cycle}")
        return event, "　".join(each for each in about if each)


def _room(line: tuple[int, Branch]) -> int:
    """Return the least width of a column in which a number is not torn, as far in as it stands."""
    depth, branch = line
    return ceil(len(branch.number) * 1.35) + (3 + 2 * (depth - 1) if depth else 0)
