"""A widget that passes the focus on, without standing in the way of the Tab key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from ipdesk.gui.passing import Passing


def test_the_focus_is_passed_on_and_the_tab_key_reaches_what_stands_before(qtbot: QtBot) -> None:
    page, act, line = Passing(), QPushButton("保存"), QLineEdit()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(act)
    column.addWidget(line)
    page.setFocusProxy(line)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    assert page.focusProxy() is line and page.focusWidget() is line
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert page.focusWidget() is act
    QTest.keyClick(act, Qt.Key.Key_Tab)
    assert page.focusWidget() is line


def test_one_that_passes_nothing_on_takes_the_focus_itself(qtbot: QtBot) -> None:
    page = Passing()
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    assert page.hasFocus()
