"""Step answered_2: until when an answer holds, where something of its record is only announced; what was kept is reckoned anew."""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
delete from answered;
alter table "answered" add column "until" text;
"""


def apply(db: Any) -> None:
    """Add the column, and forget what was answered."""
    for statement in statements(SQL):
        db.execute(statement)
