"""Documents on their way out: workbooks, printed records and blank forms, each stamped and logged.

Documents are Chinese whatever the language of the desk, unless another is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipdesk.exporting.layout import Document, Stamp
from ipdesk.exporting.locked import (
    lock_pdf,
    lock_workbook,
    require_password_anew,
    require_password_or_none,
)
from ipdesk.exporting.preview import Bitmap, page_bitmap, page_sizes
from ipdesk.model.errors import CannotWrite, Incomplete, NotFound, Stale, WrongValue
from ipdesk.model.marking import Marking, highest
from ipdesk.model.record import WITHDRAWN, Record, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import is_metadata_only
from ipdesk.operations.reading import Order, list_ids, show, whole
from ipdesk.paths import write_whole
from ipdesk.registers import register as register_named
from ipdesk.store import exports, templates
from ipdesk.store.records import Summary
from ipdesk.store.writing import sealed_refusal

if TYPE_CHECKING:
    from ipdesk.exporting.documents import DocumentKind
    from ipdesk.exporting.records import Linked

MOST_PRINTED: Final = 50


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was written: where, its stamp, its marking, and what it left out or could not draw."""

    place: Path
    stamp: Stamp
    marking: Marking
    records: int
    withheld: int = 0
    unresolved: tuple[str, ...] = ()

    def written(self) -> Message:
        """Return the sentence that says where it is and under which serial number."""
        return Message(
            N_("Written: {file} (serial number {serial})"), file=str(self.place), serial=self.stamp.name()
        )


@dataclass(frozen=True, slots=True)
class Printed:
    """A document that was printed: its stamp, its record, and whether that changed since, so that it is out of date.

    `locked` says that it left under a password, which was not kept. `ending` is that of its file: .pdf, or .docx where
    it was filled from a template.
    """

    stamp: Stamp
    register: str
    number: str
    document: str
    changed: bool
    locked: bool = False
    ending: str = ".pdf"


@dataclass(frozen=True, slots=True)
class Whole:
    """A document of a record: its name and kind, the record, those that link to it, and what is drawn from them."""

    name: str
    kind: DocumentKind
    record: Record
    linked: tuple[Linked, ...]
    content: Document


@dataclass(frozen=True, slots=True)
class Proof:
    """A document as it would be printed, without a stamp; pages in points, `mark` as on the paper.

    `data` is a PDF that bears PREVIEW across each page. `unresolved` are the signs no font could draw.
    """

    data: bytes
    pages: tuple[tuple[float, float], ...]
    title: str
    mark: str
    marking: Marking
    unresolved: tuple[str, ...] = ()


def export_register(
    desk: Desk,
    register: Register,
    target: Path,
    where: Sequence[tuple[str, str]] = (),
    text: str = "",
    language: str = "zh",
    order: Order | None = None,
    password: str = "",
) -> Paper:
    """Write the records of a register, in an order, as a workbook that can be imported again.

    With a password, it opens with that only. Raises WrongValue for one that is no good.

    Sealed records are left out and counted. The workbook carries the highest marking of its rows; a row
    of metadata about a record above the limit counts as internal, since it reveals nothing.
    """
    from ipdesk.exporting.excel import register_workbook
    from ipdesk.exporting.records import register_tables

    desk.require("export")
    require_place(desk, target, ".xlsx")
    require_password_or_none(password)
    found = whole(desk, register, list_ids(desk, register, where, text, order))
    shown = [record for record in found if not record.withheld]
    marking = highest([_marking_of_row(desk, record) for record in shown])
    translator = desk.translator.to(language)
    stamp = make_stamp(desk, "export", register.name, target, shown, language=language, locked=bool(password))
    tables = register_tables(register, shown, translator)
    data = register_workbook(tables, marking, stamp, translator)
    write_paper(target, lock_workbook(data, password) if password else data)
    return Paper(target, stamp, marking, len(shown), len(found) - len(shown))


def _marking_of_row(desk: Desk, record: Record) -> Marking:
    if is_metadata_only(record, desk.workspace.profile.limit):
        return Marking(handling="internal")
    return marking_of(record)


def document_names(register: Register) -> tuple[str, ...]:
    """Return the names of the documents that a record of the register has."""
    from ipdesk.exporting.documents import kinds_of

    return tuple(kinds_of(register.name))


def document_labels(register: Register) -> dict[str, str]:
    """Return the documents that a record of the register has, by name, with what people call them."""
    from ipdesk.exporting.documents import kinds_of

    return {name: kind.label for name, kind in kinds_of(register.name).items()}


