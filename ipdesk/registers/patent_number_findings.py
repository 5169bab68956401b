"""What the desk notices about the numbers of a right, and about two records of one right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.model.findings import FORM, Basis, Facts, Finding
from ipdesk.model.kinds import option_label
from ipdesk.model.record import field_of
from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.patent_choices import KINDS, PATENTED
from ipdesk.registers.patent_numbers import (
    GRANTED_AS,
    PUBLISHED_AS,
    ChineseNumber,
    is_malformed,
    plain_number,
    published_kind,
    read_number,
)
from ipdesk.registers.sources import FILING_DAY, NUMBERING

if TYPE_CHECKING:
    from ipdesk.registers.patents import Patent


def numbered(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with the numbers of a right; those of other offices are taken as they are."""
    yield from kept_twice(record, facts)
    yield from earliest_priority(record)
    if record.kind in PATENTED and not is_foreign(record.jurisdiction):
        yield from application(record)
        yield from grant(record)
        yield from publication(record)


def kept_twice(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for a number that another record has too."""
    for fields, numbers in facts.shared.items():
        label = Message(field_of(type(record), fields[0]).kind.label)
        said = Message(N_("{numbers} has the same: {fields}."), numbers=list(numbers), fields=[label])
        clears = N_("Where it is one right, withdraw one of the records; else correct the number.")
        yield _wrong("right-twice", fields[0], said, Message(clears), FORM)


def earliest_priority(record: Patent) -> Iterator[Finding]:
    """Yield a finding where the priority date is not the earliest of the priorities listed."""
    days = [row.day for row in record.priorities if row.day is not None]
    if days and record.priority_on != min(days):
        said = Message(N_("The earliest priority listed is of {day}."), day=min(days))
        clears = Message(N_("Enter {day} as priority date, or correct the list."), day=min(days))
        yield _wrong("priority-differs", "priority_on", said, clears, FILING_DAY)


def application(record: Patent) -> Iterator[Finding]:
    """Yield what is wrong with the application number: its form, its check digit, its kind, its way, its year."""
    number = read_number(record.application_number)
    if number is not None:
        yield from checked(number, "application_number")
        yield from kind_told(record, number)
        yield from year_told(record, number)
    elif is_malformed(record.application_number):
        said = N_(
            "A Chinese application number has 13 digits, or 9 before October 2003, and one of its kind."
        )
        clears = Message(N_("Compare it with the notice of acceptance."))
        yield _wrong("number-form", "application_number", Message(said), clears)


def kind_told(record: Patent, number: ChineseNumber) -> Iterator[Finding]:
    """Yield a finding for a number that tells another kind than the record, or another way than its route."""
    if number.kind != record.kind:
        kind = Message(option_label(KINDS, number.kind))
        told = Message(N_("The number is that of another kind: {kind}."), kind=kind)
        clears = Message(N_("Correct the number, or the kind of right."))
        yield _wrong("number-kind", "application_number", told, clears)
        return
    entered = record.route == "pct"
    if record.route in ("direct", "domestic", "paris", "pct") and number.is_international != entered:
        said = N_("The number is that of a national phase, and the route is another.")
        if entered:
            said = N_("The route is the national phase, and the number is not that of one.")
        clears = Message(N_("Correct the number, or the route."))
        yield _wrong("number-route", "application_number", Message(said), clears)


def year_told(record: Patent, number: ChineseNumber) -> Iterator[Finding]:
    """Yield a finding for a number of another year than the filing date's.

    A divisional application has the filing date of the one divided, and the number of its own year.
    """
    if record.filed_on is None or record.route == "divisional" or number.year == record.filed_on.year:
        return
    said = Message(
        N_("The number is of {year}, the filing date of {filed}."),
        year=str(number.year),
        filed=str(record.filed_on.year),
    )
    clears = Message(N_("Correct the number, the filing date, or the route where it is a divisional."))
    yield _wrong("number-year", "application_number", said, clears)


def checked(number: ChineseNumber, field: str) -> Iterator[Finding]:
    """Yield a finding for a check digit that does not go with the others, or is left out."""
    if number.is_sound:
        return
    whole = number.shown(number.should_be)
    said = N_("The check digit {check} does not go with the number; with these digits it is {whole}.")
    if not number.check:
        said = N_("The check digit is left out; the number is {whole}.")
    clears = Message(N_("Compare it with the notice of the office and correct the digit that is wrong."))
    yield _wrong("number-check", field, Message(said, check=number.check, whole=whole), clears)


def grant(record: Patent) -> Iterator[Finding]:
    """Yield a finding where the number of the patent is not that of its application, or of another kind."""
    number, own = read_number(record.grant_number), read_number(record.application_number)
    letter = published_kind(record.grant_number)
    if number is not None and own is not None and number.body != own.body:
        said = N_("The patent has the number of another application; this one would be ZL{whole}.")
        clears = Message(N_("Correct the number that is wrong."))
        whole = own.shown(own.should_be)
        yield _wrong("grant-number", "grant_number", Message(said, whole=whole), clears)
    elif number is not None and own is not None and number.check and number.check != own.should_be:
        yield from checked(number, "grant_number")
    elif letter and letter not in GRANTED_AS[record.kind]:
        yield _letter("grant_number", letter)


def publication(record: Patent) -> Iterator[Finding]:
    """Yield a finding for a publication number whose letter is that of another kind."""
    letter = published_kind(record.publication_number)
    if letter and letter not in PUBLISHED_AS[record.kind]:
        yield _letter("publication_number", letter)


def is_same(one: str, other: str) -> bool:
    """Say whether two numbers are of one right, however they are written."""
    return bool(one) and plain_number(one) == plain_number(other)


def _letter(field: str, letter: str) -> Finding:
    said = Message(N_("The letter {letter} in the number is that of another kind or stage."), letter=letter)
    return _wrong(
        f"{field.replace('_', '-')}-letter", field, said, Message(N_("Correct the number that is wrong."))
    )


def _wrong(name: str, field: str, said: Message, clears: Message, basis: Basis = NUMBERING) -> Finding:
    return Finding(id=name, field=field, severity="warn", message=said, basis=basis, clears=clears)
