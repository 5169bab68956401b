"""Dossiers, read for a document: an answered record with its list, scores, files, linked records and places in the log; a
person with everything that names him or her; the family of a right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ipdesk.model.errors import NotFound
from ipdesk.model.kinds import Link
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.operations.answers import answered, checklist_of
from ipdesk.operations.assessments import reckon
from ipdesk.operations.contents import linked_of, linking
from ipdesk.operations.desk import Desk
from ipdesk.operations.families import kindred
from ipdesk.operations.leaving import everything
from ipdesk.operations.movement_tasks import tasks_of
from ipdesk.registers import register as register_named
from ipdesk.registers.assessments import Assessment, sheets_of
from ipdesk.registers.movements import Movement
from ipdesk.registers.papers import Paper
from ipdesk.registers.patents import Patent
from ipdesk.registers.people import Individual
from ipdesk.rules.floors import known_floors
from ipdesk.store import attachments, audit, records
from ipdesk.store.exports import LOOKS

if TYPE_CHECKING:
    from ipdesk.exporting.dossiers import (
        Act,
        Cited,
        Dossier,
        Enclosed,
        Errands,
        FamilyDossier,
        LeaverDossier,
    )
    from ipdesk.store.records import Summary


def enclosed_with(
    desk: Desk, register: Register, record: Record, linking_here: Sequence[Summary]
) -> Dossier | Errands | FamilyDossier | LeaverDossier:
    """Return what a document that says `dossier` needs beyond its record: an assessment, a movement, a person or a right."""
    from ipdesk.exporting.dossiers import Errands

    if isinstance(record, Movement):
        return Errands(rules=tuple(each.rule for each in tasks_of(desk, record)))
    if isinstance(record, Individual):
        return leaver_of(desk, record)
    if isinstance(record, Paper):
        return review_of(desk, register, record)
    if isinstance(record, Patent):
        return family_of(desk, register, record)
    return dossier_of(desk, register, record, linking_here)


def dossier_of(desk: Desk, register: Register, record: Record, linking_here: Sequence[Summary]) -> Dossier:
    """Return what a document about an answered record needs beyond it; a list that is not kept here is left out."""
    from ipdesk.exporting.dossiers import Dossier

    desk.require("read")
    assert isinstance(record, Assessment)  # a programming error, never data: no other documents have dossiers
    named = list(_linked_from(desk, register, record))
    known = {each.linked.record.id for each in named}  # a meeting names its cases, and they name it
    others = _linking(desk, record, linking_here)
    cited = (*named, *(each for each in others if each.linked.record.id not in known))
    seen = [record, *(each.linked.record for each in cited if each.grounds)]
    floors = known_floors()
    return Dossier(
        lab=desk.workspace.profile.name,
        **_reckoned(desk, record),
        floors=floors.floors_on(_day_of(record)),
        floors_note=floors.note,
        enclosed=tuple(_enclosed(desk, seen)),
        acts=_acts(desk, seen),
        cited=cited,
    )


def leaver_of(desk: Desk, person: Record) -> LeaverDossier:
    """Return everything about a person with the records that it was read from, withdrawn ones left out."""
    from ipdesk.exporting.dossiers import LeaverDossier

    desk.require("read")
    found = everything(desk, person.number)
    register = register_named("people")
    others = [records.read(desk.workspace.db, register, each.number) for each in found.namesakes]
    cited = {
        record.id: linked_of(desk, each, record)
        for each, record in (
            *((entry.register, entry.record) for entry in found.entries() if not entry.is_withdrawn),
            *((topic.register, record) for topic in found.topics for record in topic.concealed),
            *((register, record) for record in others),
        )
    }
    return LeaverDossier(lab=desk.workspace.profile.name, found=found, linked=tuple(cited.values()))


def review_of(desk: Desk, register: Register, record: Paper) -> Dossier:
    """Return the checks of a review as they were, and the records that it names."""
    from ipdesk.exporting.dossiers import Dossier

    desk.require("read")
    _, result = answered(desk, register, record)
    return Dossier(
        lab=desk.workspace.profile.name,
        checklist=checklist_of(desk, record) if result is not None else None,
        result=result,
        cited=tuple(_linked_from(desk, register, record)),
    )


def family_of(desk: Desk, register: Register, record: Patent) -> FamilyDossier:
    """Return the other rights that one rests on or that rest on it, at whatever remove; withdrawn ones are none."""
    from ipdesk.exporting.dossiers import FamilyDossier

    desk.require("read")
    held = kindred(desk, register, record)
    others = [each for number, each in held.members.items() if number != record.number]
    return FamilyDossier(
        members=tuple(others),
        whole=held.whole,
        linked=tuple(linked_of(desk, register, each) for each in others),
    )


def _reckoned(desk: Desk, record: Assessment) -> dict[str, Any]:
    """Return what the answers amount to; of a list that is not kept here, only whose answers count."""
    try:
        made = reckon(desk, record)
    except NotFound:
        return {"sheets": sheets_of(record)}
    return {name: getattr(made, name) for name in ("checklist", "result", "sheets", "alone", "ranges")}


def _linked_from(desk: Desk, register: Register, record: Record) -> Iterator[Cited]:
    """Yield the records that one links to, in the order given; a link that points at nothing is left out."""
    from ipdesk.exporting.dossiers import Cited

    for field in register.fields():
        if isinstance(field.kind, Link):
            other = register_named(field.kind.to)
            for number in getattr(record, field.name):
                try:
                    held = records.read(desk.workspace.db, other, number)
                except NotFound:
                    continue
                facts = {} if held.withheld else other.facts(held)
                yield Cited(linked_of(desk, other, held), facts, grounds=True)


def _linking(desk: Desk, record: Record, found: Sequence[Summary]) -> Iterator[Cited]:
    """Yield the records that link here; what is told in one about this very record is among its grounds."""
    from ipdesk.exporting.dossiers import Cited

    for register, held in linking(desk, found):
        facts = register.facts(held)
        grounds = any(name.startswith(f"{record.number}.") for name in facts)
        yield Cited(linked_of(desk, register, held), facts, grounds)


def _enclosed(desk: Desk, seen: Iterable[Record]) -> Iterator[Enclosed]:
    from ipdesk.exporting.dossiers import Enclosed

    db = desk.workspace.db
    for record in seen:
        entry = None if record.withheld else records.id_of(db, record.id)
        for file in attachments.listed(db, entry) if entry is not None else ():
            added = _local(file.added)
            yield Enclosed(record.number, file.name, file.size, file.sha256, file.added_by, added)


def _acts(desk: Desk, seen: Iterable[Record]) -> tuple[Act, ...]:
    """Return the acts on records, oldest first; copies of files change nothing, so they are left out."""
    from ipdesk.exporting.dossiers import Act

    return tuple(
        Act(each.seq, _local(each.at), each.actor, each.act, record.number, each.hash)
        for each, record in sorted(
            (
                (entry, record)
                for record in seen
                for entry in audit.entries(desk.workspace.db, subject=record.id)
                if entry.act not in LOOKS
            ),
            key=lambda pair: pair[0].seq,
        )
    )


def _day_of(record: Assessment) -> date:
    """Return the day whose law holds for an assessment: that of the decision, else the one it was begun, never today."""
    return record.decided_on or record.opened_on or _local(record.created).date()


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()
