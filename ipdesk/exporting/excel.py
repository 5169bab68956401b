"""Registers as workbooks: styled for people, and exact enough to be imported again.

What the importing side relies on (format "register", version 1). The hidden sheet `_ipdesk` holds one
JSON object in A1::

    {"format": "register", "version": 1, "register": "disclosures", "language": "zh",
     "percent": "fraction", "stamp": {...},
     "columns": {"成果披露": ["number", "state", "title", ...], "发明人": ["number", "name", ...]},
     "rows_of": {"发明人": "inventors"},
     "header": {"成果披露": 4, "发明人": 4},
     "continued": "续页"}

* `columns` gives, for each sheet with data, the field name of every column from A on; labels and
  language do not matter. `state` is shown for people and is no declared field; a rows field among the
  columns of records is shown in short. Neither is read back.
* `header` is the number of the heading row; data rows follow directly below it to the end of the sheet.
* A sheet named in `rows_of` holds the child rows of that field: column `number` says whose, their
  order is the order of the rows. A record that has no row there has no child rows. The workbook is
  exported with every rows field, or the field is missing from `rows_of` and was not exported.
* Share cells are percent cells: a numeric cell holds the fraction (0.5 for 50 %); text is read as typed.
* Choices are labels in the workbook's language; several are joined by 、 or ", ".
* A text above Excel's limit of 32,767 characters is shown cut, and its cell ends in `【…K7】` (some key).
  Only then `continued` is there: on that sheet, below its heading row 1, column A holds the key and the
  columns from B on hold the parts; the whole text is the parts joined.
* Excel cannot hold control characters; the store has none. A text like `_x0041_` is written escaped
  (`_x005F_x0041_`), as the format demands; readers that do not undo this see the escape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ipdesk.exporting.layout import (
    PLAIN,
    Column,
    Furniture,
    Stamp,
    Table,
    Value,
    furniture_for,
    stamp_line,
    text_of,
)
from ipdesk.exporting.records import count_words
from ipdesk.exporting.workbook import (
    BODY_FONT,
    BOX,
    HEAD_FILL,
    HEAD_FONT,
    LongTexts,
    add_notes,
    column_styles,
    heading_width,
    lines_of,
    put_text,
    rows,
    set_up_print,
    sheet_title,
    stamp_notes,
    wide,
    workbook_bytes,
)
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator

HEADING_ROW: Final = 4
LINE_POINTS: Final = 14.5  # of fonts that stand for 宋体; its own lines are lower
MOST_LINES: Final = 8
SAMPLE: Final = 200
CUT_HERE: Final = N_("cut here; the whole text is on the sheet of long texts: ")


def register_workbook(
    tables: Sequence[Table],
    marking: Marking,
    stamp: Stamp,
    translator: Translator,
    *,
    is_read_back: bool = True,
) -> bytes:
    """Return tables of one register as a workbook, a sheet each; see the module for what an import reads.

    One that is not read back says nothing to an import, which then takes it for any ledger.
    """
    notes = (lambda titles: _notes(tables, titles, stamp, translator)) if is_read_back else None
    return _workbook(tables, marking, stamp, translator, notes)


def check_workbook(tables: Sequence[Table], marking: Marking, stamp: Stamp, translator: Translator) -> bytes:
    """Return what became of the rows of several registers as one workbook, which an import takes for ledgers of these.

    Its hidden sheet holds `{"format": "check", "version": 1, "sheets": {"title of a sheet": "register"}}`.
    """

    def notes(titles: Sequence[str]) -> dict[str, object]:
        held = {title: table.register for title, table in zip(titles, tables, strict=True)}
        return {"format": "check", "version": 1, "sheets": held, "stamp": stamp_notes(stamp)}

    return _workbook(tables, marking, stamp, translator, notes)


def _workbook(
    tables: Sequence[Table],
    marking: Marking,
    stamp: Stamp,
    translator: Translator,
    notes: Callable[[Sequence[str]], dict[str, object]] | None,
) -> bytes:
    furniture = furniture_for(marking, translator)
    long_texts = LongTexts(translator.label(CUT_HERE))
    for table in tables:
        long_texts.collect(table.rows)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    filling: dict[str, Callable[[], Iterator[bytes]]] = {}
    titles: list[str] = []
    for table in tables:
        titles.append(sheet_title(table.title, titles))
        sheet: Any = workbook.create_sheet(titles[-1])
        filling[sheet.title] = table_sheet(sheet, table, furniture, stamp, translator, long_texts)
    told = notes(titles) if notes is not None else {}
    if long_texts.keys:
        told["continued"] = continued_sheet(workbook, long_texts, translator, furniture, stamp, filling)
    if notes is not None:
        add_notes(workbook, told)
    return workbook_bytes(workbook, stamp, filling)


def _notes(
    tables: Sequence[Table], titles: Sequence[str], stamp: Stamp, translator: Translator
) -> dict[str, object]:
    return {
        "format": "register",
        "version": 1,
        "register": tables[0].register,
        "language": translator.language,
        "percent": "fraction",
        **sheet_notes(tables, titles),
        "stamp": stamp_notes(stamp),
    }


def sheet_notes(tables: Sequence[Table], titles: Sequence[str]) -> dict[str, object]:
    """Return what an import has to know of the sheets of one register."""
    named = list(zip(titles, tables, strict=True))
    return {
        "columns": {title: [column.name for column in table.columns] for title, table in named},
        "rows_of": {title: table.rows_of for title, table in named if table.rows_of},
        "header": dict.fromkeys(titles, HEADING_ROW),
    }


def table_sheet(
    sheet: Any,
    table: Table,
    furniture: Furniture,
    stamp: Stamp,
    translator: Translator,
    long_texts: LongTexts,
) -> Callable[[], Iterator[bytes]]:
    """Lay out the head of one sheet, and return what yields its rows."""
    _heading(sheet, table, furniture, stamp, translator)
    widths = [_width(column, index, table) for index, column in enumerate(table.columns)]
    for number, (column, width) in enumerate(zip(table.columns, widths, strict=True), 1):
        cell = put_text(sheet.cell(HEADING_ROW, number), column.label)
        cell.font = Font(name=HEAD_FONT, size=10, bold=True)
        cell.fill = HEAD_FILL
        cell.border = BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[HEADING_ROW].height = 30
    sheet.freeze_panes = f"B{HEADING_ROW + 1}"  # asked for as a cell, it would be there before its row comes
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{last}{HEADING_ROW + max(len(table.rows), 1)}"
    if table.printed:
        sheet.print_area = f"A1:{get_column_letter(table.printed)}{HEADING_ROW + max(len(table.rows), 1)}"
    set_up_print(sheet, furniture, stamp, landscape=True, repeat=f"{HEADING_ROW}:{HEADING_ROW}")
    styles = [column_styles(sheet, column) for column in table.columns]
    return lambda: rows(HEADING_ROW + 1, _typed(table, long_texts), styles, _height_of(table, widths))


def _heading(sheet: Any, table: Table, furniture: Furniture, stamp: Stamp, translator: Translator) -> None:
    put_text(sheet.cell(1, 1), furniture.mark).font = Font(name=HEAD_FONT, size=12)
    title = put_text(sheet.cell(2, 1), f"{stamp.lab}　{table.title}".strip())
    title.font = Font(name=HEAD_FONT, size=16, bold=True)
    count = [count_words(len(table.rows), translator)] if table.counted else []
    line = " · ".join([*count, *filter(None, [table.note]), stamp_line(furniture, stamp, len(stamp.head))])
    put_text(sheet.cell(3, 1), line).font = Font(name=BODY_FONT, size=9, color="5B6673")
    sheet.row_dimensions[2].height = 26


def _typed(table: Table, long_texts: LongTexts) -> Iterator[Sequence[Value]]:
    """Yield the rows as the sheet holds them: shares as fractions, texts above the limit cut."""
    shares = [index for index, column in enumerate(table.columns) if column.shape.form == "share"]
    if not shares and not long_texts.keys:
        yield from table.rows
        return
    for row in table.rows:
        cells = list(row)
        for index in shares:
            value = cells[index]
            cells[index] = value if value is None or isinstance(value, str) else _fraction(value)
        if long_texts.keys:
            cells = [long_texts.cut(value) if isinstance(value, str) else value for value in cells]
        yield cells


def _fraction(value: Value) -> Value:
    return value.scaleb(-2) if isinstance(value, Decimal) else value


def _width(column: Column, index: int, table: Table) -> float:
    """Return a column width that fits its heading in two lines and most of its cells."""
    heading = heading_width(column.label)
    texts = (text_of(column.shape.form, row[index]) for row in table.rows[:SAMPLE])
    longest = max((min(wide(text.split("\n", 1)[0]), 60.0) for text in texts), default=0.0)
    most = 60.0 if column.shape.form == "prose" else 36.0
    least = 9.0 if column.shape.form != "prose" else 24.0
    return round(min(most, max(least, heading, longest * 1.05 + 2)), 1)


def _height_of(table: Table, widths: Sequence[float]) -> Callable[[Sequence[Value]], float]:
    """Return what gives a row's height: up to some lines, so that a long text does not fill the screen; of one line, none.

    Not every reader of workbooks reckons heights by itself. Columns that do not go on paper do not count: they would
    leave gaps in the printed list.
    """
    most = table.printed or len(table.columns)

    def height(row: Sequence[Value]) -> float:
        lines = 1
        for value, width in zip(row[:most], widths, strict=False):
            if isinstance(value, str) and (len(value) * 2.1 > width or "\n" in value):
                lines = max(lines, lines_of(value[:600], width))
        return min(lines, MOST_LINES) * LINE_POINTS + 2 if lines > 1 else 0.0

    return height


def continued_sheet(
    workbook: Workbook,
    long_texts: LongTexts,
    translator: Translator,
    furniture: Furniture,
    stamp: Stamp,
    filling: dict[str, Callable[[], Iterator[bytes]]],
) -> str:
    """Add the sheet that holds the texts too long for a cell and return its title."""
    sheet: Any = workbook.create_sheet(sheet_title(translator.label(N_("Long texts")), workbook.sheetnames))
    parts = [list(row) for row in long_texts.rows()]
    count = max(len(row) for row in parts)
    put_text(sheet.cell(1, 1), translator.label(N_("Key")))
    for number in range(2, count + 1):
        put_text(sheet.cell(1, number), translator.say(Message(N_("Part {number}"), number=number - 1)))
        sheet.column_dimensions[get_column_letter(number)].width = 80
    set_up_print(sheet, furniture, stamp, landscape=True)
    styles = [column_styles(sheet, Column("", "", PLAIN))] * count
    padded = [row + [""] * (count - len(row)) for row in parts]
    filling[sheet.title] = lambda: rows(2, padded, styles, lambda _: MOST_LINES * LINE_POINTS)
    return str(sheet.title)
