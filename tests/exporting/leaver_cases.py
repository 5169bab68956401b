"""A leaver with something in most registers, a namesake and a record that cannot be shown; and one of whom nothing is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ipdesk.exporting.dossiers import LeaverDossier
from ipdesk.exporting.records import Linked
from ipdesk.model.record import Record, marking_of
from ipdesk.operations.leaving import Held, assembled
from ipdesk.registers import register
from ipdesk.registers.leaving import Namesake
from ipdesk.registers.movement_rows import Task
from ipdesk.registers.people import Individual
from ipdesk.registers.secret_rows import Access
from tests.registers.rights import PATENT, SECRET
from tests.registers.samples import DISCLOSURE, MEETING, PROJECT, RELEASE
from tests.registers.staff import AGREEMENT, MOVEMENT, PERSON

KNOWING = replace(
    SECRET,
    access=(Access(name="单雨桐", since=date(2026, 9, 30), reason="研制"),),
    carriers="移动硬盘1块、纸质资料2册",
)
LEAVING = replace(
    MOVEMENT,
    notice_signed_on=None,
    tasks=(*MOVEMENT.tasks, Task(text="注销账号", waits_for="it", state="open")),
)
NAMED = {
    "disclosures": (DISCLOSURE,),
    "meetings": (MEETING,),
    "patents": (PATENT, replace(PATENT, id="2", number="ZL-2025-0007", title="一种热开关", state="granted")),
    "secrets": (KNOWING,),
    "releases": (RELEASE,),
    "projects": (PROJECT,),
    "movements": (LEAVING,),
    "agreements": (AGREEMENT,),
}


def linked(name: str, record: Record) -> Linked:
    """Return a record of a register as it stands in the document of another."""
    found = register(name)
    title = str(getattr(record, found.title))
    return Linked(found.one, record, title, found.state(record.state).label, marking_of(record))


def dossier(
    person: Individual,
    named: Mapping[str, Sequence[Record]],
    *,
    concealed: int = 0,
    namesakes: tuple[Namesake, ...] = (),
) -> LeaverDossier:
    """Return the dossier of a person with the records that name him or her."""
    hidden = {"patents": [Record(number=f"ZL-{place}", withheld=True) for place in range(concealed)]}
    held = Held(person=person, shown=named, hidden=hidden, namesakes=namesakes)
    cited = [linked(name, record) for name, records in named.items() for record in records]
    return LeaverDossier(lab="某某实验室", found=assembled(held), linked=tuple(cited))


def usual() -> tuple[Individual, LeaverDossier]:
    """Return the sample person, about to leave, and all that is known."""
    others = (Namesake("A0342", "单雨桐", "二室"),)
    return PERSON, dossier(PERSON, NAMED, concealed=2, namesakes=others)


def unknown() -> tuple[Individual, LeaverDossier]:
    """Return a person of whom the desk knows the name alone."""
    person = Individual(number="B0001", name="穆存远", state="active")
    return person, dossier(person, {})
