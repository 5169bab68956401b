"""A second reader of PDF files, for those that the first one cannot open; slower, and it tells less.

Runs in the child process.
"""

from __future__ import annotations

import codecs
import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pypdf._codecs._codecs  # asked for when it is too late to open a file, as is the next
import pypdf.filters  # noqa: F401
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ipdesk.importing.limits import Limits, Unreadable
from ipdesk.importing.manuscript_drafts import LONGEST_PROPERTY, MOST_SIGNS, Draft
from ipdesk.importing.pdf_objects import tell_raw
from ipdesk.importing.pdf_pages import (
    MOST_NOTES,
    MOST_PAGES,
    tell_note,
    tell_pages,
    unread_reason,
    whole,
)

for each in (
    "charmap",
    "cp1252",
    "mac-roman",
    "ascii",
    "gbk",
    "big5",
    "shift-jis",
    "euc-kr",
    "utf-32-be",
):  # of fonts
    codecs.lookup(each)

BROKEN: Final = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    OSError,
)
_MEDIA: Final = {
    "/FileAttachment": "attachment", "/Sound": "video", "/Movie": "video", "/Screen": "video", "/RichMedia": "video",
    "/3D": "object",
}  # fmt: skip


def read_pdf_again(data: bytes, limits: Limits, password: str = "") -> bytes:
    """Return what a PDF holds as JSON. Raises Unreadable."""
    logging.disable(logging.CRITICAL)
    data = whole(data)
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(password):
            raise Unreadable("wrong-password" if password else "encrypted")
        count = len(reader.pages)
    except BROKEN:
        raise Unreadable("damaged") from None
    if count > MOST_PAGES:
        raise Unreadable("too-many-pages")
    draft = Draft("pdf")
    texts = list(_pages(reader, count, draft))
    if all(each is None for each in texts):
        raise Unreadable("damaged")
    tell_pages([each or "" for each in texts], draft)
    _tell_beside(reader, data, draft)
    return draft.answer(limits)


def _pages(reader: Any, count: int, draft: Draft) -> Iterator[str | None]:
    """Yield the text of each page, None for one that cannot be read."""
    size = 0
    for number in range(1, count + 1):
        try:
            page = reader.pages[number - 1]
            text = page.extract_text()
            pictures = _pictures(page)
        except BROKEN:
            draft.leave("page", number, "damaged")
            yield None
            continue
        size += len(text)
        if size > MOST_SIGNS:
            raise Unreadable("too-much")
        if reason := unread_reason(text, len(text), 1.0 if pictures else 0.0, bool(pictures)):
            draft.leave("page", number, reason)
        for name in pictures:
            draft.leave("picture", number, name)
        _tell_notes(page, number, draft)
        yield text


def _pictures(page: Any) -> list[str]:
    held = page.get("/Resources", {}).get("/XObject", {})
    return [name.strip("/") for name in held if held[name].get("/Subtype") == "/Image"]


def _tell_notes(page: Any, number: int, draft: Draft) -> None:
    try:
        for each in list(page.get("/Annots", ()))[:MOST_NOTES]:
            note = each.get_object()
            kind, text = (
                note.get("/Subtype"),
                str(note.get("/Contents", note.get("/V", "")))[:LONGEST_PROPERTY],
            )
            if kind in _MEDIA:
                draft.leave(_MEDIA[kind], number, text)
            if kind not in ("/Link", "/Popup"):
                others = ("/TU",) if kind == "/Widget" else ("/RC", "/Subj", "/T", "/OverlayText")
                tell_note(number, text, [str(note.get(key, ""))[:LONGEST_PROPERTY] for key in others], draft)
    except BROKEN:
        draft.leave("object", number)


def _tell_beside(reader: Any, data: bytes, draft: Draft) -> None:
    try:
        for name, value in (reader.metadata or {}).items():
            draft.know(name.strip("/"), str(value))
        for name in list(reader.attachments)[:MOST_NOTES]:
            draft.leave("attachment", 0, name)
    except BROKEN:
        draft.leave("object", 0)
    tell_raw(data, draft)
