"""The XML of a sheet with other values in single cells: every other byte of it stays as it is.

Runs in the child process that fills a superior's workbook.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from ipdesk.exporting.packages import clean
from ipdesk.exporting.sheet_scan import ScannedRow, SheetScan, Span, scan_sheet, value_place
from ipdesk.rules.report_books import cell_name, range_of

PutKind = Literal["text", "number", "percent", "day", "blank"]
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what Excel would read as a sign by its number
_KEPT_OF_ROW: Final = ("s", "customFormat", "ht", "customHeight")
_RANGE = re.compile(r"\d{1,5}:\d{1,5}")


@dataclass(frozen=True, slots=True)
class Put:
    """What comes into a cell. A day is written as ISO 8601, a percentage as 75 for 75 %. `like` is the row whose cell in this column lends its look."""

    row: int
    column: int
    kind: PutKind
    text: str = ""
    like: int | None = None


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that looks like another one, from one column to another, where the sheet has none yet."""

    row: int
    like: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class CellStyles:
    """Which styles show a number as a day, which as a percentage, and whether the days count from 1904."""

    days: frozenset[str]
    percents: frozenset[str] = frozenset()
    epoch_1904: bool = False

    def serial(self, day: date) -> int | None:
        """Return the number of a day, None for one before the count begins."""
        first = date(1904, 1, 1) if self.epoch_1904 else date(1899, 12, 30)
        number = (day - first).days
        # Before March 1900 Excel counts a day that never was.
        return number if number >= (0 if self.epoch_1904 else 61) else None


def edit_sheet(xml: bytes, puts: Sequence[Put], rows: Sequence[NewRow], styles: CellStyles) -> bytes:
    """Return the XML of a sheet with these cells in place of what was there. Raises Unfillable."""
    edits = _Edits(scan_sheet(xml), styles)
    edits.put(puts, rows)
    made = edits.applied()
    scan_sheet(made)  # whatever went wrong above must not leave the program
    return made


