"""The disclosure form (《职务科技成果披露表》) as people sign it: blocks A to J on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from ipdesk.exporting.layout import (
    PLAIN,
    Check,
    Checks,
    Column,
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    Shape,
    column_of,
    furniture_for,
)
from ipdesk.exporting.records import (
    check_of,
    entry_of,
    findings_section,
    grid_of,
    shown_value,
    signatures_of,
    subtitle_of,
)
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import Rows
from ipdesk.model.record import Record, field_of, marking_of
from ipdesk.model.register import Register, is_empty
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.values import decimal_text

BLANK_INVENTORS: Final = 4
INVENTOR_COLUMNS: Final = ("name", "unit", "employment", "nationality", "contribution", "share")
DECLARATIONS: Final = {
    "declared_true": N_("What is stated here is true and complete."),
    "declared_inventors": N_(
        "No co-inventor is left out, and nobody is named who did not contribute creatively."
    ),
    "declared_rights": N_(
        "This is a service achievement; the right to apply and the rights from it belong to the laboratory, "
        "unless stated otherwise."
    ),
    "declared_secrecy": N_("The secrecy rules were kept; this form and its enclosures hold no state secret."),
}
ALWAYS: Final = ("problem", "solution", "features")


def disclosure_form(
    register: Register, record: Record, findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the disclosure form of a record, ready to be printed and signed.

    What is not filled leaves room to write where the form must have it. Findings are appended when given.
    """
    form = _Form(register, record, translator)
    sections = list(form.sections())
    if findings:
        sections.append(findings_section(findings, translator))
    marking = marking_of(record)
    return Document(
        title=translator.label(N_("Service Achievement Disclosure Form")),
        subtitle=subtitle_of(register, record, translator),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(sections),
        guidance=translator.label(
            N_(
                "Answer part A first. When the content is classified, or you are not sure, fill nothing further, "
                "attach nothing, and go to the secrecy officer. Who only organised, provided means or helped is "
                "no inventor."
            )
        ),
    )


