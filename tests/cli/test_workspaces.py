"""Commands about workspaces, users and backups, and how the passphrase comes in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ipdesk.store import wraps
from tests.cli.conftest import LAB, Shell
from tests.conftest import CHEAP, PASSPHRASE

SECOND = "雷达 秋千 harbour 九月"


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make new keys cheaply: what a guess costs is tested with the keys."""
    from ipdesk.operations import workspaces

    for name in ("create", "add_user", "change_passphrase", "recover_user"):
        monkeypatch.setitem(getattr(workspaces, name).__kwdefaults__ or {}, "cost", CHEAP)
        defaults = getattr(workspaces, name).__defaults__
        if defaults:
            monkeypatch.setattr(getattr(workspaces, name), "__defaults__", (CHEAP,))


def test_a_workspace_is_made_with_the_real_cost(shell: Shell, tmp_path: Path) -> None:
    made = shell.json("new", "新所", "--lab", LAB, "--code", "XIN")
    assert made["workspace"].endswith("新所.ipdesk")
    assert made["strength"] in ("fair", "strong")
    keys = json.loads((tmp_path / "新所.ipdesk" / "keys.json").read_text(encoding="utf-8"))
    assert keys["users"][0]["memory"] == wraps.SHIPPED_COST.memory
    assert made["recovery_key"] not in str(keys)
    assert {each.stat().st_mode & 0o777 for each in (tmp_path / "新所.ipdesk").iterdir()} <= {0o600, 0o700}


@pytest.mark.usefixtures("cheap")
def test_the_recovery_key_is_shown_once_or_written_to_its_file(shell: Shell, tmp_path: Path) -> None:
    told = shell.run("new", "甲", "--lab", LAB, "--code", "A").out
    assert "shown this once" in told
    ran = shell.run("new", "乙", "--lab", LAB, "--code", "B", "--recovery-file", "钥匙.txt")
    key = (tmp_path / "钥匙.txt").read_text(encoding="utf-8").strip()
    assert len(key) > 30
    assert key not in ran.out + ran.err
    assert (tmp_path / "钥匙.txt").stat().st_mode & 0o777 == 0o600
    for wrong in ("钥匙.txt", "没有/钥匙.txt"):
        shell.refused("new", "丙", "--lab", LAB, "--code", "C", "--recovery-file", wrong)
        assert not (tmp_path / "丙.ipdesk").exists()
    (tmp_path / f".坏.txt.{__import__('os').getpid()}.part").mkdir()
    ran = shell.run("new", "丁", "--lab", LAB, "--code", "D", "--recovery-file", "坏.txt")
    assert "cannot be written" in ran.err
    assert "shown this once" in ran.out  # the key is not lost with the file


