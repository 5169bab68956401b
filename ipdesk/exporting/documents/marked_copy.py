"""The marked copy of a manuscript (稿件核查标注本): its risks by number, and its text with the passages marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ipdesk.exporting.checked_files import CopyRisk
from ipdesk.exporting.documents.list_columns import TEXT, Told, cells_of, columns_of, lines
from ipdesk.exporting.layout import (
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    furniture_for,
    text_of,
)
from ipdesk.exporting.marked import Mark, Marked
from ipdesk.model.findings import show_basis
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator
from ipdesk.screening.risk_labels import SEVERITY_MARKS, SEVERITY_WORDS

TITLE: Final = N_("Marked Copy of a Manuscript")
NO_CLEARANCE: Final = N_(
    "This copy prompts whoever decides; it clears nothing. Passages under some 60 Han or 30 words may be missed; freely rewritten ones and pictures were not judged, nor was what is listed under C. That nothing is marked does not mean that nothing is secret."
)
NONE_FOUND: Final = N_("No risk was found by this check.")
NOTHING_LEFT: Final = N_("Everything in the file was read and every record was compared.")
MOST_QUOTED: Final = 110  # signs of a passage in the list; all of it stands in the text
_PROSE: Final = replace(TEXT, form="prose", least=16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """All that a marked copy is made of: the file and its text, its risks, and what was not read or not compared.

    `places` are offsets in the text with what is said beside it from there on. `paper` is the number of its review.
    """

    name: str
    sha256: str
    text: str
    checked_on: date
    compared: int
    risks: tuple[CopyRisk, ...]
    places: tuple[tuple[int, str], ...] = ()
    unread: tuple[Message, ...] = ()
    not_compared: tuple[tuple[str, Message], ...] = ()
    paper: str = ""
    held_against: tuple[Message, ...] = field(default=())


def marked_copy(copied: Copied, marking: Marking, translator: Translator) -> Document:
    """Return the marked copy of a manuscript."""
    return Document(
        title=translator.label(TITLE),
        subtitle=copied.name,
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(_sections(copied, translator)),
        guidance=translator.label(NO_CLEARANCE),
    )


def _sections(copied: Copied, translator: Translator) -> Iterator[Section]:
    label = translator.label
    yield _head(copied, translator)
    if copied.risks:
        yield risks_grid(label(N_("B. Risks by number")), copied.risks, translator)
    else:
        yield Prose(title=label(N_("B. Risks by number")), text=label(NONE_FOUND), lines=0)
    yield from left_out(label(N_("C. What was not judged")), copied.unread, copied.not_compared, translator)
    marks = tuple(
        Mark(each.risk.start, each.risk.end, each.risk.severity, each.number)
        for each in copied.risks
        if each.risk.end > each.risk.start
    )
    yield Marked(
        title=label(N_("D. The text as it was read")), text=copied.text, marks=marks, places=copied.places
    )


def _head(copied: Copied, translator: Translator) -> Pairs:
    label, say = translator.label, translator.say
    counts = Counter(each.risk.severity for each in copied.risks)
    told = "　".join(
        f"{SEVERITY_MARKS[severity]} {label(word)} {counts[severity]}"
        for severity, word in SEVERITY_WORDS.items()
    )
    entries = [
        Entry(label(N_("File name")), copied.name, wide=True),
        Entry(label(N_("SHA-256")), copied.sha256, wide=True),
        Entry(label(N_("Checked on")), text_of("day", copied.checked_on, translator.language)),
        Entry(label(N_("Review before publication")), copied.paper or "—"),
        Entry(label(N_("Characters")), f"{len(copied.text):,}"),
        Entry(label(N_("Compared with")), say(Message(N_("{count} protected texts"), count=copied.compared))),
        Entry(label(N_("Risks found")), told, wide=True),
    ]
    if copied.held_against:
        entries.append(Entry(label(N_("Versions")), "\n".join(map(say, copied.held_against)), wide=True))
    return Pairs(title=label(N_("A. The file")), entries=tuple(entries))


def risks_grid(title: str, risks: Sequence[CopyRisk], translator: Translator) -> Grid:
    """Return risks as a table: number, how grave and where, why, and what clears each."""
    label, say = translator.label, translator.say

    def why(each: CopyRisk) -> str:
        risk = each.risk
        basis = "；".join(show_basis(one, translator) for one in risk.basis)
        said: Mapping[str, str] = {
            N_("Passage: {text}"): quoted(risk.text),
            N_("Basis: {text}"): basis,
            N_("Also in: {text}"): say(Message("{numbers}", numbers=risk.others)) if risk.others else "",
            N_("In the record: {text}"): quoted(each.theirs),
        }
        told = (say(Message(words, text=text)) for words, text in said.items() if text)
        return lines(say(risk.reason), *told)

    told: tuple[Told[CopyRisk], ...] = (
        Told(N_("No."), lambda each: str(each.number), replace(TEXT, align="center", width=4, least=4)),
        Told(
            N_("How grave, and where"),
            lambda each: lines(
                f"{SEVERITY_MARKS[each.risk.severity]} {label(SEVERITY_WORDS[each.risk.severity])}",
                each.place,
            ),
            replace(TEXT, least=17),
        ),
        Told(N_("Reason and basis"), why, replace(_PROSE, least=30)),
        Told(N_("Record"), lambda each: lines(each.risk.record, each.risk.file), replace(TEXT, least=13)),
        Told(
            N_("What to do, and what was decided"),
            lambda each: lines(say(each.risk.clears), each.decided),
            replace(_PROSE, least=20),
        ),
    )
    return Grid(title=title, columns=columns_of(told, translator), rows=cells_of(risks, told))


def left_out(
    title: str,
    unread: Sequence[Message],
    not_compared: Sequence[tuple[str, Message]],
    translator: Translator,
) -> Iterator[Section]:
    """Yield what was not read of the file, and the records with which it was not compared."""
    rows = [("", translator.say(each)) for each in unread]
    rows += [(number, translator.say(reason)) for number, reason in not_compared]
    if not rows:
        yield Prose(title=title, text=translator.label(NOTHING_LEFT), lines=0)
        return
    file = translator.label(N_("not read"))
    told: tuple[Told[tuple[str, str]], ...] = (
        Told(N_("Record, or the file"), lambda row: row[0] or file, replace(TEXT, least=18)),
        Told(N_("What it is, and why"), lambda row: row[1], _PROSE),
    )
    yield Grid(title=title, columns=columns_of(told, translator), rows=cells_of(rows, told))


def quoted(text: str) -> str:
    """Return a passage on one line, cut where it is long."""
    passage = " ".join(text.split())
    return f"{passage[:MOST_QUOTED]}…" if len(passage) > MOST_QUOTED else passage
