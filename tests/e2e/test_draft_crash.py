"""A batch of drafts killed at random moments and resumed comes to the same papers as one that nobody disturbs."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from ipdesk.operations import documents, drafting, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.store.database import rows
from tests.e2e import crash_checks
from tests.e2e.crash_probe import Place

PEOPLE: Final = 12
KILLS: Final = 3
LONGEST: Final = 3.0  # seconds after the first word; an undisturbed batch takes about as long
SEED: Final = random.SystemRandom().randrange(1 << 32)


def _staffed(root: Path) -> Place:
    root.mkdir()
    place = Place(root)
    desk = place.open()
    base = {"unit": "低温光学研究室", "employment": "permanent", "joined": "2020-01-01"}
    people = [{**base, "number": f"A{each:02}", "name": f"职工{each}"} for each in range(PEOPLE)]
    records.add(desk, register("people"), people)
    desk.workspace.close()
    return place


def _drafts(desk: Desk) -> dict[str, list[Any]]:
    """Return the agreements by person, each without what the time and the place of its drafting gave it."""
    held = register("agreements")
    found: dict[str, list[Any]] = {}
    for each in reading.whole(desk, held, reading.list_ids(desk, held)):
        agreement: Any = each
        told = (each.number, each.state, agreement.name, agreement.kind, agreement.template, agreement.unit)
        found.setdefault(agreement.person[0], []).append(told)
    return found


def _papers(place: Place) -> set[str]:
    return {each.name for each in place.scratch.iterdir()}


def _as_stamped(desk: Desk, place: Place, again: Path) -> Iterator[str]:
    """Print every paper again under its stamp and yield the names of those that lie there otherwise."""
    for serial, file in rows(desk.workspace.db, "select serial, file from batch_people"):
        target = again / file
        documents.print_again(desk, serial, target)
        if target.read_bytes() != (place.scratch / file).read_bytes():
            yield file


@pytest.mark.slow
@pytest.mark.extra
def test_a_killed_batch_is_resumed_to_the_same_papers(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    disturbed, quiet = _staffed(tmp_path / "one"), _staffed(tmp_path / "two")
    said: list[dict[str, Any]] = []
    for _ in range(KILLS):
        said = disturbed.run_and_kill("drafting", chance.uniform(0.2, LONGEST))
    left, straight = disturbed.open(), quiet.open()
    if drafting.unfinished_batch(left) is not None:
        drafting.resume_batch(left)
    elif said[-1]["act"] != "drafted":  # none of the kills left time to begin
        drafting.draft_batch(left, disturbed.scratch)
    drafting.draft_batch(straight, quiet.scratch)
    assert _drafts(left) == _drafts(straight), f"seed {SEED}"
    assert all(len(each) == 1 for each in _drafts(left).values())
    assert _papers(disturbed) == _papers(quiet), f"seed {SEED}"
    assert len(_papers(quiet)) == PEOPLE + 1
    (again := tmp_path / "again").mkdir()
    assert list(_as_stamped(left, disturbed, again)) == [], f"seed {SEED}"
    assert crash_checks.whole(left) == [], f"seed {SEED}"
    left.workspace.close()
    straight.workspace.close()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the processes are read from /proc")
def test_no_process_of_a_killed_batch_stays(tmp_path: Path) -> None:
    place = _staffed(tmp_path / "lab")
    started: set[int] = set()
    stayed: set[int] = set()
    kill = subprocess.Popen.kill

    def kill_and_look(process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + 20
        while not started and time.monotonic() < until:
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            started.update(
                int(each) for each in children if "spawn_main" in Path(f"/proc/{each}/cmdline").read_text()
            )
        kill(process)
        until = time.monotonic() + 10
        while any(map(_lives, started)) and time.monotonic() < until:
            time.sleep(0.05)
        stayed.update(filter(_lives, started))
        for each in stayed:  # they would hold the pipe that is read to its end
            os.kill(each, signal.SIGTERM)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(subprocess.Popen, "kill", kill_and_look)
        place.run_and_kill("drafting", 0.0)
    assert started
    assert stayed == set()


def _lives(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
