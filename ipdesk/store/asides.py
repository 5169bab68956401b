"""What people set aside: hits of words in one wording, and sentences that are stock. Each says who decided it, when and why.

A sentence is part of a protected text, so it goes where that goes: with a seal and a purge of its record. The log tells
neither terms nor sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ipdesk.store.database import Database, rows
from ipdesk.store.writing import Writing

Kind = Literal["word", "stock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """One thing set aside: a term of a family in the passage of a digest, or the sentence `text` of the record of an id."""

    kind: Kind
    reason: str
    id: int = 0
    family: str = ""
    term: str = ""
    passage: str = ""
    text: str = field(default="", repr=False)
    entry: int | None = None
    register: str = ""
    number: str = ""
    by: str = ""
    at: str = ""


def listed(db: Database) -> list[Aside]:
    """Return all that is set aside now, newest first."""
    sql = (
        "select a.kind, a.reason, a.id, a.family, a.term, a.passage, a.text, a.entry, coalesce(e.register, ''),"
        " coalesce(e.number, ''), a.\"by\", a.at from asides a left join entries e on e.id = a.entry"
        " where a.ended_at = '' order by a.id desc"
    )
    names = (
        *("kind", "reason", "id", "family", "term", "passage", "text", "entry"),
        "register",
        "number",
        "by",
        "at",
    )
    return [Aside(**dict(zip(names, each, strict=True))) for each in rows(db, sql)]


def put(writing: Writing, aside: Aside) -> int:
    """Set something aside and return its number here."""
    cursor = writing.db.execute(
        'insert into asides(kind, family, term, passage, text, entry, reason, "by", at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [aside.kind, aside.family, aside.term, aside.passage, aside.text, aside.entry, aside.reason,
         writing.actor, writing.at],
    )  # fmt: skip
    made = int(cursor.lastrowid or 0)
    writing.note(
        "set-aside", {"id": made, "kind": aside.kind, "family": aside.family, "passage": aside.passage}
    )
    return made


def end(writing: Writing, number: int) -> bool:
    """Take something back that was set aside; say whether it was. Who ended it stays with who decided it."""
    sql = "update asides set ended_by = ?, ended_at = ? where id = ? and ended_at = ''"
    if not writing.db.execute(sql, [writing.actor, writing.at, number]).rowcount:
        return False
    writing.note("set-aside-end", {"id": number})
    return True


def forget(db: Database, entry: int) -> None:
    """Erase the sentences of a record, inside the caller's transaction."""
    db.execute("delete from asides where entry = ?", [entry])
