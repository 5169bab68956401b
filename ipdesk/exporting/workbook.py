"""Workbooks as bytes: made in memory only, the same for the same content, every text a text.

openpyxl by itself writes each sheet to a temporary file in plain text and stamps the present time; what
leaves the desk must do neither. So parts are kept in memory and zipped in a fixed order with fixed dates,
and the rows of big tables are written as XML by `rows`, which is also several times faster.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any, Final, assert_never
from xml.sax.saxutils import escape

from openpyxl import DEFUSEDXML, Workbook
from openpyxl.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ipdesk.exporting.layout import Column, Form, Furniture, Stamp, Value, stamp_line
from ipdesk.exporting.packages import clean, package_bytes

NOTES_SHEET: Final = "_ipdesk"
LOOSE: Final = 4.0  # what words leave free at the end of a line
MOST_UNITS: Final = 32_767
PART: Final = 15_000
FIRST_SERIAL_DAY: Final = date(1900, 3, 1)
ZERO_DAY: Final = date(1899, 12, 30)
FORMATS: Final[dict[Form, str]] = {
    "text": "@",
    "prose": "General",
    "day": "yyyy-mm-dd",
    "number": "0",
    "money": "#,##0.00",
    "share": "0.00%",
    "score": "0.00",
    "figure": "General",
}
# Written first in a cell, these make Excel or a later CSV reader take text for a formula.
FORMULA_SIGNS: Final = tuple("=+-@\t\r＝＋－＠")
BODY_FONT: Final = "宋体"
HEAD_FONT: Final = "黑体"
LINE: Final = Side(style="thin", color="BFC7D1")
BOX: Final = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEAD_FILL: Final = PatternFill("solid", fgColor="E6ECF2")
MARGINS: Final = {"left": 0.5, "right": 0.5, "top": 0.75, "bottom": 0.7, "header": 0.35, "footer": 0.3}
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def xml_is_guarded() -> bool:
    """Say whether openpyxl reads XML by defusedxml, which refuses documents with entities of their own."""
    return DEFUSEDXML


def units(text: str) -> int:
    """Return the length of text as Excel counts it, in UTF-16 units."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def wide(text: str) -> float:
    """Return about how many Latin characters wide text is; a Chinese one counts two."""
    return (len(text.encode("utf-8", "replace")) + len(text)) / 2


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column at most; lines of words end before the edge."""
    return sum(_lines(wide(part), width) for part in text.split("\n"))


def _lines(needed: float, width: float) -> int:
    return 1 if needed <= width else max(2, ceil(needed / max(width - LOOSE, 1.0)))


def heading_width(label: str) -> float:
    """Return the width in which a bold heading stands in two lines and breaks within no word."""
    words = max((wide(word) * 1.2 for word in label.split() if word.isascii()), default=0.0)
    return max(wide(label) / 2 + 4, words + 2)


def sheet_title(title: str, taken: Iterable[str]) -> str:
    """Return a sheet title that Excel allows and that is not taken."""
    used = {each.casefold() for each in taken}
    plain = _NO_TITLE.sub(" ", title).strip(" '")[:28] or "1"
    found, count = plain, 1
    while found.casefold() in used or found.casefold() == "history":
        count += 1
        found = f"{plain} {count}"
    return found


def put_text(cell: Any, text: str) -> Any:
    """Put text into a cell as text, whatever sign it begins with, and return the cell."""
    cell.value = clean(text)
    cell.data_type = "s"
    if text.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True
    return cell


@dataclass(slots=True)
class LongTexts:
    """Texts above what a cell holds: each has a key, under which its parts stand on a sheet of their own."""

    notice: str
    keys: dict[str, str] = field(default_factory=dict)

    def collect(self, rows: Iterable[Sequence[Value]]) -> None:
        """Give a key to each text that is too long."""
        for row in rows:
            for value in row:
                if isinstance(value, str) and len(value) > PART and units(value) > MOST_UNITS:
                    self.keys.setdefault(value, f"K{len(self.keys) + 1}")

    def cut(self, text: str) -> str:
        """Return the text as its cell shows it: cut, with the key under which the whole stands."""
        key = self.keys.get(text)
        return text if key is None else f"{text[:PART]}\n【{self.notice}{key}】"

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield key and parts of each text."""
        for text, key in self.keys.items():
            yield (key, *(text[start : start + PART] for start in range(0, len(text), PART)))


@dataclass(frozen=True, slots=True)
class Styles:
    """The style numbers of one column: plain, and for text that begins like a formula."""

    plain: int
    quoted: int


def column_styles(sheet: Worksheet, column: Column) -> Styles:
    """Register the styles of a column with the workbook and return their numbers."""
    return Styles(_style(sheet, column, quoted=False), _style(sheet, column, quoted=True))


def _style(sheet: Worksheet, column: Column, *, quoted: bool) -> int:
    cell: Any = Cell(sheet, row=1, column=1)
    cell.font = Font(name=BODY_FONT, size=10)
    cell.border = BOX
    cell.alignment = Alignment(horizontal=column.shape.align, vertical="top", wrap_text=True)
    cell.number_format = FORMATS[column.shape.form]
    if quoted:
        cell.quotePrefix = True
    return int(cell.style_id)


