"""The log of what was taken in: rows are known again, unless they were taken back."""

from __future__ import annotations

import pytest

from ipdesk.operations import records
from ipdesk.operations.desk import Desk
from ipdesk.store import audit, imports
from ipdesk.store.imports import Source, TakenRow
from ipdesk.store.workspace import Workspace
from tests.store._records import PROJECTS, new, stored


def take_in(workspace: Workspace, digest: str, raw: dict[str, str], file: str = "台账.xlsx") -> int:
    """Take one row in as a project, as an import does, and return the record's id."""
    with workspace.write() as writing:
        made = writing.add(PROJECTS, new(PROJECTS, title=raw.get("题目", "")))
        batch = imports.log(writing, file, "sha", "projects", {"new": 1})
        imports.keep_rows(writing, batch, [TakenRow(made, "表一", 7, digest, raw)])
        return writing.held(PROJECTS, made.number).id


def test_a_row_is_known_again_by_its_digest(workspace: Workspace) -> None:
    entry = take_in(workspace, "d1", {"题目": "热链", "备注": ""})
    assert imports.entry_of(workspace.db, "projects", "d1", {}) == entry
    assert imports.taken_as(workspace.db, entry, "d1")
    assert imports.entry_of(workspace.db, "disclosures", "d1", {}) is None
    assert imports.entry_of(workspace.db, "projects", "d2", {}) is None
    assert not imports.taken_as(workspace.db, entry, "d2")
    (source,) = imports.sources(workspace.db, entry)
    assert source == Source(workspace.now(), "李明", "台账.xlsx", "表一", 7, {"题目": "热链", "备注": ""})
    (last, *_) = audit.entries(workspace.db)
    assert (last.act, last.values) == ("import-file", {"file": "台账.xlsx", "sha256": "sha", "new": 1})


def test_a_row_taken_back_or_withdrawn_counts_as_not_taken_in(desk: Desk) -> None:
    space = desk.workspace
    entry = take_in(space, "d1", {"题目": "热链"})
    records.undo(desk)
    assert imports.entry_of(space.db, "projects", "d1", {}) is None
    assert not imports.taken_as(space.db, entry, "d1")
    assert len(imports.sources(space.db, entry)) == 1, "where it came from is told all the same"
    again = take_in(space, "d1", {"题目": "热链"})
    assert imports.entry_of(space.db, "projects", "d1", {}) == again != entry


@pytest.mark.parametrize("text", ["\ud83d", "\udcd6\udcd0.xlsx", "\x00", "𬭎" * 30_000])
def test_whatever_stands_in_a_cell_or_file_name_is_kept(workspace: Workspace, text: str) -> None:
    entry = take_in(workspace, "d1", {text: text}, file=text)
    (source,) = imports.sources(workspace.db, entry)
    assert len(source.raw) == 1
    assert audit.verify(workspace.db).whole
    assert stored(workspace, PROJECTS, "KY-2026-001").revision == 1
