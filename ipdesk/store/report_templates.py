"""Workbooks of superiors whose cells somebody mapped: how their words lie, and what comes into which cell.

The words may tell content, so they lie in the encrypted store, and the audit log says only that there were some.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ipdesk.model.folding import folded
from ipdesk.store.database import Database, row, rows
from ipdesk.store.writing import Writing

_COLUMNS = "id, key, name, sha256, layout, map, at, user"


@dataclass(frozen=True, slots=True)
class Kept:
    """One workbook: the digest of its form, its file, its words, its map, and who said so when."""

    id: int
    key: str
    name: str
    sha256: str
    layout: list[list[object]]
    map: dict[str, Any]
    at: str = ""
    user: str = ""


def listed(db: Database) -> list[Kept]:
    """Return the workbooks that are mapped, the last one first."""
    return [
        _kept(each) for each in rows(db, f"select {_COLUMNS} from report_templates order by at desc, id desc")
    ]


def find(db: Database, entry: int) -> Kept | None:
    """Return a workbook by its number, None without one."""
    held = row(db, f"select {_COLUMNS} from report_templates where id = ?", [entry])
    return _kept(held) if held else None


def keep(writing: Writing, kept: Kept) -> int:
    """Keep the map of a workbook, in place of what was kept for the same form or under the same number; return its number."""
    writing.db.execute("delete from report_templates where key = ? or id = ?", [kept.key, kept.id])
    made = writing.db.execute(
        "insert into report_templates(key, name, sha256, layout, map, at, user) values (?, ?, ?, ?, ?, ?, ?)",
        [kept.key, kept.name, kept.sha256, _text(kept.layout), _text(kept.map), writing.at, writing.actor],
    )
    told = {"sha256": kept.sha256, **{name: len(kept.map.get(name, ())) for name in ("cells", "columns")}}
    writing.note("map-template", told)
    return int(made.lastrowid or 0)


def drop(writing: Writing, entry: int) -> bool:
    """Drop what was kept for a workbook; say whether there was anything."""
    found = bool(writing.db.execute("delete from report_templates where id = ?", [entry]).rowcount)
    if found:
        writing.note("forget-template", {})
    return found


def forget(db: Database, texts: Sequence[str]) -> None:
    """Erase the workbooks whose words quote one of the texts, which are being purged; inside a transaction.

    A single character tells nothing and is no quote.
    """
    purged = [key for each in texts if len(key := folded(each)) > 1]
    for each in listed(db):
        words = [str(word[2]) for _, held in each.layout for word in held]  # type: ignore[attr-defined]
        whats = [
            str(entry.get("what", "")) for entry in (*each.map.get("cells", ()), *each.map.get("columns", ()))
        ]
        quotes = [quote for text in (each.name, *words, *whats) if len(quote := folded(text)) > 1]
        if any(text in quote for quote in quotes for text in purged):
            db.execute("delete from report_templates where id = ?", [each.id])


def _kept(held: Sequence[Any]) -> Kept:
    entry, key, name, digest, layout, map_, at, user = held
    return Kept(entry, key, name, digest, json.loads(layout), json.loads(map_), at, user)


def _text(held: object) -> str:
    return json.dumps(held, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
