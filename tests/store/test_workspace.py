"""A workspace: made whole or not at all, opened by whoever may, and never changed by who may not."""

from __future__ import annotations

import os
import random
import shutil
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from ipdesk.model.errors import (
    CannotWrite,
    Damaged,
    NotFound,
    NotPermitted,
    Refused,
    WrongPassphrase,
    WrongValue,
)
from ipdesk.model.marking import LIMITS
from ipdesk.model.text import Message, Translator
from ipdesk.operations import workspaces
from ipdesk.operations.attachments import attach, detach_copy
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.store import audit, backups, drafts, users
from ipdesk.store import workspace as workspace_store
from ipdesk.store.checking import check
from ipdesk.store.database import FULL, value
from ipdesk.store.workspace import Workspace, unlock, unlock_for_recovery
from tests.conftest import CHEAP, OFFICER, PASSPHRASE, SetClock
from tests.store._records import DISCLOSURES, PROJECTS, add, filled, stored
from tests.store._trees import files_with, modes, tree

SECOND = "отдельный ключ 雷达秋千"
MARKER = "无人知晓的热链"


def made(folder: Path, clock: SetClock, **values: str) -> tuple[Workspace, str]:
    """Make a workspace with some answers changed."""
    given = {"name": "某某", "code": "L", "highest": "internal", "user": OFFICER, "passphrase": PASSPHRASE}
    return workspaces.create(folder, **(given | values), clock=clock, cost=CHEAP)


def refuses_to_open(
    folder: Path, clock: SetClock, kind: type[Refused], passphrase: str = PASSPHRASE
) -> Refused:
    """Assert that opening is refused and changes nothing; return the refusal."""
    before = tree(folder)
    with pytest.raises(kind) as refused:
        unlock(folder, OFFICER, passphrase, clock)
    assert tree(folder) == before
    assert all(each.id for each in refused.value.messages())
    return refused.value


def test_a_new_workspace_opens_again_as_it_was_made(tmp_path: Path, clock: SetClock) -> None:
    space, recovery = made(tmp_path / "lab", clock, name="某某实验室（光学）", highest="technical-secret")
    with space:
        assert space.folder == tmp_path / "lab.ipdesk"
        assert (space.actor.name, space.actor.role) == (OFFICER, "officer")
    for folder in (tmp_path / "lab.ipdesk", tmp_path / "lab"):
        with unlock(folder, OFFICER, PASSPHRASE, clock) as opened:
            assert opened.profile.name == "某某实验室（光学）"
            assert opened.profile.limit == LIMITS["technical-secret"]
            assert check(opened.db).whole
    with unlock_for_recovery(tmp_path / "lab", OFFICER, recovery, clock) as opened:
        assert opened.actor.role == "officer"
    acts = [each.act for each in audit.entries(unlock(tmp_path / "lab", OFFICER, PASSPHRASE, clock).db)]
    assert acts[-1] == "create"
    assert acts.count("unlock") == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"passphrase": ""},
        {"passphrase": "1234"},
        {"passphrase": OFFICER},
        {"user": ""},
        {"user": "\u200b"},
        {"user": "甲" * 61},
        {"code": "单"},
        {"code": ""},
        {"code": "A" * 17},
        {"code": "A{B"},
        {"highest": "galaktisch"},
    ],
    ids=repr,
)
def test_what_may_not_be_used_makes_no_folder(tmp_path: Path, clock: SetClock, wrong: dict[str, str]) -> None:
    with pytest.raises(WrongValue):
        made(tmp_path / "lab", clock, **wrong)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_place_is_left_alone(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "lab.ipdesk").mkdir()
    with pytest.raises(CannotWrite):
        made(tmp_path / "lab", clock)
    (tmp_path / "link.ipdesk").symlink_to(tmp_path / "nowhere")
    with pytest.raises(CannotWrite):
        made(tmp_path / "link", clock)
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        made(tmp_path / "file" / "lab", clock)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "lab.ipdesk", "link.ipdesk"]


