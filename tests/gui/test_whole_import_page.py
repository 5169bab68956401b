"""Bringing everything in at the window: sheets sorted, names asked about, one act, taken back whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.whole_import_page import WholeImportPage
from ipdesk.operations import reading, records
from ipdesk.registers import register
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import state_of_store
from tests.operations.test_whole_intake import FOUND, SIGNED, STAFF, book

PEOPLE, AGREEMENTS = register("people"), register("agreements")


@pytest.fixture
def page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> WholeImportPage:
    made = WholeImportPage(context, tasks, dialogs)
    QAbstractItemModelTester(made.view.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    qtbot.addWidget(made)
    made.resize(1152, 788)
    made.show()
    return made


@pytest.fixture
def settled(qtbot: QtBot, page: WholeImportPage) -> Callable[[], None]:
    """Return a function that waits until nothing is under way on the page."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not page.is_busy(), timeout=30_000)

    return wait


def states(page: WholeImportPage) -> list[str]:
    return [each.state for each in page.view.model.entries]


def press(widget: Any, *keys: Qt.Key) -> None:
    widget.setFocus()
    for key in keys:
        QTest.keyClick(widget, key)


def test_sheets_are_sorted_and_taken_in_in_one_act_by_keys_alone(
    qtbot: QtBot, page: WholeImportPage, dialogs: FakeDialogs, settled: Callable[[], None], tmp_path: Path
) -> None:
    desk, view = page.context.desk, page.view
    before = len(reading.list_ids(desk, PEOPLE))
    sheets = {
        "人员": [STAFF[0], ["欧阳新", "一室", "", ""]],
        "成果": FOUND,
        "乱": [["姓名", "岗位"], ["司马新", "x"]],
    }
    dialogs.files = [book(tmp_path / "全.xlsx", sheets)]
    assert page.focusProxy() is page.choose
    press(page.choose, Qt.Key.Key_Return)
    settled()
    assert states(page) == ["ready", "ready", "open"]
    assert not page.accept.isEnabled() and page.waits.isVisible(), "a sheet is not explained"
    assert view.table.hasFocus()
    press(view.table, Qt.Key.Key_Return)
    panel = view.panel()
    assert panel is not None and panel.preview.lines.hasFocus()
    press(view.table, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert view.current() is view.model.entries[2] and view.registers.hasFocus()
    view.registers.setCurrentIndex(view.registers.findData("people"))
    view.registers.activated.emit(view.registers.currentIndex())
    settled()
    assert states(page) == ["ready", "ready", "ready"]
    with qtbot.waitSignal(page.context.changed):
        press(page.accept, Qt.Key.Key_Return)
    settled()
    assert states(page) == ["taken", "taken", "taken"]
    assert len(reading.list_ids(desk, PEOPLE)) == before + 2
    with qtbot.waitSignal(page.context.changed):
        press(page.take_back, Qt.Key.Key_Return)
    settled()
    assert len(reading.list_ids(desk, PEOPLE)) == before
    assert states(page) == ["ready", "ready", "ready"]


def test_a_name_of_several_is_answered_in_a_list(
    page: WholeImportPage, settled: Callable[[], None], tmp_path: Path
) -> None:
    desk = page.context.desk
    made = records.add(desk, PEOPLE, [{"name": "张三", "unit": "一室"}, {"name": "张三", "unit": "九室"}])
    page.add_files([book(tmp_path / "协议.xlsx", {"协议": SIGNED})])
    settled()
    (combo,) = page.view.questions.combos.values()
    assert not page.accept.isEnabled() and combo.isVisible()
    combo.setCurrentIndex(2)
    combo.activated.emit(2)
    settled()
    assert page.accept.isEnabled()
    (again,) = page.view.questions.combos.values()
    assert again.currentData() == made[1].number, "the answer can still be changed"
    page.accept_files()
    settled()
    held: Any = reading.whole(desk, AGREEMENTS, reading.list_ids(desk, AGREEMENTS))
    assert [each.person for each in held].count((made[1].number,)) == 1


def test_files_that_cannot_be_read_say_why_and_the_report_is_written(
    qtbot: QtBot, page: WholeImportPage, dialogs: FakeDialogs, settled: Callable[[], None], tmp_path: Path
) -> None:
    before = state_of_store(page.context.desk)
    (tmp_path / "坏.xlsx").write_bytes(b"\0\1")
    page.add_files([tmp_path / "坏.xlsx", book(tmp_path / "人员.xlsx", {"Sheet1": STAFF})])
    settled()
    assert states(page) == ["refused", "ready"]
    panel = page.view.panel()
    assert panel is not None and panel.preview.refusal.isVisible()
    press(page.view.table, Qt.Key.Key_Delete)
    settled()
    assert states(page) == ["ready"]
    dialogs.target = tmp_path / "核对.xlsx"
    with qtbot.waitSignal(page.context.changed):
        page.write_report()
    assert dialogs.target.exists()
    assert state_of_store(page.context.desk)[0] == before[0]


def test_stopping_says_that_nothing_was_written_and_all_waits_still(
    page: WholeImportPage, settled: Callable[[], None], tmp_path: Path
) -> None:
    page.add_files(
        [
            book(
                tmp_path / "全.xlsx",
                {"人员": [STAFF[0], *([f"欧阳{each}", "一室", "", ""] for each in range(600))]},
            )
        ]
    )
    settled()
    before = state_of_store(page.context.desk)
    page.accept_files()
    page.stop()
    settled()
    assert page.outcome.isVisible() and "未写入任何内容" in page.outcome._text.text()
    assert state_of_store(page.context.desk) == before and page.accept.isEnabled()


def test_in_a_low_window_nothing_lies_over_the_sheets(
    page: WholeImportPage, settled: Callable[[], None], tmp_path: Path
) -> None:
    page.resize(1152, 640)
    names = ("人员", "人员 2", "人员 3", "人员 4", "人员 5", "人员 6", "人员 7", "人员 8")
    page.add_files(
        [
            book(
                tmp_path / "全.xlsx",
                {name: [*STAFF] for name in names} | {"乱": [["姓名", "岗位"], ["司马新", "x"]]},
            )
        ]
    )
    settled()
    view = page.view
    assert view.table.geometry().bottom() < view.registers.geometry().top()
