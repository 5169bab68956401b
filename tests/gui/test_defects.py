"""An error nobody caught is told in the window, once at a time, and quotes nothing of a record."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.defects import Defects


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[QWidget]:
    """Return a window that hears of errors."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    defects = Defects(context, made)
    defects.listen()
    yield made
    defects.stop()


def boxes(window: QWidget) -> list[QMessageBox]:
    """Return the boxes that are open."""
    return [each for each in window.findChildren(QMessageBox) if each.isVisible()]


def fail() -> None:
    """Fail as a slot of ours might, over the words of a record."""
    raise ValueError("一种保密的配方")


@pytest.mark.qt_no_exception_capture
def test_an_error_in_a_slot_is_told_and_the_window_goes_on(
    window: QWidget, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    button = QPushButton(window)
    button.clicked.connect(fail)
    for _ in range(3):
        button.click()
    qtbot.waitUntil(lambda: bool(boxes(window)))
    [box] = boxes(window)
    assert "ValueError" in box.text() and "配方" not in box.text() + box.informativeText()
    assert box.informativeText()
    box.accept()
    assert boxes(window) == []
    button.click()
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    told = capsys.readouterr().err
    assert "ValueError" in told and "配方" not in told and "Traceback" not in told


@pytest.mark.qt_no_exception_capture
def test_what_ends_the_program_goes_its_own_way(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[type[BaseException]] = []
    context = window.findChild(Defects)
    assert context is not None
    monkeypatch.setattr(context, "_before", lambda kind, *_: heard.append(kind))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert heard == [KeyboardInterrupt] and boxes(window) == []
