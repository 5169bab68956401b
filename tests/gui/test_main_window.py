"""The window: unlocked desk, palette, shortcuts, lock; nothing of the records stays visible when locked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.conditions import Filter
from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.mentions_page import MentionsPage
from ipdesk.gui.navigation import KEY
from ipdesk.gui.new_workspace_page import NewWorkspacePage
from ipdesk.gui.palette import Palette
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.safekeeping_page import SafekeepingPage
from ipdesk.gui.side_by_side import WIDE
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.unlock_page import UnlockPage
from ipdesk.operations import views
from ipdesk.operations.desk import Desk
from ipdesk.operations.views import View
from tests.conftest import OFFICER
from tests.gui.conftest import FakeDialogs
from tests.gui.looks import doubled_keys
from tests.operations.cases import DISCLOSURES


@pytest.fixture
def window(
    make_context: Callable[..., Context], filled_desk: Desk, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> MainWindow:
    """Return the window with the officer's desk open."""
    made = MainWindow(make_context(), tasks, dialogs)
    qtbot.addWidget(made)
    made.show()
    made.open_desk(filled_desk)
    return made


def desk_view(window: MainWindow) -> DeskView:
    """Return the open desk of a window."""
    view = window.centralWidget().currentWidget()  # type: ignore[attr-defined]  # a stack, as built
    assert isinstance(view, DeskView)
    return view


def run(window: MainWindow, id: str) -> None:
    """Run one of the acts that there are now."""
    next(each for each in window.commands() if each.id == id).run()


def test_the_desk_opens_with_today(window: MainWindow) -> None:
    page = desk_view(window).page()
    assert page is not None and page.title() == "今日待办"


def test_every_act_has_a_name_and_no_two_share_a_shortcut(window: MainWindow) -> None:
    commands = window.commands()
    assert all(each.label and each.id for each in commands)
    shortcuts = [each.shortcut for each in commands if each.shortcut]
    assert len(shortcuts) == len(set(shortcuts))
    assert len({each.id for each in commands}) == len(commands)


def test_a_record_marks_its_register_and_a_press_on_that_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    view = desk_view(window)
    view.go("about")
    view.open_record("disclosures", "PL-2026-0004")
    places = view.navigation
    assert places.currentItem().data(KEY) == "disclosures"
    at = places.visualItemRect(places.currentItem()).center()
    QTest.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=at)
    page = view.page()
    assert isinstance(page, RegisterPage)
    page.show_only(Filter(text="低温"))
    QTest.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.page() is page and page.filter().text == "低温"
    view.open_record("disclosures", "PL-2026-0004")
    places.setFocus()
    QTest.keyClick(places, Qt.Key.Key_Return)
    assert isinstance(view.page(), RegisterPage)


def test_a_key_held_down_does_its_act_once(window: MainWindow) -> None:
    acts = [each for each in window.findChildren(QAction) if not each.shortcut().isEmpty()]
    assert len(acts) > 5
    assert not any(each.autoRepeat() for each in acts)


def test_the_palette_finds_acts_and_records(window: MainWindow, qtbot: QtBot) -> None:
    window.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    acts = palette.list.count()
    assert acts == sum(each.enabled() for each in window.commands() if each.id != "palette")
    QTest.keyClicks(palette.field, "PL-2026-0003")
    qtbot.waitUntil(lambda: palette.list.count() == 1)
    assert "PL-2026-0003" in palette.list.item(0).text()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    page = desk_view(window).page()
    assert page is not None and isinstance(page, RecordPage)


def test_locking_leaves_nothing_of_the_records_visible(window: MainWindow) -> None:
    title = "一种"
    desk_view(window).go("disclosures")
    window.lock()
    texts = [each.text() for each in window.findChildren(QLabel) if each.isVisibleTo(window)]
    assert not [text for text in texts if title in text or "PL-2026" in text]
    assert not [
        each for each in window.findChildren(QWidget) if isinstance(each, DeskView) and each.isVisible()
    ]


