"""The carriers of a technical secret: where each is now and who holds it, as the events of the ledger tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Basis, Facts, Finding
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.registers.secret_rows import CarrierEvent
from ipdesk.registers.sources import PRACTICE, SECRET_MEASURES

if TYPE_CHECKING:
    from ipdesk.registers.secrets import Secret

# Events by which somebody comes to hold a carrier.
HANDED: Final = ("made", "copy", "issue", "move")
# Events that somebody decides and, for the last, somebody else watches.
DECIDED: Final = ("copy", "issue", "destroy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A carrier or a copy of one as it is now; `copy` is "" for the original.

    `since` is the day of the last event that said where it is, `seen_on` when it was last counted. A destroyed one has
    neither place nor holder.
    """

    number: str
    copy: str = ""
    form: str = ""
    place: str = ""
    holder: str = ""
    since: date | None = None
    seen_on: date | None = None
    destroyed_on: date | None = None

    @property
    def name(self) -> str:
        """Return the number with that of the copy, as people say it."""
        return f"{self.number}/{self.copy}" if self.copy else self.number


@dataclass(frozen=True, slots=True)
class _Step:
    """An event with its place in the ledger and the carrier as it was before, None for one not known yet."""

    index: int
    row: CarrierEvent
    before: Carrier | None


def carriers_now(log: Sequence[CarrierEvent]) -> tuple[Carrier, ...]:
    """Return every carrier and copy that the ledger names, by number, the original before its copies."""
    held: dict[tuple[str, str], Carrier] = {}
    for _ in _steps(log, held):
        pass
    return tuple(held[key] for key in sorted(held))


def held_by(log: Sequence[CarrierEvent], name: str) -> tuple[Carrier, ...]:
    """Return the carriers that somebody holds now."""
    return tuple(each for each in carriers_now(log) if each.holder and folded(each.holder) == folded(name))


def carriers(record: Secret, facts: Facts) -> Iterator[Finding]:
    """Yield what the ledger of carriers tells that should not be."""
    held: dict[tuple[str, str], Carrier] = {}
    for step in _steps(record.carrier_log, held):
        yield from _gone(step)
        yield from _uncopied(step)
        yield from _elsewhere(step)
        yield from _undecided(step)
        if record.state != "released":
            yield from _unlisted(record, step)
    if record.state != "released":
        yield from _left(record, held, facts)


def _steps(log: Sequence[CarrierEvent], held: dict[tuple[str, str], Carrier]) -> Iterator[_Step]:
    """Go through the events by their days and keep in `held` what each makes of its carrier."""
    dated = sorted(enumerate(log), key=lambda each: (each[1].day or date.max, each[0]))
    for index, row in dated:
        number, copy = row.carrier.strip(), row.copy.strip()
        if not number or not row.event:
            continue
        key = (folded(number), folded(copy))
        before = held.get(key)
        yield _Step(index, row, before)
        if row.event == "copy" and not copy:
            continue
        source = held.get((key[0], "")) if row.event == "copy" else None
        start = before or Carrier(number=number, copy=copy, form=source.form if source else "")
        if start.destroyed_on is None:
            held[key] = _after(start, row)


def _after(carrier: Carrier, row: CarrierEvent) -> Carrier:
    """Return a carrier after an event; what the event does not name stays, but a return leaves nobody holding it."""
    form = row.form or carrier.form
    match row.event:
        case "destroy":
            return replace(carrier, form=form, place="", holder="", since=row.day, destroyed_on=row.day)
        case "issue" | "return":
            place, holder = row.to_place.strip(), row.to_person.strip()
        case _:
            place = row.to_place.strip() or carrier.place
            holder = row.to_person.strip() or carrier.holder
    seen = row.day if row.event == "inventory" else carrier.seen_on
    moved = (place, holder) != (carrier.place, carrier.holder)
    since = row.day if moved or carrier.since is None else carrier.since
    return replace(carrier, form=form, place=place, holder=holder, since=since, seen_on=seen)


def _gone(step: _Step) -> Iterator[Finding]:
    """Yield a finding for an event of a carrier that was destroyed before."""
    if step.before is None or step.before.destroyed_on is None:
        return
    twice = step.row.event == "destroy"
    yield _finding(
        "carrier-destroyed-twice" if twice else "carrier-after-destruction",
        step,
        "event",
        Message(
            N_("Carrier {name} was destroyed on {day} already.")
            if twice
            else N_("Something happened to carrier {name} after it was destroyed on {day}."),
            name=step.before.name,
            day=step.before.destroyed_on,
        ),
        N_("See which of the two entries is wrong, and correct it."),
        PRACTICE,
    )


