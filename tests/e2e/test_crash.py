"""Killing the program at random moments loses nothing acknowledged and leaves nothing half done.

`python -m tests.e2e.crash_probe` runs the same by hand with more rounds.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from ipdesk.operations import workspaces
from ipdesk.store import audit, backups
from ipdesk.store.workspace import unlock
from tests.e2e import crash_probe
from tests.e2e.crash_probe import Figures, Place
from tests.e2e.crash_writer import CHEAP, now

SEED = random.SystemRandom().randrange(1 << 32)  # another one each time; a failing test shows its rounds


def _fine(figures: Figures, rounds: int) -> None:
    assert figures.problems == [], f"seed {SEED}"
    assert figures.rounds == rounds
    assert figures.acknowledged > 0


@pytest.mark.slow
@pytest.mark.parametrize("rounds", [8, pytest.param(18, marks=pytest.mark.extra)])
def test_a_killed_writer_loses_no_record_and_leaves_none_half_written(tmp_path: Path, rounds: int) -> None:
    figures = crash_probe.probe_records(tmp_path, rounds, SEED, longest=0.5)
    _fine(figures, rounds)
    # Every writer at least opened the workspace; were that all, the kills would have hit no work.
    assert figures.acknowledged > figures.rounds


@pytest.mark.slow
@pytest.mark.extra
def test_the_probe_catches_an_acknowledgement_before_the_commit(tmp_path: Path) -> None:
    figures = crash_probe.probe_records(tmp_path, 25, SEED, early=True)
    assert figures.counted("lost"), f"seed {SEED}"


@pytest.mark.slow
def test_a_killed_change_of_passphrase_leaves_the_old_or_the_new_one(tmp_path: Path) -> None:
    figures = crash_probe.probe_keys(tmp_path, 3, SEED)
    _fine(figures, 3)
    assert figures.problems == []


@pytest.mark.slow
def test_a_killed_backup_leaves_no_half_one_under_its_name(tmp_path: Path) -> None:
    figures = crash_probe.probe_backups(tmp_path, 2, SEED)
    assert figures.problems == [], f"seed {SEED}"


@pytest.mark.slow
@pytest.mark.extra
def test_a_killed_migration_is_finished_at_the_next_opening(tmp_path: Path) -> None:
    figures = crash_probe.probe_migration(tmp_path, 2, SEED)
    assert figures.problems == [], f"seed {SEED}"


def test_the_next_backup_removes_what_a_killed_one_left_a_day_ago(tmp_path: Path) -> None:
    place = Place(tmp_path)
    left = [place.folder / ".backup-old", place.folder / ".keys.json.99.part", place.folder / ".backup-new"]
    for each in (left[0], left[2]):
        each.mkdir()
        (each / "store.db").write_bytes(b"half")
    left[1].write_bytes(b"half")
    for each in left[:2]:
        os.utime(each, (time.time() - backups.ABANDONED - 60,) * 2)
    desk = place.open()
    space = desk.workspace
    backups.make(space.db, space.data_key(), space.folder, place.scratch / "b.ipdesk-backup", space.clock())
    space.close()
    assert [each.exists() for each in left] == [False, False, True]


def test_a_key_left_by_a_killed_addition_does_not_block_the_name(tmp_path: Path) -> None:
    place = Place(tmp_path)
    desk = place.open()
    # What is on the disk when the program dies between writing the key and committing the user.
    desk.workspace.keys.add("王芳", place.passphrase(), desk.workspace.data_key(), CHEAP)
    workspaces.add_user(desk, "王芳", "reviewer", crash_probe.PATTERN.format("新"), CHEAP)
    desk.workspace.close()
    opened = unlock(place.folder, "王芳", crash_probe.PATTERN.format("新"), now)
    assert opened.actor.role == "reviewer"
    opened.close()


def test_a_passphrase_is_never_changed_before_the_log_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(tmp_path)
    desk = place.open()

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(desk.workspace.keys, "rewrap", dies)
    with pytest.raises(KeyboardInterrupt):
        workspaces.change_passphrase(desk, crash_probe.USER, crash_probe.PATTERN.format(1), CHEAP)
    assert next(audit.entries(desk.workspace.db)).act == "user-passphrase"
    desk.workspace.close()
