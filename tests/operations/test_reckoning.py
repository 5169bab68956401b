"""Deadlines of a portfolio that comes in: reckoned with it as they would be afterwards, here or in a process beside."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ipdesk.operations import docket, intake, reckoning, records
from ipdesk.operations.desk import Desk
from ipdesk.rules import open_tasks
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


@pytest.mark.parametrize("many", [1, sys.maxsize], ids=["beside", "here"])
def test_what_comes_in_falls_due_as_if_it_were_read_again(
    desk: Desk, portfolio: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reckoning, "MANY", many)
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


def test_where_the_process_beside_ends_the_rights_come_in_and_stay_noted(
    desk: Desk, portfolio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reckoning, "MANY", 1)
    monkeypatch.setattr(open_tasks, "begin", len)  # which is no way to begin
    assert len(intake.accept(desk, intake.preview(desk, PATENTS, portfolio))) == RIGHTS
    assert docket.count_behind(desk) == docket.refresh(desk) == RIGHTS
    assert lines(desk)
