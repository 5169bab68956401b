"""The filing order (《专利申请委托单》) with which the laboratory sends an agency to file a right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from ipdesk.exporting.layout import (
    Check,
    Checks,
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    cell_of,
    column_of,
    furniture_for,
)
from ipdesk.exporting.records import entry_of, shown_value, signatures_of, subtitle_of
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import Rows
from ipdesk.model.record import Record, field_of, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Translator
from ipdesk.registers.patent_choices import CLOSED, EXAM_MODES, PATENTED

RIGHT: Final = ("title", "kind", "disclosure", "assessment", "projects")
DECLARED: Final = ("funded", "declaration_type", "declaration_programme", "declaration_number")
REVIEWED: Final = (
    *("review_requested_on", "review_decision", "review_decided_on"),
    *("review_by", "review_number"),
)
ORDER: Final = ("agency", "agent", "ordered_on", "urgent_by", "priority_on", "countries")
# Shares are not told: how the inventors part a reward is no matter of the agency.
PEOPLE: Final = {"applicants": (("party", "role"), 2), "inventors": (("name", "unit"), 3)}
PRIORITIES: Final = {"priorities": (("number", "country", "day"), 2)}
BLANK_LINES: Final = 5
WIDE: Final = 26
FROM_CHINA: Final = frozenset({"", "invention", "utility-model", "pct", "foreign"})
ENCLOSED: Final = (
    N_("Description of the invention"),
    N_("Drawings"),
    N_("Search report"),
    N_("Power of attorney"),
    N_("Priority documents"),
    N_("Other papers"),
)
ASKED: Final = (
    N_("Search before drafting"),
    N_("Request for early publication"),
    N_("Request for substantive examination with the filing"),
    N_("Request for fee reduction"),
)
MODES: Final = tuple(each.label for each in EXAM_MODES)
KEEP: Final = N_(
    "The agency keeps all of this secret, shows it only to those who work on it, and returns or erases it when asked."
)
ABROAD: Final = N_(
    "Nothing is filed abroad for an invention or utility model made in China before the confidentiality examination "
    "under article 19 of the Patent Law is passed."
)
REPORT: Final = N_(
    "The agency shows the draft before it is filed, and reports application number and filing date on the day they "
    "are given."
)
CLOSED_WAY: Final = N_(
    "This order tells nothing of the content. It goes with its enclosures only on the ways that its level allows, to an "
    "agency that may handle it; write no content on it."
)


def filing_order(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the order to file a right, to be signed by the office and taken by the agency.

    What is not filled leaves room to write; findings are not printed, as the paper leaves the house.
    """
    order = _Order(register, record, translator)
    marking = marking_of(record)
    return Document(
        title=translator.label(N_("Patent Filing Order")),
        subtitle=subtitle_of(register, record, translator),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(order.sections()),
        guidance=translator.label(CLOSED_WAY) if order.closed else "",
    )


class _Order:
    """The sections of one order."""

    def __init__(self, register: Register, record: Any, translator: Translator) -> None:
        self._register, self._record, self._translator = register, record, translator
        self._label = translator.label
        self.closed = record.kind in CLOSED

    def sections(self) -> Iterator[Section]:
        yield Pairs(title=self._label(N_("What is to be filed")), entries=self._entries(RIGHT))
        for name in PEOPLE:
            yield self._people(name)
        yield Pairs(title=self._label(N_("Order to the agency")), entries=self._entries(ORDER))
        if self._record.priorities:
            yield self._people("priorities", PRIORITIES)
        if self._record.kind in PATENTED | {""} and not self.closed:
            yield Pairs(title=self._label(N_("Funding declaration")), entries=self._entries(DECLARED))
        if self._record.kind in FROM_CHINA:
            title = self._label(N_("Secrecy review before filing abroad"))
            yield Pairs(title=title, entries=self._entries(REVIEWED))
        yield self._boxes()
        instructions = self._register.field("instructions")
        if not self.closed:
            text = shown_value(self._record, instructions)
            yield Prose(title=self._label(instructions.kind.label), text=text, lines=BLANK_LINES)
        notes = (KEEP, *([ABROAD] if self._record.kind in FROM_CHINA else []), REPORT)
        yield Prose(title=self._label(N_("Please note")), text="\n".join(self._label(each) for each in notes))
        signers = (
            *(N_("Ordered by the IP office"), N_("Approved by")),
            *(N_("For the inventors"), N_("Taken by the agency")),
        )
        yield signatures_of([self._label(each) for each in signers], self._translator)

    def _value(self, name: str) -> Any:
        return shown_value(self._record, self._register.field(name))

    def _entries(self, names: Sequence[str]) -> tuple[Entry, ...]:
        return tuple(
            entry_of(self._register.field(name), self._value(name), self._translator, wide=name == "title")
            for name in names
        )

    def _people(self, name: str, declared: Mapping[str, tuple[tuple[str, ...], int]] = PEOPLE) -> Grid:
        """Return those named, with room for more where nobody is."""
        names, blank = declared[name]
        field, rows = self._register.field(name), self._value(name)
        assert isinstance(field.kind, Rows)  # a programming error, never data
        inner = [field_of(field.kind.of, each) for each in names]
        first, *others = (column_of(each, self._translator) for each in inner)
        return Grid(
            title=self._label(field.kind.label),
            columns=(replace(first, shape=replace(first.shape, width=WIDE)), *others),
            rows=tuple(
                tuple(cell_of(each.kind, getattr(row, each.name), self._translator) for each in inner)
                for row in rows
            ),
            blank=0 if rows else blank,
        )

    def _boxes(self) -> Checks:
        """Return what is enclosed and what is asked, to be ticked by hand; a mode of examination that is recorded is ticked."""
        wanted = {row.mode for row in shown_value(self._record, self._register.field("examinations"))}
        ticked = {each.label for each in EXAM_MODES if each.code in wanted}
        lines = [(N_("Enclosed"), ENCLOSED), (N_("Asked of the agency"), ASKED)]
        if self._record.kind in PATENTED | {""}:
            lines.append((N_("Mode of examination"), MODES))
        return Checks(
            title=self._label(N_("Enclosures and requests")),
            lines=tuple(
                Check(self._label(asked), tuple((self._label(each), each in ticked) for each in boxes))
                for asked, boxes in lines
            ),
        )
