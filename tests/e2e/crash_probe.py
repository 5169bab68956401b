"""Kill a working ipdesk at random moments and prove that nothing acknowledged is lost and nothing is half done.

A writer process does real operations and acknowledges each on a pipe after it returned. It is
killed without warning, the workspace is opened again and checked. This shows what happens when the
program dies; it says nothing on power loss, which rests on synchronous=FULL and the disk.

    .venv/bin/python -m tests.e2e.crash_probe --rounds 200
    .venv/bin/python -m tests.e2e.crash_probe --what keys --rounds 30
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ipdesk.model.text import Translator
from ipdesk.operations import records, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.registers import register
from ipdesk.store import audit, backups, migrations
from ipdesk.store.database import connect, rows
from ipdesk.store.keys import Keys
from ipdesk.store.workspace import STORE, unlock
from tests.e2e import crash_checks
from tests.e2e.crash_writer import CHEAP, Hand, now

ROOT: Final = Path(__file__).resolve().parents[2]
USER: Final = "李明"
PATTERN: Final = "三棵银杏 river {} 去年没结果"
KILLED: Final = -9 if os.name == "posix" else 1  # how a process ends that was killed
FRESH_AFTER: Final = 50  # rounds on one workspace
LONGEST_START: Final = 60.0  # seconds


@dataclass
class Figures:
    """What a run of the probe came to; `problems` names everything that must not be."""

    rounds: int = 0
    acknowledged: int = 0
    kept_unacknowledged: int = 0
    leftovers: int = 0
    problems: list[str] = field(default_factory=list)

    def counted(self, kind: str) -> int:
        """Return how many problems are of a kind: lost, partial."""
        return sum(each.split(": ", 1)[-1].startswith(kind) for each in self.problems)


class Place:
    """A fresh workspace, known to the parent, on which writers are let loose."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "lab.ipdesk"
        self.scratch = root / "scratch"
        self.scratch.mkdir()
        self.number = 0  # of the passphrase in force
        made, _ = workspaces.create(
            self.folder,
            name="某某实验室",
            code="LAB",
            highest="technical-secret",
            user=USER,
            passphrase=self.passphrase(),
            clock=now,
            cost=CHEAP,
        )
        self.key = made.data_key()
        made.close()

    def passphrase(self) -> str:
        """Return the passphrase in force, as far as it was acknowledged."""
        return PATTERN.format(self.number)

    def open(self) -> Desk:
        """Open the workspace as its user would after a crash."""
        return Desk(
            unlock(self.folder, USER, self.passphrase(), now), Translator("zh", resource_path("i18n"))
        )

    def fill(self, count: int) -> None:
        """Put some disclosures in."""
        desk = self.open()
        hand = Hand(desk, self.scratch, random.Random(count))
        records.add(desk, register("disclosures"), [hand.values() for _ in range(count)])
        desk.workspace.close()

    def run_and_kill(self, kind: str, wait: float, **more: Any) -> list[dict[str, Any]]:
        """Start a writer, kill it so many seconds after its first word, return all it acknowledged."""
        asked = {
            "kind": kind,
            "folder": str(self.folder),
            "scratch": str(self.scratch),
            "user": USER,
            "passphrase": self.passphrase(),
            "pattern": PATTERN,
            "number": self.number,
            **more,
        }
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.crash_writer"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
            )
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.close()
            first = process.stdout.readline()
            time.sleep(wait)
            process.kill()
            rest = process.stdout.read()
            process.stdout.close()
            process.wait()
            said.seek(0)
            words = said.read()
            if not first or process.returncode not in (0, KILLED):
                raise RuntimeError(f"the writer failed by itself: {words.decode()[-2000:]}")
        # A last line cut short was not acknowledged.
        return [json.loads(line) for line in (first + rest).split(b"\n")[:-1]]


def probe_records(
    root: Path, rounds: int, seed: int, *, early: bool = False, longest: float = 0.35
) -> Figures:
    """Kill a writer of records, files and drafts; with `early`, one that acknowledges before it commits."""
    chance, figures = random.Random(seed), Figures()
    for start in range(0, rounds, FRESH_AFTER):
        with tempfile.TemporaryDirectory(dir=root) as fresh:
            place = Place(Path(fresh))
            chain = _chain(place)
            for index in range(start, min(start + FRESH_AFTER, rounds)):
                wait = chance.uniform(0.01, longest)
                said = place.run_and_kill("records", wait, seed=f"{seed}-{index}", early=early)
                chain = _look_at_records(place, chain, said, figures, early)
                figures.rounds += 1
                if early and figures.problems:
                    return figures
    return figures


