"""What stands in a document of a record, before it is stamped and laid on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipdesk.exporting.layout import Document
from ipdesk.model.errors import Incomplete, NotFound
from ipdesk.model.record import WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import marking_of_row
from ipdesk.operations.reading import show, whole
from ipdesk.registers import register as register_named
from ipdesk.store.records import read
from ipdesk.store.writing import sealed_refusal

if TYPE_CHECKING:
    from ipdesk.exporting.documents import DocumentKind
    from ipdesk.exporting.records import Linked
    from ipdesk.store.records import Summary


@dataclass(frozen=True, slots=True)
class Whole:
    """A document of a record: its name and kind, the record, those that link to it, and what is drawn from them."""

    name: str
    kind: DocumentKind
    record: Record
    linked: tuple[Linked, ...]
    content: Document


def document_of(
    desk: Desk, register: Register, number: str, document: str, language: str
) -> tuple[Document, str, list[Record]]:
    """Return a record's document, its name, and the records in it, the record itself first."""
    made = whole_document(desk, register, number, document, language)
    return made.content, made.name, [made.record, *(each.record for each in made.linked)]


def whole_document(desk: Desk, register: Register, number: str, document: str, language: str) -> Whole:
    """Return a record's document with all that it is made of. Raises what forbids it or makes it impossible yet."""
    from ipdesk.exporting.documents import kinds_of
    from ipdesk.operations.agreement_papers import papers_of
    from ipdesk.operations.dossiers import enclosed_with

    desk.require("read")
    kinds = kinds_of(register.name)
    name = document or next(iter(kinds))
    if name not in kinds:
        raise NotFound(
            Message(N_("There is no document “{name}”."), name=name),
            Message(N_("Choose one of: {options}."), options=list(kinds)),
        )
    kind = kinds[name]
    # What is composed from its template needs nothing of what stands around the record; a batch makes a thousand.
    sight = show(desk, register, number) if not kind.paper else None
    record = sight.record if sight else read(desk.workspace.db, register, number)
    if record.withheld:
        raise sealed_refusal(number)
    if (lacking := kind.lacks(record)) is not None:
        raise Incomplete(*lacking)
    translator = desk.translator.to(language)
    # Findings are for the desk, not for a paper that goes round for signatures.
    linking_here = sight.linking_here if sight else ()
    if kind.dossier:
        dossier = enclosed_with(desk, register, record, linking_here)
        if kind.live:
            from ipdesk.operations.text_checks import with_text_check  # loads what compares texts

            dossier = with_text_check(desk, record, dossier, translator)
        return Whole(
            name, kind, record, dossier.linked, kind.build(register, record, (), translator, dossier)
        )
    if kind.paper:
        papers = papers_of(desk, record, language)
        return Whole(name, kind, record, (), kind.build(register, record, (), translator, papers))
    if not kind.linked:
        return Whole(name, kind, record, (), kind.build(register, record, (), translator))
    linked = tuple(linked_of(desk, *each) for each in linking(desk, linking_here))
    return Whole(name, kind, record, linked, kind.build(register, record, (), translator, linked))


def linked_of(desk: Desk, register: Register, record: Record) -> Linked:
    """Return a record as it stands in the document of another one."""
    from ipdesk.exporting.records import Linked

    state = register.state(record.state).label
    title = str(getattr(record, register.title))
    return Linked(register.one, record, title, state, marking_of_row(desk, record))


def linking(desk: Desk, found: Sequence[Summary]) -> Iterator[tuple[Register, Record]]:
    """Yield the records that link to one, in the order of their numbers; withdrawn ones are none."""
    for each in sorted(found, key=lambda each: (each.register, each.number)):
        register = register_named(each.register)
        record = next(iter(whole(desk, register, [each.id])), None)
        if record is not None and record.state != WITHDRAWN:
            yield register, record
