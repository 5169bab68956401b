"""Word templates of the laboratory, and which template each document that left was filled from.

Every template ever installed is kept: it is small, holds no record, and a document can be written again from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ipdesk.store.database import Database, row, rows, value
from ipdesk.store.writing import Writing

INSTALLED, ENDED, PUT_BACK = "template-install", "template-remove", "template-restore"
_COLUMNS: Final = "register, document, language, name, sha256, at, user"
_OF: Final = "register = ? and document = ? and language = ?"


@dataclass(frozen=True, slots=True)
class Kept:
    """A template of the laboratory: of which document and language, the file it came from, when and by whom."""

    register: str
    document: str
    language: str
    name: str
    sha256: str
    at: str
    user: str


def in_force(db: Database) -> list[Kept]:
    """Return the templates that are in force."""
    sql = f"select {_COLUMNS} from templates where ended is null order by register, document, language"
    return [Kept(*each) for each in rows(db, sql)]


def find(db: Database, register: str, document: str, language: str) -> Kept | None:
    """Return the template in force for a document in a language, if there is one."""
    held = row(
        db, f"select {_COLUMNS} from templates where {_OF} and ended is null", [register, document, language]
    )
    return Kept(*held) if held else None


def has_ended(db: Database, register: str, document: str, language: str) -> bool:
    """Say whether an earlier template of a document is kept."""
    sql = f"select 1 from templates where {_OF} and ended is not null"
    return row(db, sql, [register, document, language]) is not None


def content(db: Database, sha256: str) -> bytes | None:
    """Return the bytes of a template that is or was in force, by their hash."""
    found: bytes | None = value(db, "select content from templates where sha256 = ? limit 1", [sha256])
    return found


def install(writing: Writing, kept: Kept, data: bytes) -> None:
    """Put a template in force, in place of the one that is."""
    _end(writing, kept)
    writing.db.execute(
        f"insert into templates({_COLUMNS}, content) values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            kept.register,
            kept.document,
            kept.language,
            kept.name,
            kept.sha256,
            writing.at,
            writing.actor,
            data,
        ],
    )
    _note(writing, INSTALLED, kept)


def remove(writing: Writing, kept: Kept) -> None:
    """End a template; it is kept and can be put back."""
    _end(writing, kept)
    _note(writing, ENDED, kept)


def put_back(writing: Writing, register: str, document: str, language: str) -> Kept | None:
    """Put the template that was in force before the present one, or before there was none, in force again."""
    sql = (
        f"select id, {_COLUMNS} from templates where {_OF} and ended is not null order by ended desc, id desc"
    )
    held = row(writing.db, sql, [register, document, language])
    if held is None:
        return None
    found = Kept(*held[1:])
    _end(writing, found)
    writing.db.execute("update templates set ended = null where id = ?", [held[0]])
    _note(writing, PUT_BACK, found)
    return found


def note_filled(writing: Writing, serial: int, sha256: str) -> None:
    """Keep which template a document was filled from."""
    writing.db.execute("insert into export_templates(serial, sha256) values (?, ?)", [serial, sha256])


def filled_from(db: Database, serial: int) -> str:
    """Return the hash of the template a document was filled from, "" for one that was not."""
    return str(value(db, "select sha256 from export_templates where serial = ?", [serial]) or "")


def _end(writing: Writing, kept: Kept) -> None:
    sql = f"update templates set ended = ? where {_OF} and ended is null"
    writing.db.execute(sql, [writing.at, kept.register, kept.document, kept.language])


def _note(writing: Writing, act: str, kept: Kept) -> None:
    told = {"document": kept.document, "language": kept.language, "file": kept.name, "sha256": kept.sha256}
    writing.note(act, told, kept.register)
