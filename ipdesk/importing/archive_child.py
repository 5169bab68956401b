"""The child that reads the archive of a desk: it alone unpacks the zip and looks at what is in it.

Its standard input is the file itself, so that parts are read where they lie. What it says on its standard output are
frames: a letter, four bytes of length, and so many bytes.

* `M` the manifest, once and first; `F` the name of the part that follows
* `L` whole lines of that part, each a JSON object; `D` some bytes of a file; `P` how many bytes it went through instead
* `Z` the end, all parts being as the manifest says; or `R` why not: `{"reason", "part", "line"}`

With `look` no lines and no bytes are sent: everything is only proved.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from ipdesk.importing.limits import Limits
from ipdesk.importing.serving import limit_itself
from ipdesk.model.archives import MANIFEST, Manifest, Part, WrongForm, read_manifest

WORD: Final = "read-archive"
LOOK: Final = "look"
PIECE: Final = 1 << 20
TOGETHER: Final = 1 << 18  # bytes of lines in one frame
LARGEST_MANIFEST: Final = 64 << 20
SMALL: Final = 50_000_000  # unpacked bytes below which the ratio does not matter
HEAD: Final = struct.Struct(">cI")
# What zipfile and zlib raise over bytes that somebody changed.
_DAMAGED: Final = (
    BadZipFile, zlib.error, struct.error, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, EOFError, OSError,
    RuntimeError,
)  # fmt: skip


class Refuse(Exception):
    """The archive is not read; the reason is one that the parent knows."""

    def __init__(self, reason: str, part: str = "", line: int = 0) -> None:
        super().__init__(reason)
        self.told = {"reason": reason, "part": part, "line": line}


def main(words: list[str]) -> int:
    """Be the child: `look` or `read`, and the limits as JSON."""
    limits = Limits(**json.loads(words[1]))
    "".encode("cp437")  # names in zips; what is loaded late could not be any more
    out = sys.stdout.buffer
    limit_itself(limits)
    try:
        for letter, data in answers(sys.stdin.buffer, words[0] == LOOK, limits):
            out.write(HEAD.pack(letter, len(data)) + data)
        out.write(HEAD.pack(b"Z", 0))
    except MemoryError:
        return 1
    except BaseException as error:  # whatever it is, the file cannot be read
        told = error.told if isinstance(error, Refuse) else Refuse("damaged").told
        data = json.dumps(told).encode()
        out.write(HEAD.pack(b"R", len(data)) + data)
    out.flush()
    return 0


def answers(file: IO[bytes], looking: bool, limits: Limits) -> Iterator[tuple[bytes, bytes]]:
    """Yield letter and bytes of each frame but the last. Raises Refuse."""
    try:
        archive = ZipFile(file)
    except _DAMAGED:
        raise Refuse("damaged") from None
    data, manifest = _manifest(archive)
    _check(archive, manifest, limits)
    yield b"M", data
    for part in manifest.parts:
        yield b"F", part.name.encode()
        reader = _lines if part.is_lines else _pieces
        try:
            for letter, piece in reader(archive, part, limits):
                yield (b"P", str(len(piece)).encode()) if looking else (letter, piece)
        except Refuse:
            raise
        except _DAMAGED:
            raise Refuse("damaged", part.name) from None


def _manifest(archive: ZipFile) -> tuple[bytes, Manifest]:
    try:
        info = archive.getinfo(MANIFEST)
    except KeyError:
        raise Refuse("no-manifest") from None
    if info.file_size > LARGEST_MANIFEST:
        raise Refuse("bomb")
    try:
        with archive.open(info) as stream:
            data = stream.read(LARGEST_MANIFEST)
        return data, read_manifest(data)
    except WrongForm as error:
        raise Refuse("newer" if error.newer else "damaged", MANIFEST) from None
    except _DAMAGED:
        raise Refuse("damaged", MANIFEST) from None


def _check(archive: ZipFile, manifest: Manifest, limits: Limits) -> None:
    """Raise Refuse unless the zip holds what the manifest names and nothing else, each as large as it says."""
    infos = archive.infolist()
    wanted = {each.name: each for each in manifest.parts}
    if len(infos) > limits.parts:
        raise Refuse("too-many-parts")
    seen: set[str] = set()
    for info in infos:
        part = wanted.get(info.filename)
        if info.filename in seen or (part is None and info.filename != MANIFEST):
            raise Refuse("other-part", ascii(info.filename)[:200])
        seen.add(info.filename)
        if (
            info.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
            or info.flag_bits & 1
            or info.header_offset < 0
        ):
            raise Refuse("damaged", info.filename)
        if part is not None and part.size != info.file_size:
            raise Refuse("size", part.name)
    for name in wanted:
        if name not in seen:
            raise Refuse("missing-part", name)
    unpacked = manifest.size()
    if unpacked > limits.unpacked:
        raise Refuse("bomb")
    if unpacked > SMALL and unpacked > limits.ratio * sum(info.compress_size for info in infos):
        raise Refuse("bomb")


def _read(archive: ZipFile, part: Part) -> Iterator[bytes]:
    """Yield a part in pieces, as much as the manifest says and no more; its hash is proved at the end."""
    digest, left = sha256(), part.size
    with archive.open(part.name) as stream:
        while piece := stream.read(min(PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                raise Refuse("size", part.name)
            digest.update(piece)
            yield piece
    if left:
        raise Refuse("size", part.name)
    if digest.hexdigest() != part.sha256:
        raise Refuse("digest", part.name)


def _pieces(archive: ZipFile, part: Part, _limits: Limits) -> Iterator[tuple[bytes, bytes]]:
    for piece in _read(archive, part):
        yield b"D", piece


def _lines(archive: ZipFile, part: Part, limits: Limits) -> Iterator[tuple[bytes, bytes]]:
    """Yield the lines of a part, each proved to be an object."""
    tail, rows, held, size = b"", 0, list[bytes](), 0
    for piece in _read(archive, part):
        *lines, tail = (tail + piece).split(b"\n")
        if len(tail) > limits.answer:
            raise Refuse("too-long", part.name, rows + 1)
        for line in lines:
            rows += 1
            _require_object(line, part, rows, limits)
            held.append(line)
            size += len(line)
            if size > TOGETHER:
                yield b"L", b"\n".join(held)
                held, size = [], 0
        yield b"P", b""
    if tail:
        raise Refuse("not-lines", part.name, rows + 1)
    if rows != part.rows:
        raise Refuse("rows", part.name)
    if held:
        yield b"L", b"\n".join(held)


def _require_object(line: bytes, part: Part, row: int, limits: Limits) -> None:
    if len(line) > limits.answer:
        raise Refuse("too-long", part.name, row)
    try:
        given: Any = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise Refuse("not-lines", part.name, row)
