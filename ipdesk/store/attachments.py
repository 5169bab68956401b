"""Attached files: chunked, kept once however often they are attached, read back whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from ipdesk.model.errors import Damaged, NotFound, WrongValue
from ipdesk.model.files import no_file, not_read
from ipdesk.model.text import N_, Message, sound
from ipdesk.store.database import Database, row, rows, value
from ipdesk.store.writing import Writing

CHUNK: Final = 1 << 20
LARGEST: Final = 50 << 20


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a record: its name, size in bytes, hash, and who added it when; `note` is said of one just taken in."""

    name: str
    size: int
    sha256: str
    added: str
    added_by: str
    note: Message | None = None


def listed(db: Database, entry: int) -> list[Attachment]:
    """Return the files attached to a record, oldest first."""
    sql = (
        "select a.name, f.size, f.sha256, a.added, a.added_by from attachments a join files f on f.id = a.file"
        " where a.entry = ? and a.removed is null order by a.id"
    )
    return [Attachment(*each) for each in rows(db, sql, [entry])]


def ever_held(db: Database, entry: int) -> bool:
    """Say whether a file was ever attached to a record; one taken off since still lies in the store."""
    return row(db, "select 1 from attachments where entry = ?", [entry]) is not None


def checked_size(path: Path) -> int:
    """Return the size of a file that may be attached. Raises NotFound or WrongValue with the reason."""
    if not path.is_file():
        raise no_file(path)
    size = path.stat().st_size
    if size > LARGEST:
        raise WrongValue(
            "attachments",
            Message(
                N_("{name} has {size} MB; an attachment holds at most {most} MB."),
                name=path.name,
                size=size >> 20,
                most=LARGEST >> 20,
            ),
            Message(N_("Keep the file where it is and write its place into the record.")),
        )
    return size


def add(writing: Writing, entry: int, path: Path, name: str) -> Attachment:
    """Attach a file under a name that is not yet taken on the record; equal content is kept once."""
    checked_size(path)
    try:
        return _add(writing, entry, path, sound(PurePath(name).name))
    except OSError as error:
        raise not_read(path, error) from error


def add_same(writing: Writing, entry: int, made: Attachment, name: str) -> Attachment:
    """Attach to another record what was attached in this transaction, without reading the file again."""
    file = value(writing.db, "select id from files where sha256 = ?", [made.sha256])
    return _put(writing, entry, int(file), sound(PurePath(name).name))


def _add(writing: Writing, entry: int, path: Path, name: str) -> Attachment:
    db = writing.db
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while part := stream.read(CHUNK):
            digest.update(part)
    sha256 = digest.hexdigest()
    file = value(db, "select id from files where sha256 = ?", [sha256])
    if file is None:
        file = _keep(db, path, sha256)
    return _put(writing, entry, int(file), name)


def _put(writing: Writing, entry: int, file: int, name: str) -> Attachment:
    """Attach a file that is kept to a record, under the name or a free one like it."""
    db = writing.db
    name = _free_name(db, entry, name)
    sha256, size = rows(db, "select sha256, size from files where id = ?", [file])[0]
    db.execute(
        "insert into attachments(entry, file, name, added, added_by) values (?, ?, ?, ?, ?)",
        [entry, file, name, writing.at, writing.actor],
    )
    return Attachment(name, size, sha256, writing.at, writing.actor)


def _keep(db: Database, path: Path, sha256: str) -> int:
    file = int(db.execute("insert into files(sha256, size) values (?, 0)", [sha256]).lastrowid or 0)
    size = 0
    check = hashlib.sha256()
    with path.open("rb") as stream:
        for position, part in enumerate(iter(lambda: stream.read(CHUNK), b"")):
            db.execute("insert into chunks(file, position, data) values (?, ?, ?)", [file, position, part])
            check.update(part)
            size += len(part)
    if check.hexdigest() != sha256:
        raise WrongValue(
            "attachments",
            Message(N_("{name} changed while it was read."), name=path.name),
            Message(N_("Close the program that writes to it and attach it again.")),
        )
    db.execute("update files set size = ? where id = ?", [size, file])
    return file


def set_removed(db: Database, entry: int, name: str, at: str | None) -> bool:
    """Take an attachment off a record or, with None, put it back; say whether there was one."""
    sql = "update attachments set removed = ? where entry = ? and name = ? and (removed is null) = ?"
    return db.execute(sql, [at, entry, name, int(at is not None)]).rowcount > 0


def no_attachment(name: str) -> NotFound:
    """Return the refusal of an attachment that a record does not have."""
    return NotFound(
        Message(N_("There is no attachment {name}."), name=name),
        Message(N_("Take a name as the record lists its attachments.")),
    )


def content(db: Database, entry: int, name: str) -> Iterator[bytes]:
    """Yield the content of an attachment in chunks. Raises NotFound, or Damaged when it does not match its hash."""
    sql = (
        "select f.id, f.sha256 from attachments a join files f on f.id = a.file"
        " where a.entry = ? and a.name = ? and a.removed is null"
    )
    found = row(db, sql, [entry, name])
    if found is None:
        raise no_attachment(name)
    digest = hashlib.sha256()
    positions = rows(db, "select position from chunks where file = ? order by position", [found[0]])
    for (position,) in positions:
        part = bytes(
            value(db, "select data from chunks where file = ? and position = ?", [found[0], position])
        )
        digest.update(part)
        yield part
    if digest.hexdigest() != found[1]:
        raise Damaged(
            Message(N_("The attachment {name} does not match its hash."), name=name),
            Message(N_("Take it from a backup.")),
        )


def _free_name(db: Database, entry: int, name: str) -> str:
    taken = {each[0] for each in rows(db, "select name from attachments where entry = ?", [entry])}
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    tried, counter = name, 1
    while tried in taken:
        counter += 1
        tried = f"{stem} ({counter}){suffix}"
    return tried
