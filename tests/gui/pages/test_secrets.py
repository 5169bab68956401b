"""The page of a technical secret: how it is kept, and a protected text that is shown to readers and does not stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.pages import page_of
from ipdesk.gui.pages.secrets import SecretPage
from ipdesk.gui.tasks import Tasks
from ipdesk.model.values import plain_values
from ipdesk.operations import protected, records, spills
from ipdesk.registers import register
from tests.exporting.secret_cases import FULL
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import everything_in
from tests.operations.test_protected import MARKER, TEXT

SECRETS = register("secrets")
Open = Callable[[], SecretPage]


@pytest.fixture
def number(context: Context) -> str:
    """Add a technical secret with everything."""
    plain = plain_values(FULL) | {"number": "", "disclosure": [], "assessment": [], "projects": []}
    return records.add(context.desk, SECRETS, [plain])[0].number


@pytest.fixture
def open_page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs, number: str) -> Open:
    """Return a function that opens the page of the secret on the screen."""

    def page() -> SecretPage:
        made = SecretPage(context, tasks, dialogs, "secrets", number)
        qtbot.addWidget(made)
        made.resize(1152, 788)
        made.refresh()
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return page


def offered(page: SecretPage) -> set[str]:
    """Return the acts on the protected text that are offered now."""
    return {each.id.removeprefix("protected.") for each in page.sheet.protected.commands()}


def rest(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=20_000)


def test_it_shows_where_the_carriers_are_as_one_types(open_page: Open) -> None:
    assert page_of("secrets") is SecretPage
    page = open_page()
    card = page.sheet.keeping
    shown = [
        [card.table.rows.data(card.table.rows.index(row, column)) for column in (0, 2, 3)] for row in range(3)
    ]
    assert shown[:2] == [["Z-01", "三号楼保密柜", "仇立新"], ["Z-01/2", "", "单雨桐"]]
    assert "已销毁" in shown[2][1]
    assert "泄密事件1起，其中未报告1起" in card.lines.text()
    page.form.make_all()
    editor = page.form.fields["carrier_log"].editor
    editor.set_value(FULL.carrier_log[:1])
    editor.edited.emit()
    page.check()
    assert card.table.rows.rowCount() == 1


def test_a_review_planned_too_late_is_late_from_the_last_day_for_it(open_page: Open) -> None:
    card = open_page().sheet.keeping
    kept = replace(FULL, state="recognised", recognised_on=date(2024, 10, 8), reviews=(), incidents=())
    card.show_secret(replace(kept, review_on=date(2028, 5, 1)))
    assert "2025-10-08" in card.lines.text() and "2028-05-01" not in card.lines.text()
    card.show_secret(replace(kept, recognised_on=date(2025, 10, 8), review_on=date(2026, 9, 1)))
    assert "2026-09-01" in card.lines.text()


def test_a_text_is_typed_kept_shown_and_put_away(
    open_page: Open, qtbot: QtBot, tasks: Tasks, number: str, context: Context
) -> None:
    page = open_page()
    card = page.sheet.protected
    assert offered(page) == {"file", "type"}
    card.readers["李明"].setChecked(True)
    card.buttons["type"].setFocus()
    QTest.keyClick(card.buttons["type"], Qt.Key.Key_Space)
    assert QApplication.focusWidget() is card.field
    QTest.keyClicks(card.field, "Anneal, then bond. ")
    card.field.insertPlainText(TEXT)
    QTest.keyClick(card.field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not card.field
    card.buttons["type"].click()
    rest(qtbot, tasks)
    assert (card.field.isHidden(), card.field.toPlainText()) == (True, "")
    assert offered(page) == {"file", "type", "show", "readers", "reduce", "drop"}
    card.buttons["show"].click()
    assert MARKER in card.field.toPlainText()
    assert card.field.isReadOnly()
    card.buttons["show"].click()
    assert (card.field.isHidden(), card.field.toPlainText()) == (True, "")
    assert everything_in(context.desk).count(MARKER) == 1
    assert protected.kept_of(context.desk, number).readers == ("李明",)


def test_the_text_shown_is_gone_when_the_page_is_left_and_is_never_copied(
    open_page: Open, context: Context, number: str
) -> None:
    protected.keep_text(context.desk, number, TEXT, ["李明"])
    page = open_page()
    field = page.sheet.protected.field
    page.sheet.protected.buttons["show"].click()
    QApplication.clipboard().setText("vorher")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert MARKER not in QApplication.clipboard().text()
    page.hide()
    assert field.toPlainText() == ""
    page.show()
    page.refresh()
    assert MARKER not in field.toPlainText()
    assert not field.document().isUndoAvailable()


def test_who_is_no_reader_is_not_offered_the_text(open_page: Open, context: Context, number: str) -> None:
    protected.keep_text(context.desk, number, TEXT)
    assert offered(open_page()) == {"file", "type", "readers", "reduce", "drop"}


def test_naming_oneself_is_refused_in_place(open_page: Open, context: Context, number: str) -> None:
    protected.keep_text(context.desk, number, TEXT)
    page = open_page()
    page.sheet.protected.readers["李明"].setChecked(True)
    page.sheet.protected.buttons["readers"].click()
    assert "不得自行指定" in page.outcome._text.text()
    assert protected.kept_of(context.desk, number).readers == ()


def test_replacing_reducing_and_dropping_are_asked_once(
    open_page: Open,
    qtbot: QtBot,
    tasks: Tasks,
    dialogs: FakeDialogs,
    context: Context,
    number: str,
    tmp_path: Path,
) -> None:
    protected.keep_text(context.desk, number, "旧文", ["李明"])
    (tmp_path / "新.txt").write_text(TEXT, encoding="utf-8")
    page = open_page()
    card = page.sheet.protected
    dialogs.files, dialogs.decision = [tmp_path / "新.txt"], False
    card.buttons["file"].click()
    card.buttons["reduce"].click()
    rest(qtbot, tasks)
    assert protected.show_text(context.desk, number) == "旧文"
    dialogs.decision, dialogs.asked = True, []
    card.buttons["file"].click()
    rest(qtbot, tasks)
    assert protected.show_text(context.desk, number) == TEXT
    card.buttons["reduce"].click()
    rest(qtbot, tasks)
    assert protected.kept_of(context.desk, number).kind == "fingerprints"
    dialogs.sentence = "不再比对"
    card.buttons["drop"].click()
    assert protected.kept_of(context.desk, number).kind == "nothing"
    assert len(dialogs.asked) == 4
    assert offered(page) == {"file", "type"}


def test_a_file_that_is_no_text_is_refused_in_place(
    open_page: Open, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK")
    dialogs.files = [tmp_path / "a.docx"]
    page = open_page()
    page.sheet.protected.buttons["file"].click()
    assert "a.docx不是纯文本" in page.outcome._text.text()


def test_a_sealed_secret_shows_nothing(open_page: Open, context: Context, number: str) -> None:
    protected.keep_text(context.desk, number, TEXT, ["李明"])
    page = open_page()
    page.sheet.protected.buttons["show"].click()
    spills.seal(context.desk, SECRETS, number, "上级通知")
    page.refresh()
    assert page.sheet.protected.field.toPlainText() == ""
    assert offered(page) == set()


def test_a_new_secret_says_that_it_is_saved_first(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs
) -> None:
    page = SecretPage(context, tasks, dialogs, "secrets", "")
    qtbot.addWidget(page)
    page.refresh()
    assert offered(page) == set()
    assert "请先保存记录" in page.sheet.protected.state.text()
