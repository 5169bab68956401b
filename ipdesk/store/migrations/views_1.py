"""Step views_1: lists as a user keeps them, each under a name."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table views (
  id integer primary key,
  user text not null,
  register text not null,
  key text not null,
  name text not null,
  body text not null,
  unique (user, register, key)
) strict;
"""


def apply(db: Any) -> None:
    """Make the table of kept lists."""
    for statement in statements(SQL):
        db.execute(statement)
