"""What the readers of PDF do not ask for, looked for in the bytes of a file: its description, names of layers, keys of properties.

Runs in the child process. Objects that are packed together are unpacked within bounds; what is encrypted is named and not read.
"""

from __future__ import annotations

import codecs
import html
import re
import zlib
from collections.abc import Iterator
from typing import Final

from ipdesk.importing.manuscript_drafts import Draft
from ipdesk.importing.pdf_pages import MOST_NOTES

codecs.lookup("utf-16-be")  # while files can still be opened
MOST_PACKS: Final = 2_000
LONGEST_PACK: Final = 2_000_000  # bytes of one, unpacked
MOST_UNPACKED: Final = 20_000_000
MOST_INFOS: Final = 4  # of a file that was saved again and again, the last ones
MOST_KEYS: Final = 100
NEAR: Final = 1_000  # bytes of an object around its type
_XMP: Final = re.compile(rb"<x:xmpmeta\b.{0,200000}?</x:xmpmeta>", re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_LAYER: Final = re.compile(rb"/Type\s*/OCG\b")
_NAME: Final = re.compile(rb"/Name\s*(?:\(((?:\\.|[^\\()]){1,400})\)|<([0-9A-Fa-f\s]{1,800})>)", re.DOTALL)
_PACK: Final = re.compile(rb"/Type\s*/ObjStm\b[^>]{0,400}>>\s*stream\r?\n")
_FIRST: Final = re.compile(rb"/First\s+(\d{1,7})")
_INFO: Final = re.compile(rb"/Info\s+(\d{1,8})\s+(\d{1,5})\s+R\b")
_KEY: Final = re.compile(rb"/([^\s/<>\[\](){}%]{1,120})\s*[(<]")
_ESCAPE: Final = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_CONTROLS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def tell_raw(data: bytes, draft: Draft) -> None:
    """Tell the description of the file and the names of its layers."""
    for found in _XMP.findall(data)[:MOST_NOTES]:
        words = html.unescape(_TAG.sub(" ", found.decode("utf-8", "replace")))
        draft.know("XMP", " ".join(words.split()))
    if b"/Encrypt" in data:
        if b"/OCProperties" in data or b"/ObjStm" in data:
            draft.leave("more", 0, "OCG")
        return
    for held in (data, *(objects for _, objects in _unpacked(data))):
        for at, _ in zip(_LAYER.finditer(held), range(MOST_NOTES), strict=False):
            if found := _name_around(held, at.start(), at.end()):
                draft.know(
                    "Layer", _text_of(_ESCAPE.sub(_of_escape, found[1]) if found[1] else _from_hex(found[2]))
                )


def info_keys(data: bytes) -> list[bytes]:
    """Return the keys of the properties of a file, those of one's own among them."""
    keys: list[bytes] = []
    for number, generation in [*dict.fromkeys(_INFO.findall(data))][-MOST_INFOS:]:
        for held in _objects(data, int(number), int(generation)):
            keys += [_unescaped(each) for each in _KEY.findall(held)[:MOST_KEYS]]
    return keys[:MOST_KEYS]


def _objects(data: bytes, number: int, generation: int) -> Iterator[bytes]:
    """Yield what is written of an object, which may be written again and again."""
    for found in re.finditer(rb"(?<!\d)%d\s+%d\s+obj\b" % (number, generation), data):
        yield data[found.end() : max(data.find(b"endobj", found.end()), found.end())]
    for numbers, objects in _unpacked(data):
        if number in numbers:
            begin = numbers[number]
            yield objects[
                begin : min((each for each in numbers.values() if each > begin), default=len(objects))
            ]


def _unpacked(data: bytes) -> Iterator[tuple[dict[int, int], bytes]]:
    """Yield objects that are packed together, with where among them each number begins."""
    left = MOST_UNPACKED
    for found, _ in zip(_PACK.finditer(data), range(MOST_PACKS), strict=False):
        first = _FIRST.search(found[0]) or _FIRST.search(data, max(0, found.start() - NEAR), found.start())
        if first is None or left <= 0:
            continue
        try:
            objects = zlib.decompressobj().decompress(
                data[found.end() : found.end() + LONGEST_PACK], LONGEST_PACK
            )
        except zlib.error:
            continue
        left -= len(objects)
        head = objects[: int(first[1])].split()
        pairs = zip(head[::2], head[1::2], strict=False)
        numbers = {
            int(each): int(at) for each, at in pairs if each.isdigit() and at.isdigit() and len(at) < 9
        }
        yield numbers, objects[int(first[1]) :]


def _name_around(held: bytes, start: int, end: int) -> re.Match[bytes] | None:
    """Return the name in the object in whose middle its type stands."""
    opens = max(held.rfind(mark, max(0, start - NEAR), start) for mark in (b"obj", b"<<"))
    found = _NAME.search(held, max(0, opens), start)
    closes = held.find(b"endobj", end, end + NEAR)
    return found or _NAME.search(held, end, closes if closes >= 0 else max(held.find(b">>", end), end))


def _unescaped(name: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda each: bytes.fromhex(each[1].decode()), name)


def _from_hex(given: bytes) -> bytes:
    digits = b"".join(given.split()).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _text_of(plain: bytes) -> str:
    for mark, code in ((b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if plain.startswith(mark):
            return plain[len(mark) :].decode(code, "replace")
    return plain.decode("latin-1")


def _of_escape(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 255])
    return _CONTROLS.get(found[2], found[2]) if found[2] else b""
