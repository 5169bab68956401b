"""Reading: pages by id, what stands for a record elsewhere, sealed records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ipdesk.model.errors import NotFound, Refused
from ipdesk.model.record import WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.registers.projects import Member
from ipdesk.store import spills
from ipdesk.store.lists import count, list_ids
from ipdesk.store.records import (
    counts,
    entry_id,
    id_of,
    linking_here,
    mentioning,
    read,
    read_many,
    summaries,
)
from ipdesk.store.workspace import Workspace
from tests.store._records import DISCLOSURES, PROJECTS, add, change, filled, new, stored


def seal(workspace: Workspace, register: Register, number: str) -> None:
    with workspace.write() as writing:
        held = writing.held(register, number)
        spills.seal(writing, register, held.id, held.record.id, number, "待核")


def test_pages_come_in_the_order_asked_and_lose_nobody(workspace: Workspace) -> None:
    with workspace.write() as writing:
        for index in range(1203):
            writing.add(PROJECTS, new(PROJECTS, title=f"项目{index}", members=(Member(name="甲"),)))
    ids = list_ids(workspace.db, PROJECTS)
    assert len(ids) == len(set(ids)) == count(workspace.db, PROJECTS) == 1203
    backwards = list(ids)[::-1]
    read = read_many(workspace.db, PROJECTS, backwards)
    assert [each.id for each in read] == [each.id for each in read_many(workspace.db, PROJECTS, ids)][::-1]
    assert len({each.number for each in read}) == 1203
    pages = [list_ids(workspace.db, PROJECTS, limit=size) for size in (0, 1, 500, 2000)]
    assert [len(each) for each in pages] == [0, 1, 500, 1203]
    assert [each.id for each in summaries(workspace.db, backwards)] == backwards


def test_ids_that_are_gone_or_of_another_register_are_left_out(workspace: Workspace) -> None:
    add(workspace, PROJECTS)
    add(workspace, DISCLOSURES)
    both = [1, 2, 99]
    assert [each.number for each in read_many(workspace.db, PROJECTS, both)] == ["KY-2026-001"]
    assert [each.number for each in read_many(workspace.db, DISCLOSURES, both)] == ["PL-2026-0001"]
    assert [each.register for each in summaries(workspace.db, both)] == ["projects", "disclosures"]
    assert read_many(workspace.db, PROJECTS, []) == []


def test_a_page_reads_only_the_columns_it_shows(workspace: Workspace) -> None:
    with workspace.write() as writing:
        number = writing.add(DISCLOSURES, filled(DISCLOSURES.record)).number
    entry = entry_id(workspace.db, DISCLOSURES, number)
    page: Any
    (page,) = read_many(workspace.db, DISCLOSURES, [entry], ("title", "inventors"))
    whole = stored(workspace, DISCLOSURES, number)
    assert (page.title, page.inventors, page.number) == (whole.title, whole.inventors, number)
    assert (page.problem, page.notebooks, page.projects) == ("", (), ())
    assert whole.problem
    assert whole.projects


def test_a_sealed_record_shows_its_number_and_state_and_nothing_else(workspace: Workspace) -> None:
    record = replace(filled(DISCLOSURES.record), number="PL-S", projects=())
    with workspace.write() as writing:
        writing.add(DISCLOSURES, record)
    seal(workspace, DISCLOSURES, "PL-S")
    held = stored(workspace, DISCLOSURES, "PL-S")
    assert held.withheld
    bare = new(
        DISCLOSURES,
        id=held.id, number="PL-S", state="draft", revision=2, created=held.created, changed=held.changed,
        withheld=True,
    )  # fmt: skip
    assert held == bare
    (summary,) = summaries(workspace.db, [entry_id(workspace.db, DISCLOSURES, "PL-S")])
    assert summary.title == ""


def test_counts_tell_records_that_are_not_withdrawn(workspace: Workspace) -> None:
    add(workspace, PROJECTS)
    add(workspace, PROJECTS)
    change(workspace, PROJECTS, "KY-2026-001", state=WITHDRAWN)
    add(workspace, DISCLOSURES)
    assert counts(workspace.db) == {"projects": 1, "disclosures": 1}


def test_mentions_are_the_newest_first_and_bounded(workspace: Workspace) -> None:
    with workspace.write() as writing:
        for _ in range(12):
            writing.add(PROJECTS, new(PROJECTS, leader="单雨桐", ip_officer="单雨桐"))
    found = mentioning(workspace.db, "单雨桐", limit=10)
    assert [each.number for each, _ in found] == [
        f"KY-2026-{number:03}" for number in (12, 12, 11, 11, 10, 10, 9, 9, 8, 8)
    ]


def test_what_is_not_there_is_named(workspace: Workspace) -> None:
    with pytest.raises(NotFound) as refused:
        read(workspace.db, PROJECTS, "KY-404")
    assert refused.value.what.args["number"] == "KY-404"
    assert isinstance(refused.value, Refused)
    assert id_of(workspace.db, "nobody") is None
    assert linking_here(workspace.db, 404) == []


def test_a_record_knows_its_identity(workspace: Workspace) -> None:
    number = add(workspace, PROJECTS)
    held: Record = stored(workspace, PROJECTS, number)
    assert id_of(workspace.db, held.id) == entry_id(workspace.db, PROJECTS, number)
