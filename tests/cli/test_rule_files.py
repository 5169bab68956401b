"""`ipdesk rules` with tasks of movements and kinds of employment: the same words as for checklists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.rules.deadline_books import HOUSE

NAMES = ("tasks.movements", "employments.employments")


def test_tasks_are_shown_by_movement_with_who_when_and_where_from(shell: Shell) -> None:
    shown = shell.json("rules", "show", NAMES[0])
    notice = next(each for each in shown["tasks"] if each["id"] == "leaving.one-year")
    assert (notice["mandatory"], notice["days"], notice["waits_for"]) == (True, 0, "person")
    assert {"document": "专利法实施细则", "article": "第十三条", "confidence": "C"} in notice["basis"]
    assert notice["when"] == [{"fact": "student", "is": "no"}]
    told = shell.run("rules", "show", NAMES[0]).out
    assert "Leaving or retiring" in told
    assert "30 d before" in told
    assert "good practice, not a rule of law" in told
    shell.lang = "zh"
    told = shell.run("rules", "show", NAMES[0]).out
    assert "离职/退休" in told and "仅当学生：否" in told


def test_kinds_of_employment_are_shown_with_what_follows_from_them(shell: Shell) -> None:
    shown = {each["code"]: each for each in shell.json("rules", "show", NAMES[1])["employments"]}
    assert shown["joint-student"]["third_party"]
    assert (shown["student"]["agreement"], shown["student"]["leaving"]) == ("student", "graduation")
    shell.lang = "zh"
    assert "博士后" in shell.run("rules", "show", NAMES[1]).out


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_ones_own_goes_out_comes_back_and_is_taken_away(
    shell: Shell, tmp_path: Path, name: str
) -> None:
    assert name in shell.run("rules", "list").out
    shell.run("rules", "export", name, "出.toml")
    text = (tmp_path / "出.toml").read_text(encoding="utf-8")
    (tmp_path / "改.toml").write_text(
        text.replace('version = "2026-11"', 'version = "本所-1"'), encoding="utf-8"
    )
    assert shell.json("rules", "check", "改.toml")["name"] == name
    assert shell.json("rules", "import", "改.toml")["whose"] == "lab"
    assert "本所-1" in shell.run("rules", "list").out
    assert shell.json("rules", "remove", name)["whose"] == "ours"
    assert shell.json("rules", "restore", name)["version"] == "本所-1"
    (tmp_path / "坏.toml").write_text(text.replace("[[", "[[x", 1), encoding="utf-8")
    assert "line" in shell.refused("rules", "import", "坏.toml")


def test_the_name_of_a_file_is_enough_and_an_old_file_is_not_written_over(
    shell: Shell, tmp_path: Path
) -> None:
    shell.run("rules", "export", "cn-patents")
    assert 'id = "cn-patents"' in (tmp_path / "cn-patents.toml").read_text(encoding="utf-8")
    assert "already" in shell.refused("rules", "export", "cn-patents")
    text = (tmp_path / "cn-patents.toml").read_text(encoding="utf-8")
    wrong = text.replace("nominal = ", "nominal = 1999-01-01 # ", 1).replace(
        'version = "2026-11"', 'version = "本所-1"'
    )
    (tmp_path / "改.toml").write_text(wrong, encoding="utf-8")
    assert "（待办）" in shell.refused("rules", "check", "改.toml", "--lang", "zh")


def test_a_name_that_is_none_is_answered_with_those_there_are(shell: Shell, tmp_path: Path) -> None:
    assert NAMES[0] in shell.refused("rules", "show", "tasks.holidays")
    (tmp_path / "别.toml").write_text('id = "holidays"\n', encoding="utf-8")
    assert "movements" in shell.refused("rules", "check", "别.toml")


def test_rules_that_move_deadlines_hold_only_when_that_is_wanted(shell: Shell, tmp_path: Path) -> None:
    patent = {"title": "热链", "kind": "invention", "jurisdiction": "CN", "filed_on": "2025-06-10"}
    (tmp_path / "专利.json").write_text(json.dumps(patent), encoding="utf-8")
    shell.run("add", "patents", "--from", "专利.json")
    (tmp_path / "本所.toml").write_text(HOUSE, encoding="utf-8")
    told = shell.run("rules", "import", "本所.toml", status=1)
    assert "Review after two years" in told.out and "2027-06-10" in told.out
    assert "--yes" in told.err and "Nothing was changed" in told.err
    assert shell.json("rules", "show", "deadlines.house")["whose"] == "ours"
    moved = shell.json("rules", "import", "本所.toml", status=1)
    [comes] = [each["after"] for each in moved if each["before"] is None]
    assert comes["rule"] == "house.review"
    assert shell.json("rules", "import", "本所.toml", "--yes")["moved"] == len(moved)
    assert "would move" in shell.run("rules", "remove", "deadlines.house", status=1).err
    assert shell.json("rules", "remove", "deadlines.house", "--yes")["whose"] == "ours"
    assert shell.json("rules", "restore", "deadlines.house", "--yes")["version"] == "本所-1"
    with shell.as_user("赵敏"):
        assert "may not do this" in shell.refused("rules", "import", "本所.toml")
