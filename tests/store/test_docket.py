"""The stored docket: which records have tasks nearest to a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest

from ipdesk.registers import register
from ipdesk.store.docket import near_entries
from ipdesk.store.workspace import Workspace
from tests.store._records import add

PATENTS = register("patents")
TODAY = date(2026, 3, 5)


@pytest.mark.parametrize("seed", range(6))
def test_the_nearest_are_those_of_a_plain_search(workspace: Workspace, seed: int) -> None:
    """Records with many tasks on one side, on both, on the very day, and without a day."""
    draw = Random(seed)
    for number in range(1, 9):
        add(workspace, PATENTS, number=f"ZL-{number}", title="一种支座")
    nearest: defaultdict[int, list[int]] = defaultdict(list)
    with workspace.write() as writing:
        writing.db.execute("delete from docket")
        for _ in range(60):
            entry, away = draw.randint(1, 8), draw.choice((0, 1, -1, 2, 400, -400, draw.randint(-30, 300)))
            day = (TODAY + timedelta(days=away)).toordinal() if draw.random() < 0.9 else 0
            writing.db.execute(
                "insert into docket(day, doubtful, grace_day, register, waits_for, rule, entry, task)"
                " values (?, 0, 0, 'patents', '', 'r', ?, 't')",
                [day, entry],
            )
            if day:
                nearest[entry].append(abs(away))
        writing.note("furnished", {})
    ranked = sorted(nearest, key=lambda each: (min(nearest[each]), each))
    for limit in (1, 2, 3, 5, 8, 20):
        assert list(near_entries(workspace.db, PATENTS, TODAY, limit)) == ranked[:limit]
