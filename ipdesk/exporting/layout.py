"""The one layout that workbooks and PDFs share: typed cells, tables, and documents made of sections.

Nothing here knows Excel or PDF. A document or table is plain text and numbers, already in the reader's
language, so that rendering is a pure function of (content, stamp): the same two give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal, assert_never, get_args

from ipdesk.exporting.bars import Bars
from ipdesk.exporting.marked import Marked
from ipdesk.model.errors import WrongValue
from ipdesk.model.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Person,
    Rows,
    Score,
    Share,
    Text,
)
from ipdesk.model.marking import HANDLING_LABELS, Marking
from ipdesk.model.record import Field
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.values import decimal_text, show_value

Value = str | date | Decimal | int | None
Align = Literal["left", "center", "right"]
LONGEST_WATERMARK: Final = 40
Form = Literal["text", "prose", "day", "number", "money", "share", "score", "figure"]
PageName = Literal["dense", "official"]
PAGES: Final[tuple[PageName, ...]] = get_args(PageName)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who took a document away and when; made once by the store and kept, so that a reprint is identical.

    `serial` counts the documents of a workspace, `at` is aware of its time zone, `head` is the audit
    head as hex and `seq` its place in the log, `lab` and `code` name the laboratory.
    """

    serial: int
    user: str
    at: datetime
    head: str
    seq: int
    lab: str
    code: str

    def name(self) -> str:
        """Return the serial as people quote it."""
        return f"{self.code}-{self.serial:06}"

    def time(self) -> str:
        """Return the time to the minute with its zone, as `2026-11-22 12:33 +08:00`."""
        return local_text(self.at)


def local_text(at: datetime) -> str:
    """Return a time to the minute with its zone, as `2026-11-22 12:33 +08:00`."""
    zone = at.strftime("%z")
    return f"{at:%Y-%m-%d %H:%M} {zone[:3]}:{zone[3:]}" if zone else f"{at:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOptions:
    """How a document is laid on paper: a line across each page, which page it is set on, whose faces it has.

    `page` is the dense one of forms, or the official one of GB/T 9704. `fonts` are the user's own faces: what
    each stands for, and the sha256 of its file.
    """

    watermark: str = ""
    page: PageName = "dense"
    fonts: tuple[tuple[str, str], ...] = ()

    def usable(self) -> PaperOptions:
        """Return them with the watermark in one piece. Raises WrongValue for one that nobody could read."""
        watermark = " ".join(self.watermark.split())
        if len(watermark) > LONGEST_WATERMARK or not watermark.isprintable():
            raise WrongValue(
                "watermark",
                Message(N_("A watermark is one line of at most {most} characters."), most=LONGEST_WATERMARK),
                Message(N_("Shorten it.")),
            )
        return replace(self, watermark=watermark)

    def written(self) -> str:
        """Return them as JSON, "" for the usual ones."""
        if self == PLAIN_PAPER:
            return ""
        plain = {"watermark": self.watermark, "page": self.page, "fonts": dict(self.fonts)}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> PaperOptions:
        """Return what `written` wrote."""
        if not text:
            return PLAIN_PAPER
        plain = json.loads(text)
        return cls(
            watermark=plain["watermark"], page=plain["page"], fonts=tuple(sorted(plain["fonts"].items()))
        )


PLAIN_PAPER: Final = PaperOptions()


@dataclass(frozen=True, slots=True)
class Shape:
    """How values of a kind stand in a cell: alignment, form, width in Latin characters, the cell.

    `width` is meant for columns in which nothing stands; those that hold something are not less wide than `least`.
    """

    align: Align
    form: Form
    width: int
    cell: Callable[[Any, Translator], Value]
    least: int = 0


def _as_it_is(value: Any, _: Translator) -> Value:
    return value  # type: ignore[no-any-return]  # a value of its kind, by the model's contract


def _shown(kind: Kind) -> Callable[[Any, Translator], Value]:
    return lambda value, translator: show_value(kind, value, translator)


def shape_of(kind: Kind) -> Shape:
    """Return how a kind stands in a cell; the one place where layout tells kinds apart."""
    match kind:
        case Text():
            return Shape("left", "text", 18, _as_it_is)
        case LongText():
            return Shape("left", "prose", 44, _as_it_is)
        case Person():
            return Shape("left", "text", 12, _as_it_is)
        case Choice() | Flag():
            return Shape("center", "text", 12, _shown(kind))
        case Choices() | Link() | Rows():
            return Shape("left", "text", 20, _shown(kind))
        case Day():
            return Shape("center", "day", 12, _as_it_is)
        case Number():
            return Shape("right", "number", 9, _as_it_is)
        case Money():
            return Shape("right", "money", 15, _as_it_is)
        case Share() | Score():
            return Shape("right", "share" if isinstance(kind, Share) else "score", 9, _as_it_is)
        case _:
            assert_never(kind)


def cell_of(kind: Kind, value: Any, translator: Translator) -> Value:
    """Return the typed cell for a value: what a workbook can count with, else what people read."""
    return shape_of(kind).cell(value, translator)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field's name, its label in the reader's language, and the shape of its cells."""

    name: str
    label: str
    shape: Shape


def column_of(field: Field, translator: Translator) -> Column:
    """Return the column of a declared field."""
    return Column(field.name, translator.label(field.kind.label), shape_of(field.kind))


PLAIN: Final = Shape("left", "text", 14, _as_it_is)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Typed cells under columns: records of the `register`, or rows of its field `rows_of`.

    `printed` is how many columns go on paper, 0 for all. Rows that are no records are not `counted`; `note` tells more.
    """

    register: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    rows_of: str = ""
    printed: int = 0
    counted: bool = True
    note: str = ""


