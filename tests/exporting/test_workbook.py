"""Workbooks that are made in memory, hold text as text and come out the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from ipdesk.exporting import workbook as module
from ipdesk.exporting.layout import PLAIN, Column, Stamp
from ipdesk.exporting.packages import clean
from ipdesk.exporting.workbook import (
    LongTexts,
    column_styles,
    put_text,
    rows,
    sheet_title,
    units,
    wide,
    workbook_bytes,
)

SIGNS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40
)
FORMULAS = st.builds(lambda sign, rest: sign + rest, st.sampled_from("=+-@\t＝＋－＠"), SIGNS)


def of_texts(texts: list[str], stamp: Stamp) -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    styles = [column_styles(sheet, Column("", "", PLAIN))]

    def filling() -> Iterator[bytes]:
        return rows(1, [(text,) for text in texts], styles, lambda _: 0.0)

    return workbook_bytes(made, stamp, {sheet.title: filling})


def stamped() -> Stamp:
    return Stamp(
        serial=1, user="甲", at=datetime(2026, 1, 2, tzinfo=UTC), head="0" * 64, seq=1, lab="所", code="L"
    )


@given(st.lists(st.one_of(FORMULAS, SIGNS.map(lambda text: f"x{text}")), min_size=1, max_size=5))
def test_whatever_text_begins_with_it_stays_text(texts: list[str]) -> None:
    data = of_texts(texts, stamped())
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    for number, text in enumerate(texts, 1):
        cell = sheet.cell(number, 1)
        assert cell.data_type == "s"
        if "_x" not in text:  # openpyxl shows the escape, calamine undoes it
            assert cell.value == clean(text)
        assert cell.quotePrefix == text.startswith(module.FORMULA_SIGNS)
    read = (
        CalamineWorkbook.from_filelike(io.BytesIO(data))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    assert [row[0] for row in read] == [clean(text) for text in texts]


def test_what_looks_like_an_escape_reads_back_as_it_was(stamp: Stamp) -> None:
    texts = ["a_x0041_b", "_x005F_x0041_", "_x000D_"]
    read = (
        CalamineWorkbook.from_filelike(io.BytesIO(of_texts(texts, stamp))).get_sheet_by_index(0).to_python()
    )
    assert [row[0] for row in read] == texts


def test_signs_that_no_workbook_can_hold_are_shown(stamp: Stamp) -> None:
    assert clean("a\x07b\ud800c\uffffd\r\ne\tf") == "a\ufffdb\ufffdc\ufffdd\ne\tf"
    sheet = load_workbook(io.BytesIO(of_texts(["a\x00b"], stamp))).worksheets[0]
    assert sheet["A1"].value == "a\ufffdb"


def test_dates_and_figures_are_cells_to_count_with(stamp: Stamp) -> None:
    made = Workbook()
    styles = [column_styles(made.worksheets[0], Column("", "", PLAIN))] * 4
    table = [(date(2026, 3, 5), Decimal("1234567890123.45"), 7, date(1899, 1, 1))]
    data = workbook_bytes(made, stamp, {"Sheet": lambda: rows(1, table, styles, lambda _: 0.0)})
    cells = [cell.value for cell in next(load_workbook(io.BytesIO(data)).worksheets[0].iter_rows())]
    assert cells == [46086, 1234567890123.45, 7, "1899-01-01"]


def test_no_plain_text_is_written_to_a_temporary_file(stamp: Stamp, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was asked for")

    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", refuse)
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert of_texts(["秘"], stamp).startswith(b"PK")


def test_the_same_content_gives_the_same_bytes_in_a_fixed_order(stamp: Stamp) -> None:
    first, second = of_texts(["甲", "乙"], stamp), of_texts(["甲", "乙"], stamp)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-11-22T04:33:00Z" in archive.read("docProps/core.xml")


def test_put_text_makes_text_of_a_formula() -> None:
    cell = put_text(Workbook().worksheets[0]["A1"], "=1+1")
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


@given(st.lists(st.text(max_size=50), max_size=6))
def test_sheet_titles_are_allowed_and_differ(wanted: list[str]) -> None:
    taken: list[str] = []
    for each in wanted:
        taken.append(sheet_title(each, taken))
    assert len({title.casefold() for title in taken}) == len(taken)
    for title in taken:
        assert 0 < units(title) <= 62
        assert not set(title) & set("[]:*?/\\")


def test_widths_count_a_chinese_character_twice() -> None:
    assert wide("编号AB") == 6
    assert units("𬭎a") == 3


def test_a_text_above_the_limit_is_cut_and_kept_whole_elsewhere() -> None:
    texts = LongTexts("see ")
    long, short = "𬭎" * 20_000, "长" * 32_767
    texts.collect([(long, short)])
    assert texts.cut(short) == short
    assert texts.cut(long).endswith("\n【see K1】")
    assert units(texts.cut(long)) < module.MOST_UNITS
    key, *parts = next(iter(texts.rows()))
    assert (key, "".join(parts)) == ("K1", long)
