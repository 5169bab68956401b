"""Step asides_1: hits and sentences that people set aside, so that they are folded away in later checks."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table asides (
  "id" integer primary key,
  "kind" text not null check (kind in ('word', 'stock')),
  "family" text not null default '',
  "term" text not null default '',
  "passage" text not null default '',
  "text" text not null default '',
  "entry" integer references entries(id),
  "reason" text not null,
  "by" text not null,
  "at" text not null,
  "ended_by" text not null default '',
  "ended_at" text not null default ''
) strict;
create index asides_by_entry on asides (entry) where entry is not null;
"""


def apply(db: Any) -> None:
    """Make the table."""
    for statement in statements(SQL):
        db.execute(statement)
