"""Unsaved edits, kept until they are saved or dropped; they are not audited."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ipdesk.store.database import Database, row, rows, writing

# A draft of a sealed record is not shown; a purge erases it.
_OPEN = " and not exists (select 1 from entries where id = drafts.entry and sealed = 1)"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a user had typed: raw values by field, for a new record or for a revision of one."""

    register: str
    entry: int | None
    revision: int
    saved: str
    values: dict[str, Any]


def keep(
    db: Database, user: str, register: str, entry: int | None, revision: int, at: str, values: dict[str, Any]
) -> None:
    """Keep a draft in place of the one kept before for the same record."""
    body = json.dumps(values)  # escaped: what is being typed may hold half a character
    with writing(db):
        _drop(db, user, register, entry)
        db.execute(
            "insert into drafts(user, register, entry, revision, saved, body) values (?, ?, ?, ?, ?, ?)",
            [user, register, entry, revision, at, body],
        )


def find(db: Database, user: str, register: str, entry: int | None) -> Draft | None:
    """Return the draft of a user for a record, or for a new one with None."""
    sql = (
        "select register, entry, revision, saved, body from drafts where user = ? and register = ? and entry is ?"
        + _OPEN
    )
    held = row(db, sql, [user, register, entry])
    return Draft(held[0], held[1], held[2], held[3], json.loads(held[4])) if held else None


def listed(db: Database, user: str) -> list[Draft]:
    """Return all drafts of a user, newest first."""
    sql = (
        "select register, entry, revision, saved, body from drafts where user = ?"
        + _OPEN
        + " order by saved desc"
    )
    return [Draft(each[0], each[1], each[2], each[3], json.loads(each[4])) for each in rows(db, sql, [user])]


def drop(db: Database, user: str, register: str, entry: int | None) -> None:
    """Drop a draft, if there is one."""
    with writing(db):
        _drop(db, user, register, entry)


def _drop(db: Database, user: str, register: str, entry: int | None) -> None:
    db.execute("delete from drafts where user = ? and register = ? and entry is ?", [user, register, entry])
