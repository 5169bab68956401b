"""A superior's workbook, read for whoever maps its cells, and filled in the cells that are mapped.

It is only ever read in a child process (see importing.child); `answer` is what that child does. All parts but the
sheets that are written stay byte by byte what they were, and the sheets in all but the cells written. Where cells are
reckoned from others, the workbook is told to reckon anew when it is opened; where a formula gave way, the order of
reckoning goes, which programs make anew. Nothing else is changed.
"""

from __future__ import annotations

import base64
import json
import posixpath
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from ipdesk.exporting.package_edits import replace_parts
from ipdesk.exporting.sheet_edits import CellStyles, NewRow, Put, edit_sheet
from ipdesk.exporting.sheet_scan import (
    NAMESPACES,
    ScannedCell,
    SheetScan,
    Unfillable,
    parse_plain,
    scan_sheet,
    tag_end,
    value_place,
)
from ipdesk.rules.report_books import Range, is_within, range_of

WORKBOOK: Final = "xl/workbook.xml"
CHAIN: Final = "xl/calcchain.xml"  # in which order cells are reckoned; programs make it anew
TYPES, RELATIONS = "[content_types].xml", "xl/_rels/workbook.xml.rels"  # what names it
MOST_SHOWN: Final = 100_000  # cells in which something stands
LONGEST_SHOWN: Final = 1_000
MOST_NAMES: Final = 2_000
BUILT_IN_DAYS: Final = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58))
BUILT_IN_PERCENTS: Final = frozenset({"9", "10"})
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
# What stands before calcPr in a workbook.
_BEFORE_RECKONING: Final = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip
BROKEN: Final = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # raised by zipfile for a packing that it does not know
    OSError,
    ValueError,
    KeyError,
)


def answer(payload: bytes) -> bytes:
    """Return the child's answer to a request, a line of JSON before the bytes of the workbook."""
    line, _, data = payload.partition(b"\n")
    request = json.loads(line)
    try:
        with ZipFile(BytesIO(data)) as archive:
            book = _Book(archive, request["parts"], epoch_1904=request["epoch_1904"] is True)
            if request["act"] == "read":
                head = {each: request[each] for each in ("texts", "signed")} | {
                    "names": book.names()[:MOST_NAMES]
                }
                return json.dumps(head | {"sheets": list(book.sheets())}, ensure_ascii=False).encode(
                    "utf-8", "replace"
                )
            parts = book.filled(request)
        return json.dumps({"xlsx": base64.b64encode(replace_parts(data, parts)).decode()}).encode()
    except Unfillable as error:
        return json.dumps({"refused": error.code}).encode()
    except BROKEN:
        return b'{"refused": "damaged"}'


@dataclass(slots=True)
class _Styles:
    """Which styles show days, and which percentages."""

    formats: dict[str, str] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)

    def start(self, _parser: object, name: str, attributes: dict[str, str]) -> None:
        self.path.append(_local(name))
        match self.path[1:]:
            case ["numFmts", "numFmt"]:
                self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            case ["cellXfs", "xf"]:
                self.numbers.append(attributes.get("numFmtId", ""))

    def end(self, _parser: object, _name: str) -> None:
        self.path.pop()

    def days(self) -> frozenset[str]:
        """Return the styles, by their places, that show a number as a day."""
        return frozenset(str(place) for place, number in enumerate(self.numbers) if self._is_day(number))

    def percents(self) -> frozenset[str]:
        """Return the styles, by their places, that show a number as a percentage."""
        return frozenset(str(place) for place, number in enumerate(self.numbers) if self._is_percent(number))

    def _is_percent(self, number: str) -> bool:
        code = self.formats.get(number)
        return number in BUILT_IN_PERCENTS if code is None else "%" in _QUOTED.sub("", code)

    def _is_day(self, number: str) -> bool:
        if number in self.formats:
            code = _QUOTED.sub("", self.formats[number].partition(";")[0]).lower()
            return (
                "y" in code
                or "d" in code
                or "e" in code.replace("general", "").replace("e+", "").replace("e-", "")
            )
        return number.isdecimal() and int(number) in BUILT_IN_DAYS


@dataclass(slots=True)
class _Strings:
    """The shared texts, in their order, without how they are pronounced."""

    texts: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)

    def start(self, _parser: object, name: str, _attributes: dict[str, str]) -> None:
        self.path.append(_local(name))
        if self.path[1:] == ["si"]:
            self.texts.append("")

    def end(self, _parser: object, _name: str) -> None:
        self.path.pop()

    def text(self, text: str) -> None:
        if self.path[-1:] == ["t"] and "rPh" not in self.path and self.texts:
            self.texts[-1] += text


