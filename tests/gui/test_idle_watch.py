"""The desk locks when nobody is there, and not while somebody is, however they type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.idle_watch import IdleWatch
from ipdesk.operations.desk import Desk

HALF = 30_000  # milliseconds of the minute that is waited for


class Room:
    """A window with a field, the watch over it, and how to tell whether it began anew."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.window, self.field = QWidget(), QLineEdit()
        QVBoxLayout(self.window).addWidget(self.field)
        self.watch = IdleWatch(context, self.window)
        self.qtbot = qtbot
        self.bring_to_front(self.window)
        self.field.setFocus()

    def bring_to_front(self, window: QWidget) -> None:
        """Show a window with the keyboard in it."""
        self.qtbot.addWidget(window)
        with self.qtbot.waitActive(window):
            window.show()
            window.activateWindow()

    def notices(self, act: Callable[[], None]) -> bool:
        """Say whether an act at half time makes the watch begin anew."""
        self.watch.timer.start(HALF)
        act()
        QApplication.processEvents()
        return self.watch.timer.remainingTime() > HALF * 1.5  # Qt is free to be a twentieth off


@pytest.fixture
def room(make_context: Callable[..., Context], filled_desk: Desk, qtbot: QtBot) -> Room:
    """Return a window whose desk is open and locks after a minute."""
    context = make_context(filled_desk)
    context.settings = replace(context.settings, lock_after_minutes=1)
    return Room(context, qtbot)


def test_a_key_is_noticed(room: Room) -> None:
    window = room.window.windowHandle()
    assert room.notices(lambda: QTest.keyClick(window, Qt.Key.Key_A))
    assert room.field.text() == "a"


def test_the_pointer_is_noticed(room: Room) -> None:
    window = room.window.windowHandle()
    QTest.mouseMove(window, QPoint(3, 3))  # a move to where the pointer is already would be none
    assert room.notices(lambda: QTest.mouseMove(window, QPoint(5, 5)))
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    assert room.notices(lambda: QTest.mouseClick(window, button, none, QPoint(5, 5)))


def test_an_input_method_is_noticed_that_keeps_the_keys(room: Room) -> None:
    composing = QInputMethodEvent("zhuan", [])
    assert room.notices(lambda: QApplication.postEvent(QApplication.focusObject(), composing))


def test_a_dialog_in_front_is_noticed(room: Room) -> None:
    dialog = QDialog(room.window)
    field = QLineEdit(dialog)
    room.bring_to_front(dialog)
    room.qtbot.waitUntil(field.hasFocus)
    assert room.notices(lambda: QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A))
    assert field.text() == "a"


def test_what_the_program_does_by_itself_is_not_somebody(room: Room) -> None:
    def change() -> None:
        room.field.setText("低温真空腔")
        room.window.resize(300, 200)
        QApplication.postEvent(room.field, QEvent(QEvent.Type.FontChange))

    assert not room.notices(change)


def test_nobody_there_is_told_once_the_time_is_over(room: Room) -> None:
    with room.qtbot.waitSignal(room.watch.idle, timeout=2_000):
        room.watch.timer.start(1)


def test_never_means_never(room: Room) -> None:
    room.watch._context.settings = replace(room.watch._context.settings, lock_after_minutes=0)
    room.watch.begin()
    assert not room.watch.timer.isActive()
