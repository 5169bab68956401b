"""`ipdesk rules` with checklists: listed, shown, checked, installed, removed and put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.operations.test_checklists import OWN

NAME = "checklist.assessment"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "本所清单.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_questions_are_shown_with_weight_and_source_in_both_languages(shell: Shell) -> None:
    shown = shell.json("rules", "show", NAME)
    gates = [each["id"] for each in shown["dimensions"] if each["gate"]]
    assert gates == ["secrecy", "ownership", "novelty"]
    assert all(item["basis"] for each in shown["dimensions"] for item in each["items"])
    told = shell.run("rules", "show", NAME).out
    assert "30 %" in told
    assert "0 to 5" in told
    assert "good practice, not a rule of law" in told, "what is no rule of law looks it"
    shell.lang = "zh"
    assert "保密关口" in shell.run("rules", "show", NAME).out


def test_a_list_of_ones_own_is_checked_installed_removed_and_put_back(
    shell: Shell, own: Path, tmp_path: Path
) -> None:
    assert shell.json("rules", "check", own)["items"] == 9
    assert shell.json("rules", "import", own)["whose"] == "lab"
    assert NAME in shell.run("rules", "list").out
    assert next(each for each in shell.json("rules", "list") if each["name"] == NAME)["version"] == "2"
    shell.run("rules", "export", NAME, tmp_path / "现行.toml")
    assert (tmp_path / "现行.toml").read_text(encoding="utf-8") == OWN
    assert shell.json("rules", "remove", NAME)["whose"] == "ours"
    assert "2" in shell.run("rules", "restore", NAME).out


def test_a_wrong_list_is_refused_with_its_line(shell: Shell, own: Path) -> None:
    own.write_text(OWN.replace("weight = 60", "weight = 6O"), encoding="utf-8")
    line = OWN[: OWN.index("weight = 60")].count("\n") + 1
    assert f"line {line}" in shell.run("rules", "check", own, status=1).err
    assert "checklist" in shell.run("rules", "show", "checklist.leavers", status=1).err
    assert "--document" in shell.run("rules", "check", "模板.docx", status=2).err
