"""Workbooks as the child reads them; the hostile ones go through the real child."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ipdesk.importing.child import ask, parse
from ipdesk.importing.limits import Limits, Unreadable
from ipdesk.importing.workbooks import read_workbook
from ipdesk.model.errors import Refused
from tests.importing.makers import compound, damaged, old_workbook, rezipped, said, workbook_bytes

SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook_bytes([["编号", "成果名称"], ["W-1", "光栅"]])
OPENING = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSING = "</sheetData></worksheet>"


def read(data: bytes, limits: Limits | None = None) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(read_workbook(data, limits or Limits()))
    return answer


def rows(data: bytes) -> list[list[Any]]:
    found: list[list[Any]] = read(data)["sheets"][0]["rows"]
    return found


def sheet_of(cells: str) -> bytes:
    return rezipped(GOOD, {SHEET: (OPENING + cells + CLOSING).encode()})


def row_of(number: int, text: str) -> str:
    return f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def test_every_kind_of_cell() -> None:
    def edit(book: Workbook) -> None:
        sheet: Any = book.worksheets[0]
        sheet["B2"].number_format = "0.0%"
        sheet["C2"].number_format = '0.00"%"'

    data = workbook_bytes(
        [["文", 1, 2.5, True, date(2024, 3, 5), datetime(2024, 3, 5, 10, 30)], [None, 0.6, 0.7]], edit=edit
    )
    assert rows(data) == [
        ["文", 1.0, 2.5, True, {"day": "2024-03-05"}, {"day": "2024-03-05T10:30:00"}],
        [None, {"percent": 0.6}, {"percent": 0.7}],
    ]


def test_cells_keep_their_place_when_rows_and_columns_before_them_are_empty() -> None:
    def edit(book: Workbook) -> None:
        sheet: Any = book.worksheets[0]
        sheet["C4"] = "编号"

    assert rows(workbook_bytes([], edit=edit)) == [[], [], [], [None, None, "编号"]]


def test_an_error_and_a_formula_without_result_are_not_taken_for_empty() -> None:
    assert rows(workbook_bytes([["#N/A", "=1+1", "文"]])) == [[{"lost": True}, {"lost": True}, "文"]]


def test_days_of_the_1904_system() -> None:
    def edit(book: Workbook) -> None:
        book.epoch = datetime(1904, 1, 1)

    answer = read(workbook_bytes([[date(2024, 3, 5)]], edit=edit))
    assert answer["epoch_1904"] is True
    assert answer["sheets"][0]["rows"] == [[{"day": "2024-03-05"}]]


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_an_old_workbook(epoch_1904: bool) -> None:
    answer = read(old_workbook([["编号", "𬭎𠮷"], [2.5, date(2024, 3, 5)]], epoch_1904))
    assert answer["source"] == "xls"
    assert answer["epoch_1904"] is epoch_1904
    assert answer["sheets"][0]["rows"] == [["编号", "𬭎𠮷"], [2.5, {"day": "2024-03-05"}]]


def test_hidden_sheets_and_merged_ranges_are_told() -> None:
    def edit(book: Workbook) -> None:
        book.create_sheet("底稿").sheet_state = "veryHidden"

    sheets = read(workbook_bytes([["标题"]], ["A1:C2"], edit))["sheets"]
    assert [(sheet["name"], sheet["hidden"]) for sheet in sheets] == [("台账", False), ("底稿", True)]
    assert sheets[0]["merged"] == [[0, 0, 1, 2]]


def test_texts_outside_cells_are_told() -> None:
    def edit(book: Workbook) -> None:
        from openpyxl.comments import Comment

        sheet: Any = book.worksheets[0]
        sheet.oddHeader.left.text = "机密★10年"
        sheet["A1"].comment = Comment("批注内容", "张三")

    texts = "\n".join(text for _, text in read(workbook_bytes([["编号"]], edit=edit))["texts"])
    assert "机密★10年" in texts
    assert "批注内容" in texts


def test_macros_are_told_and_not_run() -> None:
    assert read(rezipped(GOOD, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))["macros"] is True
    assert read(GOOD)["macros"] is False


def test_a_lying_dimension_neither_drops_nor_adds_rows() -> None:
    data = workbook_bytes([["编号", "成果名称"], *([f"W-{number}", "光栅"] for number in range(50))])
    for lie in (b'ref="A1"', b'ref="A1:XFD1048576"'):
        with ZipFile(io.BytesIO(data)) as archive:
            told = archive.read(SHEET)
        assert b'ref="A1:B51"' in told
        assert rows(rezipped(data, {SHEET: told.replace(b'ref="A1:B51"', lie)})) == rows(data)


def test_empty_cells_far_out_do_no_harm() -> None:
    cells = row_of(1, "编号") + '<row r="2"><c r="XFD2" s="0"/></row><row r="1048576" ht="20"/>'
    assert rows(sheet_of(cells)) == [["编号"]]


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>{OPENING}{row_of(1, "&e9;")}{CLOSING}'
    return rezipped(GOOD, {SHEET: text.encode()})


def zip_bomb() -> bytes:
    return rezipped(GOOD, {SHEET: (OPENING + row_of(1, " " * 150_000_000) + CLOSING).encode()})


def fat_strings() -> bytes:
    cells = "".join(f'<c t="s"><v>{n % 2}</v></c>' for n in range(400))
    sheet = OPENING + "".join(f"<row>{cells}</row>" for _ in range(500)) + CLOSING
    text = "长" * 30_000
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + f"<si><t>{text}</t></si>" * 2
    )
    return rezipped(GOOD, {SHEET: sheet.encode(), "xl/sharedStrings.xml": (strings + "</sst>").encode()})


def lying_sizes() -> bytes:
    """A zip whose directory says that the sheet unpacks to very little."""
    data = bytearray(GOOD)
    place = data.rfind(SHEET.encode()) - 46
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(data)


def shadowed() -> bytes:
    return rezipped(GOOD, {"xl/../../etc/passwd": b"x"})


def broken_deflate() -> bytes:
    data = bytearray(GOOD)
    place = data.find(SHEET.encode()) + len(SHEET)
    data[place + 20 : place + 60] = b"\xff" * 40
    return bytes(data)


def panicking() -> bytes:
    """An old workbook with a text that ends before its stated length, on which the parser panics."""
    text = "编号".encode("utf-16-le")
    return old_workbook([["编号"]]).replace(b"\x02\x00\x01" + text, b"\x03\x00\x01" + text)


def locked_zip() -> bytes:
    data = bytearray(GOOD)
    for sign, shift in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = 0
        while (place := data.find(sign, place)) >= 0:
            data[place + shift] |= 1
            place += 4
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "cell-at-the-end": (
        lambda: sheet_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "200000 rows",
    ),
    "cell-far-right": (lambda: sheet_of('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "500 columns"),
    "cell-without-reference": (lambda: sheet_of(f"<row>{'<c><v>1</v></c>' * 600}</row>"), "500 columns"),
    "row-by-number-only": (lambda: sheet_of('<row r="1048570"><c><v>1</v></c></row>'), "“x.xlsx”"),
    "odd-spelling": (lambda: sheet_of("<row><c r = 'xfd1048576' ><v>1</v></c></row>"), "200000 rows"),
    "reference-in-entities": (lambda: sheet_of('<row><c r="&#88;FD1048576"><v>1</v></c></row>'), "“x.xlsx”"),
    "million-rows": (
        lambda: sheet_of(
            "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001))
        ),
        "200000 rows",
    ),
    "entities": (entity_bomb, "entities"),
    "utf-16-entities": (
        lambda: rezipped(GOOD, {SHEET: ('<!DOCTYPE x [<!ENTITY e "x">]>' + OPENING).encode("utf-16")}),
        "damaged",
    ),
    "external-entity": (
        lambda: rezipped(
            GOOD,
            {
                "xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook>&e;</workbook>'
            },
        ),
        "entities",
    ),
    "zip-bomb": (zip_bomb, "unpack to far more"),
    "fat-strings": (fat_strings, "“x.xlsx”"),
    "lying-sizes": (lying_sizes, "damaged"),
    "too-many-parts": (
        lambda: rezipped(GOOD, {f"xl/media/{n}.png": b"x" for n in range(2_001)}),
        "too many parts",
    ),
    "path-out": (shadowed, "unsafe names"),
    "absolute-path": (lambda: rezipped(GOOD, {"/etc/passwd": b"x"}), "unsafe names"),
    "nested-zip": (
        lambda: rezipped(GOOD, {"inner.zip": GOOD, "xl/workbook.xml": None}),
        "neither a workbook",
    ),
    "word": (
        lambda: rezipped(GOOD, {"word/document.xml": b"<x/>", "xl/workbook.xml": None}),
        "neither a workbook",
    ),
    "binary-workbook": (lambda: rezipped(GOOD, {"xl/workbook.bin": b"x"}), "kind of workbook"),
    "locked-zip": (locked_zip, "password"),
    "unknown-lock": (
        lambda: compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 5000}),
        "not known here",
    ),
    "old-word": (lambda: compound({"WordDocument": b"x" * 5000}), "damaged"),
    "cut-short": (lambda: GOOD[: len(GOOD) // 2], "damaged"),
    "cut-old": (lambda: old_workbook([["编号"]])[:1024], "damaged"),
    "panic": (panicking, "damaged"),
    "broken-xml": (lambda: rezipped(GOOD, {SHEET: b"<worksheet><sheetData><row>"}), "damaged"),
    "broken-deflate": (broken_deflate, "damaged"),
    "empty": (lambda: b"", "is empty"),
    "blank": (lambda: b" \r\n\t", "is empty"),
    "empty-zip": (lambda: b"PK\x05\x06" + b"\0" * 18, "neither a workbook"),
    "picture": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20, "neither a workbook"),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3", "neither a workbook"),
    "program": (lambda: b"MZ\x90\x00" + b"\0" * 600, "neither a workbook"),
    "gzip": (lambda: b"\x1f\x8b\x08\x00" + bytes(range(256)) * 8, "neither a workbook"),
    "seven-zip": (lambda: b"7z\xbc\xaf\x27\x1c" + b"\0" * 600, "neither a workbook"),
    "database": (lambda: b"SQLite format 3\0" + b"\0" * 4080, "neither a workbook"),
    "noise": (lambda: bytes((n * 7919 + n // 3) % 256 for n in range(5000)), "“x.xlsx”"),
    "endless-line": (lambda: b"a" * 30_000_000, "never ends"),
    "endless-columns": (lambda: b"a," * 10_000_000, "500 columns"),
    "million-lines": (lambda: "编号,名称\n".encode() * 1_000_000, "200000 rows"),
    "open-quote": (lambda: b'a,"' + b"b,c\n" * 1_000_000, "never ends"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_in_plain_words(tmp_path: Path, name: str) -> None:
    make, reason = HOSTILE[name]
    path = tmp_path / "x.xlsx"
    path.write_bytes(make())
    with pytest.raises(Refused) as error:
        parse(path)
    words = said(error.value)
    assert reason in words
    assert "x.xlsx" in words
    assert str(tmp_path) not in words


def test_too_much_text_is_given_up_inside_the_child() -> None:
    with pytest.raises(Unreadable, match="too-much"):
        read(workbook_bytes([["字" * 1000]] * 100), Limits(answer=10_000))


def test_harmless_oddities_are_read() -> None:
    inner = rezipped(GOOD, {"xl/embeddings/inner.xlsx": GOOD})
    assert rows(inner) == [["编号", "成果名称"], ["W-1", "光栅"]]
    assert rows(rezipped(GOOD, {"xl/styles.xml": None}))[1] == ["W-1", "光栅"]


@given(
    st.sampled_from([GOOD, old_workbook([["编号", "成果名称"], ["W-1", date(2024, 3, 5)]])]),
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)),
        min_size=1,
        max_size=6,
    ),
    st.floats(0.2, 1),
)
def test_a_file_with_damage_anywhere_gives_sheets_or_a_reason(
    data: bytes, damage: list[tuple[float, bytes]], kept: float
) -> None:
    try:
        answer = ask(damaged(data, damage, kept), "x.xlsx")
    except Refused as error:
        assert "x.xlsx" in said(error)
    else:
        assert isinstance(answer["sheets"], list)