class _Edits:
    """Collects what is cut out of the XML and what comes there instead."""

    def __init__(self, scan: SheetScan, styles: CellStyles) -> None:
        self._scan, self._styles = scan, styles
        self._rows = {each.row: each for each in scan.rows}
        self._numbers = [each.row for each in scan.rows]
        self._cuts: list[tuple[int, int, bytes]] = []
        self._insertions: dict[int, list[bytes]] = defaultdict(list)

    def put(self, puts: Sequence[Put], rows: Sequence[NewRow]) -> None:
        """Note every cell and row that is written."""
        if not puts:
            return
        by_row: dict[int, dict[int, Put]] = defaultdict(dict)
        for each in puts:
            by_row[each.row][each.column] = each
        models = {each.row: each for each in rows}
        added: list[tuple[int, bytes]] = []
        for number in sorted(by_row):
            if (row := self._rows.get(number)) is not None:
                self._change_row(row, by_row[number])
            else:
                added.append((number, self._new_row(number, by_row[number], models.get(number))))
        self._add_rows(added)
        self._widen_dimension(puts)

    def applied(self) -> bytes:
        """Return the XML with everything in its place."""
        cuts = [*self._cuts, *((at, at, b"".join(made)) for at, made in self._insertions.items())]
        xml, parts, done = self._scan.xml, [], 0
        for start, end, made in sorted(cuts, key=lambda each: (each[0], each[1])):
            parts += [xml[done:start], made]
            done = end
        return b"".join([*parts, xml[done:]])

    def _change_row(self, row: ScannedRow, puts: Mapping[int, Put]) -> None:
        prefix = self._scan.prefix(row.span)
        for column in sorted(puts):
            put = puts[column]
            cell = row.cell(column)
            style = cell.style if cell is not None else self._style_of(put, row)
            made = self._cell(put, style, prefix)
            if cell is not None:
                self._cuts.append((cell.span.start, cell.span.end, made))
            elif not row.span.is_empty:
                after = next((each for each in row.cells if each.column > column), None)
                self._insertions[after.span.start if after else row.span.closed].append(made)
        if row.span.is_empty:
            cells = b"".join(
                self._cell(puts[each], self._style_of(puts[each], row), prefix) for each in sorted(puts)
            )
            self._open_up(row.span, cells)
        self._widen_spans(row, puts)

    def _new_row(self, number: int, puts: Mapping[int, Put], model: NewRow | None) -> bytes:
        prefix = self._scan.prefix(self._scan.data)
        like = self._rows.get(model.like) if model is not None else None
        attributes = "".join(
            f" {name}={quoteattr(like.attributes[name])}"
            for name in _KEPT_OF_ROW
            if like and name in like.attributes
        )
        wanted = dict(puts)
        if model is not None and like is not None:
            for each in like.cells:
                if model.left <= each.column <= model.right:
                    wanted.setdefault(each.column, Put(number, each.column, "blank", like=model.like))
        cells = b"".join(
            self._cell(wanted[each], self._style_of(wanted[each], None), prefix) for each in sorted(wanted)
        )
        head = prefix + f'row r="{number + 1}"{attributes}'.encode()
        return b"<" + head + b">" + cells + b"</" + prefix + b"row>"

    def _add_rows(self, added: Sequence[tuple[int, bytes]]) -> None:
        data = self._scan.data
        if data.is_empty:
            self._open_up(data, b"".join(made for _, made in added))
            return
        for number, made in added:
            after = bisect_left(self._numbers, number)
            rows = self._scan.rows
            self._insertions[rows[after].span.start if after < len(rows) else data.closed].append(made)

    def _open_up(self, span: Span, inner: bytes) -> None:
        """Let an element that was one tag hold something."""
        if not inner:
            return
        name = self._scan.xml[span.start + 1 : span.opened].rstrip(b"/>").split(None, 1)[0]
        self._cuts.append((span.opened - 2, span.opened, b">" + inner + b"</" + name + b">"))

    def _style_of(self, put: Put, row: ScannedRow | None) -> str:
        """Return the style of a cell that is not there: of the row it is like, of its row, or of its column."""
        model = self._rows.get(put.like) if put.like is not None else None
        lent = model.cell(put.column) if model is not None else None
        if lent is not None:
            return lent.style
        for each in (row, model):
            if each is not None and each.attributes.get("customFormat") in ("1", "true"):
                return each.attributes.get("s", "")
        return next((style for first, last, style in self._scan.styles if first <= put.column <= last), "")

    def _cell(self, put: Put, style: str, prefix: bytes) -> bytes:
        """Return a cell: text stands in itself, so that the table of shared texts stays as it is."""
        head = f'c r="{cell_name((put.row, put.column))}"' + (f" s={quoteattr(style)}" if style else "")
        number = put.text if put.kind in ("number", "percent") else None
        if put.kind == "percent" and style in self._styles.percents:
            number = f"{Decimal(put.text).scaleb(-2):f}"  # such a cell shows a hundred times what it holds
        if put.kind == "day" and style in self._styles.days:
            serial = self._styles.serial(date.fromisoformat(put.text))
            number = str(serial) if serial is not None else None
        p = prefix.decode()
        if put.kind == "blank":
            return f"<{p}{head}/>".encode()
        if number is not None:
            return f"<{p}{head}><{p}v>{escape(number)}</{p}v></{p}c>".encode()
        text = escape(_ESCAPED.sub("_x005F_", clean(put.text)))
        return f'<{p}{head} t="inlineStr"><{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'.encode()

    def _widen_spans(self, row: ScannedRow, puts: Mapping[int, Put]) -> None:
        """Let what a row says of its width hold the new cells too."""
        said = row.attributes.get("spans", "")
        if not _RANGE.fullmatch(said):
            return
        first, last = map(int, said.split(":"))
        least, most = min(first, min(puts) + 1), max(last, max(puts) + 1)
        if (least, most) != (first, last):
            self._replace_value(row.span, "spans", f"{least}:{most}")

    def _widen_dimension(self, puts: Sequence[Put]) -> None:
        """Let what a sheet says of its size hold the new cells too: some readers look no further."""
        if self._scan.dimension is None:
            return
        span, said = self._scan.dimension
        held = range_of(said)
        if held is None:
            return
        rows, columns = [each.row for each in puts], [each.column for each in puts]
        top, left = min(held[0], *rows), min(held[1], *columns)
        bottom, right = max(held[2], *rows), max(held[3], *columns)
        if (top, left, bottom, right) != held:
            self._replace_value(span, "ref", f"{cell_name((top, left))}:{cell_name((bottom, right))}")

    def _replace_value(self, span: Span, attribute: str, value: str) -> None:
        place = value_place(self._scan.xml, span.start, attribute)
        if place is not None:
            self._cuts.append((*place, f'"{value}"'.encode()))
