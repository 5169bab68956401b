"""Exported registers come back as the same records; changed ones as what was changed."""

from __future__ import annotations

import io
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ipdesk.exporting.excel import register_workbook
from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.records import register_tables
from ipdesk.importing.intake import Intake
from ipdesk.model.errors import Refused
from ipdesk.model.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Person,
    Rows,
    Share,
    Text,
)
from ipdesk.model.marking import Marking
from ipdesk.model.record import fields_of
from ipdesk.model.register import Register
from ipdesk.model.values import read_value
from ipdesk.registers import REGISTERS
from tests.importing.makers import ENGLISH, WORKS, Maker, Work, said, take_in, told

STAMP = Stamp(
    serial=1,
    user="officer",
    at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
    head="ab" * 32,
    seq=7,
    lab="某研究所",
    code="LAB",
)
FIRST = Work(
    number="W-1",
    level="internal",
    title="一种光栅",
    makers=(Maker(name="张三", share=Decimal("33.3333")), Maker(name="李四", joined=date(2020, 1, 2))),
    completed=date(2024, 3, 5),
    money=Decimal("1234567.89"),
    count=3,
    rate=Decimal("0.5000"),
    done=False,
    leader="阿卜杜拉·买买提",
    account="=1+1\n第二段",
    types=("patent", "software"),
    projects=("P-1", "P-2"),
)
PLAIN = replace(FIRST, account="第二段")
SECOND = Work(number="W-2", title="_x0041_ 2024.10")


def exported(records: list[Work]) -> bytes:
    tables = register_tables(WORKS, records, ENGLISH)
    return register_workbook(tables, Marking(handling="internal"), STAMP, ENGLISH)


def taken(folder: Path, data: bytes, edit: Any = None) -> Intake:
    path = folder / "成果.xlsx"
    if edit:
        book = load_workbook(io.BytesIO(data))
        edit(book)
        book.save(path)
    else:
        path.write_bytes(data)
    return take_in(path)


def record_of(intake: Intake, index: int) -> Work:
    values = intake.rows[index].values
    names = {each.name for each in dataclass_fields(Work)}
    return replace(Work(), **{name: value for name, value in values.items() if name in names})


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    intake = taken(tmp_path, exported([FIRST, SECOND]))
    assert intake.kind == "register"
    assert intake.unknown == () and intake.notices == ()
    assert [(row.number, row.refusals, row.doubts) for row in intake.rows] == [
        ("W-1", (), ()),
        ("W-2", (), ()),
    ]
    assert record_of(intake, 0) == FIRST
    assert record_of(intake, 1) == SECOND


def test_a_text_longer_than_a_cell_comes_back_whole(tmp_path: Path) -> None:
    long = replace(SECOND, account="长文" * 40_000 + "终")
    assert record_of(taken(tmp_path, exported([FIRST, long])), 1) == long


