"""By what a row of a file is known again: its number, its values, or its raw text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from ipdesk.importing.intake import IntakeRow
from ipdesk.model.changes import logged_value
from ipdesk.model.register import Register, is_empty
from ipdesk.operations.desk import Desk
from ipdesk.store import imports, records

_VALUES: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def entry_of(desk: Desk, register: Register, line: IntakeRow) -> int | None:
    """Return the record a row means: by its number, else the one that the same raw row made before."""
    db = desk.workspace.db
    if line.number:
        return records.find_id(db, register, line.number)
    return imports.entry_of(db, register.name, digest_of(register, line), line.kept())


def digest_of(register: Register, line: IntakeRow, told: Mapping[str, Any] | None = None) -> str:
    """Return by what a row is known again; `told` are values of it that are plain already.

    Links count as the file has them: what a name was taken for may be another record the next time.
    """
    known = told or {}
    given = {**line.values, **line.written}
    plain = {
        name: known[name]
        if name in known and name not in line.written
        else logged_value(register.field(name).kind, value)
        for name, value in given.items()
        if not is_empty(value)
    }
    return hashlib.sha256(_VALUES.encode(plain).encode()).hexdigest()
