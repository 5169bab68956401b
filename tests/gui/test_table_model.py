"""The table model: pages read when looked at, rows that are gone, and what cells say."""

from __future__ import annotations

from array import array
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import default_columns
from ipdesk.gui.table_model import BADGE, KEPT, MUTED, PAGE, TableModel
from ipdesk.model.errors import Damaged
from ipdesk.model.text import Message
from ipdesk.operations import reading, spills
from ipdesk.operations.desk import Desk
from tests.operations.cases import DISCLOSURES, PROJECTS, add_disclosure

GONE = 987_654


@pytest.fixture
def model(context: Context) -> TableModel:
    made = TableModel(context, DISCLOSURES)
    made.show_list(reading.list_ids(context.desk, DISCLOSURES), default_columns(DISCLOSURES))
    return made


def cell(model: QAbstractItemModel, row: int, name: str, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    assert isinstance(model, TableModel)
    return model.data(model.index(row, model.columns.index(name)), role)


def test_it_is_a_sound_model_while_lists_change(model: TableModel, context: Context) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            assert isinstance(model.index(row, column).data(), str)
    model.show_list(array("q", [GONE]), ("number", "title"))
    model.show_list(array("q"), ())
    model.show_list(reading.list_ids(context.desk, PROJECTS), ("number", "title", "state"))
    assert tester.model() is model


def test_cells_show_what_people_read(model: TableModel) -> None:
    assert model.rowCount() == 30
    assert cell(model, 0, "number") == "PL-2026-0030"
    assert cell(model, 0, "title") == "一种先进薄膜沉积装置（30）"
    assert cell(model, 0, "inventors") == "王芳、单雨桐"
    assert cell(model, 0, "state") == "已提交"
    assert cell(model, 0, "submitted") == "2026-02-02"
    assert cell(model, 0, "level") == "内部"


def test_headings_are_in_the_readers_language(model: TableModel) -> None:
    said = [model.headerData(each, Qt.Orientation.Horizontal) for each in range(model.columnCount())]
    assert said[:4] == ["编号", "成果名称", "状态", "所在部门"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None


def test_the_state_is_a_badge_and_nothing_else_is(model: TableModel) -> None:
    assert cell(model, 0, "state", BADGE) == "info"
    closed = next(row for row in range(30) if cell(model, row, "state") == "已办结")
    assert cell(model, closed, "state", BADGE) == "ok"
    assert cell(model, 0, "title", BADGE) is None


def test_amounts_stand_at_the_right(context: Context) -> None:
    model = TableModel(context, DISCLOSURES)
    model.show_list(reading.list_ids(context.desk, DISCLOSURES), ("number", "trl"))
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert cell(model, 0, "trl", Qt.ItemDataRole.TextAlignmentRole) == right
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) == right
    assert cell(model, 0, "number", Qt.ItemDataRole.TextAlignmentRole) != right


def test_the_last_change_is_shown_in_local_time(context: Context) -> None:
    model = TableModel(context, DISCLOSURES)
    model.show_list(reading.list_ids(context.desk, DISCLOSURES), ("number", "changed"))
    shown = datetime.strptime(str(cell(model, 0, "changed")), "%Y-%m-%d %H:%M")
    assert shown == datetime(2026, 3, 5, 9, 30)


def test_a_row_that_is_gone_says_so_and_leaves_its_neighbours_in_place(
    model: TableModel, context: Context
) -> None:
    ids = reading.list_ids(context.desk, DISCLOSURES)
    ids.insert(3, GONE)
    model.show_list(ids, default_columns(DISCLOSURES))
    assert cell(model, 3, "title") == context.label("No longer in the store")
    assert cell(model, 3, "number") == ""
    assert cell(model, 3, "title", MUTED) is True
    assert cell(model, 3, "state", BADGE) is None
    assert model.record_at(3) is None
    assert cell(model, 2, "number") == "PL-2026-0028"
    assert cell(model, 4, "number") == "PL-2026-0027"


def test_a_sealed_record_shows_number_and_state_alone(model: TableModel, context: Context) -> None:
    spills.seal(context.desk, DISCLOSURES, "PL-2026-0030", "疑似涉密")
    model.show_list(reading.list_ids(context.desk, DISCLOSURES), default_columns(DISCLOSURES))
    row = next(row for row in range(30) if cell(model, row, "number") == "PL-2026-0030")
    shown = {name: cell(model, row, name) for name in model.columns}
    assert {name for name, text in shown.items() if text} == {"number", "title", "state"}
    assert "薄膜" not in str(shown["title"])
    assert cell(model, row, "title", MUTED) is True


def test_pages_are_read_once_and_only_when_looked_at(
    model: TableModel, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = reading.page

    def counted(desk: Desk, register: object, ids: array[int], only: object) -> object:
        asked.append(len(ids))
        return real(desk, DISCLOSURES, ids, only)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(reading, "page", counted)
    ids = reading.list_ids(context.desk, DISCLOSURES)
    long = array("q", list(ids) * (PAGE * 3 // len(ids) + 1))[: PAGE * 3]
    model.show_list(long, ("number",))
    assert asked == []
    for row in (0, 1, PAGE - 1):
        cell(model, row, "number")
    assert asked == [PAGE]
    cell(model, PAGE * 2, "number")
    assert asked == [PAGE, PAGE]


def test_only_so_many_pages_are_kept(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    model = TableModel(context, DISCLOSURES)
    model.show_list(array("q", range(10**6, 10**6 + PAGE * (KEPT + 2))), ("number",))
    monkeypatch.setattr(reading, "page", lambda desk, register, ids, only: [DISCLOSURES.record()] * len(ids))
    for number in range(KEPT + 2):
        cell(model, number * PAGE, "number")
    assert len(model._pages) == KEPT
    assert 0 not in model._pages
    assert KEPT + 1 in model._pages


def test_a_page_that_cannot_be_read_is_told_and_shows_as_gone(
    model: TableModel, context: Context, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_: object) -> None:
        raise Damaged(Message("The store is damaged."))

    monkeypatch.setattr(reading, "page", fail)
    model.show_list(array("q", [1, 2]), ("number", "title"))
    with qtbot.waitSignal(model.failed) as told:
        assert model.record_at(0) is None
    assert isinstance(told.args[0], Damaged)


def test_nothing_is_shown_once_the_desk_is_locked(model: TableModel, context: Context) -> None:
    context.close()
    model.show_list(array("q", [1]), ("number", "title"))
    assert model.record_at(0) is None
    assert cell(model, 0, "number") == ""


def test_children_and_invalid_places_have_nothing(model: TableModel) -> None:
    first = model.index(0, 0)
    assert (model.rowCount(first), model.columnCount(first)) == (0, 0)
    assert model.data(QModelIndex()) is None
    assert model.data(QModelIndex(), BADGE) is None
    assert model.data(first, Qt.ItemDataRole.DecorationRole) is None


def test_a_new_record_is_there_after_the_list_was_read_again(model: TableModel, context: Context) -> None:
    number = add_disclosure(context.desk, number="", title="一种新的热开关")
    model.show_list(reading.list_ids(context.desk, DISCLOSURES), model.columns)
    assert cell(model, 0, "number") == number


def test_no_proxy_sorts_a_list_in_python_and_no_width_is_measured_over_all_rows() -> None:
    sources = Path(__file__).parent.parent.parent / "ipdesk" / "gui"
    text = "\n".join(each.read_text("utf-8") for each in sources.rglob("*.py"))
    assert "QSortFilterProxyModel" not in text
    assert "ResizeToContents" not in text
