"""What a quarter or year tells by the records of now, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from ipdesk.exporting.quarter_content import (
    FigureLine,
    PartLine,
    Piece,
    QuarterContent,
    Quoted,
    Sheet,
    parts_table,
    shown,
)
from ipdesk.model.errors import Refused, WrongValue
from ipdesk.model.findings import show_basis
from ipdesk.model.marking import HANDLING_LABELS, HANDLING_LEVELS, Marking, highest
from ipdesk.model.progress import Step, no_step
from ipdesk.model.report_periods import ReportPeriod, quarter_of
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.figures import Figures, Told, figures
from ipdesk.operations.indicator_rules import indicators_in_force
from ipdesk.operations.quarter_sheets import (
    BEHIND,
    EXCEPTIONS,
    Cap,
    Words,
    behind_sheet,
    exceptions_sheet,
    register_sheets,
)
from ipdesk.registers import register
from ipdesk.rules.indicator_parts import ABSENT, aim_of, use_of
from ipdesk.rules.indicator_rules import QUERIES, UNIT_LABELS, Indicator
from ipdesk.rules.indicators import BY, figure, meets, split
from ipdesk.store import lines, records
from ipdesk.store import quarters as store

OF_FIGURES: Final = Marking(handling="internal")
UNNAMED: Final = N_("not named")


def content_now(
    desk: Desk,
    period: ReportPeriod,
    language: str = "zh",
    highest_level: str | None = None,
    step: Step = no_step,
    *,
    rows: bool = True,
) -> QuarterContent:
    """Return what a period tells by the records of now, whether or not it was closed.

    Without `rows`, of sheets there are the exceptions alone, which is all that the report on paper names.
    Rows above `highest_level`, a handling level, are left out and counted; figures count them. `step` may raise to stop.
    Raises Refused for a period that has not begun.
    """
    desk.require("read")
    _require_level(highest_level)
    if not period.has_begun(desk.today()):
        raise Refused(
            Message(N_("{period} has not begun yet: there is nothing to tell of it."), period=period.name()),
            Message(N_("Choose the quarter or year of today, or an earlier one.")),
        )
    found = with_aims(desk, figures(desk, period, step=step))
    return _content(desk, found, desk.translator.to(language), highest_level, rows=rows)


def _require_level(level: str | None) -> None:
    if level is not None and level not in HANDLING_LEVELS:
        raise WrongValue(
            "level",
            Message(N_("There is no level “{level}”."), level=level),
            Message(N_("Choose one of: {options}."), options=list(HANDLING_LEVELS)),
        )


def capped(desk: Desk, made: QuarterContent, highest_level: str) -> QuarterContent:
    """Return what was kept of a period without rows of records that are above a level by now; figures stay."""
    desk.require("read")
    _require_level(highest_level)
    cap, entries = Cap(desk, highest_level), {row.entry for sheet in made.sheets for row in sheet.rows}
    for name in lines.registers_of(desk.workspace.db, entries):
        cap.look_up(register(name), entries)
    sheets, named = [], OF_FIGURES
    for sheet in sorted(made.sheets, key=lambda each: each.key != EXCEPTIONS):
        sheets.append(replace(sheet, rows=cap.told(sheet.rows)))
        if sheet.key == EXCEPTIONS:
            named = highest([OF_FIGURES, *cap.seen])
    order = [each.key for each in made.sheets]
    return replace(
        made,
        sheets=tuple(sorted(sheets, key=lambda each: order.index(each.key))),
        marking=highest([OF_FIGURES, *cap.seen]),
        named=named,
        left_out=cap.left_out,
        above=desk.translator.to(made.language).label(HANDLING_LABELS[highest_level]),
    )


def with_aims(desk: Desk, found: Figures) -> Figures:
    """Return figures whose indicators have the aims that were set for their year in place of those of the file."""
    desk.require("read")
    aims = {
        code: Fraction(body)
        for (kind, code), body in store.words(desk.workspace.db, str(found.period.year)).items()
        if kind == "aim"
    }
    told = tuple(
        replace(each, indicator=replace(each.indicator, target=aims[each.indicator.code]))
        if each.indicator.code in aims and each.indicator.scored
        else each
        for each in found.told
    )
    return replace(found, told=told)


def _content(
    desk: Desk, found: Figures, translator: Translator, highest_level: str | None, *, rows: bool
) -> QuarterContent:
    period, label = found.period, translator.label
    first, last = period.days.first, period.days.last
    assert first is not None and last is not None
    notes = store.words(desk.workspace.db, period.code)
    words, cap = Words(desk, translator), Cap(desk, highest_level)
    kept = [_line(each, notes.get(("note", each.indicator.code), ""), translator) for each in found.told]
    exceptions = exceptions_sheet(found, cap, words)
    named = highest([OF_FIGURES, *cap.seen])
    sheets: tuple[Sheet, ...] = (exceptions,)
    if rows:
        registers = register_sheets(desk, first, last, cap, translator)
        sheets = (*registers, exceptions, behind_sheet(found, cap, words))
    return QuarterContent(
        code=period.code,
        name=translator.say(period.name()),
        first=first,
        last=last,
        as_of=min(last, desk.today()),
        language=translator.language,
        lab=desk.workspace.profile.name,
        rules=f"{found.made.label.said(translator.language)} {found.made.version} · {found.digest[:12]}",
        marking=highest([OF_FIGURES, *cap.seen]),
        named=named,
        lines=(*kept, *_not_kept(found, translator)),
        parts=tuple(_parts(found, words, translator)),
        pieces=tuple(_pieces(found)),
        sheets=sheets,
        nil=_is_nil(found),
        sealed=lines.sealed_count(desk.workspace.db),
        left_out=cap.left_out,
        above="" if highest_level is None else label(HANDLING_LABELS[highest_level]),
        text=notes.get(("text", ""), ""),
    )


def _is_nil(found: Figures) -> bool:
    """Say whether nothing happened in the period that any indicator counts."""
    return not any(
        row.day is not None  # whoever was only there is told without a day
        for each in found.told
        if each.indicator.dated
        for row in (*each.now.rows, *each.now.others)
    )


def _line(told: Told, note: str, translator: Translator) -> FigureLine:
    made, language = told.indicator, translator.language
    return FigureLine(
        code=made.code,
        label=made.label.said(language),
        definition=made.definition.said(language),
        basis="; ".join(show_basis(each, translator) for each in made.basis),
        use=use_of(made, translator),
        unit=made.unit,
        unit_label=translator.label(UNIT_LABELS.get(made.unit, "")),
        aim=aim_of(made, translator),
        note=note,
        scored=made.scored,
        now=told.now.value,
        numerator=told.now.numerator,
        denominator=told.now.denominator,
        to_date=told.to_date.value,
        before=told.before.value,
        target=None
        if made.target is None
        else Decimal(made.target.numerator) / Decimal(made.target.denominator),
        meets=meets(made, told.now.exact),
        free=not QUERIES[made.of].kinds,
    )


def _not_kept(found: Figures, translator: Translator) -> Iterator[FigureLine]:
    language = translator.language
    for each in found.made.not_kept:
        sources = "; ".join(show_basis(one, translator) for one in each.basis)
        yield FigureLine(
            code=each.code,
            label=each.label.said(language),
            definition=each.reason.said(language),
            basis=sources,
            use=translator.label(ABSENT),
            note=each.reason.said(language),
            kept=False,
        )


def _parts(found: Figures, words: Words, translator: Translator) -> Iterator[PartLine]:
    """Yield the figures parted by all that their rows tell; where they tell nothing there are no parts."""
    unnamed = translator.label(UNNAMED)
    for told in found.told:
        made = told.indicator
        if not made.split:
            continue
        for by in (*BY, *QUERIES[made.of].parted):
            parts = split(made, told.now, by)
            for name, part in parts.items() if any(parts) else ():
                yield PartLine(
                    code=made.code,
                    by=by,
                    name=_part_name(made, by, name, words) or unnamed,
                    value=part.value,
                    numerator=part.numerator,
                    denominator=part.denominator,
                    said="" if by in BY else words.field(QUERIES[made.of], by),
                )


def _pieces(found: Figures) -> Iterator[Piece]:
    """Yield the same by codes, with the year so far and the year before, and the part of rows that tell nothing of it."""
    for told in found.told:
        made = told.indicator
        for by in (*BY, *QUERIES[made.of].parted) if made.split else ():
            spans = [split(made, each, by) for each in (told.now, told.to_date, told.before)]
            for part in dict.fromkeys(name for each in spans for name in each):
                now, to_date, before = (each[part] if part in each else figure(made, ()) for each in spans)
                yield Piece(
                    code=made.code, by=by, part=part, now=now.value, to_date=to_date.value, before=before.value,
                    numerator=now.numerator, denominator=now.denominator,
                )  # fmt: skip


def _part_name(made: Indicator, by: str, name: str, words: Words) -> str:
    if by == "kind":
        return words.kind(QUERIES[made.of], name)
    if by == "group":
        return words.group(name)
    return name if by in BY else words.of_field(QUERIES[made.of], by, name)


def rows_behind(found: QuarterContent, code: str) -> Sheet:
    """Return the rows behind the figures of one indicator."""
    sheet = found.sheet(BEHIND)
    assert sheet is not None
    return replace(sheet, rows=tuple(each for each in sheet.rows if each.cells[0] == code))


def parts_sheet(found: QuarterContent, translator: Translator) -> Sheet:
    """Return the figures by unit, kind and class of project, as rows that quote no record."""
    table = parts_table(found, translator)
    rows = tuple(Quoted(0, cells) for cells in table.rows)
    return Sheet(
        key="parts", title=table.title, columns=table.columns, rows=rows, masks=("",) * len(table.columns)
    )


def record_behind(desk: Desk, entry: int) -> tuple[str, str] | None:
    """Return register and number of the record that a row quotes, None for one that is gone."""
    desk.require("read")
    found = records.summaries(desk.workspace.db, [entry])
    return (found[0].register, found[0].number) if found else None


@dataclass(frozen=True, slots=True)
class TodayFigure:
    """A figure of this quarter as Today shows it: code, name, the figure and its aim in words, and whether that is reached."""

    code: str
    label: str
    shown: str
    aim: str
    meets: bool | None


def figures_of_today(desk: Desk) -> tuple[Message, tuple[TodayFigure, ...]]:
    """Return what this quarter is called, and those of its figures that stand on Today and have something to tell."""
    desk.require("read")
    period, translator = quarter_of(desk.today()), desk.translator
    codes = [each.code for each in indicators_in_force(desk)[0].indicators if each.today]
    lines = [
        _line(each, "", translator)
        for each in with_aims(desk, figures(desk, period, codes, compared=False)).told
    ]
    told = tuple(
        TodayFigure(each.code, each.label, shown(each.now, each), each.aim, each.meets)
        for each in lines
        if each.now is not None
    )
    return period.name(), told
