"""Step people_2: since when somebody works on IP."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
alter table "people" add column "ip_since" text;
"""


def apply(db: Any) -> None:
    """Add the column."""
    for statement in statements(SQL):
        db.execute(statement)
