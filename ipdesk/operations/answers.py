"""Answers to the checklist of a record: the list it is answered by, and what the answers amount to."""

from __future__ import annotations

from typing import Any, Final

from ipdesk.model.errors import Refused
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.operations.checklist_texts import checklist_text
from ipdesk.operations.desk import Desk
from ipdesk.registers.answered import Answered
from ipdesk.rules.checklist import Checklist, Result
from ipdesk.rules.checklist_files import read_checklist

# Lists by the digest of their text, which says all: reading one takes as long as reckoning a hundred records.
_READ: Final[dict[str, Checklist]] = {}


def checklist_of(desk: Desk, record: Answered) -> Checklist | None:
    """Return the list that a record is answered by, as it was then; None where none was begun or none can be read here."""
    digest = record.checklist
    if digest and digest not in _READ:
        try:
            _READ[digest] = read_checklist("", checklist_text(desk, digest))
        except Refused:  # it came from another installation, or a later program reads lists more strictly
            return None
    return _READ.get(digest)


def settled(desk: Desk, register: Register, record: Record) -> Record:
    """Return a record with what follows from its answers, whatever somebody entered there."""
    return answered(desk, register, record)[0]


def answered(desk: Desk, register: Register, record: Record) -> tuple[Record, Result | None]:
    """Return a record with what follows from its answers, and the result; a register without a list has none."""
    if not register.checklist or record.withheld:
        return record, None
    assert isinstance(record, Answered)
    made: tuple[Any, Any] = register.settled(record, checklist_of(desk, record))
    return made
