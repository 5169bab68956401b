"""One chip is chosen; the row is one stop of the Tab key and the arrow keys choose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.chip_row import ChipRow
from ipdesk.gui.context import Context

TEXTS = {"all": "全部 3", "me": "待我办 1", "due": "有期限 2"}


@pytest.fixture
def row(context: Context, qtbot: QtBot) -> Iterator[ChipRow]:
    """Return a row between two fields, with "all" chosen."""
    pane = QWidget()
    qtbot.addWidget(pane)
    made = ChipRow("显示", list(TEXTS))
    made.show_choice("all", TEXTS)
    lines = QVBoxLayout(pane)
    for each in (QLineEdit(), made, QLineEdit()):
        lines.addWidget(each)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    made.chosen.connect(lambda key: made.show_choice(key, TEXTS))
    yield made  # as long as the pane lives


def test_the_arrow_keys_choose_and_go_round(row: ChipRow, qtbot: QtBot) -> None:
    row.setFocus()
    heard: list[str] = []
    row.chosen.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(row.window().focusWidget(), key)
    assert heard == ["me", "due", "all", "due"]
    assert row.chips["due"].hasFocus()


def test_a_click_chooses_and_the_chosen_one_is_not_chosen_again(row: ChipRow, qtbot: QtBot) -> None:
    heard: list[str] = []
    row.chosen.connect(heard.append)
    for _ in range(2):
        row.chips["me"].click()
    assert heard == ["me"]
    assert [key for key, chip in row.chips.items() if chip.property("inForce")] == ["me"]


def test_the_tab_key_stops_once(row: ChipRow, qtbot: QtBot) -> None:
    first, second = row.window().findChildren(QLineEdit)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert row.chips["all"].hasFocus()
    QTest.keyClick(row.chips["all"], Qt.Key.Key_Tab)
    assert second.hasFocus()


def test_each_chip_says_what_it_belongs_to(row: ChipRow) -> None:
    assert row.chips["me"].accessibleName() == "显示: 待我办 1"