def rows(
    first: int,
    table: Iterable[Sequence[Value]],
    styles: Sequence[Styles],
    heights: Callable[[Sequence[Value]], float],
) -> Iterator[bytes]:
    """Yield the rows of a sheet as XML, from row number `first` on.

    `heights` gives the height of a row in points, 0 to let the reader decide.
    """
    letters = [get_column_letter(number) for number in range(1, len(styles) + 1)]
    for number, row in enumerate(table, first):
        height = heights(row)
        fixed = f' ht="{height:g}" customHeight="1"' if height else ""
        placed = zip(letters, row, styles, strict=True)
        cells = "".join([_cell(f"{letter}{number}", value, style) for letter, value, style in placed])
        yield f'<row r="{number}"{fixed}>{cells}</row>'.encode()


def _cell(place: str, value: Value, style: Styles) -> str:
    match value:
        case str():
            if not value:
                return f'<c r="{place}" s="{style.plain}"/>'
            text = clean(value)
            number = style.quoted if text.startswith(FORMULA_SIGNS) else style.plain
            if "_x" in text:
                text = _ESCAPE.sub("_x005F_", text)
            inner = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
            return f'<c r="{place}" s="{number}" t="inlineStr">{inner}</c>'
        case None:
            return f'<c r="{place}" s="{style.plain}"/>'
        case date():
            if value < FIRST_SERIAL_DAY:
                return _cell(place, value.isoformat(), style)
            return f'<c r="{place}" s="{style.plain}"><v>{(value - ZERO_DAY).days}</v></c>'
        case Decimal():
            return f'<c r="{place}" s="{style.plain}"><v>{value:f}</v></c>'
        case int():
            return f'<c r="{place}" s="{style.plain}"><v>{value}</v></c>'
        case _:
            assert_never(value)


Filling = Mapping[str, Callable[[], Iterator[bytes]]]


class _Parts:
    """Stands for the archive openpyxl writes to: keeps its parts in memory."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}

    def writestr(self, name: str, data: str | bytes) -> None:
        self.parts[name] = data.encode() if isinstance(data, str) else data

    def namelist(self) -> list[str]:
        return list(self.parts)


class _MemoryWriter(ExcelWriter):
    """openpyxl's writer without its temporary files."""

    _archive: Any

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        stream = BytesIO()
        writer: Any = WorksheetWriter(ws, out=stream)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], stream.getvalue())
        self.manifest.append(ws)


def workbook_bytes(workbook: Workbook, stamp: Stamp, filling: Filling | None = None) -> bytes:
    """Return a workbook as bytes, the same for the same workbook and stamp.

    `filling` yields, for a sheet title, rows that follow those the sheet has.
    """
    made = stamp.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    workbook.properties.creator = clean(f"{stamp.lab} {stamp.user}".strip())
    workbook.properties.created = workbook.properties.modified = made
    parts = _Parts()
    _MemoryWriter(workbook, parts).write_data()  # type: ignore[arg-type]  # what it needs of an archive
    filled = {sheet.path[1:]: (filling or {}).get(sheet.title) for sheet in workbook.worksheets}
    return package_bytes({name: _with_rows(part, filled.get(name)) for name, part in parts.parts.items()})


def _with_rows(part: bytes, more: Callable[[], Iterator[bytes]] | None) -> Iterator[bytes]:
    """Yield a part, with more rows set at the end of its sheet data and no stale dimension."""
    if more is None:
        yield part
        return
    head, end, tail = part.partition(b"</sheetData>")
    yield re.sub(rb"<dimension [^>]*/>", b"", head, count=1)
    pending: list[bytes] = []
    for row in more():
        pending.append(row)
        if len(pending) == 500:
            yield b"".join(pending)
            pending = []
    yield b"".join(pending)
    yield end + tail


def add_notes(workbook: Workbook, notes: Mapping[str, object]) -> None:
    """Add the hidden sheet from which an import knows what it reads."""
    sheet = workbook.create_sheet(NOTES_SHEET)
    sheet.sheet_state = "hidden"
    put_text(sheet.cell(1, 1), json.dumps(notes, ensure_ascii=False, sort_keys=True))


def stamp_notes(stamp: Stamp) -> dict[str, object]:
    """Return a stamp as JSON values."""
    return {
        "serial": stamp.name(),
        "user": stamp.user,
        "at": stamp.at.isoformat(),
        "head": stamp.head,
        "seq": stamp.seq,
        "lab": stamp.lab,
    }


def set_up_print(
    sheet: Any, furniture: Furniture, stamp: Stamp, *, landscape: bool, repeat: str = ""
) -> None:
    """Set A4, one page wide, marking at the top left, page x of y and stamp at the foot of each page."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    for side, inches in MARGINS.items():
        setattr(sheet.page_margins, side, inches)
    if repeat:
        sheet.print_title_rows = repeat
    sheet.oddHeader.left.text = printed(furniture.mark)
    sheet.oddHeader.left.font = f"{HEAD_FONT},Regular"
    sheet.oddFooter.left.text = printed(stamp_line(furniture, stamp))
    sheet.oddFooter.left.size = 7
    sheet.oddFooter.right.text = furniture.page.format(page="&P", pages="&N")
    sheet.oddFooter.right.size = 9


def printed(text: str) -> str:
    """Return text for a printed header or footer, where & begins a code and 255 units are the limit."""
    return clean(text).replace("\n", " ")[:110].replace("&", "&&")
