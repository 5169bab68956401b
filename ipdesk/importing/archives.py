"""A first look into a zipped workbook, so that no bomb and no absurd cell reaches the real parser.

Runs in the child process. Everything is streamed; nothing is unpacked to memory whole or to disk.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from ipdesk.importing.limits import Limits, Unreadable
from ipdesk.importing.zipped import SMALL, check_members

CHUNK = 1 << 20
LONGEST_TAIL = 1 << 20
MOST_CELLS = 20_000_000  # rows times columns: the parser keeps a full rectangle in memory
LONGEST_TEXT = 200_000
_STYLES_PART = "xl/styles.xml"
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["'][^<>/]*>""")
_LOST = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*\bt\s*=\s*[\"']e[\"'][^<>]*)>"
    rb"|<(?:\w+:)?c\s([^<>/]*)><(?:\w+:)?f\b[^<>]*>(?:[^<>]*</(?:\w+:)?f>)?(?:<v\s*/>|<v></v>)?</"
)
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_HIDDEN = re.compile(
    rb"""<(?:\w+:)?row\s(?=[^<>]*\bhidden\s*=\s*["'](?:1|true)["'])[^<>]*?\br\s*=\s*["']([0-9]{1,7})["']"""
)
_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^<>]*>([^<]*)")
_TAG = re.compile(rb"<[^<>]*>")
_PARAGRAPH = re.compile(rb"</(?:\w+:)?(?:p|comment|text|si|c)>")
_NOTES = re.compile(r"xl/(comments|threadedcomments|drawings)[^/]*(/[^/]+)?\.xml|docprops/\w+\.xml")
_UNUSUAL = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"+/v")


@dataclass(slots=True)
class Scan:
    """What the first look found and the real parser does not tell.

    `percents` are the cells shown as percent, `lost` those that hold an error or a formula without a
    result, both as (row, column) counted from 0, by part; `hidden` are the rows that are hidden or filtered out.
    `texts` stand in no cell. `parts` maps the name of a sheet to its part.
    """

    lost: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    percents: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    hidden: dict[str, list[int]] = field(default_factory=dict)
    texts: list[tuple[str, str]] = field(default_factory=list)
    macros: bool = False
    epoch_1904: bool = False
    parts: dict[str, str] = field(default_factory=dict)


def scan_archive(archive: ZipFile, packed: int, limits: Limits) -> Scan:
    """Check a zipped workbook of `packed` bytes and return what only its raw parts tell.

    Raises Unreadable with the reason when it is no workbook, or larger than the limits.
    """
    check_members(archive.infolist(), packed, limits)
    names = {info.filename.lower(): info.filename for info in archive.infolist()}
    _check_type(names)
    scan = Scan(macros=any(name.endswith("vbaproject.bin") for name in names))
    percent_styles = _percent_styles(archive, names)
    for name, real in names.items():
        if name.endswith((".xml", ".rels")):
            _scan_part(archive, name, real, percent_styles, scan, limits)
    _read_workbook_part(archive, names, scan)
    return scan


def _check_type(names: dict[str, str]) -> None:
    if "xl/workbook.bin" in names:
        raise Unreadable("other-workbook")
    if "content.xml" in names and "mimetype" in names:
        raise Unreadable("other-workbook")
    if "xl/workbook.xml" not in names:
        raise Unreadable("not-a-table")


def _scan_part(
    archive: ZipFile, name: str, real: str, percent_styles: set[bytes], scan: Scan, limits: Limits
) -> None:
    """Stream one XML part: no document type, no cell beyond the limits, texts outside cells noted."""
    percent = _percent_cells(percent_styles)
    is_text = _NOTES.fullmatch(name) is not None
    texts: list[bytes] = []
    found: list[tuple[int, int]] = []
    lost: list[tuple[int, int]] = []
    hidden: list[int] = []
    rows, columns, kept = 0, 0, 0
    for piece in _pieces(archive, real):
        cells = _CELL.findall(piece)
        if cells:
            rows = max(rows, *(int(number) for number in {number for _, number in cells}))
            columns = max(columns, *map(column_number, {letters for letters, _ in cells}))
            _check_extent(rows, columns, limits)
            if percent is not None:
                found.extend(_places(percent.findall(piece)))
            lost.extend(_places(error or formula for error, formula in _LOST.findall(piece)))
        if b"hidden" in piece:
            hidden.extend(int(number) - 1 for number in _HIDDEN.findall(piece))
        for margin in _MARGIN.findall(piece):
            texts.append(margin)
        if is_text and kept < LONGEST_TEXT:
            plain = _TAG.sub(b"", _PARAGRAPH.sub(b"\n", piece))
            texts.append(plain)
            kept += len(plain)
    scan.percents[name] = found
    scan.lost[name] = lost
    scan.hidden[name] = hidden
    text = html.unescape(b"".join(texts).decode("utf-8", "replace")).strip()
    if text:
        scan.texts.append((real, text[:LONGEST_TEXT]))


