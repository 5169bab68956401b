"""What a manuscript takes of pdfium: texts, names and things of a file, as plain values.

Runs in the child process. Whatever is opened here stays open until the process ends, or is closed by whoever opened it.
"""

from __future__ import annotations

import codecs
import ctypes
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from ipdesk.importing.pdfium_library import FORM, loaded

codecs.lookup("utf-16-le")  # while files can still be opened
FAR: Final = 1e6  # points around a page in which text is looked for: some of it may lie beside the page
LONGEST: Final = 2_000_000  # bytes of one name, note or title
FIRST_NOTES: Final = 20_000
KEYS: Final = (
    b"Title", b"Author", b"Subject", b"Keywords", b"Creator", b"Producer", b"CreationDate", b"ModDate",
)  # fmt: skip
# What notes and fields of forms say: their words, the same laid out, who wrote them and what about, what a field holds and is for.
NOTED: Final = (b"Contents", b"RC", b"T", b"Subj", b"OverlayText", b"V", b"TU")
Pointer = Any
raw: Final = loaded()


class NotOpened(Exception):
    """A file cannot be opened; `code` is pdfium's own."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def opened(data: bytes, password: str) -> Pointer:
    """Open a file, whose bytes must outlive it. Raises NotOpened."""
    document = raw.FPDF_LoadMemDocument64(data, len(data), password.encode("utf-8", "replace") or None)
    if not document:
        raise NotOpened(int(raw.FPDF_GetLastError()))
    return document


def text_of(held: Pointer) -> str:
    """Return the text of a page, what lies beside the page too."""
    around = (held, -FAR, FAR, FAR, -FAR)
    size = raw.FPDFText_GetBoundedText(*around, None, 0)
    if size <= 0:
        return ""
    signs = (ctypes.c_ushort * size)()
    raw.FPDFText_GetBoundedText(*around, signs, size)
    return bytes(signs).decode("utf-16-le", "replace").rstrip("\0")


def metadata(document: Pointer, others: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    """Yield the properties of a file that are not empty, those of other names too."""
    for key in dict.fromkeys((*KEYS, *others)):
        if value := _told(lambda to, size, of=key: raw.FPDF_GetMetaText(document, of, to, size)):
            yield key.decode("utf-8", "replace"), value


def titles(document: Pointer, most: int) -> list[str]:
    """Return the titles of bookmarks; such as lead back to one another are told once."""
    found: list[str] = []
    seen: set[int] = set()
    waiting = [raw.FPDFBookmark_GetFirstChild(document, None)]
    while waiting and len(found) < most:
        mark = waiting.pop()
        if mark is None or mark in seen:
            continue
        seen.add(mark)
        found.append(_told(lambda to, size, of=mark: raw.FPDFBookmark_GetTitle(of, to, size)))
        waiting.append(raw.FPDFBookmark_GetNextSibling(document, mark))
        waiting.append(raw.FPDFBookmark_GetFirstChild(document, mark))
    return found


def attachments(document: Pointer, most: int) -> Iterator[str]:
    """Yield the names of the files attached to a file."""
    for index in range(min(raw.FPDFDoc_GetAttachmentCount(document), most)):
        held = raw.FPDFDoc_GetAttachment(document, index)
        yield _told(lambda to, size, of=held: raw.FPDFAttachment_GetName(of, to, size)) if held else ""


def notes(page: Pointer, most: int) -> Iterator[tuple[int, dict[bytes, str]]]:
    """Yield kind of each annotation of a page and what it says."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), most)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        said = {
            key: _told(lambda to, size, of=note, at=key: raw.FPDFAnnot_GetStringValue(of, at, to, size))
            for key in NOTED
        }
        yield raw.FPDFAnnot_GetSubtype(note), said
        raw.FPDFPage_CloseAnnot(note)


def things(page: Pointer, most: int, deepest: int) -> Iterator[tuple[int, int]]:
    """Yield kind and address of what is drawn on a page and in its forms, up to so many."""
    waiting = [(_ON_PAGE, page, 0)]
    while waiting:
        (count, item), holder, depth = waiting.pop()
        number = min(max(0, count(holder)), max(0, most))
        most -= number
        found = [item(holder, index) for index in range(number)]
        kinds = list(map(raw.FPDFPageObj_GetType, found))
        if FORM in kinds and depth < deepest:
            waiting += [
                (_IN_FORM, thing, depth + 1) for kind, thing in zip(kinds, found, strict=True) if kind == FORM
            ]
        yield from zip(kinds, found, strict=True)


def area(thing: int) -> float:
    """Return how large a thing is on its page, in square points."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, edges)):
        return 0.0
    left, bottom, right, top = (each.value for each in edges)
    return max(0.0, right - left) * max(0.0, top - bottom)


def letter_size(held: Pointer, at: int, unit: bytes) -> float:
    """Return the size of one sign of a page; 0 where it is another one than this."""
    if not unit.strip() or raw.FPDFText_GetUnicode(held, at) != int.from_bytes(unit, "little"):
        return 0.0
    return float(raw.FPDFText_GetFontSize(held, at))


def _told(ask: Callable[..., int]) -> str:
    """Return a text that a function writes into bytes, of which it tells the number."""
    size = ask(None, 0)
    if not 2 < size <= LONGEST:
        return ""
    held = ctypes.create_string_buffer(size)
    ask(held, size)
    return held.raw[: size - 2].decode("utf-16-le", "replace")


_ON_PAGE: Final = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
_IN_FORM: Final = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
