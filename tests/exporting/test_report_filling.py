"""Workbooks of superiors filled cell by cell: nothing else in them changes by a single byte."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from ipdesk.exporting.report_filling import answer
from ipdesk.exporting.report_plans import plan_filling
from ipdesk.exporting.template_values import Rows, TemplateValues, Value
from ipdesk.importing.limits import Unreadable
from ipdesk.importing.report_templates import LIMITS, looked_through
from ipdesk.rules.report_books import cell_name, place_of
from ipdesk.rules.report_maps import KnownNames, Mapped, known_names, report_map
from tests.exporting.superior_books import (
    HEAD,
    MAIN,
    OFFICE,
    PACKAGE,
    PARTS,
    TYPE,
    WORKBOOK,
    fill_here,
    read_here,
    sheet_of,
    signed_book,
    simple_book,
    superior_book,
)

FIELDS: Final = {
    "patents.number": "编号",
    "patents.title": "名称",
    "patents.order": "序号",
    "patents.filed": "申请日",
}
KNOWN: Final = known_names({"D2": "专利申请数", "D7": "签订率"}, FIELDS)
SHEET: Final = "xl/worksheets/sheet1.xml"


def cells(sheet: str, /, **whats: str) -> list[Mapped]:
    """Return what is mapped in a sheet; a name that ends in _ is a heading, one that begins with _ may lose its formula."""
    found = []
    for name, what in whats.items():
        place = place_of(name.strip("_"))
        assert place is not None
        found.append(Mapped(sheet, place, what, name.endswith("_"), name.startswith("_")))
    return found


def values(
    slots: Mapping[str, Value] | None = None,
    figures: Mapping[tuple[str, str], Value] | None = None,
    patents: Rows = (),
) -> TemplateValues:
    return TemplateValues(slots=slots or {}, figures=figures or {}, tables={"patents": patents})


def filled(data: bytes, mapped: Sequence[Mapped], told: TemplateValues, known: KnownNames = KNOWN) -> bytes:
    book = read_here(data)
    return fill_here(data, book, plan_filling(book, report_map(mapped), told, known))


def opened(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def problems(data: bytes, mapped: Sequence[Mapped], told: TemplateValues) -> list[str]:
    found = plan_filling(read_here(data), report_map(mapped), told, KNOWN).problems
    return [each.message.id.format(**each.message.args) for each in found]


def raw_members(data: bytes) -> dict[str, tuple[object, ...]]:
    """Return all that a zipped file says of each member, with the bytes as they are packed."""
    found: dict[str, tuple[object, ...]] = {}
    with ZipFile(BytesIO(data)) as archive:
        for each in archive.infolist():
            packed = data[
                each.header_offset : each.header_offset
                + 30
                + len(each.filename.encode())
                + each.compress_size
            ]
            found[each.filename] = (
                each.date_time, each.compress_type, each.extra, each.comment, each.external_attr, each.create_system, packed,
            )  # fmt: skip
    return found


WHOLE: Final = [
    *cells("季报", B2="lab", C2="until", B5="D2.quarter", B6="D7.quarter", D7="lab"),
    *cells("清单", A1_="patents.number", B1_="patents.title", E2="quarter"),
]
TOLD: Final = values(
    {"lab": "=某某实验室 <甲>&乙", "until": date(2026, 9, 30), "quarter": "2026Q3"},
    {("D2", "quarter"): 12, ("D7", "quarter"): Decimal("0.9375")},
    [{"number": f"ZL-{number}", "title": f"热链 {number}"} for number in range(1, 5)],
)


def test_every_other_part_is_the_same_by_the_byte_in_its_order_with_its_time_and_packing() -> None:
    before = superior_book()
    after = filled(before, WHOLE, TOLD)
    old, new = raw_members(before), raw_members(after)
    assert list(old) == list(new)
    written = {SHEET, "xl/worksheets/sheet2.xml", "xl/workbook.xml"}
    assert {name for name in old if old[name] != new[name]} == written
    assert all(old[name][:2] == new[name][:2] and old[name][4:6] == new[name][4:6] for name in written)
    with ZipFile(BytesIO(after)) as archive:
        assert archive.testzip() is None and archive.comment == b"by hand"
        assert archive.read("xl/workbook.xml").decode() == WORKBOOK.replace(
            '<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'
        )


def test_a_sheet_keeps_every_byte_that_is_not_a_mapped_cell() -> None:
    after = filled(superior_book(), WHOLE, TOLD)
    with ZipFile(BytesIO(after)) as archive:
        made = archive.read(SHEET).decode()
    text = '<is><t xml:space="preserve">=某某实验室 &lt;甲&gt;&amp;乙</t></is></c>'
    expected = PARTS[SHEET]
    for old, new in (
        ('<c r="B2" s="2"/>', f'<c r="B2" s="2" t="inlineStr">{text}'),
        ('<c r="C2" s="1"><v>45000</v></c>', '<c r="C2" s="1"><v>46295</v></c>'),
        ('<c r="B5" s="2"/>', '<c r="B5" s="2"><v>12</v></c>'),
        ('<c r="B6" s="2" vm="1"><v>0.5</v></c>', '<c r="B6" s="2"><v>0.9375</v></c>'),
        ("</sheetData>", f'<row r="7"><c r="D7" s="1" t="inlineStr">{text}</row></sheetData>'),
        ('<dimension ref="A1:C9"/>', '<dimension ref="A1:D9"/>'),
    ):
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    assert made == expected


def test_other_programs_read_what_was_written(tmp_path: Path) -> None:
    after = filled(superior_book(), WHOLE, TOLD)
    book = opened(after)
    assert book["季报"]["B2"].value == "=某某实验室 <甲>&乙" and book["季报"]["B2"].data_type in (
        "s",
        "inlineStr",
    )
    assert book["季报"]["C2"].value.date() == date(2026, 9, 30)
    assert (book["季报"]["B5"].value, book["季报"]["B6"].value) == (12, 0.9375)
    assert [[cell.value for cell in row] for row in book["清单"]["A2:B5"]] == [
        [f"ZL-{number}", f"热链 {number}"] for number in range(1, 5)
    ]
    assert book["清单"].row_dimensions[5].height == 22 and book["清单"]["B5"].number_format == "@"
    assert book["清单"]["E2"].value == "2026Q3"
    file = tmp_path / "表.xlsx"
    file.write_bytes(after)
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_name("清单").to_python()
    assert rows[4][:2] == ["ZL-4", "热链 4"]


@pytest.mark.extra
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_reads_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(filled(superior_book(), WHOLE, TOLD))
    subprocess.run(
        [  # noqa: S607 - wherever it is installed
            "soffice",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "表.xlsx"),
        ],
        check=True,
        capture_output=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert "某某实验室" in (tmp_path / "表.csv").read_text(encoding="utf-8")


def test_without_formulas_the_workbook_itself_stays_too() -> None:
    before = simple_book(sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>单位</t></is></c></row>'))
    after = filled(before, cells("季报", B1="lab"), TOLD)
    old, new = raw_members(before), raw_members(after)
    assert {name for name in old if old[name] != new[name]} == {SHEET}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "<calcPr calcId='1' fullCalcOnLoad='0'></calcPr>",
            "<calcPr calcId='1' fullCalcOnLoad=\"1\"></calcPr>",
        ),
        ("", '<calcPr fullCalcOnLoad="1"/>'),
    ],
)
def test_a_workbook_with_formulas_is_told_to_reckon_anew(said: str, expected: str) -> None:
    book = WORKBOOK.replace('<calcPr calcId="191029"/>', said)
    after = filled(superior_book(workbook=book), cells("季报", B5="D2.quarter"), TOLD)
    with ZipFile(BytesIO(after)) as archive:
        made = archive.read("xl/workbook.xml").decode()
    assert made == WORKBOOK.replace('<calcPr calcId="191029"/>', expected)
    empty = (
        book.replace("<definedNames>", "<!--").replace("</definedNames>", "--><definedNames/>")
        if not said
        else book
    )
    with ZipFile(
        BytesIO(filled(superior_book(workbook=empty), cells("季报", B5="D2.quarter"), TOLD))
    ) as archive:
        assert b"fullCalcOnLoad" in archive.read("xl/workbook.xml")


DAYS: Final = 20  # the first column that shows days
TEXTS: Final = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=30
).filter(lambda text: "_x" not in text and "\ufffd" not in text and text.strip() == text)
VALUES: Final = st.one_of(
    TEXTS.filter(bool),
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**6), 10**6, places=4),
    st.dates(date(1904, 1, 2), date(2150, 1, 1)),  # the first that both ways of counting days can tell
)


@given(
    st.dictionaries(st.tuples(st.integers(0, 40), st.integers(0, 30)), VALUES, min_size=1, max_size=12),
    st.sets(st.tuples(st.integers(0, 40), st.integers(0, 30)), max_size=12),
    st.booleans(),
)
def test_whatever_is_written_is_read_back_and_nothing_else_changes(
    put: dict[tuple[int, int], Value], there: set[tuple[int, int]], epoch_1904: bool
) -> None:
    put = {
        place: value
        for place, value in put.items()
        if place[1] < DAYS or not isinstance(value, int | Decimal)
    }
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(there):
        by_row.setdefault(row, []).append(column)
    xml = "".join(
        f'<row r="{row + 1}">' + "".join(f'<c r="{cell_name((row, each))}" s="{int(each >= DAYS)}"><v>7</v></c>' for each in columns) + "</row>"
        for row, columns in by_row.items()
    )  # fmt: skip
    workbook = WORKBOOK.replace("<workbookPr/>", '<workbookPr date1904="1"/>') if epoch_1904 else WORKBOOK
    data = superior_book(
        workbook=workbook, sheet1=sheet_of(xml, f'<cols><col min="{DAYS + 1}" max="60" style="1"/></cols>')
    )
    names = {f"D{number}": place for number, place in enumerate(put)}
    told = values(figures={(name, "quarter"): put[place] for name, place in names.items()})
    known = known_names(dict.fromkeys(names, ""), {})
    mapped = [Mapped("季报", place, f"{name}.quarter") for name, place in names.items()]
    sheet = opened(filled(data, mapped, told, known))["季报"]
    for (row, column), value in put.items():
        found = sheet.cell(row + 1, column + 1).value
        if isinstance(value, date):
            assert (found.date() if column >= DAYS else found) == (
                value if column >= DAYS else value.isoformat()
            )
        else:
            assert found == value if not isinstance(value, Decimal) else Decimal(str(found)) == value
    written = [[cell.coordinate for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert {each for row in written for each in row} == {cell_name(each) for each in put.keys() | there}


def test_rows_without_numbers_and_cells_without_names_are_counted() -> None:
    rows = '<row><c t="inlineStr"><is><t>一</t></is></c><c/></row><row r="4"/><row><c r="C5"/><c/></row>'
    data = simple_book(sheet_of(rows))
    sheet = load_workbook(
        BytesIO(filled(data, cells("季报", B1="lab", B4="lab", D5="lab", A2="quarter"), TOLD))
    )["季报"]
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value} == {
        "A1", "B1", "A2", "B4", "D5",
    }  # fmt: skip


def test_text_stays_text() -> None:
    told = values({"lab": "_x0041_\n@SUM(A1)\x07", "quarter": ""})
    after = filled(superior_book(), cells("季报", B2="lab", B5="quarter"), told)
    with ZipFile(BytesIO(after)) as archive:
        made = archive.read(SHEET).decode()
    assert "_x005F_x0041_\n@SUM(A1)\ufffd" in made and '<c r="B5" s="2"/>' in made


def test_a_day_stands_as_text_where_no_day_is_shown_and_words_stand_around_names() -> None:
    told = values({"lab": "某室", "until": date(2026, 9, 30), "from": date(1899, 1, 1)})
    mapped = cells("季报", B2="until", C2="from", A2="填报单位：{{lab}}（{{ until }}）")
    sheet = opened(filled(superior_book(), mapped, told))["季报"]
    assert [sheet[each].value for each in ("B2", "C2", "A2")] == [
        "2026-09-30", "1899-01-01", "填报单位：某室（2026-09-30）",
    ]  # fmt: skip


def test_mapping_errors_name_the_cell() -> None:
    data = superior_book()
    told = values(patents=[{"number": "1"}])
    assert problems(data, cells("季报", B1="lab"), told) == [
        "季报!B1 lies within the merged cells A1:C1: map A1, their first one."
    ]
    assert problems(data, cells("季报", C5="D2.quarter"), told) == [
        "季报!C5 holds a formula: map another cell, or say that it may be written over."
    ]
    assert problems(data, cells("季报", _C5="D2.quarter"), told) == []
    assert problems(data, cells("季报", B5="D9.quarter", B6="patents.title", B2="{{"), told) == [
        "季报!B2: nothing is called “{{”.",
        "季报!B5: nothing is called “D9.quarter”.",
        "季报!B6: nothing is called “patents.title”.",
    ]
    assert problems(data, cells("年报", B5="lab"), told) == [
        "年报!B5: the workbook has no sheet of that name."
    ]
    long = values({"lab": "长" * 40_000})
    assert "the text has 40000 characters" in problems(data, cells("季报", B2="lab"), long)[0]


def line(row: int, *texts: str) -> str:
    made = "".join(
        f'<c r="{cell_name((row - 1, column))}" s="2"'
        + (f' t="inlineStr"><is><t>{text}</t></is></c>' if text else "/>")
        for column, text in enumerate(texts)
    )
    return f'<row r="{row}">{made}</row>'


TABLE: Final = cells("季报", B1_="patents.number", C1_="patents.title")


def with_table(more: str = "") -> bytes:
    """Return a workbook whose second sheet has a table of the program itself in A1:C3."""
    out = BytesIO(superior_book())
    target = "../tables/table1.xml"
    with ZipFile(out, "a") as archive:
        link = f'<Relationship Id="rId1" Type="{OFFICE}/table" Target="{target}"/>'
        archive.writestr(
            "xl/worksheets/_rels/sheet2.xml.rels",
            f'{HEAD}<Relationships xmlns="{PACKAGE}">{link}</Relationships>',
        )
        columns = "".join(
            f'<tableColumn id="{number}" name="{name}"/>'
            for number, name in enumerate(("编号", "名称", "列1"), 1)
        )
        archive.writestr(
            "xl/tables/table1.xml",
            f'{HEAD}<table xmlns="{MAIN}" id="1" name="表1" displayName="表1" ref="A1:C3"{more}><tableColumns count="3">{columns}</tableColumns></table>',
        )
    return out.getvalue()


def test_a_heading_of_a_table_is_never_written_over() -> None:
    """Excel calls a workbook damaged in which a table and its headings say different things."""
    told = values(figures={("D2", "quarter"): 12}, patents=[{"number": "ZL-1"}, {"number": "ZL-2"}])
    assert problems(with_table(), cells("清单", A1="D2.quarter"), told) == [
        "清单!A1 is a heading of a table by which its column is known: map another cell."
    ]
    assert problems(with_table(), cells("清单", A3="D2.quarter", E1="D2.quarter"), told) == []
    assert problems(with_table(' headerRowCount="0"'), cells("清单", A1="D2.quarter"), told) == []
    made = opened(filled(with_table(), cells("清单", A1_="patents.number"), told))["清单"]
    assert [made[cell].value for cell in ("A1", "A2", "A3")] == ["编号", "ZL-1", "ZL-2"], (
        "rows come below them"
    )


def test_rows_that_do_not_fit_are_refused_with_the_cell_that_follows() -> None:
    data = simple_book(
        sheet_of(line(1, "序号", "编号", "名称") + line(2, "", "", "") + line(4, "合计", "", ""))
    )
    three = [{"number": str(number), "title": "甲"} for number in range(3)]
    assert problems(data, TABLE, values(patents=three)) == [
        "季报!B1: 3 rows are to be written below it, but there is room for 2: A4 follows."
    ]
    sheet = opened(filled(data, TABLE, values(patents=three[:2])))["季报"]
    assert [[cell.value for cell in row] for row in sheet["A1:C4"]] == [
        ["序号", "编号", "名称"], [None, "0", "甲"], [None, "1", "甲"], ["合计", None, None],
    ]  # fmt: skip


def test_a_percentage_is_a_part_of_one_where_the_cell_shows_percent() -> None:
    """A figure of 93.75 in a cell that shows percent would be read as 9375 %."""
    styles = PARTS["xl/styles.xml"].replace(
        'formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"', 'formatCode="0.0%"'
    )
    told = replace(
        values(figures={("D7", "quarter"): Decimal("93.75"), ("D2", "quarter"): 12}),
        percents=frozenset({("D7", "quarter")}),
    )
    sheet = PARTS[SHEET].replace('<c r="B6" s="2" vm="1"><v>0.5</v></c>', '<c r="B6" s="1"><v>0.5</v></c>')
    made = opened(
        filled(
            superior_book(styles=styles, sheet1=sheet),
            cells("季报", B6="D7.quarter", C2="D2.quarter", B5="D7.quarter"),
            told,
        )
    )["季报"]
    assert (made["B6"].value, made["B5"].value, made["C2"].value) == (0.9375, 93.75, 12)
    said = opened(
        filled(superior_book(styles=styles, sheet1=sheet), cells("季报", B6="{{D7.quarter}}%"), told)
    )["季报"]
    assert said["B6"].value == "93.75%"


def test_a_formula_that_gives_way_is_named_no_longer_among_those_to_be_reckoned() -> None:
    """Excel calls a workbook damaged whose order of reckoning names a cell without a formula."""
    before = superior_book()
    after = filled(before, cells("季报", _C5="D2.quarter"), TOLD)
    old, new = raw_members(before), raw_members(after)
    assert [name for name in old if name not in new] == ["xl/calcChain.xml"]
    changed = {name for name in new if old[name] != new[name]}
    assert changed == {SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    with ZipFile(BytesIO(after)) as archive:
        assert archive.testzip() is None
        types, relations = (
            archive.read(name).decode() for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
        )
    gone = f'<Override PartName="/xl/calcChain.xml" ContentType="{TYPE}.spreadsheetml.calcChain+xml"/>'
    assert types == PARTS["[Content_Types].xml"].replace(gone, "") != PARTS["[Content_Types].xml"]
    gone = f'<Relationship Id="rId5" Type="{OFFICE}/calcChain" Target="calcChain.xml"/>'
    assert relations == PARTS["xl/_rels/workbook.xml.rels"].replace(gone, "")
    assert opened(after)["季报"]["C5"].value == 12


def test_numbers_beside_a_column_belong_to_its_rows_and_other_mapped_cells_do_not() -> None:
    counted = '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>'
    data = simple_book(sheet_of(line(1, "序号", "编号", "名称") + counted))
    two = [{"number": "1", "title": "甲"}] * 2
    assert problems(data, TABLE, values(patents=two)) == []
    assert (
        "room for 1: C3 follows" in problems(data, [*TABLE, *cells("季报", C3="lab")], values(patents=two))[0]
    )


def test_markers_under_headings_go_and_merged_headings_begin_below() -> None:
    marked = line(1, "清单") + line(2, "编号", "名称") + line(4, "{{patents.number}}", "{{patents.title}}")
    merged = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>'
    data = simple_book(sheet_of(marked, "", merged))
    mapped = cells("季报", A2_="patents.order", B2_="patents.title")
    sheet = opened(filled(data, mapped, values(patents=[{"title": "甲"}, {"title": "乙"}])))["季报"]
    assert [[cell.value for cell in row] for row in sheet["A4:B5"]] == [[1, "甲"], [2, "乙"]]
    sheet = opened(filled(data, mapped, values()))["季报"]
    assert [cell.value for cell in sheet["A4:B4"][0]] == [None, None]


@pytest.mark.parametrize(
    ("formula", "cell"),
    [
        ('<c r="A1"><f t="shared" ref="A1:A2" si="0">1+1</f><v>2</v></c>', "A1"),
        ('<c r="A1"><f t="array" ref="A1:B1">{1,2}</f><v>2</v></c><c r="B1"><v>2</v></c>', "B1"),
    ],
)
def test_formulas_over_several_cells_are_never_written_over(formula: str, cell: str) -> None:
    data = simple_book(
        sheet_of(f'<row r="1">{formula}</row><row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>')
    )
    assert problems(data, cells("季报", **{f"_{cell}": "lab"}), TOLD) == [
        f"季报!{cell} is part of a formula over several cells and cannot be written over."
    ]
    if cell == "A1":
        after = filled(data, cells("季报", _A2="D2.quarter"), TOLD)
        with ZipFile(BytesIO(after)) as archive:
            assert b'<c r="A2"><v>12</v></c>' in archive.read(SHEET)


BOMB: Final = f'{HEAD}<!DOCTYPE w [<!ENTITY a "{"x" * 50}"><!ENTITY b "&a;&a;&a;&a;">]><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"sheet1": BOMB}, "entities"),
        ({"sheet1": sheet_of("").encode("utf-16")}, "damaged"),
        ({"sheet1": sheet_of("").replace("UTF-8", "GB18030").encode("gb18030")}, "other-code"),
        ({"sheet1": sheet_of('<row r="1"><c r="XFE1"/></row>')}, "beyond"),
        ({"sheet1": sheet_of('<row r="1"><c r="A0"/></row>')}, "beyond"),
        ({"sheet1": sheet_of('<row r="1"><c r="你好"/></row>')}, "beyond"),
        ({"sheet1": sheet_of('<row r="1048577"/>')}, "beyond"),
        ({"sheet1": sheet_of('<row r="2"/><row r="1"/>')}, "disordered"),
        ({"sheet1": sheet_of('<row r="1"><c r="B1"/><c r="A1"/></row>')}, "disordered"),
        ({"sheet1": sheet_of('<row r="1"><c r="A2"/></row>')}, "disordered"),
        ({"sheet1": sheet_of('<row r="-3"/>')}, "beyond"),
        ({"sheet1": sheet_of('<row r="1"><c r="A1"></row>')}, "damaged"),
        ({"sheet1": HEAD + "<worksheet><sheetData/></worksheet>"}, "damaged"),
        ({"sheet1": sheet_of("", after="<mergeCells><mergeCell ref='A1:ZZZZ9'/></mergeCells>")}, "beyond"),
        ({"Content_Types": PARTS["[Content_Types].xml"].replace("sheet.main", "template.main")}, "other-workbook"),
        ({"Content_Types": PARTS["[Content_Types].xml"].replace(
            "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", "vnd.ms-excel.sheet.macroEnabled.main")}, "macros"),
        ({"Content_Types": None}, "not-a-table"),
        ({"workbook": None}, "not-a-table"),
    ],
)  # fmt: skip
def test_hostile_workbooks_are_refused_with_a_reason(
    changed: dict[str, str | bytes | None], reason: str
) -> None:
    payload = b'{"act": "read"}\n' + superior_book(**changed)
    try:
        found = json.loads(answer(looked_through(payload, LIMITS)))["refused"]
    except Unreadable as refused:
        found = refused.code
    assert found == reason


def test_a_truncated_or_prefixed_package_is_never_filled_into_something_else() -> None:
    data = superior_book()
    request = json.dumps({"act": "fill", "sheets": [{"part": SHEET, "puts": [[0, 0, "number", "1", None]], "rows": []}], "reckon": False, "over_formulas": False})  # fmt: skip
    told = json.dumps(
        json.loads(request) | {"parts": {"季报": SHEET}, "epoch_1904": False, "texts": []}
    ).encode()
    assert json.loads(answer(told + b"\n" + b"MZ" + data))["refused"] == "packing"
    for cut in range(len(data) - 60, len(data) - len(b"by hand"), 7):
        assert "refused" in json.loads(answer(told + b"\n" + data[:cut]))


def test_stored_parts_stay_stored() -> None:
    after = filled(superior_book(), WHOLE, TOLD)
    with ZipFile(BytesIO(after)) as archive:
        assert archive.getinfo(SHEET).compress_type == ZIP_STORED


def test_a_digital_signature_is_told() -> None:
    assert read_here(signed_book()).signed and not read_here(superior_book()).signed
