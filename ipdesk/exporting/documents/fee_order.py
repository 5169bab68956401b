"""The order to pay fees that keep rights (年费缴费委托单), on paper to be signed, and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from ipdesk.exporting.documents.list_columns import (
    DAY,
    NAME,
    Told,
    blank,
    cells_of,
    choices_column,
    columns_of,
    filled,
    lines,
)
from ipdesk.exporting.layout import (
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    Signatures,
    Table,
    furniture_for,
    text_of,
)
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator

TITLE: Final = N_("Order to Pay Annual Fees")
NOTHING: Final = N_("No fee is due until that day, and none is in its grace.")
NOTE: Final = N_(
    "Amounts of official fees are not kept here: enter what the office charges on the day of payment. Keep or abandon is decided for each right by hand; what is to be abandoned is not paid. Where the grace is over, or the fee dates from before this desk, look up the legal state first."
)
DECISIONS: Final = (N_("keep"), N_("abandon"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRow:
    """One fee of one right, in the reader's language; `part` is the heading under which it stands.

    `now` and `later` say what it costs more at present and in the step that follows, with their last days.
    """

    part: str
    number: str
    record: str
    title: str
    kind: str
    fee: str
    year: str
    due: date | None
    now: str = ""
    later: str = ""
    last: date | None = None
    grade: str = ""
    payer: str = ""
    doubts: str = ""


def fee_document(
    rows: Sequence[FeeRow], until: date, on: date, marking: Marking, translator: Translator
) -> Document:
    """Return the order, rows of one part beside each other; without rows it says that there are none."""
    label, language = translator.label, translator.language
    days = {"day": text_of("day", on, language), "until": text_of("day", until, language)}
    parts = [list(several) for _, several in groupby(rows, key=lambda row: row.part)]
    sections: list[Section] = [_part(held, rows, translator) for held in parts]
    if rows:
        sections += [_sums(len(rows), translator), _signers(translator)]
    else:
        sections.append(Prose(title="", text=label(NOTHING), lines=0))
    return Document(
        title=label(TITLE),
        subtitle=translator.say(Message(N_("As of {day}; fees due until {until}"), **days)),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(sections),
        guidance=label(NOTE) if rows else "",
    )


def fee_table(rows: Sequence[FeeRow], translator: Translator) -> Table:
    """Return the order as a sheet, with empty columns for the decision and the amounts."""
    told: tuple[Told[FeeRow], ...] = (
        Told(N_("State of the fee"), lambda row: row.part),
        *_NUMBERS,
        _TITLE,
        _KIND,
        *_FEE,
        *_REMARKS,
        *_BY_HAND,
    )
    return Table(
        register="",
        title=translator.label(TITLE),
        columns=columns_of(told, translator),
        rows=cells_of(rows, told),
    )


def _part(held: Sequence[FeeRow], every: Sequence[FeeRow], translator: Translator) -> Grid:
    """Return the table of one part, with boxes for the decision; its columns are those that any row of the order fills."""
    told: list[Told[FeeRow]] = [
        Told(N_("Application or patent number"), lambda row: lines(row.number, row.record, row.kind)),
        *filled((_TITLE, *_FEE, *_REMARKS), every, (_TITLE, *_FEE)),
        choices_column(N_("Decision"), DECISIONS, translator),
        Told(N_("Official fee (yuan)"), blank),
    ]
    title = Message(N_("{part}: {count}"), part=held[0].part, count=len(held))
    return Grid(title=translator.say(title), columns=columns_of(told, translator), rows=cells_of(held, told))


def _sums(count: int, translator: Translator) -> Pairs:
    """Return the sums, of which only how many there are is known."""
    blanks = (
        N_("Rights to be kept"),
        N_("Rights to be abandoned"),
        N_("Official fees, sum (yuan)"),
        N_("Surcharges, sum (yuan)"),
        N_("To be paid in all (yuan)"),
    )
    label = translator.label
    entries = (Entry(label(N_("Fees listed")), str(count)), *(Entry(label(each), "") for each in blanks))
    return Pairs(title=label(N_("Sums")), entries=entries, share=20.0)


def _signers(translator: Translator) -> Signatures:
    label = translator.label
    return Signatures(
        title=label(N_("Sign-off")),
        signers=(label(N_("IP officer")), label(N_("Person in charge of the laboratory")), label(N_("Finance office"))),
        statement=label(N_("The fees of the rights to be kept are to be paid by the days named above.")),
        signed=label(N_("Signature")),
        day=label(N_("Date")),
    )  # fmt: skip


_NUMBERS: Final[tuple[Told[FeeRow], ...]] = (
    Told(N_("Application or patent number"), lambda row: row.number),
    Told(N_("Record number"), lambda row: row.record),
)
_TITLE: Final[Told[FeeRow]] = Told(N_("Title of the right"), lambda row: row.title, NAME)
_KIND: Final[Told[FeeRow]] = Told(N_("Kind of right"), lambda row: row.kind)
_FEE: Final[tuple[Told[FeeRow], ...]] = (
    Told(N_("Fee"), lambda row: row.fee),
    Told(N_("Fee year"), lambda row: row.year),
    Told(N_("To be paid by"), lambda row: row.due, DAY),
    Told(N_("Surcharge now"), lambda row: row.now),
    Told(N_("Surcharge after that"), lambda row: row.later),
    Told(N_("Last day of all"), lambda row: row.last, DAY),
    Told(N_("Payer"), lambda row: row.payer),
)
_REMARKS: Final[tuple[Told[FeeRow], ...]] = (
    Told(N_("Value grade"), lambda row: row.grade),
    Told(N_("In doubt"), lambda row: row.doubts),
)
_BY_HAND: Final[tuple[Told[FeeRow], ...]] = (
    Told(N_("Decision (keep or abandon)"), blank),
    Told(N_("Official fee (yuan)"), blank),
    Told(N_("Surcharge (yuan)"), blank),
)
