"""The page of the Word templates: what is there, whose it is, and what happens to the one chosen, in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.templates_page import TemplatesPage
from ipdesk.operations import templates, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.store import workspace as store
from tests.conftest import CHEAP, PASSPHRASE
from tests.gui.conftest import FakeDialogs
from tests.importing.word_makers import docx, lines

REWORK = 4  # the row of the Chinese notice of return
WHOSE, FILE = 3, 6  # columns


@pytest.fixture
def open_page(qtbot: QtBot, tasks: Tasks, dialogs: FakeDialogs) -> Callable[[Context], TemplatesPage]:
    """Return a function that opens the page with the notice of return chosen."""

    def open_one(context: Context) -> TemplatesPage:
        made = TemplatesPage(context, tasks, dialogs)
        qtbot.addWidget(made)
        made.resize(1152, 788)
        made.show()
        made.refresh()
        made.table.selectRow(REWORK)
        return made

    return open_one


@pytest.fixture
def page(open_page: Callable[[Context], TemplatesPage], context: Context) -> TemplatesPage:
    """Return the officer's page."""
    return open_page(context)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a template of the laboratory's own as a file."""
    (tmp_path / "退回单.docx").write_bytes(docx(lines("某某实验室 {{ title }}")))
    return tmp_path / "退回单.docx"


def cell(page: TemplatesPage, column: int, row: int = REWORK) -> str:
    """Return what a cell of the list shows."""
    return str(page.table.rows.data(page.table.rows.index(row, column)))


def told(page: TemplatesPage) -> str:
    """Return what the line under the title says."""
    return " ".join(each.accessibleName() for each in page.outcome.findChildren(QWidget))


def settle(qtbot: QtBot, page: TemplatesPage) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(page.may_leave, timeout=30_000)


def test_it_first_says_that_none_is_the_laboratorys_own(page: TemplatesPage) -> None:
    assert "尚未启用" in page.note.text()
    assert page.table.rows.rowCount() == len(templates.list_templates(page.context.desk))
    assert cell(page, WHOSE) == "ipdesk"
    assert cell(page, WHOSE, 0) == "无"
    assert page.install.property("primary")
    assert not page.remove.isEnabled()
    assert not page.restore.isEnabled()
    slots = [page.slots.rows.data(page.slots.rows.index(row, 0)) for row in range(page.slots.rows.rowCount())]
    assert {"title", "marking", "rework_left › instruction"} <= set(slots)
    assert "solution" not in slots
    page.table.selectRow(0)
    assert not page.export.isEnabled()


def test_one_is_installed_removed_and_put_back(
    page: TemplatesPage, own: Path, qtbot: QtBot, dialogs: FakeDialogs, filled_desk: Desk
) -> None:
    dialogs.files = [own]
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        QTest.mouseClick(page.install, Qt.MouseButton.LeftButton)
    assert "退回单.docx" in told(page)
    assert ("本单位" in cell(page, WHOSE), cell(page, FILE)) == (True, "退回单.docx")
    assert "1 个" in page.note.text()
    assert page.table.row() == REWORK
    assert templates.named_template(filled_desk, "disclosures.rework.zh").whose == "lab"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        page.remove.click()
    assert cell(page, WHOSE) == "ipdesk"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        page.restore.click()
    assert cell(page, FILE) == "退回单.docx"


def test_what_is_wrong_stands_in_place_and_nothing_is_installed(
    page: TemplatesPage, own: Path, qtbot: QtBot, dialogs: FakeDialogs
) -> None:
    own.write_bytes(docx(lines("{{ titel }} {{ ''.__class__ }}")))
    dialogs.files = [own]
    page.install.click()
    settle(qtbot, page)
    qtbot.waitUntil(page.outcome.isVisible)
    assert "titel" in told(page) and "title" in told(page) and "__class__" in told(page)
    assert cell(page, WHOSE) == "ipdesk"
    assert page.install.isEnabled()


def test_a_copy_is_written_to_edit(
    page: TemplatesPage, qtbot: QtBot, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page.export.click()
    assert len(dialogs.asked) == 1
    assert page.may_leave()
    dialogs.target = tmp_path / "副本"
    page.export.click()
    settle(qtbot, page)
    qtbot.waitUntil(page.outcome.isVisible)
    assert (tmp_path / "副本.docx").read_bytes().startswith(b"PK")


def dropped(page: TemplatesPage, *files: Path) -> QDropEvent:
    """Drop files on the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none)
    page.dropEvent(event)
    return event


def test_a_file_dropped_is_installed_after_a_question(
    page: TemplatesPage, own: Path, qtbot: QtBot, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.decision = False
    dropped(page, own)
    assert "退回补正通知书" in dialogs.asked[0]
    assert page.may_leave()
    dropped(page, tmp_path / "表.xlsx")
    dropped(page, own, own)
    assert len(dialogs.asked) == 1
    dialogs.decision = True
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        dropped(page, own)
    assert cell(page, FILE) == "退回单.docx"


def test_who_may_not_change_them_only_looks(
    make_context: Callable[..., Context], open_page: Callable[[Context], TemplatesPage], filled_desk: Desk
) -> None:
    workspaces.add_user(filled_desk, "王芳", "reviewer", PASSPHRASE, CHEAP)
    space = store.unlock(filled_desk.workspace.folder, "王芳", PASSPHRASE, filled_desk.workspace.clock)
    with space:
        page = open_page(make_context(Desk(space, filled_desk.translator)))
        assert page.export.isEnabled()
        assert not page.install.isEnabled()
        assert not page.acceptDrops()


def test_everything_on_the_page_has_a_name(page: TemplatesPage) -> None:
    for each in page.findChildren(QWidget):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is page:
            text = each.text() if isinstance(each, QAbstractButton) else ""
            assert each.accessibleName() or text, each


def test_a_desk_locked_meanwhile_says_nothing_more(
    page: TemplatesPage, own: Path, qtbot: QtBot, dialogs: FakeDialogs, tasks: Tasks
) -> None:
    dialogs.files = [own]
    page.install.click()
    tasks.stop()
    page.context.close()
    settle(qtbot, page)
    page.refresh()
    assert not page.context.is_open()
