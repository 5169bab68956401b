"""What superiors' workbooks suggest of themselves: by markers, by words beside cells, by headings."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ipdesk.importing.report_suggestions import Suggester
from ipdesk.registers import REGISTERS
from ipdesk.rules.report_books import ReportBook
from ipdesk.rules.report_maps import known_names
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
