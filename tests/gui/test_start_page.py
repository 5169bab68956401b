"""The start page: the workspaces opened last, the ways to a new one, and what is not there any more."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.start_page import RecentEntry, RecentRow, StartPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations.settings import load
from ipdesk.store.workspace import Workspace
from tests.gui.conftest import FakeDialogs
from tests.gui.keys import enter, show


@pytest.fixture
def page(
    make_context: Callable[..., Context],
    tasks: Tasks,
    dialogs: FakeDialogs,
    workspace: Workspace,
    qtbot: QtBot,
) -> StartPage:
    """Return the page after the workspace and one that is gone were opened."""
    context = make_context()
    context.settings = replace(
        context.settings, recent=(str(workspace.folder), str(workspace.folder.parent / "旧.ipdesk"))
    )
    made = StartPage(context, tasks, dialogs)
    show(qtbot, made)
    return made


def entries(page: StartPage) -> list[RecentEntry]:
    return page.findChildren(RecentEntry)


def test_the_workspace_opened_last_is_one_key_away(
    page: StartPage, qtbot: QtBot, workspace: Workspace
) -> None:
    assert [each.accessibleName() for each in entries(page)] == ["lab", "旧"]
    assert page.focusWidget() is entries(page)[0]
    with qtbot.waitSignal(page.chosen) as chosen:
        enter(entries(page)[0])
    assert chosen.args == [workspace.folder]


def test_a_workspace_that_is_gone_says_so_and_opens_nothing(page: StartPage, qtbot: QtBot) -> None:
    assert "找不到" in entries(page)[1].accessibleDescription()
    with qtbot.assertNotEmitted(page.chosen):
        entries(page)[1].click()
    assert page.outcome.isVisible()


def test_a_damaged_workspace_is_refused_in_place(
    page: StartPage, qtbot: QtBot, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.place = tmp_path / "坏.ipdesk"
    dialogs.place.mkdir()
    (dialogs.place / "keys.json").write_text(json.dumps({"format": "ipdesk-keys"}), encoding="utf-8")
    with qtbot.assertNotEmitted(page.chosen):
        page.open.click()
    assert page.outcome.isVisible()


def test_a_folder_is_chosen_and_stepping_back_does_nothing(
    page: StartPage, qtbot: QtBot, dialogs: FakeDialogs, workspace: Workspace
) -> None:
    with qtbot.assertNotEmitted(page.chosen):
        page.open.click()
    dialogs.place = workspace.folder
    with qtbot.waitSignal(page.chosen) as chosen:
        page.open.click()
    assert chosen.args == [workspace.folder]
    assert not page.outcome.isVisible()


def test_the_first_start_says_what_to_do(
    make_context: Callable[..., Context], tasks: Tasks, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    page = StartPage(make_context(), tasks, dialogs)
    show(qtbot, page)
    assert entries(page) == []
    assert page.focusWidget() is page.new
    with qtbot.waitSignal(page.new_asked):
        enter(page)
    with qtbot.waitSignal(page.restore_asked):
        page.restore.click()


def test_a_workspace_is_taken_off_the_list_and_stays_where_it_is(
    page: StartPage, workspace: Workspace
) -> None:
    gone = entries(page)[1]
    gone.setFocus()
    forget = next(each for each in page.commands() if each.id == "start.forget")
    assert forget.shortcut == "Del" and forget.enabled()
    forget.run()
    assert [each.folder for each in entries(page)] == [workspace.folder]
    assert load()[0].recent == page.context.settings.recent == (str(workspace.folder),)
    assert page.focusWidget() is entries(page)[0] and page.outcome.isVisible()
    remove = page.findChildren(RecentRow)[0].remove
    assert "lab" in remove.accessibleName()
    remove.click()
    assert entries(page) == [] and page.focusWidget() is page.new
    assert not forget.enabled()
    assert (workspace.folder / "store.db").is_file()


def test_what_was_opened_since_is_shown(page: StartPage) -> None:
    folder = entries(page)[0].folder
    page.context.settings = replace(page.context.settings, recent=(str(folder),))
    page.refresh()
    assert [each.folder for each in entries(page)] == [folder]
