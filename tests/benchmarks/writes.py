"""How fast records are written, beside bare inserts of the same content into one encrypted table."""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ipdesk.operations import records
from ipdesk.registers import register
from ipdesk.store.database import connect, writing
from tests.benchmarks.figures import Figure, median, once, spread, times
from tests.benchmarks.ground import Ground, cache_folder, scratch_copy
from tests.benchmarks.texts import disclosure

BULK_TARGET: Final = 15.0
BULK: Final = 1_000
SINGLE: Final = 40


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of adding many records at once, and of adding and changing single ones."""
    disclosures = register("disclosures")
    many = [_values(ground.count + index) for index in range(min(BULK, ground.count))]
    single = [_values(ground.count + BULK + index) for index in range(SINGLE)]
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        place = Path(folder)
        bare_bulk, bare_single = _bare(place / "bare.db", many, single)
        with scratch_copy(ground, place) as copy, copy.opened() as desk:
            records.add(desk, disclosures, [_values(0)])
            bulk = once(lambda: records.add(desk, disclosures, many)) / len(many)
            yield Figure(
                "add, many at once, a record",
                bulk,
                BULK_TARGET,
                "bare insert of its JSON",
                bare_bulk,
                f"{len(many)} records",
            )
            made = []
            found = times(lambda values: made.extend(records.add(desk, disclosures, [values])), single)
            yield Figure(
                "add, one", median(found), None, "bare insert and commit", bare_single, spread(found)
            )
            found = times(
                lambda each: records.change(
                    desk, disclosures, each.number, {"problem": f"改后{each.number}"}
                ),
                made,
            )
            yield Figure(
                "change, one", median(found), None, "bare insert and commit", bare_single, spread(found)
            )


def _values(index: int) -> dict[str, Any]:
    return {name: value for name, value in disclosure(index).items() if name != "state"}


def _bare(file: Path, many: list[dict[str, Any]], single: list[dict[str, Any]]) -> tuple[float, float]:
    """Return the milliseconds a record of inserting the same JSON: many in a transaction, and one."""
    db = connect(file, secrets.token_bytes(32), create=True)
    db.execute("create table bare (id integer primary key, body text not null) strict")

    def insert(records: list[dict[str, Any]]) -> None:
        with writing(db):
            for each in records:
                db.execute("insert into bare(body) values (?)", [json.dumps(each, ensure_ascii=False)])

    bulk = once(lambda: insert(many)) / len(many)
    found = median(times(lambda values: insert([values]), single))
    db.conn.close()
    return bulk, found
