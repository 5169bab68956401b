"""Texts kept for comparison alone, or only their fingerprints, apart from the records they belong to.

Nothing here is indexed, drafted, exported or written into the log; `secure_delete` overwrites what is dropped.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from ipdesk.screening.fingerprints import FORM, KEY_BYTES, packed, unpacked
from ipdesk.store import imprints
from ipdesk.store.database import Database, row, rows, value
from ipdesk.store.writing import Writing

KEPT: Final = "keep-protected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """What is kept of one record: its text, or its fingerprints and the form they have; by whom and since when."""

    text: str | None = field(repr=False)
    fingerprints: frozenset[int] | None = field(repr=False)
    form: str
    kept_by: str
    kept_at: str


@dataclass(frozen=True, slots=True)
class Line:
    """That something is kept of a record, without what: whether it is a text, by whom and since when."""

    is_text: bool
    kept_by: str
    kept_at: str


def find(db: Database, entry: int) -> Protected | None:
    """Return what is kept of a record, None where nothing is."""
    held = row(
        db, "select text, fingerprints, form, kept_by, kept_at from protected_texts where entry = ?", [entry]
    )
    if held is None:
        return None
    text, numbers, form, by, at = held
    found = None if numbers is None else unpacked(numbers)
    return Protected(text=text, fingerprints=found, form=form, kept_by=by, kept_at=at)


def lines(db: Database, entry: int | None = None) -> dict[int, Line]:
    """Return of which records something is kept, by their ids, or of the one asked for; no content is read."""
    sql = "select entry, text is not null, kept_by, kept_at from protected_texts"
    held = rows(db, sql) if entry is None else rows(db, f"{sql} where entry = ?", [entry])
    return {each[0]: Line(bool(each[1]), each[2], each[3]) for each in held}


def keep_text(writing: Writing, entry: int, text: str) -> None:
    """Keep a text in place of what was kept of a record."""
    _put(writing, entry, text, None, "")


def keep_fingerprints(writing: Writing, entry: int, numbers: frozenset[int]) -> None:
    """Keep fingerprints in place of what was kept of a record."""
    _put(writing, entry, None, packed(numbers), FORM)


def key(writing: Writing) -> bytes:
    """Return the key by which fingerprints are made; it comes into being when it is first needed."""
    writing.db.execute("insert or ignore into protected_keys(id, key) values (1, ?)", [os.urandom(KEY_BYTES)])
    return bytes(value(writing.db, "select key from protected_keys where id = 1"))


def key_of(db: Database) -> bytes | None:
    """Return the key by which fingerprints were made, None where none ever were."""
    found = value(db, "select key from protected_keys where id = 1")
    return bytes(found) if found is not None else None


def ever_kept(db: Database, uuid: str) -> bool:
    """Say whether a text or fingerprints were ever kept of a record; backups may still hold what was dropped."""
    return row(db, "select 1 from audit where subject = ? and act = ?", [uuid, KEPT]) is not None


def readers(db: Database, entry: int) -> tuple[str, ...]:
    """Return who may read the text kept of a record."""
    sql = 'select "user" from protected_readers where entry = ? order by "user"'
    return tuple(each[0] for each in rows(db, sql, [entry]))


def all_readers(db: Database) -> dict[int, tuple[str, ...]]:
    """Return who may read each text, by the ids of the records."""
    found: dict[int, tuple[str, ...]] = {}
    for entry, user in rows(db, 'select entry, "user" from protected_readers order by entry, "user"'):
        found[entry] = (*found.get(entry, ()), user)
    return found


def name_readers(writing: Writing, entry: int, users: Collection[str]) -> None:
    """Put readers in place of those named before; of whoever stays, it stays known who named them when."""
    held = set(readers(writing.db, entry))
    for user in held - set(users):
        writing.db.execute('delete from protected_readers where entry = ? and "user" = ?', [entry, user])
    for user in sorted(set(users) - held):
        writing.db.execute(
            'insert into protected_readers(entry, "user", named_by, named_at) values (?, ?, ?, ?)',
            [entry, user, writing.actor, writing.at],
        )


def forget(db: Database, entry: int) -> None:
    """Erase what is kept of a record and who may read it, as when it is dropped or purged."""
    db.execute("delete from protected_texts where entry = ?", [entry])
    imprints.forget(db, entry)
    db.execute("delete from protected_readers where entry = ?", [entry])


def forget_reader(db: Database, user: str) -> None:
    """Strike a user off every list of readers, so that a later one of that name does not come into it."""
    db.execute('delete from protected_readers where "user" = ?', [user])


def _put(writing: Writing, entry: int, text: str | None, numbers: bytes | None, form: str) -> None:
    imprints.forget(writing.db, entry)  # an imprint may tell what a text said before
    writing.db.execute(
        "insert into protected_texts(entry, text, fingerprints, form, kept_by, kept_at) values (?, ?, ?, ?, ?, ?)"
        " on conflict(entry) do update set text = excluded.text, fingerprints = excluded.fingerprints,"
        " form = excluded.form, kept_by = excluded.kept_by, kept_at = excluded.kept_at",
        [entry, text, numbers, form, writing.actor, writing.at],
    )
