"""Views: what a user narrowed a list to and how it was ordered, kept under a name; they are not audited.

Names and values of conditions may tell content, so they lie here and not in the user's settings.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ipdesk.model.folding import folded
from ipdesk.store.database import Database, rows, value, writing

_OF = " from views where user = ? and register = ?"


def listed(db: Database, user: str, register: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the names and bodies of a user's views of a register, in the order they were made."""
    held = rows(db, f"select name, body{_OF} order by id", [user, register])
    return [(name, json.loads(body)) for name, body in held]


def keep(db: Database, user: str, register: str, name: str, body: dict[str, Any], was: str = "") -> None:
    """Keep a view under a name, in place of the one of that name and of the one that `was` names."""
    with writing(db):
        keys = {folded(name), folded(was or name)}
        ids = [_id(db, user, register, key) for key in keys]
        known = min((each for each in ids if each is not None), default=None)
        for each in ids:
            db.execute("delete from views where id = ?", [each])
        db.execute(
            "insert into views(id, user, register, key, name, body) values (?, ?, ?, ?, ?, ?)",
            [known, user, register, folded(name), name, json.dumps(body)],
        )


def drop(db: Database, user: str, register: str, name: str) -> None:
    """Drop a view, if there is one of that name."""
    with writing(db):
        db.execute("delete from views where id = ?", [_id(db, user, register, folded(name))])


def forget(db: Database, texts: Sequence[str]) -> None:
    """Erase the views of everybody that quote one of the texts, which are being purged; inside a transaction.

    A single character tells nothing and is no quote.
    """
    purged = [key for each in texts if len(key := folded(each)) > 1]
    for place, name, body in rows(db, "select id, name, body from views"):
        kept = json.loads(body)
        quotes = [
            folded(str(each)) for each in (name, kept["text"], *(given for _, given in kept["conditions"]))
        ]
        long = [quote for quote in quotes if len(quote) > 1]
        if any(quote in text or text in quote for quote in long for text in purged):
            db.execute("delete from views where id = ?", [place])


def is_body(body: Any) -> bool:
    """Say whether what came from elsewhere is shaped as the body of a view."""
    match body:
        case {
            "text": str(),
            "state": str(),
            "conditions": list() as conditions,
            "order": [str(), bool()],
            "columns": list() as columns,
        }:
            return all(map(_is_pair, conditions)) and all(isinstance(each, str) for each in columns)
        case _:
            return False


def _is_pair(held: Any) -> bool:
    match held:
        case [str(), str()]:
            return True
        case _:
            return False


def _id(db: Database, user: str, register: str, key: str) -> int | None:
    found: int | None = value(db, f"select id{_OF} and key = ?", [user, register, key])
    return found
