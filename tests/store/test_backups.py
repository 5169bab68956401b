"""Backups: proved whole when made, proved again when restored, and nothing left behind by one that is not."""

from __future__ import annotations

import json
import random
import shutil
import struct
import threading
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import CannotWrite, Damaged, NotFound, Refused, WrongPassphrase
from ipdesk.model.text import Translator
from ipdesk.operations import workspaces
from ipdesk.operations.attachments import attach
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.paths import resource_path
from ipdesk.store import backups
from ipdesk.store.backups import SUFFIX, Receipt
from ipdesk.store.checking import check
from ipdesk.store.database import connect, rows, value
from ipdesk.store.workspace import Workspace, unlock
from tests.conftest import CHEAP, OFFICER, PASSPHRASE, SetClock
from tests.store._records import DISCLOSURES, PROJECTS, add, filled, new, stored
from tests.store._trees import modes, tree

MARKER = "低温热链𬭎"


class Halt(Exception):
    """What somebody raises who wants the work to stop."""


def filled_backup(desk: Desk, tmp_path: Path) -> Receipt:
    """Fill a workspace and return the receipt of its backup `out/lab.ipdesk-backup`."""
    add(desk.workspace, PROJECTS, title=MARKER)
    with desk.workspace.write() as writing:
        writing.add(DISCLOSURES, filled(DISCLOSURES.record))
    file = tmp_path / "附件.bin"
    file.write_bytes(bytes(range(256)) * 400)
    attach(desk, PROJECTS, "KY-2026-001", file)
    (desk.workspace.folder / "rules" / "own.toml").write_text("# 本单位\n", encoding="utf-8")
    return workspaces.backup(desk, tmp_path / "out" / f"lab{SUFFIX}")


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Receipt:
    """Return the receipt of the backup of the workspace at the desk."""
    return filled_backup(desk, tmp_path)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Receipt:
    """Return the receipt of a backup made once for all tests that only read it."""
    folder = tmp_path_factory.mktemp("once")
    made, _ = workspaces.create(
        folder / "lab.ipdesk", name="某某实验室", code="LAB", highest="internal", user=OFFICER,
        passphrase=PASSPHRASE, clock=SetClock(), cost=CHEAP,
    )  # fmt: skip
    with made:
        return filled_backup(Desk(made, Translator("en", resource_path("i18n"))), folder)


@pytest.fixture
def packed(made_once: Receipt, tmp_path: Path) -> Path:
    """Return a backup of one's own to damage."""
    return Path(shutil.copy(made_once.place, tmp_path / "packed"))


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Path]:
    """Return a place to restore to; whatever happens, nothing else may be left beside it."""
    place = tmp_path / "restored"
    place.mkdir()
    yield place / "neu.ipdesk"
    assert {each.name for each in place.iterdir()} <= {"neu.ipdesk"}


def refuses(source: Path, target: Path, kind: type[Refused], passphrase: str = PASSPHRASE) -> Refused:
    """Assert that a restore is refused and leaves nothing; return the refusal."""
    before = tree(target.parent)
    with pytest.raises(kind) as refused:
        backups.restore(source, target, OFFICER, passphrase)
    assert tree(target.parent) == before
    return refused.value


def test_what_was_backed_up_comes_back_whole(
    backup: Receipt, workspace: Workspace, target: Path, clock: SetClock
) -> None:
    report = backups.restore(backup.place, target, OFFICER, PASSPHRASE)
    assert report.whole
    assert report.counts == backup.report.counts == check(workspace.db).counts
    assert report.counts["entries"] == 2
    assert report.head == backup.report.head
    with unlock(target, OFFICER, PASSPHRASE, clock) as opened:
        assert stored(opened, DISCLOSURES, "PL-2026-0001") == stored(workspace, DISCLOSURES, "PL-2026-0001")
        assert stored(opened, PROJECTS, "KY-2026-001").title == MARKER
        assert opened.profile == workspace.profile
    assert (target / "rules" / "own.toml").read_text(encoding="utf-8") == "# 本单位\n"
    assert (target / "backups").is_dir()
    assert (target / "keys.copy.json").read_bytes() == (target / "keys.json").read_bytes()
    assert {mode for name, mode in modes(target).items() if (target / name).is_file()} == {"0o600"}
    assert modes(target)["."] == "0o700"


def test_the_receipt_says_what_the_log_says(backup: Receipt, workspace: Workspace) -> None:
    logged = rows(workspace.db, "select place, seq, head from backups")
    assert logged == [(str(backup.place), backup.report.head.seq, backup.report.head.hash)]
    with zipfile.ZipFile(backup.place) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["head"] == {"seq": backup.report.head.seq, "hash": backup.report.head.hash}
    assert backup.at == manifest["at"] == "2026-03-05T09:30:00+08:00"