@pytest.mark.usefixtures("cheap")
def test_what_may_not_be_a_workspace(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "already something" in shell.refused("new", shell.folder, "--lab", LAB, "--code", "A")
    assert "short code" in shell.refused("new", "新", "--lab", LAB, "--code", "实验")
    assert shell.run("new", "新", "--lab", LAB, status=2).out == ""
    assert shell.run("new", "新", "--lab", LAB, "--code", "A", "--highest", "cosmic", status=2).out == ""
    assert shell.run("new", "新", "--lab", LAB, "--code", "A", bare=True, status=2).out == ""
    monkeypatch.setenv("IPDESK_PASSPHRASE", "short")
    said = shell.refused("new", "新", "--lab", LAB, "--code", "A")
    assert "at least 8" in said
    assert not (tmp_path / "新.ipdesk").exists()


@pytest.mark.usefixtures("cheap")
def test_users_come_and_go(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPDESK_NEW_PASSPHRASE", SECOND)
    added = shell.json("user", "add", "Alice", "--role", "reader")
    assert (added["user"], added["role"]) == ("Alice", "reader")
    assert "already a user" in shell.refused("user", "add", "alice")
    listed = shell.json("user", "list")
    assert [(each["user"], each["role"], each["active"]) for each in listed][-1] == ("Alice", "reader", True)
    assert "Alice" in shell.run("user", "list").out
    assert shell.run("user", "add", "某", "--role", "boss", status=2).out == ""
    monkeypatch.setenv("IPDESK_PASSPHRASE", SECOND)
    with shell.as_user("alice"):
        assert shell.json("registers")[0]["count"] == 0
        monkeypatch.setenv("IPDESK_NEW_PASSPHRASE", "第三句 口令 完全 不同 lamp")
        assert shell.json("user", "passphrase")["user"] == "Alice"
        assert "is not right" in shell.refused("registers")
    monkeypatch.setenv("IPDESK_PASSPHRASE", PASSPHRASE)
    assert shell.json("user", "revoke", "ALICE") == {"user": "ALICE", "active": False}
    assert "no user" in shell.refused("user", "revoke", "Alice")
    monkeypatch.setenv("IPDESK_NEW_PASSPHRASE", "short")
    assert "at least 8" in shell.refused("user", "add", "Bob")
    assert "Bob" not in shell.run("user", "list").out


@pytest.mark.usefixtures("cheap")
def test_a_lost_passphrase_is_set_again_with_the_recovery_key(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.run("new", "新", "--lab", LAB, "--code", "A", "--recovery-file", "钥匙.txt")
    shell.folder = tmp_path / "新.ipdesk"
    monkeypatch.setenv("IPDESK_NEW_PASSPHRASE", SECOND)
    made = shell.json("user", "recover", "李明", "--recovery-file", "钥匙.txt")
    assert made["recovery_key"] != (tmp_path / "钥匙.txt").read_text(encoding="utf-8").strip()
    assert "was replaced" in shell.refused("user", "recover", "李明", "--recovery-file", "钥匙.txt")
    monkeypatch.setenv("IPDESK_PASSPHRASE", SECOND)
    assert shell.json("registers")
    (tmp_path / "错.txt").write_text("not a key\n", encoding="utf-8")
    assert "not a recovery key" in shell.refused("user", "recover", "李明", "--recovery-file", "错.txt")
    assert "--recovery-file" in shell.run("user", "recover", "李明", status=2).err  # no terminal to ask at
    monkeypatch.delenv("IPDESK_NEW_PASSPHRASE")
    assert "--new-passphrase-file" in shell.run("user", "passphrase", status=2).err


def test_the_passphrase_comes_from_a_file_before_the_environment(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPDESK_PASSPHRASE", "this is not the one")
    for content in (PASSPHRASE, f"{PASSPHRASE}\n", f"{PASSPHRASE}\r\nsecond line\n", f"\ufeff{PASSPHRASE}\n"):
        (tmp_path / "口令").write_bytes(content.encode())
        assert shell.json("--passphrase-file", "口令", "registers")
        assert shell.json("registers", "--passphrase-file", "口令")
    for damaged in (b"", b"\n", b"\xff\xfe\x00"):
        (tmp_path / "口令").write_bytes(damaged)
        assert "does not hold a passphrase" in shell.refused("registers", "--passphrase-file", "口令")
    assert "There is no file “没有”." in shell.refused("registers", "--passphrase-file", "没有")


@pytest.mark.parametrize(("lang", "words"), [("en", "--passphrase-file"), ("zh", "终端")])
def test_without_a_terminal_nothing_waits_for_a_passphrase(
    lang: str, words: str, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IPDESK_PASSPHRASE")
    shell.lang = lang
    ran = shell.run("registers", status=2)
    assert words in ran.err
    assert ran.out == ""


def test_a_wrong_passphrase_waits_longer_each_time(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPDESK_PASSPHRASE", "nobody knows this one")
    for _ in range(3):
        assert "The passphrase of 李明 is not right" in shell.refused("registers")
    said = shell.refused("registers")
    assert "wait" in said
    assert "nobody knows" not in "".join(shell.seen)
    monkeypatch.setenv("IPDESK_PASSPHRASE", PASSPHRASE)
    assert "wait" in shell.refused("registers")  # even the right one, and after a restart
    with shell.as_user("周岚"):
        shell.run("registers")  # another user is not kept out


def test_the_workspace_and_the_user_must_be_named(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "IPDESK_WORKSPACE" in shell.run("--lang", "en", "registers", status=2, bare=True).err
    said = shell.run("--lang", "en", "--workspace", shell.folder, "registers", status=2, bare=True).err
    assert "李明" in said
    assert (
        "no user"
        in shell.run(
            "--lang", "en", "--workspace", shell.folder, "--user", "无名", "registers", status=1, bare=True
        ).err
    )
    monkeypatch.setenv("IPDESK_WORKSPACE", str(shell.folder).removesuffix(".ipdesk"))
    monkeypatch.setenv("IPDESK_USER", "李明")
    assert shell.run("registers", "--json", bare=True).json
    monkeypatch.delenv("IPDESK_PASSPHRASE")
    monkeypatch.setenv("IPDESK_WORKSPACE", "没有这里")
    for words in (
        ("registers",),
        ("list", "disclosures"),
        ("user", "recover", "李明", "--recovery-file", __file__),
    ):
        ran = shell.run("--lang", "en", *words, status=1, bare=True)
        assert "There is no workspace at" in ran.err
        assert "没有这里.ipdesk" in ran.err
        assert "make a new workspace" in ran.err


@pytest.mark.parametrize("broken", ["keys", "store", "both"])
def test_a_damaged_workspace_is_said_plainly(broken: str, shell: Shell) -> None:
    if broken in ("keys", "both"):
        for name in ("keys.json", "keys.copy.json"):
            (shell.folder / name).write_bytes(b"\x00" * 40)
    if broken in ("store", "both"):
        store = shell.folder / "store.db"
        store.write_bytes(b"\x13" * store.stat().st_size)
    said = shell.refused("registers")
    assert "backup" in said.lower()


def test_backup_and_restore(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = shell.json("backup", "备份.ipdesk-backup")
    assert made["counts"]["users"] == 5
    assert len(made["head"]) == 64
    assert "already a file" in shell.refused("backup", "备份.ipdesk-backup")
    assert [each["head"] for each in shell.json("backups") if each["there"]] == [made["head"]]
    assert "备份.ipdesk-backup" in shell.run("backups").out
    told = shell.run("restore", "备份.ipdesk-backup", "回").out
    assert made["head"] in told
    assert (tmp_path / "回.ipdesk" / "store.db").is_file()
    assert "already something" in shell.refused("restore", "备份.ipdesk-backup", "回")
    again = shell.json("restore", "备份.ipdesk-backup", "回二")
    assert (again["head"], again["seq"], again["counts"]) == (made["head"], made["seq"], made["counts"])
    shell.folder = tmp_path / "回.ipdesk"
    assert shell.json("audit", "verify", "--head", made["head"], "--at", str(made["seq"]))["whole"]
    assert "no file" in shell.refused("restore", "没有", "回三").lower()
    (tmp_path / "坏").write_bytes((tmp_path / "备份.ipdesk-backup").read_bytes()[:-2000])
    assert "not a whole ipdesk backup" in shell.refused("restore", "坏", "回三")
    monkeypatch.setenv("IPDESK_PASSPHRASE", "another one entirely")
    assert "in use when the backup was made" in shell.refused("restore", "备份.ipdesk-backup", "回三")
    assert not list(tmp_path.glob("回三*"))
    assert not list(tmp_path.glob(".restore*"))


def test_a_write_makes_the_backup_of_the_day_and_reading_does_not(shell: Shell, tmp_path: Path) -> None:
    held = shell.folder / "backups"
    shell.run("list", "disclosures")
    assert list(held.iterdir()) == []
    (tmp_path / "一.json").write_text('{"title": "甲"}', encoding="utf-8")
    shell.run("add", "disclosures", "--from", "一.json")
    assert len(list(held.iterdir())) == 1
    shell.run("add", "disclosures", "--from", "一.json")
    assert len(list(held.iterdir())) == 1


def test_a_backup_that_fails_does_not_undo_the_work(shell: Shell, tmp_path: Path) -> None:
    shutil.rmtree(shell.folder / "backups")
    (shell.folder / "backups").write_text("a file where the folder should be", encoding="utf-8")
    (tmp_path / "一.json").write_text('{"title": "甲"}', encoding="utf-8")
    ran = shell.run("add", "disclosures", "--from", "一.json")
    assert "daily backup failed" in ran.err
    assert len(shell.json("list", "disclosures")) == 1


def test_a_command_works_beside_an_open_window_and_the_window_sees_it(shell: Shell, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from ipdesk.store.workspace import unlock

    with unlock(shell.folder, "周岚", PASSPHRASE, lambda: datetime.now(UTC)) as window:
        window.take_window()
        version = window.data_version()
        (tmp_path / "一.json").write_text('{"title": "甲"}', encoding="utf-8")
        assert len(shell.json("add", "disclosures", "--from", "一.json")) == 1
        assert window.data_version() != version
