"""Manuscripts from outside as one text with its parts: Word files, slides, PDF, TeX and plain text. Nothing is written here.

A child of its own reads each file, as with workbooks. Nothing it says is taken on trust: its answer is of bounded size, and
its shape is checked here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path, PurePath
from typing import Any, Final

from ipdesk.importing.child import Job, ask, misanswered, read_bytes
from ipdesk.importing.file_faults import ANY
from ipdesk.importing.limits import COMPOUND, Limits
from ipdesk.importing.marks import StateMark, highest_mark
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.screening.risk_labels import PLACE_WORDS

LIMITS: Final = Limits(processor=40, seconds=60, parts=5_000)
HEAD: Final = 4_096  # bytes within which a PDF says that it is one
TAIL: Final = 1_024  # and in the last of which it says where its list of parts begins
WIDE: Final = (b"\xff\xfe", b"\xfe\xff")  # how texts of two bytes a sign begin
ZIPPED: Final = (b"PK\x03\x04", b"PK\x05\x06")
UNITS: Final = {
    "docx": "paragraph", "pptx": "slide", "pdf": "page", "tex": "line", "txt": "line", "md": "line",
}  # fmt: skip
SHORT_LINE: Final = 12  # signs of a part that may be a cell: a marking may lie in two of them

# What parts are, in the order in which they stand in the text.
WHERES: Final = {
    "body": N_("body"),
    "header": N_("header"),
    "footer": N_("footer"),
    "note": N_("note"),
    "comment": N_("comment"),
    "textbox": N_("text box"),
    "deleted": N_("deleted text"),
    "hidden": N_("hidden text"),
    "alt": N_("description of a picture"),
    "property": N_("file property"),
    "annotation": N_("annotation"),
    "slide-notes": N_("notes to a slide"),
    "preamble": N_("preamble of the source"),
    "tex-comment": N_("comment in the source"),
}
# What is named and not read.
WHATS: Final = {
    "page": N_("page without readable text"),
    "picture": N_("picture"),
    "object": N_("embedded object"),
    "chart": N_("figures of a chart"),
    "video": N_("video or sound"),
    "attachment": N_("attached file"),
    "include": N_("file put in from elsewhere"),
    "macro": N_("macros"),
    "more": N_("more that was not read"),
}
PLACES: Final = {
    "page": N_("{what}, page {number}"),
    "slide": N_("{what}, slide {number}"),
    "paragraph": N_("{what}, paragraph {number}"),
    "line": N_("{what}, line {number}"),
}

_AS_DOCX = Message(N_("Save it as .docx or PDF and try again."))
_SMALLER = Message(N_("Split it into smaller files, or take out its pictures and videos."))
REASONS: Final = {
    **ANY,
    "not-a-manuscript": (N_("“{file}” is no manuscript: it is neither a document nor text."), _AS_DOCX),
    "other-document": (N_("“{file}” is a kind of document that is not read."), _AS_DOCX),
    "old-document": (N_("“{file}” is an old .doc, .ppt or .wps file."), _AS_DOCX),
    "encoding": (N_("“{file}” is text in an unknown encoding."), _AS_DOCX),
    "too-much": (N_("“{file}” holds more than can be read at once."), _SMALLER),
    "too-many-pages": (N_("“{file}” says that it has more pages than are read."), _SMALLER),
}


def _job(kind: str, lockable: bytes = COMPOUND) -> Job:
    return Job(f"read-manuscript-{kind}", REASONS, _SMALLER, lockable)


# Any PDF may be locked, whatever it begins with.
JOBS: Final = {kind: _job(kind, b"" if kind.startswith("pdf") else COMPOUND)
               for kind in ("pdf", "pdf-again", "office", "locked", "tex", "md", "txt")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text, in code points: what it is, and the page, paragraph, slide or line it begins at, 0 for none."""

    start: int
    end: int
    where: str
    place: int


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in a file that was not read: what, where (0 for the file as a whole), and its name or the reason."""

    what: str
    place: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A manuscript as it was read.

    `text` is one string of all that was found; `parts` are in its order and do not overlap, and those of the body come first.
    `sources` are pairs of an offset in the text and one in the decoded file, from where on both run alike (tex, txt, md).
    `mark` is the highest state-secret marking anywhere in it: such a file must not be stored above the limit.
    """

    name: str
    sha256: str
    size: int
    kind: str
    text: str
    parts: tuple[Part, ...]
    unread: tuple[Unread, ...]
    properties: tuple[tuple[str, str], ...]
    sources: tuple[tuple[int, int], ...] = ()
    mark: StateMark | None = None

    @property
    def unit(self) -> str:
        """What places are counted in: page, paragraph, slide or line."""
        return UNITS[self.kind]

    @property
    def body(self) -> tuple[tuple[int, int], ...]:
        """Begin and end of each part of the body."""
        return tuple((each.start, each.end) for each in self.parts if each.where == "body")

    def part_at(self, offset: int) -> Part | None:
        """Return the part in which an offset lies, or behind which; None before the first."""
        at = bisect_right(self.parts, offset, key=lambda each: each.start)
        return self.parts[at - 1] if at else None

    def part_name(self, offset: int) -> str:
        """Return what the part is in which an offset lies: body, header, comment and so on, "" before the first."""
        part = self.part_at(offset)
        return part.where if part else ""

    def place_of(self, offset: int) -> int:
        """Return the page, paragraph, slide or line of an offset in the text, 0 where it has none."""
        part = self.part_at(offset)
        if part is None:
            return 0
        lines = self.text.count("\n", part.start, min(offset, part.end)) if self.unit == "line" else 0
        return part.place + lines

    def source_of(self, offset: int) -> int | None:
        """Return the offset in the decoded file of an offset in the text, None where the file is no text."""
        at = bisect_right(self.sources, offset, key=lambda each: each[0])
        return self.sources[at - 1][1] + offset - self.sources[at - 1][0] if at else None

    def unscanned(self) -> tuple[int, ...]:
        """Return the pages that show something and hold no text that can be read."""
        return tuple(each.place for each in self.unread if each.what == "page")


