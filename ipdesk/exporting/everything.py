"""All registers as one workbook: a cover with counts, and for each register the sheets that it has by itself.

The sheet of a register bears its name, those of its child rows its name and theirs. What the importing side relies on
(format "registers", version 1): the hidden sheet `_ipdesk` holds `{"format": "registers", "version": 1, "language": "zh",
"percent": "fraction", "continued": "…", "stamp": {…}, "registers": {"disclosures": {"columns": …, "rows_of": …, "header": …}}}`,
each register with what `excel` describes for a workbook of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Font

from ipdesk.exporting.excel import CUT_HERE, continued_sheet, sheet_notes, table_sheet
from ipdesk.exporting.layout import Furniture, Stamp, Table, furniture_for, stamp_line
from ipdesk.exporting.workbook import (
    BODY_FONT,
    HEAD_FONT,
    LongTexts,
    add_notes,
    put_text,
    set_up_print,
    sheet_title,
    stamp_notes,
    workbook_bytes,
)
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Translator

FORMAT: Final = "registers"
Filling = dict[str, Callable[[], Iterator[bytes]]]


def everything_workbook(
    registers: Sequence[Sequence[Table]],
    marking: Marking,
    stamp: Stamp,
    translator: Translator,
    withheld: int = 0,
) -> bytes:
    """Return the tables of all registers as one workbook; `withheld` counts the sealed records that are left out."""
    furniture = furniture_for(marking, translator)
    long_texts = LongTexts(translator.label(CUT_HERE))
    workbook = Workbook()
    cover: Any = workbook.worksheets[0]
    cover.title = sheet_title(translator.label(N_("Contents")), [])
    titles, filling = [str(cover.title)], Filling()
    notes: dict[str, object] = {}
    for tables in registers:
        for table in tables:
            long_texts.collect(table.rows)
        named = [_titled(tables[0], each) for each in tables]
        own = []
        for table in named:
            own.append(sheet_title(table.title, titles))
            titles.append(own[-1])
            sheet: Any = workbook.create_sheet(own[-1])
            filling[sheet.title] = table_sheet(sheet, table, furniture, stamp, translator, long_texts)
        notes[tables[0].register] = sheet_notes(named, own)
    _cover(cover, [tables[0] for tables in registers], furniture, stamp, translator, withheld)
    told = {"format": FORMAT, "version": 1, "language": translator.language, "percent": "fraction"}
    if long_texts.keys:
        told["continued"] = continued_sheet(workbook, long_texts, translator, furniture, stamp, filling)
    add_notes(workbook, {**told, "registers": notes, "stamp": stamp_notes(stamp)})
    return workbook_bytes(workbook, stamp, filling)


def _titled(first: Table, table: Table) -> Table:
    """Return a table under a title by which it is known among those of other registers."""
    return table if table is first else replace(table, title=f"{first.title} {table.title}")


def _cover(
    sheet: Any,
    tables: Sequence[Table],
    furniture: Furniture,
    stamp: Stamp,
    translator: Translator,
    withheld: int,
) -> None:
    label = translator.label
    put_text(sheet.cell(1, 1), furniture.mark).font = Font(name=HEAD_FONT, size=12)
    heading = label(N_("All registers"))
    title = put_text(sheet.cell(2, 1), f"{stamp.lab}　{heading}".strip())
    title.font = Font(name=HEAD_FONT, size=16, bold=True)
    sheet.row_dimensions[2].height = 26
    put_text(sheet.cell(3, 1), stamp_line(furniture, stamp, len(stamp.head))).font = Font(
        name=BODY_FONT, size=9, color="5B6673"
    )
    lines: list[tuple[str, int]] = [(table.title, len(table.rows)) for table in tables]
    lines.append((label(N_("All together")), sum(count for _, count in lines)))
    if withheld:
        lines.append((label(N_("Sealed and left out")), withheld))
    for column, word in enumerate((label(N_("Register")), label(N_("Records"))), 1):
        put_text(sheet.cell(5, column), word).font = Font(name=HEAD_FONT, size=10, bold=True)
    for row, (name, count) in enumerate(lines, 6):
        put_text(sheet.cell(row, 1), name).font = Font(name=BODY_FONT, size=10)
        sheet.cell(row, 2).value = count
    sheet.column_dimensions["A"].width = 36
    sheet.column_dimensions["B"].width = 12
    set_up_print(sheet, furniture, stamp, landscape=True)
