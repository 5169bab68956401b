"""The register workbook: what people see, what an import reads, what it costs."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from ipdesk.exporting.documents import documents_of
from ipdesk.exporting.excel import HEADING_ROW, register_workbook
from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.records import marking_of_all, register_tables
from ipdesk.exporting.sheet_scan import scan_sheet
from ipdesk.model.text import Translator
from ipdesk.registers.disclosures import REGISTER, Disclosure


def exported(records: list[Disclosure], stamp: Stamp, translator: Translator) -> bytes:
    tables = register_tables(REGISTER, records, translator)
    return register_workbook(tables, marking_of_all(records), stamp, translator)


@pytest.fixture
def data(full: Disclosure, stamp: Stamp, translator: Translator) -> bytes:
    second = replace(full, number="PL-2026-0008", title="=HYPERLINK(1)", inventors=())
    return exported([full, second], stamp, translator)


@pytest.fixture
def book(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def notes_of(book: Any) -> dict[str, Any]:
    notes: dict[str, Any] = json.loads(book["_ipdesk"]["A1"].value)
    return notes


def test_the_notes_say_what_each_column_is(book: Any) -> None:
    notes = notes_of(book)
    assert (notes["format"], notes["version"], notes["register"]) == ("register", 1, "disclosures")
    assert book["_ipdesk"].sheet_state == "hidden"
    for title, names in notes["columns"].items():
        heading = [cell.value for cell in book[title][notes["header"][title]]]
        assert len(heading) == len(names)
        assert all(heading)
    assert notes["rows_of"]["Inventors"] == "inventors"
    assert notes["stamp"]["head"].startswith("ab12cd34ef56")
    assert "continued" not in notes


def test_a_sheet_is_ready_for_work_and_for_print(book: Any) -> None:
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "Technical secret (important)"
    assert "示范材料研究所" in sheet["A2"].value
    assert "ab12cd34ef56" + "0" * 52 in sheet["A3"].value
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref.startswith("A4:")
    assert sheet.auto_filter.ref.endswith("6")
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert "SFCL-000012" in sheet.oddFooter.left.text
    assert sheet.oddHeader.left.text == "Technical secret (important)"


def test_cells_have_their_formats(book: Any) -> None:
    sheet = book.worksheets[0]
    names = notes_of(book)["columns"][sheet.title]
    cells = {name: sheet.cell(HEADING_ROW + 1, column) for column, name in enumerate(names, 1)}
    assert cells["number"].number_format == "@"
    assert cells["submitted"].number_format == "yyyy-mm-dd"
    assert cells["submitted"].value.date().isoformat() == "2026-03-05"
    assert cells["trl"].value == 5
    people = book["Inventors"]
    column = notes_of(book)["columns"]["Inventors"].index("share") + 1
    share = people.cell(HEADING_ROW + 1, column)
    assert (share.value, share.number_format) == (0.666667, "0.00%")


def test_a_formula_in_a_title_is_text_for_two_readers(book: Any, data: bytes) -> None:
    sheet = book.worksheets[0]
    column = notes_of(book)["columns"][sheet.title].index("title") + 1
    cell = sheet.cell(HEADING_ROW + 2, column)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", "=HYPERLINK(1)", True)
    read = (
        CalamineWorkbook.from_filelike(io.BytesIO(data))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    assert read[HEADING_ROW + 1][column - 1] == "=HYPERLINK(1)"


def test_child_rows_name_their_record(book: Any) -> None:
    rows = list(book["Inventors"].iter_rows(min_row=HEADING_ROW + 1, values_only=True))
    assert [(row[0], row[1]) for row in rows] == [("PL-2026-0007", "张𬭎"), ("PL-2026-0007", "欧阳䶮喆")]


def test_each_row_stands_once_in_a_sheet(data: bytes) -> None:
    """Excel calls a workbook damaged in which a row comes twice; other readers take the height of the first one."""
    with ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "/worksheets/sheet" in name]
    for xml in sheets:
        numbers = [each.row for each in scan_sheet(xml).rows]
        assert numbers == sorted(set(numbers))


def test_no_sheet_claims_a_stale_dimension(data: bytes) -> None:
    sheet: Any = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    assert len(list(sheet.iter_rows(min_row=HEADING_ROW + 1))) == 2


def test_a_text_above_the_limit_reads_back_whole(
    full: Disclosure, stamp: Stamp, translator: Translator
) -> None:
    long = "一段很长的话。" * 6_000
    book: Any = load_workbook(io.BytesIO(exported([replace(full, solution=long)], stamp, translator)))
    notes = notes_of(book)
    sheet = book[notes["continued"]]
    key, *parts = [cell.value for cell in sheet[2]]
    assert (key, "".join(parts)) == ("K1", long)
    column = notes["columns"][book.sheetnames[0]].index("solution") + 1
    assert book.worksheets[0].cell(HEADING_ROW + 1, column).value.endswith("K1】")


def test_an_empty_register_is_a_workbook_too(stamp: Stamp, translator: Translator) -> None:
    book = load_workbook(io.BytesIO(exported([], stamp, translator)))
    assert book.worksheets[0].max_row == HEADING_ROW


SAME = """
import hashlib
from datetime import datetime, timezone
from ipdesk.exporting.documents import documents_of
from ipdesk.exporting.documents import documents_of
from ipdesk.exporting.excel import register_workbook
from ipdesk.exporting.forms import blank_form
from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.pdf import render, render_table
from ipdesk.exporting.records import register_table, register_tables
from ipdesk.model.marking import Marking
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.disclosures import REGISTER, Disclosure
stamp = Stamp(serial=1, user="甲", at=datetime(2026, 1, 2, tzinfo=timezone.utc), head="0" * 64, seq=1, lab="所", code="L")
words = Translator("en", resource_path("i18n"))
rows = [Disclosure(number="PL-1", title="张𬭎 ☑", types=("invention", "design"), solution="一二三" * 400)]
made = [
    register_workbook(register_tables(REGISTER, rows, words), Marking(), stamp, words),
    blank_form(REGISTER, words, stamp, Marking()),
    render_table(register_table(REGISTER, rows, words), Marking(), stamp, words),
    *(render(build(REGISTER, rows[0], (), words), stamp) for build in documents_of("disclosures").values()),
]
print(*(hashlib.sha256(each).hexdigest() for each in made))
"""


def test_two_processes_make_the_same_bytes() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SAME],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert len(outputs.pop().split()) == 3 + len(documents_of("disclosures"))
