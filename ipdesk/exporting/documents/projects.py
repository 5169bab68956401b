"""The IP sheet of a research project (《科研项目知识产权信息表》): terms, people and achievements on one paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from ipdesk.exporting.layout import (
    PLAIN,
    Column,
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    Shape,
    furniture_for,
)
from ipdesk.exporting.records import (
    Linked,
    entry_of,
    grid_of,
    marking_with,
    shown_value,
    signatures_of,
    subtitle_of,
)
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Translator

PROJECT: Final = ("title", "project_class", "funder", "contracts", "budget", "leader", "unit")
COURSE: Final = ("ip_officer", "major", "started", "ends", "closed_on", "navigation_on", "notice_days")
TERMS: Final = ("ip_terms", "publication_terms")
BLANK_MEMBERS, BLANK_ACHIEVEMENTS, BLANK_LINES = 3, 3, 3


def ip_sheet(
    register: Register,
    record: Record,
    _findings: Sequence[Finding],
    translator: Translator,
    linked: Sequence[Linked] = (),
) -> Document:
    """Return the IP sheet of a project with the records that link to it; it bears the highest marking of them all."""
    marking = marking_with(record, linked)
    return Document(
        title=translator.label(N_("IP Sheet of a Research Project")),
        subtitle=subtitle_of(register, record, translator),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(_sections(register, record, translator, linked)),
    )


def _sections(
    register: Register, record: Any, translator: Translator, linked: Sequence[Linked]
) -> Iterator[Section]:
    label = translator.label
    yield Pairs(title=label(N_("The project")), entries=_entries(register, record, translator, PROJECT))
    yield Pairs(title=label(N_("Course and IP work")), entries=_entries(register, record, translator, COURSE))
    members = record.members
    grid = grid_of(register.field("members"), members, translator, blank=0 if members else BLANK_MEMBERS)
    yield replace(grid, title=label(N_("Members")))
    for name in TERMS:
        field = register.field(name)
        yield Prose(title=label(field.kind.label), text=shown_value(record, field), lines=BLANK_LINES)
    yield _achievements(linked, translator)
    if record.nil_reports:
        yield grid_of(register.field("nil_reports"), record.nil_reports, translator)
    if record.closing_inventory:
        field = register.field("closing_inventory")
        yield Prose(title=label(field.kind.label), text=shown_value(record, field))
    roles = (N_("Project leader"), N_("IP officer of the project"), N_("IP office"))
    yield signatures_of([label(each) for each in roles], translator)


def _entries(
    register: Register, record: Any, translator: Translator, names: Sequence[str]
) -> tuple[Entry, ...]:
    fields = [register.field(name) for name in names]
    return tuple(
        entry_of(each, shown_value(record, each), translator, wide=each.name == register.title)
        for each in fields
    )


def _achievements(linked: Sequence[Linked], translator: Translator) -> Grid:
    """Return what came out of the project as far as the desk knows, with room for more where it knows of nothing."""
    label = translator.label
    headings = (
        (N_("No."), Shape("center", "number", 4, lambda value, _: value)),
        (N_("Register"), PLAIN),
        (N_("Number"), PLAIN),
        (N_("Title"), replace(PLAIN, width=40)),
        (N_("State"), PLAIN),
    )
    return Grid(
        title=label(N_("Achievements linked to the project")),
        columns=tuple(Column("", label(heading), shape) for heading, shape in headings),
        rows=tuple(
            (index, label(each.register), each.record.number, each.title, label(each.state))
            for index, each in enumerate(linked, 1)
        ),
        blank=0 if linked else BLANK_ACHIEVEMENTS,
    )
