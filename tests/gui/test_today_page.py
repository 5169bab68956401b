"""Today shows what waits, the pressing first, and opens it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.today_page import TodayPage
from ipdesk.operations import today


def shown(context: Context, tasks: Tasks, qtbot: QtBot) -> TodayPage:
    """Return the page after its list was worked out."""
    page = TodayPage(context, tasks)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    return page


def test_what_waits_is_listed_with_its_act(context: Context, tasks: Tasks, qtbot: QtBot) -> None:
    page = shown(context, tasks, qtbot)
    waits = [page.model.row(page.model.index(row, 0)) for row in range(page.model.rowCount())]
    assert [each.urgent for each in waits] == sorted((each.urgent for each in waits), reverse=True)
    assert all(each.state != "closed" for each in waits)
    expected = {each.number for each in today.waiting(context.desk)}
    assert {each.number for each in waits} == expected
    assert all(page.model.index(row, 4).data() for row in range(page.model.rowCount()))


def test_enter_opens_the_record(context: Context, tasks: Tasks, qtbot: QtBot) -> None:
    page = shown(context, tasks, qtbot)
    page.table.setFocus()
    page.table.selectRow(1)
    with qtbot.waitSignal(page.opened) as heard:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    waits = page.model.row(page.model.index(1, 0))
    assert heard.args == [waits.register, waits.number]


def test_the_pipeline_counts_every_state_and_opens_it(context: Context, tasks: Tasks, qtbot: QtBot) -> None:
    page = shown(context, tasks, qtbot)
    picture = page._pictures["disclosures"]
    assert "草稿 5" in picture.accessibleDescription()
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.stage_chosen) as heard:
        QTest.keyClick(picture, Qt.Key.Key_Return)
    assert heard.args[0] == "disclosures"
    assert not page.grab().isNull()
