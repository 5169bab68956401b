"""What a quarter or year tells, for the workbooks of superiors: the values, their marking, and the records they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ipdesk.exporting.layout import Value as Cell
from ipdesk.exporting.quarter_content import FigureLine, Piece, QuarterContent
from ipdesk.exporting.records import register_table
from ipdesk.exporting.template_values import TemplateValues, Value
from ipdesk.model.kinds import Rows
from ipdesk.model.marking import Marking
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.model.text import Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.figure_parts import COUNTRY, figure_parts
from ipdesk.operations.indicator_rules import indicators_in_force
from ipdesk.operations.period_documents import Edition, content_of
from ipdesk.operations.quarter_sheets import NEW
from ipdesk.operations.reading import whole
from ipdesk.registers import REGISTERS
from ipdesk.rules.indicators import figure
from ipdesk.rules.report_parts import COUNT_COLUMNS, FigurePart, part_column
from ipdesk.rules.words import Words

# Which number of an indicator each column of a figure is.
_COLUMNS: Final[Mapping[str, str]] = {
    "quarter": "now", "year": "to_date", "before": "before", "target": "target", "numerator": "numerator",
    "denominator": "denominator",
}  # fmt: skip
_IN_UNIT: Final = (
    "quarter",
    "year",
    "before",
    "target",
)  # of these, those that are in the unit of the indicator

_OF_PERIOD: Final[Mapping[str, str]] = {"quarter": "now", **{each: each for each in COUNT_COLUMNS}}
_PIECES: Final[Mapping[str, str]] = {**_OF_PERIOD, "year": "to_date", "before": "before"}


@dataclass(frozen=True, slots=True)
class Quarterly:
    """What a quarter tells: `records` are those that any value comes from, for the log; `sealed` counts those left out."""

    values: TemplateValues
    marking: Marking
    records: tuple[Record, ...] = ()
    sealed: int = 0


def figure_labels(desk: Desk) -> Mapping[str, Words]:
    """Return the indicators that a quarter tells: the label of each by its code."""
    desk.require("export")
    return {each.code: each.label for each in indicators_in_force(desk)[0].indicators}


def quarter_values(desk: Desk, period: ReportPeriod, language: str = "zh") -> Quarterly:
    """Return what a quarter or year tells: a closed one as it was closed, but for fields that its lists do not show.

    Of registers, the rows are those whose own day lies in the period.
    """
    desk.require("export")
    made, _ = content_of(desk, period, Edition(language=language))
    translator = desk.translator.to(language)
    slots: dict[str, Value] = {
        "quarter": period.code,
        "quarter-name": made.name,
        "year": period.year,
        "quarter-number": period.quarter or None,
        "from": made.first,
        "until": made.last,
    }
    figures = {(line.code, column): value for line in made.lines for column, value in _figure(line)}
    percents = frozenset(
        (line.code, column) for line in made.lines if line.unit == "percent" for column in _IN_UNIT
    )
    more, nothing = _parts(desk, made, translator)
    figures |= more
    tables, records = {}, []
    for each in REGISTERS:
        held = _records(desk, made, each, translator)
        records += held
        tables[each.name] = _rows(made, each, held, translator)
    values = TemplateValues(slots=slots, figures=figures, tables=tables, percents=percents, nothing=nothing)
    return Quarterly(values, made.marking, tuple(records), made.sealed)


def _figure(line: FigureLine) -> Iterator[tuple[str, Value]]:
    for column, name in _COLUMNS.items():
        yield column, _number(getattr(line, name))
    yield "note", line.note


def _parts(
    desk: Desk, made: QuarterContent, translator: Translator
) -> tuple[dict[tuple[str, str], Value], dict[tuple[str, str, str], Value]]:
    """Return what the parts of figures come to, and what each of which no row tells does: none of a number, no figure of a share."""
    parts = figure_parts(desk, translator)
    known = _old_pieces(made, parts) if made.pieces is None else made.pieces
    names = _PIECES if made.pieces is not None else _OF_PERIOD
    told = {
        (each.code, part_column(column, each.by, each.part)): _number(getattr(each, name))
        for each in known
        for column, name in names.items()
    }
    parted = {(each.code, each.by) for each in known}
    indicators, nothing = indicators_in_force(desk)[0], {}
    for code, by in dict.fromkeys((each.code, each.by) for each in parts):
        line, indicator = made.line(code), indicators.find(code)
        if line is None or indicator is None or not line.kept or not ((code, by) in parted or _is_bare(line)):
            continue
        none = figure(indicator, ())
        for column, name in names.items():
            value = getattr(none, name) if name in COUNT_COLUMNS else none.value
            nothing[code, column, by] = _number(value)
    return told, nothing


def _old_pieces(made: QuarterContent, parts: Sequence[FigurePart]) -> tuple[Piece, ...]:
    """Return the parts of a period that was closed without their codes, as far as their names tell these."""
    codes: dict[tuple[str, str, str], str | None] = {}
    for each in parts:
        for said in {each.label, each.part} if each.by == COUNTRY else {each.label}:
            key = (each.code, each.by, said)
            codes[key] = None if key in codes else each.part
    found: dict[tuple[str, str], list[Piece]] = {}
    lost = set()
    for line in made.parts:
        part = codes.get((line.code, line.by, line.name), line.name if line.by == "unit" else None)
        if part is None:  # none of its parts can be told then: another one may be the one that is meant
            lost.add((line.code, line.by))
            continue
        piece = Piece(code=line.code, by=line.by, part=part, now=line.value, to_date=None, before=None,
                      numerator=line.numerator, denominator=line.denominator)  # fmt: skip
        found.setdefault((line.code, line.by), []).append(piece)
    return tuple(each for key, pieces in found.items() if key not in lost for each in pieces)


def _is_bare(line: FigureLine) -> bool:
    """Say whether no row counts in any of the figures of an indicator, so that no part of it can have one."""
    return not any((line.numerator, line.denominator, line.to_date, line.before))


def _number(value: Decimal | None) -> Value:
    return int(value) if value is not None and value == value.to_integral_value() else value


def _records(desk: Desk, made: QuarterContent, of: Register, translator: Translator) -> list[Record]:
    """Return the records of a register that came in the period, as they are now; what was purged since is gone."""
    sheet, came = made.sheet(of.name), translator.label(NEW)
    if sheet is None:
        return []
    place = next(at for at, column in enumerate(sheet.columns) if column.name == "came")
    found = whole(desk, of, [row.entry for row in sheet.rows if row.cells[place] == came])
    return [each for each in found if not each.withheld]


def _rows(
    made: QuarterContent, of: Register, records: list[Record], translator: Translator
) -> tuple[Mapping[str, Cell], ...]:
    """Return the rows of a register by field: what the lists of the period show, and of other fields what they hold now."""
    names = [
        each.name
        for each in of.fields()
        if not each.kind.restricted and (not isinstance(each.kind, Rows) or each.name in of.columns)
    ]
    table = register_table(of, records, translator, ["state", *names])
    sheet = made.sheet(of.name)
    kept = {} if sheet is None else {str(row.cells[0]): row.cells for row in sheet.rows}
    shown = [] if sheet is None else [column.name for column in sheet.columns]
    found = []
    for record, cells in zip(records, table.rows, strict=True):
        told = dict(zip(("state", *names), cells, strict=True))
        told |= dict(zip(shown, kept.get(record.number, ()), strict=False))
        found.append(told)
    return tuple(found)
