"""Registers by columns: what is withdrawn or sealed stays out, and days lie between their ends."""

from __future__ import annotations

from datetime import date

import pytest

from ipdesk.registers import register
from ipdesk.store import lines
from ipdesk.store.workspace import Workspace
from tests.store._records import PROJECTS, add, change, stored

DISCLOSURES, PATENTS, PEOPLE = register("disclosures"), register("patents"), register("people")


def out_of_sight(workspace: Workspace, *numbers: str, column: str = "sealed = 1") -> None:
    """Seal or withdraw records."""
    with workspace.write() as writing:
        for each in numbers:
            writing.db.execute(f"update entries set {column} where number = ?", [each])
        writing.note("furnished", {})


def test_fields_come_by_number_and_as_the_columns_hold_them(workspace: Workspace) -> None:
    for number, unit in (("KY-3", "三室"), ("KY-1", "一室"), ("KY-2", ""), ("KY-4", "")):
        add(workspace, PROJECTS, number=number, title=number, unit=unit, ends=date(2025, 12, 31), major=True)
    out_of_sight(workspace, "KY-2")
    out_of_sight(workspace, "KY-4", column="state = 'withdrawn'")
    found = lines.lines(workspace.db, PROJECTS, ("number", "unit", "ends", "major", "state"))
    assert [each[1:] for each in found] == [
        ("KY-1", "一室", "2025-12-31", 1, "planned"),
        ("KY-3", "三室", "2025-12-31", 1, "planned"),
    ]
    assert lines.sealed_count(workspace.db) == 1
    with pytest.raises(KeyError):
        lines.lines(workspace.db, PROJECTS, ("password",))
    assert lines.texts_of(workspace.db, PROJECTS, "unit") == ["一室", "三室"]
    ids = [each[0] for each in found]
    assert lines.registers_of(workspace.db, [*ids, 0, 10**6]) == ("projects",)


def test_child_rows_and_links_keep_their_order_and_lead_somewhere(workspace: Workspace) -> None:
    kind = PATENTS.field("events").kind.of  # type: ignore[union-attr]
    rows = tuple(kind(event=event, day=day) for event, day in (("licence", date(2025, 3, 1)), ("restored", None), ("licence", None)))  # fmt: skip
    add(workspace, DISCLOSURES, number="PL-1", title="一")
    add(workspace, PATENTS, number="ZL-1", title="一", events=rows, disclosure=("PL-9", "PL-1"))
    add(workspace, PATENTS, number="ZL-2", title="二", events=rows[:1], disclosure=("PL-1",))
    out_of_sight(workspace, "ZL-2")
    found = lines.row_lines(workspace.db, PATENTS, "events", ("event", "day"))
    assert [each[1:] for each in found] == [
        (0, "licence", "2025-03-01"),
        (1, "restored", None),
        (2, "licence", None),
    ]
    only = lines.row_lines(workspace.db, PATENTS, "events", ("day",), ("event", ("licence",)))
    assert [each[1:] for each in only] == [(0, "2025-03-01"), (2, None)]
    entries = {each[1]: each[0] for name in (DISCLOSURES, PATENTS) for each in lines.lines(workspace.db, name, ("number",))}  # fmt: skip
    assert lines.link_lines(workspace.db, PATENTS, "disclosure") == [(entries["ZL-1"], entries["PL-1"])]
    with pytest.raises(KeyError):
        lines.row_lines(workspace.db, PATENTS, "events", ("password",))


def test_records_are_found_by_their_own_day_with_both_ends(workspace: Workspace) -> None:
    for number, day in (
        ("A", date(2025, 9, 30)),
        ("B", date(2025, 10, 1)),
        ("C", date(2025, 12, 31)),
        ("D", None),
    ):
        add(workspace, PATENTS, number=number, title=number, filed_on=day)
    found = lines.ids_dated(workspace.db, PATENTS, date(2025, 10, 1), date(2025, 12, 31))
    assert [lines.lines(workspace.db, PATENTS, ("number",))[each - 1][1] for each in found] == ["B", "C"]


def test_the_log_tells_which_fields_changed_when_and_not_that_a_record_came(workspace: Workspace) -> None:
    add(workspace, PROJECTS, number="KY-1", title="一")
    add(workspace, PROJECTS, number="KY-2", title="二")
    change(workspace, PROJECTS, "KY-1", title="改", unit="一室")
    change(workspace, PROJECTS, "KY-1", unit="二室")
    at = stored(workspace, PROJECTS, "KY-1").changed
    found = lines.changed_between(workspace.db, "2026-01-01", "2027-01-01")
    entry = lines.lines(workspace.db, PROJECTS, ("number",))[0][0]
    assert {name: {key: set(fields) for key, fields in of.items()} for name, of in found.items()} == {
        "projects": {entry: {"title", "unit"}}
    }
    assert lines.changed_between(workspace.db, "2026-01-01", at) == {}, "up to the moment, and not with it"
    assert lines.changed_between(workspace.db, at, at + "0") != {}
    out_of_sight(workspace, "KY-1")
    assert lines.changed_between(workspace.db, "2026-01-01", "2027-01-01") == {}