@dataclass(slots=True)
class _Workbook:
    """The names that a workbook defines, and where it says how it is reckoned."""

    names: list[list[str]] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    reckoning: int = -1
    begun: int = -1
    before: tuple[int, int] = (-1, -1)  # where what stands before it begins, and where the parser saw it end

    def start(self, parser: Any, name: str, attributes: dict[str, str]) -> None:
        self.path.append(_local(name))
        if len(self.path) == 2:
            self.begun = parser.CurrentByteIndex
        match self.path[1:]:
            case ["calcPr"]:
                self.reckoning = parser.CurrentByteIndex
            case ["definedNames", "definedName"]:
                self.names.append([attributes.get("name", ""), ""])

    def end(self, parser: Any, _name: str) -> None:
        if len(self.path) == 2 and self.path[1] in _BEFORE_RECKONING:
            self.before = (self.begun, parser.CurrentByteIndex)
        self.path.pop()

    def text(self, text: str) -> None:
        if self.path[1:] == ["definedNames", "definedName"]:
            self.names[-1][1] += text


@dataclass(slots=True)
class _Tags:
    """The attributes of every element, in their order."""

    held: list[dict[str, str]] = field(default_factory=list)

    def start(self, _parser: object, _name: str, attributes: dict[str, str]) -> None:
        self.held.append(attributes)

    def end(self, _parser: object, _name: str) -> None:
        """Keep nothing of it."""


class _Links:
    """Where a part names the order of reckoning: its kind, or the way to it."""

    def __init__(self, xml: bytes) -> None:
        self._xml, self._spans = xml, list[tuple[int, int]]()
        self._open: list[int] = []

    def start(self, parser: Any, _name: str, attributes: dict[str, str]) -> None:
        path = (attributes.get("PartName") or attributes.get("Target") or "").lower()
        self._open.append(parser.CurrentByteIndex if path.endswith("calcchain.xml") else -1)

    def end(self, parser: Any, _name: str) -> None:
        begun = self._open.pop()
        if begun >= 0:
            opened = tag_end(self._xml, begun)
            whole = self._xml[opened - 2 : opened] == b"/>"
            self._spans.append((begun, opened if whole else tag_end(self._xml, parser.CurrentByteIndex)))

    def without_chain(self) -> bytes:
        """Return the part without them."""
        made, done = b"", 0
        for begun, ended in self._spans:
            made, done = made + self._xml[done:begun], ended
        return made + self._xml[done:]


