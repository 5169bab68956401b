"""Typing and waiting, as a user does them, for the tests of pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.sheet import Sheet


def show(qtbot: QtBot, page: QWidget) -> None:
    """Put a page on the screen."""
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()


def enter(widget: QWidget) -> None:
    """Press Enter in a widget."""
    QTest.keyClick(widget, Qt.Key.Key_Return)


def settle(qtbot: QtBot, page: Sheet) -> None:
    """Wait until the page's work is done and shown."""
    qtbot.waitUntil(lambda: not page.is_waiting() and not page.tasks.is_busy(), timeout=10_000)
