"""The page of the checklists: what holds and whose it is, its questions, and a list of the laboratory's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.rule_files_page import RuleFilesPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import rule_files
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs
from tests.operations.test_checklists import OWN

VERSION, WHOSE, FILE = 1, 2, 6  # columns
PART, WEIGHT, QUESTION, BASIS = range(4)


@pytest.fixture
def page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> RuleFilesPage:
    made = RuleFilesPage(context, tasks, dialogs, "checklist")
    qtbot.addWidget(made)
    made.resize(1152, 788)
    made.show()
    made.refresh()
    made.table.selectRow(0)
    return made


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "本所清单.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def cell(page: RuleFilesPage, column: int) -> str:
    return str(page.table.rows.data(page.table.rows.index(0, column)))


def questions(page: RuleFilesPage, column: int) -> list[str]:
    rows = page.parts.rows
    return [str(rows.data(rows.index(row, column))) for row in range(rows.rowCount())]


def told(page: RuleFilesPage) -> str:
    return " ".join(each.accessibleName() for each in page.outcome.findChildren(QWidget))


def test_the_questions_stand_in_their_order_with_weight_and_source(page: RuleFilesPage) -> None:
    assert cell(page, WHOSE) == "ipdesk"
    parts = list(dict.fromkeys(questions(page, PART)))
    assert parts[:3] == ["保密关口", "权属关口", "新颖性关口"]
    assert any("关口" in each for each in questions(page, WEIGHT))
    assert all(questions(page, BASIS))
    assert any("工作惯例" in each for each in questions(page, BASIS)), "what is no rule of law looks it"
    assert not page.remove.isEnabled()
    page.parts.selectRow(1)
    assert questions(page, QUESTION)[1] in page.full.text()
    assert "■" in page.full.text(), "what clears a knock-out stands there"


def test_the_row_of_a_list_is_whole_in_a_low_window_too(page: RuleFilesPage, qtbot: QtBot) -> None:
    page.resize(1100, 560)
    qtbot.waitUntil(lambda: page.height() == 560)
    last = page.table.visualRect(page.table.rows.index(page.table.rows.rowCount() - 1, 0))
    assert page.table.viewport().rect().contains(last)


def test_a_list_of_ones_own_holds_is_removed_and_put_back(
    page: RuleFilesPage, own: Path, qtbot: QtBot, dialogs: FakeDialogs, filled_desk: Desk
) -> None:
    dialogs.files = [own]
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        page.install.click()
    assert (cell(page, VERSION), cell(page, FILE)) == ("2", "本所清单.toml")
    assert len(questions(page, QUESTION)) == 9
    assert rule_files.find_rules(filled_desk, CHECKLISTS, "assessment").whose == "lab"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        page.remove.click()
    assert cell(page, WHOSE) == "ipdesk"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        page.restore.click()
    assert cell(page, VERSION) == "2"


def test_what_is_wrong_is_said_with_its_line_and_nothing_changes(
    page: RuleFilesPage, own: Path, qtbot: QtBot
) -> None:
    own.write_text(OWN.replace("weight = 60", "weight = 6"), encoding="utf-8")
    page.install_file(own)
    qtbot.waitUntil(page.may_leave, timeout=30_000)
    qtbot.waitUntil(page.outcome.isVisible)
    assert "46" in told(page), "what the weights sum to"
    assert cell(page, WHOSE) == "ipdesk"


def test_a_file_dropped_is_installed_once_asked_and_a_copy_is_written(
    page: RuleFilesPage, own: Path, qtbot: QtBot, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(own))])
    drop = QDropEvent(
        QPointF(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialogs.decision = False
    page.dropEvent(drop)
    assert (len(dialogs.asked), cell(page, WHOSE)) == (1, "ipdesk")
    dialogs.decision = True
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        page.dropEvent(drop)
    dialogs.target = tmp_path / "副本"
    with qtbot.waitSignal(page.context.changed, timeout=30_000):
        page.export.click()
    assert (tmp_path / "副本.toml").read_text(encoding="utf-8") == OWN