class _Book:
    """The parts of a workbook that are looked at."""

    def __init__(self, archive: ZipFile, parts: Mapping[str, str], *, epoch_1904: bool) -> None:
        self._archive, self._parts = archive, parts
        self._real = {name.lower(): name for name in archive.namelist()}
        styles = _Styles()
        self._parse("xl/styles.xml", styles)
        self._styles = CellStyles(styles.days(), styles.percents(), epoch_1904)
        self._workbook = _Workbook()
        self._parse(WORKBOOK, self._workbook)

    def names(self) -> list[list[str]]:
        """Return the names defined, each with what it means."""
        return self._workbook.names

    def sheets(self) -> Iterator[dict[str, Any]]:
        """Yield each sheet with what stands in its cells."""
        strings = _Strings()
        self._parse("xl/sharedstrings.xml", strings)
        left = MOST_SHOWN
        for name, part in self._parts.items():
            if part not in self._real or "/worksheets/" not in f"/{part}":
                continue  # a sheet that is a chart or a dialogue
            scan = scan_sheet(self._read(part))
            cells = list(self._shown(scan, strings.texts))
            left -= len(cells)
            if left < 0:
                raise Unfillable("too-much")
            areas = {"merged": scan.merged, "heads": self._heads(part)}
            yield {"name": name, "part": part, "cells": cells} | {
                key: [list(each) for each in found] for key, found in areas.items()
            }

    def _heads(self, part: str) -> list[Range]:
        """Return the headings of the tables that a sheet has as such: they are named in the table, too."""
        folder, _, name = part.rpartition("/")
        found = []
        relations = _Tags()
        self._parse(f"{folder}/_rels/{name}.rels", relations)
        for each in relations.held:
            if not each.get("Type", "").endswith("/table"):
                continue
            table = _Tags()
            self._parse(
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))[1:].lower(), table
            )
            said = table.held[0] if table.held else {}
            area = range_of(said.get("ref", ""))
            if area is not None and said.get("headerRowCount", "1") != "0":
                found.append((area[0], area[1], area[0], area[3]))
        return found

    def filled(self, request: Mapping[str, Any]) -> dict[str, bytes | None]:
        """Return the parts that are others when the cells asked for are written, None for what goes."""
        made: dict[str, bytes | None] = {}
        for each in request["sheets"]:
            puts = [Put(row, column, kind, text, like) for row, column, kind, text, like in each["puts"]]
            rows = [NewRow(*row) for row in each["rows"]]
            made[self._real[each["part"]]] = edit_sheet(self._read(each["part"]), puts, rows, self._styles)
        if request["reckon"] and made:
            made[self._real[WORKBOOK]] = self._reckoned_anew()
        if request["over_formulas"] and CHAIN in self._real:
            made |= self._without_chain()
        return made

    def _without_chain(self) -> dict[str, bytes | None]:
        """Return what goes with the order of reckoning: one that names a cell without a formula damages the workbook."""
        made: dict[str, bytes | None] = {self._real[CHAIN]: None}
        for part in (TYPES, RELATIONS):
            links = _Links(self._read(part))
            self._parse(part, links)
            made[self._real[part]] = links.without_chain()
        return made

    def _shown(self, scan: SheetScan, strings: list[str]) -> Iterator[list[Any]]:
        for row in scan.rows:
            for cell in row.cells:
                place = (row.row, cell.column)
                is_fixed = any(is_within(place, area) for area in scan.fixed)
                if not (cell.text or cell.formula or is_fixed):
                    continue
                text, kind = self._told(cell, strings)
                if cell.formula or is_fixed:
                    kind = "fixed" if is_fixed else "formula"
                if text.strip() or kind in ("fixed", "formula"):
                    yield [row.row, cell.column, text[:LONGEST_SHOWN], kind]

    def _told(self, cell: ScannedCell, strings: list[str]) -> tuple[str, str]:
        match cell.kind:
            case "s":
                number = int(cell.text) if cell.text.strip().isdecimal() else -1
                return (strings[number] if 0 <= number < len(strings) else ""), "text"
            case "str" | "inlineStr" | "d":
                return cell.text, "text"
            case "e":
                return cell.text, "error"
            case "b":
                return ("TRUE" if cell.text.strip() == "1" else "FALSE"), "number"
            case _:
                return self._number(cell), "number"

    def _number(self, cell: ScannedCell) -> str:
        if cell.style in self._styles.days:
            first = date(1904, 1, 1) if self._styles.epoch_1904 else date(1899, 12, 30)
            try:
                return (first + timedelta(days=int(float(cell.text)))).isoformat()
            except (ValueError, OverflowError):
                return cell.text
        return cell.text

    def _reckoned_anew(self) -> bytes:
        """Return the workbook's own part, which says that everything is reckoned when it is opened."""
        xml, found = self._read(WORKBOOK), self._workbook
        if found.reckoning >= 0:
            place = value_place(xml, found.reckoning, "fullCalcOnLoad")
            if place is not None:
                return xml[: place[0]] + b'"1"' + xml[place[1] :]
            end = tag_end(xml, found.reckoning)
            end -= 2 if xml[end - 2 : end] == b"/>" else 1
            return xml[:end].rstrip() + b' fullCalcOnLoad="1"' + xml[end:]
        begun, ended = found.before
        if begun < 0:
            raise Unfillable("damaged")
        opened = tag_end(xml, begun)
        after = opened if xml[opened - 2 : opened] == b"/>" else tag_end(xml, ended)
        name = xml[begun + 1 : opened].rstrip(b"/>").split(None, 1)[0]
        before, colon, _ = name.rpartition(b":")
        return xml[:after] + b"<" + before + colon + b'calcPr fullCalcOnLoad="1"/>' + xml[after:]

    def _parse(self, part: str, handler: Any) -> None:
        if part in self._real:
            parse_plain(self._read(part), handler.start, handler.end, getattr(handler, "text", _nothing))

    def _read(self, part: str) -> bytes:
        return self._archive.read(self._real[part])


def _nothing(_text: str) -> None:
    """Keep no text."""


def _local(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return local if space in NAMESPACES else f"?{local}"
