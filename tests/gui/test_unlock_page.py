"""The unlock page: in with the right passphrase, told in place what was wrong, the wait counted, recovery."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.unlock_page import UnlockPage
from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk
from ipdesk.store.audit import entries
from ipdesk.store.keys import Keys
from ipdesk.store.workspace import Workspace
from tests.conftest import CHEAP, OFFICER, PASSPHRASE, SetClock
from tests.gui.keys import enter, settle, show

NEW = "雷达 秋千 harbour 九月"


@pytest.fixture
def locked(tmp_path: Path, clock: SetClock) -> Iterator[tuple[Path, str]]:
    """Return the folder and the recovery key of a closed workspace of 李明 and 王芳."""
    made, key = workspaces.create(
        tmp_path / "低温.ipdesk", name="某某实验室", code="LAB", highest="internal", user=OFFICER,
        passphrase=PASSPHRASE, clock=clock, cost=CHEAP,
    )  # fmt: skip
    made.keys.add("王芳", NEW, made.data_key(), CHEAP)
    with made.write() as writing:
        from ipdesk.store import users

        users.put(writing, "王芳", "reviewer")
    made.close()
    yield made.folder, key


@pytest.fixture
def opened() -> Iterator[list[Desk]]:
    """Return the list of desks a page opened; they are closed when the test ends."""
    desks: list[Desk] = []
    yield desks
    for desk in desks:
        desk.workspace.close()


@pytest.fixture
def page(
    make_context: Callable[..., Context],
    tasks: Tasks,
    locked: tuple[Path, str],
    opened: list[Desk],
    qtbot: QtBot,
) -> UnlockPage:
    """Return the page of the closed workspace; what it opens goes to `opened`."""
    made = UnlockPage(make_context(), tasks, locked[0])
    made.unlocked.connect(opened.append)
    show(qtbot, made)
    made.setFocus()
    return made


def attempt(qtbot: QtBot, page: UnlockPage, passphrase: str) -> None:
    """Type a passphrase and press Enter."""
    page.passphrase.line.setText(passphrase)
    enter(page.passphrase.line)
    settle(qtbot, page)


def below(page: UnlockPage) -> str:
    return page.passphrase.line.accessibleDescription()


def test_the_right_passphrase_opens_the_desk(page: UnlockPage, qtbot: QtBot, opened: list[Desk]) -> None:
    assert page.focusWidget() is page.passphrase.line
    attempt(qtbot, page, PASSPHRASE)
    (desk,) = opened
    assert (desk.actor.name, desk.actor.role) == (OFFICER, "officer")
    assert desk.workspace.profile.name == "某某实验室"
    assert page.passphrase.text() == ""
    assert page.context.settings.last_user == OFFICER


def test_another_user_is_chosen(page: UnlockPage, qtbot: QtBot, opened: list[Desk]) -> None:
    assert [page.user.itemText(each) for each in range(page.user.count())] == [OFFICER, "王芳"]
    page.user.setCurrentText("王芳")
    attempt(qtbot, page, NEW)
    assert opened[0].actor.role == "reviewer"


def test_whoever_was_there_last_is_chosen_already(
    page: UnlockPage, qtbot: QtBot, tasks: Tasks, locked: tuple[Path, str]
) -> None:
    page.user.setCurrentText("王芳")
    attempt(qtbot, page, NEW)
    again = UnlockPage(page.context, tasks, locked[0])
    qtbot.addWidget(again)
    assert again.user.currentText() == "王芳"


def test_a_wrong_passphrase_is_told_in_place_and_typed_again(
    page: UnlockPage, qtbot: QtBot, opened: list[Desk]
) -> None:
    attempt(qtbot, page, "不是这一句 river")
    assert OFFICER in below(page)
    assert "口令" in below(page)
    assert page.passphrase.text() == ""
    assert page.focusWidget() is page.passphrase.line
    assert not page.outcome.isVisible()
    attempt(qtbot, page, PASSPHRASE)
    assert len(opened) == 1


def test_no_passphrase_is_no_attempt(page: UnlockPage, qtbot: QtBot, locked: tuple[Path, str]) -> None:
    attempt(qtbot, page, "")
    assert below(page) != ""
    assert not (locked[0] / "attempts.json").exists()


def test_the_wait_is_counted_down(
    page: UnlockPage, qtbot: QtBot, clock: SetClock, opened: list[Desk]
) -> None:
    for _ in range(4):
        attempt(qtbot, page, "不是这一句 river")
        clock.forward(seconds=page.waits())
        page.refresh()
    page.hide()
    clock.forward(seconds=-3)  # three of the four seconds are still to wait
    page.show()
    assert "3" in below(page)
    assert not page.unlock.isEnabled()
    attempt(qtbot, page, PASSPHRASE)
    assert opened == [], "no attempt is made while waiting"
    clock.forward(seconds=1)
    qtbot.waitUntil(lambda: "2" in below(page), timeout=3000)
    clock.forward(seconds=2)
    qtbot.waitUntil(page.unlock.isEnabled, timeout=3000)
    attempt(qtbot, page, PASSPHRASE)
    assert len(opened) == 1


def test_the_window_moves_on_while_the_key_is_derived(
    page: UnlockPage, qtbot: QtBot, locked: tuple[Path, str], opened: list[Desk]
) -> None:
    space = workspaces.unlock(locked[0], OFFICER, PASSPHRASE, page.context.clock)
    with space:
        space.keys.rewrap(OFFICER, PASSPHRASE, space.data_key())  # at the cost that is shipped
    beats: list[float] = []
    heart = QTimer(page, interval=5)
    heart.timeout.connect(lambda: beats.append(time.monotonic()))
    heart.start()
    qtbot.wait(20)
    page.passphrase.line.setText(PASSPHRASE)
    began = time.monotonic()
    enter(page.passphrase.line)
    assert page.is_waiting()
    assert not page.sheet.isEnabled()
    settle(qtbot, page)
    during = [each for each in beats if began < each < time.monotonic()]
    assert len(opened) == 1
    assert len(during) >= 3, "the window was frozen"


def test_a_workspace_of_a_newer_version_says_so(
    make_context: Callable[..., Context], tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    page = UnlockPage(make_context(), tasks, tmp_path / "没有.ipdesk")
    show(qtbot, page)
    assert page.outcome.isVisible()
    assert page.user.count() == 0
    enter(page.passphrase.line)
    assert not page.is_waiting()


def test_going_back_is_said(page: UnlockPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.left):
        page.other.click()


def recover(qtbot: QtBot, page: UnlockPage, key: str, passphrase: str) -> None:
    """Fill in the card of the recovery key and press Enter."""
    page.recover.key.setText(key)
    page.recover.passphrase.first.line.setText(passphrase)
    page.recover.passphrase.second.line.setText(passphrase)
    enter(page.recover.key)
    settle(qtbot, page)


def test_the_recovery_key_sets_a_passphrase_and_is_replaced(
    page: UnlockPage, qtbot: QtBot, locked: tuple[Path, str], opened: list[Desk], clock: SetClock
) -> None:
    page.forgot.click()
    assert page.focusWidget() is page.recover.key
    recover(qtbot, page, locked[1].lower().replace("-", " "), NEW)
    assert opened == [], "the new key has to be written down first"
    assert page.key.isVisible()
    assert not page.key.go_on.isEnabled()
    shown = page.key.shown_key()
    assert shown != locked[1]
    page.key.tick.click()
    enter(page.key.tick)
    (desk,) = opened
    assert page.key.shown_key() == ""
    assert Keys.load(locked[0]).unwrap(OFFICER, NEW) == Keys.load(locked[0]).unwrap_recovery(shown)
    assert "user-recover" in [each.act for each in entries(desk.workspace.db)]


def test_a_mistyped_recovery_key_is_told_at_its_field(
    page: UnlockPage, qtbot: QtBot, locked: tuple[Path, str], opened: list[Desk]
) -> None:
    page.forgot.click()
    recover(qtbot, page, locked[1][:-3], NEW)
    assert "■" in page.recover.key_told()
    page.recover.back.click()
    assert page.passphrase.isVisible()
    assert page.recover.key.text() == ""
    attempt(qtbot, page, PASSPHRASE)
    assert len(opened) == 1


def test_a_weak_start_of_a_new_passphrase_leaves_the_old_key_valid(
    page: UnlockPage, qtbot: QtBot, locked: tuple[Path, str]
) -> None:
    page.forgot.click()
    recover(qtbot, page, locked[1], "短")
    assert Keys.load(locked[0]).unwrap_recovery(locked[1])


def test_the_store_can_be_opened_by_whoever_comes_next(
    page: UnlockPage, qtbot: QtBot, opened: list[Desk], locked: tuple[Path, str], clock: SetClock
) -> None:
    attempt(qtbot, page, PASSPHRASE)
    beside: Workspace = workspaces.unlock(locked[0], "王芳", NEW, clock)
    beside.close()
    assert opened[0].workspace.data_version()
