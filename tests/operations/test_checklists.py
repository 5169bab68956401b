"""Checklists of the laboratory's own: checked, in force, replaced, removed and put back, and every version kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ipdesk.model.errors import NotFound, NotPermitted, Refused, WrongValue
from ipdesk.model.text import Message
from ipdesk.operations import checklist_texts, checklists
from ipdesk.operations.desk import Desk
from ipdesk.rules.checklist import Checklist
from ipdesk.rules.checklist_files import read_checklist
from ipdesk.rules.files import WrongRule
from ipdesk.store import audit
from tests.operations.cases import said
from tests.rules.lists import TRIAL

OWN = TRIAL.replace('id = "trial"', 'id = "assessment"')


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "本所清单.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def version(desk: Desk) -> tuple[str, str]:
    found = checklists.find_checklist(desk, "assessment")
    return found.whose, found.checklist.version


def test_ours_holds_until_the_laboratory_installs_its_own(desk: Desk, own: Path) -> None:
    ours = checklists.find_checklist(desk, "assessment")
    assert ours.whose == "ours"
    assert checklists.list_checklists(desk) == [ours]
    made = checklists.install_checklist(desk, own)
    assert (made.file, made.user, version(desk)) == ("本所清单.toml", desk.actor.name, ("lab", "2"))
    assert [each.act for each in audit.entries(desk.workspace.db)][0] == "checklist-install"  # noqa: RUF015
    assert checklist_texts.checklist_text(desk, ours.sha256), "what was answered by ours can be read again"
    removed = checklists.remove_checklist(desk, made)
    assert (removed.whose, removed.again) == ("ours", True)
    assert checklist_texts.checklist_text(desk, made.sha256) == OWN
    assert checklists.restore_checklist(desk, removed).whose == "lab"


def test_a_changed_list_needs_a_version_of_its_own(desk: Desk, own: Path) -> None:
    checklists.install_checklist(desk, own)
    own.write_text(OWN.replace("试用清单", "本所清单"), encoding="utf-8")
    with pytest.raises(WrongValue) as refused:
        checklists.install_checklist(desk, own)
    assert "2" in said(refused.value)
    own.write_text(
        OWN.replace("试用清单", "本所清单").replace('version = "2"', 'version = "3"'), encoding="utf-8"
    )
    checklists.install_checklist(desk, own)
    assert version(desk) == ("lab", "3")
    own.write_text(OWN, encoding="utf-8")
    checklists.install_checklist(desk, own)
    assert version(desk) == ("lab", "2"), "the same list under the same version may come back"


def test_a_copy_of_ours_is_written_to_be_edited(desk: Desk, tmp_path: Path, own: Path) -> None:
    made = checklists.install_checklist(desk, own)
    checklists.export_checklist(desk, made, tmp_path / "现行.toml")
    assert (tmp_path / "现行.toml").read_text(encoding="utf-8") == OWN
    checklists.export_checklist(desk, made, tmp_path / "原版.toml", ours=True)
    assert checklists.check_checklist(desk, tmp_path / "原版.toml").version != "2"


def test_what_does_not_do_changes_nothing_and_says_where(desk: Desk, own: Path, tmp_path: Path) -> None:
    own.write_text(OWN.replace("weight = 60", "weight = 50"), encoding="utf-8")
    with pytest.raises(WrongRule) as refused:
        checklists.install_checklist(desk, own)
    assert "line" in said(refused.value)
    for text, kind in (
        (TRIAL, NotFound),
        (OWN.replace('outcome = "file-cn"', 'outcome = "frame-it"'), WrongValue),
    ):
        own.write_text(text, encoding="utf-8")
        with pytest.raises(kind):
            checklists.check_checklist(desk, own)
    own.write_bytes("清单".encode("gb18030"))
    with pytest.raises(Refused):
        checklists.check_checklist(desk, own)
    with pytest.raises(NotFound):
        checklists.check_checklist(desk, tmp_path / "没有.toml")
    assert version(desk)[0] == "ours"


def test_there_is_nothing_to_remove_or_put_back_at_first(desk: Desk) -> None:
    ours = checklists.find_checklist(desk, "assessment")
    for act in (checklists.remove_checklist, checklists.restore_checklist):
        with pytest.raises(NotFound):
            act(desk, ours)
    for unknown in ("leavers", ""):
        with pytest.raises(NotFound):
            checklists.find_checklist(desk, unknown)
    with pytest.raises(NotFound):
        checklist_texts.checklist_text(desk, "0" * 64)


def test_only_who_keeps_the_rules_puts_one_in_force(as_user: Callable[..., Desk], own: Path) -> None:
    reviewer = as_user("reviewer")
    assert checklists.check_checklist(reviewer, own).id == "assessment"
    with pytest.raises(NotPermitted):
        checklists.install_checklist(reviewer, own)


def test_a_list_that_a_stricter_program_cannot_read_gives_way_and_can_be_removed(
    desk: Desk, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = checklists.install_checklist(desk, own)

    def stricter(file: str, text: str) -> Checklist:
        if file == kept.file:
            raise WrongRule(file, 3, Message("stricter"))
        return read_checklist(file, text)

    monkeypatch.setattr(checklists, "read_checklist", stricter)
    found = checklists.find_checklist(desk, "assessment")
    assert (found.whose, found.file) == ("ours", kept.file)
    assert found.unread is not None
    assert checklists.list_checklists(desk) == [found]
    assert checklists.remove_checklist(desk, found).unread is None
