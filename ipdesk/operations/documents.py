"""Documents on their way out: workbooks, printed records and blank forms, each stamped and logged.

Documents are Chinese whatever the language of the desk, unless another is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipdesk.exporting.layout import PAGES, PLAIN_PAPER, Document, PageName, PaperOptions, Stamp
from ipdesk.exporting.locked import (
    lock_pdf,
    lock_workbook,
    require_password_anew,
    require_password_or_none,
)
from ipdesk.exporting.preview import Bitmap, page_bitmap, page_sizes
from ipdesk.model.errors import CannotWrite, NotFound, Stale, WrongValue
from ipdesk.model.files import not_written
from ipdesk.model.marking import Marking, highest
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.restricted import restricted_fields
from ipdesk.model.text import N_, Message
from ipdesk.operations.contents import document_of
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import marking_of_row
from ipdesk.operations.live_documents import noted, require_same_words
from ipdesk.operations.reading import Order, list_ids, whole
from ipdesk.operations.typefaces import NO_OWN_FONTS, faces_again, faces_for
from ipdesk.paths import write_whole
from ipdesk.registers import register as register_named
from ipdesk.store import exports, rules
from ipdesk.store.places import require_ending

if TYPE_CHECKING:
    from ipdesk.exporting.fonts import Faces

MOST_PRINTED: Final = 50


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was written, and what it lacks: sealed records, rows above a level, or signs no font has."""

    place: Path
    stamp: Stamp
    marking: Marking
    records: int
    withheld: int = 0
    unresolved: tuple[str, ...] = ()
    notices: tuple[Message, ...] = ()
    left_out: int = 0

    def written(self) -> Message:
        """Return the sentence that says where it is and under which serial number."""
        said = N_("Written: {file} (serial number {serial})")
        return Message(said, file=str(self.place), serial=self.stamp.name())


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
class Proof:
    """A document as it would be printed, without a stamp; pages in points, `mark` as on the paper.

    `data` is a PDF that bears PREVIEW across each page. `unresolved` are the signs no font could draw,
    `notices` say whatever else is to be looked at.
    """

    data: bytes
    pages: tuple[tuple[float, float], ...]
    title: str
    mark: str
    marking: Marking
    unresolved: tuple[str, ...] = ()
    notices: tuple[Message, ...] = ()


def export_register(
    desk: Desk,
    register: Register,
    target: Path,
    where: Sequence[tuple[str, str]] = (),
    text: str = "",
    language: str = "zh",
    order: Order | None = None,
    password: str = "",
    *,
    restricted: bool = False,
) -> Paper:
    """Write the records of a register, in an order: a workbook that can be imported again, or a PDF of the list.

    With a password, it opens with that only. Raises WrongValue for one that is no good. The workbook has the
    `restricted` fields where they are asked for, by somebody who may see them; the log says so.

    The ending of the file says which. Sealed records are left out and counted. It carries the highest marking
    of its rows; a row of metadata about a record above the limit counts as internal, since it reveals nothing.
    """
    from ipdesk.exporting.lists import register_file

    desk.require("export")
    if restricted:
        desk.require("reveal")
    require_place(desk, target, *((".xlsx",) if restricted else (".xlsx", ".pdf")))
    require_password_or_none(password)
    found = whole(desk, register, list_ids(desk, register, where, text, order))
    shown = [record for record in found if not record.withheld]
    marking = highest([marking_of_row(desk, record) for record in shown])
    translator = desk.translator.to(language)
    closed = restricted_fields(register) if restricted else ()
    stamp = make_stamp(
        desk, "export", register.name, target, shown, language=language,
        locked=bool(password), restricted=closed,
    )  # fmt: skip
    ending = target.suffix.lower()
    data, unresolved = register_file(
        ending, register, shown, marking, stamp, translator, restricted=restricted
    )
    lock = lock_pdf if ending == ".pdf" else lock_workbook
    write_paper(target, lock(data, password) if password else data)
    return Paper(target, stamp, marking, len(shown), len(found) - len(shown), unresolved)


def document_names(register: Register) -> tuple[str, ...]:
    """Return the names of the documents that a record of the register has."""
    from ipdesk.exporting.documents import kinds_of

    return tuple(kinds_of(register.name))


def document_labels(register: Register) -> dict[str, str]:
    """Return the documents that a record of the register has, by name, with what people call them."""
    from ipdesk.exporting.documents import kinds_of

    return {name: kind.label for name, kind in kinds_of(register.name).items()}


def usual_page(register: Register, document: str = "") -> PageName:
    """Return the page that a document of a register is set on unless another is chosen; by default of its first one."""
    from ipdesk.exporting.documents import kinds_of

    kinds = kinds_of(register.name)
    return kinds[document or next(iter(kinds))].page if not document or document in kinds else PAGES[0]


