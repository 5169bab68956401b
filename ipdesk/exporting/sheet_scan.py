"""Where the rows and cells of a sheet stand in its XML: told by a parser, in bytes, so that single cells can be replaced.

Runs in the child process that fills a superior's workbook.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from ipdesk.rules.report_books import MOST_COLUMNS, MOST_ROWS, Range, place_of, range_of

NAMESPACES: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
MOST_CELLS: Final = 1_000_000
MOST_MERGED: Final = 5_000
_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")
_NAME = re.compile(rb"<[^\s/>]+")
_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_PLACED: Final = frozenset(("sheetData", "row", "c", "dimension"))  # elements of which the place is kept
_TOLD: Final = frozenset(("f", "col", "mergeCell"))
_PLAIN_CODES: Final = (None, "utf-8", "us-ascii", "ascii")
_MANY_CELLED: Final = ("shared", "array", "dataTable")  # formulas of which other cells are part


class Unfillable(Exception):
    """A workbook cannot be filled; `code` is a key of the reasons that the parent process knows."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Span:
    """An element in bytes: its start, the end of its first tag, the start of its last one, its end."""

    start: int
    opened: int
    closed: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether it is one tag that opens and closes it."""
        return self.opened == self.end


@dataclass(slots=True)
class ScannedCell:
    """A cell as it stands in the XML; `formula` is its kind, "" for none."""

    column: int
    span: Span
    style: str = ""
    kind: str = ""
    text: str = ""
    formula: str = ""


@dataclass(slots=True)
class ScannedRow:
    """A row with its cells from left to right, and the attributes of its tag."""

    row: int
    span: Span
    attributes: dict[str, str]
    cells: list[ScannedCell] = field(default_factory=list)

    def cell(self, column: int) -> ScannedCell | None:
        """Return the cell of a column, None where the row has none."""
        return next((each for each in self.cells if each.column == column), None)


@dataclass(slots=True)
class SheetScan:
    """What the XML of a sheet holds. `styles` are those of columns, as (first, last, style)."""

    xml: bytes
    data: Span = field(default_factory=lambda: Span(0, 0, 0, 0))
    rows: list[ScannedRow] = field(default_factory=list)
    styles: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    fixed: list[Range] = field(default_factory=list)
    dimension: tuple[Span, str] | None = None

    def prefix(self, span: Span) -> bytes:
        """Return the prefix with its colon that an element has in its tag, b"" without one."""
        name = re.split(rb"[\s/>]", self.xml[span.start + 1 : span.opened], maxsplit=1)[0]
        before, colon, _ = name.rpartition(b":")
        return before + colon


def scan_sheet(xml: bytes) -> SheetScan:
    """Return where everything stands in a sheet. Raises Unfillable for what is no sheet in plain order."""
    scanner = _Scanner(xml)
    parse_plain(xml, scanner.start, scanner.end, scanner.text)
    if not scanner.scan.data.end:
        raise Unfillable("damaged")
    return scanner.scan


Begin = Callable[[expat.XMLParserType, str, dict[str, str]], None]
End = Callable[[expat.XMLParserType, str], None]


def parse_plain(xml: bytes, start: Begin, end: End, text: Callable[[str], None]) -> None:
    """Parse XML in UTF-8 without a document type, with namespaces told. Raises Unfillable."""
    if b"\x00" in xml[:4] or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unfillable("other-code")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = False

    def refuse_type(*_: object) -> None:
        raise Unfillable("entities")

    def declare(_version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding.lower() if encoding else None) not in _PLAIN_CODES:
            raise Unfillable("other-code")

    parser.StartDoctypeDeclHandler = refuse_type
    parser.EntityDeclHandler = refuse_type
    parser.XmlDeclHandler = declare
    parser.StartElementHandler = lambda name, attributes: start(parser, name, attributes)
    parser.EndElementHandler = lambda name: end(parser, name)
    parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise Unfillable("damaged") from None


def tag_end(xml: bytes, start: int) -> int:
    """Return where the tag that begins at a place ends; the parser has read it, so it is whole."""
    found = _TAG.match(xml, start)
    if found is None:
        raise Unfillable("damaged")
    return found.end()


def value_place(xml: bytes, start: int, name: str) -> tuple[int, int] | None:
    """Return where the value of an attribute stands, quotes included, in the tag that begins at a place; None without it."""
    found = _NAME.match(xml, start)
    place = found.end() if found else start
    while (found := _ATTRIBUTE.match(xml, place)) is not None:
        if found[1] == name.encode():
            return found.start(2), found.end(2)
        place = found.end()
    return None


class _Scanner:
    """Follows the parser through a sheet, and keeps what stands where."""

    def __init__(self, xml: bytes) -> None:
        self.scan = SheetScan(xml)
        self._path: list[str] = []
        self._open: list[Span | None] = []
        self._cell: ScannedCell | None = None
        self._text: list[str] = []
        self._count = 0
        self._locals: dict[str, str] = {}

    def start(self, parser: expat.XMLParserType, name: str, attributes: dict[str, str]) -> None:
        """Note an element that begins."""
        local = self._locals.get(name) or self._local(name)
        path = self._path
        path.append(local)
        if local not in _PLACED:
            self._open.append(None)
            if local in _TOLD:
                self._tell(tuple(path[1:]), attributes)
            return
        begin = parser.CurrentByteIndex
        opened = tag_end(self.scan.xml, begin)
        span = Span(begin, opened, opened, opened)
        self._open.append(span)
        if len(path) == 4 and local == "c" and path[1:3] == ["sheetData", "row"]:
            self._begin_cell(span, attributes)
        elif len(path) == 3 and local == "row" and path[1] == "sheetData":
            self._begin_row(span, attributes)
        elif len(path) == 2 and local == "sheetData":
            if self.scan.data.end:
                raise Unfillable("damaged")
            self.scan.data = span
        elif len(path) == 2 and local == "dimension":
            self.scan.dimension = (span, attributes.get("ref", ""))

    def _tell(self, path: tuple[str, ...], attributes: dict[str, str]) -> None:
        match path:
            case ("sheetData", "row", "c", "f"):
                self._begin_formula(attributes)
            case ("cols", "col"):
                self._column(attributes)
            case ("mergeCells", "mergeCell"):
                self._merge(attributes.get("ref", ""))

    def _local(self, name: str) -> str:
        """Return the name of an element of a sheet; those of others begin with a question mark."""
        space, _, local = name.rpartition(" ")
        return self._locals.setdefault(name, local if space in NAMESPACES else f"?{local}")

    def end(self, parser: expat.XMLParserType, _name: str) -> None:
        """Note where an element ends."""
        local, span = self._path.pop(), self._open.pop()
        if span is not None and self.scan.xml[span.opened - 2 : span.opened] != b"/>":
            span.closed = parser.CurrentByteIndex
            span.end = self.scan.xml.index(b">", span.closed) + 1
        if self._cell is not None and len(self._path) == 3 and local == "c":
            self._cell.text = "".join(self._text)
            self._cell = None

    def text(self, text: str) -> None:
        """Keep the value of a cell, not its formula nor how it is pronounced."""
        if self._cell is None or "rPh" in self._path:
            return
        if self._path[-1] == "v" or (self._path[-1] == "t" and "is" in self._path):
            self._text.append(text)

    def _begin_row(self, span: Span, attributes: dict[str, str]) -> None:
        rows = self.scan.rows
        before = rows[-1].row if rows else -1
        number = _whole(attributes["r"]) - 1 if "r" in attributes else before + 1
        if not before < number < MOST_ROWS:
            raise Unfillable("disordered" if number <= before else "beyond")
        rows.append(ScannedRow(number, span, attributes))

    def _begin_cell(self, span: Span, attributes: dict[str, str]) -> None:
        row = self.scan.rows[-1]
        before = row.cells[-1].column if row.cells else -1
        place = (row.row, before + 1)
        if "r" in attributes:
            named = place_of(attributes["r"])
            if named is None:
                raise Unfillable("beyond")
            place = named
        if place[0] != row.row or place[1] <= before:
            raise Unfillable("disordered")
        if place[1] >= MOST_COLUMNS:
            raise Unfillable("beyond")
        self._count += 1
        if self._count > MOST_CELLS:
            raise Unfillable("too-much")
        self._cell = ScannedCell(place[1], span, attributes.get("s", ""), attributes.get("t", ""))
        self._text = []
        row.cells.append(self._cell)

    def _begin_formula(self, attributes: dict[str, str]) -> None:
        assert self._cell is not None  # the path says so
        kind = attributes.get("t", "normal")
        self._cell.formula = kind
        if kind in _MANY_CELLED and "ref" in attributes:
            found = range_of(attributes["ref"])
            if found is None:
                raise Unfillable("beyond")
            row, column = self.scan.rows[-1].row, self._cell.column
            self.scan.fixed.append((row, column, row, column) if kind == "shared" else found)

    def _column(self, attributes: dict[str, str]) -> None:
        first, last = _whole(attributes.get("min", "")), _whole(attributes.get("max", ""))
        if attributes.get("style"):
            self.scan.styles.append((first - 1, last - 1, attributes["style"]))

    def _merge(self, ref: str) -> None:
        found = range_of(ref)
        if found is None:
            raise Unfillable("beyond")
        if len(self.scan.merged) >= MOST_MERGED:
            raise Unfillable("too-much")
        self.scan.merged.append(found)


def _whole(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise Unfillable("damaged") from None
    if number < 1:
        raise Unfillable("beyond")
    return number
