"""Deadlines of a portfolio that comes in: reckoned with it as they would be afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.operations import docket, intake, records
from ipdesk.operations.desk import Desk
from ipdesk.store import docket as store
from ipdesk.store.database import rows
from ipdesk.store.lists import list_ids
from tests.benchmarks.docket import write_portfolio
from tests.operations.docketing import PATENTS, add_right

RIGHTS = 24


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """Return a ledger of some rights with their events."""
    write_portfolio(tmp_path / "portfolio.xlsx", RIGHTS)
    return tmp_path / "portfolio.xlsx"


def lines(desk: Desk) -> list[tuple[object, ...]]:
    """Return what the docket holds, but for the ids of its lines."""
    sql = "select entry, task, rule, cycle, nominal, operative, safe, grace_until, doubts, day, grace_day from docket"
    return sorted(rows(desk.workspace.db, sql), key=repr)


def test_what_comes_in_falls_due_as_if_it_were_read_again(desk: Desk, portfolio: Path) -> None:
    before = add_right(desk, "2024-03-15")
    assert len(intake.accept(desk, intake.preview(desk, PATENTS, portfolio))) == RIGHTS
    assert docket.count_behind(desk) == 1  # the one from before, which no reader asked for yet
    docket.refresh(desk)
    told = lines(desk)
    store.note_stale(desk.workspace.db, list_ids(desk.workspace.db, PATENTS))
    assert docket.refresh(desk) == RIGHTS + 1
    assert told == lines(desk)
    assert len({line[0] for line in told}) > 1
    records.undo(desk)
    docket.refresh(desk)
    assert {line[0] for line in lines(desk)} == set(
        list_ids(desk.workspace.db, PATENTS, [("number", before)])
    )
