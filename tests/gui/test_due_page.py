"""Everything due: the docket at once and other matters after it, narrowed by chips, weeks and lists, cleared by one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ipdesk.gui.act_rows import DUE, MATTER, RECORD, STATUS
from ipdesk.gui.context import Context
from ipdesk.gui.due_page import DuePage
from ipdesk.gui.tasks import Tasks
from ipdesk.model.wanted import Wanted
from ipdesk.operations import deadlines, docket, records
from ipdesk.operations.desk import Desk
from ipdesk.registers.docketed import Docketed, confirmed_by
from ipdesk.store import records as stored
from tests.gui.conftest import FakeDialogs
from tests.operations.cases import DISCLOSURES
from tests.operations.docketing import EXAM, PATENTS, TODAY, add_right, exam_of

DRAFT = "PL-2026-0001"


def test_the_list_on_paper_holds_what_the_page_lists(page: DuePage) -> None:
    page.show_view("later")
    assert page.asked_of("list") == (Wanted(), "later")
    page.show_view("all")
    assert page.asked_of("list") == (Wanted(), "all")
    assert page.asked_of("calendar") == (Wanted(), "all")  # beyond a year
    week = next(each for each in page.strip.weeks if each.count)
    page.strip.chosen.emit(week)
    assert page.asked_of("list") == (Wanted(since=week.first, until=week.last), "")


@pytest.fixture
def page(context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> DuePage:
    """Return the page over a right whose examination is due in ten days, one due in two years, and a dated disclosure."""
    for filed in ("2023-03-15", "2025-03-17"):
        add_right(context.desk, filed)
    day = (TODAY + timedelta(3)).isoformat()
    records.change(context.desk, DISCLOSURES, DRAFT, {"urgent_by": day, "duplicates_checked": True})
    made = DuePage(context, tasks, dialogs)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.refresh()
    qtbot.waitUntil(lambda: bool(made._matters), timeout=20_000)
    made.show_view("all")
    made.setFocus()
    return made


def shown(page: DuePage, *columns: int) -> list[tuple[str, ...]]:
    """Return the texts of columns in the rows of what is due within a month or by examination."""
    rows = range(page.model.rowCount())
    return [tuple(str(page.model.index(row, column).data()) for column in columns) for row in rows]


def go_to(page: DuePage, number: str, what: str = "") -> None:
    """Stand at the row of a record."""
    held = [page.model.row_at(row) for row in range(page.model.rowCount())]
    page.table.selectRow(
        next(
            at
            for at, each in enumerate(held)
            if each and each.number == number and each.rule.startswith(what)
        )
    )


def press(page: DuePage, key: Qt.Key, text: str = "") -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(page.focusWidget(), key)


def run(page: DuePage, id: str) -> None:
    """Do an act of the page as its key does."""
    command = next(each for each in page.commands() if each.id == id)
    assert command.enabled()
    command.run()


def statuses(desk: Desk, number: str) -> str:
    """Return how the request for examination of a right stands."""
    return exam_of(desk, number).status


def test_before_anything_is_read_the_page_does_not_say_that_nothing_is_due(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    made = DuePage(context, tasks, dialogs)
    qtbot.addWidget(made)
    assert made.count.text() == ""
    assert not any(sign.isdigit() for chip in made.views.chips.values() for sign in chip.text())
    made.show_view("all")
    assert "推算" in made.empty.text()


def test_tasks_and_matters_stand_by_day_and_chips_tell_how_many(page: DuePage) -> None:
    rows = [
        row for row in shown(page, DUE, STATUS, RECORD) if "一种低温热链组件" in row[2] or DRAFT in row[2]
    ]
    exam = [row for row in rows if row[0] in ("2026-03-16", "2028-03-17")]
    assert [row[0] for row in exam] == ["2026-03-16", "2028-03-17"]  # 15 March 2026 is a Sunday
    assert any(row[0] == "2026-03-08" and DRAFT in row[2] for row in rows)
    whole, month = len(shown(page, DUE)), page.views.chips["month"].text()
    page.show_view("month")
    assert month.endswith(str(len(shown(page, DUE)))) and 0 < len(shown(page, DUE)) < whole
    assert all(TODAY.isoformat() <= row[0] <= "2026-04-05" for row in shown(page, DUE))


def test_a_task_is_opened_at_its_deadline_and_its_day_is_said_once(page: DuePage, qtbot: QtBot) -> None:
    go_to(page, "ZL-2026-0001", EXAM)
    held = page.table.current()
    assert "2026-03-16" not in page.model.text_of(held, MATTER)
    with qtbot.waitSignal(page.opened_at) as heard:
        press(page, Qt.Key.Key_Return)
    assert heard.args == ["patents", "ZL-2026-0001", held.task]


def test_one_key_and_a_day_clear_a_task_and_undo_brings_it_back(page: DuePage, qtbot: QtBot) -> None:
    desk = page.context.desk
    go_to(page, "ZL-2026-0001", EXAM)
    run(page, "due.move")
    assert not page.line.isHidden()
    page.line.kinds.setCurrentIndex(page.line.kinds.findData("exam-requested"))
    page.line.day.line.setFocus()
    page.line.day.line.selectAll()
    QTest.keyClicks(page.focusWidget(), "2026-03-04")
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(page.line.isHidden)
    assert statuses(desk, "ZL-2026-0001") == "done"
    page.refresh()
    qtbot.waitUntil(lambda: not any(row[0] == "2026-03-16" for row in shown(page, DUE)))
    run(page, "due.undo")
    assert statuses(desk, "ZL-2026-0001") == "open"


def test_a_day_that_is_none_is_said_in_place_and_escape_leaves(page: DuePage) -> None:
    go_to(page, "ZL-2026-0001", EXAM)
    run(page, "due.move")
    page.line.day.line.setFocus()
    QTest.keyClicks(page.focusWidget(), "morgen")
    press(page, Qt.Key.Key_Return)
    assert not page.line.wrong.isHidden() and not page.line.isHidden()
    press(page, Qt.Key.Key_Escape)
    assert page.line.isHidden() and statuses(page.context.desk, "ZL-2026-0001") == "open"


def test_settling_asks_for_a_reason_and_who_entered_the_days_does_not_confirm_them(
    page: DuePage,
) -> None:
    desk = page.context.desk
    go_to(page, "ZL-2026-0001", EXAM)
    run(page, "due.confirm")
    assert any("录入" in each.text() for each in page.outcome.findChildren(QLabel))
    held = (page.model.row_at(row) for row in range(page.model.rowCount()))
    assert not any(each.confirmed_by for each in held if each)
    run(page, "due.settle")
    press(page, Qt.Key.Key_Return)
    assert any("原因" in each.text() for each in page.outcome.findChildren(QLabel))
    page.line.reason.setFocus()
    QTest.keyClicks(page.focusWidget(), "ended before")
    press(page, Qt.Key.Key_Return)
    assert statuses(desk, "ZL-2026-0001") == "done"


def test_lists_narrow_by_register_and_who_acts(page: DuePage) -> None:
    page.registers.setCurrentIndex(page.registers.findData("disclosures"))
    page.registers.activated.emit(page.registers.currentIndex())
    assert {row[0].partition("　")[0][:2] for row in shown(page, RECORD)} == {"PL"}
    page.registers.setCurrentIndex(0)
    page.registers.activated.emit(0)
    waits = exam_of(page.context.desk, "ZL-2026-0001").rule.waits_for
    page.waits.setCurrentIndex(page.waits.findData(waits))
    page.waits.activated.emit(page.waits.currentIndex())
    assert any(row[0] == "2026-03-16" for row in shown(page, DUE))


def test_a_week_of_the_strip_narrows_the_list(page: DuePage) -> None:
    week = next(each for each in page.strip.weeks if each.holds(date(2026, 3, 16)))
    page.strip.chosen.emit(week)
    assert shown(page, DUE) and all(week.holds(date.fromisoformat(row[0])) for row in shown(page, DUE))
    assert not page.week_chip.isHidden()
    page.week_chip.click()
    assert page.week_chip.isHidden()


def test_what_was_written_elsewhere_is_reckoned_before_it_is_shown(page: DuePage, qtbot: QtBot) -> None:
    records.change(page.context.desk, PATENTS, "ZL-2026-0001", {"filed_on": "2023-04-20"})
    page.refresh()
    qtbot.waitUntil(lambda: any(row[0] == "2026-04-20" for row in shown(page, DUE)))
    assert docket.count_behind(page.context.desk) == 0
    assert deadlines.tasks_kept(page.context.desk, PATENTS, "ZL-2026-0001")


def test_of_a_long_list_the_first_rows_are_painted_before_the_rest_is_read(
    context: Context, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for filed in ("2023-03-15", "2025-03-17"):
        add_right(context.desk, filed)
    docket.refresh(context.desk)
    monkeypatch.setattr("ipdesk.operations.due.MANY", 1)
    made = DuePage(context, tasks, dialogs)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made._read()
    first = made.model.rowCount()
    assert first > 0 and not len(made._whole), "nothing but the first rows is read yet"
    qtbot.waitUntil(lambda: len(made._whole) > first, timeout=20_000)
    assert len(shown(made, MATTER)) >= first and made.count.text()


def test_a_reviewer_is_told_of_the_one_key_that_acts_and_a_click_opens_the_record(
    desk: Desk, make_context: Callable[..., Context], as_user: Callable[..., Desk], tasks: Tasks,
    dialogs: FakeDialogs, qtbot: QtBot,
) -> None:  # fmt: skip
    add_right(desk, "2023-03-15")
    page = DuePage(make_context(as_user("reviewer")), tasks, dialogs)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    page.setFocus()
    go_to(page, "ZL-2026-0001", EXAM)
    held = page.model.row_at(page.table.currentIndex().row())
    assert held is not None and page.model.key_of(held) == "回车"
    keys = " ".join(each.text() for each in page.findChildren(QLabel))
    assert "K 复核" in keys and "M 办结" not in keys and "S " not in keys
    with qtbot.waitSignal(page.opened_at):
        page._act(held)
    run(page, "due.confirm")
    record = stored.read(desk.workspace.db, PATENTS, "ZL-2026-0001")
    assert isinstance(record, Docketed)
    assert confirmed_by(record, exam_of(desk, "ZL-2026-0001")) is not None
