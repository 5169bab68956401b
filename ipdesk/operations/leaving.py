"""Everything about a person on one page: read from the index of every field that names somebody, so that later registers
appear unasked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from ipdesk.model.asks import Ask, Subject
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Day, Link, LongText, Person, Rows, Share
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import is_metadata_only
from ipdesk.registers import REGISTERS
from ipdesk.registers import register as register_named
from ipdesk.registers.asks import is_departure
from ipdesk.registers.clocks import within_watch
from ipdesk.registers.leaving import SUBJECTS, Detail, Entry, Everything, Namesake, Place, Topic, clocks
from ipdesk.registers.person_choices import BASIC, CLASSIFIED
from ipdesk.registers.sources import CLASSIFIED_POSTS, OPINION_AGREEMENTS
from ipdesk.store import people, records
from ipdesk.store.writing import sealed_refusal

PEOPLE: Final = "people"
# States in which an agreement was signed by all, whatever became of it.
EVER_SIGNED: Final = ("signed-both", "in-force", "superseded", "ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was read of a person: the shown records by register, those that cannot be shown, and the namesakes."""

    person: Any
    shown: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    hidden: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    namesakes: tuple[Namesake, ...] = ()


def everything(desk: Desk, number: str) -> Everything:
    """Return all that the registers know of a person, with what is still wanted. Raises NotFound, and for a sealed one its kin."""
    desk.require("read")
    return assembled(_read(desk, number))


def assembled(held: Held) -> Everything:
    """Return everything from what was read."""
    person, number = held.person, held.person.number
    names = tuple(dict.fromkeys(filter(None, (person.name, *(each.name for each in person.variants)))))
    departure = _departure(held)
    planned = departure.day if departure is not None else None
    last_day = person.left_on or planned
    subject = Subject(
        number=number,
        names=frozenset(map(folded, names)),
        facts=register_named(PEOPLE).facts(person),
        returned=departure is not None and departure.state == "closed",
        others=frozenset(each.number for each in held.namesakes),
    )
    found = {
        name: [*_entries(register_named(name), shown, subject, last_day)]
        for name, shown in held.shown.items()
    }
    subject = replace(subject, made=_made(each for entries in found.values() for each in entries))
    signed = [each.record for each in found.get("agreements", ()) if subject.number in _linked(each)]
    return Everything(
        person=person,
        names=names,
        namesakes=held.namesakes,
        last_day=last_day,
        planned=person.left_on is None and last_day is not None,
        departure=departure,
        topics=tuple(_topic(register, found.get(register.name, ()), subject, held) for register in REGISTERS),
        clocks=tuple(clocks(person, last_day, departure, signed)),
        not_kept=tuple(label for code, label in SUBJECTS.items() if not _is_kept(code)),
    )


def _departure(held: Held) -> Any:
    """Return the movement by which the person goes, or went and is not back; None where there is none."""
    own = [
        each for each in held.shown.get("movements", ()) if held.person.number in getattr(each, "person", ())
    ]
    gone = [each for each in own if is_departure(each)]
    wanted = "closed" if held.person.left_on is not None else "open"
    return next((each for state in ("open", wanted) for each in gone if each.state == state), None)


def _read(desk: Desk, number: str) -> Held:
    """Read the person and all records that name him or her, without their content."""
    db, register = desk.workspace.db, register_named(PEOPLE)
    limit = desk.workspace.profile.limit
    entry = records.entry_id(db, register, number)
    person: Any = records.read_many(db, register, [entry], _open_fields(register))[0]
    if person.withheld:
        raise sealed_refusal(number)
    keys = sorted({folded(each) for each in (person.name, *(row.name for row in person.variants)) if each})
    ids: dict[str, list[int]] = {}
    for name, id in people.named_in(db, keys, entry):
        ids.setdefault(name, []).append(id)
    shown: dict[str, list[Record]] = {}
    hidden: dict[str, list[Record]] = {}
    for name, some in ids.items():
        for record in records.read_many(db, register_named(name), some, _open_fields(register_named(name))):
            closed = record.withheld or is_metadata_only(record, limit)
            (hidden if closed else shown).setdefault(name, []).append(record)
    found = [Namesake(*each) for each in people.namesakes(db, keys, entry)]
    return Held(person=person, shown=shown, hidden=hidden, namesakes=tuple(found))


def _open_fields(register: Register) -> tuple[str, ...]:
    """Return the fields that are read: neither restricted nor free text, and only those child rows that name people."""
    outer = {path.partition(".")[0] for path in _paths(register)}
    return tuple(
        each.name
        for each in register.fields()
        if not each.kind.restricted
        and not isinstance(each.kind, LongText)
        and (each.name in outer or not isinstance(each.kind, Rows))
    )


def _paths(register: Register) -> tuple[str, ...]:
    """Return the fields of a register that name somebody; `inventors.name` is a field of child rows."""
    found = []
    for each in register.fields():
        if isinstance(each.kind, Person):
            found.append(each.name)
        elif isinstance(each.kind, Rows):
            found += [
                f"{each.name}.{inner.name}"
                for inner in fields_of(each.kind.of)
                if isinstance(inner.kind, Person)
            ]
    return tuple(found)


