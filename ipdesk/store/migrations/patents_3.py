"""Step patents_3: who decided the secrecy review of a right."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
alter table "patents" add column "review_by" text not null default '';
"""


def apply(db: Any) -> None:
    """Add the column."""
    for statement in statements(SQL):
        db.execute(statement)
