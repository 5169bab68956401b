"""The whole desk leaves from the page of safekeeping, and a new workspace takes it in there."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.safekeeping_page import SafekeepingPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import audits, reading
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS
from tests.gui.conftest import FakeDialogs
from tests.gui.keys import settle, show
from tests.operations.archiving import new_desk

Open = Callable[[Desk], SafekeepingPage]


@pytest.fixture
def open_page(make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot) -> Open:
    """Return a function that shows the page of a desk, read to its end."""

    def make(desk: Desk) -> SafekeepingPage:
        page = SafekeepingPage(make_context(desk), tasks, dialogs)
        show(qtbot, page)
        page.refresh()
        settle(qtbot, page)
        return page

    return make


def said(page: SafekeepingPage) -> str:
    """Return what the outcome line says."""
    return page.outcome._text.text()


def test_a_desk_is_archived_and_a_new_workspace_becomes_it(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = open_page(filled_desk)
    dialogs.target = tmp_path / "归档"
    page.archive.archive.click()
    settle(qtbot, page)
    made, head = tmp_path / "归档.zip", audits.current_head(filled_desk)
    assert made.is_file()
    assert "加密介质" in said(page)
    assert sha256(made.read_bytes()).hexdigest() in said(page)

    other = new_desk(filled_desk, tmp_path / "other.ipdesk")
    with other.workspace:
        page = open_page(other)
        dialogs.files, dialogs.decision = [made], False
        page.archive.take_in.click()
        settle(qtbot, page)
        assert filled_desk.workspace.profile.name in dialogs.asked[-1]
        assert dict(reading.counts(other)) == dict.fromkeys(REGISTERS, 0)
        dialogs.decision = True
        page.archive.take_in.click()
        settle(qtbot, page)
        assert "已接收" in said(page)
        assert reading.counts(other) == reading.counts(filled_desk)
        assert audits.current_head(other).seq == head.seq  # the archive's own entry there, its taking in here
        assert page.context.desk.workspace.profile.name == filled_desk.workspace.profile.name
        page.archive.take_in.click()
        settle(qtbot, page)
        assert "不是新建的" in said(page)


def test_all_registers_leave_as_a_workbook(
    qtbot: QtBot, open_page: Open, filled_desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = open_page(filled_desk)
    dialogs.target = tmp_path / "全部"
    page.archive.workbook.click()
    settle(qtbot, page)
    book = load_workbook(tmp_path / "全部.xlsx", read_only=True)
    assert {page.context.label(each.label) for each in REGISTERS} <= set(book.sheetnames)
    book.close()
    dialogs.target = None
    page.archive.archive.click()
    assert not page.is_waiting()
