"""Zipped office files told apart by what they hold, never by name, and opened where a password locks them.

Runs in the child process.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ipdesk.importing.docx_texts import read_docx
from ipdesk.importing.limits import Limits, Unreadable
from ipdesk.importing.pptx_texts import read_pptx
from ipdesk.importing.xml_parts import Package, opened
from ipdesk.importing.zipped import ZIPPED

_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


def read_office(data: bytes, limits: Limits) -> bytes:
    """Return what a Word file or a file of slides holds as JSON. Raises Unreadable."""
    try:
        return _read(opened(data, limits), limits)
    except RecursionError:  # parts within parts, deeper than anybody writes
        raise Unreadable("damaged") from None


def read_locked(data: bytes, limits: Limits, unlock: Callable[[bytes], bytes] | None) -> bytes:
    """Return what a file under a password holds; an old file without a lock is another kind. Raises Unreadable."""
    if _LOCKED not in data:
        raise Unreadable("old-document")
    if unlock is None:
        raise Unreadable("encrypted")
    package = unlock(data)
    if not package.startswith(ZIPPED):
        raise Unreadable("damaged")
    return read_office(package, limits)


def _read(package: Package, limits: Limits) -> bytes:
    main, kind = package.main()
    if "wordprocessingml" in kind or "ms-word" in kind:
        return read_docx(package, main, limits)
    if "presentationml" in kind or "ms-powerpoint" in kind:
        return read_pptx(package, main, limits)
    if "mimetype" in package.names or "spreadsheetml" in kind or main:
        raise Unreadable("other-document")
    raise Unreadable("not-a-manuscript")
