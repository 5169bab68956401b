"""The workbook of a quarter: readers open it, texts stay texts, it has charts and prints on A4."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from ipdesk.exporting.documents.list_columns import NAME
from ipdesk.exporting.documents.quarter_report import report_document
from ipdesk.exporting.layout import Column, Prose
from ipdesk.exporting.pdf import render
from ipdesk.exporting.quarter_charts import charts_of
from ipdesk.exporting.quarter_content import (
    PartLine,
    QuarterContent,
    Quoted,
    Sheet,
    plain_head,
    plain_rows,
    read_content,
)
from ipdesk.exporting.quarter_masking import masked
from ipdesk.exporting.quarter_workbook import quarter_workbook
from ipdesk.exporting.sheet_scan import scan_sheet
from ipdesk.exporting.workbook import wide
from ipdesk.model.text import Translator
from tests.exporting.golden import STAMP, ZH
from tests.exporting.quarter_case import FORMULA, LINES, PARTS, SHEETS, columns, line, nil_quarter, quarter
from tests.operations.cases import ENGLISH


def opened(made: QuarterContent) -> Any:
    """Return a workbook as openpyxl reads it."""
    return load_workbook(BytesIO(quarter_workbook(made, STAMP, ZH)))


def test_two_readers_find_the_same_sheets_and_cells() -> None:
    data = quarter_workbook(quarter(), STAMP, ZH)
    book, other = load_workbook(BytesIO(data)), CalamineWorkbook.from_filelike(BytesIO(data))
    assert book.sheetnames == other.sheet_names
    assert [each for each in book.sheetnames if "发表" in each] == [], "an empty register has no sheet"
    for name in book.sheetnames:
        mine = [
            [cell for cell in row if cell not in (None, "")] for row in book[name].iter_rows(values_only=True)
        ]
        theirs = [[cell for cell in row if cell != ""] for row in other.get_sheet_by_name(name).to_python()]
        assert [len(row) for row in mine if row] == [len(row) for row in theirs if row], name
    figures = other.get_sheet_by_name(book.sheetnames[1]).to_python()
    assert any(row[0] == "P1" and 99.9 in row and "一人出国未签。" in row for row in figures)
    assert any(row[0] == "F2" and "—" in row for row in figures), "no figure is told as none, not as 0"
    assert any(row[0] == "K1" and "本台账未设登记簿：纠纷。" in row for row in figures)


def test_each_row_stands_once_in_a_sheet() -> None:
    with ZipFile(BytesIO(quarter_workbook(quarter(), STAMP, ZH))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "/worksheets/sheet" in name]
    for xml in sheets:
        numbers = [each.row for each in scan_sheet(xml).rows]
        assert numbers == sorted(set(numbers))


def test_an_english_edition_has_english_colons() -> None:
    made = quarter(language="en")
    book = load_workbook(BytesIO(quarter_workbook(made, STAMP, ENGLISH)))
    told = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Filled in by, date:" in told and "Filled in by, date：" not in told
    absent = [each for each in report_document(made, ENGLISH).sections if isinstance(each, Prose)]
    assert any(each.text.startswith("纠纷: ") for each in absent)


def test_it_is_the_same_for_the_same_content_and_after_it_was_kept() -> None:
    made = quarter()
    rows = [(key, entry, cells) for key, _, entry, cells in plain_rows(made)]
    again = read_content(plain_head(made), rows)
    assert (
        quarter_workbook(again, STAMP, ZH)
        == quarter_workbook(made, STAMP, ZH)
        == quarter_workbook(made, STAMP, ZH)
    )


def test_texts_stay_texts_and_long_ones_are_cut() -> None:
    cells = [
        cell
        for sheet in opened(quarter())
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert not any(cell.data_type == "f" for cell in cells)
    held = [str(cell.value) for cell in cells]
    assert sum(FORMULA in each for each in held) == 2 and "+1" in " ".join(held) and "@x" in " ".join(held)
    long = [each for each in held if each.startswith("很长的名称")]
    assert len(long) == 1 and long[0].endswith("…") and len(long[0]) <= 32_767


def test_every_sheet_prints_on_a4_with_the_marking() -> None:
    for sheet in opened(quarter()):
        assert sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0, sheet.title
        assert sheet.oddFooter.center.text or sheet.oddFooter.left.text or sheet.oddFooter.right.text, (
            sheet.title
        )
    indicators = opened(quarter()).worksheets[1]
    assert indicators.page_setup.orientation == "landscape" and indicators.print_title_rows == "$4:$4"


def test_the_charts_are_charts_and_stand_on_their_cells() -> None:
    made = quarter()
    sheet = next(each for each in opened(made) if each._charts)
    assert len(sheet._charts) == len(list(charts_of(made, ZH))) == 3
    for chart in sheet._charts:
        for series in chart.series:
            first, _, last = series.val.numRef.f.partition("!")[2].replace("$", "").partition(":")
            values = [row[0].value for row in sheet[f"{first}:{last or first}"]]
            assert any(isinstance(each, int | float) for each in values), first
    rates = list(charts_of(made, ZH))[1]
    assert [name for name, _ in rates.rows] == ["协议签署率"], "a rate without a figure is not drawn"


def test_a_nil_quarter_says_so_and_draws_nothing() -> None:
    book = opened(nil_quarter())
    cover = str(list(book.worksheets[0].iter_rows(values_only=True)))
    assert "零报" in cover and "未关账" in cover
    assert not any(each._charts for each in book)


@pytest.mark.parametrize("changes", [{}, {"gone": 3, "left_out": 2, "above": "内部"}])
def test_the_cover_tells_what_is_left_out(changes: dict[str, Any]) -> None:
    cover = str(list(opened(quarter(**changes)).worksheets[0].iter_rows(values_only=True)))
    assert ("共3行" in cover, "2" in cover and "“内部”" in cover) == (bool(changes), bool(changes))
    assert "补录披露" in cover


def test_a_masked_edition_keeps_figures_numbers_and_days() -> None:
    made = masked(quarter())
    text = "\n".join(str(list(sheet.iter_rows(values_only=True))) for sheet in opened(made))
    assert "支座" not in text and "雨桐" not in text and "很长的名称" not in text
    assert "PL-1" in text and "A0117" in text and "＊＊＊" in text


def test_a_masked_edition_holds_nothing_that_somebody_wrote() -> None:
    scores = line("V1", "代理机构评分", unit="points", free=True, now=Decimal(4), numerator=Decimal(1))
    part = PartLine(code="V1", by="kind", name="某某代理所", value=Decimal(4), numerator=Decimal(1))
    row = Quoted(
        9, ("V1", "代理机构评分", "ZL-1", "一种支座", "一室", "某某代理所", "", None, None, "计入", "", "")
    )
    behind = SHEETS[-1]
    sheets = (*SHEETS[:-1], replace(behind, rows=(*behind.rows, row)))
    made = masked(quarter(lines=(*LINES, scores), parts=(*PARTS, part), sheets=sheets))
    text = "\n".join(str(list(sheet.iter_rows(values_only=True))) for sheet in opened(made))
    assert not any(word in text for word in ("代理所", "出国", "补录"))
    assert "李＊＊" in text and "未设登记簿" in text and "在编职工" in text, "what the rules say stays"
    assert made.text == "" and "李明" not in str(made.versions)


def test_no_row_is_lower_than_its_text_and_no_heading_breaks_within_a_word() -> None:
    note = "每行为所列指标的一项未达要求事项。"
    said = "、".join(["授权公告号或登记号"] * 12)
    columns_ = (*columns("number", "title"), Column("fields", "Fields changed", replace(NAME, form="prose")))
    sheet = Sheet(
        key="patents",
        title="专利",
        columns=columns_,
        masks=("", "", ""),
        rows=(Quoted(1, ("ZL-1", "支座", said)),),
    )
    exceptions, behind = SHEETS[-2:]
    book = load_workbook(
        BytesIO(
            quarter_workbook(quarter(sheets=(sheet, replace(exceptions, note=note), behind)), STAMP, ENGLISH)
        )
    )
    row = book["专利"].row_dimensions[5]
    assert row.height >= 13.5 * wide(said) / book["专利"].column_dimensions["C"].width
    indicators = book.worksheets[1]
    for place, cell in enumerate(indicators[4], 1):
        longest = max(len(word) for word in str(cell.value).split())
        assert indicators.column_dimensions[get_column_letter(place)].width > longest * 1.15, cell.value
    assert book[exceptions.title]["C1"].value == note, "clear of the marking"


@pytest.mark.parametrize("rates", [3, 5, 7, 9, 12])
def test_no_chart_is_cut_by_the_edge_of_a_page(rates: int) -> None:
    lines = [
        replace(LINES[1], code=f"R{number}", label=f"比率{number}", before=Decimal(1))
        for number in range(rates)
    ]
    for units in range(1, 13):
        parts = [replace(PARTS[0], code=code, name=f"{n}室") for code in ("D1", "P1") for n in range(units)]
        book = opened(quarter(lines=(*LINES, *lines), parts=tuple(parts)))
        sheet = book["图表"]
        across = sum(int(sheet.column_dimensions[each].width * 7 + 5) for each in "ABCDEFGHIJKLM") / 96 * 2.54
        margins = sheet.page_margins
        scale = min(1.0, (21.0 - 2.54 * (margins.left + margins.right)) / across)
        room = (29.7 - 2.54 * (margins.top + margins.bottom)) / scale
        begins = [1, *(each.id + 1 for each in sheet.row_breaks.brk)]
        for chart in sheet._charts:
            row = chart.anchor._from.row + 1
            begun = max(each for each in begins if each <= row)
            above = sum((sheet.row_dimensions[each].height or 15) / 72 * 2.54 for each in range(begun, row))
            height = chart.anchor.ext.height / 360_000 if hasattr(chart.anchor, "ext") else chart.height
            assert above + height <= room, (units, row, begun)


@pytest.mark.parametrize("count", [3, 24, 25, 26, 27, 28, 29, 30, 31, 45, 60, 66, 90])
@pytest.mark.parametrize("translator", [ZH, ENGLISH])
def test_the_signatures_stand_on_a_page_with_many_indicators(count: int, translator: Translator) -> None:
    lines = tuple(line(f"D{each}", "受理成果披露数", note="甲乙丙" * (each % 8)) for each in range(count))
    bare = tuple(replace(each, rows=()) for each in SHEETS)
    book = load_workbook(
        BytesIO(quarter_workbook(quarter(lines=lines, parts=(), versions=(), sheets=bare), STAMP, translator))
    )
    sheet = book.worksheets[1]
    begins = [each.id + 1 for each in sheet.row_breaks.brk]
    pages = [
        b - a for a, b in itertools.pairwise([5, *begins, 5 + count])
    ]  # indicators on each, the last one with the signatures
    assert min(pages) >= min(count, 8), pages
    assert max(pages) <= 30, "which no page has room for"


@pytest.mark.parametrize("made", [quarter(), quarter(name="", text="")])
def test_an_amount_and_its_unit_stand_on_one_line_of_the_report(made: QuarterContent) -> None:
    money = line("C1", "知识产权费用", unit="yuan", unit_label="元", **dict.fromkeys(("now", "to_date", "before"), Decimal("1213700.00")))  # fmt: skip
    parts = (PartLine(code="C1", by="unit", name="陶瓷材料与器件研究室" * 4, value=Decimal("1213700.00"), numerator=Decimal(1)),)  # fmt: skip
    data = render(report_document(replace(made, lines=(*LINES[:3], money), parts=parts), ZH), STAMP)
    with pypdfium2.PdfDocument(data) as opened_:
        text = "\n".join(each.get_textpage().get_text_range() for each in opened_)
    assert text.count("1,213,700.00 元") == text.count("1,213,700.00") == 4
