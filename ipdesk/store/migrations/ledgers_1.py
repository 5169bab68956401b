"""Step ledgers_1: where the columns of old ledgers go, as somebody said; and rows known again by their raw text."""

from __future__ import annotations

import hashlib
from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table ledgers (
  id integer primary key,
  register text not null,
  key text not null,
  headings text not null,
  places text not null,
  at text not null,
  user text not null,
  unique (register, key)
) strict;
alter table import_rows add column source text not null default '';
create index import_rows_by_source on import_rows (source) where source <> '';
"""


def apply(db: Any) -> None:
    """Make the table of ledgers whose columns are known, and give each row kept the digest of its raw text."""
    for statement in statements(SQL):
        db.execute(statement)
    for place, raw in db.execute("select id, raw from import_rows where raw <> '{}'").fetchall():
        digest = hashlib.sha256(raw.encode()).hexdigest()[:32]
        db.execute("update import_rows set source = ? where id = ?", [digest, place])
