"""Attachments: files taken into a record, and copies written out."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from ipdesk.model.changes import Changes
from ipdesk.model.errors import AboveLimit, CannotWrite
from ipdesk.model.files import not_written
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import is_metadata_only
from ipdesk.operations.manuscript_marks import require_mark_within
from ipdesk.store import attachments, exports
from ipdesk.store.attachments import Attachment
from ipdesk.store.writing import Held, Writing

Purpose = Literal["keep", "look"]
# A copy that is kept elsewhere is logged as another act than one opened to look at and removed afterwards.
ACTS: Final[dict[Purpose, str]] = {"keep": "detach-copy", "look": "open-copy"}


def attach(desk: Desk, register: Register, number: str, file: Path) -> Attachment:
    """Take a file into a record under its own name, or a free one like it.

    A file whose own marking is above the limit stays out; of one in which no marking could be looked for the answer says so in its note.
    """
    desk.require("attach")
    attachments.checked_size(file)
    note = require_mark_within(desk, file)
    with desk.workspace.write() as writing:
        made = attach_within(desk, writing, register, writing.held(register, number), file)
    return replace(made, note=note)


def attach_within(
    desk: Desk, writing: Writing, register: Register, held: Held, file: Path, same: Attachment | None = None
) -> Attachment:
    """Take a file into a record within a transaction that does more; `same` is it as it was taken in there already."""
    number = held.record.number
    if is_metadata_only(held.record, desk.workspace.profile.limit):
        why = (
            N_("Of {number} only its number is kept here; no file is taken in.")
            if held.record.kept_out
            else N_("{number} is marked above what this installation may hold; no file is taken in.")
        )
        raise AboveLimit(
            Message(why, number=number),
            Message(N_("Keep the file where classified material is kept.")),
        )
    if same is None:
        made = attachments.add(writing, held.id, file, file.name)
    else:
        made = attachments.add_same(writing, held.id, same, file.name)
    values = {"name": made.name, "size": made.size, "sha256": made.sha256}
    writing.note("attach", values, register.name, number, held.record.id)
    return made


def detach(desk: Desk, register: Register, number: str, name: str) -> Changes:
    """Take a file off a record; it stays in the store, so that this can be taken back."""
    desk.require("attach")
    with desk.workspace.write() as writing:
        held = writing.held(register, number)
        if not attachments.set_removed(writing.db, held.id, name, writing.at):
            raise attachments.no_attachment(name)
        seq = writing.note("detach", {"name": name}, register.name, number, held.record.id)
    return Changes(seq, "detach", register.name, number, held.record.revision)


def detach_copy(
    desk: Desk, register: Register, number: str, name: str, target: Path, purpose: Purpose = "keep"
) -> None:
    """Write a copy of an attachment to a new file and audit that it left, and what for. The record keeps the file."""
    desk.require("read")
    desk.require("print")
    desk.require_outside(target)
    if target.exists() or target.is_symlink():
        raise CannotWrite(
            Message(N_("There is already a file {name}."), name=target.name),
            Message(N_("Choose another name.")),
        )
    with desk.workspace.write() as writing:
        held = writing.held(register, number)
        parts = attachments.content(writing.db, held.id, name)
        part = target.with_name(f".{target.name}.part")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as stream:
                for chunk in parts:
                    stream.write(chunk)
                stream.flush()
                os.fsync(stream.fileno())
            part.rename(target)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise not_written(error) from error
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        uuid = held.record.id
        leaving = exports.Leaving(kind=ACTS[purpose], register=register.name, file=target.name, uuids=(uuid,),
                                  number=number, subject=uuid, attachment=name)  # fmt: skip
        exports.log(writing, leaving)
