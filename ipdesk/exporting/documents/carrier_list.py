"""The list of files that are handed over on a carrier (载体移交清单): what each is, its marking, and who gives and takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ipdesk.exporting.documents.list_columns import NAME, NUMBER, TEXT, Told, blank, cells_of, columns_of
from ipdesk.exporting.layout import Document, Entry, Grid, Pairs, Signatures, furniture_for
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Translator

TITLE: Final = N_("List of Files Handed Over on a Carrier")
_SHORT: Final = replace(TEXT, least=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierRow:
    """One file as the list shows it; `mark` is the highest marking of the records in it by now."""

    serial: str
    name: str
    what: str
    records: int
    mark: str
    made: str
    locked: str


_COLUMNS: Final[tuple[Told[CarrierRow], ...]] = (
    Told(N_("Serial number"), lambda row: row.serial, replace(TEXT, least=16)),
    Told(N_("File"), lambda row: row.name, NAME),
    Told(N_("Kind of file"), lambda row: row.what, replace(TEXT, least=12)),
    Told(N_("Records in it"), lambda row: row.records, NUMBER),
    Told(N_("Marking"), lambda row: row.mark, _SHORT),
    Told(N_("Made"), lambda row: row.made, replace(TEXT, least=16)),
    Told(N_("Password"), lambda row: row.locked, _SHORT),
    Told(N_("Copies"), blank, _SHORT),
    Told(N_("Remarks"), blank, replace(TEXT, least=12)),
)


def carrier_document(
    rows: Sequence[CarrierRow], receiver: str, purpose: str, marking: Marking, translator: Translator
) -> Document:
    """Return the list; what nobody said is left to be filled by hand."""
    label = translator.label
    entries = (
        Entry(label(N_("Handed over to")), receiver),
        Entry(label(N_("Carrier (kind and number)")), ""),
        Entry(label(N_("Purpose")), purpose, wide=True),
        Entry(label(N_("To be returned by")), ""),
        Entry(label(N_("Files")), str(len(rows))),
    )
    note = N_("Markings are those of the records by now, and never lower than internal. Check each file against its serial number before it goes.")  # fmt: skip
    return Document(
        title=label(TITLE),
        subtitle="",
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=(
            Pairs(title="", entries=entries),
            Grid(title=label(N_("Files")), columns=columns_of(_COLUMNS, translator), rows=cells_of(rows, _COLUMNS), note=label(note)),
            Signatures(
                title=label(N_("Sign-off")),
                signers=(label(N_("Handed over by")), label(N_("Taken over by")), label(N_("Secrecy office"))),
                statement=label(N_("What is listed was handed over whole; whoever takes it over keeps it by its marking.")),
                signed=label(N_("Signature")),
                day=label(N_("Date")),
            ),
        ),
    )  # fmt: skip