def preview_record(
    desk: Desk, register: Register, number: str, document: str = "", language: str = "zh"
) -> Proof:
    """Return a record's document to look at. No stamp is made and nothing is logged: nothing leaves."""
    from ipdesk.exporting.pdf import render, unresolved

    desk.require("print")
    content, _, _ = _document(desk, register, number, document, language)
    label = desk.translator.to(language).label
    no_stamp = label(N_("PREVIEW, not for signature. Number, time and log are set when it is saved."))
    shown = replace(content, furniture=replace(content.furniture, stamp=no_stamp))
    profile = desk.workspace.profile
    stamp = Stamp(
        serial=0,
        user=desk.actor.name,
        at=desk.workspace.clock().astimezone(),
        head="",
        seq=0,
        lab=profile.name,
        code=profile.code,
    )
    data = render(shown, stamp, label(N_("PREVIEW")))
    mark, marking = content.furniture.mark, content.marking
    return Proof(data, page_sizes(data), content.title, mark, marking, unresolved(content))


def preview_page(proof: Proof, page: int, scale: float) -> Bitmap:
    """Return a page of a proof, counted from 0, at so many pixels a point."""
    return page_bitmap(proof.data, page, scale)


def print_record(
    desk: Desk,
    register: Register,
    number: str,
    target: Path,
    document: str = "",
    language: str = "zh",
    password: str = "",
) -> Paper:
    """Write a record's document as a PDF, by default the register's first one.

    With a password, it opens with that only. Raises WrongValue for one that is no good. `unresolved` in the answer names signs that no font could draw; look at them before signing.
    """
    desk.require("print")
    require_place(desk, target, ".pdf")
    require_password_or_none(password)
    content, name, held = _document(desk, register, number, document, language)
    stamp = make_stamp(desk, "print", register.name, target, held, name, language, locked=bool(password))
    return _print(content, stamp, target, password)


def print_again(desk: Desk, serial: int, target: Path, password: str = "") -> Paper:
    """Write an earlier printed document again, byte for byte, under the stamp it has.

    Under a password the same content comes in other bytes, as each locking takes other keys. What left
    under a password is not written again in the clear: WrongValue asks for one. Raises Stale when a record in it has changed since, or others belong in it now: then it has to be printed anew.
    """
    from ipdesk.operations.word_documents import fill_again

    desk.require("print")
    db = desk.workspace.db
    logged = exports.find(db, serial)
    require_place(desk, target, _ending(desk, serial))
    if logged.kind != "print":
        raise NotFound(Message(N_("{serial} is not a printed record."), serial=serial))
    (require_password_anew if logged.locked else require_password_or_none)(password)
    anew = Message(N_("Print it anew; it then bears a stamp of its own."))
    if changed := exports.changed_since(db, logged):
        raise Stale(Message(N_("{numbers} changed after this document was printed."), numbers=changed), anew)
    number = exports.numbers_in(db, serial, logged.register)[0]
    register = register_named(logged.register)
    content, _, held = _document(desk, register, number, logged.document, logged.language)
    if {each.id for each in held} != set(exports.uuids_in(db, serial)):
        raise Stale(Message(N_("Other records belong into this document now.")), anew)
    if sha256 := templates.filled_from(db, serial):
        if password:
            raise WrongValue("password", Message(N_("A Word document has no password.")))
        return fill_again(desk, logged, register, number, sha256, target)
    with desk.workspace.write() as writing:
        told = {"serial": serial, "file": target.name, **({"locked": True} if password else {})}
        writing.note("print-again", told, logged.register)
    return _print(content, stamp_again(desk, serial), target, password)


def printed(desk: Desk, text: str = "", limit: int = MOST_PRINTED) -> list[Printed]:
    """Return the documents printed last, newest first, to be written again.

    A text narrows to a serial number, alone or as it stands on the paper, or to numbers of records it stands in.
    """
    desk.require("print")
    db = desk.workspace.db
    wanted = text.strip()
    prefix = f"{desk.workspace.profile.code}-"
    if wanted.upper().startswith(prefix.upper()) and wanted[len(prefix) :].isdigit():
        wanted = wanted[len(prefix) :]
    return [
        Printed(
            stamp=_stamp_of(desk, each),
            register=each.register,
            number=next(iter(exports.numbers_in(db, each.serial, each.register)), ""),
            document=each.document,
            changed=bool(exports.changed_since(db, each)),
            locked=each.locked,
            ending=_ending(desk, each.serial),
        )
        for each in exports.listed(db, "print", wanted, limit)
    ]


def _ending(desk: Desk, serial: int) -> str:
    return ".docx" if templates.filled_from(desk.workspace.db, serial) else ".pdf"


def _document(
    desk: Desk, register: Register, number: str, document: str, language: str
) -> tuple[Document, str, list[Record]]:
    """Return a record's document, its name, and the records in it, the record itself first."""
    made = whole_document(desk, register, number, document, language)
    return made.content, made.name, [made.record, *(each.record for each in made.linked)]


