"""The workspace that is measured: written once in bulk, kept in a cache folder outside the tree."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Final

from ipdesk.model.text import Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.records import read_values
from ipdesk.operations.workspaces import create
from ipdesk.paths import make_folder, resource_path
from ipdesk.registers import register
from ipdesk.screening.similarity import bands
from ipdesk.store import grams, migrations
from ipdesk.store.workspace import Workspace, unlock
from ipdesk.store.wraps import SHIPPED_COST, Cost
from tests.benchmarks.texts import GENERATOR, PROJECTS, disclosure, project

USER: Final = "李明"
PASSPHRASE: Final = "三棵银杏 river 去年没结果"
BATCH: Final = 1_000
SAMPLE: Final = (
    "一种基于 Ti-6Al-4V 的低温光学柔性热链组件及其制备方法，在 4.2 K 下界面热阻降低 37%，且重复装拆不变。"
)
FIRST: Final = datetime(2016, 1, 4, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ground:
    """A workspace folder with so many disclosures, and what writing them took."""

    folder: Path
    count: int

    def open(self) -> Desk:
        """Open it as its officer."""
        return desk_of(unlock(self.folder, USER, PASSPHRASE, now))

    @contextmanager
    def opened(self) -> Iterator[Desk]:
        """Open it for a block."""
        desk = self.open()
        try:
            yield desk
        finally:
            desk.workspace.close()

    @property
    def rate(self) -> str:
        """Return what writing it took, as it was noted then."""
        return (self.folder / "rate.txt").read_text("utf-8")


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def desk_of(space: Workspace) -> Desk:
    """Return the desk of an open workspace."""
    return Desk(space, Translator("zh", resource_path("i18n")))


def cache_folder() -> Path:
    """Return where workspaces are kept between runs: IPDESK_BENCH_CACHE, or the user's cache folder."""
    if named := os.environ.get("IPDESK_BENCH_CACHE"):
        return make_folder(Path(named))
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return make_folder(root / "ipdesk-benchmarks")


def key(count: int) -> str:
    """Return a name that changes with the schema, with what is indexed of a text, and with the made-up texts."""
    indexed = (sorted(grams.tokens(grams.fold(SAMPLE))), bands(SAMPLE, SAMPLE))
    digest = hashlib.sha256(repr(indexed).encode())
    for name in migrations.NAMES:
        digest.update(import_module(f"{migrations.__name__}.{name}").SQL.encode())
    return f"{count}-{GENERATOR}-{digest.hexdigest()[:12]}"


def ground(count: int, folder: Path | None = None, cost: Cost = SHIPPED_COST) -> Ground:
    """Return the workspace with so many disclosures, written now when it is not in the cache."""
    made = Ground((folder or cache_folder()) / f"{key(count)}.ipdesk", count)
    if not made.folder.is_dir():
        part = made.folder.with_name(f"{key(count)}.building.ipdesk")
        shutil.rmtree(part, ignore_errors=True)
        note = _write(part, count, cost)
        (part / "rate.txt").write_text(note, "utf-8")
        part.rename(made.folder)
    return made


def _write(folder: Path, count: int, cost: Cost) -> str:
    at = FIRST
    space, _ = create(
        folder,
        name="某某实验室",
        code="LAB",
        highest="technical-secret",
        user=USER,
        passphrase=PASSPHRASE,
        clock=lambda: at,
        cost=cost,
    )
    desk, spent, began = desk_of(space), 0.0, time.monotonic()
    with space.write() as writing:
        for index in range(min(PROJECTS, count)):
            writing.add(register("projects"), read_values(desk, register("projects"), project(index)))
    for start in range(0, count, BATCH):
        at = FIRST + timedelta(days=3_900 * start // count)
        records = []
        for index in range(start, min(start + BATCH, count)):
            values = disclosure(index)
            state = values.pop("state")
            records.append(replace(read_values(desk, register("disclosures"), values), state=state))
        before = time.monotonic()
        with space.write() as writing:
            for record in records:
                writing.add(register("disclosures"), record)
        spent += time.monotonic() - before
        if sys.stderr.isatty() or start % 10_000 == 0:
            print(f"  {start + len(records)} of {count} written, {spent:.0f} s", file=sys.stderr)
    space.close()
    size = (folder / "store.db").stat().st_size / 1e6
    return f"{spent / count * 1000:.2f} ms a record, {time.monotonic() - began:.0f} s in all, {size:.0f} MB"


@contextmanager
def scratch_copy(of: Ground, folder: Path) -> Iterator[Ground]:
    """Copy a workspace, so that measuring writes does not change the one that is kept."""
    target = folder / "copy.ipdesk"
    shutil.copytree(of.folder, target, ignore=shutil.ignore_patterns("lock", "backups"))
    (target / "backups").mkdir()
    try:
        yield Ground(target, of.count)
    finally:
        shutil.rmtree(target, ignore_errors=True)
