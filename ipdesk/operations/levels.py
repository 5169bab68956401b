"""The level cap: what an installation may not hold is refused before it reaches the store."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.model.errors import AboveLimit
from ipdesk.model.kinds import Rows
from ipdesk.model.marking import Limit
from ipdesk.model.record import Record, fields_of, is_content, marking_of
from ipdesk.model.register import Register, is_empty
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.store import attachments, audit
from ipdesk.store.writing import Held


def is_metadata_only(record: Record, limit: Limit) -> bool:
    """Say whether a record is above the limit, so that it may carry metadata only."""
    return not marking_of(record).within(limit)


def content_fields(record: Record) -> Iterator[str]:
    """Yield the labels of filled fields that must stay closed above the limit, child rows included."""
    for each in fields_of(type(record)):
        held = getattr(record, each.name)
        if is_content(each.kind) and not is_empty(held):
            yield each.kind.label
        if isinstance(each.kind, Rows):
            for inner in fields_of(each.kind.of):
                if is_content(inner.kind) and any(not is_empty(getattr(row, inner.name)) for row in held):
                    yield inner.kind.label


def require_within(limit: Limit, record: Record) -> None:
    """Raise AboveLimit when a record above the limit carries content."""
    if is_metadata_only(record, limit) and (closed := sorted(set(content_fields(record)))):
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


def require_no_spill(desk: Desk, register: Register, held: Held, after: Record) -> None:
    """Raise AboveLimit when a record that holds, or once held, content is raised above the limit.

    Emptying the fields would leave the content in the log and in backups: it has to be sealed.
    """
    limit, before, db = desk.workspace.profile.limit, held.record, desk.workspace.db
    if not is_metadata_only(after, limit) or is_metadata_only(before, limit):
        return
    could_tell = {
        each.name for each in register.fields() if is_content(each.kind) or isinstance(each.kind, Rows)
    }
    if (
        any(content_fields(before))
        or attachments.listed(db, held.id)
        or audit.named_fields(db, before.id) & could_tell
    ):
        raise AboveLimit(
            Message(N_("{number} holds content that this level does not allow here."), number=before.number),
            Message(
                N_(
                    "Seal it now (“ipdesk seal”) and call the security officer; then order its purge by two people."
                )
            ),
        )
