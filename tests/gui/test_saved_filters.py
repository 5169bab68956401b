"""Saved filters by keyboard: saved, applied, changed, renamed, replaced and removed, each user's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk import paths
from ipdesk.gui.conditions import ALL, Filter
from ipdesk.gui.context import Context
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.table_columns import default_columns
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import settings as settings_file
from ipdesk.operations import views
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import Order
from ipdesk.operations.views import View
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES

CLOSED = Filter(state="closed")
FEW = ("number", "title", "outcome")


@pytest.fixture
def page(context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> RegisterPage:
    made = RegisterPage(context, tasks, dialogs, "disclosures")
    qtbot.addWidget(made)
    made.resize(1152, 780)
    made.show()
    made.refresh()
    made.setFocus()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def name_it(page: RegisterPage, name: str) -> None:
    """Type a name into the line that asks for one and press Enter."""
    line = page.saved.naming.name
    assert line.hasFocus()
    line.clear()
    line.insert(name)
    QTest.keyClick(line, Qt.Key.Key_Return)


def save(page: RegisterPage, name: str, shown: Filter = CLOSED) -> None:
    """Narrow the list and save that under a name."""
    page.show_only(shown)
    page.saved.save_as()
    name_it(page, name)


def known(page: RegisterPage) -> list[View]:
    return views.list_views(page.context.desk, DISCLOSURES)


def choose(page: RegisterPage, begins: str) -> None:
    """Choose an entry of the menu by how it begins."""
    page.saved.chip.menu().aboutToShow.emit()
    words = page.saved.chip.menu().actions()
    next(each for each in words if each.text().startswith(begins)).trigger()


def run(page: RegisterPage, label: str) -> None:
    """Run a command as the palette does."""
    next(each for each in page.commands() if each.label == label).run()


def test_a_filter_is_saved_with_its_order_and_in_force(page: RegisterPage) -> None:
    page.order_by(Order("title", False))
    save(page, "已办结")
    assert known(page) == [View("已办结", CLOSED, Order("title", False))]
    assert page.saved.chip.text() == "已办结 ▾"
    assert page.table.hasFocus()
    assert not page.saved.naming.isVisible()


def test_it_is_applied_by_its_number_and_by_the_palette(page: RegisterPage) -> None:
    save(page, "已办结")
    page.filter_bar.reset()
    assert page.saved.chip.text() == "常用筛选 ▾"
    assert page.rows.rowCount() == 26
    choose(page, "&1")
    assert page.filter() == CLOSED
    assert page.rows.rowCount() == 4
    assert page.table.hasFocus()
    page.filter_bar.reset()
    run(page, "筛选：已办结")
    assert page.filter() == CLOSED


def test_what_differs_from_what_was_saved_is_told_and_can_be_saved(page: RegisterPage) -> None:
    save(page, "甲")
    assert not page.saved._is_changed()
    page.order_by(Order("changed", True))
    assert not page.saved._is_changed(), "the order of a list without one is that of the last change"
    page.show_only(Filter(state="draft"))
    assert page.saved.chip.text() == "甲（已更改） ▾"
    choose(page, "将更改保存到")
    assert known(page) == [View("甲", Filter(state="draft"), Order("changed", True))]
    assert page.saved.chip.text() == "甲 ▾"


def test_columns_are_saved_only_when_asked_for_and_leave_the_settings_alone(page: RegisterPage) -> None:
    page.columns.chosen.emit(FEW)
    page.show_only(CLOSED)
    page.saved.save_as()
    page.saved.naming.columns.setChecked(True)
    name_it(page, "三列")
    assert known(page)[0].columns == FEW
    page.columns.reset_asked.emit()
    assert page.rows.columns == default_columns(DISCLOSURES)
    choose(page, "&1")
    assert page.rows.columns == FEW
    page.table.resized.emit({"outcome": 170, "title": 300})
    assert tuple(settings_file.load()[0].tables["disclosures"]) == default_columns(DISCLOSURES)
    page.filter_bar.reset()
    assert page.rows.columns == default_columns(DISCLOSURES)


def test_another_of_the_same_name_is_replaced_after_a_decision(
    page: RegisterPage, dialogs: FakeDialogs
) -> None:
    save(page, "甲")
    page.filter_bar.reset()
    dialogs.decision = False
    save(page, " 甲 ", Filter(state="draft"))
    assert "甲" in dialogs.asked[0]
    assert known(page)[0].filter == CLOSED
    assert page.saved.naming.isVisible(), "the name can be changed"
    dialogs.decision = True
    name_it(page, "甲")
    assert known(page)[0].filter == Filter(state="draft")


def test_it_is_renamed_and_removed(page: RegisterPage, dialogs: FakeDialogs) -> None:
    save(page, "甲")
    choose(page, "重命名")
    name_it(page, "乙")
    assert [each.name for each in known(page)] == ["乙"]
    assert page.saved.chip.text() == "乙 ▾"
    dialogs.decision = False
    choose(page, "移除")
    assert len(known(page)) == 1
    dialogs.decision = True
    run(page, "移除“乙”…")
    assert known(page) == []
    assert page.filter() == CLOSED, "what is listed stays"
    assert page.saved.chip.text() == "常用筛选 ▾"


def test_stepping_back_saves_nothing(page: RegisterPage) -> None:
    page.show_only(CLOSED)
    page.saved.save_as()
    QTest.keyClick(page.saved.naming.name, Qt.Key.Key_Return)
    assert page.saved.naming.isVisible(), "without a name there is nothing to save"
    QTest.keyClick(page.saved.naming.name, Qt.Key.Key_Escape)
    assert not page.saved.naming.isVisible()
    assert page.table.hasFocus()
    assert known(page) == []


def test_what_cannot_be_saved_is_told_in_place(page: RegisterPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_VIEWS", 0)
    save(page, "甲")
    assert page.outcome.isVisible()
    assert page.saved.naming.isVisible()


def test_a_name_with_an_ampersand_stands_in_the_menu_as_it_is(page: RegisterPage) -> None:
    save(page, "A&B")
    page.saved.chip.menu().aboutToShow.emit()
    assert page.saved.chip.menu().actions()[0].text() == "&1  A&&B"


def test_every_register_has_what_came_and_what_changed_lately(page: RegisterPage) -> None:
    run(page, "筛选：最近变更：本周")
    assert page.filter() == Filter(state=ALL, conditions=(("changed", "this-week"),))
    assert page.rows.rowCount() == 30
    run(page, "筛选：提交日期：本季度")
    assert page.filter().conditions == (("submitted", "this-quarter"),)
    assert page.saved.name == ""


def test_a_saved_filter_is_seen_by_its_owner_only(
    page: RegisterPage, as_user: Callable[..., Desk], make_context: Callable[..., Context], tasks: Tasks,
    dialogs: FakeDialogs, qtbot: QtBot,
) -> None:  # fmt: skip
    save(page, "我的")
    other = RegisterPage(make_context(as_user("reader")), tasks, dialogs, "disclosures")
    qtbot.addWidget(other)
    other.refresh()
    assert "筛选：我的" not in [each.label for each in other.commands()]


def test_coming_back_it_is_still_in_force(
    page: RegisterPage, context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page.columns.chosen.emit(FEW)
    page.show_only(CLOSED)
    page.saved.save_as()
    page.saved.naming.columns.setChecked(True)
    name_it(page, "三列")
    page.columns.reset_asked.emit()
    choose(page, "&1")
    again = RegisterPage(context, tasks, dialogs, "disclosures")
    qtbot.addWidget(again)
    again.refresh()
    again.go_to(page.standing())
    assert again.rows.columns == FEW
    assert again.saved.chip.text() == "三列 ▾"


def test_nothing_of_it_lies_in_the_settings(page: RegisterPage) -> None:
    save(page, "单雨桐的披露", Filter("热链", ALL, (("inventors.name", "单雨桐"),)))
    page.columns.chosen.emit(FEW)
    for file in paths.config_folder().iterdir():
        assert "单雨桐" not in file.read_text(encoding="utf-8").encode().decode("unicode_escape")
