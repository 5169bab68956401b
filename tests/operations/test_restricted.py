"""Restricted values leave the store on request only: shown one by one, exported by decision, and each time it is logged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from ipdesk.exporting.documents import kinds_of
from ipdesk.exporting.slots import slots_of
from ipdesk.model.errors import NotFound, NotPermitted, WrongValue
from ipdesk.model.register import Register
from ipdesk.operations import (
    audits,
    board,
    checks,
    documents,
    drafts,
    history,
    intake,
    reading,
    records,
    restricted,
    today,
)
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS, register
from ipdesk.store import audit
from tests.operations.cases import said

PEOPLE, AGREEMENTS = register("people"), register("agreements")
SECRET = "保密值QX7"
HELD = {"identity_number": SECRET, "phone": SECRET, "address": SECRET, "bank": SECRET}
PERSON: dict[str, Any] = {"number": "A0117", "level": "internal", "name": "单雨桐", "unit": "一室",
          "employment": "permanent", "joined": "2019-07-01", **HELD}  # fmt: skip


@pytest.fixture
def person(desk: Desk) -> str:
    """Add a person whose restricted fields all hold SECRET."""
    return records.add(desk, PEOPLE, [PERSON])[0].number


def unpacked(file: Path) -> str:
    """Return all the texts in a workbook."""
    with ZipFile(file) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def shown(desk: Desk) -> list[audit.Entry]:
    """Return what was logged of showing restricted fields."""
    return [each for each in audit.entries(desk.workspace.db) if each.act == restricted.SHOWN]


def test_a_restricted_value_is_shown_and_the_log_says_so_without_it(desk: Desk, person: str) -> None:
    assert restricted.reveal(desk, PEOPLE, person, "phone") == SECRET
    [entry] = shown(desk)
    assert (entry.actor, entry.register, entry.number) == ("李明", "people", person)
    assert entry.values == {"field": "phone"}
    newest = history.past(desk, PEOPLE, person)[0]
    assert (newest.act, newest.detail) == (restricted.SHOWN, "Phone")
    assert audits.verify(desk).whole


def test_showing_changes_nothing_of_the_record(desk: Desk, person: str, tmp_path: Path) -> None:
    """What was printed of it is still as it was, and the last act is still taken back."""
    documents.print_record(desk, PEOPLE, person, tmp_path / "人.pdf")
    records.change(desk, PEOPLE, person, {"post": "研究员"})
    documents.print_record(desk, PEOPLE, person, tmp_path / "人2.pdf")
    restricted.reveal(desk, PEOPLE, person, "bank")
    assert [each.changed for each in documents.printed(desk)] == [False, True]
    records.undo(desk)
    assert getattr(reading.show(desk, PEOPLE, person).record, "post") == ""  # noqa: B009


@pytest.mark.parametrize("field", ["name", "no_such_field", "state"])
def test_only_restricted_fields_are_shown_like_this(desk: Desk, person: str, field: str) -> None:
    with pytest.raises(WrongValue) as refused:
        restricted.reveal(desk, PEOPLE, person, field)
    assert refused.value.field == field and refused.value.advice is not None
    assert shown(desk) == []


def test_nothing_is_logged_of_a_record_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        restricted.reveal(desk, PEOPLE, "A9999", "phone")
    assert shown(desk) == []


def test_a_reader_sees_no_restricted_value(
    desk: Desk, person: str, as_user: Callable[..., Desk], tmp_path: Path
) -> None:
    for role in ("reader", "reviewer"):
        with pytest.raises(NotPermitted):
            restricted.reveal(as_user(role), PEOPLE, person, "phone")
    assert shown(desk) == []


def test_no_list_is_narrowed_or_laid_out_by_a_restricted_field(desk: Desk, person: str) -> None:
    for register_, field in ((PEOPLE, "phone"), (AGREEMENTS, "monthly_pay")):
        with pytest.raises(WrongValue) as refused:
            reading.list_ids(desk, register_, [(field, SECRET)])
        assert SECRET not in said(refused.value)
        with pytest.raises(WrongValue):
            reading.list_ids(desk, register_, order=reading.Order(field))
    ids = reading.list_ids(desk, PEOPLE)
    [row] = reading.page(desk, PEOPLE, ids, ["name", "phone"])
    assert (getattr(row, "name"), getattr(row, "phone")) == ("单雨桐", "")  # noqa: B009
    assert reading.list_ids(desk, PEOPLE, text=SECRET) == reading.list_ids(desk, PEOPLE, limit=0)


def test_no_search_and_no_mention_finds_a_restricted_value(desk: Desk, person: str) -> None:
    assert reading.search_all(desk, SECRET) == ([], False)
    assert reading.mentions(desk, SECRET) == []


def test_history_and_the_log_written_out_do_not_tell_it(desk: Desk, person: str, tmp_path: Path) -> None:
    records.change(desk, PEOPLE, person, {"phone": f"{SECRET}2", "post": "研究员"})
    told = [each.values for each in records.history(desk, PEOPLE, person)]
    assert SECRET not in json.dumps(told, ensure_ascii=False)
    assert told[0] is not None and told[0]["fields"] == {
        "phone": ["(restricted)", "(restricted)"], "post": ["", "研究员"],
    }  # fmt: skip
    assert SECRET not in str(history.past(desk, PEOPLE, person))
    audits.export_log(desk, tmp_path / "日志.xlsx")
    assert SECRET not in unpacked(tmp_path / "日志.xlsx")


def test_what_is_hidden_in_the_history_is_taken_back_whole(desk: Desk, person: str) -> None:
    records.change(desk, PEOPLE, person, {"phone": "1"})
    records.undo(desk)
    assert restricted.reveal(desk, PEOPLE, person, "phone") == SECRET


def test_findings_today_and_the_board_do_not_tell_it(desk: Desk, person: str) -> None:
    records.add(desk, PEOPLE, [{**PERSON, "number": "A2"}])
    record = reading.show(desk, PEOPLE, person).record
    found = checks.find(desk, PEOPLE, record)
    assert [each.id for each in found if each.id == "person-twice"] != []
    told = [found, today.agenda(desk), today.due(desk)]
    assert SECRET not in str(told) + str(board.board(desk, PEOPLE))


def test_a_copy_begins_without_it(desk: Desk, person: str) -> None:
    drafts.start_copy(desk, PEOPLE, person)
    draft = drafts.find_draft(desk, PEOPLE)
    assert draft is not None and draft.values["name"] == "单雨桐"
    assert not HELD.keys() & draft.values.keys()


def test_a_workbook_holds_it_where_that_was_decided(desk: Desk, person: str, tmp_path: Path) -> None:
    plain, whole = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    documents.export_register(desk, PEOPLE, plain)
    documents.export_register(desk, PEOPLE, whole, restricted=True)
    assert SECRET not in unpacked(plain) and SECRET in unpacked(whole)
    second, first = [each.values or {} for each in audit.entries(desk.workspace.db) if each.act == "export"]
    assert "restricted" not in first
    assert second["restricted"] == list(HELD)
    with pytest.raises(WrongValue):  # the list on paper has its columns only
        documents.export_register(desk, PEOPLE, tmp_path / "三.pdf", restricted=True)


def test_what_was_exported_without_it_comes_back_without_emptying_it(
    desk: Desk, person: str, tmp_path: Path
) -> None:
    documents.export_register(desk, PEOPLE, tmp_path / "一.xlsx")
    assert intake.preview(desk, PEOPLE, tmp_path / "一.xlsx").counts()["same"] == 1


@pytest.mark.parametrize("held", REGISTERS, ids=lambda each: each.name)
def test_no_document_has_a_slot_or_a_column_for_it(held: Register) -> None:
    closed = {each.name for each in held.fields() if each.kind.restricted}
    assert closed.isdisjoint(held.columns) and held.title not in closed and held.date not in closed
    for kind in kinds_of(held.name).values():
        assert closed.isdisjoint({slot.name.partition(".")[0] for slot in slots_of(held, kind)})


def ledger(tmp_path: Path, *rows: tuple[str, ...]) -> Path:
    """Write a small ledger of people."""
    book, file = Workbook(), tmp_path / "花名册.xlsx"
    sheet = book.worksheets[0]
    for each in (("工号", "姓名", "部门", "身份证号", "手机", "联系电话"), *rows):
        sheet.append(each)
    book.save(file)
    return file


def test_a_preview_does_not_tell_what_is_held(desk: Desk, person: str, tmp_path: Path) -> None:
    file = ledger(tmp_path, ("A0117", "单雨桐", "二室", "E1234567", "", "13800000000"))
    [plan] = intake.preview(desk, PEOPLE, file).rows
    assert {each.field for each in plan.changes} == {"unit", "identity_number", "phone"}
    assert SECRET not in str(plan.changes) and "E1234567" not in str(plan.changes)


def test_the_raw_row_is_kept_without_it(desk: Desk, tmp_path: Path) -> None:
    """Also of a column that lost to another one, and the row is known again all the same."""
    file = ledger(tmp_path, ("", "张三", "二室", "E1234567", "13800000000", "010-12345678"))
    [made] = intake.accept(desk, intake.preview(desk, PEOPLE, file))
    [source] = reading.show(desk, PEOPLE, made.number).sources
    assert source.raw == {"姓名": "张三", "部门": "二室"}
    again = intake.preview(desk, PEOPLE, file)
    assert again.counts() == {"new": 0, "same": 1, "changed": 0, "refused": 0}
