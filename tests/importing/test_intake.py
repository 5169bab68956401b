"""The one way in, from end to end."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ipdesk.importing.child import parse
from tests.importing.makers import ledger, old_workbook, rezipped, take_in, told, workbook_bytes

ROWS = [["编号", "成果名称"], ["W-1", "光栅"]]


def test_what_is_known_of_the_file(tmp_path: Path) -> None:
    path = ledger(tmp_path, ROWS)
    intake = take_in(path)
    assert intake.file == "台账.xlsx"
    assert intake.sha256 == sha256(path.read_bytes()).hexdigest()
    assert intake.size == path.stat().st_size
    assert (intake.state_marking, intake.state_level, intake.notices) == ("", "", ())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xls", old_workbook(ROWS)),
        ("a.et", old_workbook(ROWS)),
        ("a.txt", "编号\t成果名称\nW-1\t光栅\n".encode("utf-16")),
        ("a.csv", "编号,成果名称\nW-1,光栅\n".encode("gb18030")),
        ("a.csv", "编号,成果名称\nW-1,光栅\n".encode("utf-8-sig")),
        ("名不副实.jpg", workbook_bytes(ROWS)),
        ("xlsx.csv", workbook_bytes(ROWS)),
        ("csv.xlsx", "编号,成果名称\nW-1,光栅\n".encode()),
    ],
)
def test_the_content_counts_and_not_the_name(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert [row.values for row in take_in(path).rows] == [{"number": "W-1", "title": "光栅"}]


def in_cell(book: Any) -> None:
    book.worksheets[0]["F9"] = "机 密 ☆ 10年"


def in_sheet_name(book: Any) -> None:
    book.worksheets[0].title = "秘密★5年"


def in_header(book: Any) -> None:
    book.worksheets[0].oddHeader.left.text = "机密★"


def in_hidden_sheet(book: Any) -> None:
    hidden = book.create_sheet("x")
    hidden.sheet_state = "hidden"
    hidden["B2"] = "绝密★长期"


def in_comment(book: Any) -> None:
    from openpyxl.comments import Comment

    book.worksheets[0]["A1"].comment = Comment("秘密★", "x")


def in_properties(book: Any) -> None:
    book.properties.keywords = "机密★10年"


@pytest.mark.parametrize(
    ("edit", "level", "where"),
    [
        (in_cell, "confidential", "台账!F9"),
        (in_sheet_name, "secret", "秘密★5年"),
        (in_header, "confidential", "sheet1.xml"),
        (in_hidden_sheet, "top-secret", "x!B2"),
        (in_comment, "secret", "comment"),
        (in_properties, "confidential", "core.xml"),
    ],
)
def test_a_state_secret_marking_anywhere_is_told(tmp_path: Path, edit: Any, level: str, where: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_bytes(ROWS, edit=edit))
    intake = take_in(path)
    assert intake.state_level == level
    assert where in intake.state_marking


def test_a_marking_in_the_name_of_the_file(tmp_path: Path) -> None:
    assert take_in(ledger(tmp_path, ROWS, name="秘密★10年 台账.xlsx")).state_level == "secret"


def test_the_level_question_is_passed_on(tmp_path: Path) -> None:
    intake = take_in(ledger(tmp_path, [["编号", "密级"], ["W-1", "涉密或不明确"], ["W-2", "内部"]]))
    assert [row.values["level"] for row in intake.rows] == ["classified", "internal"]
    assert intake.state_marking == ""


def test_macros_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsm"
    path.write_bytes(rezipped(workbook_bytes(ROWS), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))
    assert "macros" in told(take_in(path).notices)


def test_the_same_file_read_twice_is_the_same(tmp_path: Path) -> None:
    path = ledger(tmp_path, ROWS)
    assert take_in(path) == take_in(path)
    assert parse(path) == parse(path)
