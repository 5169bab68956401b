"""The users page: only what the role permits, each act with what follows from it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.users_page import UsersPage
from ipdesk.model.errors import NotFound, WrongPassphrase
from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk
from ipdesk.store.audit import verify
from ipdesk.store.workspace import unlock
from tests.conftest import CHEAP, OFFICER, PASSPHRASE
from tests.gui.conftest import FakeDialogs
from tests.gui.keys import enter, settle, show

NEW = "雷达 秋千 harbour 九月"


@pytest.fixture
def make_page(
    make_context: Callable[..., Context],
    tasks: Tasks,
    dialogs: FakeDialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Desk], UsersPage]:
    """Return a function that shows the page of a desk; keys are made cheaply."""  # fmt: skip
    for name in ("add_user", "change_passphrase"):
        monkeypatch.setattr(workspaces, name, _cheap(getattr(workspaces, name)))

    def make(desk: Desk) -> UsersPage:
        page = UsersPage(make_context(desk), tasks, dialogs)
        page.refresh()
        show(qtbot, page)
        return page

    return make


def _cheap(act: Callable[..., object]) -> Callable[..., object]:
    return lambda *given: act(*given, cost=CHEAP)


def opens(desk: Desk, name: str, passphrase: str) -> bool:
    """Say whether a passphrase opens the workspace for a user."""
    try:
        unlock(desk.workspace.folder, name, passphrase, desk.workspace.clock).close()
    except (WrongPassphrase, NotFound):
        return False
    return True


def column(page: UsersPage, number: int) -> list[str]:
    return [str(page.model.index(row, number).data()) for row in range(page.model.rowCount())]


def choose(page: UsersPage, name: str) -> None:
    page.table.selectRow(page.model.row_of(name))


def test_the_users_are_listed_with_role_and_access(
    make_page: Callable[[Desk], UsersPage], desk: Desk, as_user: Callable[..., Desk]
) -> None:
    as_user("reader")
    as_user("auditor")
    workspaces.revoke_user(desk, "赵敏")
    page = make_page(desk)
    assert column(page, 0)[0].startswith(OFFICER)
    assert column(page, 0)[1:] == ["赵敏", "陈静"]
    assert column(page, 1) == ["知识产权专员", "查阅人员", "安全审计员"]
    assert [each[0] for each in column(page, 2)] == ["✓", "■", "✓"]
    assert column(page, 3) == ["2026-03-05"] * 3
    assert page.user() is not None
    assert page.model.index(1, 0).data(Qt.ItemDataRole.ForegroundRole) is not None


def test_a_user_is_added_from_the_keyboard(
    make_page: Callable[[Desk], UsersPage], desk: Desk, qtbot: QtBot
) -> None:
    page = make_page(desk)
    enter(page.table)
    assert page.focusWidget() is page.add_card.name
    page.add_card.name.setText("王芳")
    page.add_card.role.setCurrentIndex(page.add_card.role.findData("reviewer"))
    page.add_card.passphrase.first.line.setText(NEW)
    page.add_card.passphrase.second.line.setText(NEW)
    with qtbot.waitSignal(page.context.changed):
        enter(page.add_card.name)
    settle(qtbot, page)
    assert column(page, 0)[1] == "王芳"
    assert "王芳" in page.outcome.findChildren(type(page._note))[0].text()
    assert not page.add_card.isVisible()
    assert page.add_card.passphrase.first.text() == ""
    assert opens(desk, "王芳", NEW)


def test_a_name_that_is_lacking_is_said_in_place(make_page: Callable[[Desk], UsersPage], desk: Desk) -> None:
    page = make_page(desk)
    page.add.click()
    hint = page.add_card.name.accessibleDescription()
    page.add_card.go_on.click()
    assert page.add_card.name.accessibleDescription() != hint
    assert page.focusWidget() is page.add_card.name


def test_what_the_operation_refuses_is_said_in_place_and_stays_typed(
    make_page: Callable[[Desk], UsersPage], desk: Desk, qtbot: QtBot
) -> None:
    page = make_page(desk)
    page.add.click()
    page.add_card.name.setText("李明")
    page.add_card.passphrase.first.line.setText(NEW)
    page.add_card.passphrase.second.line.setText(NEW)
    page.add_card.go_on.click()
    settle(qtbot, page)
    assert page.add_card.isVisible()
    assert page.focusWidget() is page.add_card.name
    assert page.add_card.passphrase.first.text() == NEW


def test_an_administrator_takes_the_users_over_which_is_said_before(
    make_page: Callable[[Desk], UsersPage], desk: Desk, qtbot: QtBot
) -> None:
    page = make_page(desk)
    page.add.click()
    page.add_card.role.setCurrentIndex(page.add_card.role.findData("administrator"))
    assert page.add_card.role.accessibleDescription()
    page.add_card.name.setText("孙强")
    page.add_card.passphrase.first.line.setText(NEW)
    page.add_card.passphrase.second.line.setText(NEW)
    page.add_card.go_on.click()
    settle(qtbot, page)
    assert not page.add.isVisible()
    assert not page.revoke.isVisible()
    assert [each.id for each in page.commands()] == ["users.passphrase"]


def test_one_changes_ones_own_passphrase_with_the_one_so_far(
    make_page: Callable[[Desk], UsersPage], as_user: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = as_user("reader")
    page = make_page(desk)
    assert [each.id for each in page.commands()] == ["users.passphrase"]
    assert page.change.isEnabled()
    page.change.click()
    card = page.change_card
    assert page.focusWidget() is card.so_far.line
    for so_far, changed in (("不是这一句 river", False), (PASSPHRASE, True)):
        card.so_far.line.setText(so_far)
        card.passphrase.first.line.setText(NEW)
        card.passphrase.second.line.setText(NEW)
        enter(card.so_far.line)
        settle(qtbot, page)
        assert card.isVisible() is not changed
        assert opens(desk, desk.actor.name, NEW) is changed
    assert verify(desk.workspace.db).whole


def test_nobody_but_who_manages_users_touches_another(
    make_page: Callable[[Desk], UsersPage], as_user: Callable[..., Desk]
) -> None:
    page = make_page(as_user("reader"))
    choose(page, OFFICER)
    assert not page.change.isEnabled()
    assert not page.add.isVisible()


def test_another_gets_a_new_passphrase(
    make_page: Callable[[Desk], UsersPage], desk: Desk, as_user: Callable[..., Desk], qtbot: QtBot
) -> None:
    as_user("reviewer")
    page = make_page(desk)
    choose(page, "王芳")
    page.change.click()
    card = page.change_card
    card.so_far.line.setText(PASSPHRASE)
    card.passphrase.first.line.setText(NEW)
    card.passphrase.second.line.setText(NEW)
    card.go_on.click()
    settle(qtbot, page)
    assert opens(desk, "王芳", NEW)
    assert not opens(desk, "王芳", PASSPHRASE)
    assert opens(desk, OFFICER, PASSPHRASE)


def test_revoking_asks_with_the_consequence_and_can_be_stepped_back_from(
    make_page: Callable[[Desk], UsersPage],
    desk: Desk,
    as_user: Callable[..., Desk],
    dialogs: FakeDialogs,
    qtbot: QtBot,
) -> None:
    as_user("reviewer")
    page = make_page(desk)
    assert not page.revoke.isEnabled(), "nobody revokes themselves"
    choose(page, "王芳")
    dialogs.decision = False
    page.revoke.click()
    assert "王芳" in dialogs.asked[0]
    assert opens(desk, "王芳", PASSPHRASE)
    dialogs.decision = True
    page.revoke.click()
    settle(qtbot, page)
    assert not opens(desk, "王芳", PASSPHRASE)
    assert [each[0] for each in column(page, 2)] == ["✓", "■"]
    assert not page.revoke.isEnabled()


def test_what_is_typed_stays_when_others_write(make_page: Callable[[Desk], UsersPage], desk: Desk) -> None:
    page = make_page(desk)
    page.add.click()
    page.add_card.name.setText("王芳")
    page.refresh()
    assert page.add_card.isVisible()
    assert page.add_card.name.text() == "王芳"
    page.add_card.back.click()
    assert not page.add_card.isVisible()
