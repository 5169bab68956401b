"""Small TrueType files made of one of the shipped faces, whole or with something wrong."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase.ttfonts import TTFontFile

from ipdesk.paths import resource_path

SIGNS: Final = " 的一是中国永正文关于决定ABC0123—."


def tables_of(data: bytes) -> dict[str, bytes]:
    """Return the tables of a font by tag."""
    count = struct.unpack_from(">H", data, 4)[0]
    entries = [struct.unpack_from(">4s4xLL", data, 12 + 16 * index) for index in range(count)]
    return {tag.decode("latin-1"): data[start : start + length] for tag, start, length in entries}


def font_of(tables: Mapping[str, bytes], kind: bytes = b"\x00\x01\x00\x00") -> bytes:
    """Return a font of tables; its checksums are 0, which nobody looks at here."""
    head, body, start = b"", b"", 12 + 16 * len(tables)
    for tag in sorted(tables):
        table = tables[tag]
        head += struct.pack(">4sLLL", tag.encode("latin-1"), 0, start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return kind + struct.pack(">HHHH", len(tables), 0, 0, 0) + head + body


def characters(*groups: tuple[int, int, int]) -> bytes:
    """Return a map of characters: first, last and first glyph of each group (cmap, format 12)."""
    body = b"".join(struct.pack(">LLL", *group) for group in groups)
    table = struct.pack(">HHLLL", 12, 0, 16 + len(body), 0, len(groups)) + body
    return struct.pack(">HHHHL", 0, 1, 3, 10, 12) + table


def small_tables(signs: str = SIGNS) -> dict[str, bytes]:
    """Return the tables of a font that has just these characters."""
    whole: Any = TTFontFile(str(resource_path("fonts", "LXGWWenKai-Regular.ttf")))
    codes = sorted(map(ord, signs))
    made = tables_of(whole.makeSubset(codes))
    return made | {"cmap": characters(*((code, code, index) for index, code in enumerate(codes, 1)))}


def licensed(tables: Mapping[str, bytes], bits: int) -> dict[str, bytes]:
    """Return tables whose licence bits (OS/2, fsType) are these."""
    table = tables["OS/2"]
    return {**tables, "OS/2": table[:8] + struct.pack(">H", bits) + table[10:]}


def written(place: Path, tables: Mapping[str, bytes]) -> Path:
    """Write a font and return its place."""
    place.write_bytes(font_of(tables))
    return place
