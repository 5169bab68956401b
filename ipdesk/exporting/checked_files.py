"""What the text check found in the files of a document, as papers about it show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipdesk.model.text import Message
from ipdesk.screening.risks import Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRisk:
    """A risk with its number: where it stands and what was decided, in the reader's language, and what the record says."""

    number: int
    risk: Risk
    place: str
    decided: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file under review with its risks; `refused` says why it was not checked. Passages that a paper must not quote are left out."""

    name: str
    sha256: str
    risks: tuple[CopyRisk, ...] = ()
    compared: int = 0
    unread: tuple[Message, ...] = ()
    refused: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A finding that was decided about and that the check does not find any more: its kind, the answer, why, by whom and when."""

    kind: str
    answer: str
    reason: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCheck:
    """The check of all files under review: what was found in each, what was settled before, and what could not be compared."""

    files: tuple[CheckedFile, ...] = ()
    settled: tuple[Settled, ...] = ()
    not_compared: tuple[tuple[str, Message], ...] = ()
