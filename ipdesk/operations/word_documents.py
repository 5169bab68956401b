"""A record's document as a Word file, for what people go on editing: filled from its template or drawn, stamped and logged."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Final

from ipdesk.exporting.layout import PLAIN_PAPER, Stamp
from ipdesk.exporting.slots import slot_values
from ipdesk.exporting.template_requests import Imprint, fill_request
from ipdesk.importing.word_files import ask_of_template
from ipdesk.model.errors import NotFound, Stale
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.contents import Whole, whole_document
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import (
    Paper,
    make_stamp,
    require_place,
    stamp_again,
    write_paper,
)
from ipdesk.operations.live_documents import noted
from ipdesk.operations.sheet_documents import write_sheet
from ipdesk.operations.templates import ENDING, find_template, template_bytes
from ipdesk.store import exports
from ipdesk.store.rules import SHEET

DRAWN: Final = "drawn"  # in the place of a template's digest


def print_word(
    desk: Desk, register: Register, number: str, target: Path, document: str = "", language: str = "zh"
) -> Paper:
    """Write a record's document as a Word file, by default the register's first one.

    It is filled from its template; without one it is drawn from the sections of its PDF.
    """
    desk.require("print")
    require_place(desk, target, ENDING)
    made = whole_document(desk, register, number, document, language)
    template = find_template(desk, register, made.name, language)
    if not template.whose:
        return _draw_new(desk, register, made, language, target)
    data = template_bytes(desk, template)
    held = [made.record, *(each.record for each in made.linked)]
    stamp = make_stamp(
        desk, "print", register.name, target, held, made.name, language, template=template.sha256
    )
    return _fill(desk, register, made, data, template.file, stamp, language, target)


def fill_again(
    desk: Desk, logged: exports.Logged, register: Register, number: str, sha256: str, target: Path
) -> Paper:
    """Write a Word document or a workbook again, byte for byte. Raises Stale when the template it was filled from is gone."""
    made = whole_document(desk, register, number, logged.document, logged.language)
    if sha256 == SHEET:
        _note_again(desk, logged, target)
        return write_sheet(desk, made, stamp_again(desk, logged.serial), logged.language, target)
    if sha256 == DRAWN:
        _note_again(desk, logged, target)
        return _draw(made, stamp_again(desk, logged.serial), target)
    template = find_template(desk, register, logged.document, logged.language)
    try:
        data = template_bytes(desk, template, sha256)
    except NotFound:
        raise Stale(
            Message(N_("The template of this document is another one now.")),
            Message(N_("Print it anew; it then bears a stamp of its own.")),
        ) from None
    _note_again(desk, logged, target)
    stamp = stamp_again(desk, logged.serial)
    return _fill(desk, register, made, data, template.file, stamp, logged.language, target)


def _note_again(desk: Desk, logged: exports.Logged, target: Path) -> None:
    with desk.workspace.write() as writing:
        writing.note("print-again", {"serial": logged.serial, "file": target.name}, logged.register)


def _draw_new(desk: Desk, register: Register, made: Whole, language: str, target: Path) -> Paper:
    held = [made.record, *(each.record for each in made.linked)]
    stamp = make_stamp(
        desk, "print", register.name, target, held, made.name, language,
        template=DRAWN, options=noted(PLAIN_PAPER, made.kind, made.content),
    )  # fmt: skip
    return _draw(made, stamp, target)


def _draw(made: Whole, stamp: Stamp, target: Path) -> Paper:
    """Write a document drawn from the sections of its PDF."""
    from ipdesk.exporting.word_papers import word_paper

    write_paper(target, word_paper(made.content, stamp))
    return Paper(target, stamp, made.content.marking, 1)


def _fill(
    desk: Desk, register: Register, made: Whole, template: bytes, name: str, stamp: Stamp, language: str, target: Path
) -> Paper:  # fmt: skip
    """Have a child fill the template, and write what it gives."""
    content, translator = made.content, desk.translator.to(language)
    values = slot_values(register, made.record, made.kind, content, stamp, made.linked, translator)
    imprint = Imprint(content.title, f"{stamp.lab} {stamp.user}".strip(), stamp.at)
    answer = ask_of_template(fill_request(values, imprint), template, name)
    write_paper(target, base64.b64decode(answer["docx"]))
    return Paper(target, stamp, content.marking, 1)
