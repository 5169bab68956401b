"""How long people have worked on IP (知识产权专员任职一览), as a list to be signed off and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ipdesk.exporting.documents.list_columns import DAY, NUMBER, TEXT, Told, cells_of, columns_of, lines
from ipdesk.exporting.layout import Document, Grid, Section, Table, furniture_for, text_of
from ipdesk.exporting.records import signatures_of
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator

TITLE: Final = N_("Service Years of IP Officers")
NOTHING: Final = N_("Of nobody it is entered since when he or she works on IP.")
NOTE: Final = N_(
    "Counted from the day entered under “Works on IP since”, without interruption, in whole years and months, to the day of this list or the last day here. Whoever has been an IP officer for five years may be recommended for senior IP specialist, if all else fits. Basis: {basis}."
)
YES, NO = N_("Yes"), N_("No")
_WORDS: Final = replace(TEXT, least=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRow:
    """One person in the reader's language; `served` and `full` are said in words, `remarks` tell of leaving.

    `until` is the day to which it was counted, `months` the whole months by then; None where that cannot be told.
    """

    number: str
    name: str
    unit: str
    post: str
    since: date
    until: date | None
    months: int | None
    served: str
    full_on: date
    is_full: bool
    full: str
    left_on: date | None = None
    remarks: str = ""


def officers_document(
    rows: Sequence[OfficerRow], basis: str, on: date, marking: Marking, translator: Translator
) -> Document:
    """Return the list; `basis` is what the five years rest on."""
    label, say = translator.label, translator.say
    said = Message(
        N_("As of {day}: {count} people, {full} with five years full"),
        day=text_of("day", on, translator.language),
        count=len(rows),
        full=sum(row.is_full for row in rows),
    )
    note = "" if rows else label(NOTHING)
    grid = Grid(
        title="", columns=columns_of(_ON_PAPER, translator), rows=cells_of(rows, _ON_PAPER), note=note
    )
    signers = [label(each) for each in (N_("IP officer"), N_("Personnel office"))]
    sections: tuple[Section, ...] = (grid, signatures_of(signers, translator)) if rows else (grid,)
    return Document(
        title=label(TITLE),
        subtitle=say(said),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=sections,
        guidance=say(Message(NOTE, basis=basis)),
    )


def officers_table(rows: Sequence[OfficerRow], translator: Translator) -> Table:
    """Return the list as a sheet, with days and numbers to count with."""
    label = translator.label
    told: tuple[Told[OfficerRow], ...] = (
        *_PERSON,
        _SINCE,
        Told(N_("Counted to"), lambda row: row.until, DAY),
        Told(N_("Years served"), lambda row: None if row.months is None else row.months // 12, NUMBER),
        Told(N_("Months beside"), lambda row: None if row.months is None else row.months % 12, NUMBER),
        Told(N_("Five years full on"), lambda row: row.full_on, DAY),
        Told(
            N_("Five years full"), lambda row: "" if row.months is None else label(YES if row.is_full else NO)
        ),
        Told(N_("Left on"), lambda row: row.left_on, DAY),
        _REMARKS,
    )
    return Table(
        register="people", title=label(TITLE), columns=columns_of(told, translator), rows=cells_of(rows, told)
    )


_PERSON: Final[tuple[Told[OfficerRow], ...]] = (
    Told(N_("Personnel number"), lambda row: row.number),
    Told(N_("Name"), lambda row: row.name),
    Told(N_("Unit"), lambda row: row.unit),
    Told(N_("Post"), lambda row: row.post),
)
_SINCE: Final[Told[OfficerRow]] = Told(N_("Works on IP since"), lambda row: row.since, DAY)
_REMARKS: Final[Told[OfficerRow]] = Told(N_("Remarks"), lambda row: row.remarks, _WORDS)
_ON_PAPER: Final[tuple[Told[OfficerRow], ...]] = (
    Told(N_("Name"), lambda row: lines(row.name, row.number), replace(TEXT, least=12)),
    Told(N_("Unit and post"), lambda row: lines(row.unit, row.post), _WORDS),
    _SINCE,
    Told(N_("Time served"), lambda row: row.served, replace(TEXT, least=13)),
    Told(N_("Five years"), lambda row: row.full, replace(TEXT, least=22)),
    _REMARKS,
)
