"""Rules of the laboratory: one in force under a name, all kept, every change audited with it."""

from __future__ import annotations

import pytest

from ipdesk.store import audit, exports, rules
from ipdesk.store.rules import Kept, Kind
from ipdesk.store.workspace import Workspace
from tests.conftest import SetClock

FIRST = Kept("template", "disclosures.rework.zh", "一.docx", "1" * 64)
SECOND = Kept("template", "disclosures.rework.zh", "二.docx", "2" * 64)
OTHER = Kept("template", "projects.ip-sheet.en", "三.docx", "3" * 64)
LIST = Kept("checklist", "disclosures.rework.zh", "四.toml", "4" * 64)
KEY: tuple[Kind, str] = ("template", "disclosures.rework.zh")


def install(space: Workspace, kept: Kept, data: bytes = b"x") -> None:
    """Install a rule in a transaction of its own."""
    with space.write() as writing:
        rules.install(writing, kept, data)


def in_force(space: Workspace) -> str:
    """Return the file of the template that is in force."""
    found = rules.find(space.db, *KEY)
    return found.file if found else ""


def test_the_last_one_installed_is_in_force_and_the_others_are_kept(
    workspace: Workspace, clock: SetClock
) -> None:
    install(workspace, FIRST, b"one")
    clock.forward(minutes=1)
    install(workspace, SECOND, b"two")
    install(workspace, OTHER)
    install(workspace, LIST, b"list")
    assert [each.file for each in rules.in_force(workspace.db, "template")] == ["二.docx", "三.docx"]
    assert [each.file for each in rules.in_force(workspace.db, "checklist")] == ["四.toml"]
    assert rules.earlier(workspace.db, *KEY) == [b"one", b"two"]
    found = rules.find(workspace.db, *KEY)
    assert found is not None
    assert (found.user, found.at[:16]) == ("李明", "2026-03-05T01:31")
    assert rules.content(workspace.db, FIRST.sha256) == b"one"
    assert rules.content(workspace.db, "9" * 64) is None


def test_what_was_removed_is_put_back(workspace: Workspace, clock: SetClock) -> None:
    assert not rules.has_ended(workspace.db, *KEY)
    install(workspace, FIRST)
    clock.forward(minutes=1)
    install(workspace, SECOND)
    assert rules.has_ended(workspace.db, *KEY)
    clock.forward(minutes=1)
    with workspace.write() as writing:
        rules.remove(writing, SECOND)
    assert in_force(workspace) == ""
    for name in ("二.docx", "一.docx", "二.docx"):
        clock.forward(minutes=1)
        with workspace.write() as writing:
            assert rules.put_back(writing, *KEY) is not None
        assert in_force(workspace) == name
    with workspace.write() as writing:
        assert rules.put_back(writing, "template", "projects.ip-sheet.zh") is None


def test_each_change_is_in_the_log_and_a_failed_one_is_nowhere(workspace: Workspace) -> None:
    install(workspace, FIRST)
    entry = next(audit.entries(workspace.db))
    assert entry.act == "template-install"
    assert entry.values == {"name": "disclosures.rework.zh", "file": "一.docx", "sha256": "1" * 64}
    seq = audit.head(workspace.db).seq
    with pytest.raises(ZeroDivisionError), workspace.write() as writing:
        rules.install(writing, SECOND, b"two")
        raise ZeroDivisionError
    assert audit.head(workspace.db).seq == seq
    assert in_force(workspace) == "一.docx"


def test_a_document_knows_what_it_was_filled_from(workspace: Workspace) -> None:
    with workspace.write() as writing:
        left = exports.log(writing, exports.Leaving(kind="print", register="disclosures", file="a.docx"))
        rules.note_filled(writing, left.serial, "1" * 64)
        other = exports.log(writing, exports.Leaving(kind="print", register="disclosures", file="a.pdf"))
    assert rules.filled_from(workspace.db, left.serial) == "1" * 64
    assert rules.filled_from(workspace.db, other.serial) == ""
