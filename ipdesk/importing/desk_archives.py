"""Archives of whole desks, read through a child process that may do little: see `archive_child` for what it says."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from threading import Timer
from typing import IO, Any, Final

from ipdesk.importing.archive_child import HEAD, LOOK, WORD
from ipdesk.importing.child import KEPT_ENVIRONMENT, command
from ipdesk.importing.limits import Limits
from ipdesk.model.archives import BEGINNING, LOG, NAME_AT, Manifest, Part, WrongForm, read_manifest
from ipdesk.model.errors import Damaged, Refused, TooNew
from ipdesk.model.files import not_read
from ipdesk.model.progress import Step, no_step
from ipdesk.model.text import N_, Message

READ: Final = "read"
HUNDRED: Final = 100
# `answer` bounds one line and one frame, `seconds` the silence of the child, `parts` the files of a whole archive.
LIMITS: Final = Limits(
    answer=64 << 20, processor=7_200, seconds=120, unpacked=1 << 40, ratio=200, parts=500_000, memory=2 << 30
)
_ANOTHER: Final = Message(
    N_("Make the archive again at the desk that it comes from, and compare the sha256 that was told there.")
)
_WHY: Final = {
    "damaged": N_("The archive “{file}” is damaged or cut off. {part}"),
    "no-manifest": N_("The archive “{file}” has no manifest."),
    "newer": N_("The archive “{file}” was made by a newer ipdesk."),
    "bomb": N_("The archive “{file}” would unpack to far more than its size."),
    "too-many-parts": N_("The archive “{file}” is packed in too many parts."),
    "other-part": N_("The archive “{file}” holds something that its manifest does not name: {part}"),
    "missing-part": N_("The archive “{file}” lacks what its manifest names: {part}"),
    "size": N_("In the archive “{file}” a part is not as large as its manifest says: {part}"),
    "digest": N_("In the archive “{file}” a part was changed: {part}"),
    "rows": N_("In the archive “{file}” a part has not as many lines as its manifest says: {part}"),
    "too-long": N_("In the archive “{file}” a line never ends: {part}, line {line}"),
    "not-lines": N_("In the archive “{file}” a line is no JSON object: {part}, line {line}"),
}


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a part: each as an object and as it was written; `first` counts from 1."""

    part: Part
    first: int
    lines: tuple[tuple[dict[str, Any], str], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of an attached file; the last one of a file is empty."""

    part: Part
    data: bytes


def is_archive(file: Path) -> bool:
    """Say whether a file begins as an archive of a desk does; one that is cut off begins so, too."""
    try:
        with file.open("rb") as stream:
            beginning = stream.read(NAME_AT + len(LOG))
    except OSError:
        return False
    return beginning.startswith(BEGINNING) and beginning.endswith(LOG.encode())


def digest_of(file: Path) -> str:
    """Return the sha256 of a whole file. Raises NotFound or Refused."""
    try:
        with file.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise not_read(file, error) from None


def look(file: Path, step: Step = no_step, limits: Limits = LIMITS) -> Manifest:
    """Prove that an archive is as its manifest says and return that. Raises NotFound, TooNew or Damaged."""
    with _child(file, LOOK, limits) as child:
        for _ in child.answers(step):
            pass
        return child.manifest


def read(file: Path, step: Step = no_step, limits: Limits = LIMITS) -> Iterator[Lines | Piece]:
    """Yield what an archive holds, part by part in the order of the manifest. Raises as `look` does.

    `step` hears how many hundredths were read; what it raises ends the reading.
    """
    with _child(file, READ, limits) as child:
        yield from child.answers(step)


class _Child:
    """The child at work on a file, and what it says."""

    def __init__(self, process: subprocess.Popen[bytes], name: str, limits: Limits) -> None:
        self._process = process
        self._name = name
        self._limits = limits
        self.manifest: Manifest

    def answers(self, step: Step) -> Iterator[Lines | Piece]:
        """Yield what the child sends, checked; return when all is proved."""
        parts: dict[str, Part] = {}
        part, row, done, of = None, 1, 0, 1
        for letter, data in self._frames():
            match letter:
                case b"M":
                    self.manifest = self._manifest(data)
                    parts, of = {each.name: each for each in self.manifest.parts}, self.manifest.size()
                case b"F":
                    if part is not None and not part.is_lines:
                        yield Piece(part, b"")
                    part, row = parts[data.decode()], 1
                    step(*_share(done, of))
                case b"L" if part is not None:
                    lines = tuple(_parsed(data))
                    yield Lines(part, row, lines)
                    row += len(lines)
                case b"D" if part is not None:
                    yield Piece(part, data)
                case b"P":
                    done += int(data or b"0") - len(data)
                case _:
                    raise self._stopped()
            done += len(data)
            step(*_share(done, of))
        if part is not None and not part.is_lines:
            yield Piece(part, b"")

    def _frames(self) -> Iterator[tuple[bytes, bytes]]:
        stream = self._process.stdout
        assert stream is not None
        while True:
            timer = Timer(self._limits.seconds, self._process.kill)
            timer.daemon = True
            timer.start()
            try:
                letter, data = self._frame(stream)
            finally:
                timer.cancel()
            if letter == b"Z":
                return
            if letter == b"R":
                raise self._refusal(json.loads(data))
            yield letter, data

    def _frame(self, stream: IO[bytes]) -> tuple[bytes, bytes]:
        head = stream.read(HEAD.size)
        if len(head) < HEAD.size:
            raise self._stopped()
        letter, size = HEAD.unpack(head)
        data = stream.read(size) if size <= 2 * self._limits.answer else b""
        if len(data) < size:
            raise self._stopped()
        return letter, data

    def _manifest(self, data: bytes) -> Manifest:
        try:
            return read_manifest(data)
        except WrongForm:
            raise self._stopped() from None

    def _refusal(self, told: dict[str, Any]) -> Refused:
        reason, part, line = str(told.get("reason")), str(told.get("part", "")), told.get("line", 0)
        said = Message(_WHY.get(reason, _WHY["damaged"]), file=self._name, part=part, line=line)
        if reason == "newer":
            return TooNew(said, Message(N_("Install that version here first.")))
        return Damaged(said, _ANOTHER)

    def _stopped(self) -> Refused:
        return Damaged(Message(_WHY["damaged"], file=self._name, part="", line=0), _ANOTHER)


@contextmanager
def _child(file: Path, word: str, limits: Limits) -> Iterator[_Child]:
    environment = {key: os.environ[key] for key in KEPT_ENVIRONMENT if key in os.environ}
    try:
        stream = file.open("rb")
    except OSError as error:
        raise not_read(file, error) from None
    with (
        stream,
        subprocess.Popen(
            command(WORD, word, json.dumps(limits._asdict())),
            stdin=stream,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as process,
    ):
        try:
            yield _Child(process, file.name, limits)
        finally:
            process.kill()


def _share(done: int, of: int) -> tuple[int, int]:
    """Return how far it is in hundredths: bytes may be more than a window can count."""
    return (min(HUNDRED, done * HUNDRED // of) if of else HUNDRED), HUNDRED


def _parsed(data: bytes) -> Iterable[tuple[dict[str, Any], str]]:
    for line in data.decode("utf-8").split("\n"):
        yield json.loads(line), line
