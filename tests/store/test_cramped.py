"""A full disk and a disk that may not be written: each act refused in plain words, nothing lost, nothing left behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk

UNSHARE = shutil.which("unshare")
ROOT = Path(__file__).parent.parent.parent


@cache
def may_mount() -> bool:
    """Say whether this machine lets us mount inside a namespace of our own."""
    if UNSHARE is None:
        return False
    words = [UNSHARE, "-rm", "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0


def run(words: list[str], **options: Any) -> dict[str, Any]:
    done = subprocess.run(
        words, check=False, capture_output=True, text=True, cwd=ROOT, timeout=120, **options
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def cramped(act: str, folder: Path, by: str) -> dict[str, Any]:
    """Run an act with little room: on a small disk where we may mount one, else under a limit on files."""
    program = [sys.executable, "-m", "tests.store.cramped", act, str(folder)]
    if by == "disk" and may_mount():
        mount = 'mount -t tmpfs -o size=32m none "$1" && shift && exec "$@"'
        return run([str(UNSHARE), "-rm", "sh", "-c", mount, "sh", str(folder), *program])
    return run([*program, "limit"])


@pytest.mark.parametrize("by", ["disk", "limit"])
def test_on_a_full_disk_every_act_is_refused_and_goes_on_when_there_is_room(tmp_path: Path, by: str) -> None:
    found = cramped("full", tmp_path, by)
    # A limit on the size of files leaves room for the small files of a new workspace.
    small = by == "disk" and may_mount()
    refused = dict.fromkeys(("add", "attach", "draft", "backup", "daily"), "CannotWrite")
    assert found["full"] == refused | {"window": "done", "new": "CannotWrite" if small else "done"}
    expected = ["backups", "gross.bin", "keys.copy.json", "keys.json", "lab.ipdesk", "lock", "rules"]
    assert found["left"] == (expected if small else [*expected, "second.ipdesk"])
    assert found["whole"]
    assert found["entries"] == 3
    assert found["after"] == dict.fromkeys(("add", "attach", "backup", "new", "user"), "done")
    assert (found["count"], found["whole after"]) == (303, True)


@pytest.mark.parametrize("by", ["disk", "limit"])
def test_on_a_full_disk_keys_stay_as_they_were(tmp_path: Path, by: str) -> None:
    found = cramped("keys", tmp_path, by)
    assert found["full"] == {"user": "CannotWrite", "passphrase": "CannotWrite", "wrong": "WrongPassphrase"}
    assert found["users"] == ["李明"]
    assert (found["opened"], found["retry"], found["whole"]) == ("done", "done", True)


@pytest.fixture
def sealed_off(desk: Desk, tmp_path: Path) -> Iterator[Path]:
    """Return the folder above a closed workspace that holds a backup of itself."""
    workspaces.backup(desk, desk.workspace.folder / "made")
    desk.workspace.close()
    yield tmp_path
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def test_where_nothing_may_be_written_nothing_opens_and_nothing_changes(sealed_off: Path) -> None:
    program = [sys.executable, "-m", "tests.store.cramped", "readonly", str(sealed_off)]
    if may_mount():
        bind = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'
        found = run([str(UNSHARE), "-rm", "sh", "-c", bind, "sh", str(sealed_off), *program])
    else:
        found = without_rights(sealed_off, program)
    assert found["done"] == {
        "unlock": "CannotWrite", "wrong": "WrongPassphrase", "recover": "NotFound", "new": "CannotWrite",
        "restore": "CannotWrite",
    }  # fmt: skip
    assert found["same"]


def without_rights(folder: Path, program: list[str]) -> dict[str, Any]:
    """Run a program as somebody who may read the folder but not write it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.getuid() != 0:
        return run(program)
    within = Path(tempfile.gettempdir()).resolve()
    above = {each: each.stat().st_mode for each in folder.resolve().parents if within in each.parents}
    for path, mode in above.items():
        path.chmod(mode | 0o011)
    try:
        return run([*program, "as nobody"])  # it gives root up once it has imported what it needs
    finally:
        for path, mode in above.items():
            path.chmod(mode)


def test_rights_taken_from_the_folder_are_enough(sealed_off: Path) -> None:
    program = [sys.executable, "-m", "tests.store.cramped", "readonly", str(sealed_off)]
    found = without_rights(sealed_off, program)
    assert found["done"]["unlock"] == "CannotWrite"
    assert found["same"]
