"""A movement in the window: begun from the person, settled by keys alone, closed with all that it means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.page import Page
from ipdesk.gui.pages import page_of
from ipdesk.gui.pages.movements import MovementPage
from ipdesk.gui.pages.people import PersonPage
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.task_line import TaskLine
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import records
from ipdesk.operations.movement_tasks import tasks_of
from tests.gui.conftest import FakeDialogs
from tests.operations.moving import DAY, MOVEMENTS, add_person, movement, opened, person, settle_all

Open = Callable[[str], MovementPage]


@pytest.fixture
def on_screen(qtbot: QtBot) -> Callable[[Page], None]:
    """Return a function that puts a page on the screen with the keyboard in it."""

    def show(page: Page) -> None:
        qtbot.addWidget(page)
        page.resize(1152, 788)
        page.refresh()
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()

    return show


@pytest.fixture
def open_page(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, on_screen: Callable[[Page], None]
) -> Open:
    """Return a function that opens the page of a movement."""

    def page(number: str) -> MovementPage:
        made = MovementPage(context, tasks, dialogs, "movements", number)
        on_screen(made)
        return made

    return page


@pytest.fixture
def number(context: Context) -> str:
    """Return the number of a leaving just begun."""
    add_person(context.desk)
    return opened(context.desk, "leaving")


def focused() -> QWidget:
    """Return the widget with the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def do(page: RecordPage | RegisterPage, id: str) -> None:
    """Run an act of the page, as its key does."""
    found = next(each for each in page.commands() if each.id == id)
    assert found.enabled()
    found.run()


def line(page: MovementPage) -> TaskLine:
    """Return the task that has the keyboard."""
    return next(each for each in page.sheet.checklist.lines.values() if each.isAncestorOf(focused()))


def test_movements_and_people_have_pages_of_their_own() -> None:
    assert (page_of("movements"), page_of("people")) == (MovementPage, PersonPage)


def test_a_movement_begins_on_the_page_of_a_person_by_keys(
    qtbot: QtBot,
    context: Context,
    tasks: Tasks,
    dialogs: FakeDialogs,
    on_screen: Callable[[Page], None],
) -> None:
    add_person(context.desk)
    page = PersonPage(context, tasks, dialogs, "people", "A0117")
    on_screen(page)
    do(page, "people.movement")
    new = page.people_acts.line
    assert new is not None and new.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert "类型" in page.outcome._text.text()
    kind = new.fields["kind"].editor
    kind.set_value("change")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.opened) as went:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert went.args == ["movements", "BD-2026-0001"]
    record = movement(context.desk, "BD-2026-0001")
    assert (record.kind, record.day) == ("change", context.desk.today())
    assert not new.isVisible()


def test_a_membership_asks_for_the_project_and_a_wrong_day_stays_typed(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, on_screen: Callable[[Page], None]
) -> None:
    add_person(context.desk)
    page = PersonPage(context, tasks, dialogs, "people", "A0117")
    on_screen(page)
    do(page, "people.movement")
    new = page.people_acts.line
    assert new is not None
    assert not new.fields["projects"].isVisible()
    new.fields["kind"].editor.set_value("project-join")
    new.fields["kind"].editor.edited.emit()
    assert new.fields["projects"].isVisible()
    new.fields["day"].editor.set_value("明天")
    new.begin()
    assert new.fields["day"].editor.value() == "明天"
    new.fields["day"].editor.set_value("2026年3月2日")
    new.fields["projects"].editor.set_value(["KY-2025-001"])
    new.begin()
    record = movement(context.desk, "BD-2026-0001")
    assert (record.projects, record.day) == (("KY-2025-001",), DAY)


def test_a_movement_begins_on_the_table_too(
    qtbot: QtBot,
    context: Context,
    tasks: Tasks,
    dialogs: FakeDialogs,
    on_screen: Callable[[Page], None],
) -> None:
    add_person(context.desk)
    page = RegisterPage(context, tasks, dialogs, "people")
    on_screen(page)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1, timeout=10_000)
    page.table.setCurrentIndex(page.rows.index(0, 0))
    do(page, "people.movement")
    new = page.acts.people.line
    assert new is not None
    new.fields["kind"].editor.set_value("leaving")
    with qtbot.waitSignal(page.opened) as went:
        new.begin()
    assert went.args == ["movements", "BD-2026-0001"]


def test_tasks_are_settled_by_keys_alone(open_page: Open, number: str) -> None:
    page = open_page(number)
    do(page, "movement.next-open")
    first = line(page)
    QTest.keyClick(focused(), Qt.Key.Key_D)
    page.catch_up()
    assert first.row()["done_by"] == "李明"
    assert first.row()["done_on"] == "2026-03-05"
    do(page, "movement.next-open")
    assert line(page) is not first
    assert page.is_unsaved()
    do(page, "record.save")
    row = next(each for each in movement(page.context.desk, number).tasks if each.item == first.told.key)
    assert (row.state, row.done_by, row.done_on) == ("done", "李明", page.context.desk.today())
    assert not page.is_unsaved()
    records.undo(page.context.desk)
    assert all(each.state == "open" for each in movement(page.context.desk, number).tasks)


