"""The pages of the tasks of movements and of the kinds of employment: what stands in them, and a file of the wrong kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.rule_files_page import RuleFilesPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import movement_rules
from ipdesk.operations.desk import Desk
from ipdesk.operations.movement_rules import EMPLOYMENTS, TASKS
from tests.gui.conftest import FakeDialogs

MOVEMENT, WAITS, DUE, TASK, MANDATORY, CONDITION, BASIS = range(7)


def shown(page: RuleFilesPage) -> list[list[str]]:
    rows = page.parts.rows
    return [
        [str(rows.data(rows.index(row, column))) for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


@pytest.fixture
def page(qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs) -> RuleFilesPage:
    made = RuleFilesPage(context, tasks, dialogs, TASKS.id)
    qtbot.addWidget(made)
    made.resize(1152, 788)
    made.show()
    made.refresh()
    return made


def test_tasks_stand_by_movement_with_who_when_and_on_what_basis(page: RuleFilesPage) -> None:
    rows = shown(page)
    assert list(dict.fromkeys(row[MOVEMENT] for row in rows))[:3] == ["入职", "在岗变动", "项目加入"]
    one = next(row for row in rows if "一年内发明创造" in row[TASK])
    assert (one[MOVEMENT], one[WAITS], one[DUE], one[MANDATORY]) == ("离职/退休", "本人", "当日", "必办")
    assert "专利法实施细则第十三条" in one[BASIS]
    assert "学生：否" in one[CONDITION]
    assert any("工作惯例" in row[BASIS] for row in rows), "what is no rule of law looks it"
    page.parts.selectRow(rows.index(one))
    assert "起止日期" in page.full.text(), "what to look for stands below"


def test_kinds_of_employment_stand_with_the_movements_they_bring(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs, page: RuleFilesPage, filled_desk: Desk,
    tmp_path: Path,
) -> None:  # fmt: skip
    kinds = RuleFilesPage(context, tasks, dialogs, EMPLOYMENTS.id)
    qtbot.addWidget(kinds)
    kinds.refresh()
    student = next(row for row in shown(kinds) if row[1] == "student")
    assert "入职 → 学生毕业/离组" in student
    text = EMPLOYMENTS.shipped_text("employments").replace('version = "2026-11"', 'version = "本所-1"')
    (tmp_path / "类别.toml").write_text(text, encoding="utf-8")
    page.install_file(tmp_path / "类别.toml")  # on the page of the tasks
    qtbot.waitUntil(page.outcome.isVisible, timeout=30_000)
    assert "人员类别" in " ".join(each.accessibleName() for each in page.outcome.findChildren(QWidget))
    with qtbot.waitSignal(kinds.context.changed, timeout=30_000):
        kinds.install_file(tmp_path / "类别.toml")
    assert movement_rules.employments_in_force(filled_desk).version == "本所-1"