def _percent_cells(styles: set[bytes]) -> re.Pattern[bytes] | None:
    """Return the pattern of cells in one of these styles, None when there is no such style."""
    if not styles:
        return None
    return re.compile(
        rb"<(?:\w+:)?c\s[^<>]*\bs\s*=\s*[\"'](?:" + b"|".join(sorted(styles)) + rb")[\"'][^<>]*>"
    )


def _pieces(archive: ZipFile, real: str) -> Iterator[bytes]:
    """Yield a part in pieces that end after a cell or before a tag, so that none is cut in two."""
    tail = b""
    first = True
    with archive.open(real) as stream:
        while chunk := stream.read(CHUNK):
            if first and chunk.startswith(_UNUSUAL):
                raise Unreadable("damaged")
            first = False
            piece = tail + chunk
            if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                raise Unreadable("entities")
            cell_end = piece.rfind(b"</c>")
            cut = cell_end + 4 if cell_end > 0 else piece.rfind(b"<")
            if cut <= 0 or len(piece) - cut > LONGEST_TAIL:
                cut = len(piece)
            yield piece[:cut]
            tail = piece[cut:]
    if tail:
        yield tail


def _check_extent(rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.rows:
        raise Unreadable("too-many-rows")
    if columns > limits.columns:
        raise Unreadable("too-many-columns")
    if rows * columns > MOST_CELLS:
        raise Unreadable("too-much")


def column_number(letters: bytes) -> int:
    """Return the 1-based number of a column such as b"C" or b"XFD"."""
    number = 0
    for sign in letters.upper():
        number = number * 26 + sign - 64
    return number


def _places(tags: Iterable[bytes]) -> Iterator[tuple[int, int]]:
    for tag in tags:
        if place := _REFERENCE.search(tag):
            yield int(place[2]) - 1, column_number(place[1]) - 1


def _percent_styles(archive: ZipFile, names: dict[str, str]) -> set[bytes]:
    """Return the numbers of the cell styles that show a fraction as percent."""
    root = _small_part(archive, names.get(_STYLES_PART))
    if root is None:
        return set()
    formats = {"9", "10"}
    for each in root.iter():
        if _local(each.tag) == "numFmt" and "%" in each.get("formatCode", ""):
            formats.add(each.get("numFmtId", ""))
    lists = [each for each in root.iter() if _local(each.tag) == "cellXfs"]
    styles = [style.get("numFmtId", "") for each in lists for style in each]
    return {str(index).encode() for index, number in enumerate(styles) if number in formats}


def _read_workbook_part(archive: ZipFile, names: dict[str, str], scan: Scan) -> None:
    """Note the day numbers start from, and which part holds which sheet."""
    root = _small_part(archive, names.get("xl/workbook.xml"))
    links = _small_part(archive, names.get("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in links or ()}
    for each in root.iter() if root is not None else ():
        if _local(each.tag) == "workbookPr":
            scan.epoch_1904 = each.get("date1904", "") in ("1", "true")
        if _local(each.tag) == "sheet":
            link = next((value for key, value in each.items() if _local(key) == "id"), None)
            target = targets.get(link, "")
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            scan.parts[each.get("name", "")] = part.lower()


def _small_part(archive: ZipFile, real: str | None):  # type: ignore[no-untyped-def]  # an Element, or None
    if real is None or archive.getinfo(real).file_size > SMALL:
        return None
    return fromstring(archive.read(real))


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
