"""What people made, by the names under which records of results name their makers."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.registers import register
from ipdesk.store.database import Database, marks, rows


def titles_by(db: Database, keys: Sequence[str], registers: Sequence[str]) -> list[str]:
    """Return the titles of the standing records of registers of which somebody with one of these folded names is a maker."""
    fields = sorted({path for name in registers for path in register(name).makers})
    sql = (
        "select distinct e.title from mentions m join entries e on e.id = m.entry"
        f" where m.key in ({marks(keys)}) and m.field in ({marks(fields)}) and e.register in ({marks(registers)})"
        " and e.state <> 'withdrawn' and e.sealed = 0"
    )
    return [each[0] for each in rows(db, sql, [*keys, *fields, *registers])]