def _entries(
    register: Register, shown: Sequence[Record], subject: Subject, last_day: date | None
) -> Iterator[Entry]:
    """Yield the records of a register that name the person; those that are another's by a number are left out."""
    links = [
        each.name for each in register.fields() if isinstance(each.kind, Link) and each.kind.to == PEOPLE
    ]
    paths = _paths(register)
    for record in shown:
        linked = {number for name in links for number in getattr(record, name)}
        ours = subject.number in linked
        places = tuple(_places(register, paths, record, subject, others=bool(linked) and not ours))
        if not places and not ours:
            continue
        makers = any(place.path in register.makers for place in places)
        made: date | None = getattr(record, register.made or register.date)
        yield Entry(
            register=register,
            record=record,
            places=places,
            certain=ours or any(_says_number(record, place, subject) for place in places),
            watched=bool(makers and made and last_day and within_watch(last_day, made)),
        )


def _places(
    register: Register, paths: Sequence[str], record: Record, subject: Subject, *, others: bool
) -> Iterator[Place]:
    """Yield each field that names the person; the one that stands for a record of somebody else does not."""
    for path in paths:
        outer, _, inner = path.partition(".")
        kind = register.field(outer).kind
        if not inner:
            if subject.is_named(getattr(record, outer)) and not (others and outer == register.title):
                yield Place(path=path, labels=(kind.label,))
            continue
        assert isinstance(kind, Rows)
        columns = fields_of(kind.of)
        label = next(each.kind.label for each in columns if each.name == inner)
        for row in getattr(record, outer):
            if (
                subject.is_named(getattr(row, inner))
                and getattr(row, "staff_number", "") not in subject.others
            ):
                yield Place(
                    path=path,
                    labels=(kind.label,) if inner == "name" else (kind.label, label),
                    details=tuple(
                        Detail(each.name, each.kind.label, held)
                        for each in columns
                        if isinstance(each.kind, Day | Share)
                        and (held := getattr(row, each.name)) is not None
                    ),
                )


def _says_number(record: Record, place: Place, subject: Subject) -> bool:
    """Say whether a row that names the person also has his or her number."""
    outer, _, inner = place.path.partition(".")
    return bool(inner) and any(
        getattr(row, "staff_number", "") == subject.number and subject.is_named(getattr(row, inner))
        for row in getattr(record, outer)
    )


def _linked(entry: Entry) -> tuple[str, ...]:
    return tuple(getattr(entry.record, "person", ()))


def _made(entries: Iterator[Entry]) -> dict[tuple[str, str], tuple[date | None, ...]]:
    """Return when the person reported what was made in the records that his or her works link to."""
    found: dict[tuple[str, str], tuple[date | None, ...]] = {}
    for entry in entries:
        register, record = entry.register, entry.record
        if entry.is_withdrawn or not any(place.path in register.makers for place in entry.places):
            continue
        for each in register.fields():
            if isinstance(each.kind, Link):
                for number in getattr(record, each.name):
                    key = each.kind.to, number
                    found[key] = (*found.get(key, ()), getattr(record, register.date))
    return found


def _topic(register: Register, entries: Sequence[Entry], subject: Subject, held: Held) -> Topic:
    """Return a topic with what its records want, those that want something first."""
    asked = [
        each if each.is_withdrawn else replace(each, asks=tuple(register.asks(each.record, subject)))
        for each in entries
    ]
    return Topic(
        register=register,
        entries=tuple(sorted(asked, key=lambda each: (each.is_withdrawn, not each.asks, not each.watched))),
        asks=tuple(_unsigned(asked, held.person)) if register.name == "agreements" else (),
        concealed=tuple(held.hidden.get(register.name, ())),
        namesakes=held.namesakes if any(not each.certain for each in asked) else (),
    )


def _unsigned(entries: Sequence[Entry], person: Any) -> Iterator[Ask]:
    """Ask for the agreement, and for the undertaking of a classified post, that was never signed."""
    signed = {
        getattr(each.record, "kind", "")
        for each in entries
        if person.number in _linked(each) and each.record.state in EVER_SIGNED
    }
    # Not by the rules in force: they may change, and then a paper could not be written again.
    if signed.isdisjoint((*BASIC, "project") if person.employment == "external" else BASIC):
        said = Message(N_("No signed IP and confidentiality agreement is on record."))
        yield Ask(kind="sign", field="", what=said, basis=OPINION_AGREEMENTS)
    if person.post_class in CLASSIFIED and "secrecy" not in signed:
        said = Message(N_("No signed secrecy undertaking for the classified post is on record."))
        yield Ask(kind="sign", field="", what=said, basis=CLASSIFIED_POSTS)


def _is_kept(subject: str) -> bool:
    return any(subject in (each.name, each.topic) for each in REGISTERS)
