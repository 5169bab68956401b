"""An archive of a whole desk as a zip, written part by part so that nothing is held whole in memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ipdesk.model.archives import MANIFEST, Manifest, Part
from ipdesk.paths import PRIVATE_FILE, sync_folder

LEVEL: Final = 3  # lines shrink to a tenth; more would take longer than reading them
TOGETHER: Final = 1 << 18  # signs of lines that are packed at once


class Sum:
    """Counts a part while it passes: its lines, its bytes, and their sha256."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows = self._size = 0
        self._digest = sha256()

    def lines(self, lines: Iterable[str]) -> Iterator[bytes]:
        """Yield JSON lines as bytes, many at once."""
        held: list[str] = []
        size = 0
        for line in lines:
            self._rows += 1
            held.append(line)
            size += len(line)
            if size > TOGETHER:
                yield from self.pieces([_joined(held)])
                held, size = [], 0
        yield from self.pieces([_joined(held)])

    def pieces(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces of a file."""
        for piece in pieces:
            self._digest.update(piece)
            self._size += len(piece)
            yield piece

    def part(self) -> Part:
        """Return what the manifest says of all that passed."""
        return Part(self._name, self._rows, self._size, self._digest.hexdigest())


class ArchiveWriter:
    """A zip being written; each part is counted as it goes in."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self.parts: list[Part] = []

    def put_lines(self, name: str, lines: Iterable[str]) -> None:
        """Put a part of JSON lines in."""
        counted = Sum(name)
        self._put(name, counted.lines(lines))
        self.parts.append(counted.part())

    def put_file(self, name: str, pieces: Iterable[bytes]) -> None:
        """Put an attached file in, as it is: most are packed already."""
        counted = Sum(name)
        self._put(ZipInfo(name), counted.pieces(pieces))
        self.parts.append(counted.part())

    def put_manifest(self, manifest: Manifest) -> None:
        """Put the manifest in, last of all."""
        self._put(MANIFEST, [dumps(manifest.plain(), ensure_ascii=False, indent=1).encode()])

    def _put(self, name: str | ZipInfo, pieces: Iterable[bytes]) -> None:
        with self._archive.open(name, "w", force_zip64=True) as stream:
            for piece in pieces:
                stream.write(piece)


@contextmanager
def writing_archive(part: Path) -> Iterator[ArchiveWriter]:
    """Write an archive to a private file (0600) that is not there yet; nothing is left behind when the block fails."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(part, flags, PRIVATE_FILE)
    try:
        with os.fdopen(handle, "w+b") as stream:
            # Every part bears the first day that a zip can tell, so that the same content is the same bytes.
            with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
                yield ArchiveWriter(archive)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished archive its name, for good."""
    part.rename(target)
    sync_folder(target.parent)


def _joined(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
