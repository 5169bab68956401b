"""The workspaces of every release open in this one, whole, with all that was in them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ipdesk import __version__
from ipdesk.model.values import plain_values
from ipdesk.registers import register as register_named
from ipdesk.store import attachments, audit, drafts, imports, users
from ipdesk.store.checking import check
from ipdesk.store.lists import list_ids
from ipdesk.store.migrations import is_current
from ipdesk.store.records import entry_id, linking_here, mentioning, read
from ipdesk.store.search import search
from ipdesk.store.workspace import Workspace, unlock, unlock_for_recovery
from tests._files.workspaces.make import ATTACHED, FOLDER
from tests.conftest import OFFICER, PASSPHRASE, SetClock

RELEASES = sorted(FOLDER.glob("*.ipdesk"))


def opened(release: Path, tmp_path: Path) -> tuple[Workspace, dict[str, Any]]:
    """Open a copy of a release's workspace and return it with what must come out of it."""
    copy = shutil.copytree(release, tmp_path / release.name)
    expected: dict[str, Any] = json.loads(release.with_suffix(".json").read_text(encoding="utf-8"))
    return unlock(copy, OFFICER, PASSPHRASE, SetClock()), expected


def test_this_release_has_its_workspace() -> None:
    assert f"{__version__}.ipdesk" in {each.name for each in RELEASES}


@pytest.mark.parametrize("release", RELEASES, ids=lambda each: each.stem)
def test_every_record_comes_out_as_it_went_in(release: Path, tmp_path: Path) -> None:
    space, expected = opened(release, tmp_path)
    with space:
        assert is_current(space.db)
        for name, records in expected["records"].items():
            register = register_named(name)
            assert len(list_ids(space.db, register, withdrawn=True)) == len(records)
            for number, told in records.items():
                record = read(space.db, register, number)
                assert (record.id, record.state, record.withheld) == (
                    told["id"],
                    told["state"],
                    told["withheld"],
                )
                held = plain_values(record)
                assert {field: held[field] for field in told["values"]} == told["values"]


@pytest.mark.parametrize("release", RELEASES, ids=lambda each: each.stem)
def test_the_chain_goes_on_from_the_head_of_then(release: Path, tmp_path: Path) -> None:
    space, expected = opened(release, tmp_path)
    with space:
        report = check(space.db)
        assert report.whole
        verdict = audit.verify(space.db, audit.Head(*expected["head"]))
        assert verdict.whole
        assert verdict.head.seq > expected["head"][0]


@pytest.mark.parametrize("release", RELEASES, ids=lambda each: each.stem)
def test_files_drafts_links_and_indexes_are_there(release: Path, tmp_path: Path) -> None:
    space, _ = opened(release, tmp_path)
    with space:
        disclosures, projects = register_named("disclosures"), register_named("projects")
        entry = entry_id(space.db, disclosures, "PL-2026-0001")
        assert b"".join(attachments.content(space.db, entry, "附图.bin")) == ATTACHED
        (draft,) = drafts.listed(space.db, OFFICER)
        assert draft.values == {"title": "未完的项目"}
        project = entry_id(space.db, projects, "KY-2026-001")
        assert [each.number for each in linking_here(space.db, project)] == ["PL-2026-0001"]
        assert {each.number for each, _ in mentioning(space.db, "单雨桐")} == {"KY-2026-001", "PL-2026-0001"}
        assert [each.id for each in search(space.db, "nb3sn")] == [
            entry_id(space.db, projects, "KY-2026-002")
        ]
        assert list(search(space.db, "不应在此")) == []
        old = entry_id(space.db, disclosures, "旧编号（2019）-3")
        assert imports.entry_of(space.db, "disclosures", "digest", {}) == old
        with space.write() as writing:
            assert writing.add(projects, projects.record()).number == "KY-2026-003"


@pytest.mark.parametrize("release", RELEASES, ids=lambda each: each.stem)
def test_every_user_and_the_recovery_key_still_open_it(release: Path, tmp_path: Path) -> None:
    space, expected = opened(release, tmp_path)
    assert [(each.name, each.role) for each in users.listed(space.db)] == [
        (OFFICER, "officer"),
        ("王芳", "reviewer"),
    ]
    space.close()
    with unlock(space.folder, "王芳", PASSPHRASE, SetClock()) as other:
        assert other.actor.role == "reviewer"
    with unlock_for_recovery(space.folder, OFFICER, expected["recovery"], SetClock()) as rescued:
        assert rescued.profile.name == "某某实验室"
