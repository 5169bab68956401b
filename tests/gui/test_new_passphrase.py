"""The passphrase to be set: strength as typed, both entries alike, Caps Lock noticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.new_passphrase import NewPassphrase
from tests.conftest import PASSPHRASE


@pytest.fixture
def fields(make_context: Callable[..., Context], qtbot: QtBot) -> NewPassphrase:
    """Return the two fields, in English, for 李明 of 某某实验室."""
    made = NewPassphrase(make_context(language="en"), lambda: ("李明", "某某实验室"))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "At least 8 characters"),
        ("river", "■ Use at least 8"),
        ("某某实验室某某实验室", "■ Do not use the name"),
        ("password1", "▲ Weak"),
        ("秋千 harbour 七月", "● Fair"),
        (PASSPHRASE, "✓ Strong"),
    ],
)
def test_the_strength_is_said_while_typing(typed: str, told: str, fields: NewPassphrase) -> None:
    fields.first.line.setText(typed)
    assert fields.first_row.told().startswith(told)


def test_a_weak_passphrase_is_warned_of_but_taken(fields: NewPassphrase) -> None:
    fields.first.line.setText("password1")
    fields.second.line.setText("password1")
    assert fields.entered() == "password1"


def test_nothing_is_said_of_the_second_entry_while_it_can_still_become_the_same(
    fields: NewPassphrase,
) -> None:
    fields.first.line.setText(PASSPHRASE)
    fields.second.line.setText(PASSPHRASE[:4])
    assert fields.second_row.told() == ""
    fields.second.line.setText("另一句")
    assert fields.second_row.told().startswith("■")
    assert fields.entered() == ""
    fields.second.line.setText(PASSPHRASE)
    assert fields.second_row.told().startswith("✓")
    assert fields.entered() == PASSPHRASE


def test_one_that_may_not_be_used_is_not_given(fields: NewPassphrase) -> None:
    fields.first.line.setText("短")
    fields.second.line.setText("短")
    assert fields.entered() == ""


def press(line: QLineEdit, text: str, key: Qt.Key, shift: bool = False) -> None:
    """Press a key that writes a text, as the window system sends it."""
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def test_caps_lock_is_noticed_by_what_the_keys_write(fields: NewPassphrase) -> None:
    line, told = fields.first.line, fields.second_row.told
    press(line, "a", Qt.Key.Key_A)
    press(line, "B", Qt.Key.Key_B, shift=True)
    press(line, "1", Qt.Key.Key_1)
    assert "Caps Lock" not in told()
    press(line, "B", Qt.Key.Key_B)
    assert "Caps Lock" in told()
    press(line, "", Qt.Key.Key_CapsLock)
    assert "Caps Lock" not in told()
    press(line, "a", Qt.Key.Key_A, shift=True)
    assert "Caps Lock" in told()
    press(line, "A", Qt.Key.Key_A, shift=True)
    assert "Caps Lock" not in told()
    assert fields.first.text() == "aB1BaA"


def test_the_text_is_hidden_until_it_is_shown_and_chinese_can_be_typed_then(fields: NewPassphrase) -> None:
    line = fields.first.line
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert line.inputMethodHints() & Qt.InputMethodHint.ImhHiddenText
    fields.first.show_button.click()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    assert not line.inputMethodHints() & Qt.InputMethodHint.ImhHiddenText
    event = QInputMethodEvent()
    event.setCommitString("三棵银杏")
    QApplication.sendEvent(line, event)
    assert fields.first.text() == "三棵银杏"


def test_clearing_forgets_and_hides_again(fields: NewPassphrase) -> None:
    fields.first.show_button.click()
    fields.first.line.setText(PASSPHRASE)
    fields.clear()
    assert fields.first.text() == ""
    fields.first.line.undo()
    assert fields.first.text() == ""
    assert fields.first.line.echoMode() == QLineEdit.EchoMode.Password
