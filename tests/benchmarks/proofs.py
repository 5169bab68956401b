"""How long it takes to prove the audit chain, and to make and restore a proved backup."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ipdesk.operations.audits import verify
from ipdesk.operations.workspaces import backup, restore
from ipdesk.store.database import value
from tests.benchmarks.figures import Figure, once
from tests.benchmarks.ground import PASSPHRASE, USER, Ground, cache_folder, scratch_copy


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield seconds, beside reading the same rows and copying the same file."""
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        place = Path(folder)
        with scratch_copy(ground, place) as copy:
            with copy.opened() as desk:
                db = desk.workspace.db
                entries = int(value(db, "select count(*) from audit"))
                sql = "select sum(length(body)) + sum(length(hash)) from audit join audit_values using (seq)"
                bare = once(lambda: value(db, sql)) / 1000
                spent = once(lambda: verify(desk)) / 1000
                part = 100_000 / entries
                yield Figure(
                    "audit verify, 100,000 entries",
                    spent * part,
                    None,
                    "reading them",
                    bare * part,
                    f"{entries} entries",
                    "s",
                )
                size = (copy.folder / "store.db").stat().st_size / 1e6
                plain = once(lambda: shutil.copyfile(copy.folder / "store.db", place / "plain")) / 1000
                (place / "plain").unlink()
                target = place / "one.ipdesk-backup"
                spent = once(lambda: backup(desk, target)) / 1000
                yield Figure("backup, proved", spent, None, "copying the file", plain, f"{size:.0f} MB", "s")
            spent = once(lambda: restore(target, place / "restored.ipdesk", USER, PASSPHRASE)) / 1000
            yield Figure("restore, proved", spent, None, "copying the file", plain, f"{size:.0f} MB", "s")
