"""The order of the Tab key is found without leaving anything behind that an event could be taken for."""

from __future__ import annotations

import gc

import shiboken6
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from ipdesk.gui.tab_order import stops_in


def made(qtbot: QtBot) -> tuple[QWidget, list[QWidget]]:
    """Return a shown widget and its stops as they are laid out, which is not as they were made."""
    outer = QWidget()
    qtbot.addWidget(outer)
    last, second, first = QPushButton("3"), QLineEdit("2"), QLineEdit("1")
    box, across = QVBoxLayout(outer), QHBoxLayout()
    across.addWidget(first)
    across.addWidget(second)
    box.addLayout(across)
    box.addWidget(last)
    outer.show()
    qtbot.waitExposed(outer)
    return outer, [first, second, last]


def items() -> int:
    """Return how many items of layouts Python holds on to."""
    gc.collect()
    return sum(isinstance(each, QWidgetItem) for each in shiboken6.getAllValidWrappers())


def test_stops_come_as_they_are_laid_out(qtbot: QtBot) -> None:
    outer, stops = made(qtbot)
    assert stops_in(outer) == stops


def test_nothing_is_held_that_qt_will_free(qtbot: QtBot) -> None:
    outer, _ = made(qtbot)
    before = items()
    stops_in(outer)
    assert items() == before
