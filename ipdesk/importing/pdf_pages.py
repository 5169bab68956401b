"""What both readers of PDF share: whether a file is whole, and what becomes of its pages and their notes.

Runs in the child process.
"""

from __future__ import annotations

import html
import re
from typing import Final

from ipdesk.importing.limits import Unreadable
from ipdesk.importing.manuscript_drafts import Draft
from ipdesk.importing.page_flow import flowing

MOST_PAGES: Final = 3_000
MOST_NOTES: Final = 20_000
TAIL: Final = 1_024
FEW: Final = 80  # signs on a page that is a picture all the same: a mark of whoever scanned or lent it
LARGE: Final = 0.6  # of a page that one picture takes
_UNKNOWN: Final = re.compile("[\x00\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SIGNS: Final = re.compile(r"\S")
_TAG: Final = re.compile(r"<[^<>]*>")


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


def tell_note(number: int, words: str, others: list[str], draft: Draft) -> None:
    """Tell what a note of a page says, and what else stands in it: who wrote it, what about, the same laid out."""
    draft.put_beside("annotation", number, words)
    for each in others:
        plain = html.unescape(_TAG.sub(" ", each)) if each.lstrip().startswith("<") else each
        if "".join(plain.split()) != "".join(words.split()):
            draft.put_beside("annotation", number, plain)