def test_a_backup_is_private_and_tells_nothing(backup: Receipt, workspace: Workspace) -> None:
    assert backup.place.stat().st_mode & 0o777 == 0o600
    data = backup.place.read_bytes()
    for secret in (
        MARKER.encode(),
        "测试记录".encode(),
        workspace.data_key(),
        workspace.data_key().hex().encode(),
    ):
        assert secret not in data
    assert "SQLite format 3" not in repr(data[:2000])
    assert [each.name for each in workspace.folder.glob(".*")] == []


def test_a_backup_that_is_stopped_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    told: list[int] = []

    def stop(done: int, of: int) -> None:
        told.append(done)
        if done == of - 1:
            raise Halt

    place = tmp_path / "半途.ipdesk-backup"
    with pytest.raises(Halt):
        workspaces.backup(desk, place, stop)
    assert told == sorted(told) and set(told) == {0, 1, 2}
    assert not place.exists() and not list(desk.workspace.folder.glob(".backup-*"))
    assert not desk.workspace.db.conn.in_transaction
    made = workspaces.backup(desk, tmp_path / "成.ipdesk-backup")
    last, *before = workspaces.last_backups(desk)
    assert (last.place, last.head, last.is_there) == (made.place, made.report.head.hash, True)
    assert [each.is_there for each in before] == [False]


def test_a_copy_that_is_stopped_half_way_leaves_the_store_as_it_was(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "PAGES", 1)
    calls: list[int] = []

    def stop(done: int, _of: int) -> None:
        calls.append(done)
        if len(calls) == 5:
            raise Halt

    with pytest.raises(Halt):
        workspaces.backup(desk, tmp_path / "半.ipdesk-backup", stop)
    assert calls == [0] * 5
    add(desk.workspace, PROJECTS, title="之后")
    assert check(desk.workspace.db).whole


def test_nothing_is_ever_overwritten(backup: Receipt, desk: Desk, target: Path, tmp_path: Path) -> None:
    before = backup.place.read_bytes()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    for place in (backup.place, link, tmp_path / "out"):
        with pytest.raises(CannotWrite):
            workspaces.backup(desk, place)
    assert backup.place.read_bytes() == before
    assert not (tmp_path / "nowhere").exists()
    assert len(rows(desk.workspace.db, "select 1 from backups")) == 1, (
        "a refused backup is not logged as made"
    )
    target.mkdir()
    refuses(backup.place, target, CannotWrite)
    target.rmdir()
    for pointed in (tmp_path / "nowhere", tmp_path):
        target.symlink_to(pointed)
        refuses(backup.place, target, CannotWrite)
        target.unlink()
    target.write_bytes(b"x")
    refuses(backup.place, target, CannotWrite)


def test_another_passphrase_or_user_restores_nothing(backup: Receipt, target: Path) -> None:
    refuses(backup.place, target, WrongPassphrase, "三棵银杏 river 去年没结果 ")
    with pytest.raises(NotFound):
        backups.restore(backup.place, target, "王芳", PASSPHRASE)


def test_a_missing_file_or_a_folder_is_refused(target: Path, tmp_path: Path) -> None:
    assert "nothing" in str(refuses(tmp_path / "nothing", target, Refused).what.args)
    assert refuses(tmp_path, target, Refused).what.args


