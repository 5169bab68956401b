"""Step imprints_1: imprints of protected texts, by which a manuscript is compared; made from the texts and anew at any time."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table imprints (
  "entry" integer not null references entries(id),
  "part" text not null default '',
  "made_of" text not null,
  "form" text not null,
  "data" blob not null,
  primary key (entry, part)
) strict, without rowid;
"""


def apply(db: Any) -> None:
    """Make the table."""
    for statement in statements(SQL):
        db.execute(statement)
