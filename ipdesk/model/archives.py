"""What an archive of a whole desk is made of: a zip of a manifest, registers and tables as JSON lines, the log, and files.

The manifest names every other part with its rows, bytes and sha256. Both who writes and who reads archives use this.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from ipdesk.model.errors import WrongValue
from ipdesk.model.text import N_, Message

FORMAT: Final = "ipdesk-archive"
FORM: Final = 1
MANIFEST: Final = "manifest.json"
LOG: Final = "log.jsonl"
REGISTERS: Final = "registers/"
TABLES: Final = "tables/"
FILES: Final = "attachments/"
LINES: Final = ".jsonl"
BEGINNING: Final = b"PK\x03\x04"
NAME_AT: Final = 30  # where the name of the first part stands in a zip
_PART: Final = re.compile(
    r"log\.jsonl|(?:registers|tables)/[a-z][a-z_]{0,63}\.jsonl|attachments/[0-9a-f]{64}"
)
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_MOST: Final = 1 << 62
_LONGEST: Final = 1_000
_LINE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class WrongForm(ValueError):
    """A manifest is not one of this form; `newer` says that a later program made it."""

    def __init__(self, why: str, *, newer: bool = False) -> None:
        super().__init__(why)
        self.newer = newer


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an archive: its name, its lines (0 for a file), its bytes as unpacked, and their sha256."""

    name: str
    rows: int
    size: int
    sha256: str

    @property
    def is_lines(self) -> bool:
        """Whether it holds JSON lines; the others are attached files."""
        return self.name.endswith(LINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive says of itself.

    `mark` is its marking in words, `level` and `handling` the two parts of it. `seq` and `head` are the last entry of
    the log in it. `left_out` counts what is not in it, by kind.
    """

    program: str
    at: str
    by: str
    lab: str
    code: str
    mark: str
    level: str
    handling: str
    seq: int
    head: str
    left_out: dict[str, int]
    parts: tuple[Part, ...]

    def rows(self, folder: str) -> dict[str, int]:
        """Return how many lines the parts in a folder have, by their bare names."""
        return {
            each.name.removeprefix(folder).removesuffix(LINES): each.rows
            for each in self.parts
            if each.name.startswith(folder)
        }

    def size(self) -> int:
        """Return how many bytes all parts have unpacked."""
        return sum(each.size for each in self.parts)

    def plain(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "format": FORMAT,
            "form": FORM,
            "program": self.program,
            "at": self.at,
            "by": self.by,
            "lab": {"name": self.lab, "code": self.code},
            "marking": {"mark": self.mark, "state": self.level, "handling": self.handling},
            "audit": {"seq": self.seq, "hash": self.head},
            "left_out": self.left_out,
            "files": [
                {"name": each.name, "rows": each.rows, "bytes": each.size, "sha256": each.sha256}
                for each in self.parts
            ],
        }


def line_of(plain: dict[str, Any]) -> str:
    """Return the one way in which an object is written as a line."""
    return _LINE.encode(plain)


def wrong(name: str) -> WrongValue:
    """Return what refuses a value of a line by its name, or the line as a whole without one."""
    if not name:
        return WrongValue("", Message(N_("It is not written as ipdesk writes it.")))
    return WrongValue(name, Message(N_("“{field}” is missing, or is not what it may be."), field=name))


def read_manifest(data: bytes) -> Manifest:
    """Return a manifest, of which every key has to be known. Raises WrongForm."""
    try:
        given = json.loads(data.decode("utf-8"))
        if given["format"] != FORMAT:
            raise WrongForm("format")
        if isinstance(given["form"], int) and given["form"] > FORM:
            raise WrongForm("form", newer=True)
        return _manifest(given)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, WrongForm):
            raise
        raise WrongForm(str(error)) from None


def _manifest(given: dict[str, Any]) -> Manifest:
    lab, marking, audit, left_out = (_object(given[key]) for key in ("lab", "marking", "audit", "left_out"))
    made = Manifest(
        program=_text(given["program"]),
        at=_text(given["at"]),
        by=_text(given["by"]),
        lab=_text(lab["name"]),
        code=_text(lab["code"]),
        mark=_text(marking["mark"]),
        level=_text(marking["state"]),
        handling=_text(marking["handling"]),
        seq=_count(audit["seq"]),
        head=_digest(audit["hash"]),
        left_out={_text(key): _count(held) for key, held in left_out.items()},
        parts=tuple(_part(_object(each)) for each in _list(given["files"])),
    )
    names = {each.name for each in made.parts}
    if made.plain() != given or len(names) != len(made.parts):
        raise WrongForm("keys")
    return made


def _part(given: dict[str, Any]) -> Part:
    made = Part(_text(given["name"]), _count(given["rows"]), _count(given["bytes"]), _digest(given["sha256"]))
    if not _PART.fullmatch(made.name):
        raise WrongForm("name")
    return made


def _object(held: object) -> dict[str, Any]:
    if not isinstance(held, dict):
        raise WrongForm("object")
    return held


def _list(held: object) -> list[Any]:
    if not isinstance(held, list):
        raise WrongForm("list")
    return held


def _text(held: object) -> str:
    if not isinstance(held, str) or len(held) > _LONGEST or any(sign < " " for sign in held):
        raise WrongForm("text")
    return held


def _count(held: object) -> int:
    if type(held) is not int or not 0 <= held < _MOST:
        raise WrongForm("number")
    return held


def _digest(held: object) -> str:
    if not isinstance(held, str) or not _SHA256.fullmatch(held):
        raise WrongForm("digest")
    return held
