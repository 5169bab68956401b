"""Families of rights: what one rests on and what rests on it, at whatever remove, by links and by numbers of priorities."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from ipdesk.model.errors import NotFound
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import Register
from ipdesk.operations.desk import Desk
from ipdesk.registers.patent_family import Family, family_of
from ipdesk.registers.patents import Patent
from ipdesk.store import people, records

MOST_MEMBERS: Final = 300  # of a family on one sheet or in one picture


@dataclass(frozen=True, slots=True)
class Kindred:
    """The members of a family by number, the one asked about first, and whether these are all."""

    members: dict[str, Patent]
    whole: bool

    def tree(self) -> Family:
        """Return which rests on which."""
        return family_of(self.members.values())


def kindred(desk: Desk, register: Register, record: Patent) -> Kindred:
    """Return the family of a right, saved or not, with itself; withdrawn ones are no members."""
    desk.require("read")
    found, waiting = {record.number: record}, [record]
    while waiting and len(found) < MOST_MEMBERS:
        near = waiting.pop(0)
        for number in (*_rests_on(desk, register, near), *_resting_on(desk, register, near)):
            if number in found or len(found) == MOST_MEMBERS:
                continue
            with suppress(NotFound):
                held = records.read(desk.workspace.db, register, number)
                assert isinstance(held, Patent)
                if held.state != WITHDRAWN:
                    found[number] = held
                    waiting.append(held)
    return Kindred(found, len(found) < MOST_MEMBERS)


def _rests_on(desk: Desk, register: Register, record: Patent) -> Iterator[str]:
    """Yield the numbers of the records that a right rests on, by its links and by the numbers of its priorities."""
    yield from record.parents
    for row in record.priorities:
        if row.number and not record.withheld:
            ways = [register.spellings("application_number", row.number)]
            yield from people.sharing(desk.workspace.db, register, ("application_number",), ways, record.id)


def _resting_on(desk: Desk, register: Register, record: Patent) -> Iterator[str]:
    """Yield the numbers of the records that rest on a right, likewise."""
    entry = records.id_of(desk.workspace.db, record.id) if record.id else None
    here = records.linking_here(desk.workspace.db, entry) if entry is not None else ()
    yield from (each.number for each in here if each.register == register.name)
    if record.application_number and not record.withheld:
        ways = register.spellings("application_number", record.application_number)
        yield from records.with_row(desk.workspace.db, register, "priorities", "number", ways)
