"""Who is named: found by the whole name in every register, one key from the record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.mentions_page import MentionsPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import reading
from tests.gui.conftest import NAMES
from tests.gui.keys import enter


@pytest.fixture
def page(context: Context, tasks: Tasks, qtbot: QtBot) -> MentionsPage:
    """Return the page as it is when it is opened."""
    made = MentionsPage(context, tasks)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.refresh()
    made.setFocus()
    return made


def numbers(page: MentionsPage) -> list[str]:
    """Return the numbers listed."""
    model = page.table.rows
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_it_first_says_what_to_do(page: MentionsPage) -> None:
    assert page.name.hasFocus() and page.table.isHidden()
    assert "全名" in page.empty.text()


def test_every_record_that_names_somebody_is_listed_and_opens(page: MentionsPage, qtbot: QtBot) -> None:
    name = NAMES[4]
    page.name.setText(name)
    qtbot.waitUntil(page.table.isVisible)
    found = reading.mentions(page.context.desk, name)
    assert numbers(page) == [each.number for each, _ in found] and len(found) > 5
    assert str(len(found)) in page.count.text()
    assert "·" in page.table.rows.data(page.table.rows.index(0, 2))  # a field of the rows of another
    QTest.keyClick(page.name, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.opened) as opened:
        enter(page.name)
    assert opened.args == ["disclosures", found[1][0].number]


def test_a_name_typed_and_entered_at_once_is_not_taken_for_the_one_before(
    page: MentionsPage, qtbot: QtBot
) -> None:
    page.name.setText(NAMES[0])
    page.refresh()
    page.name.setText("查无此人")
    with qtbot.assertNotEmitted(page.opened):
        enter(page.name)
    assert page.table.isHidden() and "查无此人" in page.empty.text()
    page.name.clear()
    page.refresh()
    assert "全名" in page.empty.text() and page.count.text() == ""


def test_a_locked_desk_shows_nothing_more(page: MentionsPage) -> None:
    page.name.setText(NAMES[0])
    page.context.close()
    page.refresh()
    assert numbers(page) == []
