"""The text of a PDF page by page, with what is written beside it, and what there is without any text.

Runs in the child process. Pages without a text layer are named; nothing here recognises writing in pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ipdesk.importing import pdfium
from ipdesk.importing.limits import Limits, Unreadable
from ipdesk.importing.manuscript_drafts import MOST_SIGNS, Draft
from ipdesk.importing.pdf_objects import info_keys, tell_raw
from ipdesk.importing.pdf_pages import (
    MOST_NOTES,
    MOST_PAGES,
    tell_note,
    tell_pages,
    unread_reason,
    whole,
)
from ipdesk.importing.pdfium import raw
from ipdesk.importing.pdfium_library import IMAGE

MOST_OBJECTS: Final = 200_000
DEEPEST: Final = 4
STEP: Final = 1.08  # by which letters of another size differ at least
AGAIN: Final = b'{"again":true}'
_OPENERS: Final = {4: "encrypted", 5: "unknown-lock"}
_MEDIA: Final = {17: "attachment", 18: "video", 19: "video", 21: "video", 25: "object", 26: "video"}
_LINK, _POPUP, _WIDGET = 2, 16, 20


def read_pdf(data: bytes, limits: Limits, password: str = "") -> bytes:
    """Return what a PDF holds as JSON, or that it is to be tried by other means. Raises Unreadable."""
    data = whole(data)
    try:
        document = pdfium.opened(data, password)
    except pdfium.NotOpened as error:
        if (code := _OPENERS.get(error.code)) is None:
            return AGAIN
        raise Unreadable("wrong-password" if code == "encrypted" and password else code) from None
    count = raw.FPDF_GetPageCount(document)
    if count <= 0:
        return AGAIN
    if count > MOST_PAGES:
        raise Unreadable("too-many-pages")
    draft = Draft("pdf")
    texts = list(_pages(document, count, draft))
    if all(each is None for each in texts):
        raise Unreadable("damaged")
    tell_pages([each or "" for each in texts], draft)
    _tell_beside(document, data, draft)
    return draft.answer(limits)


def _pages(document: Any, count: int, draft: Draft) -> Iterator[str | None]:
    """Yield the text of each page, None for one that cannot be read, which is noted."""
    left, size = MOST_OBJECTS, 0
    for number in range(1, count + 1):
        page = raw.FPDF_LoadPage(document, number - 1)
        held = raw.FPDFText_LoadPage(page) if page else None
        if not held:
            draft.leave("page", number, "damaged")
            yield None
            continue
        text = _parted(held)
        size += len(text)
        if size > MOST_SIGNS:
            raise Unreadable("too-much")
        left -= _tell_things(page, number, text, raw.FPDFText_CountChars(held), left, draft)
        _tell_notes(page, number, draft)
        raw.FPDFText_ClosePage(held)
        raw.FPDF_ClosePage(page)
        yield text
    if left <= 0:
        draft.leave("more", 0)


def _parted(held: Any) -> str:
    """Return the text of a page, with an empty line where letters of another size begin, as behind a title."""
    made: list[str] = []
    at, last = 0, 0.0
    for line in pdfium.text_of(held).split("\r\n"):
        units = line.encode("utf-16-le")
        middle = len(units) // 4
        size = pdfium.letter_size(held, at + middle, units[middle * 2 : middle * 2 + 2])
        if size and last and not 1 / STEP < size / last < STEP:
            made.append("")
        made.append(line)
        last = size or last
        at += len(units) // 2 + 2
    return "\n".join(made)


def _tell_things(page: Any, number: int, text: str, signs: int, most: int, draft: Draft) -> int:
    """Note the pictures of a page, and the page itself where its text is not there; return how many things it has."""
    around = max(1.0, raw.FPDF_GetPageWidthF(page) * raw.FPDF_GetPageHeightF(page))
    found = list(pdfium.things(page, most, DEEPEST))
    pictures = [pdfium.area(thing) / around for kind, thing in found if kind == IMAGE]
    if reason := unread_reason(text, signs, max(pictures, default=0.0), bool(found)):
        draft.leave("page", number, reason)
    for index in range(len(pictures)):
        draft.leave("picture", number, str(index + 1))
    return len(found)


def _tell_notes(page: Any, number: int, draft: Draft) -> None:
    """Tell what stands in notes and form fields of a page, and name what hangs on it."""
    for kind, said in pdfium.notes(page, MOST_NOTES):
        if kind in _MEDIA:
            draft.leave(_MEDIA[kind], number, said[b"Contents"])
        if kind not in (_LINK, _POPUP):
            told = said[b"V"] if kind == _WIDGET else said[b"Contents"]
            others = (b"TU",) if kind == _WIDGET else (b"RC", b"Subj", b"T", b"OverlayText")
            tell_note(number, told, [said[each] for each in others], draft)


def _tell_beside(document: Any, data: bytes, draft: Draft) -> None:
    """Tell properties, bookmarks and layers, and name what is attached."""
    for name, value in pdfium.metadata(document, info_keys(data)):
        draft.know(name, value)
    draft.know("Outlines", "\n".join(pdfium.titles(document, MOST_NOTES)))
    tell_raw(data, draft)
    for name in pdfium.attachments(document, MOST_NOTES):
        draft.leave("attachment", 0, name)
