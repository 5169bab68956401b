"""Workbooks and tables of text turned into plain sheets of cells, told apart by content, never by name.

Runs in the child process. A cell is null, true or false, text, a number as stored, {"day": "2024-03-05"}
(with the time of day where there is one), {"percent": 0.6}, or {"lost": true} for an error value or a
formula without a result.
"""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ipdesk.importing.archives import Scan, scan_archive
from ipdesk.importing.delimited import read_delimited
from ipdesk.importing.limits import COMPOUND, Limits, Unreadable

ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
MACRO_STORE = "_VBA_PROJECT_CUR".encode("utf-16-le")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
DATE_MODE = b"\x22\x00\x02\x00"  # the record of an .xls that says from which day its numbers count
OTHERS = (*PICTURES, b"%PDF", b"Rar!", b"7z\xbc\xaf", b"MZ\x90", b"\x7fELF", b"\x1f\x8b")
MOST_MERGED = 20_000

Cell = Any


@dataclass(frozen=True, slots=True)
class Locks:
    """What opens a workbook under a password: a new one, which is a package, or an old one."""

    package: Callable[[bytes], bytes]
    old: Callable[[bytes], bytes]


def read_workbook(data: bytes, limits: Limits, locks: Locks | None = None) -> bytes:
    """Return the sheets of a file as JSON bytes. Raises Unreadable with the reason.

    `locks` opens what is under a password; without it such a file is refused.

    {"source", "macros", "epoch_1904", "texts": [[where, text]],
    "sheets": [{"name", "hidden", "hidden_rows", "merged", "rows"}]}, where hidden rows, which also are those filtered
    out, count from 0 and are not known of an .xls, a merged range is [first row, first column, last row, last column]
    counted from 0, and rows begin at row 1 of the sheet, empty ones included.
    """
    if not data.strip():
        raise Unreadable("empty")
    if data.startswith(ZIPPED):
        return _zipped(data, limits)
    if data.startswith(COMPOUND):
        return _compound(data, limits, locks)
    if data.startswith(OTHERS):
        raise Unreadable("not-a-table")
    rows = read_delimited(data, limits)
    sheet = ({"name": "", "hidden": False, "hidden_rows": [], "merged": []}, (_trimmed(row) for row in rows))
    return _answer({"source": "text", "macros": False, "epoch_1904": False, "texts": []}, [sheet], limits)


def _zipped(data: bytes, limits: Limits) -> bytes:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            scan = scan_archive(archive, len(data), limits)
    # zipfile raises NotImplementedError for a packing it does not know.
    except (BadZipFile, EOFError, NotImplementedError):
        raise Unreadable("damaged") from None
    head = {"source": "xlsx", "macros": scan.macros, "epoch_1904": scan.epoch_1904, "texts": scan.texts}
    return _answer(head, _sheets(_opened(data), scan, limits), limits)


def _compound(data: bytes, limits: Limits, locks: Locks | None) -> bytes:
    if ENCRYPTED_PACKAGE in data:
        if locks is None:
            raise Unreadable("encrypted")
        package = locks.package(data)
        if not package.startswith(ZIPPED):
            raise Unreadable("damaged")
        return _zipped(package, limits)
    try:
        workbook = _opened(data)
    except Unreadable:  # the parser does not tell a locked one from a damaged one
        if locks is None:
            raise
        data = locks.old(data)
        workbook = _opened(data)
    epoch_1904 = DATE_MODE + b"\1\0" in data and DATE_MODE + b"\0\0" not in data
    head = {"source": "xls", "macros": MACRO_STORE in data, "epoch_1904": epoch_1904, "texts": []}
    return _answer(head, _sheets(workbook, Scan(), limits), limits)


def _opened(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError:
        raise Unreadable("encrypted") from None
    except python_calamine.CalamineError:
        raise Unreadable("damaged") from None


def _sheets(
    workbook: CalamineWorkbook, scan: Scan, limits: Limits
) -> Iterator[tuple[dict[str, Any], Iterator[list[Cell]]]]:
    """Yield each sheet with its rows; they are read when asked for, one sheet at a time."""
    for index, known in enumerate(workbook.sheets_metadata):
        if known.typ != SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = workbook.get_sheet_by_index(index)
        except python_calamine.CalamineError:
            raise Unreadable("damaged") from None
        if sheet.total_height > limits.rows:
            raise Unreadable("too-many-rows")
        if sheet.total_width > limits.columns:
            raise Unreadable("too-many-columns")
        hidden = known.visible != SheetVisibleEnum.Visible
        part = scan.parts.get(known.name, "")
        rows = _rows(sheet, scan.percents.get(part, []), scan.lost.get(part, []))
        told = {"name": known.name, "hidden": hidden, "hidden_rows": scan.hidden.get(part, [])}
        yield told | {"merged": _merged(sheet)}, rows


def _merged(sheet: CalamineSheet) -> list[list[int]]:
    ranges = sheet.merged_cell_ranges or []
    return [[*first, *last] for first, last in ranges[:MOST_MERGED]]


def _rows(
    sheet: CalamineSheet, percents: list[tuple[int, int]], lost: list[tuple[int, int]]
) -> Iterator[list[Cell]]:
    special: dict[int, list[tuple[int, bool]]] = {}
    for is_lost, places in ((False, percents), (True, lost)):
        for number, column in places:
            special.setdefault(number, []).append((column, is_lost))
    left: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)  # the parser leaves empty columns out
    for number, row in enumerate(sheet.iter_rows()):
        cells = left + [_cell(value) for value in row]
        for column, is_lost in special.get(number, ()):
            if column >= len(cells):
                continue
            if is_lost:
                cells[column] = {"lost": True} if cells[column] is None else cells[column]
            elif isinstance(cells[column], float):
                cells[column] = {"percent": cells[column]}
        yield _trimmed(cells)


def _cell(value: object) -> Cell:
    match value:
        case "":
            return None
        case bool() | str() | float() | int():
            return value
        case datetime.datetime():
            return {"day": value.isoformat() if value.time() != datetime.time() else value.date().isoformat()}
        case datetime.date():
            return {"day": value.isoformat()}
        case _:
            return str(value)


def _trimmed(row: list[Cell]) -> list[Cell]:
    end = len(row)
    while end and row[end - 1] in (None, ""):
        end -= 1
    return row[:end]


def _answer(head: dict[str, Any], sheets: Any, limits: Limits) -> bytes:
    """Write the answer piece by piece, so that it is given up as soon as it grows too large."""
    parts = [json.dumps(head)[:-1], ', "sheets": [']
    size = 0
    for index, (known, rows) in enumerate(sheets):
        parts.append((", " if index else "") + json.dumps(known)[:-1] + ', "rows": [')
        for number, row in enumerate(rows):
            piece = (", " if number else "") + json.dumps(row, ensure_ascii=False)
            parts.append(piece)
            size += len(piece)
            if size > limits.answer:
                raise Unreadable("too-much")
        parts.append("]}")
    parts.append("]}")
    return "".join(parts).encode("utf-8", "surrogatepass")
