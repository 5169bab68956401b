"""What is due by its day (期限清单), on paper and as a workbook: by urgency what presses, then month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from ipdesk.exporting.documents.list_columns import DAY, NAME, Told, cells_of, columns_of, filled
from ipdesk.exporting.layout import Document, Grid, Prose, Section, Table, furniture_for, text_of
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator

TITLE: Final = N_("Docket List")
NOTHING: Final = N_("Nothing of what was asked for is due.")
NOTE: Final = N_(
    "The day that holds is the last one on which the act is in time; where readings of the law differ, act by the safe day. The days were counted by rules from the events recorded: hold each against its notice before relying on it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketRow:
    """One thing that is due, in the reader's language; `part` is the heading under which it stands."""

    part: str
    urgency: str
    register: str
    number: str
    title: str
    task: str
    act: str
    waits_for: str
    basis: str
    holds: date | None = None
    counted: date | None = None
    safe: date | None = None
    doubts: str = ""
    confirmed_by: str = ""


def docket_document(
    rows: Sequence[DocketRow], asked: str, on: date, marking: Marking, translator: Translator
) -> Document:
    """Return the list, rows of one part beside each other; `asked` says what was asked for, "" for everything."""
    label = translator.label
    day = translator.say(Message(N_("As of {day}"), day=text_of("day", on, translator.language)))
    told = filled(ON_PAPER, rows, NEEDED)
    sections: list[Section] = []
    for part, several in groupby(rows, key=lambda row: row.part):
        held = tuple(several)
        title = translator.say(Message(N_("{part}: {count}"), part=part, count=len(held)))
        sections.append(Grid(title=title, columns=columns_of(told, translator), rows=cells_of(held, told)))
    return Document(
        title=label(TITLE),
        subtitle="　".join(said for said in (day, asked) if said),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(sections) or (Prose(title="", text=label(NOTHING), lines=0),),
        guidance=label(NOTE) if rows else "",
    )


def docket_table(rows: Sequence[DocketRow], asked: str, translator: Translator) -> Table:
    """Return the list as a sheet, with what was asked for over it."""
    return Table(
        register="",
        title=translator.label(TITLE),
        columns=columns_of(IN_SHEET, translator),
        rows=cells_of(rows, IN_SHEET),
        note=asked,
    )


_DAYS: Final[tuple[Told[DocketRow], ...]] = (
    Told(N_("Urgency"), lambda row: row.urgency),
    Told(N_("Day that holds"), lambda row: row.holds, DAY),
    Told(N_("Day counted"), lambda row: row.counted, DAY),
)
_SAFE: Final[Told[DocketRow]] = Told(N_("Safe day"), lambda row: row.safe, DAY)
_ACTS: Final[tuple[Told[DocketRow], ...]] = (
    Told(N_("Task"), lambda row: row.task),
    Told(N_("What to do"), lambda row: row.act),
    Told(N_("Waits for"), lambda row: row.waits_for),
    Told(N_("Basis"), lambda row: row.basis),
)
_REMARKS: Final[tuple[Told[DocketRow], ...]] = (
    Told(N_("In doubt"), lambda row: row.doubts),
    Told(N_("Confirmed by"), lambda row: row.confirmed_by),
)
_RECORD: Final[Told[DocketRow]] = Told(N_("Record"), lambda row: f"{row.number} {row.title}".strip(), NAME)
ON_PAPER: Final[tuple[Told[DocketRow], ...]] = (*_DAYS, _SAFE, _RECORD, *_ACTS, *_REMARKS)
NEEDED: Final[tuple[Told[DocketRow], ...]] = (
    *_DAYS,
    _RECORD,
    *_ACTS,
)  # on paper, even where nothing fills them
IN_SHEET: Final[tuple[Told[DocketRow], ...]] = (
    *_DAYS,
    _SAFE,
    Told(N_("Register"), lambda row: row.register),
    Told(N_("Record number"), lambda row: row.number),
    Told(N_("Name of the record"), lambda row: row.title),
    *_ACTS,
    *_REMARKS,
)
