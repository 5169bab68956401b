"""The faces of documents, and which of them has a character.

Faces are registered when first used: reading one takes some 50 ms. reportlab draws a missing character as
an empty box without saying so, hence every character is looked up here first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from ipdesk.exporting.outlines import Point, contours
from ipdesk.paths import resource_path

Shipped = Literal["body", "title", "head", "sans", "kai"]
Role = str  # a face that is shipped, or one of the user's
FILES: Final[dict[Role, str]] = {
    "body": "NotoSerifSC-Regular.ttf",
    "title": "NotoSerifSC-Bold.ttf",
    "head": "NotoSansSC-Bold.ttf",
    "sans": "NotoSansSC-Regular.ttf",
    "kai": "LXGWWenKai-Regular.ttf",
}
ORDER: Final[dict[Role, tuple[Role, ...]]] = {
    "body": ("body", "kai", "sans"),
    "title": ("title", "head", "body", "kai"),
    "head": ("head", "title", "sans", "kai"),
    "sans": ("sans", "body", "kai"),
    "kai": ("kai", "body", "sans"),
}


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of titles and of the running text of official pages; the others are always those shipped."""

    running: Role = "body"
    title: Role = "title"


SHIPPED_FACES: Final = Faces()
BOXES: Final = frozenset("☐☑")
BOX_WIDTH: Final = 1.1
TAB_WIDTH: Final = 2.0
LONGEST_NAME: Final = 60  # bytes; a name in a PDF has 127 at most
SHORT_ROLE: Final = 22


def _cmap_lines(name: str, subset: list[int]) -> Iterable[str]:
    """Yield the lines of a map from the codes of a font subset back to Unicode (PDF 32000-1, 9.10.3)."""
    yield from ("/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap")
    yield f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def"
    yield from (f"/CMapName /{name} def", "/CMapType 2 def")
    yield from ("1 begincodespacerange", "<00> <FF>", "endcodespacerange")
    codes = list(enumerate(subset))
    for start in range(0, len(codes), 100):
        block = codes[start : start + 100]
        yield f"{len(block)} beginbfchar"
        for code, point in block:
            plain = 0xFFFD if 0xD800 <= point <= 0xDFFF else point
            yield f"<{code:02X}> <{chr(plain).encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"
    yield from ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")


def _to_unicode(name: str, subset: list[int]) -> str:
    """Stand in for reportlab's own map, which writes five hex digits for characters beyond the BMP."""
    return "\n".join(_cmap_lines(name, subset))


class _Outlines:
    """The table of outlines of a face; a slice copies only what it takes, and the table has some ten megabytes."""

    def __init__(self, table: memoryview) -> None:
        self._table = table

    def __getitem__(self, part: slice) -> bytes:
        return bytes(self._table[part])


def _leave_on_disk(read: Any, file: Path) -> None:
    """Let a face read its file where it lies: all processes then share it, and hold what they use of it alone."""
    with file.open("rb") as held:
        read._ttf_data = mmap(held.fileno(), 0, access=ACCESS_READ)


def _spare_copies(read: Any) -> None:
    """Keep a face from copying all its outlines for every subset of every document: a sixth of a form's time."""
    start, length = read.get_table_pos("glyf")
    outlines, others = _Outlines(memoryview(read._ttf_data)[start : start + length]), read.get_table
    read.get_table = lambda tag: outlines if tag == "glyf" else others(tag)


@cache
def face(role: Role) -> str:
    """Return the registered name of a face, reading its file on first use."""
    if not is_adopted(role):
        file = resource_path("fonts", FILES[role])
        font = loaded(role, str(file))
        _leave_on_disk(font.face, file)
        adopt(role, font)
    return _name(role)


def _name(role: Role) -> str:
    return f"ipdesk-{role}"


def loaded(role: Role, file: str | BinaryIO) -> Any:
    """Return the font in a file, not yet in use. Raises whatever a damaged file makes the library stumble over."""
    # Else the Latin alphabet would be embedded with every face, whether a document has it or not.
    return TTFont(_name(role), file, asciiReadable=0)


def is_adopted(role: Role) -> bool:
    """Say whether a face is in use already."""
    return _name(role) in pdfmetrics.getRegisteredFontNames()


def adopt(role: Role, font: Any, stands_for: Shipped | None = None) -> None:
    """Take a font into use; one of the user's stands for a shipped one, which has what it lacks."""
    library: Any = ttfonts
    library.makeToUnicodeCMap = _to_unicode
    if stands_for is not None:
        # The library takes two faces of one name for the same, and the user's may be called like one of ours.
        font.face.name = font.face.name[:LONGEST_NAME] + f"-{role[:SHORT_ROLE]}".encode()
        ORDER[role] = ORDER[stands_for]
    for box in BOXES:  # drawn as lines over a blank, so that it can still be copied as the sign it is
        font.face.charToGlyph[ord(box)] = font.face.charToGlyph[0x20]
        font.face.charWidths[ord(box)] = BOX_WIDTH * 1000
    _spare_copies(font.face)
    pdfmetrics.registerFont(font)


@cache
def outline(role: Role, sign: str) -> tuple[tuple[Point, ...], ...]:
    """Return the contours of a character at size 1, in the face that has it; none for one that shows nothing."""
    name, width = glyph(role, sign)
    if not width:
        return ()
    font: Any = pdfmetrics.getFont(name)
    read = font.face
    start, units = read.get_table_pos("glyf")[0], read.unitsPerEm
    ends = read.glyphPos

    def piece(number: int) -> bytes:
        found: bytes = read._ttf_data[start + ends[number] : start + ends[number + 1]]
        return found

    return tuple(
        tuple(Point(each.x / units, each.y / units, each.on) for each in contour)
        for contour in contours(piece, read.charToGlyph.get(ord(sign), 0))
    )


@cache
def _glyphs(role: Role) -> dict[int, int]:
    font: Any = pdfmetrics.getFont(face(role))
    found: dict[int, int] = font.face.charToGlyph
    return found


def is_silent(sign: str) -> bool:
    """Say whether a character shows nothing by itself: joiners, variation selectors, marks of direction."""
    selector = "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
    return selector or unicodedata.category(sign) in ("Cf", "Cc")


@cache
def role_for(role: Role, sign: str) -> Role | None:
    """Return the face that has a character, the wanted one first; None when no face has it."""
    return next((each for each in dict.fromkeys((role, *ORDER[role])) if _glyphs(each).get(ord(sign))), None)


@cache
def glyph(role: Role, sign: str) -> tuple[str, float]:
    """Return the font name for a character and its advance at size 1."""
    if sign == "\t":
        return face(role), TAB_WIDTH
    if sign in BOXES:
        return face(role), BOX_WIDTH
    if is_silent(sign):
        return face(role), 0.0
    found = role_for(role, sign)
    if found is None:  # the empty box of the font, which still copies as the character
        _glyphs(role)[ord(sign)] = 0
    name = face(found or role)
    return name, pdfmetrics.getFont(name).stringWidth(sign, 1)


def unresolved_signs(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters that no face has, in the order in which they come."""
    signs = dict.fromkeys(sign for text in texts for sign in text if sign not in BOXES and not sign.isspace())
    return tuple(sign for sign in signs if not is_silent(sign) and role_for("body", sign) is None)
