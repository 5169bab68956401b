"""Step locked_1: which documents left under a password; the password itself is kept nowhere."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
alter table exports add column locked integer not null default 0 check (locked in (0, 1));
"""


def apply(db: Any) -> None:
    """Give the log of what left a column that says so."""
    for statement in statements(SQL):
        db.execute(statement)
