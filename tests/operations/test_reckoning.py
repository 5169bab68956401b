"""What falls due by many rows of a file: reckoned in a process of its own, and no other than here."""

from __future__ import annotations

from multiprocessing import active_children
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from ipdesk.operations import docket, intake, reckoning
from ipdesk.operations.desk import Desk
from ipdesk.store import docket as store
from ipdesk.store.database import rows, writing
from tests.operations.docketing import PATENTS

HEADINGS = "案卷号,发明名称,专利类型,申请日,授权公告日,事件,事件日期,事件年度"
LINES = (
    'Z-1,低温热链,发明,2018-03-15,2020-05-08,"缴纳年费\n缴纳年费","2020-05-20\n2021-03-01","3\n4"',
    "Z-2,低温阀,实用新型,2024-02-29,2024-11-05,,,",
    "Z-3,光学平台,发明,2025-06-30,,,,",
)
COLUMNS = (
    "register, rule, entry, task, cycle, place, nominal, operative, safe, grace_until, doubts, waits_for"
)


@pytest.fixture
def preview(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> intake.Preview:
    """Return the preview of a ledger that counts as a large one and is written in two parts."""
    monkeypatch.setattr(reckoning, "MANY", 1)
    monkeypatch.setattr(intake, "WRITTEN_AT_ONCE", 2)
    path = tmp_path / "专利台账.csv"
    path.write_text("\n".join([HEADINGS, *LINES, ""]), encoding="utf-8")
    seen = intake.preview(desk, PATENTS, path)
    assert [each.outcome for each in seen.rows] == ["new"] * len(LINES), [each.refusals for each in seen.rows]
    return seen


def kept(desk: Desk) -> list[tuple[Any, ...]]:
    """Return all that the docket holds."""
    return rows(desk.workspace.db, f"select {COLUMNS} from docket order by entry, task")


def reckoned_here(desk: Desk) -> list[tuple[Any, ...]]:
    """Return what the docket holds when this process reckons every record anew."""
    with writing(desk.workspace.db):
        store.note_stale(desk.workspace.db, {line[2] for line in kept(desk)})
    assert docket.refresh(desk) == len(LINES)
    return kept(desk)


def test_a_large_file_is_reckoned_beside_and_comes_to_the_same(desk: Desk, preview: intake.Preview) -> None:
    intake.accept(desk, preview)
    beside = kept(desk)
    assert not docket.count_behind(desk)
    assert beside == reckoned_here(desk)


def test_nothing_is_lost_when_the_process_that_reckons_is_killed(desk: Desk, preview: intake.Preview) -> None:
    def kill(done: int, _of: int) -> None:
        if done:
            assert active_children()
            for child in active_children():
                child.kill()

    intake.accept(desk, preview, kill)
    beside = kept(desk)
    assert not docket.count_behind(desk)
    assert beside == reckoned_here(desk)


def test_an_import_that_is_stopped_leaves_neither_rows_nor_a_process(
    desk: Desk, preview: intake.Preview
) -> None:
    before = set(active_children())

    def stop(done: int, _of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake.accept(desk, preview, stop)
    assert kept(desk) == []
    latest = monotonic() + 60
    while set(active_children()) - before and monotonic() < latest:  # joining it would race with its pool
        sleep(0.02)
    assert not set(active_children()) - before
