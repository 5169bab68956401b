"""The paper of a leaver (《离职人员知识产权清单及提醒函》): what is open and what is known, the clocks, and the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from ipdesk.exporting.documents import leaver_letter
from ipdesk.exporting.dossiers import LeaverDossier
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
    shape_of,
    text_of,
)
from ipdesk.exporting.records import entry_of, marking_with, shown_value, subtitle_of
from ipdesk.model.asks import ASK_LABELS
from ipdesk.model.findings import Finding, show_basis
from ipdesk.model.kinds import Day
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.leaving import WATCHED, Clock, Everything, Topic
from ipdesk.registers.leaving import Entry as Known

PERSON: Final = ("name", "unit", "post", "employment", "joined", "post_class")
COUNT: Final = Shape("center", "number", 4, lambda value, _: value)
DAY: Final = shape_of(Day(label=""))
WIDE: Final = replace(PLAIN, width=34)


def leaver_list(
    register: Register,
    record: Record,
    _findings: Sequence[Finding],
    translator: Translator,
    dossier: LeaverDossier,
) -> Document:
    """Return the list and letter of a person; it bears the highest marking of all that it names."""
    marking = marking_with(record, dossier.linked)
    return Document(
        title=translator.label(N_("IP List and Reminder Letter on Leaving")),
        subtitle=subtitle_of(register, record, translator),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=(
            _person(register, record, translator, dossier.found),
            *_open(dossier.found, translator),
            *_topics(dossier.found, translator),
            _clocks(dossier.found, translator),
            *leaver_letter.sections(dossier, translator),
        ),
    )


def _person(register: Register, record: Any, translator: Translator, found: Everything) -> Pairs:
    """Return who it is, the last day, and whether there was an interview."""
    label, say, language = translator.label, translator.say, translator.language
    departure = found.departure
    planned = N_("Day of leaving, as planned") if found.planned else N_("Day of leaving")
    variants = [each for each in found.names if each != record.name]
    fields = [register.field(name) for name in PERSON]
    by, on = (departure.interviewed_by, departure.interviewed_on) if departure else ("", None)
    return Pairs(
        title=label(N_("The person")),
        entries=(
            *(entry_of(each, shown_value(record, each), translator) for each in fields),
            Entry(label(N_("Other spellings of the name")), say(Message("{all}", all=variants)), wide=True),
            Entry(label(planned), text_of("day", found.last_day, language)),
            Entry(label(N_("Personnel movement")), departure.number if departure else ""),
            Entry(label(N_("Interview on")), text_of("day", on, language)),
            Entry(label(N_("Interview by")), by),
        ),
    )


def _open(found: Everything, translator: Translator) -> Iterator[Section]:
    """Yield what is still wanted, by kind of act."""
    label = translator.label
    yield Pairs(title=label(N_("What is still open")), entries=())
    if not found.open():
        yield Prose(title="", text=label(N_("By the registers of the desk nothing is open.")))
    columns = (
        Column("", label(N_("No.")), COUNT),
        Column("", label(N_("What is wanted")), WIDE),
        Column("", label(N_("Record")), replace(PLAIN, width=26)),
        Column("", label(N_("Basis")), replace(PLAIN, width=20)),
    )
    for kind, heading in ASK_LABELS.items():
        if asked := list(found.asked(kind)):
            rows = tuple(
                (
                    place,
                    translator.say(ask.what),
                    _record(entry, translator),
                    show_basis(ask.basis, translator),
                )
                for place, (entry, ask) in enumerate(asked, 1)
            )
            yield Grid(title=label(heading), columns=columns, rows=rows, level=2)


def _record(entry: Known | None, translator: Translator) -> str:
    return f"{entry.record.number} {translator.say(entry.title())}".strip() if entry is not None else ""


def _topics(found: Everything, translator: Translator) -> Iterator[Section]:
    """Yield every record that names the person, by register; what there is nothing of is said in one sentence."""
    label, say = translator.label, translator.say
    yield Pairs(title=label(N_("Records that name the person")), entries=())
    for topic in found.topics:
        if not topic.is_empty():
            yield _topic(topic, translator)
    said = [say(each) for each in (found.empty(), found.elsewhere()) if each is not None]
    if said:
        yield Prose(title="", text="\n".join(said))


def _topic(topic: Topic, translator: Translator) -> Section:
    """Return the records of a register as a table, or in a sentence that there is none to list."""
    label, say = translator.label, translator.say
    headings = (
        (N_("No."), COUNT),
        (N_("Number"), replace(PLAIN, width=14)),
        (N_("What it is called"), WIDE),
        (N_("State"), replace(PLAIN, width=12)),
        (N_("Named as"), replace(PLAIN, width=26)),
    )
    entries = [each for each in topic.entries if not each.is_withdrawn]
    notes = [say(each) for each in topic.notes()]
    if any(each.watched for each in entries):
        marked = [each.record.number for each in entries if each.watched]
        notes.append(say(Message("{numbers}：{said}", numbers=marked, said=Message(WATCHED))))
    if not entries:
        notes = notes or [label(N_("None on record."))]
        return Prose(title=label(topic.register.label), text="\n".join(notes), level=2)
    return Grid(
        title=label(topic.register.label),
        columns=tuple(Column("", label(heading), shape) for heading, shape in headings),
        rows=tuple(
            (place, each.record.number, say(each.title()), label(each.state), say(each.named_as()))
            for place, each in enumerate(entries, 1)
        ),
        note="\n".join(notes),
        level=2,
    )


def _clocks(found: Everything, translator: Translator) -> Grid:
    """Return the times that begin, with basis and how sure it is."""
    label, say = translator.label, translator.say
    headings = (
        (N_("Clock"), replace(PLAIN, width=14)),
        (N_("From"), DAY),
        (N_("Until"), DAY),
        (N_("What it means"), WIDE),
        (N_("Basis"), replace(PLAIN, width=22)),
    )
    return Grid(
        title=label(N_("Clocks")),
        columns=tuple(Column("", label(heading), shape) for heading, shape in headings),
        rows=tuple(
            (
                label(each.label),
                each.since,
                each.until,
                _meaning(each, translator),
                show_basis(each.basis, translator),
            )
            for each in found.clocks
        ),
        note=say(Message(N_("None of these days moves to a working day."))),
    )


def _meaning(clock: Clock, translator: Translator) -> str:
    parts = [translator.say(clock.said)]
    if clock.latest is not None:
        day = text_of("day", clock.latest, translator.language)
        parts.append(translator.say(Message(N_("At the longest until {day}."), day=day)))
    if clock.number:
        parts.append(f"({clock.number})" if translator.language == "en" else f"（{clock.number}）")
    return "".join(parts) if translator.language == "zh" else " ".join(parts)
