"""The record beside the table of its register, in a window wide enough for both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ipdesk.gui.conditions import ALL, Filter
from ipdesk.gui.context import Context
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.editors.line import LineEditor
from ipdesk.gui.record_beside import NARROWEST
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.side_by_side import WIDE
from ipdesk.gui.table_columns import default_columns
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import drafts, records, spills
from ipdesk.operations import settings as settings_file
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES, held

FIRST, SECOND, THIRD = "PL-2026-0030", "PL-2026-0029", "PL-2026-0027"


@pytest.fixture
def page(context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> RegisterPage:
    return shown(RegisterPage(context, tasks, dialogs, "disclosures"), qtbot)


def shown(page: RegisterPage, qtbot: QtBot, width: int = WIDE) -> RegisterPage:
    """Show a page as a window of this width, with what is beside its table."""
    qtbot.addWidget(page)
    page.resize(width, 780)
    page.show()
    page.refresh()
    page.setFocus()
    qtbot.waitUntil(page.isActiveWindow)
    if width >= WIDE:
        qtbot.waitUntil(lambda: page.beside.number != "" or page.rows.rowCount() == 0)
    return page


def beside(page: RegisterPage) -> RecordPage:
    assert page.beside.page is not None
    return page.beside.page


def go_down(page: RegisterPage, qtbot: QtBot, number: str) -> None:
    """Go one row down and wait for its record."""
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.beside.number == number)


def retitle(page: RegisterPage, title: str) -> None:
    """Type a title into the record shown."""
    editor = beside(page).form.fields["title"].editor
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    editor.line.selectAll()
    editor.line.insert(title)
    assert page.is_unsaved()


def title_of(page: RegisterPage) -> object:
    return beside(page).form.fields["title"].editor.value()


def test_a_wide_window_shows_the_record_of_the_row(page: RegisterPage, qtbot: QtBot) -> None:
    assert page.beside.number == FIRST
    assert page.table.hasFocus()
    assert page.table.selected_rows() == [range(1)], "it shows whose record it is"
    go_down(page, qtbot, SECOND)
    assert title_of(page) == "一种量子校准软件（29）"
    assert page.table.hasFocus()
    assert page.table.horizontalScrollBar().maximum() == 0
    assert page.beside.width() >= NARROWEST
    assert page.table.width() >= NARROWEST


@pytest.mark.parametrize("held_key", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier])
def test_the_row_is_selected_with_a_key_held_too(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot, held_key: Qt.KeyboardModifier
) -> None:
    page = RegisterPage(context, tasks, dialogs, "disclosures")
    qtbot.addWidget(page)
    QTest.keyPress(page, Qt.Key.Key_F12, held_key)
    shown(page, qtbot)
    selected = page.table.selected_rows()
    QTest.keyRelease(page, Qt.Key.Key_F12)
    assert selected == [range(1)]


def test_rows_passed_quickly_are_not_read(page: RegisterPage, qtbot: QtBot) -> None:
    made = beside(page)
    for _ in range(4):
        QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.beside.number == FIRST
    qtbot.waitUntil(lambda: page.beside.number == "PL-2026-0025")
    assert beside(page) is made, "one page shows one record after the other"


def test_enter_goes_into_the_record_and_escape_comes_back(page: RegisterPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(page.opened):
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.beside.number == SECOND
    assert page.beside.has_focus()
    focused = page.window().focusWidget()
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    page.split.cross()
    assert page.beside.has_focus()
    page.split.cross()
    assert page.table.hasFocus()


def test_tab_goes_from_the_table_into_the_record_and_through_it(page: RegisterPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Tab)
    assert page.beside.has_focus()
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    assert page.beside.has_focus()
    for _ in range(2):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Backtab)
    assert page.table.hasFocus()


def test_a_narrow_window_opens_the_record_over_the_table(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page = shown(RegisterPage(context, tasks, dialogs, "disclosures"), qtbot, WIDE - 1)
    assert not page.split.is_open()
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == ["disclosures", FIRST]
    assert not page.table.isColumnHidden(len(default_columns(DISCLOSURES)) - 1)
    page.resize(WIDE, 780)
    qtbot.waitUntil(lambda: page.beside.number == FIRST)
    page.beside.enter()
    page.resize(WIDE - 1, 780)
    assert not page.split.is_open()
    assert page.table.hasFocus()


def test_edits_are_kept_as_a_draft_when_somebody_goes_on(page: RegisterPage, qtbot: QtBot) -> None:
    retitle(page, "改过的名称")
    page.table.setFocus()
    go_down(page, qtbot, SECOND)
    assert not page.is_unsaved()
    draft = drafts.find_draft(page.context.desk, DISCLOSURES, FIRST)
    assert draft is not None
    assert draft.values == {"title": "改过的名称"}
    assert held(page.context.desk, FIRST).title != "改过的名称"
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: page.beside.number == FIRST)
    assert title_of(page) == "改过的名称"
    assert beside(page).offer.isVisible()
    assert beside(page).save()
    assert held(page.context.desk, FIRST).title == "改过的名称"


@pytest.mark.parametrize("goes", [True, False])
def test_what_no_draft_can_keep_is_asked_about(
    page: RegisterPage, dialogs: FakeDialogs, qtbot: QtBot, goes: bool
) -> None:
    editor = beside(page).form.fields["completed"].editor
    assert isinstance(editor, DayEditor)
    editor.line.setFocus()
    editor.line.setText("昨天")
    dialogs.decision = goes
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(dialogs.asked) == 1)
    if goes:
        assert page.beside.number == SECOND
    else:
        assert page.beside.number == FIRST
        assert page.table.currentIndex().row() == 0
        assert editor.value() == "昨天"
    qtbot.wait(300)
    assert len(dialogs.asked) == 1


def test_leaving_the_page_asks_once_about_unsaved_edits(page: RegisterPage, dialogs: FakeDialogs) -> None:
    assert page.may_leave()
    retitle(page, "未保存")
    dialogs.decision = False
    assert not page.may_leave()
    dialogs.decision = True
    assert page.may_leave()
    assert len(dialogs.asked) == 2


def test_the_acts_of_the_record_are_acts_of_the_page(page: RegisterPage, qtbot: QtBot) -> None:
    ids = [each.id for each in page.commands()]
    assert {"record.save", "record.attach", "record.withdraw"} <= set(ids)
    assert "record.move.secrecy-check" in ids
    assert len(set(ids)) == len(ids)
    keys = [each.shortcut for each in page.commands() if each.shortcut]
    assert len(set(keys)) == len(keys)
    with qtbot.waitSignal(page.acts_changed):
        go_down(page, qtbot, SECOND)
    assert "record.move.submitted" in [each.id for each in page.commands()]
    assert page.number == SECOND, "which is what Print asks for"
    page.split.turn()
    assert page.number == ""
    assert not [each.id for each in page.commands() if each.id.startswith("record.")]


def test_several_selected_rows_leave_the_record_alone(page: RegisterPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.count_selected() == 2
    qtbot.wait(400)
    assert page.beside.number == FIRST


def test_a_record_that_leaves_the_list_stays_until_somebody_goes_on(
    page: RegisterPage, context: Context, qtbot: QtBot
) -> None:
    records.withdraw(context.desk, DISCLOSURES, FIRST, "重复")
    page.refresh()
    qtbot.wait(400)
    assert page.beside.number == FIRST
    assert beside(page).form.base.state == "withdrawn"
    assert page.rows.rowCount() == 25
    go_down(page, qtbot, THIRD)


def test_another_filter_shows_another_record(page: RegisterPage, qtbot: QtBot) -> None:
    page.show_only(Filter(state="closed"))
    qtbot.waitUntil(lambda: page.beside.number == "PL-2026-0028")
    page.show_only(Filter("没有任何记录这样写"))
    assert not page.split.is_open()
    page.show_only(Filter(state=ALL))
    qtbot.waitUntil(lambda: page.beside.number == FIRST)


def test_after_a_sealed_record_the_next_is_shown_whole(
    page: RegisterPage, context: Context, qtbot: QtBot
) -> None:
    spills.seal(context.desk, DISCLOSURES, SECOND, "待核")
    page.refresh()
    page.table.selectRow(1)
    qtbot.waitUntil(lambda: page.beside.number == SECOND)
    assert beside(page).sealed.isVisible()
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: page.beside.number == FIRST)
    assert not beside(page).sealed.isVisible()
    assert beside(page).sheet.isVisible()
    assert beside(page).header.save.isVisible()


def test_its_width_and_whether_it_is_there_are_remembered(
    page: RegisterPage, context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page.split.setSizes([page.split.width() - 620, 620])
    page.split.splitterMoved.emit(0, 1)
    qtbot.waitUntil(lambda: settings_file.load()[0].record_width == page.beside.width())
    again = shown(RegisterPage(context, tasks, dialogs, "disclosures"), qtbot)
    assert again.beside.width() == page.beside.width()
    again.split.turn()
    assert not again.split.is_open()
    assert settings_file.load()[0].beside is False
    third = RegisterPage(context, tasks, dialogs, "disclosures")
    qtbot.addWidget(third)
    third.resize(WIDE, 780)
    third.show()
    third.refresh()
    assert not third.split.is_open()


def test_the_record_can_still_be_opened_over_the_table(page: RegisterPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.opened) as opened:
        next(each for each in page.commands() if each.id == "register.over").run()
    assert opened.args == ["disclosures", FIRST]


def test_findings_stand_over_the_form_the_first_of_them_unfolded(page: RegisterPage) -> None:
    sheet = beside(page).sheet
    assert (
        sheet.margin.mapTo(sheet, sheet.margin.rect().topLeft()).y()
        < sheet.form.mapTo(sheet, sheet.form.rect().topLeft()).y()
    )
    assert len(sheet.margin.lines) <= 2
    assert not sheet.chip_bar.isVisible()
    places = next(
        each for each in beside(page).findChildren(QPushButton) if each.accessibleName() == "转到"
    ).menu()
    before = sheet.area.verticalScrollBar().value()
    places.actions()[-1].trigger()
    assert sheet.area.verticalScrollBar().value() > before
