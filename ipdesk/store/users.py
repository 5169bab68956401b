"""The users of a workspace and their roles; their keys lie apart, in keys.json."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from ipdesk.model.states import Role
from ipdesk.store import protected
from ipdesk.store.database import Database, row, rows
from ipdesk.store.writing import Writing


@dataclass(frozen=True, slots=True)
class User:
    """A user: name, role, whether they may still come in, and since when they are known."""

    name: str
    role: Role
    active: bool
    since: str


def listed(db: Database) -> list[User]:
    """Return all users, revoked ones too, in the order they were added."""
    held = rows(db, "select name, role, active, since from users order by id")
    return [User(each[0], cast("Role", each[1]), bool(each[2]), each[3]) for each in held]


def find(db: Database, name: str) -> User | None:
    """Return the user of that name, revoked or not."""
    held = row(db, "select name, role, active, since from users where name = ?", [name])
    return User(held[0], cast("Role", held[1]), bool(held[2]), held[3]) if held else None


def put(writing: Writing, name: str, role: Role) -> None:
    """Add a user, or let a revoked one in again, with a role; audited."""
    writing.db.execute(
        "insert into users(name, role, since) values (?, ?, ?)"
        " on conflict(name) do update set role = excluded.role, active = 1",
        [name, role, writing.at],
    )
    writing.note("user-add", {"user": name, "role": role})


def revoke(writing: Writing, name: str) -> None:
    """Keep a user out from now on; audited."""
    writing.db.execute("update users set active = 0 where name = ?", [name])
    protected.forget_reader(writing.db, name)
    writing.note("user-revoke", {"user": name})
