"""Rules of the laboratory in place of ours: Word templates and rule files, each under its kind and name.

Everything ever installed is kept: it is small, holds no record, and a document or an assessment made by it can be
read again years later.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from ipdesk.store.database import Database, row, rows, value
from ipdesk.store.writing import Writing

Kind = Literal[
    "template", "checklist", "tasks", "employments", "agreement", "deadlines", "calendar", "lexicon",
    "indicators",
]  # fmt: skip
SHEET: Final = "sheet"  # in the place of a template, where a document was set as a workbook
_COLUMNS: Final = "kind, name, file, sha256, at, user"
_OF: Final = "kind = ? and name = ?"
_LAST: Final = (
    f"select id, {_COLUMNS} from rules where {_OF} and ended is not null order by ended desc, id desc"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule of the laboratory: its kind and name, the file it came from, when and by whom it was installed."""

    kind: Kind
    name: str
    file: str
    sha256: str
    at: str = ""
    user: str = ""


def in_force(db: Database, kind: Kind) -> list[Kept]:
    """Return the rules of a kind that are in force, by name."""
    sql = f"select {_COLUMNS} from rules where kind = ? and ended is null order by name"
    return [Kept(*each) for each in rows(db, sql, [kind])]


def find(db: Database, kind: Kind, name: str) -> Kept | None:
    """Return the rule in force under a name, if there is one."""
    held = row(db, f"select {_COLUMNS} from rules where {_OF} and ended is null", [kind, name])
    return Kept(*held) if held else None


def has_ended(db: Database, kind: Kind, name: str) -> bool:
    """Say whether an earlier rule of that name is kept."""
    return row(db, f"select 1 from rules where {_OF} and ended is not null", [kind, name]) is not None


def last_ended(db: Database, kind: Kind, name: str) -> Kept | None:
    """Return the rule that `put_back` would put in force, if there is one."""
    held = row(db, _LAST, [kind, name])
    return Kept(*held[1:]) if held else None


def content(db: Database, sha256: str) -> bytes | None:
    """Return the bytes of a rule that is or was in force, by their hash."""
    found: bytes | None = value(db, "select content from rules where sha256 = ? limit 1", [sha256])
    return found


def freeze(writing: Writing, data: bytes) -> str:
    """Keep the text of a rule, whoever wrote it, for a record that rests on it; return its hash."""
    digest = sha256(data).hexdigest()
    sql = "insert or ignore into frozen_rules(sha256, content) values (?, ?)"
    writing.db.execute(sql, [digest, data])
    return digest


def frozen(db: Database, digest: str) -> bytes | None:
    """Return the text of a rule that a record rests on, by its hash."""
    found: bytes | None = value(db, "select content from frozen_rules where sha256 = ?", [digest])
    return found


def earlier(db: Database, kind: Kind, name: str) -> list[bytes]:
    """Return the bytes of every rule that is or was in force under a name."""
    return [each[0] for each in rows(db, f"select content from rules where {_OF} order by id", [kind, name])]


def install(writing: Writing, kept: Kept, data: bytes) -> None:
    """Put a rule in force, in place of the one that is."""
    _end(writing, kept)
    writing.db.execute(
        f"insert into rules({_COLUMNS}, content) values (?, ?, ?, ?, ?, ?, ?)",
        [kept.kind, kept.name, kept.file, kept.sha256, writing.at, writing.actor, data],
    )
    _note(writing, "install", kept)


def remove(writing: Writing, kept: Kept) -> None:
    """End a rule; it is kept and can be put back."""
    _end(writing, kept)
    _note(writing, "remove", kept)


def put_back(writing: Writing, kind: Kind, name: str) -> Kept | None:
    """Put the rule that was in force before the present one, or before there was none, in force again."""
    held = row(writing.db, _LAST, [kind, name])
    if held is None:
        return None
    found = Kept(*held[1:])
    _end(writing, found)
    writing.db.execute("update rules set ended = null where id = ?", [held[0]])
    _note(writing, "restore", found)
    return found


def note_filled(writing: Writing, serial: int, sha256: str) -> None:
    """Keep which template a document was filled from."""
    writing.db.execute("insert into export_templates(serial, sha256) values (?, ?)", [serial, sha256])


def filled_from(db: Database, serial: int) -> str:
    """Return the hash of the template a document was filled from, "" for one that was not."""
    return str(value(db, "select sha256 from export_templates where serial = ?", [serial]) or "")


def ending_of(db: Database, serial: int) -> str:
    """Return how the file of a printed document ends: a PDF, unless it was filled from a template or set as a workbook."""
    filled = filled_from(db, serial)
    return ".xlsx" if filled == SHEET else ".docx" if filled else ".pdf"


def _end(writing: Writing, kept: Kept) -> None:
    sql = f"update rules set ended = ? where {_OF} and ended is null"
    writing.db.execute(sql, [writing.at, kept.kind, kept.name])


def _note(writing: Writing, act: str, kept: Kept) -> None:
    told = {"name": kept.name, "file": kept.file, "sha256": kept.sha256}
    writing.note(f"{kept.kind}-{act}", told)
