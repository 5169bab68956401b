"""The user's own font files: what may be embedded is used, all else is refused in plain words."""

from __future__ import annotations

import os
import shutil
import struct
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.exporting import own_fonts
from ipdesk.exporting.fonts import Faces, glyph
from ipdesk.exporting.layout import PaperOptions, Stamp
from ipdesk.exporting.own_fonts import own_face
from ipdesk.exporting.pdf import render
from ipdesk.model.errors import WrongValue
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from tests.exporting.font_files import SIGNS, characters, font_of, licensed, small_tables, written
from tests.exporting.test_paper_options import prose
from tests.exporting.test_rare_names import RARE

TABLES = small_tables()
SMALL = font_of(TABLES)
OFFICIAL = PaperOptions(page="official")


def refusal(place: Path) -> str:
    with pytest.raises(WrongValue) as refused:
        own_face(place, "body")
    assert refused.value.advice is not None
    return refused.value.what.id


def test_a_face_of_the_users_is_used_and_what_it_lacks_comes_from_ours(
    tmp_path: Path, stamp: Stamp, chinese: Translator
) -> None:
    face = own_face(written(tmp_path / "仿宋.ttf", TABLES), "body")
    assert glyph(face.role, "永")[0] == f"ipdesk-{face.role}"
    assert glyph(face.role, "龘")[0] == "ipdesk-body"
    assert glyph(face.role, "☐")[0] == f"ipdesk-{face.role}"
    text = f"☐永正文☑永\n永{RARE}永"
    data = render(prose(text, chinese), stamp, OFFICIAL, Faces(running=face.role, title=face.role))
    found = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    assert "".join(text.split()) in "".join(found.split())
    embedded = f"LXGWWenKai-Regular-body-{face.sha256[:8]}".encode()
    assert embedded in data
    assert embedded not in render(prose(text, chinese), stamp, OFFICIAL)


def test_a_copy_of_a_shipped_face_does_not_get_mixed_up_with_it(
    tmp_path: Path, stamp: Stamp, chinese: Translator
) -> None:
    shutil.copy(resource_path("fonts", "NotoSerifSC-Regular.ttf"), tmp_path / "仿宋.ttf")
    running = own_face(tmp_path / "仿宋.ttf", "body")
    title = own_face(tmp_path / "仿宋.ttf", "title")
    assert (running.sha256, running.name) == (title.sha256, "仿宋.ttf")
    assert running.role != title.role
    data = render(prose(RARE * 3, chinese), stamp, OFFICIAL, Faces(running.role, title.role))
    found = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    for text in (RARE * 3, "关于职务科技成果的决定", stamp.lab, stamp.name()):
        assert text in "".join(found.split())


def test_the_dense_page_has_the_title_face_alone(tmp_path: Path, stamp: Stamp, chinese: Translator) -> None:
    face = own_face(written(tmp_path / "小标宋.ttf", TABLES), "title")
    data = render(prose("永", chinese), stamp, PaperOptions(), Faces(title=face.role))
    assert f"LXGWWenKai-Regular-title-{face.sha256[:8]}".encode() in data


def test_two_files_of_one_name_are_two_faces(tmp_path: Path, stamp: Stamp, chinese: Translator) -> None:
    first = own_face(written(tmp_path / "a.ttf", TABLES), "body")
    wider = {**TABLES, "hmtx": struct.pack(">Hh", 1500, 0) * (len(TABLES["hmtx"]) // 4)}
    second = own_face(written(tmp_path / "b.ttf", wider), "body")
    assert glyph(first.role, "永")[1] == 1.0
    assert glyph(second.role, "永")[1] == 1.5
    data = render(prose("永正文", chinese), stamp, OFFICIAL, Faces(first.role, second.role))
    for face in (first, second):
        assert f"-{face.sha256[:8]}".encode() in data


@pytest.mark.parametrize("bits", [0x0002, 0x000A, 0x0100, 0x0200])
def test_a_licence_that_forbids_embedding_is_heeded(bits: int, tmp_path: Path) -> None:
    assert "licence" in refusal(written(tmp_path / "a.ttf", licensed(TABLES, bits)))


@pytest.mark.parametrize("bits", [0x0000, 0x0004, 0x0008])
def test_a_licence_that_allows_embedding_is_enough(bits: int, tmp_path: Path) -> None:
    assert own_face(written(tmp_path / "a.ttf", licensed(TABLES, bits)), "body").sha256


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    for place in (tmp_path / "没有.ttf", tmp_path, Path(), Path("a\0b")):
        assert "not there" in refusal(place)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管道.ttf")
        assert "not there" in refusal(tmp_path / "管道.ttf")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_fonts, "MOST", 0)
    assert "larger" in refusal(written(tmp_path / "a.ttf", licensed(TABLES, 4)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"OTTO" + SMALL[4:], "PostScript"),
        (b"ttcf" + SMALL[4:], "collection"),
        (b"", "no font"),
        (b"\x00\x01", "no font"),
        (b"%PDF-1.4", "no font"),
        (SMALL[:200], "no font"),
        (SMALL[:-400], "no font"),
        (b"\x00\x01\x00\x00\xff\xff" + SMALL[6:], "no font"),
    ],
)
def test_what_is_no_truetype_font_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(data)
    assert said in refusal(tmp_path / "a.ttf")


