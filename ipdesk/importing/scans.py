"""Scans of signed papers: whether a file is the PDF or picture that its name says, whole and open to everybody.

Only the marks of the kinds are looked for; nothing in a file is parsed or drawn.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from ipdesk.model.errors import WrongValue
from ipdesk.model.files import not_read
from ipdesk.model.text import N_, Message, sound

ENDINGS: Final[dict[str, str]] = {
    ".pdf": "PDF",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".tif": "TIFF",
    ".tiff": "TIFF",
}
_STARTS: Final = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
    (b"PK\x03\x04", "ZIP, DOCX, XLSX"),
    (b"\xd0\xcf\x11\xe0", "DOC, XLS"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
)
_HEAD: Final = 1_024  # bytes within which a PDF says that it is one, and in the last of which how it ends
_ENCRYPTED: Final = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")


def check_scan(file: Path, data: bytes) -> None:
    """Raise WrongValue for content that is empty, not of the kind that its name says, cut short or under a password."""
    ending, name = file.suffix.lower(), sound(file.name)
    if ending not in ENDINGS:
        raise _unfit(Message(N_("{name} is no scan: a scan is a PDF or a picture."), name=name), _KINDS)
    if not data:
        raise _unfit(Message(N_("{name} is empty."), name=name), _AGAIN)
    found = _kind(data)
    if found != ENDINGS[ending]:
        what = Message(N_("{name} is no {wanted}, whatever its name says; it is: {found}."),
                       name=name, wanted=ENDINGS[ending],
                       found=found or Message(N_("of a kind that is not known here")))  # fmt: skip
        raise _unfit(what, _KINDS)
    if not _is_whole(found, data):
        raise _unfit(Message(N_("{name} is cut short: its end is missing."), name=name), _AGAIN)
    if found == "PDF" and _ENCRYPTED.search(data):
        raise _unfit(
            Message(N_("{name} opens with a password only."), name=name),
            Message(N_("Save it without a password; the workspace keeps it encrypted.")),
        )


def read_scan(file: Path) -> bytes:
    """Return the content of a file. Raises Refused where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise not_read(file, error) from error


_KINDS: Final = Message(N_("Choose a PDF, JPEG, PNG or TIFF."))
_AGAIN: Final = Message(N_("Scan the paper again, or copy the file again."))


def _kind(data: bytes) -> str:
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    return "PDF" if b"%PDF-" in data[:_HEAD] else ""


def _is_whole(kind: str, data: bytes) -> bool:
    """Say whether a file has the end of its kind; a TIFF has none."""
    match kind:
        case "PDF":
            return b"%%EOF" in data[-_HEAD:]
        case "PNG":
            return b"IEND" in data[-_HEAD:]
        case "JPEG":
            return b"\xff\xd9" in data[len(data) // 2 :]
        case _:
            return True


def _unfit(what: Message, advice: Message) -> WrongValue:
    return WrongValue("scan", what, advice)
