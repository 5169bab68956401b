"""The fonts we ship are the ones FONTS.md names, can go into a PDF, and have the characters of rare names."""

import hashlib
import re
import struct
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
SUMS = dict(
    re.findall(
        r"^\| (\S+\.ttf) \| ([0-9a-f]{64}) \|$",
        (FONTS / "FONTS.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)
# Characters of real given names that many Chinese fonts lack.
RARE = "喆堃昇祎䶮㛃"
RESTRICTED = 0x0002  # OS/2 fsType: no embedding
BITMAP_ONLY = 0x0200  # OS/2 fsType: no outlines may be embedded


def sfnt_tables(data: bytes) -> dict[str, bytes]:
    """The tables of a TrueType or OpenType file by name."""
    (count,) = struct.unpack_from(">H", data, 4)
    found = {}
    for number in range(count):
        tag, _sum, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        found[tag.decode("ascii")] = data[offset : offset + length]
    return found


def test_fonts_md_lists_the_files_that_are_there() -> None:
    assert {path.name for path in FONTS.glob("*.[to]t[fc]")} == set(SUMS)
    assert len(SUMS) == 5


@pytest.mark.parametrize("name", sorted(SUMS))
def test_a_font_is_untouched_and_can_be_embedded(name: str) -> None:
    data = (FONTS / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == SUMS[name]
    tables = sfnt_tables(data)
    assert "glyf" in tables
    assert "CFF " not in tables
    assert "fvar" not in tables, "a variable font would be embedded in its thinnest weight"
    (kind,) = struct.unpack_from(">H", tables["OS/2"], 8)
    assert not kind & (RESTRICTED | BITMAP_ONLY)


@pytest.mark.parametrize("name", sorted(SUMS))
def test_the_pdf_library_reads_it_and_it_has_everyday_chinese(name: str) -> None:
    glyphs = TTFontFile(str(FONTS / name)).charToGlyph
    assert all(ord(character) in glyphs for character in "职务科技成果披露表第〇一二三号（）《》，。：；Aa09")


def test_some_face_has_every_rare_name_character() -> None:
    covered = {code for name in SUMS for code in TTFontFile(str(FONTS / name)).charToGlyph}
    assert [character for character in RARE if ord(character) not in covered] == []


def test_every_family_has_its_licence_beside_it() -> None:
    for name in SUMS:
        text = (FONTS / f"{name.partition('-')[0]}-OFL.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
