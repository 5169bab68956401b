"""Checklists of the laboratory's own: checked, in force, replaced, removed and put back, and every version kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.model.errors import NotFound, NotPermitted, Refused, WrongValue
from ipdesk.model.text import Message
from ipdesk.operations import rule_files, rule_kinds
from ipdesk.operations.checklists import CHECKLISTS
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
    found = rule_files.find_rules(desk, CHECKLISTS, "assessment")
    return found.whose, found.made.version


def test_ours_holds_until_the_laboratory_installs_its_own(desk: Desk, own: Path) -> None:
    ours = rule_files.find_rules(desk, CHECKLISTS, "assessment")
    assert ours.whose == "ours"
    assert rule_files.list_rules(desk, CHECKLISTS)[0] == ours
    made = rule_files.install_rules(desk, own)
    assert (made.file, made.user, version(desk)) == ("本所清单.toml", desk.actor.name, ("lab", "2"))
    assert [each.act for each in audit.entries(desk.workspace.db)][0] == "checklist-install"  # noqa: RUF015
    assert rule_kinds.rule_text(desk, CHECKLISTS, ours.sha256), "what was answered by ours can be read again"
    removed = rule_files.remove_rules(desk, made)
    assert (removed.whose, removed.again) == ("ours", True)
    assert rule_kinds.rule_text(desk, CHECKLISTS, made.sha256) == OWN
    assert rule_files.restore_rules(desk, removed).whose == "lab"


def test_a_changed_list_needs_a_version_of_its_own(desk: Desk, own: Path) -> None:
    rule_files.install_rules(desk, own)
    own.write_text(OWN.replace("试用清单", "本所清单"), encoding="utf-8")
    with pytest.raises(WrongValue) as refused:
        rule_files.install_rules(desk, own)
    assert "2" in said(refused.value)
    own.write_text(
        OWN.replace("试用清单", "本所清单").replace('version = "2"', 'version = "3"'), encoding="utf-8"
    )
    rule_files.install_rules(desk, own)
    assert version(desk) == ("lab", "3")
    own.write_text(OWN, encoding="utf-8")
    rule_files.install_rules(desk, own)
    assert version(desk) == ("lab", "2"), "the same list under the same version may come back"


def test_a_copy_of_ours_is_written_to_be_edited(desk: Desk, tmp_path: Path, own: Path) -> None:
    made = rule_files.install_rules(desk, own)
    rule_files.export_rules(desk, made, tmp_path / "现行.toml")
    assert (tmp_path / "现行.toml").read_text(encoding="utf-8") == OWN
    rule_files.export_rules(desk, made, tmp_path / "原版.toml", ours=True)
    assert rule_files.check_rules(desk, tmp_path / "原版.toml")[1].version != "2"


def test_what_does_not_do_changes_nothing_and_says_where(desk: Desk, own: Path, tmp_path: Path) -> None:
    own.write_text(OWN.replace("weight = 60", "weight = 50"), encoding="utf-8")
    with pytest.raises(WrongRule) as refused:
        rule_files.install_rules(desk, own)
    assert "line" in said(refused.value)
    for text, kind in (
        (TRIAL, NotFound),
        (OWN.replace('outcome = "file-cn"', 'outcome = "frame-it"'), WrongValue),
    ):
        own.write_text(text, encoding="utf-8")
        with pytest.raises(kind):
            rule_files.check_rules(desk, own)
    own.write_bytes("清单".encode("gb18030"))
    with pytest.raises(Refused):
        rule_files.check_rules(desk, own)
    with pytest.raises(NotFound):
        rule_files.check_rules(desk, tmp_path / "没有.toml")
    assert version(desk)[0] == "ours"


def test_there_is_nothing_to_remove_or_put_back_at_first(desk: Desk) -> None:
    ours = rule_files.find_rules(desk, CHECKLISTS, "assessment")
    for act in (rule_files.remove_rules, rule_files.restore_rules):
        with pytest.raises(NotFound):
            act(desk, ours)
    for unknown in ("leavers", ""):
        with pytest.raises(NotFound):
            rule_files.find_rules(desk, CHECKLISTS, unknown)
    with pytest.raises(NotFound):
        rule_kinds.rule_text(desk, CHECKLISTS, "0" * 64)


def test_only_who_keeps_the_rules_puts_one_in_force(as_user: Callable[..., Desk], own: Path) -> None:
    reviewer = as_user("reviewer")
    assert rule_files.check_rules(reviewer, own)[1].id == "assessment"
    with pytest.raises(NotPermitted):
        rule_files.install_rules(reviewer, own)


def test_a_list_that_a_stricter_program_cannot_read_gives_way_and_can_be_removed(
    desk: Desk, own: Path
) -> None:
    kept = rule_files.install_rules(desk, own)

    def stricter(file: str, text: str) -> Checklist:
        if file == kept.file:
            raise WrongRule(file, 3, Message("stricter"))
        return read_checklist(file, text)

    kind = replace(CHECKLISTS, read=stricter)
    found = rule_files.find_rules(desk, kind, "assessment")
    assert (found.whose, found.file) == ("ours", kept.file)
    assert found.unread is not None
    assert rule_files.list_rules(desk, kind)[0] == found
    assert rule_files.remove_rules(desk, found).unread is None