def test_changes_made_in_excel(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Works"]
        heads = {sheet.cell(4, column).value: column for column in range(1, sheet.max_column + 1)}
        sheet.cell(5, heads["Title"]).value = "另一种光栅"
        sheet.cell(5, heads["Completed"]).value = "2024年13月"
        people = book["Inventors"]
        people.append(["W-2", "王五", "丙所", 1])
        people.append(["W-9", "赵六"])

    intake = taken(tmp_path, exported([FIRST, SECOND]), edit)
    first, second = intake.rows
    assert first.values["title"] == "另一种光栅"
    assert [(each.field, each.raw) for each in first.refusals] == [("completed", "2024年13月")]
    assert second.values["makers"] == (Maker(name="王五", unit="丙所", share=Decimal(100)),)
    assert "no record" in told(intake.notices)


def test_a_number_that_stands_twice_is_refused(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Works"]
        sheet.append([sheet.cell(5, column).value for column in range(1, sheet.max_column + 1)])

    intake = taken(tmp_path, exported([FIRST]), edit)
    assert intake.rows[0].refusals == ()
    assert "W-1 stands twice" in told([each.what for each in intake.rows[1].refusals])
    assert len(intake.rows[0].values["makers"]) == 2


def test_new_rows_without_a_number_are_kept(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Works"]
        row = sheet.max_row + 1
        for column in range(1, sheet.max_column + 1):
            if sheet.cell(4, column).value == "Title":
                sheet.cell(row, column).value = "新的"

    intake = taken(tmp_path, exported([FIRST]), edit)
    assert (intake.rows[1].number, intake.rows[1].values["title"]) == ("", "新的")


def test_rows_added_or_deleted_above_the_heading(tmp_path: Path) -> None:
    def add(book: Any) -> None:
        book["Works"].insert_rows(2, 2)
        book["Inventors"].delete_rows(1, 2)

    assert record_of(taken(tmp_path, exported([SECOND, PLAIN]), add), 1) == PLAIN


@pytest.mark.parametrize("sheet", ["Works", "Inventors"])
def test_a_deleted_column_is_refused(tmp_path: Path, sheet: str) -> None:
    with pytest.raises(Refused, match="were moved"):
        taken(tmp_path, exported([FIRST]), lambda book: book[sheet].delete_cols(3))


def test_moved_columns_are_refused(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["Works"].insert_cols(2)
        book["Works"].cell(4, 2).value = "备注"

    with pytest.raises(Refused) as error:
        taken(tmp_path, exported([FIRST]), edit)
    assert "were moved" in said(error.value)


words = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), max_size=40)
texts = words.map(lambda text: read_value(WORKS.field("title").kind, "title", text))
works = st.builds(
    Work,
    title=texts,
    account=words.map(lambda text: read_value(WORKS.field("account").kind, "account", text)),
    completed=st.none() | st.dates(date(1900, 3, 1), date(2099, 12, 31)),
    money=st.none() | st.decimals(0, 10**12, places=2),
    rate=st.none() | st.decimals(0, 100, places=4),
    count=st.none() | st.integers(0, 10**9),
    done=st.none() | st.booleans(),
    types=st.sampled_from([(), ("patent",), ("patent", "software")]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(works, min_size=1, max_size=8))
def test_any_records_come_back_as_they_were(tmp_path: Path, records: list[Work]) -> None:
    numbered = [replace(record, number=f"W-{index}") for index, record in enumerate(records)]
    intake = taken(tmp_path, exported(numbered))
    assert [row.refusals for row in intake.rows] == [()] * len(numbered)
    assert [record_of(intake, index) for index in range(len(numbered))] == numbered


def sample(kind: Kind, index: int = 0) -> Any:
    """Return a filled value of a kind."""
    match kind:
        case Text() | LongText():
            return f"文本{index}"
        case Person():
            return "张三"
        case Choice():
            return kind.options[-1].code
        case Choices():
            return tuple(option.code for option in kind.options)
        case Day():
            return date(2024, 3, 5)
        case Number():
            return kind.least + 1
        case Money() | Share():
            return Decimal("33.33")
        case Flag():
            return False
        case Link():
            return ("P-1", "P-2")
        case Rows():
            rows = (
                {each.name: sample(each.kind, number) for each in fields_of(kind.of)} for number in range(2)
            )
            return tuple(kind.of(**row) for row in rows)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: str(each.name))
def test_every_field_of_the_real_registers_comes_back(tmp_path: Path, register: Register) -> None:
    filled = register.record(**{each.name: sample(each.kind) for each in register.fields()})
    records = [replace(filled, number="X-1"), replace(register.record(), number="X-2")]
    tables = register_tables(register, records, ENGLISH, restricted=True)
    path = tmp_path / "a.xlsx"
    path.write_bytes(register_workbook(tables, Marking(handling="internal"), STAMP, ENGLISH))
    intake = take_in(path, register)
    assert [(row.refusals, row.doubts) for row in intake.rows] == [((), ())] * 2
    assert [replace(register.record(), **row.values) for row in intake.rows] == records