def whole_document(desk: Desk, register: Register, number: str, document: str, language: str) -> Whole:
    """Return a record's document with all that it is made of. Raises what forbids it or makes it impossible yet."""
    from ipdesk.exporting.documents import kinds_of

    sight = show(desk, register, number)
    record = sight.record
    if record.withheld:
        raise sealed_refusal(number)
    kinds = kinds_of(register.name)
    name = document or next(iter(kinds))
    if name not in kinds:
        raise NotFound(
            Message(N_("There is no document “{name}”."), name=name),
            Message(N_("Choose one of: {options}."), options=list(kinds)),
        )
    kind = kinds[name]
    if (lacking := kind.lacks(record)) is not None:
        raise Incomplete(lacking)
    translator = desk.translator.to(language)
    # Findings are for the desk, not for a paper that goes round for signatures.
    if not kind.linked:
        return Whole(name, kind, record, (), kind.build(register, record, (), translator))
    linked = tuple(_linked(desk, sight.linking_here))
    return Whole(name, kind, record, linked, kind.build(register, record, (), translator, linked))


def _linked(desk: Desk, found: Sequence[Summary]) -> list[Linked]:
    """Return the records that link to one, in the order of their numbers; withdrawn ones are none."""
    from ipdesk.exporting.records import Linked

    made = []
    for each in sorted(found, key=lambda each: (each.register, each.number)):
        register = register_named(each.register)
        record = next(iter(whole(desk, register, [each.id])), None)
        if record is not None and record.state != WITHDRAWN:
            state = register.state(record.state).label
            title = str(getattr(record, register.title))
            made.append(Linked(register.one, record, title, state, _marking_of_row(desk, record)))
    return made


def _print(content: Document, stamp: Stamp, target: Path, password: str) -> Paper:
    from ipdesk.exporting.pdf import render, unresolved

    data = render(content, stamp)
    write_paper(target, lock_pdf(data, password) if password else data)
    return Paper(target, stamp, content.marking, 1, unresolved=unresolved(content))


def blank_form(desk: Desk, register: Register, target: Path, language: str = "zh") -> Paper:
    """Write the blank workbook that researchers fill at their own desks."""
    from ipdesk.exporting.forms import blank_form as form_of

    desk.require("form")
    require_place(desk, target, ".xlsx")
    marking = Marking(handling="internal")
    stamp = make_stamp(desk, "form", register.name, target, [], language=language)
    write_paper(target, form_of(register, desk.translator.to(language), stamp, marking))
    return Paper(target, stamp, marking, 0)


def stamp_again(desk: Desk, serial: int) -> Stamp:
    """Return the stamp kept for an earlier document, to render it byte for byte again."""
    desk.require("print")
    return _stamp_of(desk, exports.find(desk.workspace.db, serial))


def require_place(desk: Desk, target: Path, ending: str) -> None:
    """Raise WrongValue or CannotWrite for a file that is not the place for a document with this ending.

    A document under a wrong ending opens in no program, and one in the workspace folder would stand
    there in the clear, or over the store.
    """
    if target.suffix.lower() != ending:
        raise WrongValue(
            "file",
            Message(N_("{name} does not end in {ending}."), name=target.name or str(target), ending=ending),
            Message(N_("Choose a name that does.")),
        )
    desk.require_outside(target)
    if not target.parent.is_dir():
        raise CannotWrite(
            Message(N_("There is no folder {path}."), path=str(target.parent)),
            Message(N_("Make it first, or choose another.")),
        )


def make_stamp(
    desk: Desk,
    kind: str,
    register: str,
    target: Path,
    records: Sequence[Record],
    document: str = "",
    language: str = "zh",
    *,
    locked: bool = False,
    template: str = "",
) -> Stamp:
    """Make the stamp of a document that is about to leave, and log what it holds and which template it is filled from."""
    leaving = exports.Leaving(
        kind=kind,
        register=register,
        file=target.name,
        document=document,
        language=language,
        uuids=tuple(each.id for each in records),
        number=records[0].number if len(records) == 1 else "",
        locked=locked,
    )
    with desk.workspace.write() as writing:
        logged = exports.log(writing, leaving)
        if template:
            templates.note_filled(writing, logged.serial, template)
        return _stamp_of(desk, logged)


def _stamp_of(desk: Desk, logged: exports.Logged) -> Stamp:
    profile = desk.workspace.profile
    return Stamp(
        serial=logged.serial,
        user=logged.user,
        at=datetime.fromisoformat(logged.at).astimezone(),
        head=logged.head,
        seq=logged.seq,
        lab=profile.name,
        code=profile.code,
    )


def write_paper(target: Path, data: bytes) -> None:
    """Write a finished document to its place. Raises CannotWrite in plain words."""
    try:
        write_whole(target, data)
    except OSError as error:
        raise CannotWrite(
            Message(N_("The file cannot be written: {reason}."), reason=error.strerror or ""),
            Message(N_("Close it in other programs, free some space, or choose another place.")),
        ) from error