@pytest.mark.parametrize("failing", ["connect", "migrate", "users", "write"])
def test_a_workspace_that_cannot_be_finished_leaves_no_half(
    tmp_path: Path, clock: SetClock, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise CannotWrite(Message("voll"))

    name = {"connect": "connect", "migrate": "migrate", "users": "utc_text", "write": "Workspace"}[failing]
    with monkeypatch.context() as patched:
        patched.setattr(workspace_store, name, full)
        with pytest.raises(CannotWrite):
            made(tmp_path / "lab", clock)
    assert list(tmp_path.iterdir()) == []
    made(tmp_path / "lab", clock)[0].close()


def test_opening_on_a_full_disk_says_that_nothing_is_lost_and_where_to_make_room(
    workspace: Workspace, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise CannotWrite(Message(FULL))

    with monkeypatch.context() as patched:
        patched.setattr(workspace_store, "transaction", full)
        patched.setattr(workspace_store, "write", full)
        with pytest.raises(CannotWrite) as error:
            unlock(workspace.folder, OFFICER, PASSPHRASE, clock)
    said = " ".join(Translator("en", Path()).say(each) for each in error.value.messages())
    assert "Nothing is lost" in said and str(workspace.folder) in said and "audit log" in said
    unlock(workspace.folder, OFFICER, PASSPHRASE, clock).close()


def test_a_workspace_is_found_from_within_its_own_folder(
    workspace: Workspace, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.folder)
    with unlock(Path(), OFFICER, PASSPHRASE, clock) as opened:
        assert opened.profile == workspace.profile
    monkeypatch.chdir(workspace.folder / "rules")
    with unlock(Path(".."), OFFICER, PASSPHRASE, clock) as opened:
        assert opened.profile == workspace.profile
    for nowhere in (Path("../.."), Path("x")):
        with pytest.raises(NotFound):
            unlock(nowhere, OFFICER, PASSPHRASE, clock)


def test_nobody_gets_in_with_a_wrong_passphrase_and_the_wait_grows(
    workspace: Workspace, clock: SetClock
) -> None:
    head = audit.head(workspace.db)
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            unlock(workspace.folder, OFFICER, "falsch", clock)
    with pytest.raises(WrongPassphrase) as waiting:
        unlock(workspace.folder, OFFICER, PASSPHRASE, clock)
    assert waiting.value.what.args == {"seconds": 2}
    assert audit.head(workspace.db) == head
    clock.forward(seconds=3)
    with unlock(workspace.folder, OFFICER, PASSPHRASE, clock) as opened:
        (entry, *_) = audit.entries(opened.db)
        assert (entry.act, entry.values) == ("unlock", {"failures": 3})
    with unlock(workspace.folder, OFFICER, PASSPHRASE, clock) as opened:
        (entry, *_) = audit.entries(opened.db)
        assert entry.values == {}


def test_who_is_no_user_is_told_so(workspace: Workspace, clock: SetClock) -> None:
    with pytest.raises(NotFound):
        unlock(workspace.folder, "王芳", PASSPHRASE, clock)
    with pytest.raises(NotFound):
        unlock(workspace.folder.with_name("none"), OFFICER, PASSPHRASE, clock)


def test_a_revoked_user_stays_out_even_with_the_old_keys(
    desk: Desk, as_user: Callable[..., Desk], clock: SetClock
) -> None:
    folder = desk.workspace.folder
    as_user("reader").workspace.close()
    old = {name: (folder / name).read_bytes() for name in ("keys.json", "keys.copy.json")}
    workspaces.revoke_user(desk, "赵敏")
    with pytest.raises(NotFound):
        unlock(folder, "赵敏", PASSPHRASE, clock)
    for name, data in old.items():
        (folder / name).write_bytes(data)
    before, head = tree(folder), audit.head(desk.workspace.db)
    with pytest.raises(NotPermitted):
        unlock(folder, "赵敏", PASSPHRASE, clock)
    assert audit.head(desk.workspace.db) == head
    # The index of the log is shared memory of whoever has the store open.
    assert {name for name, each in tree(folder).items() if before.get(name) != each} <= {"store.db-shm"}
    assert [(each.name, each.active) for each in users.listed(desk.workspace.db)] == [
        (OFFICER, True),
        ("赵敏", False),
    ]
    workspaces.add_user(desk, "赵敏", "auditor", SECOND, CHEAP)
    with unlock(folder, "赵敏", SECOND, clock) as opened:
        assert opened.actor.role == "auditor"


def test_a_role_is_what_the_store_says_and_no_other(desk: Desk, clock: SetClock) -> None:
    with desk.workspace.write() as writing:
        users.put(writing, OFFICER, "reader")
    with unlock(desk.workspace.folder, OFFICER, PASSPHRASE, clock) as opened:
        assert opened.actor.role == "reader"


def closed(workspace: Workspace) -> Path:
    """Fill a workspace a little, close it and return its folder."""
    with workspace.write() as writing:
        for _ in range(40):
            writing.add(DISCLOSURES, filled(DISCLOSURES.record))
    workspace.close()
    assert sorted(each.name for each in workspace.folder.iterdir()) == [
        "backups", "keys.copy.json", "keys.json", "rules", "store.db",
    ]  # fmt: skip
    return workspace.folder


@pytest.mark.parametrize("place", [0, 7, 16, 24, 100, 2000, 4095])
def test_a_store_with_a_damaged_head_is_refused(workspace: Workspace, clock: SetClock, place: int) -> None:
    folder = closed(workspace)
    data = bytearray((folder / "store.db").read_bytes())
    data[place] ^= 0x40
    (folder / "store.db").write_bytes(data)
    assert refuses_to_open(folder, clock, Damaged).advice


@pytest.mark.parametrize("size", [0, 1, 100, 4096, 4097, 20_000])
def test_a_store_cut_short_is_refused(workspace: Workspace, clock: SetClock, size: int) -> None:
    folder = closed(workspace)
    os.truncate(folder / "store.db", size)
    assert refuses_to_open(folder, clock, Damaged).advice


def test_a_store_that_is_missing_or_something_else_is_refused(workspace: Workspace, clock: SetClock) -> None:
    folder = closed(workspace)
    held = (folder / "store.db").read_bytes()
    (folder / "store.db").unlink()
    assert refuses_to_open(folder, clock, Damaged).advice
    for other in (b"SQLite format 3\0" + bytes(8176), bytes(8192), os.urandom(8192), "某某".encode()):
        (folder / "store.db").write_bytes(other)
        assert refuses_to_open(folder, clock, Damaged).advice
    (folder / "store.db").unlink()
    (folder / "store.db").mkdir()
    assert refuses_to_open(folder, clock, Damaged).advice
    (folder / "store.db").rmdir()
    (folder / "store.db").write_bytes(held)
    unlock(folder, OFFICER, PASSPHRASE, clock).close()


def test_the_store_of_another_workspace_is_refused(
    workspace: Workspace, clock: SetClock, tmp_path: Path
) -> None:
    made(tmp_path / "other", clock)[0].close()
    folder = closed(workspace)
    shutil.copy(tmp_path / "other.ipdesk" / "store.db", folder / "store.db")
    assert refuses_to_open(folder, clock, Damaged).advice


def test_a_store_damaged_in_its_middle_is_never_read_as_right(workspace: Workspace, clock: SetClock) -> None:
    before = {f"PL-2026-{n:04}": "" for n in range(1, 41)}
    folder = closed(workspace)
    with unlock(folder, OFFICER, PASSPHRASE, clock) as opened:
        before = {number: repr(stored(opened, DISCLOSURES, number)) for number in before}
    data = (folder / "store.db").read_bytes()
    chance, seen = random.Random(3), 0
    for _ in range(25):
        wrong = bytearray(data)
        wrong[chance.randrange(4096, len(data))] ^= 1
        (folder / "store.db").write_bytes(wrong)
        try:
            with unlock(folder, OFFICER, PASSPHRASE, clock) as opened:
                report = check(opened.db)
                assert not report.whole
                for number, text in before.items():
                    assert repr(stored(opened, DISCLOSURES, number)) == text
        except Damaged:
            seen += 1
        for extra in ("store.db-wal", "store.db-shm"):
            (folder / extra).unlink(missing_ok=True)
    assert seen


@pytest.mark.parametrize("what", ["gone", "cut", "rubbish", "empty"])
def test_with_both_key_files_damaged_nothing_opens_and_nothing_changes(
    workspace: Workspace, clock: SetClock, what: str
) -> None:
    folder = closed(workspace)
    for name in ("keys.json", "keys.copy.json"):
        path = folder / name
        match what:
            case "gone":
                path.unlink()
            case "cut":
                os.truncate(path, path.stat().st_size // 2)
            case "rubbish":
                path.write_bytes(os.urandom(300))
            case _:
                path.write_bytes(b"")
    before = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    assert refuses_to_open(folder, clock, Damaged).advice is not None
    assert {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()} == before


def test_with_one_key_file_damaged_it_opens_and_mends_both(workspace: Workspace, clock: SetClock) -> None:
    folder = closed(workspace)
    for name in ("keys.json", "keys.copy.json"):
        (folder / name).write_bytes(b"{")
        with unlock(folder, OFFICER, PASSPHRASE, clock):
            pass
        assert (folder / "keys.json").read_bytes() == (folder / "keys.copy.json").read_bytes() != b"{"


@pytest.mark.parametrize(
    "passphrase", ["", "x", "三棵银杏 river 去年没结果 ", "\ud800", "x" * 100_000, "\x00"]
)
def test_any_wrong_passphrase_is_just_wrong(workspace: Workspace, clock: SetClock, passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(workspace.folder, OFFICER, passphrase, clock)


def lived(desk: Desk, clock: SetClock, tmp_path: Path) -> Desk:
    """Do one of everything that writes a file, with a marker in every text."""
    space = desk.workspace
    with space.write() as writing:
        writing.add(DISCLOSURES, filled(DISCLOSURES.record, MARKER))
    number = add(space, PROJECTS, title=MARKER, leader=MARKER)
    file = tmp_path / f"{MARKER}.txt"
    file.write_text(MARKER * 1000, encoding="utf-8")
    attach(desk, PROJECTS, number, file)
    drafts.keep(space.db, OFFICER, "projects", None, 0, space.now(), {"title": MARKER})
    space.take_window()
    workspaces.backup_daily(desk, Settings())
    workspaces.add_user(desk, "王芳", "reviewer", SECOND, CHEAP)
    workspaces.change_passphrase(desk, OFFICER, PASSPHRASE + "二", CHEAP)
    with pytest.raises(WrongPassphrase):
        unlock(space.folder, OFFICER, "falsch", clock)
    return desk


def test_every_file_is_private_after_everything(desk: Desk, clock: SetClock, tmp_path: Path) -> None:
    lived(desk, clock, tmp_path)
    folder = desk.workspace.folder
    for name, mode in modes(folder).items():
        assert mode == ("0o700" if (folder / name).is_dir() else "0o600"), name
    names = {each.name for each in folder.rglob("*")}
    assert {"store.db-wal", "store.db-shm", "lock", "attempts.json", "keys.copy.json"} <= names


def test_a_permissive_umask_opens_nothing_to_others(tmp_path: Path, clock: SetClock) -> None:
    os.umask(0o000)
    space, _ = made(tmp_path / "lab", clock)
    with space:
        for name, mode in modes(space.folder).items():
            assert mode == ("0o700" if (space.folder / name).is_dir() else "0o600"), name


def test_no_text_of_a_record_lies_in_plain_sight(desk: Desk, clock: SetClock, tmp_path: Path) -> None:
    lived(desk, clock, tmp_path)
    key = desk.workspace.data_key()
    hidden = [
        MARKER.encode(),
        MARKER.encode("utf-16-le"),
        MARKER.encode("gb18030"),
        b"create table",
        PASSPHRASE.encode(),
    ]
    hidden += [key, key.hex().encode(), key.hex().upper().encode()]
    folder = desk.workspace.folder
    assert (folder / "store.db-wal").stat().st_size > 0
    assert files_with(folder, *hidden) == []
    desk.workspace.close()
    assert files_with(folder, *hidden) == []
    # What is searched for can be found at all: the attachment outside holds it.
    assert files_with(tmp_path, MARKER.encode()) == [f"{MARKER}.txt"]


def test_a_copy_taken_out_is_the_only_plain_file(desk: Desk, clock: SetClock, tmp_path: Path) -> None:
    lived(desk, clock, tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    detach_copy(desk, PROJECTS, "KY-2026-001", f"{MARKER}.txt", out / "x.txt")
    assert files_with(out, MARKER.encode()) == ["x.txt"]
    assert files_with(desk.workspace.folder, MARKER.encode()) == []


def test_no_secret_shows_in_reprs_or_errors(workspace: Workspace, clock: SetClock, tmp_path: Path) -> None:
    key = workspace.data_key()
    said = [
        repr(workspace),
        repr(workspace.keys),
        repr(workspace.db),
        repr(workspace.profile),
        repr(workspace.actor),
    ]
    folder = closed(workspace)
    for damage in ("store.db", "keys.json"):
        shutil.copytree(folder, tmp_path / damage)
        (tmp_path / damage / damage).write_bytes(bytes(5000))
    (tmp_path / "keys.json" / "keys.copy.json").unlink()
    for place, passphrase in (
        (folder, "falsch"),
        (tmp_path / "store.db", PASSPHRASE),
        (tmp_path / "keys.json", PASSPHRASE),
    ):
        try:
            workspace_store.unlock(
                place if place == folder else place.rename(place.with_suffix(".ipdesk")),
                OFFICER,
                passphrase,
                clock,
            )
        except Refused as error:
            said += ["".join(traceback.format_exception(error)), repr(error), repr(error.messages())]
    assert len(said) == 5 + 9
    for text in said:
        assert key.hex() not in text.lower()
        assert repr(key) not in text
        assert PASSPHRASE not in text


def test_closing_twice_or_after_damage_does_no_harm(workspace: Workspace) -> None:
    workspace.take_window()
    workspace.close()
    workspace.close()
    assert workspace.data_key() == b""


def test_the_daily_backup_belongs_to_the_day_at_the_desk(desk: Desk, clock: SetClock) -> None:
    clock.at = clock.at.replace(hour=0, minute=30)  # still yesterday in Greenwich
    place = backups.automatic_place(desk.workspace.folder, clock())
    assert place.name == "lab-20260305-003000.ipdesk-backup"
    assert str(desk.today()) == "2026-03-05"
    assert value(desk.workspace.db, "select 1") == 1


def test_a_workspace_that_was_locked_meanwhile_gives_no_second_connection(workspace: Workspace) -> None:
    workspace.close()
    with pytest.raises(Refused, match="locked meanwhile"):
        workspace.twin()
