"""Granted patents that are not put into practice (未实施专利盘点与处置清单), to be reviewed and decided one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ipdesk.exporting.documents.list_columns import (
    DAY,
    NAME,
    NUMBER,
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
    Grid,
    Prose,
    Section,
    Signatures,
    Table,
    Value,
    furniture_for,
    text_of,
)
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator

TITLE: Final = N_("Review of Patents Not Put into Practice")
NOTHING: Final = N_("No patent has been granted for so long, is in force, and is not put into practice.")
NOTE: Final = N_(
    "Patents in force that were granted three years ago or earlier and are not put into practice without a valid reason are offered on a platform or entrusted to an operating body. Basis: {basis}. To open the licence, to give a patent up, or to keep it for a reason is the laboratory's own decision."
)
PROPOSALS: Final = (
    N_("offer on a platform"),
    N_("entrust"),
    N_("open licence"),
    N_("give up"),
    N_("keep, with reason"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleRow:
    """One patent in the reader's language; `recorded` is what was done with it so far, `handled` whether that settles it."""

    number: str
    record: str
    title: str
    kind: str
    granted_on: date | None
    years: int
    inventors: str
    unit: str
    recorded: str
    handled: bool
    fee: str = ""
    fee_due: date | None = None
    grade: str = ""


def idle_document(
    rows: Sequence[IdleRow], basis: str, on: date, marking: Marking, translator: Translator
) -> Document:
    """Return the list: what is still to be handled first, then what was; `basis` is that of the rules in force."""
    label = translator.label
    parts = ((TO_HANDLE, [row for row in rows if not row.handled]), (HANDLED, [row for row in rows if row.handled]))  # fmt: skip
    sections: list[Section] = [_part(title, held, rows, translator) for title, held in parts if held]
    if rows:
        sections.append(_signers(translator))
    else:
        sections.append(Prose(title="", text=label(NOTHING), lines=0))
    return Document(
        title=label(TITLE),
        subtitle=translator.say(Message(N_("As of {day}"), day=text_of("day", on, translator.language))),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(sections),
        guidance=translator.say(Message(NOTE, basis=basis)),
    )


def idle_table(rows: Sequence[IdleRow], translator: Translator) -> Table:
    """Return the list as a sheet, with empty columns for proposal and decision."""
    label = translator.label
    state: Told[IdleRow] = Told(N_("Handling"), lambda row: label(HANDLED if row.handled else TO_HANDLE))
    told: tuple[Told[IdleRow], ...] = (state, *_NUMBERS, _KIND, *_PATENT, *_FEE, _GRADE, *_BY_HAND)
    return Table(
        register="", title=label(TITLE), columns=columns_of(told, translator), rows=cells_of(rows, told)
    )


def _part(title: str, held: Sequence[IdleRow], every: Sequence[IdleRow], translator: Translator) -> Grid:
    """Return the table of one part, with boxes for the proposal; its columns are those that any row of the list fills."""

    def next_fee(row: IdleRow) -> Value:
        return lines(row.fee, text_of("day", row.fee_due))

    told: list[Told[IdleRow]] = [
        Told(N_("Application or patent number"), lambda row: lines(row.number, row.record, row.kind)),
        *_PATENT,
        Told(N_("Next fee"), next_fee),
        *filled((_GRADE,), every, ()),
        choices_column(N_("Proposal"), PROPOSALS, translator),
        Told(N_("Decision"), blank),
    ]
    heading = Message(N_("{part}: {count}"), part=Message(title), count=len(held))
    return Grid(
        title=translator.say(heading), columns=columns_of(told, translator), rows=cells_of(held, told)
    )


def _signers(translator: Translator) -> Signatures:
    label = translator.label
    return Signatures(
        title=label(N_("Sign-off")),
        signers=(label(N_("IP officer")), label(N_("Head of unit")), label(N_("Person in charge of the laboratory"))),
        statement=label(N_("Proposal and decision stand beside each patent.")),
        signed=label(N_("Signature")),
        day=label(N_("Date")),
    )  # fmt: skip


TO_HANDLE: Final = N_("Still to be handled")
HANDLED: Final = N_("Handled, to be looked at again")
_NUMBERS: Final[tuple[Told[IdleRow], ...]] = (
    Told(N_("Application or patent number"), lambda row: row.number),
    Told(N_("Record number"), lambda row: row.record),
)
_KIND: Final[Told[IdleRow]] = Told(N_("Kind of right"), lambda row: row.kind)
_GRADE: Final[Told[IdleRow]] = Told(N_("Value grade"), lambda row: row.grade)
_PATENT: Final[tuple[Told[IdleRow], ...]] = (
    Told(N_("Title of the right"), lambda row: row.title, NAME),
    Told(N_("Grant date"), lambda row: row.granted_on, DAY),
    Told(N_("Years since grant"), lambda row: row.years, NUMBER),
    Told(N_("Inventors"), lambda row: row.inventors),
    Told(N_("Unit of the inventors"), lambda row: row.unit),
    Told(N_("Recorded so far"), lambda row: row.recorded),
)
_FEE: Final[tuple[Told[IdleRow], ...]] = (
    Told(N_("Next fee"), lambda row: row.fee),
    Told(N_("To be paid by"), lambda row: row.fee_due, DAY),
)
_BY_HAND: Final[tuple[Told[IdleRow], ...]] = (
    Told(N_("Proposal (platform, entrust, open licence, give up, or keep with reason)"), blank),
    Told(N_("Reason"), blank),
    Told(N_("Decision"), blank),
)
