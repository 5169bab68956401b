"""Step report_templates_1: workbooks of superiors with what comes into which cell."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table report_templates (
  id integer primary key,
  key text not null unique,
  name text not null,
  sha256 text not null,
  layout text not null,
  map text not null,
  at text not null,
  user text not null
) strict;
"""


def apply(db: Any) -> None:
    """Make the table of workbooks whose cells are mapped."""
    for statement in statements(SQL):
        db.execute(statement)
