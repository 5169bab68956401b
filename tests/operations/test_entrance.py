"""What is known of a workspace before it is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.model.errors import NotFound, WrongPassphrase
from ipdesk.operations import entrance, workspaces
from ipdesk.operations.desk import Desk
from tests.conftest import CHEAP, SetClock


def test_the_wait_that_remains_is_known_before_trying(desk: Desk, clock: SetClock) -> None:
    folder = desk.workspace.folder
    for _ in range(3):
        assert entrance.wait_before(folder, "李明", clock) == 0
        with pytest.raises(WrongPassphrase):
            workspaces.unlock(folder, "李明", "不是这一句 river", clock)
    assert entrance.wait_before(folder, "李明", clock) == 2
    assert entrance.wait_before(folder, "", clock) == 0, "the recovery key is counted apart"
    clock.forward(seconds=1.5)
    assert entrance.wait_before(folder, "李明", clock) == 1
    clock.forward(seconds=0.5)
    assert entrance.wait_before(folder, "李明", clock) == 0


def test_who_may_open_is_known_without_a_passphrase(desk: Desk, tmp_path: Path) -> None:
    workspaces.add_user(desk, "赵敏", "reader", "雷达 秋千 harbour 九月", CHEAP)
    assert entrance.names_in(desk.workspace.folder) == ("李明", "赵敏")
    with pytest.raises(NotFound):
        entrance.names_in(tmp_path / "无")
