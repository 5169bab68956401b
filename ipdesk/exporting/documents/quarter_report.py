"""The report of a quarter (季度报告) and of a year (知识产权发展状况报告) on paper: figures, pictures, what is amiss, and who signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ipdesk.exporting.bars import Bar, Bars
from ipdesk.exporting.documents.list_columns import DAY, NAME, TEXT
from ipdesk.exporting.layout import (
    Column,
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    Signatures,
    Value,
    furniture_for,
    text_of,
)
from ipdesk.exporting.quarter_content import (
    NO_FIGURE,
    PARTS,
    FigureLine,
    QuarterContent,
    colon_of,
    shown,
    version_line,
)
from ipdesk.exporting.quarter_workbook import NIL, left_out_facts
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.values import decimal_text

MOST_PARTS: Final = 12
MOST_AMISS: Final = 40  # rows of exceptions on paper; the workbook has all
# What belongs together in a report, by the first letters of the codes.
CHAPTERS: Final = (
    (N_("Disclosure and assessment"), "DA"),
    (N_("Rights and their quality"), "F"),
    (N_("Use and benefit sharing"), "UR"),
    (N_("People and agreements"), "P"),
    (N_("Technical secrets and publication"), "SB"),
    (N_("Deadlines, training, agencies, navigation and costs"), "LTVNXC"),
)
REST: Final = N_("Others")
_WIDE: Final = replace(NAME, least=28)
_RIGHT: Final = replace(TEXT, align="right", least=9)
_WHOLE: Final = replace(_RIGHT, form="figure")  # a number and its unit are never torn apart
_OF: Final = replace(_RIGHT, least=11)
_AIM: Final = replace(TEXT, least=14)
_NOTE: Final = replace(TEXT, least=16)


def report_document(made: QuarterContent, translator: Translator) -> Document:
    """Return the report of a quarter or year."""
    label = translator.label
    title = N_("Report on the Development of Intellectual Property") if made.is_year else N_("Quarterly Report on Intellectual Property")  # fmt: skip
    return Document(
        title=label(title),
        subtitle=made.name,
        marking=made.named,
        furniture=furniture_for(made.named, translator),
        sections=(
            _summary(made, translator),
            *_text(made, translator),
            *_chapters(made, translator),
            *_pictures(made, translator),
            *_parts(made, translator),
            *_amiss(made, translator),
            *_corrections(made, translator),
            _sign_off(translator),
        ),
    )


def _summary(made: QuarterContent, translator: Translator) -> Pairs:
    label, language, say = translator.label, translator.language, translator.say
    scored = [each for each in made.lines if each.meets is not None]
    span = Message(
        N_("{first} to {last}"),
        first=text_of("day", made.first, language),
        last=text_of("day", made.last, language),
    )
    reached = Message(
        N_("{reached} of {all} aims reached"),
        reached=sum(bool(each.meets) for each in scored),
        all=len(scored),
    )
    entries = [
        Entry(label(N_("Laboratory")), made.lab),
        Entry(label(N_("Period")), say(span)),
        Entry(label(N_("Reckoned up to")), text_of("day", made.as_of, language)),
        Entry(label(N_("Aims")), say(reached) if scored else NO_FIGURE),
        Entry(label(N_("Indicators")), made.rules, wide=True),
    ]
    if made.nil:
        entries.append(Entry(label(N_("Nil report")), label(NIL), wide=True))
    for version in made.versions:
        name = N_("Correction") if version.number else N_("Closing of the period")
        entries.append(Entry(label(name), say(version_line(version)), wide=True))
    if not made.versions:
        entries.append(
            Entry(label(N_("State")), label(N_("Not closed: figures may still change.")), wide=True)
        )
    entries += [Entry(label(name), text, wide=True) for name, text in left_out_facts(made, translator)]
    return Pairs(title="", entries=tuple(entries))


def _text(made: QuarterContent, translator: Translator) -> Iterator[Prose]:
    if made.text:
        yield Prose(title=translator.label(N_("Account of the period")), text=made.text)


def _chapters(made: QuarterContent, translator: Translator) -> Iterator[Section]:
    label, left = translator.label, list(made.lines)
    for title, letters in CHAPTERS:
        lines = [each for each in left if each.code[0] in letters]
        left = [each for each in left if each not in lines]
        yield from _chapter(label(title), lines, made, translator)
    yield from _chapter(label(REST), left, made, translator)


def _chapter(
    title: str, lines: Sequence[FigureLine], made: QuarterContent, translator: Translator
) -> Iterator[Section]:
    told = [each for each in lines if each.kept]
    absent = "\n".join(f"{each.label}{colon_of(made.language)}{each.note}" for each in lines if not each.kept)
    label = translator.label
    if absent and not told:
        yield Prose(title=title, text=absent)
    if told:
        now, *rest = (Column(name, label(text), _WHOLE) for name, text in made.spans.items())
        columns = (
            Column("label", label(N_("Indicator")), _WIDE), now, Column("of", label(N_("Of it")), _OF), *rest,
            Column("change", label(N_("Change")), _RIGHT), Column("aim", label(N_("Aim")), _AIM),
            Column("note", label(N_("Explanation")), _NOTE),
        )  # fmt: skip
        yield Grid(
            title=title,
            columns=columns,
            rows=tuple(_row(each, made, translator) for each in told),
            note=absent,
        )


def _row(line: FigureLine, made: QuarterContent, translator: Translator) -> tuple[Value, ...]:
    counted = ""
    if line.denominator is not None and line.numerator is not None:
        counted = f"{decimal_text(line.numerator)}/{decimal_text(line.denominator)}"
    aim = line.aim
    if line.meets is not None:
        aim = f"{aim} {'✓' if line.meets else '✗'}"
    note = line.note or ("" if line.scored else translator.label(N_("context only")))
    now, *rest = (shown(getattr(line, name), line) for name in made.spans)
    return line.label, now, counted, *rest, change_of(line), aim, note


def change_of(line: FigureLine) -> str:
    """Return how a figure differs from that of the year before, "" where one of them is missing."""
    if line.now is None or line.before is None:
        return ""
    step = line.now - line.before
    return f"{'+' if step > 0 else ''}{decimal_text(step)}" if step else "0"


def _pictures(made: QuarterContent, translator: Translator) -> Iterator[Bars]:
    rates = [each for each in made.lines if each.scored and each.unit == "percent" and each.now is not None]
    if not rates:
        return
    label = translator.label
    yield Bars(
        title=label(N_("Scored rates, in percent")),
        rows=tuple(Bar(each.label, (each.now, each.before)) for each in rates),
        series=tuple(label(made.spans[name]) for name in ("now", "before")),
    )


def _parts(made: QuarterContent, translator: Translator) -> Iterator[Grid]:
    """Yield the parts of the indicators by unit and by kind, and those by further fields."""
    label = translator.label
    for by in ("unit", "kind"):
        rows = [
            (line.label, part.name, shown(part.value, line), _of(part.numerator, part.denominator))
            for line in made.lines
            for part in made.parts_of(line.code, by)[:MOST_PARTS]
        ]
        whole = all(len(made.parts_of(line.code, by)) <= MOST_PARTS for line in made.lines)
        note = N_("Of each figure the {count} largest parts are shown; the workbook has all.")
        more = "" if whole else translator.say(Message(note, count=MOST_PARTS))
        if rows:
            columns = (
                Column("label", label(N_("Indicator")), _WIDE), Column("name", label(PARTS[by]), NAME),
                Column("value", label(made.spans["now"]), _WHOLE), Column("of", label(N_("Of it")), _RIGHT),
            )  # fmt: skip
            said = N_("Figures by unit") if by == "unit" else N_("Figures by kind")
            yield Grid(title=label(said), columns=columns, rows=tuple(rows), note=more)
    yield from _further_parts(made, translator)


def _further_parts(made: QuarterContent, translator: Translator) -> Iterator[Grid]:
    """Yield the parts by further fields, such as level, route and country, each telling which it is of."""
    label = translator.label
    names = {each.code: each for each in made.lines}
    rows = [
        (names[each.code].label, each.said, each.name, shown(each.value, names[each.code]))
        for each in made.parts
        if each.said
    ]
    if rows:
        columns = (
            Column("label", label(N_("Indicator")), _WIDE), Column("by", label(N_("Figures by")), NAME),
            Column("name", label(N_("Group")), NAME), Column("value", label(made.spans["now"]), _WHOLE),
        )  # fmt: skip
        yield Grid(title=label(N_("Figures by further parts")), columns=columns, rows=tuple(rows))


def _of(numerator: Decimal, denominator: Decimal | None) -> str:
    return "" if denominator is None else f"{decimal_text(numerator)}/{decimal_text(denominator)}"


_AMISS: Final = {
    "indicator": replace(NAME, least=22), "number": replace(TEXT, least=15), "title": NAME,
    "unit": replace(TEXT, least=19), "kind": replace(TEXT, least=19), "day": DAY,
}  # fmt: skip


def _amiss(made: QuarterContent, translator: Translator) -> Iterator[Grid]:
    sheet = made.sheet("exceptions")
    assert sheet is not None
    label = translator.label
    names = ("indicator", "number", "title", "unit", "kind", "day")
    places = [place for place, column in enumerate(sheet.columns) if column.name in names]
    columns = tuple(
        replace(column, shape=_AMISS[column.name]) for column in (sheet.columns[place] for place in places)
    )  # fmt: skip
    rows = [tuple(row.cells[place] for place in places) for row in sheet.rows[:MOST_AMISS]]
    note = "" if rows else label(N_("Nothing is amiss."))
    if len(sheet.rows) > MOST_AMISS:
        said = N_("{shown} of {all} are shown; the workbook has all.")
        note = translator.say(Message(said, shown=MOST_AMISS, all=len(sheet.rows)))
    yield Grid(title=sheet.title, columns=columns, rows=tuple(rows), note=note)


def _corrections(made: QuarterContent, translator: Translator) -> Iterator[Grid]:
    label = translator.label
    rows = [
        (str(version.number), each.code, each.what, each.was or NO_FIGURE, each.now or NO_FIGURE)
        for version in made.versions
        for each in version.changes
    ]
    if rows:
        columns = (
            Column("number", label(N_("Correction")), TEXT), Column("code", label(N_("Code")), TEXT),
            Column("what", label(N_("Cell")), TEXT), Column("was", label(N_("Was")), _RIGHT),
            Column("now", label(N_("Is now")), _RIGHT),
        )  # fmt: skip
        yield Grid(title=label(N_("Corrections")), columns=columns, rows=tuple(rows))


def _sign_off(translator: Translator) -> Signatures:
    label = translator.label
    return Signatures(
        title=label(N_("Sign-off")),
        signers=(label(N_("Filled in by")), label(N_("Checked by")), label(N_("Person in charge of the laboratory"))),
        statement=label(N_("The figures were reckoned from the registers of the laboratory; whoever signs vouches for them.")),
        signed=label(N_("Signature")),
        day=label(N_("Date")),
    )  # fmt: skip
