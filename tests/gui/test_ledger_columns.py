"""A ledger that nobody knows, explained at the import page by keys, remembered and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.import_page import ImportPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import ledgers
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES, held

STRANGE = "某所老账,,,\n次序,叫什么,搞完的日子,柜子\nD-1,热链组件,2019年5月6日,3\nD-2,冷头,2020年3月5日,4\n"
KNOWN = "编号,成果名称,提交日期,谁家的\nD-7,杜瓦,2026-01-05,低温室\n"


@pytest.fixture
def page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> ImportPage:
    made = ImportPage(context, tasks, dialogs, "disclosures")
    qtbot.addWidget(made)
    made.resize(1152, 788)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def bring(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> Callable[..., None]:
    """Return a function that has a ledger of this text read at the page."""

    def read(text: str, name: str = "老账.csv") -> None:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        page.add_files([path])
        qtbot.waitUntil(lambda: not page.is_busy(), timeout=30_000)

    return read


def choose(page: ImportPage, heading: str, typed: str) -> None:
    """Type a field into the box of a column, as an input method does it."""
    columns = page.panel.columns
    box = next(each for each in columns.boxes if each.accessibleName().endswith(f": {heading}"))
    line = box.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    commit = QInputMethodEvent()
    commit.setCommitString(typed)
    QApplication.sendEvent(line, commit)
    QTest.keyClick(line, Qt.Key.Key_Return)


def label_of(context: Context, place: str) -> str:
    return ledgers.place_labels(DISCLOSURES, context.translator)[place]


def texts(page: ImportPage) -> list[str]:
    """Return the lines below the files as they are read."""
    model = page.view.model
    return [str(model.index(row, 3).data()) for row in range(model.rowCount())]


def status(page: ImportPage, place: int = 0) -> str:
    return page.model.files[place].status


def explain(page: ImportPage) -> None:
    QTest.mouseClick(page.view.explain, Qt.MouseButton.LeftButton)
    assert page.panel.currentWidget() is page.panel.columns


def test_a_ledger_that_nobody_knows_is_explained_and_read(
    page: ImportPage, bring: Callable[..., None], context: Context, qtbot: QtBot
) -> None:
    bring(STRANGE)
    assert status(page) == "refused"
    explain(page)
    columns = page.panel.columns
    assert not columns.which.isHidden(), "other rows may be the heading"
    assert "2" in columns.which.currentText()
    assert columns.boxes[0].hasFocus(), "the cursor waits in the first column"
    QTest.mouseClick(columns.read, Qt.MouseButton.LeftButton)
    assert not columns.outcome.isHidden(), "nothing was chosen yet"
    for heading, place in (("次序", "number"), ("叫什么", "title"), ("搞完的日子", "completed")):
        choose(page, heading, label_of(context, place))
    for _ in range(2):  # over the last column to the act
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    assert columns.read.hasFocus()
    QTest.keyClick(columns.read, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=30_000)
    assert page.panel.currentWidget() is page.view
    assert status(page) == "ready"
    page.accept_files()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=30_000)
    assert held(context.desk, "D-1").title == "热链组件"
    assert not page.panel.can_explain(), "what is taken in is past explaining"
    bring(STRANGE.replace("冷头", "冷头二"), "老账二.csv")
    assert page.model.files[1].refused is None, "the next one is read by itself"
    assert status(page, 1) == "ready", texts(page)


def test_a_known_ledger_has_its_other_columns_explained_and_forgotten_again(
    page: ImportPage, bring: Callable[..., None], context: Context, qtbot: QtBot
) -> None:
    bring(KNOWN)
    explain(page)
    columns = page.panel.columns
    assert columns.which.isHidden()
    assert columns.forget.isHidden()
    assert [each.place() for each in columns.boxes] == ["number", "title", "submitted", ""]
    choose(page, "谁家的", label_of(context, "unit"))
    QTest.mouseClick(columns.read, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=30_000)
    preview = page.model.files[0].preview
    assert preview is not None
    assert preview.rows[0].row.values["unit"] == "低温室"
    (known,) = ledgers.list_ledgers(context.desk, DISCLOSURES)
    assert dict(known.columns.places) == {"谁家的": "unit"}, "what the headings say stays theirs"
    explain(page)
    assert known.user in columns.kept.text()
    QTest.mouseClick(columns.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=30_000)
    assert ledgers.list_ledgers(context.desk, DISCLOSURES) == []
    assert page.model.files[0].preview is not None
    assert "unit" not in page.model.files[0].preview.rows[0].row.values


def test_two_columns_for_one_field_are_said_in_place(
    page: ImportPage, bring: Callable[..., None], context: Context
) -> None:
    bring(STRANGE)
    explain(page)
    for heading in ("次序", "叫什么"):
        choose(page, heading, label_of(context, "title"))
    columns = page.panel.columns
    QTest.mouseClick(columns.read, Qt.MouseButton.LeftButton)
    assert not columns.outcome.isHidden()
    assert ledgers.list_ledgers(context.desk, DISCLOSURES) == []


def test_what_is_no_field_is_not_taken_and_escape_steps_back(
    page: ImportPage, bring: Callable[..., None]
) -> None:
    bring(KNOWN)
    explain(page)
    columns = page.panel.columns
    choose(page, "谁家的", "没有这个字段")
    assert columns.boxes[3].place() == ""
    assert columns.boxes[3].currentText() == columns.boxes[3].itemText(0)
    choose(page, "谁家的", "所在部")
    assert columns.boxes[3].place() == "unit", "a part that only one field has is enough"
    choose(page, "成果名称", "")
    assert columns.boxes[1].place() == ""
    QTest.keyClick(columns.boxes[0], Qt.Key.Key_Escape)
    assert page.panel.currentWidget() is page.view
    assert page.view.explain.hasFocus()
