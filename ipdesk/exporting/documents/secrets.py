"""The papers of a technical secret: registration and recognition (《技术秘密登记与认定表》), who knows it (《知悉人员名册》), its carriers (《载体台账》).

None tells anything of the content, and none is made of what may be a state secret: so the sign of state secrets stands on none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ipdesk.exporting.layout import (
    PLAIN,
    Checks,
    Column,
    Document,
    Grid,
    Pairs,
    Section,
    Shape,
    Signatures,
    Value,
    furniture_for,
)
from ipdesk.exporting.records import (
    check_of,
    entry_of,
    grid_of,
    shown_text,
    shown_value,
    signatures_of,
    subtitle_of,
)
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record, field_of, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.secret_carriers import Carrier, carriers_now
from ipdesk.registers.secret_findings import may_be_state_secret
from ipdesk.registers.secret_keeping import WORDS
from ipdesk.registers.secret_rows import CarrierEvent

REGISTRATION: Final = N_("Registration and Recognition of a Technical Secret")
ACCESS_LIST: Final = N_("List of Persons with Access to a Technical Secret")
LEDGER: Final = N_("Ledger of the Carriers of a Technical Secret")
IDENTITY: Final = (
    *("title", "kinds", "unit", "custodian", "grade", "origin", "since", "term", "term_ends"),
    *("disclosure", "assessment", "projects"),
)
SHORT: Final = ("title", "unit", "custodian", "grade", "term", "storage")
WIDE: Final = ("title", "kinds", "storage", "carriers")
BLANK: Final = {"creators": 2, "places": 2}
BLANK_ACCESS, BLANK_EVENTS = 8, 10
NUMBER: Final = Shape("center", "number", 4, lambda value, _: value)
NARROW: Final = replace(PLAIN, align="center", width=11, least=11)
DAY: Final = replace(NARROW, form="figure")  # never torn, as the text that it is here
WHERE: Final = replace(PLAIN, width=18, least=15)
REASON: Final = replace(PLAIN, width=24, least=24)
GUIDANCE: Final = N_("Write nothing of the content on this paper.")


def registration(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the form of registration and recognition; what is not filled leaves room to write."""
    paper = _Paper(register, record, translator)
    return paper.document(REGISTRATION, paper.registered())


