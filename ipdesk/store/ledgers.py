"""Ledgers whose columns somebody explained: by their headings, where each column goes. The whole desk shares them.

Headings may tell content, so they lie in the encrypted store, and the audit log says only that there were some.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ipdesk.model.folding import folded
from ipdesk.store.database import Database, rows
from ipdesk.store.writing import Writing


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger: its headings in their order, where each goes by heading, and who said so when."""

    id: int
    headings: tuple[str, ...]
    places: dict[str, str]
    at: str
    user: str


def listed(db: Database, register: str) -> list[Ledger]:
    """Return the ledgers of a register, the one explained last first."""
    sql = "select id, headings, places, at, user from ledgers where register = ? order by at desc, id desc"
    return [
        Ledger(entry, tuple(json.loads(headings)), json.loads(places), at, user)
        for entry, headings, places, at, user in rows(db, sql, [register])
    ]


@dataclass(frozen=True, slots=True)
class Headed:
    """Headings that somebody explained, and the register they are of, "" for those that are left out."""

    register: str
    headings: tuple[str, ...]


def all_listed(db: Database) -> list[Headed]:
    """Return the headings of all ledgers that were explained, the last one first."""
    sql = "select register, headings from ledgers order by at desc, id desc"
    return [Headed(register, tuple(json.loads(headings))) for register, headings in rows(db, sql)]


def keep_register(writing: Writing, register: str, headings: Sequence[str]) -> None:
    """Keep of which register a sheet with these headings is, "" for none; where its columns go stays as it was said."""
    key = _key(headings)
    writing.db.execute(
        "delete from ledgers where register <> ? and key = ? and places = '{}'", [register, key]
    )
    held = rows(writing.db, "select places from ledgers where register = ? and key = ?", [register, key])
    keep(writing, register, headings, json.loads(held[0][0]) if held else {})


def keep(writing: Writing, register: str, headings: Sequence[str], places: Mapping[str, str]) -> None:
    """Keep where the columns of a ledger go, in place of what was kept for the same headings."""
    key = _key(headings)
    writing.db.execute("delete from ledgers where register = ? and key = ?", [register, key])
    writing.db.execute(
        "insert into ledgers(register, key, headings, places, at, user) values (?, ?, ?, ?, ?, ?)",
        [register, key, _text(list(headings)), _text(dict(places)), writing.at, writing.actor],
    )
    writing.note("explain-ledger", {"columns": len(places)}, register)


def drop(writing: Writing, register: str, entry: int) -> bool:
    """Drop what was kept for a ledger; say whether there was anything."""
    sql = "delete from ledgers where register = ? and id = ?"
    found = bool(writing.db.execute(sql, [register, entry]).rowcount)
    if found:
        writing.note("forget-ledger", {}, register)
    return found


def forget(db: Database, texts: Sequence[str]) -> None:
    """Erase the ledgers whose headings quote one of the texts, which are being purged; inside a transaction.

    A single character tells nothing and is no quote.
    """
    purged = [key for each in texts if len(key := folded(each)) > 1]
    for entry, headings in rows(db, "select id, headings from ledgers"):
        quotes = [quote for each in json.loads(headings) if len(quote := folded(each)) > 1]
        if any(text in quote for quote in quotes for text in purged):
            db.execute("delete from ledgers where id = ?", [entry])


def _key(headings: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(sorted(map(folded, headings))).encode()).hexdigest()


def _text(held: object) -> str:
    return json.dumps(held, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
