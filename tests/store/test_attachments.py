"""Attachments: whole, once however often, under names that do not clash, and never silently damaged."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import Damaged, NotFound, Refused, WrongValue
from ipdesk.operations.attachments import attach, detach, detach_copy
from ipdesk.operations.desk import Desk
from ipdesk.store import attachments
from ipdesk.store.attachments import CHUNK, Attachment, content, listed
from ipdesk.store.database import rows, value
from ipdesk.store.workspace import Workspace
from tests.store._records import PROJECTS, add


@pytest.fixture
def entry(workspace: Workspace) -> int:
    """Return the id of a record to attach to."""
    add(workspace, PROJECTS, title="热链")
    return 1


def put(workspace: Workspace, entry: int, path: Path, name: str = "") -> Attachment:
    with workspace.write() as writing:
        return attachments.add(writing, entry, path, name or path.name)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 7])
def test_a_file_comes_back_byte_for_byte(workspace: Workspace, entry: int, tmp_path: Path, size: int) -> None:
    path = tmp_path / "测试记录.pdf"
    data = hashlib.shake_128(str(size).encode()).digest(size)
    path.write_bytes(data)
    made = put(workspace, entry, path)
    assert made == Attachment("测试记录.pdf", size, hashlib.sha256(data).hexdigest(), workspace.now(), "李明")
    assert listed(workspace.db, entry) == [made]
    parts = list(content(workspace.db, entry, made.name))
    assert b"".join(parts) == data
    assert len(parts) == -(-size // CHUNK)
    assert all(len(each) <= CHUNK for each in parts)


def test_equal_content_is_kept_once_over_records_and_names(workspace: Workspace, tmp_path: Path) -> None:
    for _ in range(2):
        add(workspace, PROJECTS)
    path = tmp_path / "一.txt"
    path.write_bytes(b"x" * (CHUNK + 5))
    for entry, name in ((1, "一.txt"), (1, "二.txt"), (2, "一.txt")):
        put(workspace, entry, path, name)
    assert value(workspace.db, "select count(*) from files") == 1
    assert value(workspace.db, "select count(*) from chunks") == 2
    assert [each.name for each in listed(workspace.db, 1)] == ["一.txt", "二.txt"]


def test_a_name_in_use_gets_a_number_even_when_its_file_was_taken_off(
    workspace: Workspace, entry: int, tmp_path: Path
) -> None:
    path = tmp_path / "方案.v2.docx"
    for index in range(3):
        path.write_bytes(b"%d" % index)
        put(workspace, entry, path)
    with workspace.write() as writing:
        assert attachments.set_removed(writing.db, entry, "方案.v2.docx", writing.at)
        assert not attachments.set_removed(writing.db, entry, "方案.v2.docx", writing.at)
    path.write_bytes(b"3")
    put(workspace, entry, path)
    names = [each.name for each in listed(workspace.db, entry)]
    assert names == ["方案.v2 (2).docx", "方案.v2 (3).docx", "方案.v2 (4).docx"]
    with pytest.raises(NotFound):
        list(content(workspace.db, entry, "方案.v2.docx"))
    with workspace.write() as writing:
        assert attachments.set_removed(writing.db, entry, "方案.v2.docx", None)
    assert b"".join(content(workspace.db, entry, "方案.v2.docx")) == b"0"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/abs/olute", "a/b/c", "plain"])
def test_a_name_never_carries_a_folder(workspace: Workspace, entry: int, tmp_path: Path, name: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x")
    assert put(workspace, entry, path, name).name == name.rpartition("/")[2]


def test_a_file_above_the_cap_is_refused_before_it_is_read(
    desk: Desk, entry: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "大.bin"
    with path.open("wb") as stream:
        stream.truncate(attachments.LARGEST + 1)
    with pytest.raises(WrongValue) as refused:
        attach(desk, PROJECTS, "KY-2026-001", path)
    assert refused.value.what.args == {"name": "大.bin", "size": 50, "most": 50}
    assert listed(desk.workspace.db, entry) == []
    monkeypatch.setattr(attachments, "LARGEST", 10)
    path.write_bytes(b"x" * 10)
    attach(desk, PROJECTS, "KY-2026-001", path)
    assert len(listed(desk.workspace.db, entry)) == 1


@pytest.mark.parametrize("what", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_refused(desk: Desk, entry: int, tmp_path: Path, what: str) -> None:
    path = tmp_path / "x"
    if what == "folder":
        path.mkdir()
    if what == "pipe":
        os.mkfifo(path)
    with pytest.raises(NotFound):
        attach(desk, PROJECTS, "KY-2026-001", path)
    assert listed(desk.workspace.db, entry) == []


def test_a_file_that_cannot_be_read_is_refused_in_plain_words(
    desk: Desk, entry: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"x")

    def denied(self: Path, *args: Any, **kwargs: Any) -> Any:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(Refused):
        attach(desk, PROJECTS, "KY-2026-001", path)
    monkeypatch.undo()
    assert listed(desk.workspace.db, entry) == []
    assert value(desk.workspace.db, "select count(*) from files") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a name hold any byte")
def test_a_name_of_an_old_code_page_is_taken_in(desk: Desk, entry: int, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "方案.pdf".encode("gbk")
    with open(path, "wb") as stream:  # noqa: PTH123 - a name of bytes
        stream.write(b"x")
    made = attach(desk, PROJECTS, "KY-2026-001", Path(os.fsdecode(path)))
    assert made.name == "方案.pdf"
    assert made.name.endswith(".pdf")
    assert b"".join(content(desk.workspace.db, entry, made.name)) == b"x"


def test_a_file_that_changes_while_it_is_read_is_refused_and_leaves_nothing(
    workspace: Workspace, entry: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes(b"a" * (CHUNK + 1))
    opened = Path.open
    times = []

    def open_and_change(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self == path:
            times.append(1)
            if len(times) == 2:
                path.write_bytes(b"b" * (CHUNK + 1))
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", open_and_change)
    # path.write_bytes goes through io.open, not through Path.open, in every Python we run on.
    with pytest.raises(WrongValue) as refused:
        put(workspace, entry, path)
    assert "changed" in refused.value.what.id
    for table in ("files", "chunks", "attachments"):
        assert value(workspace.db, f"select count(*) from {table}") == 0


@pytest.mark.parametrize(
    "damage",
    [
        "update chunks set data = cast('y' as blob) where position = 1",
        "delete from chunks where position = 1",
        "delete from chunks",
        "update chunks set position = case position when 0 then 9 else 0 end",
        "update files set sha256 = 'x'",
    ],
)
def test_damaged_content_is_never_handed_out_as_whole(
    desk: Desk, entry: int, tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"x" * CHUNK + b"yz")
    attach(desk, PROJECTS, "KY-2026-001", path)
    desk.workspace.db.execute(damage)
    with pytest.raises(Damaged):
        list(content(desk.workspace.db, entry, "a.bin"))
    target = tmp_path / "out" / "copy.bin"
    target.parent.mkdir()
    with pytest.raises(Damaged):
        detach_copy(desk, PROJECTS, "KY-2026-001", "a.bin", target)
    assert list(target.parent.iterdir()) == []


def test_a_copy_is_written_whole_and_never_over_something(desk: Desk, entry: int, tmp_path: Path) -> None:
    path, target = tmp_path / "a.bin", tmp_path / "out.bin"
    path.write_bytes(b"x" * (CHUNK + 3))
    attach(desk, PROJECTS, "KY-2026-001", path)
    detach_copy(desk, PROJECTS, "KY-2026-001", "a.bin", target)
    assert target.read_bytes() == path.read_bytes()
    assert target.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Refused):
        detach_copy(desk, PROJECTS, "KY-2026-001", "a.bin", target)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused):
        detach_copy(desk, PROJECTS, "KY-2026-001", "a.bin", link)
    assert not (tmp_path / "nowhere").exists()


def test_a_file_taken_off_stays_in_the_store(desk: Desk, entry: int, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"x")
    attach(desk, PROJECTS, "KY-2026-001", path)
    detach(desk, PROJECTS, "KY-2026-001", "a.bin")
    assert listed(desk.workspace.db, entry) == []
    assert rows(desk.workspace.db, "select data from chunks") == [(b"x",)]
    with pytest.raises(NotFound):
        detach(desk, PROJECTS, "KY-2026-001", "a.bin")
