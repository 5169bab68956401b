"""Everything about a person: reached from the person, the table and a movement; missing things first; each row leads on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.clock_lines import ClockLines
from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.everything_page import EverythingPage
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.print_page import PrintPage
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.tasks import Tasks
from ipdesk.model.text import Message
from ipdesk.operations import reading, records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.registers.leaving import Clock
from ipdesk.registers.sources import SERVICE_INVENTION_TERMS
from tests.gui.conftest import FakeDialogs

NAME = "热依汗古丽·吐尔逊"
PEOPLE, MOVEMENTS, PATENTS = register("people"), register("movements"), register("patents")


@pytest.fixture
def named_desk(filled_desk: Desk) -> Desk:
    """Return a desk with a person who is an inventor twice and has signed nothing."""
    person = {"number": "A0117", "name": NAME, "unit": "一室", "employment": "permanent", "level": "internal"}
    records.add(filled_desk, PEOPLE, [person])
    rights = [{"title": title, "level": "internal", "inventors": [{"name": NAME}]} for title in ("甲", "乙")]
    records.add(filled_desk, PATENTS, rights)
    return filled_desk


@pytest.fixture
def view(
    make_context: Callable[..., Context], named_desk: Desk, tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> DeskView:
    """Return the open desk in a window."""
    window = MainWindow(make_context(), tasks, dialogs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_desk(named_desk)
    return window.findChildren(DeskView)[-1]


def run(view: DeskView, id: str) -> None:
    """Run an act that the palette offers now."""
    [command] = [each for each in [*view.commands(), *shown(view).commands()] if each.id == id]
    assert command.enabled()
    command.run()


def shown(view: DeskView) -> EverythingPage:
    """Return the page shown."""
    page = view.page()
    assert page is not None
    return page  # type: ignore[return-value]  # asserted by those who need it


def everything(view: DeskView) -> EverythingPage:
    """Show everything about the person."""
    view.open_everything("A0117")
    page = view.page()
    assert isinstance(page, EverythingPage)
    return page


def depart(desk: Desk) -> str:
    """Begin the leaving of the person and return its number."""
    values = {"name": NAME, "person": ["A0117"], "kind": "leaving", "day": "2026-05-31", "level": "internal"}
    return records.add(desk, MOVEMENTS, [values])[0].number


def test_it_is_reached_from_a_person_a_movement_and_the_table(
    view: DeskView, named_desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    """And from nothing else: no act is offered where no person is meant."""
    view.open_record("people", "A0117")
    run(view, "person")
    assert isinstance(view.page(), EverythingPage)
    view.open_record("movements", depart(named_desk))
    run(view, "person")
    assert isinstance(view.page(), EverythingPage)
    view.go("people")
    page = view.page()
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: not tasks.is_busy() and page.rows.rowCount() == 1)
    page.table.selectRow(0)
    run(view, "person")
    assert shown(view).number == "A0117"
    view.open_record("disclosures", "PL-2026-0001")
    [command] = [each for each in view.commands() if each.id == "person"]
    assert not command.enabled()


def test_topics_that_want_something_come_first(view: DeskView, named_desk: Desk) -> None:
    """What there is nothing of is one sentence."""
    granted = {"title": "会", "chair": NAME, "level": "internal"}
    number = records.add(named_desk, register("meetings"), [granted])[0].number
    records.withdraw(named_desk, register("meetings"), number, "取消")
    page = everything(view)
    names = [each.table.accessibleName() for each in page.cards]
    assert names == ["专利及申请", "知识产权与保密协议", "评审会议"]
    assert [each.badge.isHidden() for each in page.cards] == [False, False, True]
    assert "无相关记录" in page.empty.text() and "待发奖酬" in page.empty.text()
    assert "3 项未了" in page.status.text()


def test_keys_lead_to_a_record_and_back(view: DeskView, qtbot: QtBot) -> None:
    page = everything(view)
    run(view, "everything.next")
    table = page.cards[0].table
    assert table.hasFocus() and table.selectionModel().hasSelection()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    opened = view.page()
    assert isinstance(opened, RecordPage)
    assert opened.number == "ZL-2026-0001"
    view.back()
    assert isinstance(view.page(), EverythingPage)
    run(view, "everything.next")
    run(view, "everything.next")
    page = everything(view)
    assert [each.table.selectionModel().hasSelection() for each in page.cards].count(True) <= 1


def test_what_no_record_is_there_for_leads_to_a_new_one(view: DeskView) -> None:
    page = everything(view)
    card = next(each for each in page.cards if each.table.accessibleName() == "知识产权与保密协议")
    card.table.chosen.emit(0)
    opened = view.page()
    assert isinstance(opened, RecordPage)
    assert (opened.register.name, opened.number) == ("agreements", "")


def test_the_leaving_begins_in_a_line_filled_in(view: DeskView, named_desk: Desk) -> None:
    """Kind and last day stand there; begun, the page of the movement is shown with its tasks."""
    page = everything(view)
    page.departure.click()
    assert page.line is not None
    assert page.line.fields["kind"].editor.value() == "leaving"
    page.line.begin()
    opened = view.page()
    assert isinstance(opened, RecordPage)
    sight = reading.show(named_desk, MOVEMENTS, opened.number)
    record: Any = sight.record
    assert (record.person, record.kind, record.name) == (("A0117",), "leaving", NAME)
    assert record.tasks


def test_once_it_began_the_interview_is_recorded_there(view: DeskView, named_desk: Desk) -> None:
    number = depart(named_desk)
    page = everything(view)
    assert page.departure.isHidden()
    page.interview.click()
    opened = view.page()
    assert isinstance(opened, RecordPage)
    assert opened.number == number


def test_printing_leads_to_the_list_and_letter(view: DeskView, tasks: Tasks, qtbot: QtBot) -> None:
    everything(view).print_button.click()
    page = view.page()
    assert isinstance(page, PrintPage)
    assert page.document.currentText() == "离职人员知识产权清单及提醒函"
    qtbot.waitUntil(page.is_quiet, timeout=20_000)


def test_what_was_settled_is_gone_when_one_comes_back(view: DeskView, named_desk: Desk) -> None:
    page = everything(view)
    assert "3 项未了" in page.status.text()
    records.withdraw(named_desk, PATENTS, "ZL-2026-0001", "登记有误")
    page.refresh()
    assert "2 项未了" in page.status.text()


TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("since", "until", "word"),
    [(1, 300, "尚未开始"), (-100, 100, "进行中"), (-800, -400, "已届满")],
)
def test_the_picture_says_in_words_how_each_clock_stands(
    make_context: Callable[..., Context], qtbot: QtBot, since: int, until: int, word: str
) -> None:
    lines = ClockLines(make_context())
    qtbot.addWidget(lines)
    first, last = TODAY + timedelta(days=since), TODAY + timedelta(days=until)
    clock = Clock(
        code="watch",
        said=Message(""),
        basis=SERVICE_INVENTION_TERMS,
        since=first,
        until=last,
        standing="fixed",
    )
    lines.show_clocks([clock, replace(clock, since=None, until=None, standing="unknown")], TODAY)
    told = lines.accessibleDescription()
    assert word in told and last.isoformat() in told and "日期尚未确定" in told


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_shows_a_bar_where_the_clock_runs(
    make_context: Callable[..., Context], qtbot: QtBot, scheme: str
) -> None:
    context = make_context(scheme=scheme)
    lines = ClockLines(context)
    qtbot.addWidget(lines)
    clock = Clock(
        code="watch", said=Message(""), basis=SERVICE_INVENTION_TERMS, since=date(2026, 1, 1), until=date(2026, 12, 31),
        standing="fixed",
    )  # fmt: skip
    lines.show_clocks([clock], TODAY)
    lines.resize(600, lines.sizeHint().height())
    picture = lines.grab().toImage()
    middle = 18 + 14
    found = {picture.pixelColor(x, middle).name() for x in range(300, 580)}
    assert context.colours.accent.lower() in found
