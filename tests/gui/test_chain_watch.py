"""The watch over the chain: silent while it is whole, and over every page when it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.gui.chain_watch import ChainWatch
from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.safekeeping_page import SafekeepingPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import audits
from ipdesk.operations.desk import Desk
from tests.gui.conftest import FakeDialogs


def bend(desk: Desk) -> None:
    """Change an entry of the log as somebody with the data key and a database program would."""
    desk.workspace.db.execute("drop trigger audit_is_fixed")
    desk.workspace.db.execute("update audit set actor = '别人' where seq = 2")


def test_a_whole_chain_is_verified_once_a_day_and_nothing_is_said(
    qtbot: QtBot, context: Context, tasks: Tasks
) -> None:
    watch = ChainWatch(context, tasks)
    with qtbot.assertNotEmitted(watch.alarmed, wait=200):
        watch.begin()
        assert not tasks.is_busy()  # closing the window does not ask about it
        qtbot.waitUntil(lambda: audits.last_verified(context.desk) is not None)
        first = audits.current_head(context.desk)
        watch.begin()
    tasks.stop()
    assert audits.current_head(context.desk) == first


def test_work_that_is_stopped_by_the_lock_says_nothing(
    qtbot: QtBot, context: Context, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    bend(context.desk)
    watch = ChainWatch(context, tasks)
    with qtbot.assertNotEmitted(watch.alarmed, wait=200):
        watch.begin()
        tasks.stop()
        context.close()
        watch.begin()


def test_a_bent_chain_is_said_over_every_page_and_leads_to_where_it_is_looked_into(
    qtbot: QtBot,
    make_context: Callable[..., Context],
    filled_desk: Desk,
    tasks: Tasks,
    dialogs: FakeDialogs,
    tmp_path: Path,
) -> None:
    bend(filled_desk)
    window = MainWindow(make_context(), tasks, dialogs)
    qtbot.addWidget(window)
    window.show()
    window.open_desk(filled_desk)
    view = window.findChild(DeskView)
    assert view is not None
    qtbot.waitUntil(view.alarm.isVisible, timeout=20_000)
    assert "审计日志不完整" in view.alarm.text.text()
    view.go("disclosures")
    assert view.alarm.isVisible()
    (button,) = view.alarm.buttons
    button.click()
    assert isinstance(view.page(), SafekeepingPage)
    window._apply_settings()  # the desk is made anew; what was found stays said
    again = window.findChildren(DeskView)[-1]
    assert again is not view and again.alarm.isVisible()
