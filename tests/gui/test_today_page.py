"""Today: what waits and is due with its act, one key away; chips and weeks narrow it; nothing is read before it is shown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ipdesk.gui.act_rows import ACT, DUE, RECORD, STATUS
from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.table_model import BADGE
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import ROW
from ipdesk.gui.today_page import LEAST_ROWS, TodayPage
from ipdesk.gui.today_views import CHIPS, VIEWS
from ipdesk.operations import records, today
from ipdesk.operations.desk import Desk
from ipdesk.operations.matters import Matter
from ipdesk.registers import REGISTERS
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES, held
from tests.operations.docketing import add_right

TODAY = date(2026, 3, 5)
DRAFT, SUBMITTED, IN_CHECK, COMPLETE = "PL-2026-0001", "PL-2026-0002", "PL-2026-0003", "PL-2026-0004"


@pytest.fixture
def page(context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> TodayPage:
    """Return Today with its list worked out; two records are needed by a day."""
    need(context, DRAFT, -3)
    need(context, SUBMITTED, 10)
    return shown(TodayPage(context, tasks, dialogs), qtbot)


def need(context: Context, number: str, days: int) -> None:
    """Say by which day a disclosure is needed, counted from today."""
    day = (TODAY + timedelta(days)).isoformat()
    records.change(context.desk, DISCLOSURES, number, {"urgent_by": day, "duplicates_checked": True})


def shown(page: TodayPage, qtbot: QtBot) -> TodayPage:
    """Show a page and wait for its list."""
    qtbot.addWidget(page)
    page.resize(1100, 760)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.refresh()
    read(page, qtbot)
    page.setFocus()
    return page


def read(page: TodayPage, qtbot: QtBot) -> None:
    """Wait until the page has read what it shows."""
    qtbot.waitUntil(lambda: page._agenda is not None, timeout=20_000)
    QTest.qWait(1)
    qtbot.waitUntil(lambda: not page.tasks.is_busy(), timeout=20_000)


def numbers(page: TodayPage) -> list[str]:
    """Return the numbers of the rows."""
    return [each.number for each in page.model.rows]


def go_to(page: TodayPage, number: str) -> Matter:
    """Stand at the first row of a record and return it."""
    page.table.selectRow(numbers(page).index(number))
    matter = page.table.current()
    assert isinstance(matter, Matter) and matter.number == number
    return matter


def state_of(page: TodayPage, number: str) -> str:
    """Return the state of a disclosure as the store has it."""
    return str(held(page.context.desk, number).state)


def said(page: TodayPage) -> str:
    """Return what the line in place says."""
    assert page.outcome.isVisible()
    return page.outcome._text.text()


def run(page: TodayPage, id: str) -> None:
    """Run a command of the page, if it can be run now."""
    command = next(each for each in page.commands() if each.id == id)
    assert command.enabled()
    command.run()


def test_nothing_is_read_before_the_page_was_shown_nor_on_the_thread_of_the_window(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []
    require = Desk.require

    def noted(desk: Desk, act: Any) -> None:
        threads.append(threading.current_thread() is threading.main_thread())
        require(desk, act)

    monkeypatch.setattr(Desk, "require", noted)
    page = TodayPage(context, tasks, dialogs)
    qtbot.addWidget(page)
    page.refresh()
    assert not page.grab().isNull()
    assert not tasks.is_busy() and threads == []
    page.show()
    read(page, qtbot)
    assert page.model.rowCount() and len(threads) > 1 and not any(threads)


def test_the_most_pressing_comes_first_with_mark_word_day_and_act(page: TodayPage) -> None:
    cells = [page.model.index(0, column).data() for column in range(page.model.columnCount())]
    assert cells[STATUS] == "逾期" and cells[DUE] == "2026-03-02"
    assert cells[RECORD].startswith(DRAFT) and cells[ACT] == "提交（M）"
    assert page.model.index(0, STATUS).data(BADGE) == "block"
    assert page.model.index(1, STATUS).data(BADGE) == "warn"
    undated = next(row for row, each in enumerate(page.model.rows) if each.due is None)
    assert page.model.index(undated, DUE).data() == "—"
    assert page.model.index(undated, STATUS).data(BADGE) == "info"
    assert all(
        page.model.index(row, ACT).data().endswith(("（回车）", "（M）"))
        for row in range(page.model.rowCount())
    )
    assert {each.key for each in page.model.rows} == {
        each.key for each in today.agenda(page.context.desk).matters
    }


def test_the_count_says_what_was_not_looked_at(
    page: TodayPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "逾期 1 项" in page.count.text() and "核查" not in page.count.text()
    monkeypatch.setattr(today, "MOST", 4)
    page._agenda = None
    page.refresh()
    read(page, qtbot)
    assert "未办结记录中核查了 4 条" in page.count.text()


def test_enter_opens_the_record_at_the_place(page: TodayPage, qtbot: QtBot) -> None:
    matter = go_to(page, IN_CHECK)
    assert matter.place == "secrecy_result"
    with qtbot.waitSignal(page.opened_at) as heard:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert heard.args == ["disclosures", IN_CHECK, "secrecy_result"]


def test_a_double_click_opens_and_one_on_an_act_does_the_act_once(page: TodayPage, qtbot: QtBot) -> None:
    go_to(page, IN_CHECK)
    at = page.table.visualRect(page.model.index(page.table.currentIndex().row(), RECORD)).center()
    with qtbot.waitSignal(page.opened_at):
        QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    place = page.table.visualRect(page.model.index(0, ACT)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert state_of(page, DRAFT) == "submitted"
    before = {each.key: each.revision for each in today.agenda(page.context.desk).matters}
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    after = {each.key: each.revision for each in today.agenda(page.context.desk).matters}
    assert sum(after.get(key) != revision for key, revision in before.items()) <= 1


def test_one_click_on_an_act_at_a_place_opens_it_there(page: TodayPage, qtbot: QtBot) -> None:
    go_to(page, IN_CHECK)
    at = page.table.visualRect(page.model.index(page.table.currentIndex().row(), ACT)).center()
    with qtbot.waitSignal(page.opened_at) as heard:
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == ["disclosures", IN_CHECK, "secrecy_result"]


def test_the_next_move_is_made_without_asking_and_taken_back(
    page: TodayPage, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    go_to(page, DRAFT)
    with qtbot.waitSignal(page.context.changed):
        run(page, "today.move")
    assert state_of(page, DRAFT) == "submitted"
    assert dialogs.asked == []
    assert DRAFT in said(page) and "Ctrl+Z" in said(page)
    assert DRAFT not in numbers(page), "what is no longer true is gone at once"
    run(page, "today.undo")
    assert state_of(page, DRAFT) == "draft"
    assert dialogs.asked == []
    assert "撤销" in said(page)
    page._agenda = None
    page.refresh()
    read(page, qtbot)
    assert numbers(page)[0] == DRAFT
    current = page.table.current()
    assert current is not None and current.number == DRAFT, "and the keyboard stands at it"


def test_taking_back_something_not_done_here_is_asked_first(page: TodayPage, dialogs: FakeDialogs) -> None:
    records.change(page.context.desk, DISCLOSURES, DRAFT, {"title": "另一个名称"})
    dialogs.decision = False
    run(page, "today.undo")
    assert len(dialogs.asked) == 1
    assert held(page.context.desk, DRAFT).title == "另一个名称"
    dialogs.decision = True
    run(page, "today.undo")
    assert held(page.context.desk, DRAFT).title != "另一个名称"


def test_a_move_that_ends_the_work_asks(page: TodayPage, dialogs: FakeDialogs, qtbot: QtBot) -> None:
    number = "PL-2026-0006"
    records.change(page.context.desk, DISCLOSURES, number, {"outcome": "patent", "closed_on": "2026-03-05"})
    page._agenda = None
    page.refresh()
    read(page, qtbot)
    go_to(page, number)
    dialogs.decision = False
    page.move_on()
    assert len(dialogs.asked) == 1 and state_of(page, number) == "assessment"
    dialogs.decision = True
    page.move_on()
    assert state_of(page, number) == "closed"


def test_a_move_overtaken_by_somebody_else_is_refused_in_place(page: TodayPage, qtbot: QtBot) -> None:
    go_to(page, DRAFT)
    records.change(page.context.desk, DISCLOSURES, DRAFT, {"title": "改过的名称"})
    page.move_on()
    assert state_of(page, DRAFT) == "draft"
    assert "■" in said(page)


def test_a_row_that_lacks_something_has_no_move(page: TodayPage) -> None:
    go_to(page, IN_CHECK)
    assert not next(each for each in page.commands() if each.id == "today.move").enabled()
    page.move_on()
    assert state_of(page, IN_CHECK) == "secrecy-check"
    assert "M" not in page.keys.text()
    go_to(page, DRAFT)
    assert "M：提交" in page.keys.text()


def test_a_key_typed_elsewhere_makes_no_move(page: TodayPage, qtbot: QtBot) -> None:
    go_to(page, DRAFT)
    move = next(each for each in page.commands() if each.id == "today.move")
    assert move.enabled()
    page.table.clearFocus()
    assert not move.enabled()


def test_chips_narrow_the_list_and_say_how_many(page: TodayPage) -> None:
    everything = page._agenda.matters if page._agenda else ()
    expected = {
        "all": len(everything),
        "me": sum(each.mine for each in everything),
        "others": sum(not each.mine for each in everything),
        "due": 2,
        **{
            name: sum(each.register == name for each in everything)
            for name in [one.name for one in REGISTERS]
        },
    }
    assert set(expected) == set(VIEWS)
    assert expected["me"] and expected["others"] and expected["projects"]
    for view, count in expected.items():
        if view in CHIPS:
            page.views.chips[view].click()
            assert page.views.chips[view].text().endswith(f" {count}")
        else:
            run(page, f"today.show.{view}")
        assert page.model.rowCount() == count
    run(page, "today.show.me")
    assert all(each.mine for each in page.model.rows)


def test_the_list_is_grouped_by_register_by_who_is_waited_for_and_by_act(page: TodayPage) -> None:
    for chip in (page.of_register, page.waiting, page.acts):
        assert sum(each.count for each in chip.groups) == page.model.rowCount()
    who = page.waiting.groups[0]
    assert all(not each.overdue for each in page.waiting.groups) or who.overdue
    page.waiting.menu().actions()[1].trigger()
    assert {each.waits_for for each in page.model.rows} == {who.key}
    assert page.model.rowCount() == who.count and page.waiting.property("inForce")
    page.acts.menu().actions()[1].trigger()
    assert page.model.rowCount() == page.acts.groups[0].count < who.count
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert (page.choices.who, page.choices.act) == ("", "")
    assert page.model.rowCount() == len(page._agenda.matters if page._agenda else ())


def test_the_pictures_give_way_where_the_list_would_have_no_room(page: TodayPage, qtbot: QtBot) -> None:
    for height, both in ((900, True), (620, False), (900, True)):
        page.resize(1100, height)
        qtbot.waitUntil(lambda both=both: _seen(page) == (True, both))  # type: ignore[misc]
        assert page.table.height() > LEAST_ROWS * ROW


def _seen(page: TodayPage) -> tuple[bool, bool]:
    return page.weeks_card.isVisible(), page.pipeline.isVisible()


def test_the_chips_are_reached_and_chosen_by_keys(page: TodayPage) -> None:
    page.views.setFocus()
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Right)
    assert page.choices.view == "me"
    assert all(each.mine for each in page.model.rows)


def test_a_week_narrows_the_list_to_its_rows_until_it_is_taken_away(page: TodayPage, qtbot: QtBot) -> None:
    page.strip.setFocus()
    QTest.keyClick(page.strip, Qt.Key.Key_Right)
    assert page.week_words.text() == "2026-03-09 至 2026-03-15：到期 1 项"
    QTest.keyClick(page.strip, Qt.Key.Key_Return)
    assert numbers(page) == [SUBMITTED]
    assert page.table.hasFocus()
    assert page.week_chip.isVisible() and "2026-03-09" in page.week_chip.text()
    page.week_chip.click()
    assert not page.week_chip.isVisible() and len(numbers(page)) > 2


def test_every_bar_opens_to_just_so_many_rows(page: TodayPage) -> None:
    for week in page.strip.weeks:
        page.show_week(week)
        assert page.model.rowCount() == week.count
        assert (page.places.currentWidget() is page.table) == bool(week.count)


def test_escape_in_the_list_shows_everything_again(page: TodayPage) -> None:
    page.show_view("me")
    page.show_week(page.strip.weeks[5])
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert (page.choices.view, page.choices.week) == ("all", None)
    assert page.model.rowCount() == len(page._agenda.matters if page._agenda else ())


def test_what_was_chosen_is_there_again(
    page: TodayPage, context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page.show_view("disclosures")
    page.pipeline._switch("projects")
    chosen = go_to(page, COMPLETE)
    read(page, qtbot)
    again = shown(TodayPage(context, tasks, dialogs, page.choices), qtbot)
    assert again.choices.view == "disclosures" and again.of_register.property("inForce")
    assert again.table.current() == chosen
    assert "筹备" in again.pipeline.picture.accessibleDescription() or again.pipeline.name == "projects"


def test_a_view_without_rows_offers_all_of_them(page: TodayPage) -> None:
    page.show_week(next(week for week in page.strip.weeks if not week.count))
    assert page.empty.isVisible()
    (button,) = (each for each in page.empty.findChildren(QPushButton) if each.isVisible())
    button.click()
    assert page.table.isVisible() and page.choices.week is None


def test_the_pipeline_opens_to_its_states(page: TodayPage, qtbot: QtBot) -> None:
    picture = page.pipeline.picture
    qtbot.waitUntil(lambda: "草稿 5" in picture.accessibleDescription())
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.stage_chosen) as heard:
        QTest.keyClick(picture, Qt.Key.Key_Return)
    assert heard.args == ["disclosures", "rework"]


def test_an_empty_desk_says_what_to_do_first(
    make_context: Callable[..., Context], desk: Desk, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page = shown(TodayPage(make_context(desk), tasks, dialogs), qtbot)
    assert page.empty.isVisible() and page.empty.text().startswith("尚无记录")
    buttons = [each for each in page.empty.findChildren(QPushButton) if each.isVisible()]
    assert buttons[0].hasFocus()
    with qtbot.waitSignal(page.import_asked) as taken:
        buttons[0].click()
    with qtbot.waitSignal(page.opened) as opened:
        buttons[1].click()
    assert (taken.args, opened.args) == (["disclosures"], ["disclosures", ""])
    with qtbot.waitSignal(page.everything_asked):
        buttons[2].click()


def test_who_may_not_write_gets_the_list_without_the_acts(
    make_context: Callable[..., Context], filled_desk: Desk, as_reader: Desk, tasks: Tasks, dialogs: FakeDialogs,
    qtbot: QtBot,
) -> None:  # fmt: skip
    page = shown(TodayPage(make_context(as_reader), tasks, dialogs), qtbot)
    assert page.model.rowCount() > 0
    assert not any(each.step is not None or each.mine for each in page.model.rows)
    assert page.new_button.isHidden()
    enabled = {each.id for each in page.commands() if each.enabled()}
    assert not enabled & {"today.move", "today.undo"}


@pytest.fixture
def as_reader(filled_desk: Desk) -> Desk:
    """Return the filled desk as a reader sees it."""
    filled_desk.workspace.actor = type(filled_desk.actor)("赵敏", "reader")
    return filled_desk


def test_the_keys_of_the_window_do_it(
    make_context: Callable[..., Context], filled_desk: Desk, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    context = make_context()
    window = MainWindow(context, tasks, dialogs)
    qtbot.addWidget(window)
    context.open(filled_desk)
    need(context, DRAFT, -3)
    window.open_desk(filled_desk)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    view = window.findChildren(DeskView)[-1]
    page = view.page()
    assert isinstance(page, TodayPage)
    read(page, qtbot)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_M)
    assert state_of(page, DRAFT) == "submitted"
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert state_of(page, DRAFT) == "draft"
    qtbot.waitUntil(lambda: DRAFT in numbers(page), timeout=20_000)
    go_to(page, IN_CHECK)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    record = view.page()
    assert isinstance(record, RecordPage) and record.number == IN_CHECK
    focused = window.focusWidget()
    assert record.form.fields["secrecy_result"].isAncestorOf(focused)
    view.back()
    again = view.page()
    assert isinstance(again, TodayPage)
    read(again, qtbot)
    current = again.table.current()
    assert current is not None and current.number == IN_CHECK


def test_the_key_of_a_deadline_leads_to_it_and_makes_no_move(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    number = add_right(context.desk, "2023-03-20")
    page = shown(TodayPage(context, tasks, dialogs), qtbot)
    go_to(page, number)
    assert page.keys.text().endswith("M：转到该期限，登记办结事件")
    with qtbot.waitSignal(page.opened_at, timeout=5_000) as opened:
        run(page, "today.move")
    assert opened.args == ["patents", number, "cn.exam-request#1"]
    assert dialogs.asked == []