def read_manuscript(path: Path, limits: Limits = LIMITS, password: str = "") -> Manuscript:
    """Read a manuscript, whose kind its content tells, and its name among plain texts alone.

    Raises NotFound, Locked for a file that needs a password or another one, or Refused with a plain reason.
    """
    return manuscript_in(read_bytes(path, limits, JOBS["office"]), path.name, limits, password)


def manuscript_in(data: bytes, name: str, limits: Limits = LIMITS, password: str = "") -> Manuscript:
    """Read a manuscript from its bytes, as `read_manuscript` does."""
    kind = _kind(data, PurePath(name).suffix.lower())
    if kind == "txt" and b"\0" in data[:HEAD] and data.strip(b"\0") and not data.startswith(WIDE):
        sentence, advice = REASONS["not-a-manuscript"]  # a picture needs no child to be told from text
        raise Refused(Message(sentence, file=name), advice)
    answer = ask(data, name, limits, JOBS[kind], password)
    if answer.get("again") is True and kind == "pdf":
        answer = ask(data, name, limits, JOBS["pdf-again"], password)
    return manuscript_of(answer | {"name": name, "sha256": sha256(data).hexdigest(), "size": len(data)})


def manuscript_of(answer: dict[str, Any]) -> Manuscript:
    """Return the child's answer as a manuscript with its marking. Raises Refused when it is not of the promised shape."""
    name = str(answer.get("name", ""))
    try:
        text = _text(answer["text"])
        made = Manuscript(
            name=name,
            sha256=str(answer["sha256"]),
            size=int(answer["size"]),
            kind=_one_of(answer["kind"], UNITS),
            text=text,
            parts=tuple(_parts(answer["parts"], len(text))),
            unread=tuple(_unread(each) for each in answer["unread"]),
            properties=tuple((_text(key), _text(value)) for key, value in answer["properties"]),
            sources=tuple(_sources(answer["sources"], len(text))),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise misanswered(name) from None
    return replace(made, mark=highest_mark(_marked_texts(made)))


def said_place(manuscript: Manuscript, what: str, place: int) -> Message:
    """Return a part or what was not read with its page, paragraph, slide or line, to be said."""
    label = Message(WHERES.get(what) or WHATS[what])
    return Message(PLACES[manuscript.unit], what=label, number=place) if place else label


def said_spot(manuscript: Manuscript, offset: int) -> Message | None:
    """Return where an offset of the text stands, to be said: its page, paragraph, slide or line, and the part, where that is not the body."""
    part = manuscript.part_at(offset)
    place = manuscript.place_of(offset)
    if part is not None and part.where != "body":
        return said_place(manuscript, part.where, place)
    return Message(PLACE_WORDS[manuscript.unit], number=place) if place else None


def said_mark(manuscript: Manuscript) -> Message | None:
    """Return the state-secret marking of a file and where it stands, to be said; None without one."""
    mark = manuscript.mark
    if mark is None:
        return None
    what, _, place = mark.where.partition(" ")
    known = what in WHERES or what in WHATS
    where = (
        said_place(manuscript, what, int(place or 0))
        if known and mark.where != manuscript.name
        else mark.where
    )
    return Message(N_("{mark} ({place})"), mark=mark.text, place=where)


def _kind(data: bytes, suffix: str) -> str:
    """Return which child reads a file."""
    start = data[:HEAD]
    if data.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-") or (
        b"%PDF-" in start and b"startxref" in data[-TAIL:]
    ):
        return "pdf"
    if data.startswith(ZIPPED):
        return "office"
    if data.startswith(COMPOUND):
        return "locked"
    if suffix in (".tex", ".ltx") or b"\\documentclass" in start:
        return "tex"
    return "md" if suffix in (".md", ".markdown") else "txt"