@pytest.mark.parametrize("tag", ["glyf", "loca", "OS/2", "cmap", "name", "hmtx"])
def test_a_font_without_a_table_is_refused(tag: str, tmp_path: Path) -> None:
    rest = {name: table for name, table in TABLES.items() if name != tag}
    assert "no font" in refusal(written(tmp_path / "a.ttf", rest))


def test_tables_that_do_not_hold_what_they_say_are_refused(tmp_path: Path) -> None:
    endless = {**TABLES, "cmap": characters((0, 0xFFFF_FFFF, 1))}
    crowded = {**TABLES, "cmap": TABLES["cmap"][:24] + struct.pack(">L", 0xFFFF_FFFF) + TABLES["cmap"][28:]}
    loca = TABLES["loca"]
    backwards = {**TABLES, "loca": loca[:4] + loca[8:12] + loca[4:8] + loca[12:]}
    of_others = struct.pack(">h8xHHbb", -1, 2, 60_000, 0, 0)
    composite = {**TABLES, "glyf": of_others + TABLES["glyf"][len(of_others) :]}
    cut = {**TABLES, "glyf": struct.pack(">h8xHH", -1, 2 | 32, 1) * 4 + b"\xff" * len(TABLES["glyf"])}
    for tables in (endless, crowded, backwards, composite, cut):
        assert "no font" in refusal(written(tmp_path / "a.ttf", tables))


def test_a_font_without_chinese_is_refused(tmp_path: Path) -> None:
    latin = small_tables("".join(sign for sign in SIGNS if sign.isascii()))
    assert "Chinese" in refusal(written(tmp_path / "a.ttf", latin))


def test_a_character_that_nothing_is_drawn_for_comes_from_ours(tmp_path: Path) -> None:
    loca = TABLES["loca"]
    at = 2 * (sorted(SIGNS).index("永") + 1)  # two bytes for each glyph, in the order of the characters
    empty = {**TABLES, "loca": loca[: at + 2] + loca[at : at + 2] + loca[at + 4 :]}
    face = own_face(written(tmp_path / "a.ttf", empty), "body")
    assert glyph(face.role, "永")[0] == "ipdesk-body"
    assert glyph(face.role, "正")[0] == f"ipdesk-{face.role}"
    assert glyph(face.role, " ")[0] == f"ipdesk-{face.role}"


HEADER = st.integers(0, 700)  # where the directory and the smaller tables lie
ANYWHERE = st.integers(0, len(SMALL) - 1)


@given(changes=st.lists(st.tuples(HEADER | ANYWHERE, st.integers(0, 255)), min_size=1, max_size=6))
@settings(max_examples=100)
def test_a_damaged_font_is_refused_or_makes_a_document(
    changes: list[tuple[int, int]], tmp_path: Path, stamp: Stamp, chinese: Translator
) -> None:
    data = bytearray(SMALL)
    for at, byte in changes:
        data[at] = byte
    (tmp_path / "a.ttf").write_bytes(data)
    try:
        face = own_face(tmp_path / "a.ttf", "body")
    except WrongValue:
        return
    assert render(prose(SIGNS, chinese), stamp, OFFICIAL, Faces(face.role, face.role)).startswith(b"%PDF")
