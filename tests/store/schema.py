"""The schema of a fresh store as text; `python -m tests.store.schema` writes tests/_reference/schema.sql anew."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from ipdesk.store.database import Database, connect, rows
from ipdesk.store.migrations import migrate

REFERENCE: Final = Path(__file__).parent.parent / "_reference" / "schema.sql"


def schema_of(db: Database) -> str:
    """Return every table, index and trigger of a store in the order of their names."""
    held = rows(db, "select sql from sqlite_master where sql is not null order by type, name")
    return "".join(f"{each[0]};\n" for each in held)


def fresh_schema(folder: Path) -> str:
    """Return the schema that all steps together make."""
    db = connect(folder / "store.db", bytes(32), create=True)
    migrate(db)
    made = schema_of(db)
    db.conn.close()
    return made


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        REFERENCE.write_text(fresh_schema(Path(scratch)), encoding="utf-8")
