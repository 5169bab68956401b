"""One cell read for one field: what is read, what is refused, what is doubted."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from ipdesk.importing.reading import Reader
from ipdesk.importing.sheets import Cell, Lost, Percent
from tests.importing.makers import ENGLISH, WORKS, known_as


def read(
    field: str, cell: Cell, *, unit: int = 1, epoch_1904: bool = False, fractions: bool = False
) -> Reader:
    reader = Reader(known_as, epoch_1904, fractions)
    reader.read(WORKS.field(field).kind, field, cell, "C7", unit)
    return reader


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("number", 20240012.0, "20240012"),
        ("number", '="0012"', "0012"),
        ("number", "1.0", "1.0"),
        ("title", 3.5, "3.5"),
        ("title", True, "是"),
        ("title", date(2024, 3, 5), "2024-03-05"),
        ("completed", date(2024, 3, 5), date(2024, 3, 5)),
        ("completed", datetime(2024, 3, 5, 23, 59), date(2024, 3, 5)),
        ("completed", "２０２４年３月５日", date(2024, 3, 5)),
        ("completed", "2024.3.5", date(2024, 3, 5)),
        ("completed", "2024/3/5", date(2024, 3, 5)),
        ("completed", "20240305", date(2024, 3, 5)),
        ("completed", 20240305.0, date(2024, 3, 5)),
        ("completed", "—", None),
        ("completed", "/", None),
        ("completed", None, None),
        ("money", 3.0, Decimal("3.00")),
        ("money", 0.1 + 0.2, Decimal("0.30")),
        ("money", "¥1,234.50", Decimal("1234.50")),
        ("money", "12.5万元", Decimal("125000.00")),
        ("money", "３ 亿元", Decimal("300000000.00")),
        ("money", "无", None),
        ("count", 3.0, 3),
        ("count", "３", 3),
        ("rate", Percent(0.6), Decimal("60.0000")),
        ("rate", Percent(0.07), Decimal("7.0000")),
        ("rate", "60％", Decimal("60.0000")),
        ("rate", 60.0, Decimal("60.0000")),
        ("rate", 1.0, Decimal("1.0000")),
        ("done", "是", True),
        ("done", "无", False),
        ("done", True, True),
        ("leader", "张 三", "张三"),
        ("leader", "阿卜杜拉 · 买买提", "阿卜杜拉·买买提"),
        ("level", "涉密或不明确", "classified"),
        ("types", "软件、专利", ("patent", "software")),
        ("types", "/", ()),
        ("projects", 20240012.0, ("20240012",)),
        ("projects", "P-1，P-2", ("P-1", "P-2")),
        ("account", " 一\r\n二 ", "一\n二"),
    ],
)
def test_what_is_read_without_a_doubt(field: str, cell: Cell, value: Any) -> None:
    reader = read(field, cell)
    assert reader.refusals == []
    assert reader.doubts == []
    assert reader.values[field] == value


@pytest.mark.parametrize(
    ("field", "cell", "value", "shown"),
    [
        ("completed", 45356.0, date(2024, 3, 5), "2024-03-05"),
        ("completed", "45356", date(2024, 3, 5), "2024-03-05"),
        ("completed", 2024.3, date(2024, 3, 1), "2024-03-01"),
        ("completed", 2024.12, date(2024, 12, 1), "2024-12-01"),
        ("completed", "2024年3月", date(2024, 3, 1), "2024-03-01"),
        ("number", "20240012.0", "20240012", "20240012"),
        ("number", 1.23456789012345e17, "123456789012345000", "123456789012345000"),
        ("number", "1.23E+17", "1.23E+17", "1.23E+17"),
        ("rate", 0.6, Decimal("60.0000"), "60"),
        ("leader", "张三、李四", "张三、李四", "张三、李四"),
        ("leader", "张三等", "张三", "张三"),
    ],
)
def test_what_is_read_in_doubt_shows_the_reading(field: str, cell: Cell, value: Any, shown: str) -> None:
    reader = read(field, cell)
    assert reader.values[field] == value
    assert [(doubt.cell, doubt.field, doubt.reading) for doubt in reader.doubts] == [("C7", field, shown)]
    assert ENGLISH.say(reader.doubts[0].why)


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("completed", "2024.13.1"),
        ("completed", "待定"),
        ("completed", 2024.0),
        ("completed", 2024.1),
        ("completed", -5.0),
        ("completed", 1e300),
        ("completed", True),
        ("completed", "2024.3-2024.5"),
        ("money", "约三万"),
        ("money", "-5"),
        ("count", 3.5),
        ("rate", 120.0),
        ("rate", float("nan")),
        ("level", "随便"),
        ("done", "可能"),
        ("title", Lost()),
        ("title", "长" * 1001),
    ],
)
def test_what_is_refused_names_the_cell_and_keeps_the_text(field: str, cell: Cell) -> None:
    reader = read(field, cell)
    assert field not in reader.values
    refusal = reader.refusals[0]
    assert (refusal.cell, refusal.field) == ("C7", field)
    assert refusal.raw
    assert ENGLISH.say(refusal.what)


def test_serial_numbers_of_the_1904_system() -> None:
    assert read("completed", 43894.0, epoch_1904=True).values["completed"] == date(2024, 3, 5)


def test_the_unit_of_the_heading_multiplies_bare_amounts_only() -> None:
    assert read("money", 12.5, unit=10_000).values["money"] == Decimal(125_000)
    assert read("money", "12.5万元", unit=10_000).values["money"] == Decimal(125_000)
    assert read("money", "125000元", unit=10_000).values["money"] == Decimal(125_000)


def test_fractions_of_our_own_workbooks() -> None:
    assert read("rate", 0.5, fractions=True).values["rate"] == Decimal(50)
    assert read("rate", 1.0, fractions=True).values["rate"] == Decimal(100)
    assert read("rate", "50", fractions=True).values["rate"] == Decimal(50)
    assert read("rate", 0.333333, fractions=True).values["rate"] == Decimal("33.3333")