def test_a_backup_cut_anywhere_is_refused(packed: Path, target: Path, tmp_path: Path) -> None:
    data = packed.read_bytes()
    cut = tmp_path / "cut"
    for size in (0, 1, 100, len(data) // 3, len(data) // 2, len(data) - 1000, len(data) - 22, len(data) - 1):
        cut.write_bytes(data[:size])
        assert refuses(cut, target, Damaged).advice is not None, size


def test_a_bit_flipped_anywhere_is_refused_or_does_no_harm(
    made_once: Receipt, target: Path, tmp_path: Path
) -> None:
    data = made_once.place.read_bytes()
    chance = random.Random(5)
    first = data.index(b"PK\x01\x02")
    header = [*range(60), *range(first, len(data))]  # where the zip speaks about itself
    places = chance.sample(header, 80) + [chance.randrange(len(data)) for _ in range(20)]
    flipped = tmp_path / "flipped"
    harmless = 0
    for place in places:
        wrong = bytearray(data)
        wrong[place] ^= 1 << chance.randrange(8)
        flipped.write_bytes(wrong)
        before = tree(target.parent)
        try:
            report = backups.restore(flipped, target, OFFICER, PASSPHRASE)
        except Refused:
            assert tree(target.parent) == before
            continue
        # A flipped time stamp of the zip, or the keys' own second wrapping: what came out is the same.
        harmless += 1
        assert report.counts == made_once.report.counts
        assert (target / "rules" / "own.toml").exists()
        shutil.rmtree(target)
    assert harmless < len(places) / 2


Edit = Callable[[dict[str, bytes], dict[str, Any]], object]


def rebuilt(source: Path, out: Path, edit: Edit) -> Path:
    """Write a backup anew with other members and another manifest, as a clever hand would."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}
        manifest = json.loads(archive.read("manifest.json"))
    edit(members, manifest)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("manifest.json", members.pop("manifest.json", json.dumps(manifest).encode()))
        for name, data in members.items():
            archive.writestr(name, data)
    return out


def named(manifest: dict[str, Any], name: str, data: bytes = b"x") -> None:
    """Name a member in the manifest with its true size and hash."""
    import hashlib

    manifest["files"][name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def smuggle(name: str, data: bytes = b"x") -> Edit:
    """Return the edit that adds a member under a name and names it in the manifest."""

    def edit(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        members[name] = data
        named(manifest, name, data)

    return edit


def put(*path: str, to: object) -> Edit:
    """Return the edit that sets one place of the manifest."""

    def edit(_: dict[str, bytes], manifest: dict[str, Any]) -> None:
        inner: Any = manifest
        for each in path[:-1]:
            inner = inner[each]
        inner[path[-1]] = to

    return edit


def other_keys(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    values = json.loads(members["keys.json"])
    values["users"] = []
    members["keys.json"] = json.dumps(values).encode()
    named(manifest, "keys.json", members["keys.json"])


FORGED: dict[str, Edit] = {
    "parent": smuggle("../evil"),
    "parent of rules": smuggle("rules/../../evil.toml"),
    "absolute": smuggle("/tmp/evil"),  # noqa: S108 - a name inside a zip
    "absolute rule": smuggle("//rules/evil.toml"),
    "backslash": smuggle("rules\\..\\evil.toml"),
    "backslash in rules": smuggle("rules/..\\..\\evil.toml"),
    "drive": smuggle("C:/evil.toml"),
    "drive and file": smuggle("C:evil.toml"),
    "deep": smuggle("rules/a/b.toml"),
    "another file": smuggle("attempts.json"),
    "lock": smuggle("lock"),
    "write-ahead log": smuggle("store.db-wal"),
    "program": smuggle("rules/a.py"),
    "not named": lambda members, _: members.update({"rules/evil.toml": b"x"}),
    "not there": lambda _, manifest: named(manifest, "rules/none.toml"),
    "no store": lambda members, manifest: (members.pop("store.db"), manifest["files"].pop("store.db")),
    "no keys": lambda members, manifest: (members.pop("keys.json"), manifest["files"].pop("keys.json")),
    "keys without users": other_keys,
    "larger said": put("files", "keys.json", "size", to=10**6),
    "smaller said": put("files", "keys.json", "size", to=10),
    "negative size": put("files", "keys.json", "size", to=-1),
    "huge size": put("files", "keys.json", "size", to=10**30),
    "endless size": put("files", "keys.json", "size", to=float("inf")),
    "size in words": put("files", "keys.json", "size", to="viel"),
    "other hash": put("files", "keys.json", "sha256", to="0" * 64),
    "no hash": put("files", "keys.json", to={"size": 1}),
    "files a list": put("files", to=["store.db"]),
    "file a word": put("files", "store.db", to="x"),
    "other format": put("format", to="ipdesk-backup-9"),
    "other counts": put("counts", "entries", to=1),
    "counts a list": put("counts", to=[]),
    "other head": put("head", "hash", to="0" * 64),
    "head a list": put("head", to=[]),
    "no head": lambda _, manifest: manifest.pop("head"),
    "manifest a list": lambda members, _: members.update({"manifest.json": b"[]"}),
    "manifest no json": lambda members, _: members.update({"manifest.json": b"{"}),
    "manifest of other bytes": lambda members, _: members.update({"manifest.json": b"\xff\xfe\x00"}),
    "manifest nested deep": lambda members, _: members.update({"manifest.json": b"[" * 200_000}),
    "store of zeros": smuggle("store.db", bytes(8192)),
    "store empty": smuggle("store.db", b""),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_backup_is_refused(packed: Path, target: Path, tmp_path: Path, what: str) -> None:
    forged = rebuilt(packed, tmp_path / "forged", FORGED[what])
    refuses(forged, target, Damaged)
    assert not Path("/tmp/evil").exists()  # noqa: S108 - the place that one of them names


def test_the_same_members_in_a_new_zip_are_a_backup_still(packed: Path, target: Path, tmp_path: Path) -> None:
    again = rebuilt(packed, tmp_path / "again", lambda *_: None)
    assert backups.restore(again, target, OFFICER, PASSPHRASE).whole


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(packed: Path, target: Path) -> None:
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("keys.json", b"{}")
    assert refuses(packed, target, Damaged).advice is not None


@pytest.mark.parametrize("method", [1, 12, 14, 93, 99])
def test_a_member_packed_in_a_strange_way_is_refused(packed: Path, target: Path, method: int) -> None:
    data = bytearray(packed.read_bytes())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<H", data, at + 10, method)
        at += 4
    packed.write_bytes(data)
    assert refuses(packed, target, Damaged).advice is not None


def test_a_member_said_to_be_locked_is_refused(packed: Path, target: Path) -> None:
    data = bytearray(packed.read_bytes())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    packed.write_bytes(data)
    assert refuses(packed, target, Damaged).advice is not None


def test_a_manifest_that_swells_is_not_read_to_its_end(target: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b" " * (64 << 20))
    tracemalloc.start()
    try:
        refuses(bomb, target, Damaged)
        assert tracemalloc.get_traced_memory()[1] < 32 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("what", ["picture", "text", "workbook", "plain zip", "plain sqlite"])
def test_a_foreign_file_is_refused(target: Path, tmp_path: Path, what: str) -> None:
    foreign = tmp_path / "foreign"
    match what:
        case "picture":
            foreign.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
        case "text":
            foreign.write_text("某某实验室", encoding="utf-8")
        case "workbook":
            from openpyxl import Workbook

            Workbook().save(foreign)
        case "plain zip":
            with zipfile.ZipFile(foreign, "w") as archive:
                archive.writestr("store.db", b"x")
        case _:
            foreign.write_bytes(b"SQLite format 3\0" + bytes(4080))
    assert refuses(foreign, target, Damaged).advice


def test_a_damaged_store_is_not_backed_up_as_whole(desk: Desk, tmp_path: Path) -> None:
    add(desk.workspace, PROJECTS, title=MARKER)
    desk.workspace.db.execute("drop trigger audit_is_fixed")
    desk.workspace.db.execute("update audit set actor = 'x' where seq = 1")
    before = {name for name in tree(desk.workspace.folder) if not name.startswith("store.db")}
    with pytest.raises(Damaged):
        workspaces.backup(desk, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert {name for name in tree(desk.workspace.folder) if not name.startswith("store.db")} == before


def test_a_backup_beside_a_writer_is_of_one_moment(desk: Desk, tmp_path: Path, target: Path) -> None:
    space = desk.workspace
    stop, failures = threading.Event(), []

    def go_on_writing() -> None:
        try:
            with unlock(space.folder, OFFICER, PASSPHRASE, space.clock) as other:
                while not stop.is_set():
                    with other.write() as writing:
                        # Two records that are only ever there together.
                        for _ in range(2):
                            writing.add(PROJECTS, new(PROJECTS, title=MARKER))
                    stop.wait(0.002)  # whoever waits for the lock gets it
        except BaseException as error:
            failures.append(error)

    writer = threading.Thread(target=go_on_writing)
    writer.start()
    try:
        while value(space.db, "select count(*) from entries") < 6:
            assert not failures
        made = workspaces.backup(desk, tmp_path / "out")
        while value(space.db, "select count(*) from entries") <= made.report.counts["entries"]:
            assert not failures
    finally:
        stop.set()
        writer.join()
    assert failures == []
    report = backups.restore(made.place, target, OFFICER, PASSPHRASE)
    assert report.counts == made.report.counts
    assert report.counts["entries"] % 2 == 0
    assert report.counts["entries"] < value(space.db, "select count(*) from entries")


def test_one_automatic_backup_a_day_and_the_newest_fourteen_are_kept(desk: Desk, clock: SetClock) -> None:
    settings = Settings()
    made = []
    for _ in range(17):
        receipt = workspaces.backup_daily(desk, settings)
        assert receipt is not None
        made.append(receipt.place)
        clock.at = clock.at.replace(hour=23, minute=59)
        assert workspaces.backup_daily(desk, settings) is None
        clock.at += timedelta(minutes=2)
    assert sorted((desk.workspace.folder / "backups").iterdir()) == made[-14:]


@pytest.mark.parametrize("name", ["[旧]实验室 2026", "a*b?", "v1.2"])
def test_a_folder_of_any_name_keeps_its_backups_in_order(
    tmp_path: Path, clock: SetClock, name: str, desk: Desk
) -> None:
    made, _ = workspaces.create(
        tmp_path / f"{name}.ipdesk", name="某某", code="L", highest="internal", user=OFFICER,
        passphrase=PASSPHRASE, clock=clock, cost=CHEAP,
    )  # fmt: skip
    with made:
        other = Desk(made, desk.translator)
        assert workspaces.backup_daily(other, Settings()) is not None
        assert workspaces.backup_daily(other, Settings()) is None
        for index in range(20):
            (made.folder / "backups" / f"{name}-2026010{index % 10}-{index:06}{SUFFIX}").touch()
        backups.thin_out(made.folder)
        assert len(list((made.folder / "backups").iterdir())) == backups.KEPT


def test_files_of_others_beside_the_backups_stay(desk: Desk) -> None:
    folder = desk.workspace.folder / "backups"
    for index in range(20):
        (folder / f"meine-{index}.txt").touch()
        (folder / f"lab-20260101-{index:06}{SUFFIX}").touch()
    backups.thin_out(desk.workspace.folder)
    assert len(list(folder.glob("*.txt"))) == 20
    assert len(list(folder.glob(f"*{SUFFIX}"))) == 14


def test_a_second_place_gets_a_copy_that_the_log_knows(desk: Desk, tmp_path: Path, target: Path) -> None:
    second = tmp_path / "移动硬盘" / "备份"
    made = workspaces.backup_daily(desk, Settings(second_backup_folder=str(second)))
    assert made is not None
    (copy,) = second.iterdir()
    assert copy.read_bytes() == made.place.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert backups.restore(copy, target, OFFICER, PASSPHRASE).whole
    places = {each[0] for each in rows(desk.workspace.db, "select place from backups")}
    assert places == {str(made.place), str(copy)}, "a spill is traced to both"


def test_a_second_place_that_is_not_there_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "weg").touch()
    with pytest.raises(CannotWrite):
        workspaces.backup_daily(desk, Settings(second_backup_folder=str(tmp_path / "weg" / "x")))
    assert len(list((desk.workspace.folder / "backups").iterdir())) == 1


def test_two_backups_of_one_second_get_two_names(desk: Desk, clock: SetClock) -> None:
    first = backups.automatic_place(desk.workspace.folder, clock())
    workspaces.backup(desk, first)
    second = backups.automatic_place(desk.workspace.folder, clock())
    assert second != first
    assert workspaces.backup(desk, second).report.whole


def test_a_backup_still_opens_after_the_passphrase_was_changed(
    desk: Desk, tmp_path: Path, target: Path
) -> None:
    old = workspaces.backup(desk, tmp_path / "old")
    workspaces.change_passphrase(desk, OFFICER, "新的 passphrase 四个词 秋千", CHEAP)
    new = workspaces.backup(desk, tmp_path / "new")
    refuses(new.place, target, WrongPassphrase)
    assert backups.restore(old.place, target, OFFICER, PASSPHRASE).whole


@pytest.mark.parametrize("name", ["a\\b.toml", "zeile\n.toml", "\udcff.toml"])
def test_a_rule_file_that_could_not_come_back_is_named_at_once(desk: Desk, tmp_path: Path, name: str) -> None:
    (desk.workspace.folder / "rules" / name).touch()
    with pytest.raises(CannotWrite) as refused:
        workspaces.backup(desk, tmp_path / "out")
    str(refused.value.what.args["name"]).encode("utf-8")
    assert not (tmp_path / "out").exists()


def test_the_copy_in_a_backup_reads_from_a_read_only_disk(
    backup: Receipt, workspace: Workspace, tmp_path: Path
) -> None:
    # Bytes 18 and 19 of the header say whether a reader needs to write a log; they are encrypted, so ask.
    with zipfile.ZipFile(backup.place) as archive:
        archive.extract("store.db", tmp_path)
    import sqlcipher3.dbapi2 as driver

    plain = driver.connect(f"file:{tmp_path / 'store.db'}?mode=ro&immutable=1", uri=True)
    plain.execute(f"pragma key = \"x'{workspace.data_key().hex()}'\"")
    assert plain.execute("pragma journal_mode").fetchone() == ("delete",)
    plain.close()
    db = connect(tmp_path / "store.db", workspace.data_key())
    assert value(db, "select count(*) from entries") == 2
    db.conn.close()
