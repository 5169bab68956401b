"""What is asked of every zipped file and of the XML in it before anything is unpacked. Runs in the child process."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipInfo

from ipdesk.importing.limits import Limits, Unreadable

ZIPPED: Final = b"PK\x03\x04"
SMALL: Final = 20_000_000  # unpacked bytes below which the ratio does not matter
# What reading a zipped file may raise when bytes of it were changed; NotImplementedError for a packing that zipfile does not know.
BROKEN: Final = (
    BadZipFile, zlib.error, struct.error, ArithmeticError, EOFError, LookupError, NotImplementedError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip
_XML_HEAD: Final = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)


def check_members(members: list[ZipInfo], packed: int, limits: Limits) -> None:
    """Raise Unreadable for too many parts, for what would unpack to too much, and for unsafe names."""
    if len(members) > limits.parts:
        raise Unreadable("too-many-parts")
    unpacked = sum(info.file_size for info in members)
    if unpacked > limits.unpacked or (unpacked > SMALL and unpacked > packed * limits.ratio):
        raise Unreadable("bomb")
    seen: set[str] = set()
    for info in members:
        name = info.filename.replace("\\", "/").lower()
        if name in seen or name.startswith("/") or ":" in name or ".." in name.split("/"):
            raise Unreadable("unsafe-names")
        seen.add(name)
        if info.flag_bits & 1:
            raise Unreadable("locked-parts")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable("damaged")


def require_plain(data: bytes) -> None:
    """Raise Unreadable for XML in another code, in which entities could hide, and for entities."""
    if b"\x00" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("damaged")
    head = _XML_HEAD.match(data.removeprefix(b"\xef\xbb\xbf"))
    if head and head[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise Unreadable("damaged")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable("entities")
