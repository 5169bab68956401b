"""The page that makes a workspace: what is lacking is said in place, the key is shown once and ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.new_workspace_page import HIGHEST, NewWorkspacePage
from ipdesk.gui.tasks import Tasks
from ipdesk.model.marking import LIMITS
from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk
from ipdesk.store.keys import Keys
from tests.conftest import CHEAP, OFFICER, PASSPHRASE
from tests.gui.conftest import FakeDialogs
from tests.gui.keys import enter, settle, show


@pytest.fixture
def page(
    make_context: Callable[..., Context],
    tasks: Tasks,
    dialogs: FakeDialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[NewWorkspacePage]:
    """Return the page; workspaces it makes have cheap keys."""  # fmt: skip
    monkeypatch.setattr(workspaces, "create", partial(workspaces.create, cost=CHEAP))
    made = NewWorkspacePage(make_context(), tasks, dialogs)
    show(qtbot, made)
    yield made
    made.may_leave()  # closes a desk that was not handed over


def fill(page: NewWorkspacePage, place: Path) -> None:
    """Fill everything in."""
    page.lab.setText("低温光学重点实验室")
    page.code.setText("CRYO")
    page.place.setText(str(place))
    page.user.setText(OFFICER)
    page.passphrase.first.line.setText(PASSPHRASE)
    page.passphrase.second.line.setText(PASSPHRASE)


def test_every_limit_has_its_sentence() -> None:
    assert set(HIGHEST) == set(LIMITS)


def test_a_workspace_is_made_from_the_keyboard_and_the_key_is_ticked_first(
    page: NewWorkspacePage, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(page, tmp_path / "新" / "低温.ipdesk")
    enter(page.code)
    settle(qtbot, page)
    assert page.recovery.isVisible()
    assert not page.lab.isVisible()
    assert page.passphrase.first.text() == ""
    key = page.recovery.shown_key()
    assert Keys.load(tmp_path / "新" / "低温.ipdesk").unwrap_recovery(key)
    enter(page.recovery.tick)
    assert page.recovery.isVisible(), "without the tick there is no way on"
    page.recovery.tick.click()
    with qtbot.waitSignal(page.made) as made:
        enter(page.recovery.tick)
    desk = made.args[0]
    assert isinstance(desk, Desk)
    with desk.workspace as space:
        assert (space.profile.name, space.profile.code, space.profile.highest) == (
            "低温光学重点实验室", "CRYO", "technical-secret",
        )  # fmt: skip
        assert space.actor.name == OFFICER
    assert page.recovery.shown_key() == ""


def test_what_is_lacking_is_said_at_each_field_and_the_first_has_the_focus(
    page: NewWorkspacePage, qtbot: QtBot
) -> None:
    page.place.setText("lab")
    lines = (page.lab, page.code, page.place, page.user)
    hints = [line.accessibleDescription() for line in lines]
    enter(page.lab)
    assert page.focusWidget() is page.lab
    said = [line.accessibleDescription() for line in lines]
    assert all(said)
    assert not set(said) & set(hints)
    page.lab.setText("某所")
    assert page.lab.accessibleDescription() == hints[0], "what was wrong goes when it is mended"
    assert not page.is_waiting()


@pytest.mark.parametrize(("field", "value"), [("code", "实验室"), ("code", "A" * 17), ("user", "李\u202e明")])
def test_a_value_the_store_refuses_is_told_at_its_field(
    field: str, value: str, page: NewWorkspacePage, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(page, tmp_path / "低温.ipdesk")
    line = getattr(page, field)
    line.setText(value)
    page.make.click()
    settle(qtbot, page)
    assert page.focusWidget() is line
    assert not (tmp_path / "低温.ipdesk").exists()
    assert page.passphrase.first.text() == PASSPHRASE, "nothing that was typed is lost"


def test_a_folder_that_is_there_is_told_at_its_field(
    page: NewWorkspacePage, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(page, tmp_path)
    (tmp_path.parent / f"{tmp_path.name}.ipdesk").mkdir()
    page.make.click()
    settle(qtbot, page)
    assert page.focusWidget() is page.place


def test_the_two_entries_have_to_be_alike(page: NewWorkspacePage, tmp_path: Path) -> None:
    fill(page, tmp_path / "低温.ipdesk")
    page.passphrase.second.line.setText("另一句 river")
    page.make.click()
    assert not page.is_waiting()
    assert page.focusWidget() is page.passphrase.second.line


def test_the_folder_follows_the_code_until_it_is_chosen(
    page: NewWorkspacePage, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    page.code.setText("CRYO")
    assert page.place.text() == str(Path.home() / "CRYO.ipdesk")
    (tmp_path / "CRYO.ipdesk").mkdir()
    dialogs.place = tmp_path
    page.choose.click()
    assert page.place.text() == str(tmp_path / "CRYO-2.ipdesk")
    page.code.setText("OPT")
    assert page.place.text() == str(tmp_path / "CRYO-2.ipdesk")


def test_what_a_limit_means_is_said_and_a_high_one_warned_of(page: NewWorkspacePage) -> None:
    said = set()
    for code in LIMITS:
        page.highest.setCurrentIndex(page.highest.findData(code))
        said.add(page.highest.accessibleDescription())
    assert len(said) == 4, "three ways to work, and one warning for all state secrets"


def test_leaving_before_the_tick_asks_once_and_closes_the_desk(
    page: NewWorkspacePage, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page.may_leave()
    fill(page, tmp_path / "低温.ipdesk")
    page.make.click()
    settle(qtbot, page)
    dialogs.decision = False
    assert not page.may_leave()
    assert len(dialogs.asked) == 1
    assert page.recovery.shown_key()
    page.refresh()
    assert page.recovery.isVisible(), "reading again does not take the key off the screen"
    dialogs.decision = True
    assert page.may_leave()
    assert page.recovery.shown_key() == ""


def test_the_clipboard_is_emptied_only_of_the_key(
    page: NewWorkspacePage, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(page, tmp_path / "低温.ipdesk")
    page.make.click()
    settle(qtbot, page)
    clipboard = QGuiApplication.clipboard()
    page.recovery.copy.click()
    assert clipboard.text() == page.recovery.shown_key()
    page.recovery.clear_clipboard()
    assert clipboard.text() == ""
    page.recovery.copy.click()
    clipboard.setText("别的")
    page.recovery.clear_clipboard()
    assert clipboard.text() == "别的"
