"""What Today asks of the store: ages of states, open records, near days, and when states were entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ipdesk.model.record import WITHDRAWN
from ipdesk.registers.disclosure_rows import NoveltyEvent
from ipdesk.store import agenda
from ipdesk.store.agenda import (
    count_entered,
    counts_by_age,
    dated_ids,
    first_entered,
    lately_changed,
    longest_unchanged,
    open_ids,
    states_entered,
)
from ipdesk.store.database import Database, rows
from ipdesk.store.records import entry_id
from ipdesk.store.times import utc_text
from ipdesk.store.workspace import Workspace
from tests.conftest import SetClock
from tests.store._records import DISCLOSURES, PROJECTS, add, change, stored

OPEN = ("draft", "submitted")


def ids(workspace: Workspace, *numbers: str) -> list[int]:
    """Return the local ids of disclosures."""
    return [entry_id(workspace.db, DISCLOSURES, number) for number in numbers]


def seal(workspace: Workspace, number: str) -> None:
    """Seal a record as the store keeps it."""
    workspace.db.execute("update entries set sealed = 1 where number = ?", [number])


def test_a_state_is_counted_by_the_age_of_its_records(workspace: Workspace, clock: SetClock) -> None:
    for days in (100, 60, 59, 2):
        before, clock.at = clock.at, clock.at - timedelta(days=days)
        add(workspace, DISCLOSURES)
        clock.at = before
    add(workspace, PROJECTS)
    now = clock()
    times = [utc_text(now - timedelta(days=days)) for days in (30, 90)]
    counted = counts_by_age(workspace.db, DISCLOSURES, OPEN, times)
    assert counted == {"draft": (1, 2, 1), "submitted": (0, 0, 0)}
    change(workspace, DISCLOSURES, "PL-2026-0001", title="改过")
    assert counts_by_age(workspace.db, DISCLOSURES, OPEN, times)["draft"] == (2, 1, 1)
    assert counts_by_age(workspace.db, DISCLOSURES, OPEN, []) == {"draft": (4,), "submitted": (0,)}


def test_each_record_is_counted_once_by_its_index_entry(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Any]] = []

    def noted(db: Database, sql: str, parameters: Any = ()) -> list[Any]:
        asked.append((sql, parameters))
        return []

    monkeypatch.setattr(agenda, "rows", noted)
    counts_by_age(workspace.db, DISCLOSURES, OPEN, ["2026-02-01", "2026-01-01"])
    ((sql, parameters),) = asked
    plan = [str(each[-1]) for each in rows(workspace.db, f"explain query plan {sql}", parameters)]
    searches = [each for each in plan if "entries" in each]
    assert len(searches) == 3
    assert all(
        "COVERING INDEX entries_by_state (register=? AND state=? AND changed" in each for each in searches
    )


def test_open_records_come_longest_unchanged_first_without_sealed_ones(
    workspace: Workspace, clock: SetClock
) -> None:
    numbers = []
    for state in ("draft", "submitted", "closed", "draft", "draft"):
        clock.forward(hours=1)
        numbers.append(add(workspace, DISCLOSURES, state=state))
    clock.forward(hours=1)
    change(workspace, DISCLOSURES, numbers[0], title="改过")
    seal(workspace, numbers[3])
    wanted = ids(workspace, numbers[1], numbers[4], numbers[0])
    assert list(open_ids(workspace.db, DISCLOSURES, OPEN, 10)) == wanted
    assert list(open_ids(workspace.db, DISCLOSURES, OPEN, 2)) == wanted[:2]


def test_records_with_a_day_come_nearest_first_wherever_the_day_stands(workspace: Workspace) -> None:
    today = date(2026, 3, 5)
    far = add(workspace, DISCLOSURES, urgent_by=today + timedelta(40))
    near = NoveltyEvent(kind="preprint", day=today - timedelta(3))
    both = add(workspace, DISCLOSURES, urgent_by=today + timedelta(90), events=(near, NoveltyEvent()))
    add(workspace, DISCLOSURES)
    add(workspace, DISCLOSURES, urgent_by=today, state="closed")
    seal(workspace, add(workspace, DISCLOSURES, urgent_by=today))
    project = add(workspace, PROJECTS, ends=today)
    assert list(dated_ids(workspace.db, DISCLOSURES, OPEN, today, 10)) == ids(workspace, both, far)
    assert list(dated_ids(workspace.db, DISCLOSURES, OPEN, today, 1)) == ids(workspace, both)
    found = list(dated_ids(workspace.db, PROJECTS, ("planned",), today, 10))
    assert found == [entry_id(workspace.db, PROJECTS, project)]
    assert list(dated_ids(workspace.db, replace(PROJECTS, due_fields=()), ("planned",), today, 10)) == []


def test_the_log_tells_when_a_state_was_entered(workspace: Workspace, clock: SetClock) -> None:
    number = add(workspace, DISCLOSURES)
    made = clock()
    clock.forward(days=1)
    change(workspace, DISCLOSURES, number, title="改过")
    uuid = stored(workspace, DISCLOSURES, number).id
    assert states_entered(workspace.db, [uuid, "无"]) == {uuid: utc_text(made)}
    moved = clock.forward(days=1)
    change(workspace, DISCLOSURES, number, state=WITHDRAWN)
    clock.forward(days=1)
    change(workspace, DISCLOSURES, number, title="再改")
    assert states_entered(workspace.db, [uuid]) == {uuid: utc_text(moved)}
    again = clock.forward(days=1)
    change(workspace, DISCLOSURES, number, state="draft")
    assert states_entered(workspace.db, [uuid]) == {uuid: utc_text(again)}
    assert first_entered(workspace.db, [uuid, "无"], WITHDRAWN) == {uuid: utc_text(moved)}
    assert first_entered(workspace.db, [uuid], "accepted") == {}
    clock.forward(days=1)
    change(workspace, DISCLOSURES, number, state=WITHDRAWN)
    assert first_entered(workspace.db, [uuid], WITHDRAWN) == {uuid: utc_text(moved)}, "the first time"


def test_what_waits_in_a_state_comes_longest_unchanged_first_and_sealed_ones_by_number_alone(
    workspace: Workspace, clock: SetClock
) -> None:
    numbers = []
    for index, state in enumerate(("draft", "submitted", "draft", "draft")):
        clock.forward(hours=1)
        values = {"title": f"热链{index}", "unit": "低温室", "level": "internal", "state": state}
        numbers.append(add(workspace, DISCLOSURES, **values))
    clock.forward(hours=1)
    change(workspace, DISCLOSURES, numbers[0], title="改过")
    seal(workspace, numbers[2])
    found = longest_unchanged(workspace.db, DISCLOSURES, "draft", 10)
    assert [each.number for each in found] == [numbers[2], numbers[3], numbers[0]]
    assert found[0].sealed and (found[0].title, found[0].unit, found[0].level) == ("", "", "")
    assert found[2].entered < found[1].entered, "what was changed since came into its state before"
    assert (found[1].title, found[1].unit, found[1].level) == ("热链3", "低温室", "internal")
    assert [each.number for each in longest_unchanged(workspace.db, DISCLOSURES, "draft", 1)] == [numbers[2]]
    assert longest_unchanged(workspace.db, PROJECTS, "planned", 1) == []


def test_the_board_walks_the_index_of_states_and_never_the_register(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Any]] = []

    def noted(db: Database, sql: str, parameters: Any = ()) -> str:
        asked.append((sql, parameters))
        return "[]"

    monkeypatch.setattr(agenda, "value", noted)
    assert longest_unchanged(workspace.db, DISCLOSURES, "draft", 200) == []
    assert lately_changed(workspace.db, DISCLOSURES, "closed", "2026-01-01", 200) == []
    assert len(asked) == 2
    for sql, parameters in asked:
        plan = [str(each[-1]) for each in rows(workspace.db, f"explain query plan {sql}", parameters)]
        assert any("INDEX entries_by_state (register=? AND state=?" in each for each in plan)
        assert any("INDEX audit_by_subject (subject=?" in each for each in plan)
        assert not any("SCAN e" in each or "SCAN r" in each or "TEMP B-TREE" in each for each in plan), plan


def test_what_came_into_its_state_lately_is_counted_by_the_log(workspace: Workspace, clock: SetClock) -> None:
    early, late, _open = (add(workspace, DISCLOSURES) for _ in range(3))
    change(workspace, DISCLOSURES, early, state="closed")
    clock.forward(days=10)
    since = utc_text(clock())
    clock.forward(days=1)
    change(workspace, DISCLOSURES, late, state="closed")
    change(workspace, DISCLOSURES, early, title="改过")
    found = lately_changed(workspace.db, DISCLOSURES, "closed", since, 10)
    assert {each.number for each in found} == {early, late}
    assert len(lately_changed(workspace.db, DISCLOSURES, "closed", since, 1)) == 1
    assert count_entered(workspace.db, DISCLOSURES, "closed", since) == 1
