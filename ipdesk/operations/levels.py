"""The level cap: what an installation may not hold is refused before it reaches the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ipdesk.model.errors import AboveLimit, Refused
from ipdesk.model.kinds import Kind, Rows
from ipdesk.model.marking import Limit, Marking
from ipdesk.model.record import Record, fields_of, is_content, marking_of
from ipdesk.model.register import Register, is_empty
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.store import attachments, audit, protected
from ipdesk.store.database import Database
from ipdesk.store.writing import Held


def is_above(record: Record, limit: Limit) -> bool:
    """Say whether a record is marked above the limit."""
    return not marking_of(record).within(limit)


def is_metadata_only(record: Record, limit: Limit) -> bool:
    """Say whether a record may carry metadata only: one above the limit, or of a kind of which its number alone is kept."""
    return bool(record.kept_out) or is_above(record, limit)


def marking_of_row(desk: Desk, record: Record) -> Marking:
    """Return the marking of a record; mere metadata about one above the limit counts as internal, for it reveals nothing."""
    if is_above(record, desk.workspace.profile.limit):
        return Marking(handling="internal")
    return marking_of(record)


def content_fields(record: Record) -> Iterator[str]:
    """Yield the labels of filled fields that must stay closed in a record of metadata, child rows included."""
    for each in fields_of(type(record)):
        held = getattr(record, each.name)
        if (is_content(each.kind) or each.name in record.kept_out) and not is_empty(held):
            yield each.kind.label
        if isinstance(each.kind, Rows):
            for inner in fields_of(each.kind.of):
                if is_content(inner.kind) and any(not is_empty(getattr(row, inner.name)) for row in held):
                    yield inner.kind.label


def require_within(limit: Limit, record: Record) -> None:
    """Raise AboveLimit when a record that may carry metadata only carries content."""
    if is_metadata_only(record, limit) and (closed := sorted(set(content_fields(record)))):
        if not is_above(record, limit):
            raise AboveLimit(
                Message(
                    N_("Of a record of this kind only the number is kept, so these stay empty: {fields}."),
                    fields=[Message(label) for label in closed],
                ),
                Message(N_("Leave them empty, and keep what they tell where such material is kept.")),
            )
        raise AboveLimit(
            Message(
                N_(
                    "This record is marked above what this installation may hold, so these stay empty: {fields}."
                ),
                fields=[Message(label) for label in closed],
            ),
            Message(
                N_(
                    "Keep metadata only, with a title that reveals nothing, and go to the classification officer."
                )
            ),
        )


def holds_content(db: Database, register: Register, entry: int, record: Record) -> bool:
    """Say whether the store holds content of a record, or ever held some: in its fields, its files, its log."""
    return (
        any(content_fields(record))
        or attachments.ever_held(db, entry)
        or protected.ever_kept(db, record.id)
        or ever_told(db, register, record.id)
    )


def ever_told(db: Database, register: Register, uuid: str) -> bool:
    """Say whether the log of a record holds a value of any field that is content."""
    kinds = {each.name: each.kind for each in register.fields()}
    return any(
        _tells(kinds[name], value)
        for entry in audit.entries(db, subject=uuid)
        for name, values in ((entry.values or {}).get("fields") or {}).items()
        if name in kinds
        for value in values
    )


def _tells(kind: Kind, plain: Any) -> bool:
    """Say whether a value, as the log holds it, is filled content; child rows count by their cells."""
    if isinstance(kind, Rows):
        inner = [each.name for each in fields_of(kind.of) if is_content(each.kind)]
        return any(not is_empty(row.get(name)) for row in plain or () for name in inner)
    return is_content(kind) and not is_empty(plain)


def require_no_spill(desk: Desk, register: Register, held: Held, after: Record) -> None:
    """Raise AboveLimit when a record that holds, or once held, content is to be one of metadata only.

    Emptying the fields or taking a file off would leave the content in the store and in backups: it
    has to be sealed.
    """
    limit, before = desk.workspace.profile.limit, held.record
    if not is_metadata_only(after, limit) or is_metadata_only(before, limit):
        return
    if holds_content(desk.workspace.db, register, held.id, before):
        raise AboveLimit(
            Message(N_("{number} holds content that this level does not allow here."), number=before.number),
            Message(N_("Seal it now and call the security officer; then order its purge by two people.")),
        )


def require_marking_kept(desk: Desk, held: Held, after: Record) -> None:
    """Raise Refused when a technical secret is to lose its marking while a text or fingerprints of it are kept, which bear it."""
    before = held.record
    if before.level != "trade" or (after.level == "trade" and after.grade):
        return
    if held.id in protected.lines(desk.workspace.db, held.id):
        raise Refused(
            Message(N_("What is kept of {number} for comparison bears its marking as a technical secret."), number=before.number),
            Message(N_("Drop what is kept first; then change level and grade.")),
        )  # fmt: skip
