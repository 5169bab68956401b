"""The user's own faces: a font file is looked at before a document is set in it.

What is required: TrueType outlines (the PDF library takes no others), a licence that lets them be embedded in part
(OpenType 1.9, OS/2, fsType), Chinese characters, and tables that hold what they say; a damaged one would else break
off a document, or keep the library busy for hours.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from ipdesk.exporting.fonts import Role, Shipped, adopt, is_adopted, loaded
from ipdesk.exporting.outlines import HEAD, parts
from ipdesk.model.errors import WrongValue
from ipdesk.model.text import N_, Message

MOST: Final = 60  # megabytes
TRUETYPE: Final = (b"\x00\x01\x00\x00", b"true")
RESTRICTED: Final = 0x0002
NOT_IN_PART: Final = 0x0300  # no subsets, or bitmaps only
TABLES: Final = frozenset(
    (b"glyf", b"loca", b"head", b"hhea", b"hmtx", b"maxp", b"cmap", b"name", b"post", b"OS/2")
)
MOST_CHARACTERS: Final = 1_200_000  # a little more than Unicode has
NEEDED: Final = " 的一是中国"
_ANOTHER: Final = Message(N_("Choose another file."))


@dataclass(frozen=True, slots=True)
class OwnFace:
    """A face of the user's: the role under which styles name it, and what its file is."""

    role: Role
    name: str
    sha256: str


def own_face(place: Path, stands_for: Shipped) -> OwnFace:
    """Return the face in a file, to be used instead of a shipped one. Raises WrongValue for what cannot be used."""
    data = _read(place)
    digest = sha256(data).hexdigest()
    role = f"{stands_for}-{digest}"
    if not is_adopted(role):
        tables = _tables(data, place.name)
        _require_licence(data, tables, place.name)
        try:
            _require_few_characters(data, tables)
            font = loaded(role, BytesIO(data))
            _require_whole(font.face, tables)
        except Exception as error:  # the library raises whatever a damaged table makes it stumble over
            raise _no_font(place.name) from error
        if not all(font.face.charToGlyph.get(ord(sign)) for sign in NEEDED):
            raise WrongValue(
                "font", Message(N_("{name} has no Chinese characters."), name=place.name), _ANOTHER
            )
        adopt(role, font, stands_for)
    return OwnFace(role, place.name, digest)


def _read(place: Path) -> bytes:
    gone = Message(N_("The font file {path} is not there or cannot be read."), path=str(place))
    if not place.is_file():  # neither a folder nor what never ends
        raise WrongValue("font", gone, _ANOTHER)
    try:
        with place.open("rb") as stream:
            data = stream.read(MOST * 1_000_000 + 1)
    except OSError as error:
        raise WrongValue("font", gone, _ANOTHER) from error
    if len(data) > MOST * 1_000_000:
        raise WrongValue(
            "font", Message(N_("{name} is larger than {most} MB."), name=place.name, most=MOST), _ANOTHER
        )
    return data


def _no_font(name: str) -> WrongValue:
    return WrongValue("font", Message(N_("{name} is no font, or it is damaged."), name=name), _ANOTHER)


def _tables(data: bytes, name: str) -> dict[bytes, tuple[int, int]]:
    """Return where the tables of a font begin and how long they are."""
    kind = data[:4]
    if kind in (b"OTTO", b"ttcf"):
        said = (
            N_("{name} has PostScript outlines, which cannot be embedded here.")
            if kind == b"OTTO"
            else N_("{name} is a collection of several fonts.")
        )
        raise WrongValue(
            "font", Message(said, name=name), Message(N_("Choose a TrueType font, a single .ttf file."))
        )
    try:
        count = struct.unpack_from(">H", data, 4)[0]
        entries = [struct.unpack_from(">4s4xLL", data, 12 + 16 * index) for index in range(count)]
    except struct.error as error:
        raise _no_font(name) from error
    found = {tag: (start, length) for tag, start, length in entries}
    cut = any(start + length > len(data) for start, length in found.values())
    if kind not in TRUETYPE or cut or not set(found) >= TABLES:
        raise _no_font(name)
    return found


def _require_licence(data: bytes, tables: dict[bytes, tuple[int, int]], name: str) -> None:
    start, length = tables[b"OS/2"]
    if length < HEAD:
        raise _no_font(name)
    allowed = struct.unpack_from(">H", data, start + 8)[0]
    if allowed & (RESTRICTED | NOT_IN_PART):
        raise WrongValue(
            "font",
            Message(N_("The licence of {name} forbids embedding it in documents."), name=name),
            Message(N_("Choose a font that may be embedded; its maker says which.")),
        )


def _require_few_characters(data: bytes, tables: dict[bytes, tuple[int, int]]) -> None:
    """Raise ValueError for maps that claim more characters than there are; reading those would never end."""
    start, length = tables[b"cmap"]
    table = data[start : start + length]
    for index in range(struct.unpack_from(">H", table, 2)[0]):
        at = struct.unpack_from(">L", table, 4 + 8 * index + 4)[0]
        form = struct.unpack_from(">H", table, at)[0]
        ranges: list[tuple[int, int]] = []
        if form == 4:
            count = struct.unpack_from(">H", table, at + 6)[0] // 2
            ends = struct.unpack_from(f">{count}H", table, at + 14)
            ranges = list(
                zip(struct.unpack_from(f">{count}H", table, at + 16 + 2 * count), ends, strict=True)
            )
        elif form == 12:
            count = struct.unpack_from(">L", table, at + 12)[0]
            if at + 16 + 12 * count > length:
                raise ValueError("more groups than there is room for")
            ranges = [struct.unpack_from(">LL", table, at + 16 + 12 * group) for group in range(count)]
        elif form not in (0, 6, 14):
            raise ValueError("a map of characters of an unknown form")
        if sum(max(0, end - first + 1) for first, end in ranges) > MOST_CHARACTERS:
            raise ValueError("more characters than there are")


def _require_whole(face: Any, tables: dict[bytes, tuple[int, int]]) -> None:
    """Forget characters that nothing is drawn for: the shipped face has them.

    Raises ValueError or struct.error for outlines that end where they should not.
    """
    start, length = tables[b"glyf"]
    ends, count = face.glyphPos, len(face.glyphPos) - 1
    if ends[-1] > length or any(after < before for before, after in pairwise(ends)):
        raise ValueError("outlines in no order")
    known = face.charToGlyph
    face.charToGlyph = {
        code: glyph
        for code, glyph in known.items()
        if 0 < glyph < count and (ends[glyph] < ends[glyph + 1] or chr(code).isspace())
    }
    for before, after in pairwise(ends):
        head = face._ttf_data[start + before : start + before + 2]
        if after - before < 2 or head < b"\x80":
            continue
        data = face._ttf_data[start + before : start + after]
        if len(data) < HEAD or any(part.glyph >= count for part in parts(data)):
            raise ValueError("a glyph made of what is not there")
