"""Dialogs are answered from the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.dialogs import sentence_dialog


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[QInputDialog]:
    """Return a dialog that asks for a sentence, the keyboard in it."""
    qtbot.addWidget(above := QWidget())
    made = sentence_dialog(above, "Reason")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made


def test_a_sentence_is_typed_and_answered_by_one_key(asked: QInputDialog) -> None:
    box = asked.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    QTest.keyClicks(box, "first")
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "second")
    assert asked.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.result() == QInputDialog.DialogCode.Accepted.value
    assert asked.textValue() == "first\nsecond"


def test_tab_leads_from_the_sentence_to_the_buttons(asked: QInputDialog) -> None:
    QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(asked.focusWidget(), QPushButton)
    QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Escape)
    assert asked.result() == QInputDialog.DialogCode.Rejected.value
    assert asked.textValue() == ""
