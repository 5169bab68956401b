"""The page of the signing rate: its figures, how each opens the people behind it, its files; the line on Today."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.signing_button import SigningButton
from ipdesk.gui.signing_page import SigningPage
from ipdesk.gui.signing_table import BAR, FIRST, NAME, SigningTable, share_text
from ipdesk.gui.tasks import Tasks
from ipdesk.model.text import Translator
from ipdesk.operations import reading, records
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.registers import register
from ipdesk.registers.signing import FIGURES
from tests.exporting.signing_case import LONG_UNIT, signing_rate
from tests.gui.conftest import FakeDialogs
from tests.gui.test_every_page import faults

MISSING = FIRST + FIGURES.index("missing")
PATIENCE = 25
Make = Callable[[Desk], tuple[DeskView, SigningPage]]


@pytest.fixture
def made(make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> Make:
    """Return a function that shows the page over a desk."""

    def make(desk: Desk) -> tuple[DeskView, SigningPage]:
        view = DeskView(make_context(desk), tasks, dialogs)
        qtbot.addWidget(view)
        view.resize(1300, 760)
        view.start()
        view.open_page("signing")
        qtbot.waitUntil(lambda: not tasks.is_busy())
        page = view.page()
        assert isinstance(page, SigningPage)
        return view, page

    return make


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """Give a desk with three people in two units, one of whom is signing."""
    own = {"employment": "permanent", "joined": "2020-01-01", "level": "internal"}
    many = [{**own, "number": f"A{place}", "name": name, "unit": unit} for place, (name, unit) in
            enumerate((("甲", "一室"), ("乙", "二室"), ("丙", "二室")), 1)]  # fmt: skip
    records.add(desk, register("people"), many)
    records.add(desk, register("agreements"), [{"name": "甲", "person": ["A1"], "kind": "joiner"}])
    return desk


def texts(table: SigningTable, row: int) -> list[str]:
    model = table.model_shown
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_everybody_stands_first_then_those_that_lack_most(staffed: Desk, made: Make) -> None:
    _, page = made(staffed)
    assert texts(page.table, 0) == ["合计", "0.0%", "3", "0", "0", "1", "2", "0"]
    assert [texts(page.table, row)[NAME] for row in (1, 2)] == ["二室", "一室"]
    assert page.count.text() == "协议：应签 3 人，已签 0 人 · 0.0%"
    page.show_by("employment")
    assert len(page.table.model_shown.rows) == 2


def test_a_figure_opens_the_people_behind_it_and_back_leads_here(
    staffed: Desk, made: Make, qtbot: QtBot, tasks: Tasks
) -> None:
    view, page = made(staffed)
    page.table.setCurrentIndex(page.table.model_shown.index(1, MISSING))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    listed = view.page()
    assert isinstance(listed, RegisterPage)
    assert listed.filter().conditions == (("unit", "二室"), ("duty", "agreement-missing"))
    shown = reading.page(staffed, register("people"), listed.rows.ids)
    assert {each.number for each in shown} == {"A2", "A3"}
    view.back()
    assert isinstance(view.page(), SigningPage)


def test_a_bar_is_clicked_and_a_nought_is_not(staffed: Desk, made: Make, qtbot: QtBot) -> None:
    _, page = made(staffed)
    asked: list[tuple[tuple[str, str], ...]] = []
    page.open_list = lambda _register, wanted: asked.append(wanted.conditions)
    for row, column in ((0, BAR), (2, MISSING), (2, NAME)):
        place = page.table.visualRect(page.table.model_shown.index(row, column)).center()
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [(("duty", "here"),), (("unit", "一室"), ("duty", "here"))]


def test_cells_are_told_in_words_and_long_names_whole(
    qtbot: QtBot, make_context: Callable[..., Context], desk: Desk
) -> None:
    table = SigningTable(make_context(desk))
    qtbot.addWidget(table)
    table.resize(900, 300)
    rate = signing_rate()
    table.show_rows("所在部门", [(each.name or "未注明", each) for each in rate.units])
    table.grab()
    model = table.model_shown
    assert model.index(0, NAME).data(Qt.ItemDataRole.ToolTipRole) == LONG_UNIT
    assert table.columnWidth(NAME) < table.fontMetrics().horizontalAdvance(LONG_UNIT) + 40
    assert (
        model.index(0, BAR).data(Qt.ItemDataRole.AccessibleTextRole) == f"{LONG_UNIT}：应签 50 人，已签 40 人"
    )
    assert model.index(0, MISSING).data(Qt.ItemDataRole.AccessibleTextRole).endswith("未签 6")
    nameless = next(row for row, each in enumerate(rate.units) if not each.name)
    assert model.index(nameless, BAR).data() == "—" == share_text(rate.units[nameless])


def test_report_and_workbook_are_written(
    staffed: Desk, made: Make, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    _, page = made(staffed)
    page.naming.setChecked(True)
    for ending, write in ((".pdf", page.write_report), (".xlsx", page.write_workbook)):
        dialogs.target = tmp_path / "签署率"
        write()
        qtbot.waitUntil(lambda: not tasks.is_busy())
        assert (tmp_path / f"签署率{ending}").is_file()
    assert page.outcome.isVisibleTo(page)


def test_a_reader_sees_it_and_writes_nothing(staffed: Desk, made: Make, as_user: Callable[..., Desk]) -> None:
    _, page = made(as_user("reader"))
    assert page.report_button.isHidden() and page.workbook_button.isHidden()
    assert [each.id for each in page.commands()] == ["signing.unit", "signing.employment"]
    assert page.table.model_shown.rows


def test_without_people_it_says_what_to_do(desk: Desk, made: Make) -> None:
    view, page = made(desk)
    assert page.places.currentWidget() is page.empty
    names = [each.text() for each in page.empty.findChildren(QPushButton)]
    assert names[0] == "导入人员名单…" and len(names) == 2
    page.empty.findChildren(QPushButton)[0].click()
    assert view.way()[-1].kind == "import"


def test_the_line_on_today_shows_when_there_is_something_to_sign(
    desk: Desk, make_context: Callable[..., Context], tasks: Tasks, qtbot: QtBot
) -> None:
    button = SigningButton(make_context(desk))
    qtbot.addWidget(button)
    button.read(tasks)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert button.isHidden()
    person = {"number": "A1", "name": "甲", "unit": "一室", "employment": "permanent", "joined": "2020-01-01"}
    records.add(desk, register("people"), [person])
    button.read(tasks)
    qtbot.waitUntil(lambda: not button.isHidden())
    assert button.text() == "协议：应签 1 人，已签 0 人"


def test_a_line_that_is_gone_before_its_reading_failed_says_nothing(
    desk: Desk,
    make_context: Callable[..., Context],
    tasks: Tasks,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(_desk: Desk) -> None:
        raise ValueError("gone")

    monkeypatch.setattr("ipdesk.operations.signing.signing_rate", failing)
    button = SigningButton(make_context(desk))
    with qtbot.captureExceptions() as heard:
        button.read(tasks)
        delete(button)
        qtbot.waitUntil(lambda: not tasks.is_busy())
        qtbot.wait(20)
    assert heard == []


def test_filled_pages_are_whole_in_a_narrow_window_and_the_longer_language(
    staffed: Desk, make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    """Today with its line, the people with their badges, one of them, and the signing rate."""
    records.add(
        staffed,
        register("people"),
        [{"number": "A9", "name": "阿依古丽·买买提", "unit": LONG_UNIT, "employment": "student", "joined": "2020-01-01",
          "post_class": "general", "post_review_on": "2026-01-31"}],
    )  # fmt: skip
    window = MainWindow(make_context(None, "en", "light"), tasks, dialogs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.open_desk(Desk(staffed.workspace, Translator("en", resource_path("i18n"))))
    view = window.findChildren(DeskView)[-1]
    found = []
    for name, show in (
        ("today", partial(view.go, "today")),
        ("people", partial(view.go, "people")),
        ("person", partial(view.open_record, "people", "A9")),
        ("signing", partial(view.open_page, "signing")),
    ):
        show()
        qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=20_000)
        for _ in range(PATIENCE):
            QTest.qWait(40)
            if not (seen := faults(window, view.page())):
                break  # all is laid out
        found += [f"{name}: {each}" for each in seen]
    assert not found, "\n".join(found)
