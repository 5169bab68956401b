"""The board: cards by state, gone through and moved on by keys; narrowed by view and text; read beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui import board_page
from ipdesk.gui.board_card import LINE, draw_in_two_lines
from ipdesk.gui.board_column import BoardColumn
from ipdesk.gui.board_model import BoardChoices
from ipdesk.gui.board_page import BoardPage
from ipdesk.gui.conditions import ALL as EVERY
from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.today_page import TodayPage
from ipdesk.model.states import Role
from ipdesk.operations import board as operation
from ipdesk.operations import records, spills, workspaces
from ipdesk.operations.board import Board
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS
from ipdesk.store import workspace as store
from tests.conftest import CHEAP, NAMES, PASSPHRASE, SetClock
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES, PROJECTS, held

DRAFTS = ["PL-2026-0001", "PL-2026-0008", "PL-2026-0015", "PL-2026-0022", "PL-2026-0029"]
SUBMITTED, IN_CHECK, CLOSED = "PL-2026-0002", "PL-2026-0003", "PL-2026-0007"
Key = Qt.Key


@pytest.fixture
def page(context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> BoardPage:
    """Return the board of disclosures with its cards read; the drafts lack nothing."""
    for each in DRAFTS:
        records.change(context.desk, DISCLOSURES, each, {"duplicates_checked": True})
    return shown(BoardPage(context, tasks, dialogs), qtbot)


@pytest.fixture
def as_user_of(filled_desk: Desk) -> Iterator[Callable[[Role], Desk]]:
    """Return a function that gives the desk of a user with a role at the filled workspace."""
    with ExitStack() as opened:

        def enter(role: Role) -> Desk:
            space = filled_desk.workspace
            workspaces.add_user(filled_desk, NAMES[role], role, PASSPHRASE, CHEAP)
            other = store.unlock(space.folder, NAMES[role], PASSPHRASE, space.clock)
            return Desk(opened.enter_context(other), filled_desk.translator)

        yield enter


def shown(page: BoardPage, qtbot: QtBot, width: int = 1100) -> BoardPage:
    """Show a page and wait for its cards."""
    qtbot.addWidget(page)
    page.resize(width, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    page.refresh()
    read(page, qtbot)
    return page


def read(page: BoardPage, qtbot: QtBot) -> None:
    """Wait until the page has read what it shows."""
    QTest.qWait(1)
    qtbot.waitUntil(lambda: page._board is not None and not page.tasks.is_busy(), timeout=20_000)


def numbers(page: BoardPage, state: str) -> list[str]:
    """Return the numbers of the cards shown in a column."""
    return [each.number for each in page.columns.columns[state].rows.cards]


def states(page: BoardPage) -> list[str]:
    """Return the states whose columns are shown."""
    return [each.column.state for each in page.columns.shown()]


def press(page: BoardPage, *keys: Qt.Key) -> None:
    """Press keys, each in whatever has the focus by then."""
    for key in keys:
        focused: QWidget | None = page.window().focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def here(page: BoardPage) -> tuple[str, str]:
    """Return the state and the number that the keyboard stands at."""
    column, card = page.columns.current(), page.columns.card()
    assert column is not None
    assert column.cards.hasFocus()
    return column.column.state, card.number if card is not None else ""


def said(page: BoardPage) -> str:
    """Return what the line in place says."""
    assert page.outcome.isVisible()
    return page.outcome._text.text()


def state_of(page: BoardPage, number: str) -> str:
    """Return the state of a disclosure as the store has it."""
    return str(held(page.context.desk, number).state)


def run(page: BoardPage, id: str) -> None:
    """Run a command of the page, if it can be run now."""
    command = next(each for each in page.commands() if each.id == id)
    assert command.enabled()
    command.run()


def test_each_state_is_a_column_with_its_label_count_and_cards(page: BoardPage) -> None:
    assert states(page) == [each.code for each in DISCLOSURES.states.states]
    assert numbers(page, "draft") == DRAFTS
    head = page.columns.columns["draft"].head
    assert (head.label, head.count, head.under) == ("草稿", "5", "待发明人办理")
    assert page.columns.columns["closed"].head.under == "近 90 天内办结"
    assert [each.text() for each in page.views.chips.values()] == ["全部 26", "待我办 13", "待他人 13"]


def test_nothing_is_read_before_the_page_was_shown(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page = BoardPage(context, tasks, dialogs)
    qtbot.addWidget(page)
    page.refresh()
    assert not page.grab().isNull()
    assert not tasks.is_busy() and page.columns.columns == {}
    page.show()
    read(page, qtbot)
    assert numbers(page, "draft") == DRAFTS


def test_the_arrow_keys_go_through_cards_and_columns(page: BoardPage) -> None:
    assert here(page) == ("draft", DRAFTS[0])
    press(page, Key.Key_Down, Key.Key_Down)
    assert here(page) == ("draft", DRAFTS[2])
    press(page, Key.Key_Right)
    assert here(page) == ("rework", ""), "an empty column is gone through too"
    press(page, Key.Key_Right, Key.Key_Down)
    assert here(page)[0] == "submitted"
    press(page, Key.Key_Left, Key.Key_Left)
    assert here(page)[0] == "draft"
    press(page, Key.Key_Left)
    assert here(page)[0] == "draft", "there is none before the first"
    press(page, Key.Key_End)
    assert here(page) == ("draft", DRAFTS[-1])
    press(page, Key.Key_Home)
    assert here(page) == ("draft", DRAFTS[0])


def test_a_column_out_of_sight_is_brought_into_it(page: BoardPage) -> None:
    press(page, *[Key.Key_Right] * 7)
    assert here(page)[0] == "closed" and is_in_sight(page)


def is_in_sight(page: BoardPage) -> bool:
    """Say whether the whole column that the keyboard stands in can be seen."""
    column, room = page.columns.current(), page.columns.viewport()
    assert column is not None
    left = column.mapTo(room, QPoint()).x()
    return left >= 0 and left + column.width() <= room.width() + 1


def test_enter_opens_the_record_and_so_does_a_double_click(page: BoardPage, qtbot: QtBot) -> None:
    press(page, Key.Key_Down)
    with qtbot.waitSignal(page.opened) as heard:
        press(page, Key.Key_Return)
    assert heard.args == ["disclosures", DRAFTS[1]]
    cards = page.columns.columns["submitted"].cards
    at = cards.visualRect(cards.model().index(0, 0)).center()
    with qtbot.waitSignal(page.opened) as clicked:
        QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == ["disclosures", SUBMITTED]
    assert here(page) == ("submitted", SUBMITTED)


def test_the_head_opens_the_register_by_key_and_click(page: BoardPage, qtbot: QtBot) -> None:
    press(page, Key.Key_Up)
    assert page.columns.columns["draft"].head.hasFocus()
    press(page, Key.Key_Right, Key.Key_Right)
    with qtbot.waitSignal(page.stage_chosen) as heard:
        press(page, Key.Key_Return)
    assert heard.args == ["disclosures", "submitted"]
    press(page, Key.Key_Down)
    assert here(page)[0] == "submitted"
    with qtbot.waitSignal(page.stage_chosen) as clicked:
        QTest.mouseClick(page.columns.columns["rework"].head, Qt.MouseButton.LeftButton)
    assert clicked.args == ["disclosures", "rework"]


def test_the_next_step_is_made_by_one_key_and_taken_back(
    page: BoardPage, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    press(page, Key.Key_Down)
    with qtbot.waitSignal(page.context.changed):
        run(page, "board.move")
    assert state_of(page, DRAFTS[1]) == "submitted"
    assert dialogs.asked == []
    assert DRAFTS[1] in said(page) and "Ctrl+Z" in said(page)
    assert DRAFTS[1] not in numbers(page, "draft"), "what is no longer true is gone at once"
    assert here(page) == ("draft", DRAFTS[2]), "and the keyboard stands at the next"
    page.refresh()
    read(page, qtbot)
    assert here(page) == ("draft", DRAFTS[2])
    assert DRAFTS[1] in numbers(page, "submitted")
    run(page, "board.undo")
    assert state_of(page, DRAFTS[1]) == "draft"
    page.refresh()
    read(page, qtbot)
    assert here(page) == ("draft", DRAFTS[1])


def test_a_step_that_lacks_something_is_refused_with_all_of_it(page: BoardPage) -> None:
    page.columns.go_to(IN_CHECK)
    column = page.columns.current()
    assert column is not None
    page.columns.columns["completeness"].cards.setFocus()
    page.columns.columns["completeness"].cards.go_to(0)
    number = here(page)[1]
    run(page, "board.move")
    assert state_of(page, number) == "completeness"
    assert "■" in said(page)


def test_a_step_of_somebody_else_is_not_made(
    make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot,
    filled_desk: Desk, as_user_of: Callable[[Role], Desk],
) -> None:  # fmt: skip
    page = shown(BoardPage(make_context(as_user_of("reviewer")), tasks, dialogs), qtbot)
    assert [each.column.state for each in page.columns.shown() if each.column.mine] == ["secrecy-check"]
    page.move_on()
    assert "待发明人办理" in said(page)
    assert held(filled_desk, DRAFTS[0]).state == "draft"


def test_no_step_leads_on_from_the_end_from_what_is_sealed_or_from_another_field(
    page: BoardPage, qtbot: QtBot
) -> None:
    move = next(each for each in page.commands() if each.id == "board.move")
    assert move.enabled()
    page.go_to_search()
    assert not move.enabled(), "a key typed elsewhere makes no move"
    page.columns.go_to(CLOSED)
    page.columns.enter()
    assert here(page) == ("closed", CLOSED)
    assert not move.enabled()
    spills.seal(page.context.desk, DISCLOSURES, DRAFTS[0], "超限")
    page.refresh()
    read(page, qtbot)
    page.columns.go_to(DRAFTS[0])
    page.columns.enter()
    assert here(page) == ("draft", DRAFTS[0])
    assert not move.enabled()
    card = page.columns.card()
    assert card is not None and card.sealed
    assert "已封存" in page.told.text()


def test_a_move_overtaken_by_a_withdrawal_is_refused_in_place(page: BoardPage) -> None:
    records.withdraw(page.context.desk, DISCLOSURES, DRAFTS[0], "重复")
    page.move_on()
    assert state_of(page, DRAFTS[0]) == "withdrawn"
    assert said(page)


def test_the_views_leave_the_columns_that_wait_for_somebody(page: BoardPage) -> None:
    QTest.mouseClick(page.views.chips["me"], Qt.MouseButton.LeftButton)
    assert states(page) == ["submitted", "completeness", "accepted"]
    run(page, "board.show.others")
    assert states(page) == ["draft", "rework", "secrecy-check", "assessment"]
    column = page.columns.current()
    assert column is not None and column.column.state == "draft"
    column.cards.setFocus()
    press(page, Key.Key_Escape)
    assert "closed" in states(page) and page.choices.view == "all"


def test_text_narrows_by_number_title_and_unit(page: BoardPage) -> None:
    QTest.keyClicks(page.search, "0008")
    assert states(page) == ["draft"] and numbers(page, "draft") == [DRAFTS[1]]
    assert page.columns.columns["draft"].head.under == "所列 5 件中符合 1 件"
    assert page.columns.columns["draft"].head.count == "5", "the true count stays"
    page.search.setText("量子 探测器")
    assert all("探测器" in each.title for one in page.columns.shown() for each in one.rows.cards)
    unit = held(page.context.desk, DRAFTS[0]).unit
    page.search.setText(unit)
    assert DRAFTS[0] in numbers(page, "draft")
    page.search.setFocus()
    QTest.keyClick(page.search, Key.Key_Down)
    assert here(page)[0] == "draft"
    press(page, Key.Key_Slash)
    assert page.search.hasFocus()
    QTest.keyClick(page.search, Key.Key_Escape)
    assert page.search.text() == "" and len(states(page)) == 8


def test_letters_in_the_search_are_text_and_no_acts(page: BoardPage) -> None:
    page.go_to_search()
    QTest.keyClicks(page.search, "m")
    assert page.search.text() == "m"
    assert state_of(page, DRAFTS[0]) == "draft"


def test_where_nothing_matches_it_says_so_and_what_to_do(page: BoardPage) -> None:
    page.search.setText("没有这样的")
    assert page.places.currentWidget() is page.empty
    assert "没有符合" in page.empty.text()
    page.empty._buttons[0].click()
    assert page.places.currentWidget() is page.columns
    assert page.search.text() == "" and page.columns.current() is not None


def test_where_nothing_waits_for_a_person_it_says_so(
    make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot,
    as_user_of: Callable[[Role], Desk],
) -> None:  # fmt: skip
    choices = BoardChoices(view="me")
    page = shown(BoardPage(make_context(as_user_of("reader")), tasks, dialogs, choices), qtbot)
    assert page.empty.text() == "没有这一类待办事项。"
    press(page, Key.Key_Return)
    assert len(states(page)) == 8 and page.choices.view == "all"


def test_an_empty_register_offers_to_fill_it(
    make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot, desk: Desk
) -> None:
    page = shown(BoardPage(make_context(desk), tasks, dialogs), qtbot)
    assert "尚无记录" in page.empty.text()
    with qtbot.waitSignal(page.import_asked) as heard:
        press(page, Key.Key_Return)
    assert heard.args == ["disclosures"]
    with qtbot.waitSignal(page.opened) as new:
        page.empty._buttons[1].click()
    assert new.args == ["disclosures", ""]


def test_where_all_work_ended_long_ago_it_leads_to_the_register(
    page: BoardPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operation, "_shown", lambda _register: [])
    page.refresh()
    read(page, qtbot)
    qtbot.waitUntil(lambda: page.places.currentWidget() is page.empty)
    with qtbot.waitSignal(page.stage_chosen) as heard:
        page.empty._buttons[0].click()
    assert heard.args == ["disclosures", EVERY]


def test_another_register_is_switched_to_and_remembered(page: BoardPage, qtbot: QtBot) -> None:
    register = PROJECTS
    page.switch.menu().actions()[REGISTERS.index(register)].trigger()
    read(page, qtbot)
    assert states(page) == [each.code for each in register.states.states]
    assert page.choices.register == register.name
    assert page.switch.accessibleName() == f"登记簿：{page.context.label(register.label)}"
    page.setFocus()
    with qtbot.waitSignal(page.opened) as heard:
        press(page, Key.Key_Return)
    assert heard.args[0] == register.name


def test_cards_and_columns_are_read_out(page: BoardPage, clock: SetClock, qtbot: QtBot) -> None:
    clock.forward(days=12)
    page.refresh()
    read(page, qtbot)
    column = page.columns.columns["submitted"]
    title = held(page.context.desk, SUBMITTED).title
    index = column.rows.index(0)
    spoken = f"{SUBMITTED}，{title}，12 天，待知识产权专员办理，内部"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == spoken
    told = QAccessible.queryAccessibleInterface(column.cards)
    assert told.text(QAccessible.Text.Name) == "已提交：5 件，待知识产权专员办理"
    assert told.childCount() == 5
    assert told.child(0).text(QAccessible.Text.Name) == spoken
    assert column.head.accessibleName() == "已提交：5 件，待知识产权专员办理"
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "2026-03-05" in tip and held(page.context.desk, SUBMITTED).unit in tip


def test_what_comes_into_sight_is_read_first_and_then_the_rest(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_page, "FIRST", 1)
    asked: list[int] = []
    show = BoardPage._show

    def noted(page: BoardPage, board: Board | None) -> None:
        show(page, board)
        asked.append(len(numbers(page, "draft")))
        assert "列出" not in page.columns.columns["draft"].head.under

    monkeypatch.setattr(BoardPage, "_show", noted)
    page = shown(BoardPage(context, tasks, dialogs, BoardChoices(number=DRAFTS[3])), qtbot)
    assert asked == [1, 5]
    assert here(page) == ("draft", DRAFTS[3]), "the card that was left is gone to when it is there"


def test_what_a_column_does_not_show_is_said_in_its_head(
    page: BoardPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operation, "MOST", 2)
    page.refresh()
    read(page, qtbot)
    head = page.columns.columns["draft"].head
    assert (head.count, head.under) == ("5", "列出停留最久的 2 件")
    assert page.columns.columns["closed"].head.under == "列出最近的 2 件"


def test_the_keyboard_comes_back_to_its_card(
    page: BoardPage, context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page.columns.go_to(CLOSED)
    again = shown(BoardPage(context, tasks, dialogs, page.choices), qtbot)
    assert here(again) == ("closed", CLOSED)
    qtbot.waitUntil(lambda: is_in_sight(again))


def test_a_narrow_window_scrolls_across_and_a_wide_one_does_not(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page = shown(BoardPage(context, tasks, dialogs), qtbot, width=700)
    qtbot.waitUntil(lambda: page.columns.horizontalScrollBar().maximum() > 0)
    page.resize(8 * 240 + 100, 700)
    qtbot.waitUntil(lambda: page.columns.horizontalScrollBar().maximum() == 0)


def test_tab_stops_at_one_column(page: BoardPage) -> None:
    press(page, Key.Key_Right)
    stops = [each for each in page.columns.columns.values() if takes_tab(each)]
    assert [each.column.state for each in stops] == ["rework"]
    press(page, Key.Key_Tab)
    assert not page.columns.has_keyboard()


def takes_tab(column: BoardColumn) -> bool:
    """Say whether the Tab key stops at the cards of a column."""
    return bool(column.cards.focusPolicy() & Qt.FocusPolicy.TabFocus)


def test_a_long_title_is_drawn_in_two_lines_and_ends_in_dots(page: BoardPage) -> None:
    drawn = []
    for text in ("一种热链", "一种热链" * 30, "A link and a method of making it" * 9, "", "热" * 14):
        picture = QImage(200, 3 * LINE, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setFont(page.font())
        draw_in_two_lines(painter, picture.rect().adjusted(0, 0, 0, -LINE), text)
        painter.end()
        lines = [picture.copy(0, line * LINE, 200, LINE) for line in range(3)]
        blank = QImage(200, LINE, QImage.Format.Format_RGB32)
        blank.fill(Qt.GlobalColor.white)
        drawn.append([each != blank for each in lines])
    assert drawn[0] == [True, False, False]
    assert drawn[1] == drawn[2] == [True, True, False]
    assert drawn[3] == [False, False, False]


@pytest.fixture
def window(
    make_context: Callable[..., Context], filled_desk: Desk, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> MainWindow:
    """Return the window with the officer's desk open."""
    made = MainWindow(make_context(), tasks, dialogs)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open_desk(filled_desk)
    return made