class _Form:
    """The sections of one form."""

    def __init__(self, register: Register, record: Any, translator: Translator) -> None:
        self.register = register
        self.record = record
        self.translator = translator
        self.label = translator.label

    def sections(self) -> Iterator[Section]:
        yield from self._level()
        yield from self._identity()
        yield from self._people()
        yield from self._origin()
        yield from self._rights()
        yield from self._technical()
        yield from self._novelty()
        yield from self._use()
        yield self._route()
        yield from self._declarations()
        yield from self._office()

    def _value(self, name: str) -> Any:
        return shown_value(self.record, self.register.field(name))

    def _entries(self, *names: str, filled: bool = False) -> tuple[Entry, ...]:
        """Return fields as labels with values; with `filled`, only those that hold something."""
        return tuple(
            entry_of(self.register.field(name), self._value(name), self.translator, wide=name == "title")
            for name in names
            if not filled or not is_empty(self._value(name))
        )

    def _boxes(self, *names: str) -> tuple[Check, ...]:
        return tuple(self._check(name) for name in names)

    def _check(self, name: str) -> Check:
        return check_of(self.register.field(name), self._value(name), self.translator)

    def _level(self) -> Iterator[Section]:
        asked = ("level", "grade") if self._value("level") in ("", "trade") else ("level",)
        yield Checks(title=self.label(N_("A. Level (answer first)")), lines=self._boxes(*asked))
        names = ("classification", "classification_term", "classification_basis", "classification_number")
        decided = self._entries(*names, "classified_by", "classified_on", filled=True)
        if decided:
            yield Pairs(title="", entries=decided)

    def _identity(self) -> Iterator[Section]:
        names = ("title", "unit", "submitted", "completed", "technical_field", "keywords")
        yield Pairs(title=self.label(N_("The achievement")), entries=self._entries(*names))
        yield Checks(title="", lines=self._boxes("types"))

    def _people(self) -> Iterator[Section]:
        yield self._inventors()
        for name in ("contributors", "co_owners"):
            if self._value(name):
                yield self._grid(name)

    def _inventors(self) -> Grid:
        """Return the inventors with their shares and a column in which each signs."""
        field = self.register.field("inventors")
        assert isinstance(field.kind, Rows)  # a programming error, never data
        inner = [field_of(field.kind.of, name) for name in INVENTOR_COLUMNS]
        rows = self._value("inventors")
        filled = grid_of(field, rows, self.translator)
        number = Column("", self.label(N_("No.")), Shape("center", "number", 4, lambda value, _: value))
        signed = Column("", self.label(N_("Signature and date")), replace(PLAIN, width=16))
        cells = tuple(
            (
                index,
                *(
                    column_of(each, self.translator).shape.cell(getattr(row, each.name), self.translator)
                    for each in inner
                ),
                "",
            )
            for index, row in enumerate(rows, 1)
        )
        total = sum((row.share for row in rows if row.share is not None), Decimal(0))
        note = Message(
            N_("The shares add up to {total}%. Each inventor signs beside the own share."),
            total=decimal_text(total),
        )
        return Grid(
            title=self.label(N_("B. Inventors")),
            columns=(number, *(column_of(each, self.translator) for each in inner), signed),
            rows=cells,
            blank=0 if filled.rows else BLANK_INVENTORS,
            note=self.translator.say(note) if rows else "",
        )

    def _grid(self, name: str, title: str = "", level: int = 2) -> Grid:
        field = self.register.field(name)
        grid = grid_of(field, self._value(name), self.translator)
        return replace(grid, title=title or grid.title, level=level)

    def _origin(self) -> Iterator[Section]:
        names = ("conceived", "first_record", "tested", "projects", "project_class", "contracts", "parties")
        yield Pairs(title=self.label(N_("C. Origin")), entries=self._entries(*names))
        yield Checks(title="", lines=self._boxes("funding", "declaration_needed"))
        declared = self._entries(
            "declaration_type", "declaration_programme", "declaration_number", filled=True
        )
        if declared:
            yield Pairs(title="", entries=declared)
        if self._value("notebooks"):
            yield self._grid("notebooks")
        yield from self._prose("funder_terms", "facilities")

    def _prose(self, *names: str) -> Iterator[Prose]:
        """Yield the long texts that are filled, and those the form must have."""
        for name in names:
            text = self._value(name)
            if text or name in ALWAYS:
                title = self.label(self.register.field(name).kind.label)
                yield Prose(title=title, text=text, level=2, lines=6)

    def _rights(self) -> Iterator[Section]:
        title = self.label(N_("D. Rights of others"))
        stated = [name for name in ("materials", "open_source") if self._value(name)]
        none = self.label(N_("None stated."))
        entries = () if stated else (Entry(self.label(N_("Stated")), none, wide=True),)
        yield Pairs(title=title, entries=entries)
        for name in stated:
            yield self._grid(name)

    def _technical(self) -> Iterator[Section]:
        yield Pairs(title=self.label(N_("E. Technical content")), entries=())
        yield from self._prose("problem", "prior_art", "solution", "features", "effects")
        yield from self._prose("embodiments", "drawings", "alternatives")
        yield Checks(title="", lines=self._boxes("detectable", "reverse_engineered"))
        names = ("trl", "software_language", "software_size", "software_from", "software_to")
        entries = self._entries(*names, "software_published", filled=True)
        if entries:
            yield Pairs(title="", entries=entries)

    def _novelty(self) -> Iterator[Section]:
        title = self.label(N_("F. Events that touch novelty"))
        if self._value("events"):
            yield self._grid("events", title, 1)
        else:
            none = self.label(N_("None stated."))
            yield Pairs(title=title, entries=(Entry(self.label(N_("Stated")), none, wide=True),))

    def _use(self) -> Iterator[Section]:
        yield Pairs(
            title=self.label(N_("G. Use")),
            entries=self._entries("countries", "spin_off_approval", filled=True),
        )
        yield Checks(title="", lines=self._boxes("spin_off"))
        yield from self._prose("applications", "likely_users", "competitors", "interest")

    def _route(self) -> Section:
        urgent = self._value("urgent_by")
        day = self._entries("urgent_by")[0]
        lines = self._boxes("route")
        if urgent:
            lines = (*lines, Check(day.label, ((day.text, True),)))
        return Checks(title=self.label(N_("H. Suggested route")), lines=lines)

    def _declarations(self) -> Iterator[Section]:
        boxes = tuple((self.label(words), self._value(name) is True) for name, words in DECLARATIONS.items())
        yield Checks(title=self.label(N_("I. Declarations")), lines=(Check("", boxes),), stacked=True)
        names = self.translator.say(Message("{all}", all=[row.name for row in self._value("inventors")]))
        everybody = self.translator.say(Message(N_("All inventors　{names}"), names=names)).strip()
        roles = (N_("Project leader"), N_("Head of unit"), N_("IP officer"), N_("Secrecy officer"))
        yield signatures_of((everybody, *(self.label(role) for role in roles)), self.translator)

    def _office(self) -> Iterator[Section]:
        yield Pairs(
            title=self.label(N_("J. Office use")),
            entries=self._entries("received_on", "complete_on", "assigned_to", "next_step"),
        )
        yield Checks(title="", lines=self._boxes("duplicates_checked", "secrecy_result"))
        yield Pairs(
            title="",
            entries=self._entries(
                "secrecy_level", "secrecy_basis", "secrecy_checked_by", "secrecy_checked_on"
            ),
        )
        yield Checks(title="", lines=self._boxes("determination"))
        entries = self._entries("determined_by", "determined_on", "outcome", "closed_on", filled=True)
        if entries:
            yield Pairs(title="", entries=entries)
