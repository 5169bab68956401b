"""The progress line: not for quick work, and it can be stopped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.progress import PATIENCE, Progress


def test_it_shows_only_for_work_that_takes_its_time(
    qtbot: QtBot, make_context: Callable[..., Context]
) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    line = Progress(make_context())
    line.setParent(held)
    held.show()
    line.show_step("一.csv", 0, 1)
    line.rest()
    qtbot.wait(PATIENCE + 100)
    assert line.isHidden()
    line.show_step("一.csv", 0, 3)
    assert line.isHidden()
    qtbot.waitUntil(lambda: not line.isHidden())
    line.show_step("二.csv", 1, 3)
    assert line.bar.value() / line.bar.maximum() == 1 / 3
    line.show_rows(1_500, 3_000)
    assert line.bar.value() / line.bar.maximum() == 1.5 / 3
    assert "1,500/3,000" in line.text()
    with qtbot.waitSignal(line.stopped):
        QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
    line.show_step("三.csv", 0, 1)
    assert line.bar.maximum() == 0
