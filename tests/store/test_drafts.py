"""Drafts: what was typed survives, one for each record and user, outside the audit log."""

from __future__ import annotations

from typing import Any

import pytest

from ipdesk.store import audit, drafts
from ipdesk.store.database import value
from ipdesk.store.drafts import Draft
from ipdesk.store.workspace import Workspace, unlock
from tests.conftest import OFFICER, PASSPHRASE, SetClock
from tests.store._records import PROJECTS, add

VALUES: dict[str, Any] = {
    "title": "未完",
    "members": [{"name": "单雨桐"}],
    "started": "2026年3",
    "major": None,
}


def test_a_draft_survives_the_program(workspace: Workspace, clock: SetClock) -> None:
    add(workspace, PROJECTS)
    drafts.keep(workspace.db, OFFICER, "projects", 1, 1, workspace.now(), VALUES)
    drafts.keep(workspace.db, OFFICER, "projects", None, 0, workspace.now(), {"title": "新"})
    at = workspace.now()
    workspace.close()
    with unlock(workspace.folder, OFFICER, PASSPHRASE, clock) as opened:
        assert drafts.find(opened.db, OFFICER, "projects", 1) == Draft("projects", 1, 1, at, VALUES)
        assert drafts.find(opened.db, OFFICER, "projects", None) == Draft(
            "projects", None, 0, at, {"title": "新"}
        )


def test_there_is_one_draft_for_each_record_and_user(workspace: Workspace, clock: SetClock) -> None:
    add(workspace, PROJECTS)
    for entry in (1, None):
        for title in ("甲", "乙"):
            clock.forward(seconds=1)
            drafts.keep(workspace.db, OFFICER, "projects", entry, 1, workspace.now(), {"title": title})
    drafts.keep(workspace.db, "王芳", "projects", 1, 1, workspace.now(), {"title": "丙"})
    drafts.keep(workspace.db, OFFICER, "disclosures", None, 0, workspace.now(), {"title": "丁"})
    assert value(workspace.db, "select count(*) from drafts") == 4
    assert [each.values["title"] for each in drafts.listed(workspace.db, "王芳")] == ["丙"]
    mine = drafts.listed(workspace.db, OFFICER)
    assert {(each.register, each.entry): each.values["title"] for each in mine} == {
        ("projects", 1): "乙", ("projects", None): "乙", ("disclosures", None): "丁",
    }  # fmt: skip
    assert mine[-1].saved == min(each.saved for each in mine), "the newest first"


def test_a_draft_is_dropped_alone(workspace: Workspace) -> None:
    add(workspace, PROJECTS)
    for entry in (1, None):
        drafts.keep(workspace.db, OFFICER, "projects", entry, 1, workspace.now(), VALUES)
    drafts.drop(workspace.db, OFFICER, "projects", None)
    assert drafts.find(workspace.db, OFFICER, "projects", None) is None
    assert drafts.find(workspace.db, OFFICER, "projects", 1) is not None
    drafts.drop(workspace.db, OFFICER, "projects", None)


def test_drafts_are_no_matter_of_the_log_or_the_search(workspace: Workspace) -> None:
    from ipdesk.store.search import search

    before = audit.head(workspace.db)
    drafts.keep(workspace.db, OFFICER, "projects", None, 0, workspace.now(), VALUES)
    drafts.drop(workspace.db, OFFICER, "projects", None)
    drafts.keep(workspace.db, OFFICER, "projects", None, 0, workspace.now(), VALUES)
    assert audit.head(workspace.db) == before
    assert list(search(workspace.db, "未完")) == []


@pytest.mark.parametrize("text", ["半个\ud83d", "\x00", "𬭎\u2028\n"])
def test_whatever_was_typed_is_kept(workspace: Workspace, text: str) -> None:
    drafts.keep(workspace.db, OFFICER, "projects", None, 0, workspace.now(), {"title": text})
    found = drafts.find(workspace.db, OFFICER, "projects", None)
    assert found is not None
    assert found.values == {"title": text}
