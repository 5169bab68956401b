"""A record's document as a workbook, for what people go on working with in tables: stamped and logged as on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ipdesk.exporting.layout import PLAIN_PAPER, Stamp
from ipdesk.model.errors import NotFound
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.contents import Whole, whole_document
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.live_documents import noted
from ipdesk.store.rules import SHEET

ENDING: Final = ".xlsx"


def has_sheet(register: Register, document: str) -> bool:
    """Say whether a document of a register is written as a workbook, too."""
    from ipdesk.exporting.documents import kinds_of

    kinds = kinds_of(register.name)
    return document in kinds and kinds[document].sheet


def print_sheet(
    desk: Desk, register: Register, number: str, target: Path, document: str = "", language: str = "zh"
) -> Paper:
    """Write a record's document as a workbook, by default the register's first one. Raises NotFound for one that is for paper alone."""
    desk.require("print")
    require_place(desk, target, ENDING)
    made = whole_document(desk, register, number, document, language)
    if not made.kind.sheet:
        raise NotFound(
            Message(N_("The document “{name}” is written for paper alone."), name=made.name),
            Message(N_("Write it as a PDF or as a Word file.")),
        )
    held = [made.record, *(each.record for each in made.linked)]
    stamp = make_stamp(
        desk, "print", register.name, target, held, made.name, language,
        template=SHEET, options=noted(PLAIN_PAPER, made.kind, made.content),
    )  # fmt: skip
    return write_sheet(desk, made, stamp, language, target)


def write_sheet(desk: Desk, made: Whole, stamp: Stamp, language: str, target: Path) -> Paper:
    """Write a document as a workbook under a stamp that it has."""
    from ipdesk.exporting.document_sheets import document_workbook

    write_paper(target, document_workbook(made.content, stamp, desk.translator.to(language)))
    return Paper(target, stamp, made.content.marking, 1)
