"""An agreement as the paper that people sign, composed from its template; in two languages clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from typing import Final

from ipdesk.exporting.layout import (
    PLAIN,
    Column,
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    Signatures,
    furniture_for,
)
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.agreements import Agreement
from ipdesk.rules.clauses import BLANK, SLOTS, Composed, ComposedAnnex, ComposedClause, ComposedParty

WIDE: Final = frozenset({"lab", "lab_address", "third_party", "address", "contact", "host"})
LONG: Final = 12  # characters, from which a fact has a row of its own
LABEL_SHARE: Final = 21.0
LABELS_SHARE: Final = 38.0  # of labels in two languages
BLANK_ROWS: Final = 3  # added to a list of an annex in one language, beside those that it has
PENDING: Final = N_("To be approved by the legal office")
UNAPPROVED: Final = N_(
    "To be approved by the legal office: this text is a draft. It is not to be signed before it is approved."
)
# A line of an annex that asks to be filled: labels with blanks or what is known, as “1．名称：＿＿　权利人：＿＿”.
_NUMBER: Final = re.compile(r"\d+[．.、]\s*")
_TO_FILL: Final = re.compile(rf"([^：:＿]+)[：:]\s*({BLANK}|[^：:＿]*?)(?:\s{{2,}}|　|(?<=＿)\s*|$)")


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
    furniture = furniture_for(marking, translator)
    number = translator.say(Message(N_("Number {number}"), number=record.number))
    if not record.approval:
        furniture = replace(furniture, mark=f"{furniture.mark}　{translator.label(PENDING)}")
    return Document(
        title=papers[0].title,
        subtitle="\n".join([*(each.title for each in papers[1:]), number]),
        marking=marking,
        furniture=furniture,
        sections=tuple(_sections(papers[0], papers[1:], translator, approved=bool(record.approval))),
    )


def no_paper(record: Record) -> tuple[Message, Message] | None:
    """Say why an agreement has no paper, nothing was drafted, and what to do; None where it has one."""
    assert isinstance(record, Agreement)
    if record.template:
        return None
    return Message(N_("No text was drafted from a template.")), Message(N_("Draft it first."))


def _sections(
    paper: Composed, others: Sequence[Composed], translator: Translator, *, approved: bool
) -> Iterator[Section]:
    label = translator.label
    translators = [translator, *(translator.to(each.language) for each in others)]
    pending = "" if approved else label(UNAPPROVED)
    if pending:
        yield Pairs(title="", entries=(Entry(label(N_("Text")), pending, wide=True),), share=LABEL_SHARE)
    for parties in zip_longest(paper.parties, *(each.parties for each in others)):
        yield _party([each for each in parties if each is not None], translators)
    yield from _preamble(paper, others)
    for clauses in zip_longest(paper.clauses, *(each.clauses for each in others)):
        yield from _clause([each for each in clauses if each is not None])
    yield Signatures(
        title=label(N_("Signatures")),
        signers=tuple(
            " / ".join(map(_signer, parties, translators))
            for parties in zip(*(each.parties for each in (paper, *others)), strict=True)
        ),
        statement=pending,
        signed=" / ".join(each.label(N_("Signature or seal")) for each in translators),
        day=" / ".join(each.label(N_("Date")) for each in translators),
    )
    for annexes in zip_longest(paper.annexes, *(each.annexes for each in others)):
        yield from _annex([each for each in annexes if each is not None])


def _party(parties: Sequence[ComposedParty], translators: Sequence[Translator]) -> Pairs:
    """Return who signs, with what describes it and room for what nothing fills."""
    entries = tuple(
        Entry(
            " / ".join(each.label(SLOTS[slot]) for each in translators),
            text if text != BLANK else "",
            wide=slot in WIDE or len(text) > LONG,
        )
        for slot, text in parties[0].lines
    )
    return _pairs(" / ".join(each.name for each in parties), entries, len(translators))


def _pairs(title: str, entries: Sequence[Entry], languages: int) -> Pairs:
    """Return labels and texts; labels in two languages take more room, and a row each."""
    if languages == 1:
        return Pairs(title=title, entries=tuple(entries), share=LABEL_SHARE)
    return Pairs(title=title, entries=tuple(entries), columns=1, share=LABELS_SHARE)


def _preamble(paper: Composed, others: Sequence[Composed]) -> Iterator[Prose]:
    for place, each in enumerate((paper, *others)):
        if each.preamble:
            yield Prose(title="", text="\n".join(each.preamble), smaller=place > 0)


def _clause(clauses: Sequence[ComposedClause]) -> Iterator[Prose]:
    """Yield one clause, the language that prevails first."""
    for place, each in enumerate(clauses):
        yield Prose(
            title=f"{each.number}　{each.heading}",
            text="\n".join(each.paragraphs),
            level=_level(place),
            smaller=place > 0,
        )


def _annex(annexes: Sequence[ComposedAnnex]) -> Iterator[Section]:
    """Yield one annex on a page of its own; what asks for a list is a table to fill, once for all languages."""
    for place, each in enumerate(annexes):
        title = f"{each.number}　{each.heading}"
        yield Prose(title=title, text="", lines=0, level=_level(place), fresh=place == 0, smaller=place > 0)
    lines = list(zip_longest(*(each.paragraphs for each in annexes), fillvalue=""))
    entries: list[Entry] = []
    for asked, run in groupby(lines, key=_asked):
        held = list(run)
        if asked and len(held) == 1:
            entries += _entries(asked)
            continue
        if entries:
            yield _pairs("", entries, len(annexes))
            entries = []
        if asked:
            columns = tuple(Column(label, label, PLAIN) for label, _ in asked)
            yield Grid(
                title="", columns=columns, rows=(), blank=len(held) + (BLANK_ROWS if len(annexes) == 1 else 0)
            )
        else:
            for place, texts in enumerate(zip(*held, strict=True)):
                yield Prose(title="", text="\n".join(filter(None, texts)), smaller=place > 0)
    if entries:
        yield _pairs("", entries, len(annexes))


def _asked(line: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return what a line, in each language, asks to be written: labels with what stands there already, "" for a blank.

    None of a line that says something else too.
    """
    told = [_labels(each) for each in line]
    if len({len(each) for each in told}) > 1:
        return ()
    return tuple((" / ".join(label for label, _ in each), each[0][1]) for each in zip(*told, strict=True))


def _labels(line: str) -> tuple[tuple[str, str], ...]:
    start = found.end() if (found := _NUMBER.match(line)) else 0
    asked = list(_TO_FILL.finditer(line, start))
    if BLANK not in line or "".join(each[0] for each in asked) != line[start:]:
        return ()
    return tuple((each[1].strip(), "" if each[2] == BLANK else each[2]) for each in asked)


def _entries(asked: Sequence[tuple[str, str]]) -> Iterator[Entry]:
    """Yield labels with room beside them: the first on a row of its own, the others two in a row."""
    for place, (label, text) in enumerate(asked):
        yield Entry(label, text, wide=place == 0, lines=2 if place == 0 and not text else 1)


def _level(place: int) -> int:
    return 1 if place == 0 else 2


def _signer(party: ComposedParty, translator: Translator) -> str:
    told = {
        "lab": N_("{party}: authorised signatory and seal"),
        "person": N_("{party}: signature of the person"),
        "third": N_("{party}: representative and seal"),
    }
    return translator.say(Message(told[party.id], party=party.name))