def access_list(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the list of those who know a secret, on which each signs for the duty of secrecy."""
    paper = _Paper(register, record, translator)
    return paper.document(ACCESS_LIST, paper.known_to())


def carrier_ledger(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the ledger of carriers: where each is now, and all that happened, with room to go on by hand."""
    paper = _Paper(register, record, translator)
    return paper.document(LEDGER, paper.carried())


def other_regime(record: Any) -> tuple[Message, Message] | None:
    """Return why there is no such paper of what is or may be a state secret, and what to do, None for any other."""
    if not may_be_state_secret(record):
        return None
    said = N_("What is or may be a state secret gets no paper as a technical secret.")
    return Message(said), Message(N_("Ask the classification officer which papers it needs."))


class _Paper:
    """The sections of the papers of one secret."""

    def __init__(self, register: Register, record: Any, translator: Translator) -> None:
        self._register, self._record, self._translator = register, record, translator
        self._label = translator.label

    def document(self, title: str, sections: Iterator[Section]) -> Document:
        marking = marking_of(self._record)
        return Document(
            title=self._label(title),
            subtitle=subtitle_of(self._register, self._record, self._translator),
            marking=marking,
            furniture=furniture_for(marking, self._translator),
            sections=tuple(sections),
            guidance=self._label(GUIDANCE),
        )

    def registered(self) -> Iterator[Section]:
        yield self._pairs(N_("The secret"), IDENTITY)
        yield self._rows("creators")
        yield self._elements()
        yield self._pairs(
            N_("Proposal and recognition"), ("proposed_by", "proposed_on", "recognised_by", "recognised_on")
        )
        field = self._register.field("measures")
        ticked = check_of(field, self._value("measures"), self._translator)
        yield Checks(title=self._label(field.kind.label), lines=(ticked,))
        yield self._pairs(N_("Value"), ("worth", "worth_method", "worth_on"))
        yield self._pairs(N_("Keeping"), ("storage", "carriers"))
        yield self._rows("places")
        yield self._signed(N_("Proposed by"), N_("Custodian"), N_("Head of the unit"), N_("Recognised by"))

    def known_to(self) -> Iterator[Section]:
        yield self._pairs(N_("The secret"), SHORT)
        rows = self._value("access")
        headings = (
            *((N_("No."), NUMBER), (N_("Name"), PLAIN), (N_("Access since"), DAY)),
            *((N_("Access until"), DAY), (N_("Reason for access"), REASON)),
            *((N_("Signature"), NARROW), (N_("Date"), NARROW)),
        )
        yield self._grid(
            N_("Access list"), headings,
            [(place, each.name, _day(each.since), _day(each.until), each.reason, "", "") for place, each in enumerate(rows, 1)],
            BLANK_ACCESS,
        )  # fmt: skip
        said = N_(
            "Each has been told that this is a technical secret, and keeps it secret after leaving, too."
        )
        yield replace(self._signed(N_("Custodian"), N_("IP officer")), statement=self._label(said))

    def carried(self) -> Iterator[Section]:
        yield self._pairs(N_("The secret"), (*SHORT, "carriers"))
        log: tuple[CarrierEvent, ...] = self._value("carrier_log")
        if log:
            yield self._now(carriers_now(log))
        headings = (
            *(
                (N_("No."), NUMBER),
                (N_("Day"), DAY),
                (N_("Carrier event"), NARROW),
                (N_("Carrier"), PLAIN),
            ),
            *((N_("From"), WHERE), (N_("To"), WHERE), (N_("Approved by, witness"), NARROW)),
            (N_("Signature"), NARROW),
        )
        order = sorted(log, key=lambda each: each.day or date.max)
        rows = [self._event(place, each) for place, each in enumerate(order, 1)]
        yield self._grid(N_("What happened to the carriers"), headings, rows, BLANK_EVENTS)
        yield self._signed(N_("Custodian"), N_("Counted by"))

    def _now(self, carriers: Sequence[Carrier]) -> Grid:
        headings = (
            *((N_("Carrier"), PLAIN), (N_("Form"), NARROW), (N_("Place"), PLAIN), (N_("Holder"), NARROW)),
            *((N_("Since"), DAY), (N_("Last counted"), DAY)),
        )
        kind = field_of(CarrierEvent, "form").kind
        rows = [
            (
                each.name,
                shown_text(kind, each.form, self._translator),
                self._label(N_("destroyed")) if each.destroyed_on else each.place,
                each.holder,
                _day(each.since),
                _day(each.seen_on),
            )
            for each in carriers
        ]
        return self._grid(N_("Carriers as they are now"), headings, rows, 0)

    def _event(self, place: int, row: CarrierEvent) -> tuple[Value, ...]:
        kinds = {name: field_of(CarrierEvent, name).kind for name in ("event", "form")}
        event, form = (shown_text(kinds[name], getattr(row, name), self._translator) for name in kinds)
        name = f"{row.carrier}/{row.copy}" if row.copy else row.carrier
        return (
            place,
            _day(row.day),
            event,
            _lines(name, form),
            _lines(row.from_place, row.from_person),
            _lines(row.to_place, row.to_person),
            _lines(row.approver, row.witness),
            "",
        )

    def _elements(self) -> Grid:
        """Return the three elements: what the proposer said on each, and what was found."""
        headings = (
            (N_("Element"), replace(PLAIN, width=18)),
            (N_("Said by the proposer"), replace(PLAIN, width=40)),
            (N_("Found to be so"), NARROW),
        )
        rows = [
            (
                self._label(self._register.field(name).kind.label),
                self._value(said),
                shown_text(self._register.field(name).kind, self._value(name), self._translator),
            )
            for name, said in WORDS.items()
        ]
        return self._grid(N_("Recognition by the three elements"), headings, rows, 0)

    def _grid(
        self, title: str, headings: Sequence[tuple[str, Shape]], rows: Sequence[tuple[Value, ...]], blank: int
    ) -> Grid:
        columns = tuple(Column("", self._label(heading), shape) for heading, shape in headings)
        return Grid(title=self._label(title), columns=columns, rows=tuple(rows), blank=0 if rows else blank)

    def _rows(self, name: str) -> Grid:
        rows = self._value(name)
        return grid_of(self._register.field(name), rows, self._translator, blank=0 if rows else BLANK[name])

    def _pairs(self, title: str, names: Sequence[str]) -> Pairs:
        fields = [self._register.field(name) for name in names]
        entries = tuple(
            entry_of(each, shown_value(self._record, each), self._translator, wide=each.name in WIDE)
            for each in fields
        )
        return Pairs(title=self._label(title), entries=entries)

    def _signed(self, *roles: str) -> Signatures:
        return signatures_of([self._label(each) for each in roles], self._translator)

    def _value(self, name: str) -> Any:
        return shown_value(self._record, self._register.field(name))


def _day(day: date | None) -> str:
    """Return a day in the narrow form that fits a column of either language."""
    return day.isoformat() if day is not None else ""


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))
