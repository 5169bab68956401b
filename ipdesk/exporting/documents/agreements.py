"""An agreement as the paper that people sign, composed from its template; in two languages clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from ipdesk.exporting.layout import Document, Entry, Pairs, Prose, Section, Signatures, furniture_for
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.agreements import Agreement
from ipdesk.rules.clauses import SLOTS, Composed, ComposedClause

WIDE: Final = frozenset({"lab", "lab_address", "third_party", "address", "contact", "host"})
UNAPPROVED: Final = N_("Draft: to be approved by the legal office before it is signed")


def agreement_paper(
    _register: Register,
    record: Record,
    _findings: Sequence[Finding],
    translator: Translator,
    papers: Sequence[Composed],
) -> Document:
    """Return the paper of an agreement. `papers` holds it in the reader's language, and where two are printed the other."""
    assert isinstance(record, Agreement)
    marking = marking_of(record)
    subtitle = translator.say(Message(N_("Number {number}"), number=record.number))
    if not record.approval:
        subtitle = f"{subtitle}　{translator.label(UNAPPROVED)}"
    return Document(
        title=" / ".join(each.title for each in papers),
        subtitle=subtitle,
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(_sections(papers[0], papers[1:], translator)),
    )


def no_paper(record: Record) -> Message | None:
    """Say why an agreement has no paper: nothing was drafted."""
    assert isinstance(record, Agreement)
    return None if record.template else Message(N_("No text was drafted from a template."))


def _sections(paper: Composed, others: Sequence[Composed], translator: Translator) -> Iterator[Section]:
    label = translator.label
    for party in paper.parties:
        entries = tuple(
            Entry(label(SLOTS[slot]), text, wide=slot in WIDE or len(text) > 14) for slot, text in party.lines
        )
        yield Pairs(title=party.name, entries=entries)
    yield Prose(title="", text="\n".join(part for each in (paper, *others) for part in each.preamble))
    for clauses in zip_longest(paper.clauses, *(each.clauses for each in others)):
        yield _clause([each for each in clauses if each is not None])
    yield Signatures(
        title=label(N_("Signatures")),
        signers=tuple(_signer(each.id, each.name, translator) for each in paper.parties),
        signed=label(N_("Signature or seal")),
        day=label(N_("Date")),
    )
    for annexes in zip_longest(paper.annexes, *(each.annexes for each in others)):
        held = [each for each in annexes if each is not None]
        yield Prose(
            title=" / ".join(f"{each.number}　{each.heading}" for each in held),
            text="\n".join(part for each in held for part in each.paragraphs),
        )


def _clause(clauses: Sequence[ComposedClause]) -> Prose:
    """Return one clause, the languages below each other."""
    return Prose(
        title=" / ".join(f"{each.number}　{each.heading}" for each in clauses),
        text="\n".join(part for each in clauses for part in each.paragraphs),
    )


def _signer(party: str, name: str, translator: Translator) -> str:
    told = {
        "lab": N_("{party}: authorised signatory and seal"),
        "person": N_("{party}: signature of the person"),
        "third": N_("{party}: representative and seal"),
    }
    return translator.say(Message(told[party], party=name))
