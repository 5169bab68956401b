"""What both readers of PDF share: whether a file is whole, what becomes of its pages, and what stands open in its bytes.

Runs in the child process.
"""

from __future__ import annotations

import codecs
import html
import re
from typing import Final

from ipdesk.importing.limits import Unreadable
from ipdesk.importing.manuscript_drafts import Draft
from ipdesk.importing.page_flow import flowing

codecs.lookup("utf-16-be")  # while files can still be opened
MOST_PAGES: Final = 3_000
MOST_NOTES: Final = 20_000
TAIL: Final = 1_024
FEW: Final = 20  # signs on a page that is a picture all the same
LARGE: Final = 0.6  # of a page that one picture takes
_UNKNOWN: Final = re.compile("[\x00\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SIGNS: Final = re.compile(r"\S")
_XMP: Final = re.compile(rb"<x:xmpmeta\b.{0,200000}?</x:xmpmeta>", re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_LAYER: Final = re.compile(rb"/Type\s*/OCG\b")
_NAME: Final = re.compile(rb"/Name\s*(?:\(((?:\\.|[^\\()]){1,400})\)|<([0-9A-Fa-f\s]{1,800})>)", re.DOTALL)
NEAR: Final = 1_000  # bytes of an object around its type


def whole(data: bytes) -> bytes:
    """Return a PDF from its first mark on. Raises Unreadable where its end is missing."""
    if b"%%EOF" not in data.rstrip(b"\0\r\n\t ")[-TAIL:]:
        raise Unreadable("damaged")
    return data[max(0, data.find(b"%PDF-")) :]


def tell_pages(texts: list[str], draft: Draft) -> None:
    """Add the text of pages so that it flows, and what runs along their edges behind it."""
    for number, page in enumerate(flowing(texts), 1):
        if page.joint == "-" and draft.pieces and draft.pieces[-1].endswith("-"):
            _drop_hyphen(draft)
        draft.add("body", number, page.body, "" if page.joint == "-" else page.joint)
        for where, text in page.running:
            draft.put_beside(where, number, text)


def unread_reason(text: str, signs: int, picture: float, drawn: bool) -> str:
    """Return why a page of so many signs counts as unread: "no-text", "unknown-signs", or "" for one that is read.

    `picture` is the share of the page that its largest picture takes, `drawn` says whether there is anything on it.
    """
    shown = len(_SIGNS.findall(text))
    if drawn and (shown == 0 or (shown < FEW and picture >= LARGE)):
        return "no-text"
    unknown = len(_UNKNOWN.findall(text)) + max(0, signs - len(text))
    return "unknown-signs" if shown and unknown * 2 > max(shown, signs) else ""


def _drop_hyphen(draft: Draft) -> None:
    draft.pieces[-1] = draft.pieces[-1][:-1]
    draft.size -= 1
    begin, end, where, place = draft.parts[-1]
    draft.parts[-1] = (begin, end - 1, where, place)


def tell_raw(data: bytes, draft: Draft) -> None:
    """Tell the description of the file and the names of layers where they stand open in it."""
    for found in _XMP.findall(data)[:MOST_NOTES]:
        words = html.unescape(_TAG.sub(" ", found.decode("utf-8", "replace")))
        draft.know("XMP", " ".join(words.split()))
    for at, _ in zip(_LAYER.finditer(data), range(MOST_NOTES), strict=False):
        begin, end = (
            data.rfind(b"obj", max(0, at.start() - NEAR), at.start()),
            data.find(b"endobj", at.end(), at.end() + NEAR),
        )
        if begin >= 0 and end >= 0 and (found := _NAME.search(data, begin, end)):
            draft.know("Layer", _pdf_string(found[1] or _from_hex(found[2])))


def _from_hex(given: bytes) -> bytes:
    digits = b"".join(given.split()).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _pdf_string(given: bytes) -> str:
    plain = re.sub(rb"\\([0-7]{1,3})", lambda each: bytes([int(each[1], 8) & 255]), given)
    plain = re.sub(rb"\\(.)", rb"\1", plain, flags=re.DOTALL)
    for mark, code in ((b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if plain.startswith(mark):
            return plain[len(mark) :].decode(code, "replace")
    return plain.decode("latin-1")
