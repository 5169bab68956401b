"""State-secret markings in files of any kind that are kept: manuscripts, workbooks, and what else is text or has a name."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Final

from ipdesk.importing.child import parse, read_bytes
from ipdesk.importing.delimited import decode
from ipdesk.importing.limits import COMPOUND, Unreadable
from ipdesk.importing.manuscripts import HEAD, ZIPPED, Manuscript, read_manuscript
from ipdesk.importing.marks import StateMark, highest_mark, state_mark
from ipdesk.importing.plain_texts import OTHERS
from ipdesk.importing.sheets import workbook_of
from ipdesk.model.errors import Locked, Refused

_TAG: Final = re.compile(r"<[^<>]*>")
_RTF: Final = re.compile(r"\\u(-?\d{1,5}) ?\??|((?:\\'[0-9a-fA-F]{2})+)|\\[a-z]+-?\d* ?|[{}]")


def file_mark(file: Path) -> tuple[StateMark | None, Manuscript | None]:
    """Return the highest marking of a file, and the manuscript where it is one.

    Raises Refused, with why it is no manuscript, for a file of which the name alone could be looked at and bears none.
    """
    try:
        read = read_manuscript(file)
    except Locked:
        if (mark := _of_name(file)) is None:
            raise
        return mark, None
    except Refused:
        looked, mark = _of_another(file)
        if mark is None and not looked:
            raise
        return mark, None
    return read.mark, read


def _of_another(file: Path) -> tuple[bool, StateMark | None]:
    """Say whether a file that is no manuscript could be looked through, and return its marking."""
    data = read_bytes(file)
    if data.startswith((*ZIPPED, COMPOUND)):
        try:
            return True, state_mark(workbook_of(parse(file)))
        except Refused:
            return False, _of_name(file)
    try:
        text = decode(data) if OTHERS.match(data[:HEAD]) else ""
    except Unreadable:
        text = ""
    if not text:
        return False, _of_name(file)
    plain = _RTF.sub(_of_rtf, text) if text.startswith("{\\rtf") else html.unescape(_TAG.sub("", text))
    return True, highest_mark([(file.name, file.name), ("body", text), ("body", plain)])


def _of_name(file: Path) -> StateMark | None:
    return highest_mark([(file.name, file.name)])


def _of_rtf(found: re.Match[str]) -> str:
    """Return what an escape of rich text stands for, nothing for a command."""
    if found[1]:
        return chr(int(found[1]) % 0x10000)
    return bytes.fromhex(found[2].replace("\\'", "")).decode("gb18030", "replace") if found[2] else ""
