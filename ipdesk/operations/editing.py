"""What of a record may be changed now by the person at the desk, so that a form closes the rest beforehand."""

from __future__ import annotations

from ipdesk.model.record import MARKING_FIELDS, WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import permits


def open_fields(
    desk: Desk, register: Register, record: Record, *, supplement: bool = False
) -> frozenset[str]:
    """Return the names of the fields that may be changed; of a record without a number, that is new, all.

    Once the state has frozen what was reported, that changes with a `supplement` only.
    """
    every = frozenset(each.name for each in register.fields())
    if not record.number and not record.id:
        return every if permits(desk.actor, "add") else frozenset()
    if record.withheld or record.state == WITHDRAWN or not permits(desk.actor, "change", record, register):
        return frozenset()
    office = register.office_fields() | frozenset(MARKING_FIELDS)
    if desk.actor.role == "reviewer":
        return office
    if register.state(record.state).frozen and not supplement:
        return office | {"number"}
    return every


def may_supplement(desk: Desk, register: Register, record: Record) -> bool:
    """Say whether the person at the desk may add a supplement to what was reported."""
    if record.withheld or record.state == WITHDRAWN or desk.actor.role == "reviewer":
        return False
    keeps = any(each.name == "supplements" for each in register.fields())
    return keeps and register.state(record.state).frozen and permits(desk.actor, "change", record, register)