def text_of(form: Form, value: Value, language: str = "en") -> str:
    """Return a typed cell as text; with "zh" a day is written as Chinese documents write it."""
    match value:
        case None:
            return ""
        case str():
            return value
        case date():
            return f"{value.year}年{value.month}月{value.day}日" if language == "zh" else value.isoformat()
        case Decimal():
            plain = decimal_text(value)
            return {"figure": plain, "share": f"{plain}%"}.get(form, f"{value:,.2f}")
        case int():
            return str(value)
        case _:
            assert_never(value)


@dataclass(frozen=True, slots=True)
class Entry:
    """One label with its text; `wide` takes the whole row, `lines` is the least height for handwriting."""

    label: str
    text: str
    wide: bool = False
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Labels and texts in a ruled grid of one or two columns; `share` is the width of a label, of 100 for the page."""

    title: str
    entries: tuple[Entry, ...]
    columns: int = 2
    share: float = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table within a document; `blank` adds empty rows for handwriting, `note` stands below."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    blank: int = 0
    note: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A heading with paragraphs; without text, `lines` empty lines are left for handwriting, none for 0.

    One that is `fresh` begins a page; one that is `smaller` is a text beside the one that counts, as a translation.
    """

    title: str
    text: str
    lines: int = 2
    level: int = 1
    fresh: bool = False
    smaller: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A line of boxes: what is asked, and each option with whether it is ticked."""

    label: str
    boxes: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """Lines with boxes to tick; `stacked` puts each box on a line of its own."""

    title: str
    lines: tuple[Check, ...]
    stacked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Places to sign by hand, each with its role and a line for name and date; never split over pages."""

    title: str
    signers: tuple[str, ...]
    statement: str = ""
    signed: str = N_("Signature")
    day: str = N_("Date")


@dataclass(frozen=True, slots=True)
class Noticed:
    """One finding as printed: severity, place, sentence, basis and what clears it."""

    severity: str
    message: str
    basis: str
    clears: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the desk noticed, as a list."""

    title: str
    entries: tuple[Noticed, ...]


Section = Pairs | Grid | Prose | Checks | Signatures | Findings | Bars | Marked


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words around a document in its language; the blanks are filled when it is drawn."""

    language: str
    mark: str
    page: str
    stamp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document ready to be drawn: its words are in the reader's language, its marking decided."""

    title: str
    subtitle: str
    marking: Marking
    furniture: Furniture
    sections: tuple[Section, ...]
    guidance: str = ""


def mark_words(marking: Marking, translator: Translator) -> str:
    """Return the words of a marking as printed: the state mark only by a recorded decision, else handling.

    A technical secret is named beside a state mark, since the two are different regimes of law. A
    state level without a decision, and an unclear one, are said in words and never with the star.
    """
    handling = translator.label(HANDLING_LABELS[marking.handling])
    if banner := marking.banner():
        return f"{banner}　{handling}" if marking.handling.startswith("trade") else banner
    if marking.state or marking.unclear:
        return translator.label(N_("Level not decided: keep as classified"))
    return handling


def furniture_for(marking: Marking, translator: Translator) -> Furniture:
    """Return the words around a document of this marking."""
    return Furniture(
        translator.language,
        mark_words(marking, translator),
        translator.label(N_("Page {page} of {pages}")),
        translator.label(N_("No. {serial} · {user} · {time} · log {seq} · {head}")),
    )


def stamp_line(furniture: Furniture, stamp: Stamp, digits: int = 12) -> str:
    """Return the stamp as one line, with so many digits of the audit head."""
    return furniture.stamp.format(
        serial=stamp.name(), user=stamp.user, time=stamp.time(), seq=stamp.seq, head=stamp.head[:digits]
    )


def texts_in(table: Table) -> Sequence[str]:
    """Return every text of a table."""
    found = [table.title, *(column.label for column in table.columns)]
    for row in table.rows:
        found += [text_of(column.shape.form, value) for column, value in zip(table.columns, row, strict=True)]
    return found


def texts_of(document: Document) -> Sequence[str]:
    """Return every text of a document, for a check before it is signed."""
    found = [document.title, document.subtitle, document.guidance, document.furniture.mark]
    for section in document.sections:
        found.append(section.title)
        match section:
            case Pairs():
                found += [text for entry in section.entries for text in (entry.label, entry.text)]
            case Grid():
                found += [column.label for column in section.columns]
                found += [
                    text_of(column.shape.form, value)
                    for row in section.rows
                    for column, value in zip(section.columns, row, strict=True)
                ]
                found.append(section.note)
            case Prose():
                found.append(section.text)
            case Checks():
                for line in section.lines:
                    found += [line.label, *(label for label, _ in line.boxes)]
            case Signatures():
                found += [*section.signers, section.statement]
            case Findings():
                for each in section.entries:
                    found += [each.message, each.basis, each.clears]
            case Bars() | Marked():
                found += section.texts()
            case _:
                assert_never(section)
    return found


def no_glyph(signs: Sequence[str]) -> Message:
    """Return the sentence that says which signs of a document no font could draw."""
    said = N_("No font here can draw: {signs}. Look at them before anybody signs.")
    return Message(said, signs=list(signs))
