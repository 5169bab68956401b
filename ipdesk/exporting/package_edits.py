"""A zipped office file with other content in some of its parts: every other one is carried over byte by byte.

Order, names, times and packing stay as they are, also of the parts that are changed. Runs in a child process.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from zipfile import ZIP_DEFLATED

from ipdesk.exporting.sheet_scan import Unfillable

LOCAL: Final = struct.Struct("<4s5H3I2H")
CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
END: Final = struct.Struct("<4s4H2IH")
LONGEST_COMMENT: Final = 65_535
_DESCRIBED: Final = 0x08  # sizes stand behind the content instead of before it


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the directory: its bytes in the file, the name of the part, and where that begins."""

    start: int
    end: int
    name: bytes
    offset: int


def replace_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return a zipped file with these parts in place of those of the same names, without those that are None. Raises Unfillable."""
    begin, end = _directory(data)
    entries = list(_entries(data, begin, end))
    wanted = {name.encode(): content for name, content in parts.items()}
    if wanted.keys() - {each.name for each in entries}:
        raise Unfillable("damaged")
    if len({each.offset for each in entries}) != len(entries):
        raise Unfillable("packing")
    gone = {name for name, content in wanted.items() if content is None}
    starts = sorted({each.offset for each in entries} | {begin})
    after = dict(pairwise(starts))
    out, places, heads = bytearray(data[: starts[0]]), dict[int, int](), dict[bytes, bytes]()
    for each in sorted(entries, key=lambda each: each.offset):
        if each.name in gone:
            continue
        places[each.offset] = len(out)
        if (content := wanted.get(each.name)) is not None:
            local, heads[each.name] = _packed(data, each, content)
            out += local
        else:
            out += data[each.offset : after[each.offset]]
    start, left = len(out), [each for each in entries if each.name not in gone]
    for each in left:
        line = bytearray(heads.get(each.name, data[each.start : each.end]))
        struct.pack_into("<I", line, 42, places[each.offset])
        out += line
    tail = bytearray(data[end:])
    struct.pack_into("<2H2I", tail, 8, len(left), len(left), len(out) - start, start)
    return bytes(out + tail)


def _directory(data: bytes) -> tuple[int, int]:
    """Return where the directory begins and ends."""
    place = data.rfind(b"PK\x05\x06", max(0, len(data) - END.size - LONGEST_COMMENT))
    if place < 0 or place + END.size > len(data):
        raise Unfillable("damaged")
    _, disk, first, here, count, size, offset, _ = END.unpack_from(data, place)
    if (
        disk or first or here != count or offset + size != place
    ):  # in pieces, of the large form, or behind a program
        raise Unfillable("packing")
    return offset, place


def _entries(data: bytes, begin: int, end: int) -> Iterator[_Entry]:
    place = begin
    while place < end:
        if place + CENTRAL.size > end or data[place : place + 4] != b"PK\x01\x02":
            raise Unfillable("damaged")
        said = CENTRAL.unpack_from(data, place)
        name, extra, comment, offset = said[10], said[11], said[12], said[16]
        after = place + CENTRAL.size + name + extra + comment
        if offset >= begin or after > end or data[offset : offset + 4] != b"PK\x03\x04":
            raise Unfillable("packing")
        yield _Entry(place, after, data[place + CENTRAL.size : place + CENTRAL.size + name], offset)
        place = after


def _packed(data: bytes, entry: _Entry, content: bytes) -> tuple[bytes, bytes]:
    """Return a part with other content and its line in the directory, both else as they were."""
    local = list(LOCAL.unpack_from(data, entry.offset))
    central = list(CENTRAL.unpack_from(data, entry.start))
    packed = content
    if local[3] == ZIP_DEFLATED:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
    sizes = [zlib.crc32(content), len(packed), len(content)]
    local[2] &= ~_DESCRIBED
    central[3] &= ~_DESCRIBED
    local[6:9], central[7:10] = sizes, sizes
    name = data[entry.offset + LOCAL.size : entry.offset + LOCAL.size + local[9]]
    local[10] = 0  # what else is said of it belongs to the content that was there
    rest = data[entry.start + CENTRAL.size : entry.end]
    extra, comment = rest[len(name) : len(name) + central[11]], rest[len(name) + central[11] :]
    extra = _without_sizes(extra)
    central[11] = len(extra)
    return LOCAL.pack(*local) + name + packed, CENTRAL.pack(*central) + entry.name + extra + comment


def _without_sizes(extra: bytes) -> bytes:
    """Return what else a line says, without sizes in the large form."""
    kept, place = b"", 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, place)
        if kind != 1:
            kept += extra[place : place + 4 + size]
        place += 4 + size
    return kept
