"""Setting a risk aside by a key, the list of what is set aside, and taking back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui import making_ready
from ipdesk.gui.asides_page import AsidesPage
from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.review_choices import ReviewChoices
from ipdesk.gui.review_page import ReviewPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import set_asides
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs
from tests.operations.reviewing import SECRET_TEXT, SOLUTION, add_result, add_secret, manuscript


def states(page: ReviewPage) -> list[str]:
    """Return what the first column of the risks says."""
    model = page.risks.rows
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def test_a_key_sets_a_risk_aside_and_takes_it_back(
    context: Context, filled_desk: Desk, tasks: Tasks, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    number = add_result(filled_desk)
    add_secret(filled_desk)
    page = ReviewPage(context, tasks, dialogs, ReviewChoices())
    qtbot.addWidget(page)
    page.show()
    page.check_files([manuscript(tmp_path, SOLUTION, SECRET_TEXT)])
    qtbot.waitUntil(lambda: len(states(page)) == 2, timeout=20_000)
    dialogs.sentence = "通用句式"
    QTest.keyClick(page.risks, Qt.Key.Key_S)
    assert states(page)[0] == "■ 不得发出" and page.outcome.isVisible(), "a secret is not set aside"
    page.risks.selectRow(1)
    QTest.keyClick(page.risks, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: states(page) == ["■ 不得发出", "✓ 已搁置"], timeout=20_000)
    listed = AsidesPage(context, tasks)
    qtbot.addWidget(listed)
    listed.refresh()
    model = listed.table.rows
    assert "通用句式" in str(model.data(model.index(0, 4))) and number in str(model.data(model.index(0, 1)))
    page.risks.selectRow(1)
    QTest.keyClick(page.risks, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: states(page) == ["■ 不得发出", "▼ 暂不得发出"], timeout=20_000)
    [kept] = set_asides.set_aside(filled_desk, page.current().review.risks[1], "再次搁置")  # type: ignore[union-attr]
    listed.refresh()
    listed.table.selectRow(0)
    listed.take_back()
    assert kept and set_asides.list_asides(filled_desk) == []
    tasks.stop()


def test_the_holdings_are_made_ready_soon_after_the_desk_is_shown(
    context: Context,
    filled_desk: Desk,
    tasks: Tasks,
    dialogs: FakeDialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(making_ready, "AFTER", 1)
    add_result(filled_desk)
    view = DeskView(context, tasks, dialogs)
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.making_ready.ready, timeout=20_000):
        view.start()
    assert filled_desk.workspace.memory["holdings"].compared() >= 1
    tasks.stop()
