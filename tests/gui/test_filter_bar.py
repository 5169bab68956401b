"""The filter bar: search as you type, states, conditions as chips."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ipdesk.gui.chip import Chip
from ipdesk.gui.conditions import ALL, Filter, askable_groups, askable_named
from ipdesk.gui.context import Context
from ipdesk.gui.filter_bar import MOST_CONDITIONS, FilterBar
from ipdesk.operations import reading
from ipdesk.operations.desk import Desk
from tests.operations.cases import DISCLOSURES, PROJECTS


@pytest.fixture
def bar(context: Context, qtbot: QtBot) -> FilterBar:
    made = FilterBar(context, DISCLOSURES)
    qtbot.addWidget(made)
    made.show()
    return made


def entry(menu: QMenu, *path: str) -> None:
    """Open a menu and choose an entry by the words on the way to it."""
    menu.aboutToShow.emit()
    for word in path[:-1]:
        found = next(each for each in menu.actions() if each.text() == word)
        inner = found.menu()
        assert isinstance(inner, QMenu)
        menu = inner
    next(each for each in menu.actions() if each.text().split("\t")[0] == path[-1]).trigger()


def chips(bar: FilterBar) -> list[str]:
    """Return what the conditions in force say."""
    return [each.text() for each in bar.findChildren(Chip) if "×" in each.text() and each.isVisible()]


def test_it_begins_with_what_is_open(bar: FilterBar) -> None:
    assert bar.filter() == Filter()
    assert bar.filter().where() == (("state", "open"),)
    assert bar._context.label("Open") in bar.states.text()
    assert not bar.clear.isVisible()


def test_typing_is_told_once_after_a_pause(bar: FilterBar, qtbot: QtBot) -> None:
    told: list[Filter] = []
    bar.filtered.connect(told.append)
    with qtbot.waitSignal(bar.filtered):
        QTest.keyClicks(bar.search, "PL-2026-")
    assert [each.text for each in told] == ["PL-2026-"]
    assert bar.clear.isVisible()


def test_a_blank_at_the_end_stays_while_typing_and_is_no_other_search(bar: FilterBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.filtered):
        QTest.keyClicks(bar.search, "Ti ")
    assert bar.filter().text == "Ti"
    assert bar.search.text() == "Ti "
    with qtbot.assertNotEmitted(bar.filtered, wait=250):
        QTest.keyClicks(bar.search, " ")


def test_text_of_an_input_method_is_searched_when_it_is_committed(bar: FilterBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.filtered, wait=250):
        QApplication.sendEvent(bar.search, QInputMethodEvent("re lian", []))
    committed = QInputMethodEvent()
    committed.setCommitString("热链")
    with qtbot.waitSignal(bar.filtered):
        QApplication.sendEvent(bar.search, committed)
    assert bar.filter().text == "热链"


def test_a_slash_can_be_typed_into_the_search(bar: FilterBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.filtered):
        QTest.keyClicks(bar.search, "Al/Si")
    assert bar.filter().text == "Al/Si"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_enter_and_down_search_at_once_and_go_to_the_list(bar: FilterBar, qtbot: QtBot, key: Qt.Key) -> None:
    bar.search.insert("热")
    with qtbot.waitSignals([bar.filtered, bar.left], timeout=100):
        QTest.keyClick(bar.search, key)
    assert bar.filter().text == "热"


def test_escape_empties_the_search_and_then_goes_to_the_list(bar: FilterBar, qtbot: QtBot) -> None:
    bar.search.insert("热")
    with qtbot.assertNotEmitted(bar.left):
        QTest.keyClick(bar.search, Qt.Key.Key_Escape)
    assert bar.search.text() == ""
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.search, Qt.Key.Key_Escape)


def test_a_state_is_chosen_from_the_registers_own(bar: FilterBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.filtered):
        entry(bar.states.menu(), "评估中")
    assert bar.filter().where() == (("state", "assessment"),)
    assert "评估中" in bar.states.text()
    entry(bar.states.menu(), "已撤回")
    assert bar.filter().state == "withdrawn"
    bar.show_filter(Filter(state=ALL))
    assert bar.filter().where() == ()


def test_states_show_how_many_records_they_have(bar: FilterBar) -> None:
    bar.show_counts({"draft": 1234, "open": 5})
    bar.states.menu().aboutToShow.emit()
    texts = [each.text() for each in bar.states.menu().actions()]
    assert "草稿\t1,234" in texts
    assert next(each.text() for each in bar.states.menu().actions() if each.isChecked()).endswith("\t5")


def test_a_choice_becomes_a_condition_by_two_menus(bar: FilterBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.filtered):
        bar._add("level", "internal")
    assert bar.filter().conditions == (("level", "internal"),)
    (shown,) = chips(bar)
    assert shown.startswith("密级")
    assert shown.endswith("内部  ×")


def test_the_menu_of_conditions_leads_to_fields_and_options(bar: FilterBar) -> None:
    label = bar._context.label
    entry(bar.more.menu(), label("The record"), label("Level"), label("Internal"))
    assert bar.filter().conditions == (("level", "internal"),)


def test_a_person_is_asked_for_in_place(bar: FilterBar, qtbot: QtBot) -> None:
    asked = askable_named(DISCLOSURES, "inventors.name")
    assert asked is not None
    bar._ask(asked)
    assert bar.value.isVisible()
    assert bar.value.hasFocus()
    assert bar.value.accessibleName() == "发明人 · 姓名"
    bar.value.insert("单雨桐")
    with qtbot.waitSignal(bar.filtered):
        QTest.keyClick(bar.value, Qt.Key.Key_Return)
    assert bar.filter().conditions == (("inventors.name", "单雨桐"),)
    assert not bar.value.isVisible()


def test_days_are_asked_for_by_a_named_period(bar: FilterBar, qtbot: QtBot) -> None:
    label = bar._context.label
    entry(bar.more.menu(), label("A. Identity"), label("Submitted on"), label("This quarter"))
    assert bar.filter().conditions == (("submitted", "this-quarter"),)
    qtbot.waitUntil(lambda: chips(bar) == ["提交日期：本季度  ×"])


def ask_for_days(bar: FilterBar, first: str, last: str) -> None:
    """Type two days, each in its field, and press Enter."""
    for field, text in ((bar.period.first, first), (bar.period.last, last)):
        field.line.setText(text)
    QTest.keyClick(bar.period.last.line, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("first", "last", "period", "shown"),
    [
        ("2026年1月15日", "20260331", "2026-01-15..2026-03-31", "2026-01-15 – 2026-03-31"),
        ("2026.1.15", "", "2026-01-15..", "2026-01-15 起"),
        ("", "2026-03-31", "..2026-03-31", "截至 2026-03-31"),
    ],
)
def test_days_are_asked_for_from_one_to_another(
    bar: FilterBar, qtbot: QtBot, first: str, last: str, period: str, shown: str
) -> None:
    asked = askable_named(DISCLOSURES, "submitted")
    assert asked is not None
    bar._ask(asked)
    assert bar.period.first.line.hasFocus()
    assert not bar.value.isVisible()
    ask_for_days(bar, first, last)
    assert bar.filter().conditions == (("submitted", period),)
    qtbot.waitUntil(lambda: chips(bar) == [f"提交日期：{shown}  ×"])
    assert not bar.period.isVisible()
    assert reading.list_ids(bar._context.desk, DISCLOSURES, bar.filter().where()) is not None


@pytest.mark.parametrize(("first", "last"), [("上周", ""), ("2026-03-31", "2026-01-15"), ("24.3", "")])
def test_what_is_no_period_is_told_in_place_and_asked_again(bar: FilterBar, first: str, last: str) -> None:
    asked = askable_named(DISCLOSURES, "submitted")
    assert asked is not None
    bar._ask(asked)
    ask_for_days(bar, first, last)
    assert bar.period.isVisible()
    assert bar.period.note.text().startswith("■")
    assert bar.filter() == Filter()
    QTest.keyClick(bar.period.first.line, Qt.Key.Key_Escape)
    assert not bar.period.isVisible()
    assert bar.filter() == Filter()


def test_a_person_may_be_oneself(bar: FilterBar) -> None:
    asked = askable_named(DISCLOSURES, "assigned_to")
    assert asked is not None
    groups = {label for label, group in askable_groups(DISCLOSURES) if asked in group}
    entry(
        bar.more.menu(), bar._context.label(groups.pop()), asked.name(bar._context.translator), "李明（本人）"
    )
    assert bar.filter().conditions == (("assigned_to", "李明"),)


def test_stepping_back_from_a_value_asks_for_nothing(bar: FilterBar, qtbot: QtBot) -> None:
    asked = askable_named(DISCLOSURES, "unit")
    assert asked is not None
    bar._ask(asked)
    with qtbot.assertNotEmitted(bar.filtered):
        QTest.keyClick(bar.value, Qt.Key.Key_Escape)
    assert not bar.value.isVisible()
    assert bar.filter().conditions == ()


def test_a_condition_is_taken_away_by_its_chip(bar: FilterBar, qtbot: QtBot) -> None:
    bar._add("unit", "低温光学研究室")
    bar._add("unit", "量子器件研究室")
    assert bar.filter().conditions == (("unit", "量子器件研究室"),)
    chip = next(each for each in bar.findChildren(Chip) if "量子" in each.text())
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert bar.filter().conditions == ()
    assert chips(bar) == []


def test_there_is_room_for_so_many_conditions(bar: FilterBar) -> None:
    for path in ("unit", "level", "assigned_to", "outcome", "determination")[:MOST_CONDITIONS]:
        assert bar.more.isEnabled()
        bar._add(path, "public" if path == "level" else "甲")
    assert not bar.more.isEnabled()


def test_clear_goes_back_to_what_is_open(bar: FilterBar, qtbot: QtBot) -> None:
    bar.show_filter(Filter("热", "draft", (("unit", "甲"),)))
    assert bar.search.text() == "热"
    QTest.mouseClick(bar.clear, Qt.MouseButton.LeftButton)
    assert bar.filter() == Filter()
    assert bar.search.text() == ""
    assert not bar.clear.isVisible()


def test_showing_a_filter_tells_nothing(bar: FilterBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.filtered, wait=250):
        bar.show_filter(Filter("热链", ALL))


def test_every_field_offered_can_be_asked_of_the_store(context: Context) -> None:
    for register in (DISCLOSURES, PROJECTS):
        fields = [each for _, group in askable_groups(register) for each in group]
        assert len(fields) > 8
        for each in fields:
            value = each.options[0].code if each.options else "没有人这样写"
            found = reading.list_ids(context.desk, register, [(each.path, value)])
            assert len(found) <= 30, each.path


def test_free_text_is_left_to_the_search() -> None:
    paths = {each.path for _, group in askable_groups(DISCLOSURES) for each in group}
    assert {"unit", "inventors.name", "projects", "level", "outcome", "declared_true"} <= paths
    assert {"submitted", "closed_on", "changed", "created"} <= paths
    assert not {"problem", "keywords", "title", "number", "inventors.contribution"} & paths


def test_everything_in_it_has_a_name(
    make_context: Callable[..., Context], filled_desk: Desk, qtbot: QtBot
) -> None:
    for language in ("zh", "en"):
        bar = FilterBar(make_context(filled_desk, language), DISCLOSURES)
        qtbot.addWidget(bar)
        bar._add("unit", "低温光学研究室")
        for each in (bar.search, bar.states, bar.more, bar.clear, *bar.findChildren(Chip)):
            assert each.accessibleName()