def _chain(place: Place) -> dict[int, str]:
    desk = place.open()
    try:
        return dict(rows(desk.workspace.db, "select seq, hash from audit"))
    finally:
        desk.workspace.close()


def _look_at_records(
    place: Place, before: dict[int, str], said: list[dict[str, Any]], figures: Figures, early: bool
) -> dict[int, str]:
    """Open the workspace again, compare it with what was acknowledged, and return the chain as it is now."""
    desk = place.open()
    try:
        found = [*crash_checks.whole(desk)]
        for each in said:
            found += crash_checks.kept(desk, each)
        after = dict(rows(desk.workspace.db, "select seq, hash from audit"))
        found += [f"lost: entry {seq}" for seq, hashed in before.items() if after.get(seq) != hashed]
        extra = _batches(desk, set(after) - set(before)) - _acknowledged(desk, said) - _own(desk)
        written_drafts = [each["draft"] for each in said if "draft" in each]
        if not early and len(extra) > 1:
            found.append(f"invented: {len(extra)} transactions beyond those acknowledged")
        if written_drafts and not crash_checks.draft_kept(desk, written_drafts[-1]) and extra:
            found.append("lost: the draft kept last, though another act came after it")
        figures.kept_unacknowledged += len(extra)
    finally:
        desk.workspace.close()
    figures.acknowledged += len(said)
    figures.problems += [f"round {figures.rounds}: {each}" for each in found]
    return after


def _batches(desk: Desk, seqs: set[int]) -> set[int]:
    return {batch for seq, batch in rows(desk.workspace.db, "select seq, batch from audit") if seq in seqs}


def _acknowledged(desk: Desk, said: list[dict[str, Any]]) -> set[int]:
    return _batches(desk, {each["seq"] for each in said})


def _own(desk: Desk) -> set[int]:
    """Return the batch of the parent's own opening: the last one."""
    return _batches(desk, {audit.head(desk.workspace.db).seq})


def probe_keys(root: Path, rounds: int, seed: int) -> Figures:
    """Kill a writer that changes the passphrase; the old or the new one must open the same store."""
    chance, figures = random.Random(seed), Figures()
    with tempfile.TemporaryDirectory(dir=root) as fresh:
        place = Place(Path(fresh))
        for _ in range(rounds):
            said = place.run_and_kill("keys", chance.uniform(0.0, 0.12))
            found = _look_at_keys(place, said, figures)
            figures.acknowledged += len(said) - 1
            figures.problems += [f"round {figures.rounds}: {each}" for each in found]
            figures.rounds += 1
        figures.leftovers = len(list(place.folder.glob(".*.part")))
    return figures


def _look_at_keys(place: Place, said: list[dict[str, Any]], figures: Figures) -> list[str]:
    keys = Keys.load(place.folder)
    acknowledged = said[-1]["number"]
    for number in (acknowledged, acknowledged + 1):
        place.number = number
        try:
            opened = keys.unwrap(USER, place.passphrase())
            break
        except Exception:  # noqa: S112 - whatever it says, the next passphrase is tried
            continue
    else:
        return ["lost: neither the acknowledged passphrase nor the next one opens the workspace"]
    figures.kept_unacknowledged += place.number - acknowledged
    found = [] if opened == place.key else ["partial: the passphrase opens another key"]
    desk = place.open()
    try:
        found += crash_checks.whole(desk)
        logged = rows(desk.workspace.db, "select count(*) from audit where act = 'user-passphrase'")[0][0]
        if logged < place.number:
            found.append(f"partial: {place.number - logged} changes of the passphrase are not in the log")
    finally:
        desk.workspace.close()
    return found


def probe_backups(root: Path, rounds: int, seed: int) -> Figures:
    """Kill a maker of backups; what stands under a final name must restore whole."""
    chance, figures = random.Random(seed), Figures()
    with tempfile.TemporaryDirectory(dir=root) as fresh:
        place = Place(Path(fresh))
        place.fill(150)
        for _ in range(rounds):
            said = place.run_and_kill("backups", chance.uniform(0.0, 0.5))
            found = _look_at_backups(place, said, figures)
            desk = place.open()
            found += crash_checks.whole(desk)
            desk.workspace.close()
            figures.acknowledged += len(said) - 1
            figures.problems += [f"round {figures.rounds}: {each}" for each in found]
            figures.rounds += 1
        figures.leftovers = len([*place.folder.glob(".backup-*"), *place.scratch.glob(".*.part")])
    return figures


