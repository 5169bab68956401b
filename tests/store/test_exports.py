"""The log of what left: serial numbers without gaps, the head they bear, and the records in each document."""

from __future__ import annotations

import pytest

from ipdesk.model.errors import NotFound
from ipdesk.store import audit, exports
from ipdesk.store.exports import Leaving, Logged
from ipdesk.store.workspace import Workspace
from tests.store._records import PROJECTS, add, change, stored


def leave(workspace: Workspace, *numbers: str, file: str = "项目.xlsx") -> Logged:
    uuids = tuple(stored(workspace, PROJECTS, number).id for number in numbers)
    with workspace.write() as writing:
        return exports.log(
            writing, Leaving(kind="export", register="projects", file=file, document="list", uuids=uuids)
        )


def test_a_document_is_found_by_its_serial_number(workspace: Workspace) -> None:
    head = audit.head(workspace.db)
    first, second = leave(workspace), leave(workspace)
    assert (first.serial, second.serial) == (1, 2)
    assert (first.seq, first.head) == (head.seq, head.hash), "what was there before it left"
    assert exports.find(workspace.db, 1) == first
    assert exports.find(workspace.db, 2) == second
    assert audit.verify(workspace.db, audit.Head(second.seq, second.head)).whole
    for serial in (0, -1, 3, 10**30):
        with pytest.raises(NotFound):
            exports.find(workspace.db, serial)


def test_it_is_known_which_records_left_and_which_changed_since(workspace: Workspace) -> None:
    for _ in range(3):
        add(workspace, PROJECTS)
    logged = leave(workspace, "KY-2026-003", "KY-2026-001")
    assert exports.numbers_in(workspace.db, logged.serial, "projects") == ["KY-2026-001", "KY-2026-003"]
    assert exports.numbers_in(workspace.db, logged.serial, "disclosures") == []
    assert len(exports.uuids_in(workspace.db, logged.serial)) == 2
    assert exports.changed_since(workspace.db, logged) == []
    change(workspace, PROJECTS, "KY-2026-002", title="改")
    change(workspace, PROJECTS, "KY-2026-003", title="改")
    assert exports.changed_since(workspace.db, logged) == ["KY-2026-003"]


def test_a_failed_export_takes_no_serial_number(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.write() as writing:
        exports.log(writing, Leaving(kind="print", register="projects", file="x.pdf"))
        raise RuntimeError
    assert leave(workspace).serial == 1


def test_that_a_password_opens_it_is_kept_and_noted(workspace: Workspace) -> None:
    add(workspace, PROJECTS)
    for locked in (True, False):
        with workspace.write() as writing:
            exports.log(writing, Leaving(kind="print", register="projects", file="x.pdf", locked=locked))
    assert [exports.find(workspace.db, serial).locked for serial in (1, 2)] == [True, False]
    assert [each.locked for each in exports.listed(workspace.db, "print")] == [False, True]
    noted = [each.values for each in audit.entries(workspace.db) if each.act == "print"]
    assert [(each or {}).get("locked") for each in noted] == [None, True]


@pytest.mark.parametrize("file", ["\udcd6\udcd0.pdf", "\ud800", "a\nb"])
def test_a_file_of_any_name_is_logged(workspace: Workspace, file: str) -> None:
    leave(workspace, file=file)
    assert audit.verify(workspace.db).whole
