"""Workspaces and their users: who comes in, who is kept out, and the backups made along the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ipdesk.model.errors import CannotWrite, NotFound, NotPermitted, Refused, WrongPassphrase, WrongValue
from ipdesk.operations import audits, records, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.store.audit import entries
from ipdesk.store.keys import Keys
from ipdesk.store.workspace import unlock, unlock_for_recovery
from tests.conftest import CHEAP, PASSPHRASE, SetClock
from tests.operations.cases import DISCLOSURES, add_disclosure, disclosure, held, said

SECOND = "雷达 秋千 harbour 九月"


def add(desk: Desk, name: str, role: str = "reader", passphrase: str = SECOND) -> None:
    """Add a user cheaply."""
    workspaces.add_user(desk, name, role, passphrase, CHEAP)


def opens(desk: Desk, name: str, passphrase: str = SECOND) -> str:
    """Open the workspace as a user and return the role."""
    with unlock(desk.workspace.folder, name, passphrase, desk.workspace.clock) as space:
        return space.actor.role


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"highest": "cosmic"}, "no level"),
        ({"code": "实验室"}, "short code"),
        ({"code": ""}, "short code"),
        ({"code": "A" * 17}, "short code"),
        ({"code": "../x"}, "short code"),
        ({"passphrase": "short"}, "at least 8"),
        ({"passphrase": "某所某所某所某所"}, "name of the user or the lab"),
        ({"user": " "}, "needs a name"),
        ({"user": "李\u202e明"}, "invisible"),
    ],
)
def test_a_workspace_that_may_not_be_is_not_begun(
    changed: dict[str, str], words: str, tmp_path: Path, clock: SetClock
) -> None:
    asked = {
        "name": "某所",
        "code": "SUO",
        "highest": "internal",
        "user": "李明",
        "passphrase": SECOND,
    } | changed
    with pytest.raises(WrongValue) as refused:
        workspaces.create(tmp_path / "新", clock=clock, cost=CHEAP, **asked)
    assert words in said(refused.value)
    assert not (tmp_path / "新.ipdesk").exists()


def test_a_user_is_added_revoked_and_let_in_again(desk: Desk, clock: SetClock) -> None:
    add(desk, "王芳", "reviewer")
    assert opens(desk, "王芳") == "reviewer"
    with pytest.raises(WrongValue) as refused:
        add(desk, "王芳", "officer")
    assert "already a user" in said(refused.value)
    assert opens(desk, "王芳") == "reviewer"
    workspaces.revoke_user(desk, "王芳")
    with pytest.raises(Refused):
        opens(desk, "王芳")
    with pytest.raises(NotFound):
        workspaces.revoke_user(desk, "王芳")
    add(desk, "王芳", "reader", "第三句 口令 完全 不同 lamp")
    assert opens(desk, "王芳", "第三句 口令 完全 不同 lamp") == "reader"
    clock.forward(minutes=10)
    with pytest.raises(WrongPassphrase):
        opens(desk, "王芳", SECOND)
    acts = [each.act for each in entries(desk.workspace.db) if each.act.startswith("user-")]
    assert acts == ["user-add", "user-revoke", "user-add"]


def test_names_that_differ_in_case_or_blanks_are_one_person(desk: Desk) -> None:
    add(desk, "Alice Wu")
    assert opens(desk, "alice wu") == "reader"
    with pytest.raises(WrongValue):
        add(desk, "ALICE  WU")
    workspaces.change_passphrase(desk, "ALICE WU", "第三句 口令 完全 不同 lamp", CHEAP)
    workspaces.revoke_user(desk, "alice wu")
    add(desk, "alicewu", "reviewer")
    assert [(each.name, each.role, each.active) for each in workspaces.list_users(desk)] == [
        ("李明", "officer", True),
        ("Alice Wu", "reviewer", True),
    ]


def test_a_variant_of_ones_own_name_is_oneself(desk: Desk) -> None:
    add(desk, "Alice")
    with unlock(desk.workspace.folder, "alice", SECOND, desk.workspace.clock) as space:
        other = Desk(space, desk.translator)
        assert other.actor.name == "Alice"
        workspaces.change_passphrase(other, "ALICE", "第三句 口令 完全 不同 lamp", CHEAP)
        with pytest.raises(NotPermitted):
            workspaces.change_passphrase(other, "李明", "第三句 口令 完全 不同 lamp", CHEAP)
    assert opens(desk, "Alice", "第三句 口令 完全 不同 lamp") == "reader"


def test_a_key_added_beside_an_open_window_is_taken_away_by_it(desk: Desk) -> None:
    with unlock(desk.workspace.folder, "李明", PASSPHRASE, desk.workspace.clock) as space:
        add(Desk(space, desk.translator), "王芳")
    workspaces.change_passphrase(desk, "王芳", "第三句 口令 完全 不同 lamp", CHEAP)
    workspaces.revoke_user(desk, "王芳")
    assert Keys.load(desk.workspace.folder).users() == ("李明",)


def test_whoever_manages_users_last_stays(desk: Desk) -> None:
    add(desk, "王芳", "reviewer")
    with pytest.raises(Refused) as refused:
        workspaces.revoke_user(desk, "李明")
    assert "last one who manages users" in said(refused.value)
    assert opens(desk, "李明", PASSPHRASE) == "officer"
    add(desk, "周岚", "officer")
    workspaces.revoke_user(desk, "周岚")


def test_officers_manage_users_until_there_is_an_administrator(desk: Desk) -> None:
    add(desk, "孙强", "administrator")
    for act in (
        lambda: add(desk, "新人"),
        lambda: workspaces.revoke_user(desk, "孙强"),
        lambda: workspaces.change_passphrase(desk, "孙强", "第三句 口令 完全 不同 lamp", CHEAP),
    ):
        with pytest.raises(NotPermitted) as refused:
            act()
        assert "孙强" in said(refused.value)
    with unlock(desk.workspace.folder, "孙强", SECOND, desk.workspace.clock) as space:
        admin = Desk(space, desk.translator)
        add(admin, "周岚", "officer")
        workspaces.revoke_user(admin, "孙强")  # officers remain, who manage users again
    add(desk, "新人")


@pytest.mark.parametrize("role", ["boss", "", "Officer"])
def test_a_role_that_is_not_there_is_refused(role: str, desk: Desk) -> None:
    with pytest.raises(WrongValue) as refused:
        add(desk, "新人", role)
    assert "officer" in said(refused.value)
    assert len(workspaces.list_users(desk)) == 1


def test_a_first_passphrase_that_may_not_be_used_leaves_no_user(desk: Desk) -> None:
    for passphrase in ("", "short", "新人新人新人新人"):
        with pytest.raises(WrongValue) as refused:
            add(desk, "新人", "reader", passphrase)
        assert not passphrase or passphrase not in said(refused.value)
    assert len(workspaces.list_users(desk)) == 1
    assert Keys.load(desk.workspace.folder).users() == ("李明",)


def test_a_passphrase_is_changed_and_the_old_one_is_void(desk: Desk, clock: SetClock) -> None:
    with pytest.raises(NotFound):
        workspaces.change_passphrase(desk, "没有此人", SECOND, CHEAP)
    workspaces.change_passphrase(desk, "李明", SECOND, CHEAP)
    assert opens(desk, "李明") == "officer"
    with pytest.raises(WrongPassphrase):
        opens(desk, "李明", PASSPHRASE)


def test_the_recovery_key_sets_a_passphrase_and_is_replaced(
    tmp_path: Path, clock: SetClock, desk: Desk
) -> None:
    made, key = workspaces.create(
        tmp_path / "新", name="某所", code="SUO", highest="internal", user="李明", passphrase=PASSPHRASE,
        clock=clock, cost=CHEAP,
    )  # fmt: skip
    made.close()
    with unlock_for_recovery(made.folder, "李明", key, clock) as space:
        renewed = workspaces.recover_user(Desk(space, desk.translator), "李明", SECOND, CHEAP)
    assert renewed != key
    with pytest.raises(WrongPassphrase):
        unlock_for_recovery(made.folder, "李明", key, clock)
    with unlock(made.folder, "李明", SECOND, clock) as space:
        assert space.actor.role == "officer"
    with unlock_for_recovery(made.folder, "李明", renewed, clock) as space, pytest.raises(WrongValue):
        workspaces.recover_user(Desk(space, desk.translator), "李明", "short", CHEAP)
    with unlock_for_recovery(made.folder, "李明", renewed, clock):
        pass  # a passphrase refused does not cost the recovery key


def test_the_recovery_key_does_not_bring_back_who_was_revoked(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    made, key = workspaces.create(
        tmp_path / "新", name="某所", code="SUO", highest="internal", user="李明", passphrase=PASSPHRASE,
        clock=clock, cost=CHEAP,
    )  # fmt: skip
    with made:
        own = Desk(made, desk.translator)
        add(own, "王芳")
        workspaces.revoke_user(own, "王芳")
    with pytest.raises(Refused):
        unlock_for_recovery(made.folder, "王芳", key, clock)


def test_the_daily_backup_is_made_once_a_day(desk: Desk, clock: SetClock, tmp_path: Path) -> None:
    settings = Settings(second_backup_folder=str(tmp_path / "第二处"))
    first = workspaces.backup_daily(desk, settings)
    assert first is not None
    assert workspaces.backup_daily(desk, settings) is None
    clock.forward(hours=14)  # 23:30 in Beijing
    assert workspaces.backup_daily(desk, settings) is None
    clock.forward(hours=1)  # the next local day, not yet the next day in UTC
    second = workspaces.backup_daily(desk, settings)
    assert second is not None
    held = sorted(each.name for each in (desk.workspace.folder / "backups").iterdir())
    assert held == sorted((first.place.name, second.place.name))
    assert sorted(each.name for each in (tmp_path / "第二处").iterdir()) == held


def test_the_last_fourteen_are_kept_and_others_files_left_alone(desk: Desk, clock: SetClock) -> None:
    own = desk.workspace.folder / "backups" / "我自己的.zip"
    own.write_bytes(b"x")
    places = []
    for _ in range(16):
        receipt = workspaces.backup_daily(desk, Settings())
        assert receipt is not None
        places.append(receipt.place)
        clock.forward(days=1)
    assert [each.exists() for each in places] == [False] * 2 + [True] * 14
    assert own.exists()


def test_a_second_place_that_is_gone_is_said_and_the_first_backup_stands(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "U盘").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(CannotWrite, match="second location") as refused:
        workspaces.backup_daily(desk, Settings(second_backup_folder=str(tmp_path / "U盘")))
    assert "is made and whole" in refused.value.safe.id
    assert len(list((desk.workspace.folder / "backups").iterdir())) == 1


def test_a_backup_is_restored_into_a_new_folder_with_the_same_head(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    number = add_disclosure(desk)
    receipt = workspaces.backup(desk, tmp_path / "备份.ipdesk-backup")
    records.change(desk, DISCLOSURES, number, {"title": "备份之后"})
    with pytest.raises(CannotWrite) as refused:
        workspaces.backup(desk, tmp_path / "备份.ipdesk-backup")
    assert "never overwritten" in said(refused.value)
    with pytest.raises(CannotWrite):
        workspaces.restore(receipt.place, desk.workspace.folder, "李明", PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        workspaces.restore(receipt.place, tmp_path / "回.ipdesk", "李明", SECOND)
    assert not (tmp_path / "回.ipdesk").exists()
    report = workspaces.restore(receipt.place, tmp_path / "回.ipdesk", "李明", PASSPHRASE)
    assert report.head == receipt.report.head
    with unlock(tmp_path / "回.ipdesk", "李明", PASSPHRASE, clock) as space:
        again = Desk(space, desk.translator)
        assert held(again, number).title == disclosure()["title"]
        assert audits.verify(again, receipt.report.head).whole
    # The head noted from the receipt also stands in the chain that went on.
    assert audits.verify(desk, receipt.report.head).whole


def test_a_backup_that_could_not_be_made_is_no_trace(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "是文件").write_text("x", encoding="utf-8")
    before = [each.act for each in entries(desk.workspace.db)]
    with pytest.raises(CannotWrite):
        workspaces.backup(desk, tmp_path / "是文件" / "b.ipdesk-backup")
    assert (tmp_path / "是文件").read_text(encoding="utf-8") == "x"
    assert audits.verify(desk).whole
    assert len(list(entries(desk.workspace.db))) <= len(before) + 1


def test_one_desk_sees_what_another_wrote(desk: Desk, as_user: Callable[..., Desk]) -> None:
    other = as_user("officer")
    version = desk.workspace.data_version()
    number = add_disclosure(other)
    assert desk.workspace.data_version() != version
    assert held(desk, number).number == number


def test_ones_own_passphrase_is_asked_again_and_wrong_ones_count(desk: Desk, clock: SetClock) -> None:
    workspaces.require_passphrase(desk, PASSPHRASE)
    for words in ("is not right", "is not right", "is not right", "wait 2 more seconds"):
        with pytest.raises(WrongPassphrase) as refused:
            workspaces.require_passphrase(desk, SECOND)
        assert words in said(refused.value)
    clock.forward(seconds=2)
    workspaces.require_passphrase(desk, PASSPHRASE)


def test_who_manages_users_is_told_beforehand(desk: Desk, as_user: Callable[..., Desk]) -> None:
    assert workspaces.may_manage_users(desk)
    assert not workspaces.may_manage_users(as_user("reader"))
    boss = as_user("administrator")
    assert workspaces.may_manage_users(boss)
    assert not workspaces.may_manage_users(desk), "an administrator takes it over from the officer"
