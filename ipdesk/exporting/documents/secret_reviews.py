"""The list of yearly reviews (《技术秘密年度复核清单》) over all recognised secrets, on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ipdesk.exporting.layout import (
    PLAIN,
    Column,
    Document,
    Grid,
    Shape,
    Table,
    Value,
    furniture_for,
    shape_of,
    text_of,
)
from ipdesk.exporting.records import shown_text, signatures_of
from ipdesk.model.kinds import Day
from ipdesk.model.marking import Marking
from ipdesk.model.record import field_of
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.secret_course import last_review, next_review, review_by, review_due
from ipdesk.registers.secret_rows import Review
from ipdesk.registers.secrets import Secret

TITLE: Final = N_("List for the Yearly Review of Technical Secrets")
NUMBER: Final = Shape("center", "number", 4, lambda value, _: value)
DAY: Final = shape_of(Day(label=""))
NARROW: Final = replace(PLAIN, align="center", width=9, least=9)
WIDER: Final = replace(NARROW, width=11, least=11)
SHAPES: Final = (
    *((N_("No."), NUMBER), (N_("Number"), PLAIN), (N_("Coded name"), replace(PLAIN, width=18))),
    *((N_("Owner unit"), PLAIN), (N_("Custodian"), NARROW), (N_("Grade"), NARROW)),
    *((N_("Last review"), DAY), (N_("Next review"), DAY), (N_("At the latest"), DAY)),
)
ON_PAPER: Final = (
    *(
        (N_("No."), NUMBER),
        (N_("Secret"), replace(PLAIN, width=20)),
        (N_("Unit and custodian"), replace(PLAIN, width=18, least=18)),
    ),
    *((N_("Grade"), NARROW), (N_("Last review"), WIDER), (N_("Next review"), WIDER)),
    *(
        (N_("Still secret, of value, kept"), NARROW),
        (N_("Conclusion"), NARROW),
        (N_("Signature and date"), WIDER),
    ),
)
OVERDUE: Final = N_("overdue")
BLANK: Final = 3


def reviews_document(
    secrets: Sequence[Secret], on: date, marking: Marking, translator: Translator
) -> Document:
    """Return the list with room to enter what is found; those whose review is overdue come first and are told."""
    label, say = translator.label, translator.say
    late = sum(is_overdue(each, on) for each in secrets)
    said = Message(
        N_("As of {day}: {count} recognised, {late} overdue"),
        day=text_of("day", on, translator.language),
        count=len(secrets),
        late=late,
    )
    columns = tuple(Column("", label(heading), shape) for heading, shape in ON_PAPER)
    rows = tuple(_line(place, each, on, translator) for place, each in enumerate(secrets, 1))
    note = N_(
        "A review sees of each whether the three elements still stand, and keeps it, changes its grade or ends it."
    )
    signers = (N_("IP officer"), N_("Person in charge of the laboratory"))
    return Document(
        title=label(TITLE),
        subtitle=say(said),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=(
            Grid(title="", columns=columns, rows=rows, blank=0 if rows else BLANK, note=label(note)),
            signatures_of([label(each) for each in signers], translator),
        ),
    )  # fmt: skip


def reviews_table(secrets: Sequence[Secret], on: date, translator: Translator) -> Table:
    """Return the list as a sheet, with the last result and whether the review is overdue."""
    more = ((N_("Last result"), PLAIN), (N_("Overdue"), PLAIN))
    label = translator.label
    return Table(
        register="secrets",
        title=label(N_("Yearly reviews")),
        columns=tuple(Column("", label(heading), shape) for heading, shape in (*SHAPES, *more)),
        rows=tuple(
            (
                *_cells(place, secret, translator),
                _result(secret, translator),
                label(OVERDUE) if is_overdue(secret, on) else "",
            )
            for place, secret in enumerate(secrets, 1)
        ),
    )


def is_overdue(secret: Secret, on: date) -> bool:
    """Say whether the next review of a secret should have been made before a day, whatever later day is planned."""
    day = review_due(secret)
    return day is not None and day < on


def _cells(place: int, secret: Secret, translator: Translator) -> tuple[Value, ...]:
    return (
        place,
        *(secret.number, secret.title, secret.unit, secret.custodian),
        shown_text(field_of(Secret, "grade").kind, secret.grade, translator),
        *(last_review(secret), next_review(secret), review_by(secret)),
    )


def _line(place: int, secret: Secret, on: date, translator: Translator) -> tuple[Value, ...]:
    """Return the cells of one secret as they stand on paper, with room for what is entered by hand."""
    last, following = last_review(secret), next_review(secret)
    late = translator.label(OVERDUE) if is_overdue(secret, on) else ""
    return (
        place,
        f"{secret.number}\n{secret.title}",
        "\n".join(filter(None, (secret.unit, secret.custodian))),
        shown_text(field_of(Secret, "grade").kind, secret.grade, translator),
        last.isoformat() if last else "",
        "\n".join(filter(None, (following.isoformat() if following else "", late))),
        *("", "", ""),
    )


def _result(secret: Secret, translator: Translator) -> str:
    newest = max((each for each in secret.reviews if each.day), key=lambda each: str(each.day), default=None)
    return shown_text(field_of(Review, "result").kind, newest.result, translator) if newest else ""
