"""A record's document as a workbook: its labels and texts on the first sheet, each of its tables on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ipdesk.exporting.excel import register_workbook
from ipdesk.exporting.layout import (
    PLAIN,
    Checks,
    Column,
    Document,
    Grid,
    Pairs,
    Prose,
    Section,
    Signatures,
    Stamp,
    Table,
    Value,
)
from ipdesk.model.text import N_, Translator

TEXT: Final = replace(PLAIN, form="prose", width=60)
TICKED: Final = {True: "☑", False: "☐"}


def document_workbook(content: Document, stamp: Stamp, translator: Translator) -> bytes:
    """Return a document as a workbook with its marking and stamp; an import takes it for any ledger."""
    label = translator.label
    columns = (
        Column("part", label(N_("Part")), replace(PLAIN, width=22)),
        Column("entry", label(N_("Entry")), replace(PLAIN, width=24)),
        Column("text", label(N_("Content")), TEXT),
    )
    lines = tuple(line for section in content.sections for line in _lines(section))
    tables = [Table(register="", title=content.title, columns=columns, rows=lines, counted=False)]
    tables += [
        Table(register="", title=each.title, columns=each.columns, rows=each.rows, counted=False)
        for each in content.sections
        if isinstance(each, Grid)
    ]
    return register_workbook(tables, content.marking, stamp, translator, is_read_back=False)


def _lines(section: Section) -> Iterator[tuple[Value, ...]]:
    """Yield part, entry and text of what is no table."""
    match section:
        case Pairs():
            yield from ((section.title, each.label, each.text) for each in section.entries)
        case Prose():
            yield section.title, "", section.text
        case Checks():
            for line in section.lines:
                boxes = "　".join(f"{TICKED[ticked]} {box}" for box, ticked in line.boxes)
                yield section.title, line.label, boxes
        case Signatures():
            yield from ((section.title, signer, "") for signer in section.signers)
        case _:
            return
