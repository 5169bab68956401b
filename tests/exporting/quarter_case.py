"""A made-up quarter, closed and corrected once, and one in which nothing happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ipdesk.exporting.documents.list_columns import DAY, FIGURE, NAME, TEXT
from ipdesk.exporting.layout import Column
from ipdesk.exporting.quarter_content import (
    Correction,
    FigureLine,
    PartLine,
    QuarterContent,
    Quoted,
    Sheet,
    Version,
)
from ipdesk.model.marking import Marking

FORMULA: Final = '=HYPERLINK("http://x","支座")'
LONG: Final = "很长的名称" * 8_000
_SHAPES: Final = {"title": NAME, "indicator": NAME, "day": DAY, "value": FIGURE}


def columns(*names: str) -> tuple[Column, ...]:
    """Return columns that are called like their names."""
    return tuple(Column(each, each, _SHAPES.get(each, TEXT)) for each in names)


def line(code: str, label: str, **more: Any) -> FigureLine:
    """Return an indicator."""
    return FigureLine(
        code=code, label=label, definition=f"{label}的定义。", basis="统计实务", use="参与评价", **more
    )


LINES: Final = (
    line("D1", "受理成果披露数", now=Decimal(4), numerator=Decimal(4), to_date=Decimal(11), before=Decimal(2)),
    line(
        "P1", "协议签署率", unit="percent", unit_label="%", scored=True, now=Decimal("99.9"), numerator=Decimal(999),
        denominator=Decimal(1000), to_date=Decimal("99.9"), before=Decimal("87.5"), target=Decimal(100), meets=False, aim="≥ 100 %",
        note="一人出国未签。",
    ),
    line("F2", "发明专利授权率", unit="percent", unit_label="%", scored=True, numerator=Decimal(0), denominator=Decimal(0)),
    line("C1", "知识产权费用", unit="yuan", unit_label="元", now=Decimal("12345.60"), numerator=Decimal(3), to_date=Decimal("12345.60")),
    replace(line("K1", "纠纷"), kept=False, use="", note="本台账未设登记簿：纠纷。"),
)  # fmt: skip
PARTS: Final = (
    PartLine(code="D1", by="unit", name="一室", value=Decimal(3), numerator=Decimal(3)),
    PartLine(code="D1", by="unit", name="未写明", value=Decimal(1), numerator=Decimal(1)),
    PartLine(code="D1", by="level", said="密级", name="内部", value=Decimal(4), numerator=Decimal(4)),
    PartLine(code="P1", by="kind", name="在编职工", value=Decimal("99.9"), numerator=Decimal(999), denominator=Decimal(1000)),
)  # fmt: skip
_ROW: Final = ("A0117", "单雨桐", "一室", "在编职工", "", None, None)
SHEETS: Final = (
    Sheet(
        key="disclosures", title="职务科技成果披露", columns=columns("number", "title", "state"), masks=("", "text", ""),
        rows=(Quoted(1, ("PL-1", FORMULA, "已受理")), Quoted(2, ("PL-2", LONG, "已受理")), Quoted(3, ("PL-3", "+1", "@x"))),
    ),
    Sheet(key="papers", title="发表审查", columns=columns("number", "title"), masks=("", "text"), rows=()),
    Sheet(
        key="exceptions", title="例外", note="逐项对照所列指标。", masks=("", "", "", "text", "", "kind", "", "", ""),
        columns=columns("code", "indicator", "number", "title", "unit", "kind", "group", "day", "value"),
        rows=(Quoted(7, ("P1", "协议签署率", *_ROW)),),
    ),
    Sheet(
        key="behind", title="数据来源", masks=("", "", "", "text", "", "kind", *[""] * 6),
        columns=columns("code", "indicator", "number", "title", "unit", "kind", "group", "day", "value", "now", "to_date", "before"),
        rows=(
            Quoted(7, ("P1", "协议签署率", *_ROW, "不计", "", "")),
            Quoted(1, ("D1", "受理成果披露数", "PL-1", FORMULA, "一室", "发明", "", date(2025, 11, 20), Decimal(19), "计入", "计入", "")),
        ),
    ),
)  # fmt: skip
CHANGES: Final = (Correction(code="D1", what="本期", was="3", now="4"),)


def quarter(**changes: Any) -> QuarterContent:
    """Return the quarter, with some of it changed."""
    made = QuarterContent(
        code="2025Q4",
        name="2025年第4季度",
        first=date(2025, 10, 1),
        last=date(2025, 12, 31),
        as_of=date(2025, 12, 31),
        language="zh",
        lab="某某实验室",
        rules="季度与年度指标 2026-11 · 9f3ac2",
        marking=Marking(handling="trade-general"),
        named=Marking(handling="internal"),
        lines=LINES,
        parts=PARTS,
        sheets=SHEETS,
        versions=(
            Version(number=0, by="李明", day="2026-01-04", serial="SKL-000006"),
            Version(
                number=1, reason="补录披露", by="李明", day="2026-02-03", serial="SKL-000007", changes=CHANGES
            ),
        ),
        sealed=1,
        text="本季度新增披露四项。\n\n第二段。",
    )
    return replace(made, **changes)


def nil_quarter() -> QuarterContent:
    """Return a quarter in which nothing happened and that is open."""
    lines = tuple(replace(each, now=None, to_date=None, before=None, meets=None, note="") for each in LINES)
    sheets = tuple(replace(each, rows=()) for each in SHEETS)
    return quarter(lines=lines, parts=(), sheets=sheets, versions=(), nil=True, text="", sealed=0)
