"""A superior's workbook from outside: a first look at it, and what the child that reads and fills it answers.

The look runs in the child process, before anything else reads the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from ipdesk.importing.archives import scan_archive
from ipdesk.importing.child import REASONS as WORKBOOK_REASONS
from ipdesk.importing.child import Job, ask, misanswered, read_bytes
from ipdesk.importing.limits import COMPOUND, Limits, Unreadable
from ipdesk.model.text import N_, Message
from ipdesk.rules.report_books import (
    CELL_KINDS,
    MOST_COLUMNS,
    MOST_ROWS,
    BookCell,
    BookSheet,
    Place,
    Range,
    ReportBook,
)

LIMITS: Final = Limits(file=30_000_000, processor=40, seconds=60, columns=MOST_COLUMNS)
WITH_VALUES: Final = LIMITS._replace(file=LIMITS.file + 20_000_000)
ZIPPED: Final = b"PK\x03\x04"
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SIGNATURE: Final = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
TYPES: Final = "[content_types].xml"
LONGEST_TYPES: Final = 5_000_000
_AS_XLSX: Final = Message(
    N_("Open it once in Excel or WPS, save it as .xlsx, and use that file from then on.")
)
_SAVE_AGAIN: Final = Message(N_("Open it in Excel or WPS, save it as .xlsx and try again."))

REASONS: Final = {
    **WORKBOOK_REASONS,
    "old-workbook": (N_("“{file}” is an old .xls or .et file, or it is locked with a password."), _AS_XLSX),
    "other-workbook": (N_("“{file}” is a kind of workbook that cannot be filled."), _AS_XLSX),
    "not-a-table": (N_("“{file}” is no workbook (.xlsx)."), _AS_XLSX),
    "macros": (
        N_("“{file}” holds macros (.xlsm): nothing that runs is passed on from here."),
        Message(N_("Save it as .xlsx, which leaves them out, and fill that; run the macros in a copy if they are needed.")),
    ),
    "disordered": (N_("“{file}” has rows or cells out of their order."), _SAVE_AGAIN),
    "beyond": (N_("“{file}” names a cell that no sheet has."), _SAVE_AGAIN),
    "other-code": (N_("“{file}” is written in a code that workbooks do not have."), _SAVE_AGAIN),
    "packing": (N_("“{file}” is packed in an unusual way."), _SAVE_AGAIN),
}  # fmt: skip
FILL: Final = Job("fill-report", REASONS, _SAVE_AGAIN)


def read_template(path: Path) -> tuple[ReportBook, bytes]:
    """Return what a workbook says, and its bytes. Raises NotFound, or Refused with a plain reason."""
    data = read_bytes(path, LIMITS, FILL)
    return read_template_bytes(data, path.name), data


def read_template_bytes(data: bytes, name: str) -> ReportBook:
    """Return what the bytes of a workbook say. Raises Refused with a plain reason."""
    answer = ask_of_report({"act": "read"}, data, name)
    return _book(answer, name, sha256(data).hexdigest())


def ask_of_report(request: Mapping[str, Any], data: bytes, name: str) -> dict[str, Any]:
    """Have a child look through a workbook and do what the request says. Raises Refused naming the file."""
    payload = json.dumps(request, ensure_ascii=False).encode("utf-8", "replace") + b"\n" + data
    return ask(payload, name, WITH_VALUES, FILL)


def looked_through(payload: bytes, limits: Limits) -> bytes:
    """Return a request with what a look at its workbook tells. Raises Unreadable with the reason."""
    line, _, data = payload.partition(b"\n")
    if data.startswith(COMPOUND):
        raise Unreadable("old-workbook")
    if not data.strip():
        raise Unreadable("empty")
    if not data.startswith(ZIPPED):
        raise Unreadable("not-a-table")
    try:
        with ZipFile(BytesIO(data)) as archive:
            scan = scan_archive(archive, len(data), limits)
            if scan.macros:
                raise Unreadable("macros")
            signed = SIGNATURE in _kinds(archive)
    except DefusedXmlException:
        raise Unreadable("entities") from None
    # zipfile raises NotImplementedError for a packing that it does not know.
    except (BadZipFile, EOFError, NotImplementedError, ParseError, KeyError):
        raise Unreadable("damaged") from None
    told = {"parts": scan.parts, "epoch_1904": scan.epoch_1904, "texts": scan.texts, "signed": signed}
    request = json.loads(line) | told
    return json.dumps(request, ensure_ascii=False).encode("utf-8", "replace") + b"\n" + data


def _kinds(archive: ZipFile) -> set[str]:
    """Return the kinds of its parts; only a workbook without macros may be filled, whatever its name says."""
    real = next((name for name in archive.namelist() if name.lower() == TYPES), None)
    if real is None or archive.getinfo(real).file_size > LONGEST_TYPES:
        raise Unreadable("not-a-table")
    types = {each.get("ContentType", "") for each in fromstring(archive.read(real), forbid_dtd=True).iter()}
    if any("macroenabled" in each.lower() or "vbaproject" in each.lower() for each in types):
        raise Unreadable("macros")
    if WORKBOOK not in types:
        raise Unreadable("other-workbook")
    return types


def _book(answer: Mapping[str, Any], name: str, digest: str) -> ReportBook:
    """Return the child's answer as a workbook; it read hostile bytes, so nothing it says is taken on trust."""
    try:
        return ReportBook(
            name=name,
            sha256=digest,
            sheets=tuple(_sheet(each) for each in answer["sheets"]),
            names=tuple((str(each[0]), str(each[1])) for each in answer["names"]),
            texts=tuple((str(each[0]), str(each[1])) for each in answer["texts"]),
            signed=answer["signed"] is True,
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise misanswered(name) from None


def _sheet(given: Mapping[str, Any]) -> BookSheet:
    return BookSheet(
        name=str(given["name"]),
        part=str(given["part"]),
        cells=dict(_cell(each) for each in given["cells"]),
        merged=tuple(_range(each) for each in given["merged"]),
        heads=tuple(_range(each) for each in given["heads"]),
    )


def _cell(given: Sequence[Any]) -> tuple[Place, BookCell]:
    row, column, text, kind = given
    if kind not in CELL_KINDS or not (0 <= int(row) < MOST_ROWS and 0 <= int(column) < MOST_COLUMNS):
        raise ValueError("not a cell")
    return (int(row), int(column)), BookCell(str(text), kind)


def _range(given: Sequence[Any]) -> Range:
    top, left, bottom, right = map(int, given)
    return top, left, bottom, right
