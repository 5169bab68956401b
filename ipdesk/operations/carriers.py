"""Files that left the desk, and the list with which some of them are handed over on a carrier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ipdesk.exporting.documents.carrier_list import CarrierRow, carrier_document
from ipdesk.exporting.layout import Stamp, local_text, mark_words
from ipdesk.model.errors import Incomplete
from ipdesk.model.marking import Marking, highest
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, stamp_kept, write_paper
from ipdesk.operations.levels import marking_of_row
from ipdesk.registers import register
from ipdesk.store import exports, records

MOST_LISTED: Final = 200
OF_NOTHING: Final = Marking(handling="internal")
# What a file is, by how its leaving was logged.
KINDS: Final = {
    "print": N_("Printed record"),
    "export": N_("List, workbook or report"),
    "form": N_("Blank form"),
    "quarter": N_("Report of a closed period"),
    "list": N_("List for signatures"),
    "archive": N_("Archive"),
    "detach-copy": N_("Copy of an attachment"),
}


@dataclass(frozen=True, slots=True)
class Left:
    """A file that left: its stamp, name, kind as in KINDS, the records in it, and their highest marking by now."""

    stamp: Stamp
    name: str
    kind: str
    locked: bool
    records: tuple[Record, ...]
    marking: Marking


def files_left(desk: Desk, serials: Sequence[int] = (), limit: int = MOST_LISTED) -> list[Left]:
    """Return the files with some serial numbers in their order, or those that left last, newest first. Raises NotFound."""
    desk.require("print")
    db = desk.workspace.db
    wanted = [exports.find(db, each) for each in serials] if serials else exports.last(db, limit)
    return [_left(desk, each) for each in wanted]


def _left(desk: Desk, logged: exports.Logged) -> Left:
    db = desk.workspace.db
    held = [
        record
        for name, entries in exports.entries_in(db, logged.serial).items()
        for record in records.read_many(db, register(name), entries, ())
    ]
    marking = highest([OF_NOTHING, *(marking_of_row(desk, each) for each in held)])
    name = exports.file_of(db, logged.serial)
    return Left(stamp_kept(desk, logged.serial), name, logged.kind, logged.locked, tuple(held), marking)


def write_carrier_list(
    desk: Desk,
    target: Path,
    serials: Sequence[int],
    receiver: str = "",
    purpose: str = "",
    language: str = "zh",
) -> Paper:
    """Write the list of files that are handed over, to be signed; it carries the highest marking of what it names.

    Raises Incomplete without a file, and NotFound for a serial number that no file has.
    """
    desk.require("print")
    require_place(desk, target, ".pdf")
    if not serials:
        raise Incomplete(
            Message(N_("No file is chosen.")), Message(N_("Choose the files that are handed over."))
        )
    from ipdesk.exporting import pdf

    found, translator = files_left(desk, list(dict.fromkeys(serials))), desk.translator.to(language)
    marking = highest([OF_NOTHING, *(each.marking for each in found)])
    rows = [carrier_row(each, translator) for each in found]
    named = [record for each in found for record in each.records]
    content = carrier_document(rows, receiver, purpose, marking, translator)
    stamp = make_stamp(
        desk, "export", "", target, list({each.id: each for each in named}.values()), "carriers", language
    )
    write_paper(target, pdf.render(content, stamp, turned=True))
    return Paper(target, stamp, marking, len(named), unresolved=pdf.unresolved(content))


def carrier_row(left: Left, translator: Translator) -> CarrierRow:
    """Return a file as the list shows it."""
    label = translator.label
    return CarrierRow(
        serial=left.stamp.name(),
        name=left.name,
        what=label(KINDS.get(left.kind, left.kind)),
        records=len(left.records),
        mark=mark_words(left.marking, translator),
        made=f"{local_text(left.stamp.at)}\n{left.stamp.user}",
        locked=label(N_("yes")) if left.locked else "",
    )
