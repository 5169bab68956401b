"""Step sealed_1: the sealed records are found without looking through all entries."""

from __future__ import annotations

from typing import Any, Final

from ipdesk.store.migrations.ground_1 import statements

SQL: Final = """
create index entries_sealed on entries (id) where sealed = 1;
"""


def apply(db: Any) -> None:
    """Make an index of the sealed records alone, which is no work for any other."""
    for statement in statements(SQL):
        db.execute(statement)
