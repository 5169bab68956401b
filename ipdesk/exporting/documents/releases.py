"""What goes with a release: the contract with the inventors, drafted from the record, and the notice to all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from ipdesk.exporting.documents import release_clauses as clauses
from ipdesk.exporting.layout import (
    PLAIN,
    Checks,
    Column,
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    Shape,
    furniture_for,
    text_of,
)
from ipdesk.exporting.records import check_of, entry_of, grid_of, shown_value, signatures_of
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record, field_of, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.release_rows import Reply

BLANK: Final = "＿＿＿＿＿＿＿＿"
ROOM: Final = 2  # lines to write in where a long text is not filled
BLANK_PEOPLE: Final = 3
WIDE: Final = frozenset({"title", "transferor"})
LONG: Final = frozenset(
    {"consideration_terms", "costs_note", "paid_so_far", "secrecy_duties", "licence_terms"}
)


def contract(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the contract (《职务科技成果申请专利权利转让合同》) as a draft; what is not filled leaves room to write."""
    label = translator.label
    said = [label(clauses.DRAFT)]
    if translator.language != "zh":
        said.append(label(clauses.CHINESE_PREVAILS))
    made = _Paper(register, record, translator).document(
        N_("Contract Transferring the Right to Apply for a Patent on a Service Achievement"),
        _contract(_Paper(register, record, translator)),
    )
    return replace(made, guidance=" ".join(said))


