"""Passwords given in place: good ones handed on, others told where they were typed, and none kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.password_line import NewPasswordLine

GOOD = "春江潮水连海平海上"


@pytest.fixture
def taken() -> list[str]:
    """Return what was handed on."""
    return []


@pytest.fixture
def line(qtbot: QtBot, context: Context, taken: list[str]) -> NewPasswordLine:
    """Return a line that was asked."""
    made = NewPasswordLine(context, "另存…")
    qtbot.addWidget(made)
    assert made.isHidden()
    made.ask(taken.append)
    return made


def fill(line: NewPasswordLine, first: str, second: str) -> None:
    for field, text in zip(line.fields, (first, second), strict=True):
        field.line.setText(text)


def test_a_password_typed_twice_is_handed_on(line: NewPasswordLine, taken: list[str]) -> None:
    assert line.act.text() == "另存…"
    assert all(each.line.echoMode() == QLineEdit.EchoMode.Password for each in line.fields)
    assert QApplication.focusWidget() is line.fields[0].line
    fill(line, GOOD, GOOD)
    QTest.keyClick(line.fields[0].line, Qt.Key.Key_Return)
    assert taken == []
    assert QApplication.focusWidget() is line.fields[1].line
    QTest.keyClick(line.fields[1].line, Qt.Key.Key_Return)
    QTest.mouseClick(line.act, Qt.MouseButton.LeftButton)
    assert taken == [GOOD, GOOD]


@pytest.mark.parametrize(
    ("first", "second", "reason", "at"),
    [
        ("", "", "请填写密码", 0),
        ("short", "short", "8 个字符", 0),
        (GOOD, "", "不一致", 1),
        (GOOD, GOOD + "x", "不一致", 1),
        ("ｐａｓｓｗｏｒｄ", "ｐａｓｓｗｏｒｄ", "全角", 0),
    ],
)
def test_what_is_wrong_is_told_in_place(
    line: NewPasswordLine, taken: list[str], first: str, second: str, reason: str, at: int
) -> None:
    fill(line, first, second)
    line.give()
    assert taken == []
    assert reason in line.below.text()
    assert "■" in line.below.text()
    assert QApplication.focusWidget() is line.fields[at].line
    line.fields[at].line.insert("字")
    assert "■" not in line.below.text(), "typing goes back to the hint"


def test_closing_forgets(line: NewPasswordLine, taken: list[str], qtbot: QtBot) -> None:
    fill(line, GOOD, GOOD)
    line.fields[0].show_button.setChecked(True)
    with qtbot.waitSignal(line.left):
        QTest.keyClick(line.fields[1].line, Qt.Key.Key_Escape)
    assert line.isHidden()
    assert [each.text() for each in line.fields] == ["", ""]
    line.fields[0].line.undo()
    assert line.fields[0].text() == ""
    assert line.fields[0].line.echoMode() == QLineEdit.EchoMode.Password
    with qtbot.assertNotEmitted(line.left):
        line.end()
    line.give()
    assert taken == []


def test_capitals_are_noticed(line: NewPasswordLine) -> None:
    line.fields[0].caps_lock.emit(True)
    assert "▲" in line.below.text()
    line.fields[0].caps_lock.emit(False)
    assert "▲" not in line.below.text()


@pytest.mark.parametrize("make", [NewPasswordLine])
def test_every_field_has_a_name(
    make: Callable[[Context, str], NewPasswordLine], context: Context, qtbot: QtBot
) -> None:
    made = make(context, "另存…")
    qtbot.addWidget(made)
    assert len({each.line.accessibleName() for each in made.fields}) == len(made.fields)
    assert all(each.line.placeholderText() for each in made.fields)
