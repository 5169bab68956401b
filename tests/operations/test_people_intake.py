"""People from a list of the personnel department: known again by number, else by what only one has, and always said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ipdesk.importing.intake import IntakeRow
from ipdesk.model.errors import Stale, WrongValue
from ipdesk.model.text import Translator
from ipdesk.operations import intake, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake import Planned, Preview
from ipdesk.operations.known_again import Lookalikes, meant
from ipdesk.operations.sharing import Sharing
from ipdesk.paths import resource_path
from ipdesk.registers import register
from ipdesk.store.database import Database
from tests.operations.cases import state_of_store

PEOPLE = register("people")
HEADINGS = ("工号", "姓名", "部门", "身份证号", "邮箱", "岗位")
SAMPLE = resource_path("samples", "people-ledger.xlsx")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Return a desk with three people, two of whom have one name in one unit."""
    base = {"unit": "一室", "employment": "permanent", "joined": "2020-01-01"}
    people = (
        {"number": "A1", "name": "单雨桐", "identity_number": "E1X", "email": "shan@lab.example"},
        {"number": "A2", "name": "王芳", "identity_number": "E2"},
        {"number": "A3", "name": "王芳", "email": "wang@lab.example"},
    )
    records.add(desk, PEOPLE, [{**base, **each} for each in people])
    return desk