def notice(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the notice (《放弃申请专利告知书》) that goes to all inventors, with a place for each to answer."""
    paper = _Paper(register, record, translator)
    return paper.document(N_("Notice that No Patent Is Applied For"), _notice(paper))


class _Paper:
    """The parts that both share."""

    def __init__(self, register: Register, record: Any, translator: Translator) -> None:
        self.register, self.record, self.translator = register, record, translator
        self.label = translator.label

    def value(self, name: str) -> Any:
        return shown_value(self.record, self.register.field(name))

    def pairs(self, *names: str, title: str = "", more: tuple[Entry, ...] = ()) -> Pairs:
        return Pairs(title=self.label(title), entries=(*map(self.entry, names), *more))

    def entry(self, name: str) -> Entry:
        long = name in LONG
        made = entry_of(
            self.register.field(name), self.value(name), self.translator, wide=long or name in WIDE
        )
        return replace(made, lines=ROOM) if long and not made.text else made

    def boxes(self, *names: str) -> Checks:
        lines = tuple(
            check_of(self.register.field(name), self.value(name), self.translator) for name in names
        )
        return Checks(title="", lines=lines)

    def prose(self, title: str, paragraphs: Sequence[str]) -> Prose:
        return Prose(title=self.label(title), text="\n".join(self.label(each) for each in paragraphs))

    def people(self, name: str, title: str) -> Grid:
        rows = self.value(name)
        grid = grid_of(self.register.field(name), rows, self.translator, blank=0 if rows else BLANK_PEOPLE)
        return replace(grid, title=self.label(title))

    def document(self, title: str, sections: Iterator[Section]) -> Document:
        number = Message(N_("Number {number}　{state}"), number=self.record.number or BLANK, state="")
        marking = marking_of(self.record)
        return Document(
            title=self.label(title),
            subtitle=self.translator.say(number).strip(),  # where the record stands is no matter of the paper
            marking=marking,
            furniture=furniture_for(marking, self.translator),
            sections=tuple(sections),
        )


def _contract(paper: _Paper) -> Iterator[Section]:
    """Yield the parties, the articles with what was agreed under each, and the places to sign."""
    yield paper.pairs(
        "transferor", "contract_number", "signed_for_lab_by", title=N_("Party A: the transferor")
    )
    yield paper.people("transferees", N_("Party B: the transferees"))
    yield paper.prose(N_("Why this contract is made"), clauses.PREAMBLE)
    yield paper.prose(N_("Article 1 Achievement and right"), clauses.SUBJECT)
    yield paper.pairs("title", "disclosure", "assessment")
    yield paper.boxes("right", "filed")
    yield paper.pairs("application_number")
    yield paper.prose(N_("Article 2 Consideration"), clauses.CONSIDERATION)
    yield paper.boxes("consideration")
    yield paper.pairs("amount", "income_share", "consideration_terms")
    yield paper.prose(N_("Article 3 Costs"), clauses.COSTS)
    yield paper.boxes("costs_borne_by")
    yield paper.pairs("costs_note", "paid_so_far")
    yield paper.prose(N_("Article 4 Secrecy"), clauses.SECRECY)
    yield paper.boxes("no_classified_content")
    yield paper.pairs("secrecy_duties")
    yield paper.prose(N_("Article 5 Research licence of Party A"), clauses.LICENCE)
    yield paper.boxes("licence_retained")
    yield paper.pairs("licence_terms")
    yield from _clearances(paper)
    yield paper.prose(N_("Article 7 Effect and registration"), clauses.EFFECT)
    yield paper.pairs("last_filing_day")
    yield paper.prose(N_("Article 8 Warranty and liability"), clauses.WARRANTY)
    yield paper.prose(N_("Article 9 Disputes and other matters"), clauses.DISPUTES)
    yield _contract_signatures(paper)


def _clearances(paper: _Paper) -> Iterator[Section]:
    """Yield what is on record of notice and consents, and the consents of inventors who take no share."""
    yield paper.prose(N_("Article 6 Notice and consents"), clauses.CONSENTS)
    yield paper.pairs("notified_on", "notice_days")
    yield paper.boxes(
        "first_refusal", "co_owners_consented", "funder_cleared", "secrecy_cleared", "outbound_cleared"
    )
    yield paper.pairs(
        *("co_owners_on", "co_owners_number", "funder_on", "funder_number"),
        *("secrecy_on", "secrecy_number", "outbound_on", "outbound_number"),
    )
    yield paper.people("consents", N_("Other inventors agree to this transfer"))


def _contract_signatures(paper: _Paper) -> Section:
    """Return a place for the laboratory and one for each transferee, or one for all who are not named yet."""
    say, label = paper.translator.say, paper.label
    names = [row.name for row in paper.value("transferees") if row.name]
    theirs = [say(Message(N_("Party B: {name}"), name=name)) for name in names]
    ours = label(N_("Party A (seal), signed for it by"))
    signers = [ours, *(theirs or [label(N_("Party B (each transferee signs)"))])]
    # The statement says what is signed, should the places to sign come to stand on a page of their own.
    signed = Message(
        N_("The parties have read articles 1 to 9 on “{title}” and agree to them."),
        title=paper.value("title") or BLANK,
    )
    return replace(signatures_of(signers, paper.translator), statement=say(signed))


def _notice(paper: _Paper) -> Iterator[Section]:
    """Yield what it is about, what the inventors may do, and their answers."""
    record, label = paper.record, paper.label
    end = None
    if record.notified_on is not None and record.notice_days is not None:
        end = record.notified_on + timedelta(days=record.notice_days)
    until = Entry(label(N_("Answer by")), text_of("day", end, paper.translator.language))
    yield paper.pairs(
        *("title", "disclosure", "assessment", "notified_on"),
        title=N_("The achievement"),
        more=(until, paper.entry("last_filing_day")),
    )
    yield paper.prose(N_("What you may do"), clauses.NOTICE)
    yield _answers(paper)
    yield signatures_of([label(N_("For the IP office")), label(N_("Answers taken in by"))], paper.translator)


def _answers(paper: _Paper) -> Grid:
    """Return a row for each inventor who is given notice, with the answers to tick and a place to sign."""
    label = paper.label
    field = field_of(Reply, "answer")
    rows = paper.value("answers") or (Reply(),) * BLANK_PEOPLE
    headings = (
        (N_("No."), Shape("center", "number", 4, lambda value, _: value)),
        (N_("Inventor"), replace(PLAIN, width=12)),
        (field.kind.label, replace(PLAIN, width=36)),
        (N_("Signature and date"), replace(PLAIN, width=20)),
    )
    return Grid(
        title=label(N_("Answers of the inventors")),
        columns=tuple(Column("", label(heading), shape) for heading, shape in headings),
        rows=tuple(
            (at, row.name, _ticked(row, paper), row.answered_on or "") for at, row in enumerate(rows, 1)
        ),
    )


def _ticked(row: Reply, paper: _Paper) -> str:
    boxes = check_of(field_of(Reply, "answer"), row.answer, paper.translator).boxes
    return "　".join(f"{'☑' if chosen else '☐'} {label}" for label, chosen in boxes)
