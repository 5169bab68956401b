"""Step quarters_1: closed quarters and years with all they told, and what people wrote for one: aims, explanations, texts."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table report_words (
  "period" text not null,
  "kind" text not null check (kind in ('aim', 'note', 'text')),
  "code" text not null default '',
  "body" text not null,
  "by" text not null,
  "at" text not null,
  primary key (period, kind, code)
) strict, without rowid;
create table closings (
  "id" integer primary key,
  "period" text not null,
  "number" integer not null,
  "reason" text not null default '',
  "by" text not null,
  "at" text not null,
  "serial" integer not null,
  "heads" text not null,
  unique (period, number)
) strict;
create table closing_rows (
  "closing" integer not null references closings(id),
  "language" text not null,
  "sheet" text not null,
  "position" integer not null,
  "entry" integer not null,
  "cells" text not null,
  primary key (closing, language, sheet, position)
) strict, without rowid;
create index closing_rows_by_entry on closing_rows (entry);
"""


def apply(db: Any) -> None:
    """Make the tables."""
    for statement in statements(SQL):
        db.execute(statement)
