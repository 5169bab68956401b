"""The window lock: the second comer learns who has it, and a dead holder holds nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ipdesk.model.errors import Busy, CannotWrite
from ipdesk.store.lock import NAME, WindowLock
from ipdesk.store.workspace import Workspace, unlock
from tests.conftest import OFFICER, PASSPHRASE, SetClock

HOLD = """
import sys, time
from pathlib import Path
from ipdesk.store.lock import WindowLock
lock = WindowLock(Path(sys.argv[1]), "赵敏", "2026-03-05T01:30:00Z")
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_window_is_told_who_has_the_first_and_since_when(
    workspace: Workspace, clock: SetClock
) -> None:
    workspace.take_window()
    clock.forward(hours=1)
    with unlock(workspace.folder, OFFICER, PASSPHRASE, clock) as second:
        with pytest.raises(Busy) as refused:
            second.take_window()
        assert refused.value.what.args == {"user": OFFICER, "at": "2026-03-05 09:30"}
        workspace.close()
        second.take_window()


def test_commands_run_beside_a_window(workspace: Workspace, clock: SetClock) -> None:
    workspace.take_window()
    with unlock(workspace.folder, OFFICER, PASSPHRASE, clock) as beside:
        before = workspace.data_version()
        with beside.write() as writing:
            writing.note("print")
        assert workspace.data_version() != before
        with workspace.write() as writing:
            writing.note("print")


def test_the_lock_of_a_killed_program_is_free(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True)
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy) as refused:
            WindowLock(tmp_path, OFFICER, "später")
        assert refused.value.what.args == {"user": "赵敏", "at": "2026-03-05 09:30"}
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    lock = WindowLock(tmp_path, OFFICER, "jetzt")
    lock.release()
    assert (tmp_path / NAME).read_bytes() == b""


def test_a_child_does_not_keep_the_lock_of_its_parent(tmp_path: Path) -> None:
    lock = WindowLock(tmp_path, OFFICER, "")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False) as child:
        lock.release()
        again = WindowLock(tmp_path, OFFICER, "")
        assert (tmp_path / NAME).read_bytes()
        again.release()
        child.kill()


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b"\xff\xfe", b'{"user": 3}', b"x" * 100_000])
def test_a_lock_file_that_tells_nothing_is_still_a_lock(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / NAME).write_bytes(rubbish)
    first = WindowLock(tmp_path, "单雨桐" * 20, "at")
    (tmp_path / NAME).write_bytes(rubbish)
    with pytest.raises(Busy):
        WindowLock(tmp_path, OFFICER, "at")
    first.release()


def test_the_lock_is_private_and_gone_with_its_handle(tmp_path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    lock = WindowLock(tmp_path, OFFICER, "at")
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    for _ in range(3):
        with pytest.raises(Busy):
            WindowLock(tmp_path, OFFICER, "at")
    lock.release()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize("what", ["link", "folder", "no folder"])
def test_a_lock_that_cannot_be_made_is_refused_in_plain_words(tmp_path: Path, what: str) -> None:
    place, outside = tmp_path / "lab.ipdesk", tmp_path / "outside"
    outside.write_text("keep", encoding="utf-8")
    if what != "no folder":
        place.mkdir()
    if what == "link":
        (place / NAME).symlink_to(outside)
    if what == "folder":
        (place / NAME).mkdir()
    with pytest.raises(CannotWrite):
        WindowLock(place, OFFICER, "at")
    assert outside.read_text(encoding="utf-8") == "keep"
