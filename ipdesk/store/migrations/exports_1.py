"""Step exports_1: how a document was laid on paper, so that it can be written again."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
alter table exports add column options text not null default '';
"""


def apply(db: Any) -> None:
    """Add the column of paper options, as JSON."""
    for statement in statements(SQL):
        db.execute(statement)
