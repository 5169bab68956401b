"""The page of a register, by keys and clicks over real records."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from ipdesk.gui import list_reader, table_view
from ipdesk.gui.conditions import ALL, Filter
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import save_dialog
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.table_columns import default_columns
from ipdesk.gui.table_view import View
from ipdesk.gui.tasks import Tasks
from ipdesk.model.states import Move
from ipdesk.operations import reading, records
from ipdesk.operations import settings as settings_file
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import Order
from ipdesk.registers import register
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES, add_disclosure, bring_to, held
from tests.operations.test_restricted import unpacked

EVERYTHING = Filter(state=ALL)


@pytest.fixture
def page(context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> RegisterPage:
    return shown(RegisterPage(context, tasks, dialogs, "disclosures"), qtbot)


def shown(page: RegisterPage, qtbot: QtBot) -> RegisterPage:
    qtbot.addWidget(page)
    page.resize(1152, 780)
    page.show()
    page.refresh()
    page.setFocus()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def numbers(page: RegisterPage) -> list[str]:
    """Return the numbers of the rows in their order."""
    found = [page.rows.record_at(row) for row in range(page.rows.rowCount())]
    return [each.number for each in found if each is not None]


def select(page: RegisterPage, *wanted: str) -> None:
    """Select rows by number."""
    page.table.clearSelection()
    known = numbers(page)
    page.table.go_to(View(selected=frozenset(page.rows.ids[known.index(number)] for number in wanted)))


def selected(page: RegisterPage) -> set[str]:
    records = reading.page(page.context.desk, DISCLOSURES, page.table.selected_ids(), ())
    return {each.number for each in records}


def said(page: RegisterPage) -> str:
    """Return what the line in place says."""
    assert page.outcome.isVisible()
    return page.outcome._text.text()


def finish(page: RegisterPage, qtbot: QtBot) -> None:
    """Wait until the work under way has ended and was told."""
    qtbot.waitUntil(lambda: not page.acts.is_busy())


def move_to(target: str) -> Move:
    return next(each for each in DISCLOSURES.states.moves if each.target == target)


def test_it_lists_what_is_open_newest_first_with_the_counts(page: RegisterPage) -> None:
    assert len(numbers(page)) == 26
    assert numbers(page)[0] == "PL-2026-0030"
    assert page.count.text().startswith("26")
    assert "30" in page.count.text()
    assert page.title() == "职务科技成果披露"


def test_enter_and_double_click_open_a_record(page: RegisterPage, qtbot: QtBot) -> None:
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == ["disclosures", "PL-2026-0029"]
    place = page.table.visualRect(page.rows.index(2, 1)).center()
    with qtbot.waitSignal(page.opened) as opened:
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["disclosures", "PL-2026-0027"]


def test_home_and_end_go_to_the_ends_of_the_list(page: RegisterPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.currentIndex().row() == 25
    QTest.keyClick(page.table, Qt.Key.Key_Home)
    assert page.table.currentIndex().row() == 0
    QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.count_selected() == 26


def test_a_slash_goes_to_the_search_and_enter_back_to_the_list(page: RegisterPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.table, "/")
    assert page.filter_bar.search.hasFocus()
    assert page.filter_bar.search.text() == ""
    QTest.keyClicks(page.filter_bar.search, "0027")
    QTest.keyClick(page.filter_bar.search, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    assert numbers(page) == ["PL-2026-0027"]


def test_typing_letters_into_the_table_does_not_walk_the_list(page: RegisterPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.table, "P")
    assert page.table.currentIndex().row() == 0
    assert page.filter_bar.search.text() == ""


def test_search_as_you_type_finds_chinese(page: RegisterPage, qtbot: QtBot) -> None:
    page.filter_bar.search.insert("钛合金支撑")
    qtbot.waitUntil(lambda: len(numbers(page)) < 26)
    titles = {page.rows.texts_at(row)[1] for row in range(page.rows.rowCount())}
    assert titles
    assert all("钛合金支撑" in each for each in titles)


def test_a_header_click_orders_the_list_and_a_second_one_turns_it(page: RegisterPage, qtbot: QtBot) -> None:
    page.show_only(EVERYTHING)
    header = page.table.horizontalHeader()

    def click(name: str) -> None:
        column = page.rows.columns.index(name)
        x = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
        place = header.viewport().rect().center()
        place.setX(x)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click("number")
    assert numbers(page) == sorted(numbers(page))
    assert header.sortIndicatorSection() == 0
    click("number")
    assert numbers(page) == sorted(numbers(page), reverse=True)
    click("submitted")
    days = [page.rows.texts_at(row)[page.rows.columns.index("submitted")] for row in range(30)]
    assert days == sorted(days, reverse=True)
    assert page.table.count_selected() == 0


def test_states_come_in_the_order_of_the_way(page: RegisterPage) -> None:
    page.show_only(EVERYTHING)
    page.order_by(Order("state", False))
    codes = [record.state for row in range(30) if (record := page.rows.record_at(row))]
    places = [[each.code for each in DISCLOSURES.states.states].index(code) for code in codes]
    assert places == sorted(places)


def test_a_column_that_cannot_be_ordered_by_leaves_the_list(page: RegisterPage) -> None:
    before = numbers(page)
    page.table._click_header(page.rows.columns.index("inventors"))
    assert numbers(page) == before
    assert not page.outcome.isVisible()


def test_ordering_keeps_the_selected_records(page: RegisterPage) -> None:
    select(page, "PL-2026-0013", "PL-2026-0002", "PL-2026-0025")
    page.order_by(Order("number", False))
    assert selected(page) == {"PL-2026-0013", "PL-2026-0002", "PL-2026-0025"}


def test_reading_again_keeps_selection_and_place(page: RegisterPage, context: Context) -> None:
    page.resize(1152, 480)
    page.table.scrollToBottom()
    select(page, "PL-2026-0001", "PL-2026-0002")
    page.table.verticalScrollBar().setValue(10)
    top = page.rows.record_at(page.table.rowAt(0))
    number = add_disclosure(context.desk, number="", title="一种新的热开关")
    page.refresh()
    assert numbers(page)[0] == number
    after = page.rows.record_at(page.table.rowAt(0))
    assert top is not None
    assert after is not None
    assert after.number == top.number
    assert selected(page) == {"PL-2026-0001", "PL-2026-0002"}


def test_the_window_can_come_back_to_where_the_reader_stood(
    page: RegisterPage, context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page.show_only(Filter(state="closed"))
    page.order_by(Order("number", False))
    select(page, "PL-2026-0014")
    standing = page.standing()
    again = RegisterPage(context, tasks, dialogs, "disclosures")
    qtbot.addWidget(again)
    again.go_to(standing)
    assert again.filter() == Filter(state="closed")
    assert numbers(again) == ["PL-2026-0007", "PL-2026-0014", "PL-2026-0021", "PL-2026-0028"]
    assert selected(again) == {"PL-2026-0014"}


def test_rows_are_copied_as_text(page: RegisterPage, qtbot: QtBot) -> None:
    select(page, "PL-2026-0030", "PL-2026-0029")
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[:3] for line in lines] == [
        ["PL-2026-0030", "一种先进薄膜沉积装置（30）", "已提交"],
        ["PL-2026-0029", "一种量子校准软件（29）", "草稿"],
    ]


def test_new_opens_an_empty_record_and_import_asks_for_its_page(page: RegisterPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.opened) as opened:
        QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    assert opened.args == ["disclosures", ""]
    with qtbot.waitSignal(page.import_asked) as asked:
        QTest.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["disclosures"]


def test_what_is_shown_is_exported_with_a_serial_number(
    page: RegisterPage, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show_only(Filter(state="closed"))
    dialogs.target = tmp_path / "披露台账.xlsx"
    QTest.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    finish(page, qtbot)
    assert dialogs.target.stat().st_size > 5_000
    assert "4" in said(page)
    assert "披露台账.xlsx" in said(page)
    assert "1" in said(page)


def test_an_export_under_a_password_is_asked_for_in_place(
    page: RegisterPage, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "披露台账.xlsx"
    next(each for each in page.commands() if each.id == "register.export-locked").run()
    line = page.acts.lock
    assert line.isVisible()
    page.acts.export()  # the plain act does not pass by a password that is asked for
    assert dialogs.asked == [] and "■" in line.below.text()
    for field in line.fields:
        QTest.keyClicks(field.line, "hengqin-2026")
    QTest.keyClick(line.fields[1].line, Qt.Key.Key_Return)
    finish(page, qtbot)
    assert dialogs.target.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert "披露台账.xlsx" in said(page)
    assert not line.isVisible() and line.fields[0].text() == ""
    page.acts.export()
    finish(page, qtbot)
    assert dialogs.target.read_bytes().startswith(b"PK"), "nothing is remembered"


def test_what_is_shown_is_exported_as_a_pdf_in_the_order_shown(
    page: RegisterPage, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show_only(Filter(state="closed"))
    for descending in (False, True):
        page.order_by(Order("number", descending=descending))
        dialogs.target = tmp_path / "披露台账.pdf"
        QTest.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
        finish(page, qtbot)
        assert "披露台账.pdf" in said(page)
        with pypdfium2.PdfDocument(dialogs.target) as opened:
            text = "".join(each.get_textpage().get_text_range() for each in opened)
        found = re.findall(r"PL-2026-\d{4}", text)
        assert found == sorted(found, reverse=descending)
        assert len(found) == 4
    assert [ending for _, ending in dialogs.kinds] == [".xlsx", ".pdf"]


def test_a_name_without_an_ending_becomes_a_workbook(
    page: RegisterPage, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "披露台账.2026"
    QTest.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    finish(page, qtbot)
    assert (tmp_path / "披露台账.2026.xlsx").is_file()


def test_choosing_another_kind_of_file_changes_the_ending_of_its_name(
    qtbot: QtBot, page: RegisterPage, tmp_path: Path
) -> None:
    kinds = (("工作簿", ".xlsx"), ("清单", ".pdf"))
    made = save_dialog(page, "导出", tmp_path / "披露.台账.xlsx", kinds)
    qtbot.addWidget(made)
    assert [Path(each).name for each in made.selectedFiles()] == ["披露.台账.xlsx"]
    made.selectNameFilter(made.nameFilters()[1])
    made.filterSelected.emit(made.nameFilters()[1])
    assert [Path(each).name for each in made.selectedFiles()] == ["披露.台账.pdf"]
    assert made.defaultSuffix() == "pdf"


def test_an_export_that_cannot_be_written_is_told_in_place(
    page: RegisterPage, dialogs: FakeDialogs, qtbot: QtBot, context: Context
) -> None:
    dialogs.target = context.desk.workspace.folder / "x.xlsx"
    QTest.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    finish(page, qtbot)
    assert "■" in said(page)
    assert not dialogs.target.exists()


def test_stepping_back_from_the_export_does_nothing(page: RegisterPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    assert not page.acts.is_busy()
    assert not page.outcome.isVisible()


def test_acts_on_many_show_from_two_rows_on(page: RegisterPage) -> None:
    select(page, "PL-2026-0030")
    assert not page.selection.withdraw.isVisible()
    select(page, "PL-2026-0030", "PL-2026-0029")
    assert page.selection.withdraw.isVisible()
    assert page.selection.move_button.isVisible()
    assert "2" in page.selection.said.text()


def test_many_are_withdrawn_for_one_reason(
    page: RegisterPage, dialogs: FakeDialogs, context: Context, qtbot: QtBot
) -> None:
    select(page, "PL-2026-0030", "PL-2026-0029", "PL-2026-0027")
    with qtbot.waitSignal(context.changed):
        QTest.mouseClick(page.selection.withdraw, Qt.MouseButton.LeftButton)
    assert len(dialogs.asked) == 1
    assert "3" in dialogs.asked[0]
    states = {held(context.desk, f"PL-2026-00{each}").state for each in (30, 29, 27)}
    assert states == {"withdrawn"}
    assert "✓" in said(page)
    entry = records.history(context.desk, DISCLOSURES, "PL-2026-0027")[0]
    assert entry.act == "withdraw"
    assert entry.actor == "李明"


def test_without_a_reason_nothing_is_withdrawn(
    page: RegisterPage, dialogs: FakeDialogs, context: Context
) -> None:
    dialogs.sentence = ""
    select(page, "PL-2026-0030", "PL-2026-0029")
    page.acts.withdraw()
    assert not page.acts.is_busy()
    assert held(context.desk, "PL-2026-0030").state == "submitted"


def test_moves_are_offered_by_the_states_of_the_selected(page: RegisterPage, context: Context) -> None:
    select(page, "PL-2026-0029", "PL-2026-0022")
    page.acts.offer_moves()
    labels = [each.text() for each in page.selection.moves.actions()]
    assert labels == [context.label("Submit")]
    page.show_only(Filter(state="withdrawn"))
    page.acts.offer_moves()
    (only,) = page.selection.moves.actions()
    assert not only.isEnabled()


def test_one_that_is_refused_does_not_keep_the_others_back(
    page: RegisterPage, dialogs: FakeDialogs, context: Context, qtbot: QtBot
) -> None:
    select(page, "PL-2026-0029", "PL-2026-0022", "PL-2026-0027")
    with qtbot.waitSignal(context.changed):
        page.acts.move(move_to("submitted"))
    assert len(dialogs.asked) == 1
    assert {held(context.desk, f"PL-2026-00{each}").state for each in (29, 22)} == {"submitted"}
    assert held(context.desk, "PL-2026-0027").state == "assessment"
    assert "▲" in said(page)
    assert "PL-2026-0027" in said(page)


def test_a_move_that_needs_a_reason_asks_for_it_once(
    page: RegisterPage, dialogs: FakeDialogs, context: Context, qtbot: QtBot
) -> None:
    dialogs.sentence = "请补充实验数据。"
    select(page, "PL-2026-0030", "PL-2026-0023")
    with qtbot.waitSignal(context.changed):
        page.acts.move(move_to("rework"))
    assert len(dialogs.asked) == 1
    for number in ("PL-2026-0030", "PL-2026-0023"):
        assert held(context.desk, number).rework[-1].instruction == "请补充实验数据。"


def test_a_decision_against_it_moves_nothing(page: RegisterPage, dialogs: FakeDialogs) -> None:
    dialogs.decision = False
    select(page, "PL-2026-0029", "PL-2026-0022")
    page.acts.move(move_to("submitted"))
    assert not page.acts.is_busy()


def test_work_on_many_can_be_stopped_and_keeps_what_is_done(
    page: RegisterPage, context: Context, qtbot: QtBot
) -> None:
    page.table.selectAll()
    ids = page.table.selected_ids()
    done: list[str] = []

    def act(_desk: Desk, record: object) -> None:
        done.append(str(record))
        if len(done) == 3:
            page.acts.stop()

    with qtbot.waitSignal(context.changed):
        page.acts._each(ids, act)
    assert len(done) == 3
    assert "▲" in said(page)
    assert "3" in said(page)
    assert "26" in said(page)
    assert not page.selection.stop.isVisible()


def test_progress_stands_where_the_acts_were(page: RegisterPage, qtbot: QtBot) -> None:
    select(page, "PL-2026-0030", "PL-2026-0029")
    page.acts._each(page.table.selected_ids(), lambda desk, record: None)
    assert page.selection.progress.isVisible()
    assert page.selection.stop.isVisible()
    assert not page.selection.withdraw.isVisible()
    finish(page, qtbot)
    assert not page.selection.progress.isVisible()
    assert page.selection.withdraw.isVisible()


def test_no_hits_say_so_and_offer_to_clear(page: RegisterPage, qtbot: QtBot) -> None:
    page.show_only(Filter("没有任何记录这样写"))
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    (button,) = page.empty.findChildren(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.table.isVisible()
    assert page.filter() == Filter()


def test_an_empty_register_says_what_to_do_first(
    make_context: Callable[..., Context], desk: Desk, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page = shown(RegisterPage(make_context(desk), tasks, dialogs, "disclosures"), qtbot)
    assert page.empty.text() == page.context.label("No record yet: import a ledger or add the first.")
    acts = page.empty.findChildren(QPushButton)
    assert len(acts) == 2
    assert acts[0].hasFocus()
    with qtbot.waitSignal(page.opened):
        QTest.mouseClick(acts[1], Qt.MouseButton.LeftButton)


def test_where_all_is_closed_it_says_so(
    make_context: Callable[..., Context], desk: Desk, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    bring_to(desk, add_disclosure(desk), "closed")
    page = shown(RegisterPage(make_context(desk), tasks, dialogs, "disclosures"), qtbot)
    assert page.empty.isVisible()
    (button,) = page.empty.findChildren(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.table.isVisible()
    assert page.filter().state == ALL


def test_columns_are_chosen_and_remembered(
    page: RegisterPage, context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    assert page.rows.columns == default_columns(DISCLOSURES)
    page.columns._toggle("outcome", False)
    page.columns._toggle("assigned_to", True)
    page.columns._toggle("unit", False)
    assert page.rows.columns[-1] == "assigned_to"
    page.columns._toggle("unit", True)
    assert page.rows.columns[:4] == default_columns(DISCLOSURES)[:4]
    kept, notice = settings_file.load()
    assert notice is None
    assert tuple(kept.tables["disclosures"]) == page.rows.columns
    again = shown(RegisterPage(context, tasks, dialogs, "disclosures"), qtbot)
    assert again.rows.columns == page.rows.columns
    again.columns.reset_asked.emit()
    assert again.rows.columns == default_columns(DISCLOSURES)
    assert settings_file.load()[0].tables == {}


def test_a_width_set_by_hand_is_remembered(
    page: RegisterPage, context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    column = page.rows.columns.index("unit")
    with qtbot.waitSignal(page.table.resized):
        page.table.horizontalHeader().resizeSection(column, 222)
    assert settings_file.load()[0].tables["disclosures"]["unit"] == 222
    again = shown(RegisterPage(context, tasks, dialogs, "disclosures"), qtbot)
    assert again.table.columnWidth(column) == 222


def test_columns_that_settings_name_and_nobody_knows_are_passed_over(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    context.settings = context.settings.with_table("disclosures", {"number": 0, "gone": 90, "title": 300})
    page = shown(RegisterPage(context, tasks, dialogs, "disclosures"), qtbot)
    assert page.rows.columns == ("number", "title")


def test_the_title_takes_the_room_the_others_leave(page: RegisterPage) -> None:
    page.columns.chosen.emit(("number", "title", "state"))
    widths = [page.table.columnWidth(each) for each in range(3)]
    assert sum(widths) == page.table.viewport().width()
    assert widths[1] > 600


def test_a_long_list_that_no_index_gives_is_read_on_another_thread(
    page: RegisterPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(list_reader, "QUICK", 5)
    page.show_only(Filter(conditions=(("inventors.name", "单雨桐"),), state=ALL))
    qtbot.waitUntil(lambda: not page.reader.is_busy())
    assert len(numbers(page)) == 10
    page.show_only(EVERYTHING)
    assert len(numbers(page)) == 30


def test_a_slow_answer_to_an_earlier_question_is_not_shown(
    page: RegisterPage, monkeypatch: pytest.MonkeyPatch, tasks: Tasks, qtbot: QtBot
) -> None:
    monkeypatch.setattr(list_reader, "QUICK", 5)
    page.show_only(Filter(conditions=(("unit", "低温光学研究室"),), state=ALL))
    page.show_only(Filter(state="closed"))
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert len(numbers(page)) == 4


def test_commands_are_those_that_the_role_permits(
    filled_desk: Desk, make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot,
    page: RegisterPage, as_user: Callable[..., Desk],
) -> None:  # fmt: skip
    ready = {"filter.open", "filter.save", "filter.1", "filter.2", "filter.3"}
    lists = ("search", "clear", "state", "condition", "columns", "cross", "over", "beside")
    for_all = ready | {f"register.{act}" for act in lists}
    by_role = {f"register.{act}" for act in ("new", "import", "export", "export-locked", "move", "withdraw")}
    assert {each.id for each in page.commands()} == for_all | by_role
    keys = [each.shortcut for each in page.commands() if each.shortcut]
    assert len(set(keys)) == len(keys)
    assert not next(each for each in page.commands() if each.id == "register.withdraw").enabled()
    reader = shown(RegisterPage(make_context(as_user("reader")), tasks, dialogs, "disclosures"), qtbot)
    assert {each.id for each in reader.commands()} == for_all
    assert not reader.new_button.isVisible()


def test_a_locked_desk_leaves_nothing_visible(page: RegisterPage, context: Context) -> None:
    context.close()
    page.refresh()
    assert page.rows.rowCount() == 0


def test_everything_that_takes_the_keyboard_has_a_name(page: RegisterPage) -> None:
    page.table.selectAll()
    for each in (*page.findChildren(QPushButton), page.table, page.filter_bar.search):
        assert each.accessibleName() or getattr(each, "text", str)(), each


def test_selecting_everything_costs_no_walk_over_the_rows(page: RegisterPage) -> None:
    asked = 0
    real = page.rows.rowCount

    def counted(*parent: object) -> int:
        nonlocal asked
        asked += 1
        return len(page.rows.ids)

    page.rows.show_list(array("q", range(1, 50_001)), page.rows.columns)
    page.table.selectAll()
    page.rows.rowCount = counted  # type: ignore[method-assign,assignment]  # counts what painting asks
    page.grab()
    page.rows.rowCount = real  # type: ignore[method-assign]
    assert asked < 5_000


def test_the_menu_of_columns_shows_what_is_there_and_orders_the_list(
    page: RegisterPage, context: Context
) -> None:
    page.columns.aboutToShow.emit()
    actions = page.columns.actions()  # kept, since their menus go with them
    groups = {each.text(): each.menu() for each in actions if each.text()}
    record = groups[context.label("The record")]
    assert isinstance(record, QMenu)
    entries = {each.text(): each for each in record.actions()}
    assert entries["编号"].isChecked()
    assert not entries["编号"].isEnabled()
    assert entries["状态"].isChecked()
    order = groups[context.label("Order by")]
    assert isinstance(order, QMenu)
    next(each for each in order.actions() if each.text() == "编号").trigger()
    assert numbers(page) == sorted(numbers(page))
    entries["状态"].trigger()
    assert "state" not in page.rows.columns


def test_copying_too_many_rows_says_what_was_left_out(
    page: RegisterPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_view, "MOST_COPIED", 5)
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().split("\n")) == 5
    assert "26" in said(page)


def test_restricted_fields_leave_once_that_was_decided(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    people = register("people")
    records.add(context.desk, people, [{"number": "A1", "name": "单雨桐", "phone": "13900000000"}])
    page = shown(RegisterPage(context, tasks, dialogs, "people"), qtbot)
    [act] = [each for each in page.commands() if each.id == "register.export-restricted"]
    dialogs.target, dialogs.decision = tmp_path / "人员.xlsx", False
    act.run()
    assert not dialogs.target.exists() and "联系电话" in dialogs.asked[-1]
    dialogs.decision = True
    act.run()
    finish(page, qtbot)
    assert "13900000000" in unpacked(dialogs.target)
    others = RegisterPage(context, tasks, dialogs, "disclosures")
    qtbot.addWidget(others)
    assert "register.export-restricted" not in [each.id for each in others.commands()]
