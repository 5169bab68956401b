"""The page of reports: figures that open to rows, words written in cells, closing and correcting; this quarter on Today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.figures_table import AIM, NOTE
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.reports_page import ReportsPage
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.today_page import TodayPage
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.operations import quarters, records, report_words
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from tests.gui.conftest import FakeDialogs
from tests.gui.test_every_page import faults

PATIENCE = 20_000
QUARTER = ReportPeriod(2025, 4)  # the one that ended last on the day of the tests
Make = Callable[[Desk], tuple[DeskView, ReportsPage]]


@pytest.fixture
def made(make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> Make:
    """Return a function that shows the page over a desk."""

    def make(desk: Desk) -> tuple[DeskView, ReportsPage]:
        view = DeskView(make_context(desk), tasks, dialogs)
        qtbot.addWidget(view)
        view.resize(1300, 760)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.go("reports")
        return view, ready(view, qtbot)

    return make


@pytest.fixture
def lab(desk: Desk) -> Desk:
    """Give a desk two people, a disclosure of the last quarter, and nothing signed."""
    own = {"employment": "permanent", "joined": "2020-01-01", "unit": "低温光学研究室"}
    people = [{**own, "number": "A1", "name": "曾广生"}, {**own, "number": "A2", "name": "王芳"}]
    records.add(desk, register("people"), people)
    disclosed = {
        "title": "一种热链",
        "submitted": "2025-11-20",
        "completed": "2025-11-01",
        "unit": "低温光学研究室",
    }
    records.add(desk, register("disclosures"), [disclosed])
    return desk


def ready(view: DeskView, qtbot: QtBot) -> ReportsPage:
    """Return the page once its figures are there."""
    page = view.page()
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: not page.is_reading(), timeout=PATIENCE)
    return page


def keys(page: ReportsPage, *pressed: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in pressed:
        QTest.keyClick(page.window().focusWidget(), key)


def shown(page: ReportsPage, code: str) -> list[str]:
    """Return the cells of an indicator."""
    model = page.table.figures
    row = next(row for row, each in enumerate(model.lines) if each.code == code)
    return [str(model.data(model.index(row, column))) for column in range(model.columnCount())]


def test_figures_open_to_their_rows_and_those_to_their_records(lab: Desk, made: Make, qtbot: QtBot) -> None:
    view, page = made(lab)
    assert page.turner.name.text() == "2025年第4季度"
    assert shown(page, "D2")[2:6] == ["19 天", "", "19 天", "—"]
    page.table.go_to("P1")
    assert page.behind is not None
    assert page.behind.heading.text() == "P1 协议签署率：2 行"
    page.table.setFocus()
    keys(page, Qt.Key.Key_Return)
    assert page.behind.table.hasFocus()
    keys(page, Qt.Key.Key_Down, Qt.Key.Key_Return)
    record = view.page()
    assert isinstance(record, RecordPage)
    assert record.number == "A2"
    view.back()
    again = ready(view, qtbot)
    assert again.table.code() == "P1"


def test_of_a_year_there_is_no_year_so_far_beside_it(lab: Desk, made: Make, qtbot: QtBot) -> None:
    view, page = made(lab)
    assert headings(page) == ["代码", "指标", "本期", "分子/分母", "本年累计", "上年同期", "目标", "说明"]
    assert page.behind is not None
    page.turner.turn_kind("year")
    ready(view, qtbot)
    assert headings(page) == ["代码", "指标", "本年", "分子/分母", "上年", "目标", "说明"]
    page.table.go_to("P1")
    rows = page.behind.table.rows
    labels = [rows.headerData(place, Qt.Orientation.Horizontal) for place in range(rows.columnCount())]
    assert labels[-3:] == ["本年", "上年", "其他口径"] and "本年累计" not in labels
    assert rows.data(rows.index(0, rows.columnCount() - 3)) == "未计入"
    page.turner.turn_kind("quarter")
    ready(view, qtbot)
    assert headings(page)[4] == "本年累计"


def headings(page: ReportsPage) -> list[str]:
    """Return the headings of the columns that are shown."""
    model, across = page.table.figures, Qt.Orientation.Horizontal
    shown = [place for place in range(model.columnCount()) if not page.table.isColumnHidden(place)]
    return [str(model.headerData(place, across)) for place in shown]


def test_an_aim_and_an_explanation_are_written_in_their_cells(lab: Desk, made: Make, qtbot: QtBot) -> None:
    view, page = made(lab)
    page.table.go_to("P1")
    for column, text in ((AIM, "97.5"), (NOTE, "两人待签")):
        page.table.write_in(column)
        editor = page.table.findChildren(QLineEdit)[-1]
        editor.setText(text)  # keys cannot be pressed for Chinese
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not ready(view, qtbot).is_reading() and view._again.isActive() is False)
        ready(view, qtbot)
    assert shown(page, "P1")[AIM:] == ["≥ 97.5 %", "两人待签"]
    page.table.go_to("F1")
    page.table.write_in(AIM)
    assert page.table.currentIndex().column() != AIM  # how many were filed has no aim


def test_what_is_no_aim_is_refused_in_place(lab: Desk, made: Make) -> None:
    _, page = made(lab)
    page.table.go_to("P1")
    page.table.figures.setData(page.table.figures.index(page.table.currentIndex().row(), AIM), "多多益善")
    assert page.outcome.isVisible()
    assert shown(page, "P1")[AIM] == "≥ 100 %"


def test_closing_asks_once_and_a_correction_asks_why(
    lab: Desk, made: Make, dialogs: FakeDialogs, qtbot: QtBot, tasks: Tasks
) -> None:
    view, page = made(lab)
    assert page.close_button.isEnabled()
    page.close_period()
    qtbot.waitUntil(lambda: quarters.is_closed(lab, QUARTER), timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: "关账" in page.state.text() and not page.close_button.isEnabled(), timeout=PATIENCE
    )
    assert page.account.isReadOnly()
    late = {"title": "晚登记的热链", "submitted": "2025-12-20", "completed": "2025-12-01"}
    records.add(lab, register("disclosures"), [late])
    page.refresh()
    ready(view, qtbot)
    assert page.closings.changes.rows.rowCount() > 0
    assert page.close_button.isEnabled()
    dialogs.sentence = "补登一项"
    page.close_period()
    qtbot.waitUntil(lambda: len(quarters.closings(lab, QUARTER)) == 2, timeout=PATIENCE)
    assert quarters.closings(lab, QUARTER)[1].reason == "补登一项"
    qtbot.waitUntil(lambda: not tasks.is_busy() and not page.is_reading(), timeout=PATIENCE)
    ready(view, qtbot)
    offered = page.edition.version
    assert [offered.itemText(place) for place in range(offered.count())] == ["更正第1次", "首次关账"]
    offered.setCurrentIndex(1)
    assert page.edition.edition().version == 0


def test_the_account_is_kept_when_another_period_is_turned_to(lab: Desk, made: Make, qtbot: QtBot) -> None:
    view, page = made(lab)
    assert page.parts is not None
    assert page.parts.table.rows.rowCount() > 0
    page.lock_file(".pdf")
    page.show_view("account")
    page.account.setFocus()
    page.account.insertPlainText("本期完成一项披露。")
    page.turner.turn_back()
    ready(view, qtbot)
    assert page.turner.name.text() == "2025年第3季度"
    assert "零报" in page.state.text()
    assert not page.locking.isVisible(), "a password was asked for the other period"
    assert page.account.toPlainText() == ""
    page.turner.turn_on()
    ready(view, qtbot)
    assert page.account.toPlainText() == "本期完成一项披露。"
    page.turner.turn_kind("year")
    ready(view, qtbot)
    assert page.turner.name.text() == "2025年"


def test_nothing_is_turned_to_that_has_not_begun(lab: Desk, made: Make, qtbot: QtBot) -> None:
    view, page = made(lab)
    page.turner.turn_on()
    ready(view, qtbot)
    assert page.turner.name.text() == "2026年第1季度"
    assert not page.turner.on_button.isEnabled()
    page.turner.turn_on()
    page.turner.turn_kind("year")
    ready(view, qtbot)
    assert page.turner.name.text() == "2026年"
    page.turner.turn_kind("quarter")  # the last one that ended was a fourth
    ready(view, qtbot)
    assert page.turner.name.text() == "2026年第1季度"


def test_the_workbook_and_the_report_are_written(
    lab: Desk, made: Make, dialogs: FakeDialogs, qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    _, page = made(lab)
    for write, name in ((page.write_workbook, "报表.xlsx"), (page.write_report, "报告.pdf")):
        dialogs.target = tmp_path / name
        write()
        qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=PATIENCE)
        assert (tmp_path / name).stat().st_size > 5_000


def test_an_edition_is_chosen_and_locked_in_place(
    lab: Desk, made: Make, dialogs: FakeDialogs, qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    _, page = made(lab)
    page.edition.level.setCurrentIndex(1)
    page.edition.masked.setChecked(True)
    dialogs.target = tmp_path / "报表.xlsx"
    page.lock_file(".xlsx")
    for field in page.locking.fields:
        field.line.setText("三棵银杏 river 去年")
    page.locking.give()
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=PATIENCE)
    assert (
        (tmp_path / "报表.xlsx").read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    )  # opens by its password alone
    assert not page.locking.isVisible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off(
    language: str,
    lab: Desk,
    make_context: Callable[..., Context],
    tasks: Tasks,
    dialogs: FakeDialogs,
    qtbot: QtBot,
) -> None:
    report_words.set_note(
        lab, QUARTER, "P1", "应签人员中两人因出差未签，已约定返所后三日内补签，由人事部门督办"
    )
    view = DeskView(make_context(lab, language), tasks, dialogs)
    qtbot.addWidget(view)
    view.resize(1280, 720)
    view.show()
    view.go("reports")
    page = ready(view, qtbot)
    for name in ("figures", "exceptions", "account", "closings", "parts"):
        page.show_view(name)
        assert faults(view, page) == []


def test_this_quarter_stands_on_today_and_leads_to_the_report(lab: Desk, made: Make, qtbot: QtBot) -> None:
    view, _ = made(lab)
    view.go("today")
    today = view.page()
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(today.quarter.isVisible, timeout=PATIENCE)
    button = next(each for each in today.quarter.buttons if "协议签署率" in each.text())
    assert "0%" in button.text()
    button.click()
    page = ready(view, qtbot)
    assert page.turner.name.text() == "2026年第1季度"
    assert page.table.code() == "P1"