def test_locking_waits_for_no_work(window: MainWindow, tasks: Tasks, qtbot: QtBot) -> None:
    begun, locked, heard = threading.Event(), threading.Event(), list[bool]()

    def work(_task: Task) -> bool:
        begun.set()
        return locked.wait(10)

    tasks.start(work, heard.append)
    assert begun.wait(10)
    window.lock()
    assert isinstance(window.centralWidget().currentWidget(), UnlockPage)  # type: ignore[attr-defined]  # a stack
    locked.set()
    qtbot.waitUntil(lambda: heard == [True])


def test_work_that_locking_stopped_is_no_fault_to_be_shown(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window._tasks.is_busy(), timeout=10_000)
    window._back_up()
    window.lock()
    qtbot.waitUntil(lambda: not window._tasks.is_busy(), timeout=10_000)
    assert not window.statusBar().currentMessage()


def test_the_title_names_the_workspace_while_it_is_open_and_never_a_record(window: MainWindow) -> None:
    desk_view(window).open_record("disclosures", "PL-2026-0003")
    assert window.windowTitle() == "某某实验室 · LAB - ipdesk"
    window.lock()
    assert window.windowTitle() == "ipdesk"


def test_the_palette_opens_before_a_desk_does(window: MainWindow, qtbot: QtBot) -> None:
    window.lock()
    window.show_start()
    window.open_palette()
    palette = next(iter(window.findChildren(Palette)))
    QTest.keyClicks(palette.field, "start.new")
    qtbot.waitUntil(lambda: palette.list.count() == 1)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.findChildren(NewWorkspacePage)


