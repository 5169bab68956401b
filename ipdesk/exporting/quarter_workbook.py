"""The workbook of a quarter or year (季度报表、年度报表): cover, indicators, parts, charts, exceptions, registers, definitions, rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ipdesk.exporting.documents.list_columns import NAME, TEXT
from ipdesk.exporting.excel import LINE_POINTS, table_sheet
from ipdesk.exporting.layout import (
    Column,
    Furniture,
    Stamp,
    Table,
    Value,
    furniture_for,
    stamp_line,
    text_of,
)
from ipdesk.exporting.page_breaks import break_evenly
from ipdesk.exporting.quarter_charts import charts_sheet
from ipdesk.exporting.quarter_content import (
    NO_FIGURE,
    FigureLine,
    QuarterContent,
    Sheet,
    colon_of,
    left_out_notices,
    parts_table,
    version_line,
)
from ipdesk.exporting.workbook import (
    BODY_FONT,
    BOX,
    HEAD_FILL,
    HEAD_FONT,
    LongTexts,
    heading_width,
    lines_of,
    put_text,
    set_up_print,
    sheet_title,
    workbook_bytes,
)
from ipdesk.model.text import N_, Message, Translator

MUTED: Final = "5B6673"
FORMATS: Final[Mapping[str, str]] = {
    "percent": '0.0"%"', "days": "0.0", "hours": "#,##0.0", "yuan": "#,##0.00", "points": "0.00", "": "0",
}  # fmt: skip
_COVER: Final = (24, 76)  # widths of its columns
_COLUMNS: Final = (
    ("code", N_("Code"), 14), ("label", N_("Indicator"), 33), ("unit", N_("Measured in"), 7), ("now", "", 10),
    ("numerator", N_("Numerator"), 9), ("denominator", N_("Denominator"), 9), ("to_date", "", 10), ("before", "", 10),
    ("aim", N_("Aim"), 9), ("reached", N_("Reached"), 7), ("note", N_("Explanation"), 34),
)  # fmt: skip
_CENTRED: Final = frozenset({"unit", "aim", "reached"})
_COUNTS: Final = frozenset({"numerator", "denominator"})
_HEAD_ROW: Final = 4


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook in the making, with what every sheet of it needs."""

    workbook: Workbook
    made: QuarterContent
    stamp: Stamp
    furniture: Furniture
    translator: Translator
    filling: dict[str, Callable[[], Iterator[bytes]]]

    def label(self, text: str) -> str:
        return self.translator.label(text)

    def sheet(self, title: str) -> Any:
        return self.workbook.create_sheet(sheet_title(title, self.workbook.sheetnames))

    def table(self, table: Table, note: str = "") -> None:
        """Add a sheet of a table whose rows are written as they are read."""
        sheet = self.sheet(table.title)
        self.filling[sheet.title] = table_sheet(
            sheet, table, self.furniture, self.stamp, self.translator, LongTexts("")
        )
        if note:
            # The marking in the first cell may run over the second.
            put_text(sheet.cell(1, 3), note).font = Font(name=BODY_FONT, size=9, color=MUTED)


