"""How much of an untrusted file is read, and the reasons for which it is not read at all; how some files begin."""

from __future__ import annotations

from typing import Final, NamedTuple

COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how old workbooks begin, and those under a password
FAULT: Final = "fault"  # the reason where the child itself is at fault


class Limits(NamedTuple):  # no dataclass: what makes those takes a child as long to load as all of pdfium
    """Bounds for one untrusted file and for the child process that parses it.

    Sizes are in bytes, times in seconds. `unpacked`, `ratio` and `parts` are for zipped files, `rows`
    and `columns` for one sheet.
    """

    file: int = 100_000_000
    answer: int = 64 << 20
    memory: int = 1 << 30
    processor: int = 60
    seconds: int = 120
    unpacked: int = 200_000_000
    ratio: int = 100
    parts: int = 2_000
    rows: int = 200_000
    columns: int = 500


class Unreadable(Exception):
    """A file cannot or must not be read; `code` is a key of the reasons that the parent process knows."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