def desk_view(window: MainWindow) -> DeskView:
    """Return the open desk of a window."""
    return window.findChildren(DeskView)[-1]


def board_of(window: MainWindow, qtbot: QtBot) -> BoardPage:
    """Go to the board by its key and return it with its cards."""
    QTest.keyClick(window, Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    page = desk_view(window).page()
    assert isinstance(page, BoardPage)
    read(page, qtbot)
    return page


def test_the_keys_of_the_window_reach_board_move_and_back(window: MainWindow, qtbot: QtBot) -> None:
    for each in DRAFTS:
        records.change(window._context.desk, DISCLOSURES, each, {"duplicates_checked": True})
    page = board_of(window, qtbot)
    assert here(page) == ("draft", DRAFTS[0])
    press(page, Key.Key_M)
    assert state_of(page, DRAFTS[0]) == "submitted"
    read(page, qtbot)
    press(page, Key.Key_Return)
    view = desk_view(window)
    assert getattr(view.page(), "number", "") == DRAFTS[1]
    view.back()
    again = view.page()
    assert isinstance(again, BoardPage)
    read(again, qtbot)
    qtbot.waitUntil(lambda: again.columns.card() is not None)
    assert here(again) == ("draft", DRAFTS[1])


def test_no_place_has_another_key_since_the_board_came(window: MainWindow) -> None:
    keys = {each.id: each.shortcut for each in window.commands()}
    assert (keys["go.today"], keys["go.disclosures"]) == ("Ctrl+1", "Ctrl+2")
    assert keys["go.board"] == "Ctrl+G"
    places = desk_view(window).navigation
    assert [places.item(row).text() for row in range(3)] == ["今日待办", "期限", "看板"]


def test_a_head_leads_to_the_register_narrowed_to_its_state(window: MainWindow, qtbot: QtBot) -> None:
    page = board_of(window, qtbot)
    page.columns.columns["secrecy-check"].head.click()
    register = desk_view(window).page()
    assert isinstance(register, RegisterPage)
    assert register.filter().state == "secrecy-check"


def test_what_waits_for_me_is_one_key_away_from_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    view = desk_view(window)
    view.go("about")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Key.Key_M, both)
    page = view.page()
    assert isinstance(page, TodayPage)
    assert page.choices.view == "me"
    qtbot.waitUntil(lambda: page._agenda is not None and not page.tasks.is_busy(), timeout=20_000)
    assert page.model.rows and all(each.mine for each in page.model.rows)
    page.show_view("all")
    QTest.keyClick(window, Key.Key_M, both)
    assert view.page() is page and page.choices.view == "me"
