"""Untrusted files are parsed in a child process that may do little and die freely.

The parent sends one line of limits, with the password of a file that may have one, and then the bytes of the file
through a pipe, and reads back one JSON object of bounded size. The child has an empty environment, opens no file and cannot write one.
On POSIX it limits its own memory, processor time and files before it reads the first byte; elsewhere
the parent's time limit and the size cap remain. Whatever goes wrong becomes a plain refusal.
"""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ipdesk.importing.file_faults import ANY
from ipdesk.importing.limits import COMPOUND, FAULT, Limits
from ipdesk.model.errors import Locked, Refused
from ipdesk.model.files import A_FILE, not_read
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:
    import subprocess

WORD: Final = "parse-untrusted"
LIMITS: Final = Limits()
LONGEST_PASSWORD: Final = 256  # one more than Excel takes: what was longer stays wrong
NEED_PASSWORD: Final = ("encrypted", "wrong-password")
SPOT: Final = re.compile(r"\w{1,60}, [\w.]{1,80}:\d{1,6}")  # what a child may say of its own fault
KEPT_ENVIRONMENT: Final = ("SYSTEMROOT", "WINDIR")
PACKAGES_FOLLOW: Final = "--"  # as __main__ reads them
PACKAGES: Final = ("site-packages", "dist-packages")
_AS_XLSX = Message(N_("Open it in Excel or WPS, save it as .xlsx and import that file."))
_SMALLER = Message(N_("Split it into smaller files, or copy the table into a new workbook."))
_OTHERWISE = Message(
    N_("Save it in another form and try again, or go through it by hand; tell whoever looks after ipdesk what stands here.")
)  # fmt: skip

# What the child may answer instead of sheets: the sentence, and what to do next.
REASONS: Final = {
    **ANY,
    "not-a-table": (N_("“{file}” is neither a workbook nor a table of text."), _AS_XLSX),
    "other-workbook": (N_("“{file}” is a kind of workbook that is not read."), _AS_XLSX),
    "encoding": (N_("“{file}” is text in an unknown encoding."), _AS_XLSX),
    "cell-too-long": (N_("“{file}” has a cell that never ends; a quotation mark may be missing."), _AS_XLSX),
    "too-many-rows": (N_("“{file}” has a sheet of more than {rows} rows."), _SMALLER),
    "too-many-columns": (N_("“{file}” has a sheet of more than {columns} columns."), _SMALLER),
    "too-much": (N_("“{file}” holds more than can be read at once."), _SMALLER),
}


@dataclass(frozen=True, slots=True)
class Job:
    """What a child is for: the hidden word that starts it, the reasons it may refuse with, and what to do when it dies.

    `lockable` is how files begin that may be locked: the others need not wait for what opens locks.
    """

    word: str
    reasons: Mapping[str, tuple[str, Message]]
    advice: Message
    lockable: bytes = COMPOUND


PARSE: Final = Job(WORD, REASONS, _SMALLER)


def parse(path: Path, limits: Limits = LIMITS, password: str = "") -> dict[str, Any]:
    """Return what a workbook or a table of text holds, as plain JSON values from the child.

    "name", "sha256" and "size" of the file are added; the rest is described in workbooks. Raises
    NotFound, Locked for a file that needs a password or another one, or Refused with a plain reason. The
    shape is not checked here: see sheets.
    """
    from hashlib import sha256  # which the child itself need not wait for

    data = read_bytes(path, limits)
    answer = ask(data, path.name, limits, password=password)
    return answer | {"name": path.name, "sha256": sha256(data).hexdigest(), "size": len(data)}


def read_bytes(path: Path, limits: Limits = LIMITS, job: Job = PARSE) -> bytes:
    """Return the bytes of a file of bounded size. Raises NotFound or Refused."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would never end, a device may do worse
            raise Refused(Message(N_("“{file}” cannot be opened."), file=path.name), A_FILE)
        with path.open("rb") as stream:
            data = stream.read(limits.file + 1)
    except OSError as error:
        raise not_read(path, error) from None
    if len(data) > limits.file:
        most = limits.file // 1_000_000
        raise Refused(
            Message(N_("“{file}” is larger than {most} MB."), file=path.name, most=most), job.advice
        )
    return data


def ask(
    data: bytes, name: str, limits: Limits = LIMITS, job: Job = PARSE, password: str = ""
) -> dict[str, Any]:
    """Have a fresh child work on the bytes and return its answer. Raises Refused naming the file."""
    answer = _answer_of(data, name, limits, job, password[:LONGEST_PASSWORD])
    if not isinstance(answer, dict):
        raise _stopped(name, job)
    if "refused" in answer:
        if answer["refused"] == FAULT:
            raise _at_fault(name, answer.get("at"))
        sentence, advice = job.reasons.get(str(answer["refused"]), (None, None))
        if sentence is None:
            raise _stopped(name, job)
        kind = Locked if answer["refused"] in NEED_PASSWORD else Refused
        raise kind(Message(sentence, file=name, rows=limits.rows, columns=limits.columns), advice)
    return answer


def command(word: str, *words: str) -> list[str]:
    """Return the command that starts a child: this very program with one hidden word, and what that asks for.

    Told where packages lie, it need not look for them (-S), which takes as long as reading a short file.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, word, *words]
    packages = [folder for folder in sys.path if Path(folder).name in PACKAGES]
    entry = Path(__file__).resolve().parent.parent / "__main__.py"
    return [sys.executable, "-I", "-S", str(entry), word, *words, PACKAGES_FOLLOW, *packages]


def _answer_of(data: bytes, name: str, limits: Limits, job: Job, password: str) -> Any:
    import subprocess
    from threading import Timer

    environment = {key: os.environ[key] for key in KEPT_ENVIRONMENT if key in os.environ}
    out_of_time = False
    with subprocess.Popen(
        command(job.word),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:

        def stop() -> None:
            nonlocal out_of_time
            out_of_time = True
            process.kill()

        timer = Timer(limits.seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            given = limits._asdict()
            if data.startswith(job.lockable):
                given["password"] = password
            answer = _talk(process, data, given)
        finally:
            timer.cancel()
            process.kill()
    if out_of_time:
        raise Refused(
            Message(
                N_("Reading “{file}” took more than {seconds} seconds."), file=name, seconds=limits.seconds
            ),
            job.advice,
        )
    if answer is None:
        raise _stopped(name, job)
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        raise _stopped(name, job) from None


def _talk(process: subprocess.Popen[bytes], data: bytes, given: dict[str, Any]) -> bytes | None:
    """Send the file and return the answer, None when the child died or said too much."""
    if process.stdin is None or process.stdout is None:
        return None
    with suppress(OSError):  # a child that died early is seen by its answer
        process.stdin.write(json.dumps(given).encode() + b"\n")
        process.stdin.write(data)
    with suppress(OSError):
        process.stdin.close()
    answer = process.stdout.read(given["answer"] + 1)
    if len(answer) > given["answer"]:
        return None
    return answer if process.wait() == 0 else None


def _at_fault(name: str, spot: object) -> Refused:
    """Return the refusal of a file that the program could not cope with, which says nothing against the file."""
    return Refused(
        Message(
            N_(
                "ipdesk could not read “{file}”. The fault is in ipdesk ({spot}); the file is untouched and may be whole."
            ),
            file=name,
            spot=spot if isinstance(spot, str) and SPOT.fullmatch(spot) else "?",
        ),
        _OTHERWISE,
    )


def misanswered(name: str) -> Refused:
    """Return the refusal of a file whose child answered in another shape than it promised."""
    return Refused(Message(N_("“{file}” could not be read."), file=name), _OTHERWISE)


def _stopped(name: str, job: Job) -> Refused:
    return Refused(
        Message(
            N_("“{file}” could not be read: it asks for too much memory or time, or it is damaged."),
            file=name,
        ),
        job.advice,
    )
