"""Office files as bytes: parts zipped in a fixed order with fixed dates, and text that their XML can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_PART: Final = "[Content_Types].xml"
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """Return text that an office file can hold; a sign it cannot hold is shown as U+FFFD."""
    return _UNWANTED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def package_bytes(parts: Mapping[str, Iterable[bytes]]) -> bytes:
    """Return parts, each in pieces, as one zipped file: the same parts give the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != FIRST_PART, name)):
            with archive.open(_entry(name), "w") as stream:
                for piece in parts[name]:
                    stream.write(piece)
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry
