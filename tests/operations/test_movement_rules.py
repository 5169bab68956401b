"""Rule files of people's movements: each kind is listed, replaced and taken back alike, and what was frozen stays readable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import NotFound, Refused, WrongValue
from ipdesk.model.text import Message
from ipdesk.operations import movement_rules, rule_files, rule_kinds
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.desk import Desk
from ipdesk.operations.movement_rules import EMPLOYMENTS, TASKS
from ipdesk.operations.rule_files import KINDS
from ipdesk.operations.rule_kinds import RuleKind
from ipdesk.rules.employments import Employments
from ipdesk.rules.files import WrongRule
from ipdesk.store import audit, rules
from tests.operations.cases import said

OWN_VERSION = "本所-1"


def own(kind: RuleKind[Any], folder: Path, *changes: tuple[str, str]) -> Path:
    """Write ours in another version, with some texts changed."""
    text = kind.shipped_text(kind.names[0])
    for before, after in (('version = "2026-11"', f'version = "{OWN_VERSION}"'), *changes):
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / f"{kind.id}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_two_kinds_have_a_file_of_one_name() -> None:
    names = [name for kind in KINDS for name in kind.names]
    assert len(names) == len(set(names)), "a file is known by its name alone"
    assert len({kind.id for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.id)
def test_every_kind_is_installed_exported_removed_and_put_back(
    kind: RuleKind[Any], desk: Desk, tmp_path: Path
) -> None:
    ours = rule_files.list_rules(desk, kind)[0]
    assert (ours.whose, ours.name) == ("ours", kind.called(kind.names[0]))
    file = own(kind, tmp_path)
    assert rule_files.check_rules(desk, file)[0] == kind
    made = rule_files.install_rules(desk, file)
    assert (made.whose, made.made.version, made.file) == ("lab", OWN_VERSION, file.name)
    assert next(audit.entries(desk.workspace.db)).act == f"{kind.id}-install"
    assert rule_files.named_rules(desk, made.name) == made
    rule_files.export_rules(desk, made, tmp_path / "现行.toml")
    assert (tmp_path / "现行.toml").read_bytes() == file.read_bytes()
    rule_files.export_rules(desk, made, tmp_path / "原版.toml", ours=True)
    assert rule_files.check_rules(desk, tmp_path / "原版.toml")[1] == ours.made
    assert rule_files.remove_rules(desk, made) == replace(ours, again=True)
    assert rule_files.restore_rules(desk, ours).made == made.made


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.id)
def test_a_changed_file_of_any_kind_needs_a_version_of_its_own(
    kind: RuleKind[Any], desk: Desk, tmp_path: Path
) -> None:
    file = own(kind, tmp_path, ('zh = "', 'zh = "本所'))
    file.write_text(file.read_text(encoding="utf-8").replace(OWN_VERSION, "2026-11"), encoding="utf-8")
    with pytest.raises(WrongValue):
        rule_files.install_rules(desk, file)
    assert rule_files.list_rules(desk, kind)[0].whose == "ours"


def test_a_file_goes_to_the_kind_that_its_name_belongs_to_or_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = own(EMPLOYMENTS, tmp_path)
    with pytest.raises(Refused) as refused:
        rule_files.install_rules(desk, file, CHECKLISTS)
    assert "Kinds of employment" in said(refused.value)
    assert rule_files.install_rules(desk, file, EMPLOYMENTS).whose == "lab"
    file.write_text('id = "holidays"\n', encoding="utf-8")
    with pytest.raises(NotFound) as unknown:
        rule_files.check_rules(desk, file)
    assert "movements" in said(unknown.value), "says what there is"
    with pytest.raises(NotFound):
        rule_files.named_rules(desk, "tasks.holidays")
    with pytest.raises(NotFound):
        rule_files.named_rules(desk, "calendar.2026")


def test_what_is_wrong_is_told_with_its_line_and_ours_hold(desk: Desk, tmp_path: Path) -> None:
    file = own(TASKS, tmp_path, ('waits_for = "officer"', 'waits_for = "boss"'))
    line = file.read_text(encoding="utf-8").split("\n").index('waits_for = "boss"') + 1
    with pytest.raises(WrongRule) as refused:
        rule_files.install_rules(desk, file)
    assert refused.value.line == line
    assert movement_rules.tasks_in_force(desk) == rule_kinds.shipped(TASKS, "movements")


def test_what_a_movement_began_with_stays_readable_whatever_holds_later(desk: Desk, tmp_path: Path) -> None:
    ours, digest = movement_rules.tasks_in_force(desk)
    with desk.workspace.write() as writing:
        assert rules.freeze(writing, rule_kinds.rule_text(desk, TASKS, digest).encode()) == digest
    rule_files.install_rules(desk, own(TASKS, tmp_path, ("days = 30", "days = 45")))
    later, other = movement_rules.tasks_in_force(desk)
    assert (later.version, other != digest) == (OWN_VERSION, True)
    rule_kinds.forget_read()
    assert movement_rules.task_list(desk, digest) == ours
    assert movement_rules.task_list(desk, other) == later
    assert movement_rules.task_list(desk, other) is movement_rules.task_list(desk, other), "read once"
    assert movement_rules.task_list(desk, "0" * 64) is None
    assert movement_rules.task_list(desk, "") is None


def test_a_kind_of_ones_own_is_found_and_what_cannot_be_read_gives_way(desk: Desk, tmp_path: Path) -> None:
    file = own(EMPLOYMENTS, tmp_path, ('aliases = ["返聘", "返聘人员"]', 'aliases = ["返聘", "银龄专家"]'))
    assert movement_rules.employments_in_force(desk).find("银龄专家") is None
    known = rule_files.install_rules(desk, file)
    found = movement_rules.employments_in_force(desk).find("银龄专家")
    assert found is not None and found.code == "rehired"
    rule_kinds.forget_read()

    def stricter(name: str, text: str) -> Employments:
        if "银龄专家" in text:
            raise WrongRule(name, 3, Message("stricter"))
        return EMPLOYMENTS.read(name, text)

    kind = replace(EMPLOYMENTS, read=stricter)
    assert rule_kinds.rules_in_force(desk, kind, "employments") == rule_kinds.shipped(
        EMPLOYMENTS, "employments"
    )
    found_rules = rule_files.find_rules(desk, kind, "employments")
    assert (found_rules.whose, found_rules.file) == ("ours", known.file)
    assert found_rules.unread is not None
