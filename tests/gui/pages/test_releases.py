"""Releases and meetings in the window: typed and saved, moved on by their button, stopped with what is lacking, printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.page import Page
from ipdesk.gui.print_page import PrintPage
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.tasks import Tasks
from ipdesk.model.values import plain_values
from ipdesk.operations import records
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs
from tests.gui.test_every_page import faults, settle
from tests.operations.cases import MEETINGS, RELEASES, held
from tests.registers.samples import MEETING, RELEASE

__all__ = ["settle"]  # a fixture of this file, too
RELEASE_NUMBER, MEETING_NUMBER = "FQ-2026-001", "HY-2026-004"


@pytest.fixture
def both(filled_desk: Desk) -> Desk:
    """Return the filled desk with a release and a meeting that hold something in every field."""
    records.add(filled_desk, RELEASES, [plain_values(RELEASE)])
    records.add(filled_desk, MEETINGS, [plain_values(MEETING)])
    return filled_desk


@pytest.fixture
def open_page(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs
) -> Callable[..., RecordPage]:
    """Return a function that opens the page of a record, or of a new one without a number."""

    def page(register: str, number: str = "") -> RecordPage:
        made = RecordPage(context, tasks, dialogs, register, number)
        qtbot.addWidget(made)
        made.resize(1152, 788)
        made.refresh()
        made.form.make_all()
        made.show()
        return made

    return page


def press(page: RecordPage, id: str) -> None:
    """Run a command of the page, as a shortcut would."""
    next(each for each in page.commands() if each.id == id).run()


@pytest.mark.parametrize(("register", "next_move"), [("releases", "发出告知"), ("meetings", "登记为已召开")])
def test_a_new_one_is_typed_saved_and_numbered(
    open_page: Callable[..., RecordPage], context: Context, register: str, next_move: str
) -> None:
    page = open_page(register)
    editor: Any = page.form.fields["title"].editor
    editor.line.setText("柔性热链")
    press(page, "record.save")
    assert page.number == {"releases": "FQ-2026-001", "meetings": "HY-2026-001"}[register]
    noun = {"releases": RELEASES, "meetings": MEETINGS}[register]
    assert held(context.desk, page.number, noun).title == "柔性热链"
    assert page.header.next.text() == next_move


def test_the_page_says_what_keeps_a_release_from_going_out(
    both: Desk, open_page: Callable[..., RecordPage]
) -> None:
    page = open_page("releases", RELEASE_NUMBER)
    assert page.header.next.text() == "发出告知"
    press(page, "record.forward")
    assert held(both, RELEASE_NUMBER, RELEASES).state == "noticed"
    press(page, "record.forward")
    assert held(both, RELEASE_NUMBER, RELEASES).state == "noticed"
    said = " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())
    assert "没有“放弃并由发明人申请”的有效决定" in said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("register", "number"), [("releases", RELEASE_NUMBER), ("meetings", MEETING_NUMBER)])
def test_nothing_on_their_pages_is_cut_off_or_out_of_reach(
    both: Desk,
    make_context: Callable[..., Context],
    tasks: Tasks,
    dialogs: FakeDialogs,
    qtbot: QtBot,
    settle: Callable[[], None],
    language: str,
    register: str,
    number: str,
) -> None:
    context = make_context(None, language)
    window = MainWindow(context, tasks, dialogs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_desk(Desk(both.workspace, context.translator))
    (view,) = window.findChildren(DeskView)
    shows: tuple[Callable[[], object], ...] = (
        lambda: view.go(register),
        lambda: view.open_record(register, number),
        lambda: view.open_print(register, number),
    )
    for show in shows:
        show()
        settle()
        page = view.page()
        assert isinstance(page, Page)
        assert faults(window, page) == [], type(page).__name__


@pytest.mark.parametrize(
    ("register", "number", "papers"),
    [
        ("releases", RELEASE_NUMBER, ["职务科技成果申请专利权利转让合同", "放弃申请专利告知书"]),
        ("meetings", MEETING_NUMBER, ["知识产权评审会议纪要"]),
    ],
)
def test_their_papers_are_offered_for_printing(
    both: Desk,
    context: Context,
    tasks: Tasks,
    dialogs: FakeDialogs,
    qtbot: QtBot,
    register: str,
    number: str,
    papers: list[str],
) -> None:
    page = PrintPage(context, tasks, dialogs, register, number)
    qtbot.addWidget(page)
    page.refresh()
    offered = [page.document.itemText(at) for at in range(page.document.count())]
    assert offered[:-1] == papers
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=20_000)