def _marked_texts(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    """Yield every text of a file in which a marking may stand, with where: its parts, neighbouring cells as one, and names."""
    yield manuscript.name, manuscript.name
    for each in manuscript.parts:
        yield _where(each), manuscript.text[each.start : each.end]
    for (is_short, _), group in groupby(manuscript.parts, lambda each: (_is_short(each), each.where)):
        if is_short:
            cells = list(group)
            yield _where(cells[0]), manuscript.text[cells[0].start : cells[-1].end]
    for left in manuscript.unread:
        yield left.what, left.name
    for key, _ in manuscript.properties:
        yield "property", key


def _is_short(part: Part) -> bool:
    return part.end - part.start <= SHORT_LINE


def _where(part: Part) -> str:
    return f"{part.where} {part.place}" if part.place else part.where


def _parts(given: list[Any], size: int) -> Iterator[Part]:
    """Yield parts that follow each other within the text. Raises ValueError for others."""
    last = 0
    for start, end, where, place in given:
        if not (last <= _number(start) <= _number(end) <= size):
            raise ValueError("parts do not follow each other")
        last = end
        yield Part(start, end, _one_of(where, WHERES), _number(place))


def _sources(given: list[Any], size: int) -> Iterator[tuple[int, int]]:
    last = 0
    for offset, source in given:
        if not last <= _number(offset) <= size:
            raise ValueError("offsets do not rise")
        last = offset
        yield offset, _number(source)


def _unread(given: list[Any]) -> Unread:
    what, place, name = given
    return Unread(_one_of(what, WHATS), _number(place), _text(name))


def _number(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise TypeError("no number")
    return given


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError("no text")
    given.encode()  # raises UnicodeEncodeError, a ValueError, for half a sign
    return given


def _one_of(given: object, known: dict[str, str]) -> str:
    text = _text(given)
    if text not in known:
        raise ValueError("not known")
    return text
