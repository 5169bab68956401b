"""What superiors' workbooks suggest of themselves: by markers, by words beside cells, by headings."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ipdesk.importing.report_suggestions import Suggester
from ipdesk.registers import REGISTERS
from ipdesk.rules.report_books import Range, ReportBook
from ipdesk.rules.report_maps import FIGURE_COLUMNS, known_names
from ipdesk.rules.report_parts import FigurePart, part_names
from ipdesk.rules.words import Words
from tests.rules.test_report_maps import book

FIGURES: Final = {
    "D2": Words("专利申请数", "Patents filed"),
    "D2a": Words("专利授权数", "Patents granted"),
    "D7": Words("签订率", "Signing rate"),
}
FIELDS: Final = dict.fromkeys(
    ("patents.number", "patents.title", "patents.order", "patents.kind", "patents.jurisdiction"), ""
)


def suggested(book_: ReportBook) -> dict[str, str]:
    known = known_names({code: words.zh for code, words in FIGURES.items()}, FIELDS)
    made = Suggester(known, FIGURES, REGISTERS, lambda label: (label,)).suggest(book_)
    return {each.mapped.cell + ("↓" if each.mapped.is_column else ""): each.mapped.what for each in made}


def test_markers_map_themselves() -> None:
    marked = book(
        "单位：{{lab}}|{{ D2.quarter }}|{{D9.quarter}}", "编号|名称", "{{patents.number}}|{{patents.title}}"
    )
    assert suggested(marked) == {
        "A1": "单位：{{lab}}", "B1": "D2.quarter", "A2↓": "patents.number", "B2↓": "patents.title",
    }  # fmt: skip


def test_cells_that_were_given_a_name_map_themselves() -> None:
    named = (
        ("lab", "'2026年第三季度'!$B$2"),
        ("D2.year", "无此表!$A$1"),
        ("quarter", "#REF!"),
        ("other", "$A$1"),
    )
    assert suggested(replace(book("甲"), names=named)) == {"B2": "lab"}


def test_figures_are_told_by_row_and_column() -> None:
    table = book(
        "季度统计表",
        "填报单位：||填报日期：____|填表人：|张三",
        "序号|指标|本季（件）|本年累计|上年同期|说明",
        "1|一、专利申请数（件）|12|已核|0|",
        "2|D2a 授权|||",
        "3|签订率||",
        "4|别的|||",
    )
    assert suggested(table) == {
        "B2": "lab", "C2": "填报日期：{{made-on}}", "D2": "填表人：{{made-by}}",
        "C4": "D2.quarter", "E4": "D2.before", "F4": "D2.note",
        "C5": "D2a.quarter", "D5": "D2a.year", "E5": "D2a.before", "F5": "D2a.note",
        "C6": "D7.quarter", "D6": "D7.year", "E6": "D7.before", "F6": "D7.note",
    }  # fmt: skip


def test_figures_and_slots_are_told_by_english_words_too() -> None:
    table = book(
        "Quarterly return",
        "Reporting unit:||Prepared by: ____|Reporting period:|",
        "No.|Indicator|Current quarter|Year to date|Same period last year|Remarks",
        "1|Patents filed (pieces)|12||0|",
        "2|2. SIGNING RATE|||",
        "3|Something else|||",
    )
    assert suggested(table) == {
        "B2": "lab", "C2": "Prepared by：{{made-by}}", "E2": "quarter-name",
        "C4": "D2.quarter", "D4": "D2.year", "E4": "D2.before", "F4": "D2.note",
        "C5": "D7.quarter", "D5": "D7.year", "E5": "D7.before", "F5": "D7.note",
    }  # fmt: skip


def test_headings_that_a_register_knows_are_columns_of_it() -> None:
    assert suggested(book("清单", "序号|专利名称|专利类型|国别|备注说明事项")) == {
        "A2↓": "patents.order", "B2↓": "patents.title", "C2↓": "patents.kind", "D2↓": "patents.jurisdiction",
    }  # fmt: skip
    assert suggested(book("甲|乙|丙|名称")) == {}


KIND_WORDS: Final = {
    "invention": ("Invention", ("发明", "发明专利")),
    "utility-model": ("Utility model", ("实用新型", "新型")),
    "software": ("Software copyright", ("软件著作权", "软著")),
    "pct": ("PCT application", ("PCT国际申请", "PCT")),
    "foreign": ("Foreign application", ("外国申请", "国外申请")),
}
PARTS: Final = (
    *(
        FigurePart(code=code, by="kind", part=part, label=label, words=words, of=of)
        for code, of in (("F1", "filings"), ("F1-grants", "grants"))
        for part, (label, words) in KIND_WORDS.items()
    ),
    FigurePart(code="F1", by="route", part="direct", label="首次申请", words=("国内申请",), of="filings"),
    FigurePart(code="F1", by="unit", part="一室", label="一室", words=("一室",), of="filings"),
    FigurePart(code="P1", by="kind", part="student", label="研究生", words=("研究生", "Student"), share=True),
)


def by_parts(*rows: str, merged: tuple[Range, ...] = ()) -> dict[str, str]:
    figures = {
        "F1": Words("申请数", "Applications filed"),
        "F1-grants": Words("授权（登记）数", "Rights granted or registered"),
        "P1": Words("协议签署率", "Agreements signed"),
    }
    parts = {name: "" for name, _, _ in part_names(PARTS, FIGURE_COLUMNS)}
    known = known_names(dict.fromkeys(figures, ""), FIELDS, parts)
    plain = book(*rows)
    made_book = replace(plain, sheets=(replace(plain.sheets[0], merged=merged),))
    made = Suggester(known, figures, REGISTERS, lambda label: (label,), PARTS).suggest(made_book)
    return {each.mapped.cell: each.mapped.what for each in made}


def test_a_part_and_its_figure_are_named_in_one_row() -> None:
    assert by_parts(
        "指标|本季|分母",
        "1. 发明专利申请数（件）|",
        "实用新型专利授权|",
        "软件著作权登记（件）|",
        "PCT国际申请|",
        "Invention applications|",
        "Utility models granted|",
        "国外申请数|",
        "发明专利|",
    ) == {
        "B2": "F1.quarter[kind=invention]",
        "B4": "F1-grants.quarter[kind=software]",
        "B5": "F1.quarter[kind=pct]",
        "B6": "F1.quarter[kind=invention]",
        "B7": "F1-grants.quarter[kind=utility-model]",
    }


def test_a_part_stands_in_a_row_under_its_figure() -> None:
    assert by_parts(
        "指标|本季|本年累计|目标",
        "一、申请（件）|||",
        "其中：发明|||",
        "其中：国外|||",
        "实用新型|||",
        "国内申请|||",
        "发明|||",
        "二、F1-grants 授权|||",
        "　　发明专利|||",
        "三、奖励|||",
        "其中：发明|||",
        "四、协议签署率|||",
        "研究生|||",
        "一室|||",
    ) == {
        "B3": "F1.quarter[kind=invention]", "C3": "F1.year[kind=invention]",
        "B5": "F1.quarter[kind=utility-model]", "C5": "F1.year[kind=utility-model]",
        "B8": "F1-grants.quarter", "C8": "F1-grants.year", "D8": "F1-grants.target",
        "B9": "F1-grants.quarter[kind=invention]", "C9": "F1-grants.year[kind=invention]",
        "B12": "P1.quarter", "C12": "P1.year", "D12": "P1.target",
        "B13": "P1.quarter[kind=student]", "C13": "P1.year[kind=student]",
    }  # fmt: skip


def test_a_part_stands_beside_its_figure_in_a_column_of_its_own() -> None:
    assert by_parts(
        "Item||Current quarter", "Patent applications|Inventions|", "|of which: Utility model|", "|Total|", "|Invention|"
    ) == {"C3": "F1.quarter[kind=utility-model]"}  # fmt: skip


def test_parts_may_stand_side_by_side_with_a_row_for_each_span() -> None:
    assert by_parts(
        "|专利申请（件）||专利授权（件）||其他",
        "时间|发明|实用新型|发明专利|国外申请|发明",
        "本季度||||||",
        "增长|||||",
        "上年同期（件）|||||",
        merged=((0, 1, 0, 2), (0, 3, 0, 4)),
    ) == {
        "B3": "F1.quarter[kind=invention]", "C3": "F1.quarter[kind=utility-model]", "D3": "F1-grants.quarter[kind=invention]",
        "B5": "F1.before[kind=invention]", "C5": "F1.before[kind=utility-model]", "D5": "F1-grants.before[kind=invention]",
    }  # fmt: skip
    assert by_parts("时间|发明|实用新型", "本季度||") == {}, "which figure is not said"
    first = ("|专利申请|", "|发明|实用新型", "本季度||")
    assert set(by_parts(*first, "|奖金|人数", "本季度||", merged=((0, 1, 0, 2),))) == {"B3", "C3"}
    assert set(by_parts(*first, "", "本季度||", merged=((0, 1, 0, 2),))) == {"B3", "C3"}, "another table"
