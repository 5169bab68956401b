"""Spills: content above the limit is sealed by whoever sees it and purged on an order by two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipdesk.model.dates import read_day
from ipdesk.model.errors import Refused, WrongValue
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.store import spills
from ipdesk.store.spills import Order, Traces
from ipdesk.store.spills import Sealed as Sealed  # noqa: PLC0414 - the window knows sealed records through here


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge order came to: still waiting for its second person, or carried out with what remains elsewhere."""

    done: bool
    order: Order
    traces: Traces | None = None


def sealed_records(desk: Desk) -> list[Sealed]:
    """Return the sealed records by their numbers, each with the order that waits or was carried out."""
    desk.require("purge")
    return spills.sealed(desk.workspace.db)


def seal(desk: Desk, register: Register, number: str, reason: str) -> None:
    """Seal a record at once; nothing of it is shown or found from now on. Then call the security officer."""
    desk.require("seal")
    if not reason.strip():
        raise WrongValue(
            "reason",
            Message(N_("Sealing needs a reason that itself reveals nothing.")),
            Message(N_("Give a reason.")),
        )
    with desk.workspace.write() as writing:
        held = writing.held(register, number)
        spills.seal(writing, register, held.id, held.record.id, number, reason)


def unseal(desk: Desk, register: Register, number: str, reason: str) -> None:
    """Open a record that was sealed by mistake, as a second person: not the one who sealed it."""
    desk.require("seal")
    if not reason.strip():
        raise WrongValue(
            "reason", Message(N_("Opening a sealed record needs a reason.")), Message(N_("Give a reason."))
        )
    with desk.workspace.write() as writing:
        entry, uuid = spills.sealed_entry(writing, register, number)
        if done := spills.carried_out(writing.db, entry):
            raise _purged_already(number, done)
        if spills.sealed_by(writing.db, uuid) == desk.actor.name:
            raise Refused(
                Message(N_("You sealed {number} yourself."), number=number),
                Message(N_("A second person has to open it under their own name.")),
            )
        spills.unseal(writing, register, entry, uuid, number, reason)


def purge(desk: Desk, register: Register, number: str, order: object) -> Purged:
    """Give a purge order or, as the second person, carry it out.

    The order names its number, day and reason. The first call records it for the person at the
    desk; the second call, by another user with the same order number, erases the content and lists
    the exports and backups that still hold it. It does not claim that the disk is clean.
    """
    desk.require("purge")
    given = _order(order, desk.actor.name)
    with desk.workspace.write() as writing:
        entry, uuid = spills.sealed_entry(writing, register, number)
        if done := spills.carried_out(writing.db, entry):
            raise _purged_already(number, done)
        waiting = spills.pending_order(writing.db, entry, given.number)
        if waiting is None:
            spills.record_order(writing, entry, given)
            values = {"order": given.number, "day": given.day, "ordered_by": given.ordered_by}
            writing.note("purge-order", values, register.name, number, uuid)
            return Purged(False, given)
        if waiting.ordered_by == desk.actor.name:
            raise Refused(
                Message(N_("You gave order {order} yourself."), order=given.number),
                Message(N_("A second person has to carry it out under their own name.")),
            )
        if (waiting.day, waiting.reason) != (given.day, given.reason):
            raise WrongValue(
                "order",
                Message(N_("Order {order} was recorded with another day or reason."), order=given.number),
                Message(N_("Both people must use the same order.")),
            )
        traces = spills.purge(writing, register, entry, uuid, waiting)
    spills.forget_old_pages(desk.workspace.db)
    return Purged(True, waiting, traces)


def _purged_already(number: str, done: Order) -> Refused:
    return Refused(
        Message(N_("{number} was purged already, under order {order}."), number=number, order=done.number),
        Message(N_("Nothing is left to do here; the audit log holds who ordered it and who carried it out.")),
    )


def _order(order: object, actor: str) -> Order:
    example = Message(
        N_("An order is a file like {example}."),
        example='{"number": "…", "day": "2026-11-22", "reason": "…"}',
    )
    if not isinstance(order, dict):
        what = Message(N_("The order is a JSON object with number, day and reason."))
        raise WrongValue("order", what, example)
    for name in ("number", "day", "reason"):
        if not isinstance(order.get(name), str) or not order[name].strip():
            raise WrongValue(f"order.{name}", Message(N_("The order lacks its {name}."), name=name), example)
    reading = read_day(order["day"])
    day: date | None = reading.day if reading else None
    if day is None:
        raise WrongValue(
            "order.day",
            Message(N_("The day of the order is not a date.")),
            Message(N_("Write it like 2026-03-05 or 2026年3月5日.")),
        )
    return Order(order["number"].strip(), day.isoformat(), order["reason"].strip(), actor)
