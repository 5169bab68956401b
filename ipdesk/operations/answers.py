"""Answers to the checklist of a record: the list it is answered by, and what the answers amount to."""

from __future__ import annotations

from typing import Any

from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.desk import Desk
from ipdesk.operations.rule_kinds import kept_rules
from ipdesk.registers.answered import Answered
from ipdesk.rules.checklist import Checklist, Result


def checklist_of(desk: Desk, record: Answered) -> Checklist | None:
    """Return the list that a record is answered by, as it was then; None where none was begun or none can be read here."""
    return kept_rules(desk, CHECKLISTS, record.checklist)


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
