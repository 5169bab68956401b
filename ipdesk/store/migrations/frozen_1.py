"""Step frozen_1: texts of rules as they were when a record was first answered by them."""

from __future__ import annotations

from typing import Any

SQL = """
create table frozen_rules (
  sha256 text primary key,
  content blob not null
) strict
"""


def apply(db: Any) -> None:
    """Make the table."""
    db.execute(SQL)
