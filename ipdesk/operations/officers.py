"""How long people have worked on IP: reckoned live from the day on which each began, and as a list or workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ipdesk.exporting.documents.officer_service import OfficerRow, officers_document, officers_table
from ipdesk.model.findings import show_basis
from ipdesk.model.marking import Marking, highest
from ipdesk.model.periods import Period
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.levels import marking_of_row
from ipdesk.operations.reading import page
from ipdesk.registers.people import REGISTER, Individual
from ipdesk.registers.person_service import Service, has_left, service_of
from ipdesk.registers.sources import OPINION_STAFF
from ipdesk.store.lists import list_ids

# Of a list that names nobody: it is for the office.
OF_NOBODY: Final = Marking(handling="internal")
_FIELDS: Final = ("number", "name", "unit", "post", "ip_since", "left_on")
_EVER: Final = Period(date.min, date.max)


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who works or worked on IP, with how long by a day, and whether he or she had left by then."""

    person: Individual
    service: Service
    left: bool


def officers(desk: Desk, on: date | None = None) -> list[Officer]:
    """Return everybody of whom it is entered since when, by today or another day: those here first, the longest first.

    Sealed and withdrawn records are left out.
    """
    desk.require("read")
    day = on or desk.today()
    found = []
    for record in page(desk, REGISTER, list_ids(desk.workspace.db, REGISTER, [("ip_since", _EVER)]), _FIELDS):
        if isinstance(record, Individual) and not record.withheld and (held := service_of(record, day)):
            found.append(Officer(record, held, has_left(record, day)))
    return sorted(found, key=lambda each: (each.left, each.service.since, each.person.number))


def write_officer_list(desk: Desk, target: Path, on: date | None = None, language: str = "zh") -> Paper:
    """Write the list as a PDF or a workbook; it carries the highest marking of the people it names."""
    desk.require("export")
    require_place(desk, target, ".pdf", ".xlsx")
    day, translator, found = on or desk.today(), desk.translator.to(language), officers(desk, on)
    people = [each.person for each in found]
    rows = [officer_row(each, day, translator) for each in found]
    marking = highest([OF_NOBODY, *(marking_of_row(desk, each) for each in people)])
    stamp = make_stamp(desk, "export", REGISTER.name, target, people, "officer-service", language)
    unresolved: tuple[str, ...] = ()
    if target.suffix.lower() == ".xlsx":
        from ipdesk.exporting.excel import register_workbook

        table = officers_table(rows, translator)
        data = register_workbook([table], marking, stamp, translator, is_read_back=False)
    else:
        from ipdesk.exporting import pdf

        basis = show_basis(OPINION_STAFF, translator)
        content = officers_document(rows, basis, day, marking, translator)
        data, unresolved = pdf.render(content, stamp), pdf.unresolved(content)
    write_paper(target, data)
    return Paper(target, stamp, marking, len(people), unresolved=unresolved)


def officer_row(officer: Officer, on: date, translator: Translator) -> OfficerRow:
    """Return somebody as the list of a day shows it."""
    person, service, say = officer.person, officer.service, translator.say
    return OfficerRow(
        number=person.number,
        name=person.name,
        unit=person.unit,
        post=person.post,
        since=service.since,
        until=service.until,
        months=service.months,
        served=say(served(service)),
        full_on=service.full_on,
        is_full=service.is_full,
        full=say(_full(officer)),
        left_on=person.left_on,
        remarks=say(Message("{remarks}", remarks=list(_remarks(officer, on)))),
    )


def served(service: Service) -> Message:
    """Return in words how long somebody worked on IP."""
    if service.months is None:
        return Message("—")
    years, months = divmod(service.months, 12)
    return Message(N_("{years} y {months} mo"), years=years, months=months)


def _full(officer: Officer) -> Message:
    """Return in words whether five years are full, or when they will be."""
    service = officer.service
    if service.is_full:
        return Message(N_("full since {day}"), day=service.full_on)
    if officer.left:
        return Message(N_("not full when leaving") if service.until else N_("cannot be told"))
    return Message(N_("full on {day}"), day=service.full_on)


def _remarks(officer: Officer, on: date) -> Iterator[Message]:
    """Yield what is to be known beside the time: leaving, work elsewhere, and a day that lies ahead."""
    person = officer.person
    if person.left_on is not None:
        yield Message(N_("left on {day}") if officer.left else N_("last day here: {day}"), day=person.left_on)
    elif officer.left:
        yield Message(N_("left on a day that is not known"))
    if person.state == "away":
        yield Message(N_("works elsewhere at present"))
    if officer.service.since > on:
        yield Message(N_("begins after the day of this list"))