def test_a_blank_form_is_written_from_any_page(
    window: MainWindow, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "空白表"
    acts = {each.id for each in window.commands()}
    assert "form.papers" in acts, "the declaration of the authors"
    assert "form.assessments" not in acts, "they are scored on sheets of their own"
    run(window, "form.projects")
    qtbot.waitUntil((tmp_path / "空白表.xlsx").is_file, timeout=20_000)
    page = desk_view(window).page()
    assert page is not None
    qtbot.waitUntil(page.outcome.isVisible)


def test_a_backup_and_the_verification_begin_from_any_page(
    window: MainWindow, dialogs: FakeDialogs, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "备份.ipdesk-backup"
    run(window, "safekeeping.backup")
    page = desk_view(window).page()
    assert isinstance(page, SafekeepingPage)
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=20_000)
    assert dialogs.target.is_file() and page.outcome.isVisible()
    desk_view(window).go("today")
    run(window, "safekeeping.verify")
    page = desk_view(window).page()
    assert isinstance(page, SafekeepingPage)
    qtbot.waitUntil(page.audit.verdict.isVisible, timeout=20_000)


def test_who_is_named_is_reached_by_its_key_and_back(window: MainWindow) -> None:
    run(window, "go.mentions")
    page = desk_view(window).page()
    assert isinstance(page, MentionsPage) and page.name.hasFocus()
    desk_view(window).back()
    assert not isinstance(desk_view(window).page(), MentionsPage)


def test_a_page_is_shown_for_every_place(window: MainWindow, qtbot: QtBot) -> None:
    view = desk_view(window)
    for key in ("today", "disclosures", "projects", "safekeeping", "users", "settings", "about"):
        view.go(key)
        page = view.page()
        assert page is not None and page.title(), key
        assert not window.grab().isNull()


def test_closing_asks_while_work_is_under_way(
    window: MainWindow, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=20_000)
    dialogs.decision = False

    def work(task: object) -> None:
        while True:
            task.step(0, 1)  # type: ignore[attr-defined]  # a Task

    tasks.start(work)
    assert not window.close()
    assert dialogs.asked
    dialogs.decision = True
    assert window.close()


def test_a_second_window_is_refused_and_names_who_has_the_first(
    window: MainWindow,
    make_context: Callable[..., Context],
    filled_desk: Desk,
    tasks: Tasks,
    dialogs: FakeDialogs,
    qtbot: QtBot,
) -> None:
    second = MainWindow(make_context(), tasks, dialogs)
    qtbot.addWidget(second)
    second.show()
    second.open_desk(filled_desk.twin())
    texts = [each.text() for each in second.findChildren(QLabel) if each.isVisible()]
    assert any(OFFICER in each for each in [*texts, second.statusBar().currentMessage()])
    assert not second.findChildren(DeskView)
    assert window.findChildren(DeskView)


def test_after_unlocking_the_same_person_is_where_they_were(
    window: MainWindow, filled_desk: Desk, qtbot: QtBot
) -> None:
    view = desk_view(window)
    view.go("disclosures")
    view.open_record("disclosures", "PL-2026-0004")
    again = filled_desk.twin()
    window.lock()
    window.open_desk(again)
    page = desk_view(window).page()
    assert isinstance(page, RecordPage) and page.number == "PL-2026-0004"
    desk_view(window).back()
    page = desk_view(window).page()
    assert page is not None and page.title() == "职务科技成果披露"


def test_the_way_back_leads_to_a_record_that_was_new_when_it_was_opened(window: MainWindow) -> None:
    view = desk_view(window)
    view.go("projects")
    view.open_record("projects", "")
    page = view.page()
    assert isinstance(page, RecordPage)
    page.form.put({"title": "新项目", "level": "internal"})
    assert page.save()
    view.open_print("projects", page.number)
    view.back()
    back = view.page()
    assert isinstance(back, RecordPage) and back.number == page.number != ""


def test_the_system_turning_dark_is_followed_where_the_settings_say_so(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = desk_view(window)
    view.go("disclosures")
    monkeypatch.setattr("ipdesk.gui.theme.scheme_of", lambda _chosen: "dark")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    after = desk_view(window)
    assert after is not view and after.page() is not None
    assert window.palette().window().color().name() == "#15191f"
    page = after.page()
    assert page is not None and page.title() == "职务科技成果披露"


def test_what_is_being_typed_is_not_disturbed_by_the_system_turning_dark(window: MainWindow) -> None:
    view = desk_view(window)
    view.open_record("disclosures", "")
    page = view.page()
    assert isinstance(page, RecordPage)
    page.form.put({"title": "一半"})
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert desk_view(window).page() is page


def test_a_saved_filter_is_one_command_away_from_any_page(window: MainWindow, filled_desk: Desk) -> None:
    kept = View("已办结", Filter(state="closed"))
    views.save_view(filled_desk, DISCLOSURES, kept)
    found = [each for each in window.commands() if "已办结" in each.label]
    assert [each.label for each in found] == ["筛选：已办结 · 职务科技成果披露"]
    assert not [each for each in window.findChildren(QAction) if "已办结" in each.text()], "in no menu"
    found[0].run()
    page = desk_view(window).page()
    assert isinstance(page, RegisterPage)
    assert page.filter() == kept.filter
    assert page.rows.rowCount() == 4
    of_filters = [each.label for each in window.commands() if each.label.startswith("筛选：已办结")]
    assert of_filters == ["筛选：已办结"], "the page shown has its own"


def test_in_a_wide_window_the_acts_of_the_record_stand_in_the_menus(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(WIDE, 860)
    view = desk_view(window)
    view.go("disclosures")
    page = view.page()
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.beside.number == "PL-2026-0030")
    texts = [each.text() for each in window.findChildren(QAction)]
    assert "保存" in texts
    assert any("保密审查" in each for each in texts)
    assert doubled_keys(window) == []
    print_shown = next(each for each in window.commands() if each.id == "print")
    assert print_shown.enabled()


def test_a_menu_that_opens_shows_what_can_be_done_now(window: MainWindow) -> None:
    desk_view(window).open_record("disclosures", "PL-2026-0002")
    page = desk_view(window).page()
    assert isinstance(page, RecordPage)
    menu = next(each for each in window.menuBar().findChildren(QMenu)[::-1] if each.title() == "本页")
    assert "开始保密审查" in [each.text() for each in menu.actions()]
    page.move_on("secrecy-check")
    menu.aboutToShow.emit()
    texts = {each.text(): each.isEnabled() for each in menu.actions()}
    assert "通过保密审查" in texts and "开始保密审查" not in texts
    assert texts["保存"] is False
    menu.aboutToHide.emit()
    assert all(each.isEnabled() for each in menu.actions())
    assert not doubled_keys(window)