def _uncopied(step: _Step) -> Iterator[Finding]:
    """Yield a finding for a copy without a number of its own, or with that of another."""
    if step.row.event != "copy":
        return
    if not step.row.copy.strip():
        said = N_("A copy of carrier {name} has no number of its own.")
    elif step.before is not None:
        said = N_("Copy {name} is there already.")
    else:
        return
    name = step.before.name if step.before and step.row.copy.strip() else step.row.carrier
    yield _finding(
        "carrier-copy", step, "copy", Message(said, name=name), N_("Give each copy a number of its own."), PRACTICE
    )  # fmt: skip


def _elsewhere(step: _Step) -> Iterator[Finding]:
    """Yield a finding where a carrier was found or taken from elsewhere than the ledger says."""
    counted = step.row.event == "inventory"
    said = (step.row.to_place if counted else step.row.from_place).strip()
    if step.before is None or not said or not step.before.place or folded(said) == folded(step.before.place):
        return
    yield _finding(
        "carrier-elsewhere",
        step,
        "to_place" if counted else "from_place",
        Message(
            N_("The ledger says that carrier {name} was at “{place}”, not at “{said}”."),
            name=step.before.name,
            place=step.before.place,
            said=said,
        ),
        N_("Find out how it came there, and enter the move that is missing."),
        PRACTICE,
    )


def _undecided(step: _Step) -> Iterator[Finding]:
    """Yield a finding for a copy, an issue or a destruction that nobody approved, and for a destruction nobody watched."""
    row = step.row
    name = f"{row.carrier}/{row.copy}" if row.copy else row.carrier
    if row.event in DECIDED and not row.approver:
        yield _finding(
            "carrier-unapproved", step, "approver",
            Message(N_("Nobody is named who approved what happened to carrier {name}."), name=name),
            N_("Enter who approved it."), PRACTICE,
        )  # fmt: skip
    if row.event == "destroy" and not row.witness:
        yield _finding(
            "carrier-unwitnessed", step, "witness",
            Message(N_("Nobody is named who watched the destruction of carrier {name}."), name=name),
            N_("Enter who watched it; destroying is the work of two."), PRACTICE,
        )  # fmt: skip


def _unlisted(record: Secret, step: _Step) -> Iterator[Finding]:
    """Yield a finding for a carrier handed to somebody without access on that day; the custodian keeps without knowing."""
    person, day = step.row.to_person, step.row.day
    if step.row.event not in HANDED or not person or day is None:
        return
    if folded(person) == folded(record.custodian):
        return
    if any(folded(each.name) == folded(person) and each.holds_on(day) for each in record.access):
        return
    yield _finding(
        "carrier-unlisted",
        step,
        "to_person",
        Message(
            N_("{person} got carrier {name} on {day} without being on the access list on that day."),
            person=person,
            name=step.row.carrier,
            day=day,
        ),
        N_("Take the carrier back, or enter the access with its reason."),
        SECRET_MEASURES,
    )


def _left(record: Secret, held: dict[tuple[str, str], Carrier], facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each carrier that is with somebody who left."""
    left = {folded(each.name): each for each in facts.leavers if each.left_on <= facts.today}
    for key in sorted(held):
        carrier = held[key]
        leaver = left.get(folded(carrier.holder)) if carrier.holder else None
        if leaver is None:
            continue
        last = _last_event(record.carrier_log, carrier)
        yield Finding(
            id="carrier-leaver",
            field=f"carrier_log[{last}].to_person",
            severity="warn",
            message=Message(
                N_("Carrier {name} is with {person} ({number}), who left on {left}."),
                name=carrier.name,
                person=carrier.holder,
                number=leaver.number,
                left=leaver.left_on,
            ),
            basis=SECRET_MEASURES,
            clears=Message(N_("Have it returned, and enter the return.")),
        )


def _last_event(log: Sequence[CarrierEvent], carrier: Carrier) -> int:
    """Return the place of the last event in which a carrier came to whoever holds it."""
    named = (folded(carrier.number), folded(carrier.copy), folded(carrier.holder))
    return max(
        index
        for index, row in enumerate(log)
        if (folded(row.carrier), folded(row.copy), folded(row.to_person)) == named
    )


def _finding(id_: str, step: _Step, field: str, message: Message, clears: str, basis: Basis) -> Finding:
    return Finding(
        id=id_,
        field=f"carrier_log[{step.index}].{field}",
        severity="warn",
        message=message,
        basis=basis,
        clears=Message(clears),
    )