def preview_record(
    desk: Desk,
    register: Register,
    number: str,
    document: str = "",
    language: str = "zh",
    options: PaperOptions = PLAIN_PAPER,
    own: Mapping[str, str] = NO_OWN_FONTS,
) -> Proof:
    """Return a record's document to look at. No stamp is made and nothing is logged: nothing leaves."""
    from ipdesk.exporting.pdf import render, unresolved

    desk.require("print")
    options = options.usable()
    content, _, _ = document_of(desk, register, number, document, language)
    faces, _, notices = faces_for(own, options.page)
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
    data = render(shown, stamp, options, faces, label(N_("PREVIEW")))
    mark, marking = content.furniture.mark, content.marking
    return Proof(data, page_sizes(data), content.title, mark, marking, unresolved(content, options), notices)


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
    options: PaperOptions = PLAIN_PAPER,
    own: Mapping[str, str] = NO_OWN_FONTS,
) -> Paper:
    """Write a record's document as a PDF, by default the register's first one.

    With a password, it opens with that only. Raises WrongValue for one that is no good. `unresolved` in the answer names signs that no font could draw; look at them before signing.
    """
    from ipdesk.exporting.documents import kinds_of

    desk.require("print")
    require_place(desk, target, ".pdf")
    require_password_or_none(password)
    options = options.usable()
    content, name, held = document_of(desk, register, number, document, language)
    faces, digests, notices = faces_for(own, options.page)
    options = replace(options, fonts=digests)
    stamp = make_stamp(
        desk, "print", register.name, target, held, name, language,
        locked=bool(password), options=noted(options, kinds_of(register.name)[name], content),
    )  # fmt: skip
    return replace(_print(content, stamp, target, password, options, faces), notices=notices)


def print_again(
    desk: Desk, serial: int, target: Path, password: str = "", own: Mapping[str, str] = NO_OWN_FONTS
) -> Paper:
    """Write an earlier printed document again, byte for byte, on the same page and under the stamp it has.

    Under a password the same content comes in other bytes, as each locking takes other keys. What left
    under a password is not written again in the clear: WrongValue asks for one. Raises Stale when a record in it
    has changed since, others belong in it now, or the user's own fonts are others: then it has to be printed anew.
    """
    from ipdesk.operations.word_documents import fill_again

    desk.require("print")
    db = desk.workspace.db
    logged = exports.find(db, serial)
    require_place(desk, target, _ending(desk, serial))
    if logged.kind != "print":
        raise NotFound(Message(N_("{serial} is not a printed record."), serial=serial), exports.SERIALS)
    (require_password_anew if logged.locked else require_password_or_none)(password)
    anew = Message(N_("Print it anew; it then bears a stamp of its own."))
    if changed := exports.changed_since(db, logged):
        raise Stale(Message(N_("{numbers} changed after this document was printed."), numbers=changed), anew)
    number = exports.numbers_in(db, serial, logged.register)[0]
    register = register_named(logged.register)
    content, _, held = document_of(desk, register, number, logged.document, logged.language)
    if {each.id for each in held} != set(exports.uuids_in(db, serial)):
        raise Stale(Message(N_("Other records belong into this document now.")), anew)
    require_same_words(register, logged.document, logged.options, content)
    if sha256 := rules.filled_from(db, serial):
        if password:
            raise WrongValue(
                "password",
                Message(N_("A Word document or workbook of a record has no password.")),
                Message(N_("Write it without one, or print a PDF under a password.")),
            )
        return fill_again(desk, logged, register, number, sha256, target)
    options = PaperOptions.read(logged.options)
    faces = faces_again(own, options.fonts)
    with desk.workspace.write() as writing:
        told = {"serial": serial, "file": target.name, **({"locked": True} if password else {})}
        writing.note("print-again", told, logged.register)
    return _print(content, stamp_again(desk, serial), target, password, options, faces)


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
    return rules.ending_of(desk.workspace.db, serial)


def _print(
    content: Document, stamp: Stamp, target: Path, password: str, options: PaperOptions, faces: Faces
) -> Paper:
    from ipdesk.exporting.pdf import render, unresolved

    data = render(content, stamp, options, faces)
    write_paper(target, lock_pdf(data, password) if password else data)
    return Paper(target, stamp, content.marking, 1, unresolved=unresolved(content, options))


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
    return stamp_kept(desk, serial)


def stamp_kept(desk: Desk, serial: int) -> Stamp:
    """Return the stamp kept for an earlier document, to tell what it bears."""
    desk.require("read")
    return _stamp_of(desk, exports.find(desk.workspace.db, serial))


def require_place(desk: Desk, target: Path, *endings: str) -> None:
    """Raise WrongValue or CannotWrite for a file that is not the place for a document with one of these endings.

    A document under a wrong ending opens in no program, and one in the workspace folder would stand
    there in the clear, or over the store.
    """
    require_ending(target, *endings)
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
    options: str = "",
    restricted: Sequence[str] = (),
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
        options=options,
        restricted=tuple(restricted),
    )
    with desk.workspace.write() as writing:
        logged = exports.log(writing, leaving)
        if template:
            rules.note_filled(writing, logged.serial, template)
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
        # A document may take the place of one that stands open in another program.
        elsewhere = Message(N_("Close it in other programs, free some space, or choose another place."))
        raise not_written(error, elsewhere) from error
