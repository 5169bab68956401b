"""Manuscripts that are plain text: as they stand, with a mark of Markdown's own comments, and what TeX makes of its source.

Runs in the child process. Every sign that is told lies at a known offset of the file, counted in its own text: decoded,
without a byte order mark and with one kind of line break.
"""

from __future__ import annotations

import re
from typing import Final

from ipdesk.importing.delimited import decode
from ipdesk.importing.limits import Limits, Unreadable
from ipdesk.importing.manuscript_drafts import Draft

_BINARY: Final = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"MZ\x90", b"\x7fELF", b"\x1f\x8b", b"II*\0", b"MM\0*",
)  # fmt: skip
OTHERS: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:\{\\rtf|<!doctype\s+html|<html|<\?xml|%!PS)", re.IGNORECASE
)
_PARAGRAPH: Final = re.compile(r".+?(?:\n[ \t]*\n\s*|\Z)", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_PICTURE: Final = re.compile(
    r"!\[[^\]\n]{0,500}\]\(\s*<?([^)\s>]{1,500})|<img\b[^>]{0,500}?\bsrc\s*=\s*[\"']([^\"']{1,500})"
)


def text_of(data: bytes) -> str:
    """Return the text of a file: UTF-8, else GB18030, or as its byte order mark says. Raises Unreadable."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("empty")
    if data.startswith(_BINARY):
        raise Unreadable("not-a-manuscript")
    if OTHERS.match(data[:1_024]):
        raise Unreadable("other-document")
    try:
        text = decode(data)
    except Unreadable as error:
        raise Unreadable("encoding" if error.code == "encoding" else "not-a-manuscript") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_txt(data: bytes, limits: Limits) -> bytes:
    """Return a plain text as JSON, a part for each paragraph with the line that it begins in. Raises Unreadable."""
    draft = Draft("txt")
    _tell(text_of(data), 0, 1, draft)
    return draft.answer(limits)


def read_md(data: bytes, limits: Limits) -> bytes:
    """Return a text in Markdown as JSON: as it stands, its comments as parts of their own. Raises Unreadable."""
    text, draft = text_of(data), Draft("md")
    at = line = 0
    for found in _COMMENT.finditer(text):
        line = _tell(text[at : found.start()], at, line + 1, draft) - 1
        draft.add_source("comment", line + 1, found[0], found.start())
        line += found[0].count("\n")
        at = found.end()
    _tell(text[at:], at, line + 1, draft)
    at, line = 0, 1
    for found in _PICTURE.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        draft.leave("picture", line, found[1] or found[2])
    return draft.answer(limits)


def _tell(text: str, at: int, line: int, draft: Draft) -> int:
    """Add a stretch of the file paragraph by paragraph and return the line behind it."""
    for found in _PARAGRAPH.finditer(text):
        draft.add_source("body", line, found[0], at + found.start())
        line += found[0].count("\n")
    return line