def test_what_does_not_apply_asks_for_the_reason_in_place(open_page: Open, number: str) -> None:
    page = open_page(number)
    free = next(index for index, each in enumerate(tasks_of(page.context.desk, movement(page.context.desk, number)))
                if each.may_not_apply)  # fmt: skip
    page.form.go_to(f"tasks[{free}].state")
    stood = line(page)
    QTest.keyClick(focused(), Qt.Key.Key_N)
    assert stood.fields["reason"].isAncestorOf(focused())
    page.catch_up()
    assert any(each.id == "task-reason" for each in page.findings)
    assert page.save()  # what is not complete yet is saved too, and closes nothing
    assert movement(page.context.desk, number).tasks[free].state == "na"
    assert stood.fields["reason"].isAncestorOf(focused())
    QTest.keyClicks(focused(), "no key card")
    assert page.save()
    row = movement(page.context.desk, number).tasks[free]
    assert (row.state, row.reason) == ("na", "no key card")


def test_what_has_to_be_done_offers_no_way_around(open_page: Open, number: str) -> None:
    page = open_page(number)
    told = tasks_of(page.context.desk, movement(page.context.desk, number))
    must = next(index for index, each in enumerate(told) if not each.may_not_apply)
    page.form.go_to(f"tasks[{must}].state")
    stood = line(page)
    QTest.keyClick(focused(), Qt.Key.Key_N)
    assert stood.row()["state"] == "open"
    QTest.keyClick(focused(), Qt.Key.Key_D)
    assert stood.row()["state"] == "done"
    QTest.keyClick(focused(), Qt.Key.Key_O)
    assert stood.row()["state"] == "open"
    page.catch_up()
    assert not page.is_unsaved()


def test_who_waits_for_whom_stands_at_the_left(open_page: Open, number: str) -> None:
    page = open_page(number)
    tasks = page.sheet.checklist
    rows = movement(page.context.desk, number).tasks
    parties = list(dict.fromkeys(each.waits_for for each in rows))
    assert tasks.steps.count() == len(parties)
    assert all("0/" in tasks.steps.item(each).text() for each in range(tasks.steps.count()))
    assert "逾期" in tasks.progress.text()
    before = line_keys(page)
    do(page, "movement.forward")
    assert line_keys(page) != before
    do(page, "movement.back")
    assert line_keys(page) == before
    QTest.keyClick(focused(), Qt.Key.Key_D)
    page.catch_up()
    assert "1/" in tasks.steps.item(tasks.steps.currentRow()).text()


def line_keys(page: MovementPage) -> set[str]:
    """Return the tasks on the screen."""
    return {each.told.key for each in page.sheet.checklist.lines.values()}


def test_each_task_shows_its_basis_and_guidance(open_page: Open, number: str) -> None:
    from PySide6.QtWidgets import QLabel

    page = open_page(number)
    for each in page.sheet.checklist.lines.values():
        assert each.told.rule is not None
        shown = [label.text() for label in each.findChildren(QLabel)]
        assert any("依据" in text for text in shown)
        assert each.told.rule.guidance.zh in shown


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("joining", {"background"}),
        ("secondment", {"elsewhere"}),
        ("graduation", {"leaving"}),
        ("change", {"change"}),
        ("project-join", set()),
    ],
)
def test_the_blocks_of_other_kinds_are_folded_away(
    open_page: Open, context: Context, kind: str, shown: set[str]
) -> None:
    add_person(context.desk)
    page = open_page(opened(context.desk, kind))
    blocks = ("change", "background", "elsewhere", "leaving")
    assert {each for each in blocks if not page.form.cards[each].isHidden()} == shown
    assert page.form.go_to("host" if "leaving" in shown else "cooling_until")
    assert {each for each in blocks if not page.form.cards[each].isHidden()} == set(blocks)
    assert page.sheet.unfold.isHidden()


def test_closing_says_what_is_missing_and_then_does_all_of_it(open_page: Open, number: str) -> None:
    page = open_page(number)
    desk = page.context.desk
    assert any(char.isdigit() for char in page.header.next.text())
    page.go_forward()
    assert movement(desk, number).state == "open"
    settle_all(desk, number)
    page.refresh()
    page.go_forward()
    assert (movement(desk, number).state, person(desk).state) == ("closed", "left")
    assert page.sheet.means.isHidden()


def test_one_entered_by_hand_is_offered_its_tasks(open_page: Open, context: Context) -> None:
    add_person(context.desk)
    values = {"name": "单雨桐", "kind": "leaving", "person": ["A0117"], "day": "2026-03-02"}
    number = records.add(context.desk, MOVEMENTS, [values])[0].number
    page = open_page(number)
    assert page.sheet.changed.isVisible()
    page.sheet.changed.buttons[0].click()
    assert movement(context.desk, number).tasks
    assert page.sheet.changed.isHidden()
    assert page.sheet.checklist.lines