def _look_at_backups(place: Place, said: list[dict[str, Any]], figures: Figures) -> list[str]:
    found = []
    there = {int(each.name.partition(".")[0]): each for each in place.scratch.glob("*.ipdesk-backup")}
    promised = {each["number"] for each in said[1:]}
    found += [f"lost: backup {number}" for number in promised - set(there)]
    if len(set(there) - promised) > 1:
        found.append("invented: more than one backup beyond those acknowledged")
    figures.kept_unacknowledged += len(set(there) - promised)
    for number, file in there.items():
        target = place.scratch / f"restored-{number}.ipdesk"
        try:
            backups.restore(file, target, USER, place.passphrase())
        except Exception as error:  # any refusal means that the file is not whole
            found.append(f"partial: backup {number} does not restore: {error}")
        shutil.rmtree(target, ignore_errors=True)
        file.unlink()
    return found


def probe_migration(root: Path, rounds: int, seed: int) -> Figures:
    """Kill the opening of an older store; it must open and be brought up to date the next time."""
    chance, figures = random.Random(seed), Figures()
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(dir=root) as fresh:
            place = Place(Path(fresh))
            _make_older(place)
            said = place.run_and_kill("migration", chance.uniform(0.0, 0.04))
            found = _look_at_migration(place)
            figures.acknowledged += sum(each["act"] == "open" for each in said)
            figures.problems += [f"round {figures.rounds}: {each}" for each in found]
            figures.rounds += 1
            figures.leftovers += len(list(place.folder.glob(".backup-*")))
    return figures


def _make_older(place: Place) -> None:
    """Put a store in place that has the first steps only, with users and audit log but no disclosures."""
    newer = connect(place.folder / STORE, place.key)
    kept = {name: rows(newer, f"select * from {name}") for name in ("meta", "users", "audit", "audit_values")}
    newer.conn.close()
    for each in place.folder.glob(f"{STORE}*"):
        each.unlink()
    older = connect(place.folder / STORE, place.key, create=True)
    migrations.STEPS.apply(older, stop_before=migrations.NAMES[1])
    for name, held in kept.items():
        for cells in held:
            older.execute(f"insert into {name} values ({','.join('?' * len(cells))})", cells)
    older.conn.close()


def _look_at_migration(place: Place) -> list[str]:
    found = []
    for file in (place.folder / "backups").glob("*.ipdesk-backup"):
        try:
            backups.restore(file, place.scratch / file.name, USER, place.passphrase())
        except Exception as error:  # any refusal means that the file is not whole
            found.append(f"partial: the backup before migration does not restore: {error}")
    try:
        desk = place.open()
    except Exception as error:  # whatever it says, the workspace does not open
        return [*found, f"lost: the workspace does not open: {error!r}"]
    try:
        if not migrations.is_current(desk.workspace.db):
            found.append("partial: a step is missing")
        found += crash_checks.whole(desk)
    finally:
        desk.workspace.close()
    return found


PROBES: Final[dict[str, Callable[[Path, int, int], Figures]]] = {
    "records": probe_records,
    "keys": probe_keys,
    "backups": probe_backups,
    "migration": probe_migration,
}


def main() -> int:
    """Run one probe by hand and print its figures; the exit status is 1 when anything was lost or half done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--what", choices=list(PROBES), default="records")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None, help="default: another one each time; printed")
    parser.add_argument("--early", action="store_true", help="negative control: must find a loss")
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(1 << 32)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ipdesk-crash-") as root:
        if given.early:
            figures = probe_records(Path(root), given.rounds, seed, early=True)
        else:
            figures = PROBES[given.what](Path(root), given.rounds, seed)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(
        f"{given.what}: {figures.rounds} rounds, {figures.acknowledged} acknowledged,"
        f" {figures.counted('lost')} lost, {figures.counted('partial')} partial,"
        f" {len(figures.problems)} problems, {figures.kept_unacknowledged} kept unacknowledged,"
        f" {figures.leftovers} leftover files, {time.monotonic() - began:.0f} s, load {load:.1f}, seed {seed}"
    )
    for each in figures.problems[:20]:
        print("  " + each)
    return 1 if figures.problems else 0


if __name__ == "__main__":
    sys.exit(main())
