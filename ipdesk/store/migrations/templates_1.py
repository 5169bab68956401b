"""Step templates_1: the laboratory's own Word templates, and which template a document was filled from."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table templates (
  id integer primary key,
  register text not null,
  document text not null,
  language text not null,
  name text not null,
  sha256 text not null,
  content blob not null,
  at text not null,
  user text not null,
  ended text
) strict;
create unique index templates_in_force on templates(register, document, language) where ended is null;
create table export_templates (
  serial integer primary key references exports(serial),
  sha256 text not null
) strict;
"""


def apply(db: Any) -> None:
    """Make the table of templates, and that of the documents filled from one."""
    for statement in statements(SQL):
        db.execute(statement)
