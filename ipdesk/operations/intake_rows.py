"""By what a row of a file is known again: its number, its values, or its raw text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from ipdesk.importing.intake import Intake, IntakeRow
from ipdesk.model.changes import logged_value
from ipdesk.model.errors import WrongValue
from ipdesk.model.making import remade
from ipdesk.model.register import Register, is_empty
from ipdesk.operations.desk import Desk
from ipdesk.operations.known_again import meant
from ipdesk.operations.sharing import Sharing
from ipdesk.store import audit, imports, records

_VALUES: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def entry_of(desk: Desk, register: Register, line: IntakeRow) -> int | None:
    """Return the record a row means: by its number, else the one that the same raw row made before."""
    db = desk.workspace.db
    if line.number:
        return records.find_id(db, register, line.number)
    return imports.entry_of(db, register.name, digest_of(register, line), line.kept())


def with_old_numbers(desk: Desk, register: Register, intake: Intake, taken: set[str]) -> Intake:
    """Return a file in which a row that an undone import had taken in bears the number that its record had then.

    So it is that record again, as a row with a number of its own is, and no further one. `taken` are the numbers in the
    files before; those of this one are added.
    """
    taken.update(each.number for each in intake.rows)
    found = _taken_back(desk, register)
    if not found:
        return intake
    sharing = Sharing(desk, register)
    lines = []
    for each in intake.rows:
        number = "" if each.number or each.refusals else _old_number(register, each, found, taken)
        if number and entry_of(desk, register, each) is None and not _means_another(sharing, each):
            taken.add(number)
            lines.append(remade(each, number=number))
        else:
            lines.append(each)
    return replace(intake, rows=tuple(lines))


def _taken_back(desk: Desk, register: Register) -> dict[str, list[str]]:
    """Return the numbers of records whose import was the last thing done to them and was undone, by the digests of their rows."""
    db, found = desk.workspace.db, dict[str, list[str]]()
    for digest, source, number, uuid in imports.taken_back(db, register.name):
        if audit.add_was_undone(db, uuid):
            for key in filter(None, (digest, source)):
                found.setdefault(key, []).append(number)
    return found


def _old_number(register: Register, line: IntakeRow, found: Mapping[str, list[str]], taken: set[str]) -> str:
    """Return the number that a row had, "" for none: of several alike each the next."""
    known = (*found.get(digest_of(register, line), ()), *found.get(imports.source_of(line.kept()), ()))
    return next((each for each in known if each not in taken), "")


def _means_another(sharing: Sharing, line: IntakeRow) -> bool:
    try:
        return meant(sharing, line) is not None
    except WrongValue:
        return True  # several, of which it is asked


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