def ledger(folder: Path, *rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> Path:
    """Write a list of people."""
    book, file = Workbook(), folder / "花名册.xlsx"
    for each in (headings, *rows):
        book.worksheets[0].append(list(each))
    book.save(file)
    return file


def look(desk: Desk, folder: Path, *rows: Sequence[Any]) -> Preview:
    """Return the preview of rows."""
    return intake.preview(desk, PEOPLE, ledger(folder, *rows))


def doubts(plan: Planned) -> list[tuple[str, str, str]]:
    """Return the doubts of a row: cell, field and what is said."""
    say = Translator("en", Path()).say
    return [(each.cell, each.field, say(each.why)) for each in plan.row.doubts]


@pytest.mark.parametrize(
    ("row", "number", "cell", "field", "by"),
    [
        (("", "单雨童", "二室", "e1x", "", ""), "A1", "D2", "identity_number", "Identity document number"),
        (("", "单雨桐", "二室", "", "Shan@lab.example", ""), "A1", "E2", "email", "E-mail"),
        (("", "单雨桐", "一室", "", "", "研究员"), "A1", "B2", "name", "Name, Unit"),
        (("", "王芳", "一室", "E2", "", "研究员"), "A2", "D2", "identity_number", "Identity document number"),
    ],
)
def test_a_row_without_a_number_is_taken_for_whom_it_means_and_says_so(
    desk: Desk, tmp_path: Path, row: tuple[str, ...], number: str, cell: str, field: str, by: str
) -> None:
    [plan] = look(desk, tmp_path, row).rows
    assert (plan.outcome, plan.number) == ("changed", number)
    said = f"The row has no number; by its {by} it is taken for {number}"
    assert doubts(plan)[0][:2] == (cell, field) and doubts(plan)[0][2].startswith(said)


def test_what_is_taken_for_somebody_changes_that_record_and_keeps_its_number(
    desk: Desk, tmp_path: Path
) -> None:
    [made] = intake.accept(desk, look(desk, tmp_path, ("", "单雨桐", "一室", "", "", "研究员")))
    assert (made.act, made.number, [each.field for each in made.fields]) == ("import", "A1", ["post"])


def test_somebody_with_another_identity_number_is_somebody_else(desk: Desk, tmp_path: Path) -> None:
    """The same name in the same unit does not make one of two people; it is said."""
    [plan] = look(desk, tmp_path, ("", "单雨桐", "一室", "E9", "", "")).rows
    assert (plan.outcome, plan.number) == ("new", "")
    assert doubts(plan) == [("B2", "name", "A1 has the same: Name, Unit.")]


def test_where_two_are_meant_the_row_stays_out(desk: Desk, tmp_path: Path) -> None:
    [plan] = look(desk, tmp_path, ("", "王芳", "一室", "", "", "")).rows
    assert plan.outcome == "refused"
    [refusal] = plan.refusals
    assert (refusal.cell, refusal.field) == ("B2", "name")
    assert "A2, A3" in Translator("en", Path()).say(refusal.what)
    assert refusal.advice is not None


def test_the_withdrawn_are_not_meant(desk: Desk, tmp_path: Path) -> None:
    records.withdraw(desk, PEOPLE, "A1", "重复")
    [plan] = look(desk, tmp_path, ("", "单雨桐", "一室", "E1X", "", "")).rows
    assert (plan.outcome, doubts(plan)) == ("new", [])


def test_one_identity_number_under_two_staff_numbers_is_said_at_its_cell(desk: Desk, tmp_path: Path) -> None:
    """Of a row and a record, and of two rows; both rows come in, since which is wrong is not for the desk to say."""
    preview = look(
        desk,
        tmp_path,
        ("B1", "甲", "三室", "E1X", "", ""),
        ("B2", "乙", "三室", "E7", "", ""),
        ("B3", "丙", "三室", "E7", "", ""),
    )
    assert [doubts(each) for each in preview.rows] == [
        [("D2", "identity_number", "A1 has the same: Identity document number.")],
        [],
        [("D4", "identity_number", "Row 3 has the same: Identity document number.")],
    ]
    assert preview.counts()["new"] == 3
    assert len(intake.accept(desk, preview)) == 3


def test_nothing_is_said_of_a_row_and_its_own_record(desk: Desk, tmp_path: Path) -> None:
    [plan] = look(desk, tmp_path, ("A1", "单雨桐", "一室", "E1X", "shan@lab.example", "研究员")).rows
    assert (plan.outcome, doubts(plan)) == ("changed", [])


def test_two_rows_that_mean_one_record_do_not_both_come_in(desk: Desk, tmp_path: Path) -> None:
    first, second = look(
        desk, tmp_path, ("A1", "单雨桐", "二室", "", "", ""), ("", "单雨桐", "三室", "E1X", "", "")
    ).rows
    assert (first.outcome, second.outcome) == ("changed", "refused")


def test_somebody_added_since_the_preview_stops_the_row(desk: Desk, tmp_path: Path) -> None:
    preview = look(desk, tmp_path, ("", "新人", "一室", "E8", "", ""))
    records.add(desk, PEOPLE, [{"number": "A8", "name": "新人", "identity_number": "E8"}])
    before = state_of_store(desk)
    with pytest.raises(Stale):
        intake.accept(desk, preview)
    assert state_of_store(desk) == before


def test_the_sample_comes_in_whole_and_again_as_the_same(desk: Desk) -> None:
    preview = intake.preview(desk, PEOPLE, SAMPLE)
    assert preview.counts() == {"new": 11, "same": 0, "changed": 0, "refused": 0}
    assert preview.intake.unknown == ("性别", "备注")
    intake.accept(desk, preview)
    held: Any = reading.show(desk, PEOPLE, "示例Y2301").record
    assert (held.unit, held.employment, held.joined) == ("陶瓷材料研究室", "student", date(2023, 9, 1))
    assert (held.identity_number, held.phone) == ("999999199906160019", "13900002301")
    assert (held.supervisor, held.home_institution) == ("张三", "示例大学（虚构）")
    assert intake.preview(desk, PEOPLE, SAMPLE).counts()["same"] == 11
    assert [
        each.id for each in reading.show(desk, PEOPLE, "示例0031").findings if each.id == "identity-check"
    ] == []


@pytest.mark.parametrize("words", ["至今", "在职", "长期", "—", "/"])
def test_a_day_that_has_not_come_is_none(desk: Desk, tmp_path: Path, words: str) -> None:
    file = ledger(tmp_path, ("B1", "甲", words), headings=("工号", "姓名", "离职日期"))
    [plan] = intake.preview(desk, PEOPLE, file).rows
    assert plan.outcome == "new" and getattr(plan.record, "left_on") is None  # noqa: B009


def test_a_line_that_says_how_many_there_are_is_nobody(desk: Desk, tmp_path: Path) -> None:
    file = ledger(tmp_path, ("B1", "甲", ""), ("截至2026年8月31日，共1人", "", ""), ("备注：学生未列入", "", ""),
                  headings=("工号", "姓名", "离职日期"))  # fmt: skip
    assert intake.preview(desk, PEOPLE, file).counts()["new"] == 1


def everybody(count: int, base: int = 0) -> list[tuple[str, ...]]:
    """Return rows of people who are all different; every fifth has no number."""
    return [
        (
            "" if n % 5 == 0 else f"N{n:05}",
            f"人员{n}",
            f"{n % 40}室",
            f"E{n:07}",
            f"p{n}@lab.example",
            "研究员",
        )
        for n in range(base, base + count)
    ]


@pytest.mark.parametrize("count", [500, pytest.param(2_500, marks=pytest.mark.extra)])
def test_many_come_in_without_a_walk_through_the_register_for_each(
    desk: Desk, tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every question asked row by row is answered by an index."""
    file = ledger(tmp_path, *everybody(count))
    assert len(intake.accept(desk, intake.preview(desk, PEOPLE, file))) == count
    asked: set[str] = set()
    plain = Database.execute

    def noted(self: Database, sql: str, *rest: Any) -> Any:
        if 'from "people"' in sql or "from people" in sql:
            asked.add(sql)
        return plain(self, sql, *rest)

    monkeypatch.setattr(Database, "execute", noted)
    changed = [(*row[:5], "高级工程师") for row in everybody(count)]
    preview = intake.preview(desk, PEOPLE, ledger(tmp_path, *changed))
    monkeypatch.undo()
    assert preview.counts() == {"new": 0, "same": 0, "changed": count, "refused": 0}
    # What one looks for in all rows of the file is read once beforehand.
    once = {each for each in asked if "json_group_array(distinct" in each}
    assert asked - once
    for sql in asked - once:
        steps = [
            str(each[-1])
            for each in desk.workspace.db.execute(
                f"explain query plan {sql}", ["?"] * sql.count("?")
            ).fetchall()
        ]
        assert all("SEARCH" in step for step in steps if "people" in step or " r " in step), steps


TEXTS = st.sampled_from(["", "甲", "乙", "E1", "e1"])
LINES = st.builds(
    lambda name, unit, identity, email: IntakeRow(
        sheet="表", row=2, number="", raw={},
        values={"name": name, "unit": unit, "identity_number": identity, "email": email},
    ),
    TEXTS, TEXTS, TEXTS, TEXTS,
)  # fmt: skip


@given(line=LINES)
def test_a_row_never_means_somebody_with_another_identity_number(desk: Desk, line: IntakeRow) -> None:
    if not reading.list_ids(desk, PEOPLE, [("number", "P1")]):
        values = {"number": "P1", "name": "甲", "unit": "乙", "identity_number": "E1", "email": "甲"}
        records.add(desk, PEOPLE, [values])
    try:
        found = meant(Sharing(desk, PEOPLE), line)
    except WrongValue:
        return
    given_number = line.values["identity_number"].casefold()
    if found is not None:
        assert given_number in ("", "e1") and len(found[1].doubts) == 1
    twice = Lookalikes()
    first = twice.looked_at(Sharing(desk, PEOPLE), line, "P1")
    assert twice.looked_at(Sharing.of_many(desk, PEOPLE), line, "P1").doubts == first.doubts
