"""Families: the records of a register that rest on each other, found over its links to itself in both directions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ipdesk.model.errors import NotFound
from ipdesk.model.kinds import Link
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.operations.desk import Desk
from ipdesk.store import records

MOST: Final = 300  # records of one family that are read


@dataclass(frozen=True, slots=True)
class Family:
    """Records of one family by number, each with the numbers of those in it on which it rests."""

    records: Mapping[str, Record]
    parents: Mapping[str, tuple[str, ...]]


def family(desk: Desk, register: Register, record: Record) -> Family:
    """Return the family of a record, saved or not, with itself."""
    desk.require("read")
    found, waiting = {record.number: record}, [record]
    while waiting and len(found) < MOST:
        for number in _beside(desk, register, waiting.pop()):
            if number not in found and (other := _read(desk, register, number)) is not None:
                found[number] = other
                waiting.append(other)
    parents = {
        number: tuple(each for each in _above(register, held) if each in found)
        for number, held in found.items()
    }
    return Family(found, parents)


def _beside(desk: Desk, register: Register, record: Record) -> Iterator[str]:
    """Yield the numbers of those on which a record rests, and of those that rest on it."""
    yield from _above(register, record)
    db = desk.workspace.db
    entry = records.find_id(db, register, record.number)
    for each in records.linking_here(db, entry) if entry is not None else ():
        if each.register == register.name:
            yield each.number


def _above(register: Register, record: Record) -> Iterator[str]:
    if not record.withheld:
        for field in register.fields():
            if isinstance(field.kind, Link) and field.kind.to == register.name:
                yield from getattr(record, field.name)


def _read(desk: Desk, register: Register, number: str) -> Record | None:
    try:
        return records.read(desk.workspace.db, register, number)
    except NotFound:
        return None