def quarter_workbook(made: QuarterContent, stamp: Stamp, translator: Translator) -> bytes:
    """Return the workbook, the same for the same content and stamp."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    book = _Book(workbook, made, stamp, furniture_for(made.marking, translator), translator, {})
    _cover(book)
    _indicators(book)
    if made.parts:
        book.table(parts_table(made, translator))
    charts_sheet(book.sheet(book.label(N_("Charts"))), made, translator, book.furniture, stamp)
    *registers, exceptions, behind = made.sheets
    book.table(_shortened(exceptions), exceptions.note)
    for each in registers:
        if each.rows:
            book.table(_shortened(each))
    if any(each.changes for each in made.versions):
        book.table(_corrections_table(book))
    book.table(_definitions_table(book))
    book.table(_shortened(behind))
    return workbook_bytes(workbook, stamp, book.filling)


def _shortened(sheet: Sheet) -> Table:
    """Return the table of a sheet; texts of a list are short, so what no cell holds is cut and says so."""
    most = 30_000
    table = sheet.table()
    if not any(isinstance(cell, str) and len(cell) > most for row in table.rows for cell in row):
        return table
    rows = tuple(
        tuple(f"{cell[:most]}…" if isinstance(cell, str) and len(cell) > most else cell for cell in row)
        for row in table.rows
    )
    return replace(table, rows=rows)


def title_of(made: QuarterContent, translator: Translator) -> str:
    """Return the title of the workbook."""
    return translator.label(
        N_("Yearly Report Tables of Intellectual Property")
        if made.is_year
        else N_("Quarterly Report Tables of Intellectual Property")
    )


def _cover(book: _Book) -> None:
    made, label, say = book.made, book.label, book.translator.say
    sheet = book.sheet(label(N_("Cover")))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _COVER
    put_text(sheet.cell(1, 1), book.furniture.mark).font = Font(name=HEAD_FONT, size=14)
    _centred(sheet, 4, made.lab, 16)
    _centred(sheet, 5, title_of(made, book.translator), 22)
    _centred(sheet, 6, made.name, 16)
    row = 9
    for name, text in _facts(book):
        row = _pair(sheet, row, label(name), text)
    if made.nil:
        row = _pair(sheet, row, label(N_("Nil report")), label(NIL))
    for version in made.versions:
        row = _pair(
            sheet,
            row,
            label(N_("Correction")) if version.number else label(N_("Closing of the period")),
            say(version_line(version)),
        )
    row += 1
    for role in SIGNERS:
        row = _pair(sheet, row, label(role), "", height=30)
    put_text(sheet.cell(row + 1, 1), label(SIGN_NOTE)).font = Font(name=BODY_FONT, size=9, color=MUTED)
    set_up_print(sheet, book.furniture, book.stamp, landscape=False)
    sheet.sheet_view.showGridLines = False


NIL: Final = N_("Nothing that is counted happened in this period.")
SIGN_NOTE: Final = N_(
    "To be signed by hand. The figures were reckoned from the registers; people vouch for them."
)
SIGNERS: Final = (
    N_("Filled in by, date"),
    N_("Checked by, date"),
    N_("Person in charge, date"),
    N_("Seal of the organisation"),
)


def _facts(book: _Book) -> Iterator[tuple[str, str]]:
    """Yield what the cover says of the report."""
    made, stamp, language, say = book.made, book.stamp, book.translator.language, book.translator.say
    span = Message(
        N_("{first} to {last}"),
        first=text_of("day", made.first, language),
        last=text_of("day", made.last, language),
    )
    yield N_("Period"), say(span)
    yield N_("Reckoned up to"), text_of("day", made.as_of, language)
    yield N_("Serial number"), stamp.name()
    yield N_("Made by"), f"{stamp.user}　{stamp.time()}"
    yield N_("Head of the audit log"), f"{stamp.seq} · {stamp.head}"
    yield N_("Indicators"), made.rules
    if not made.versions:
        yield N_("State"), book.label(N_("Not closed: figures may still change."))
    yield from left_out_facts(made, book.translator)


def left_out_facts(made: QuarterContent, translator: Translator) -> Iterator[tuple[str, str]]:
    """Yield what was left out of a report, under the label of it."""
    for notice in left_out_notices(made):
        yield N_("Not listed"), translator.say(notice)
    if made.sealed:
        yield (
            N_("Sealed"),
            translator.say(Message(N_("{count} sealed records are counted nowhere."), count=made.sealed)),
        )
    if made.masked:
        yield (
            N_("Edition"),
            translator.label(N_("Masked: names, titles and texts that people wrote are hidden.")),
        )


def _pair(sheet: Any, row: int, name: str, text: str, height: float = 0.0) -> int:
    """Write a label and a text in a ruled row, and return the number of the next one."""
    for column, written in ((1, name), (2, text)):
        cell = put_text(sheet.cell(row, column), written)
        cell.font = Font(name=HEAD_FONT if column == 1 else BODY_FONT, size=11)
        cell.border = BOX
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.cell(row, 1).fill = HEAD_FILL
    lines = max(lines_of(text, _COVER[1]), lines_of(name, _COVER[0]))
    sheet.row_dimensions[row].height = max(height, 20.0, lines * 15.0 + 5)
    return row + 1


def _centred(sheet: Any, row: int, text: str, size: int) -> None:
    cell = put_text(sheet.cell(row, 1), text)
    cell.font = Font(name=HEAD_FONT, size=size, bold=size > 16)
    cell.alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
    sheet.row_dimensions[row].height = size * 1.8


def _indicators(book: _Book) -> None:
    made, label = book.made, book.label
    sheet = book.sheet(label(N_("Indicators")))
    put_text(sheet.cell(1, 1), book.furniture.mark).font = Font(name=HEAD_FONT, size=12)
    heading = f"{made.lab}　{title_of(made, book.translator)}　{made.name}".strip()
    put_text(sheet.cell(2, 1), heading).font = Font(name=HEAD_FONT, size=16, bold=True)
    line = stamp_line(book.furniture, book.stamp, len(book.stamp.head))
    put_text(sheet.cell(3, 1), line).font = Font(name=BODY_FONT, size=9, color=MUTED)
    sheet.row_dimensions[2].height = 26
    widths: dict[str, float] = {}
    for name, heading, width in _COLUMNS:
        text = label(heading or made.spans.get(name, ""))
        if text:
            widths[name] = max(width, heading_width(text))
            _head(sheet.cell(_HEAD_ROW, len(widths)), text)
            sheet.column_dimensions[get_column_letter(len(widths))].width = widths[name]
    sheet.row_dimensions[_HEAD_ROW].height = 30
    row = _HEAD_ROW + 1
    for each in made.lines:
        _indicator(sheet, row, each, label, widths)
        row += 1
    after = row
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 3)
    row = _note(sheet, row + 1, label(CONTEXT_NOTE), len(widths))
    row += 1
    colon = colon_of(made.language)
    for place, role in enumerate(SIGNERS):
        cell = put_text(sheet.cell(row, 1 + place * 3), f"{label(role)}{colon}".strip())
        cell.font = Font(name=HEAD_FONT, size=10)
    sheet.row_dimensions[row].height = 30
    set_up_print(sheet, book.furniture, book.stamp, landscape=True, repeat=f"{_HEAD_ROW}:{_HEAD_ROW}")
    break_evenly(sheet, _HEAD_ROW, _HEAD_ROW + 2, after, row)


CONTEXT_NOTE: Final = N_(
    "How many were filed or granted is told for context and scored nowhere (国知发运字〔2021〕7号（十五）). Each figure opens to its rows on the last sheet."
)


def _note(sheet: Any, row: int, text: str, columns: int) -> int:
    cell = put_text(sheet.cell(row, 1), text)
    cell.font = Font(name=BODY_FONT, size=9, color=MUTED)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    sheet.row_dimensions[row].height = 28
    return row + 1


def _head(cell: Any, text: str) -> None:
    put_text(cell, text)
    cell.font = Font(name=HEAD_FONT, size=10, bold=True)
    cell.fill = HEAD_FILL
    cell.border = BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _indicator(
    sheet: Any, row: int, line: FigureLine, label: Callable[[str], str], widths: Mapping[str, float]
) -> None:
    reached = "" if line.meets is None else label(N_("Yes") if line.meets else N_("No"))
    cells: dict[str, Value] = {
        "code": line.code, "label": line.label, "unit": line.unit_label, "now": line.now, "numerator": line.numerator,
        "denominator": line.denominator, "to_date": line.to_date, "before": line.before, "aim": line.aim,
        "reached": reached, "note": line.note if line.note or line.scored else label(N_("context only")),
    }  # fmt: skip
    lines = 1
    for number, (name, width) in enumerate(widths.items(), 1):
        cell, value = sheet.cell(row, number), cells[name]
        if isinstance(value, Decimal):
            cell.value = value
            cell.number_format = FORMATS["" if name in _COUNTS else line.unit]
        else:
            text = NO_FIGURE if value is None and line.kept else text_of("text", value)
            put_text(cell, text)
            lines = max(lines, lines_of(text, width))
        cell.font = Font(name=BODY_FONT, size=10, color=None if line.kept else MUTED)
        cell.border = BOX
        right = isinstance(value, Decimal) or value is None
        cell.alignment = Alignment(
            horizontal="right" if right else "center" if name in _CENTRED else "left",
            vertical="center",
            wrap_text=True,
        )
    sheet.row_dimensions[row].height = max(18.0, lines * LINE_POINTS + 4)


def _corrections_table(book: _Book) -> Table:
    label = book.label
    columns = (
        Column("number", label(N_("Correction")), TEXT), Column("day", label(N_("Day")), TEXT),
        Column("code", label(N_("Code")), TEXT), Column("what", label(N_("Cell")), NAME),
        Column("was", label(N_("Was")), TEXT), Column("now", label(N_("Is now")), TEXT),
        Column("reason", label(N_("Reason")), NAME),
    )  # fmt: skip
    rows = tuple(
        (str(version.number), version.day, each.code, each.what, each.was, each.now, version.reason)
        for version in book.made.versions
        for each in version.changes
    )
    return Table(register="", title=label(N_("Corrections")), columns=columns, rows=rows)


def _definitions_table(book: _Book) -> Table:
    """Return what each indicator means and rests on."""
    label = book.label
    columns = (
        Column("code", label(N_("Code")), TEXT), Column("label", label(N_("Indicator")), NAME),
        Column("use", label(N_("Use")), TEXT), Column("definition", label(N_("Definition")), replace(NAME, form="prose")),
        Column("basis", label(N_("Basis")), replace(NAME, form="prose")),
    )  # fmt: skip
    rows = tuple(
        (each.code, each.label, each.use, each.definition if each.kept else each.note, each.basis)
        for each in book.made.lines
    )
    return Table(register="", title=label(N_("Definitions")), columns=columns, rows=rows)


def parts_named(made: QuarterContent, code: str, by: str) -> Sequence[tuple[str, Decimal | None]]:
    """Return name and figure of each part of an indicator."""
    return [(each.name, each.value) for each in made.parts_of(code, by)]
