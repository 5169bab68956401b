"""The palette over the desk: a part of the window, so that input methods and screen readers get along with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.palette import Palette
from ipdesk.gui.tasks import Tasks
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs


@pytest.fixture
def window(
    make_context: Callable[..., Context], filled_desk: Desk, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> MainWindow:
    """Return the window with the officer's desk open, and the keyboard on its page."""
    made = MainWindow(make_context(), tasks, dialogs)
    qtbot.addWidget(made)
    made.show()
    made.open_desk(filled_desk)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def palette(window: MainWindow) -> Palette:
    """Return the palette, just opened by its key."""
    press(window, Qt.Key.Key_K)
    found = open_palette(window)
    assert found is not None
    return found


def open_palette(window: MainWindow) -> Palette | None:
    """Return the palette that is on the screen."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return next((each for each in window.findChildren(Palette) if each.isVisible()), None)


def press(window: MainWindow, key: Qt.Key) -> None:
    """Press Ctrl and a key, as the window system tells it."""
    QTest.keyClick(window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)


def compose(palette: Palette, preedit: str = "", commit: str = "") -> None:
    """Send what an input method sends: text being composed, and text that is done."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(palette.field, event)


def shown(palette: Palette) -> list[str]:
    """Return the lines of the list."""
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_it_is_part_of_the_window_and_has_the_keyboard(window: MainWindow, palette: Palette) -> None:
    assert not palette.isWindow()
    assert palette.window() is window
    assert palette.field.hasFocus()
    assert QApplication.activePopupWidget() is None


def test_what_is_composed_stands_and_what_is_done_narrows(palette: Palette, qtbot: QtBot) -> None:
    every = shown(palette)
    compose(palette, preedit="zhi wu")
    QTest.qWait(200)  # longer than the pause before the list follows
    assert palette.isVisible() and palette.field.text() == "" and shown(palette) == every
    compose(palette, commit="职务")
    qtbot.waitUntil(lambda: shown(palette) != every)
    assert all("职务" in each for each in shown(palette)[:3])


@pytest.mark.parametrize("again", [True, False])
def test_the_keyboard_comes_back_to_where_it_was(window: MainWindow, again: bool) -> None:
    before = window.focusWidget()
    window.open_palette()
    palette = open_palette(window)
    assert palette is not None and not before.hasFocus()
    if again:
        press(window, Qt.Key.Key_K)
    else:
        QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert open_palette(window) is None
    assert before.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_PageDown, Qt.Key.Key_F10])
def test_the_page_below_gets_none_of_the_keys(window: MainWindow, palette: Palette, key: Qt.Key) -> None:
    QTest.keyClick(palette.field, key)
    assert open_palette(window) is palette
    assert palette.field.hasFocus()


def test_a_press_beside_closes_it_and_one_on_it_does_not(window: MainWindow, palette: Palette) -> None:
    centre = palette.rect().center()
    QTest.mousePress(palette, Qt.MouseButton.LeftButton, pos=QPoint(centre.x(), centre.y() - 209))
    assert open_palette(window) is palette
    QTest.mousePress(palette, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert open_palette(window) is None


def test_it_goes_when_the_keyboard_goes_elsewhere_but_not_for_another_window(
    window: MainWindow, palette: Palette
) -> None:
    other = next(each for each in window.findChildren(QWidget) if each.objectName() == "navigation")
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QCoreApplication.sendEvent(palette.field, away)
    assert open_palette(window) is palette
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    assert open_palette(window) is None
    assert other.hasFocus()


def test_an_act_done_by_its_own_key_closes_it(window: MainWindow, palette: Palette) -> None:
    press(window, Qt.Key.Key_2)
    assert open_palette(window) is None


def test_it_follows_the_size_of_the_window(window: MainWindow, palette: Palette) -> None:
    window.resize(700, 500)
    QCoreApplication.processEvents()
    desk = palette.parentWidget()
    assert desk is not None and palette.geometry() == desk.rect()


def test_nothing_of_it_is_left_when_the_desk_is_locked(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "PL-2026-0003")
    window.lock()
    assert open_palette(window) is None
    assert not [each for each in window.findChildren(Palette) if each.isVisibleTo(window)]
