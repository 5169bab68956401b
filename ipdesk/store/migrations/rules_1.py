"""Step rules_1: the laboratory's own rules and Word templates, and which template a document was filled from."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table rules (
  id integer primary key,
  kind text not null,
  name text not null,
  file text not null,
  sha256 text not null,
  content blob not null,
  at text not null,
  user text not null,
  ended text
) strict;
create unique index rules_in_force on rules(kind, name) where ended is null;
create table export_templates (
  serial integer primary key references exports(serial),
  sha256 text not null
) strict;
"""


def apply(db: Any) -> None:
    """Make the table of rules, and that of the documents filled from a template."""
    for statement in statements(SQL):
        db.execute(statement)
