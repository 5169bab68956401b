"""The text of a manuscript in the window: every risk at its place, and texts that no one would write do not hold the window up."""

from __future__ import annotations

import time
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.manuscript_view import LONGEST_LINE, MOST_SHOWN, ManuscriptView
from ipdesk.model.text import Message
from ipdesk.screening.risks import Risk

LIMIT: Final = 4.0  # seconds, where a text as it stands would take minutes
WORD: Final = "绝密"


def risk(text: str, start: int) -> Risk:
    """Return a risk of the word at a place of a text."""
    assert text[start : start + len(WORD)] == WORD
    return Risk(
        kind="word", severity="block", reason=Message(""), clears=Message(""), start=start, end=start + len(WORD), text=WORD
    )  # fmt: skip


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> ManuscriptView:
    """Return a view on the screen."""
    made = ManuscriptView(context)
    qtbot.addWidget(made)
    made.resize(600, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def marked(view: ManuscriptView) -> list[str]:
    """Return the passages that are in colour."""
    return [each.cursor.selectedText() for each in view.extraSelections()]  # type: ignore[attr-defined]


def current(view: ManuscriptView) -> str:
    """Return what stands behind the cursor."""
    text = view.toPlainText()
    return text.encode("utf-16-le")[view.textCursor().position() * 2 :][:4].decode("utf-16-le")


def test_a_line_of_millions_of_signs_is_shown_in_time_with_its_risks_in_place(view: ManuscriptView) -> None:
    head = "雾" * (LONGEST_LINE * 2 + 5) + "𬭎"
    text = f"{head}{WORD}{'化片' * 1_500_000}{WORD}末"
    first, last = risk(text, len(head)), risk(text, len(text) - 3)
    began = time.monotonic()
    view.show_text(text, [first, last])
    view.show_risk(first)
    assert marked(view) == [WORD, WORD] and current(view) == WORD
    view.show_risk(last)
    assert set(marked(view)) == {WORD} and current(view) == WORD
    view.show_risk(first)
    assert current(view) == WORD
    QCoreApplication.processEvents()
    assert time.monotonic() - began < LIMIT
    assert len(view.toPlainText()) < 2 * MOST_SHOWN


def test_what_people_write_is_shown_whole_and_as_it_is(view: ManuscriptView) -> None:
    text = f"甲\n{'乙' * 3_000}\n{WORD}。"
    view.show_text(text, [risk(text, text.index(WORD))])
    assert view.toPlainText() == text
    view.show_text("", ())
    assert view.toPlainText() == ""
    view.show_risk(None)
