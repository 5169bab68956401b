"""Word templates from the command line: listed, shown, checked, installed, taken back, and documents filled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.importing.word_makers import docx, lines
from tests.operations.cases import project

NAME = "projects.ip-sheet.zh"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a template of the laboratory's own as a file."""
    (tmp_path / "信息表.docx").write_bytes(docx(lines("某某实验室 {{ title }}")))
    return tmp_path / "信息表.docx"


def test_a_template_goes_out_comes_back_and_is_taken_away(shell: Shell, own: Path, tmp_path: Path) -> None:
    listed = {each["name"]: each["whose"] for each in shell.json("rules", "list")}
    assert (listed[NAME], listed["projects.record.zh"]) == ("ours", "")
    slots = {each["name"]: each for each in shell.json("rules", "show", NAME)["slots"]}
    assert slots["title"]["label"] == "Project name"
    assert {"no", "name", "role"} <= {each["name"] for each in slots["members"]["of"]}
    shell.run("rules", "export", NAME, "出.docx")
    assert shell.json("rules", "check", "出.docx", "--document", NAME)["document"] == NAME
    assert shell.json("rules", "import", own, "--document", NAME)["whose"] == "lab"
    told = shell.run("rules", "list").out
    assert "信息表.docx" in told
    assert "the laboratory" in told
    shell.run("rules", "export", NAME, "自.docx", "--ours")
    assert (tmp_path / "自.docx").read_bytes() == (tmp_path / "出.docx").read_bytes()
    assert shell.json("rules", "remove", NAME)["whose"] == "ours"
    assert "信息表.docx" in shell.run("rules", "restore", NAME).out


def test_a_language_is_that_of_lang_where_the_name_tells_none(shell: Shell, own: Path) -> None:
    assert shell.json("rules", "import", own, "--document", "projects.record")["name"] == "projects.record.en"
    shell.lang = "zh"
    assert "项目" in shell.run("rules", "show", "projects.record").out
    assert "本单位" in shell.run("rules", "list").out
    assert "现无 Word 模板" in shell.run("rules", "remove", "projects.record.en").out


def test_what_is_wrong_is_told_and_exits_with_one(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(docx(lines("{{ titel }} {{ leeder }}")))
    told = shell.refused("rules", "check", "坏.docx", "--document", NAME)
    assert "“titel”" in told and "“title”" in told
    assert "“leader”" in told
    assert "Nothing was changed" in shell.refused("rules", "import", "坏.docx", "--document", NAME)
    assert "projects.ip-sheet" in shell.refused("rules", "show", "projects.licence")
    assert "no file" in shell.refused("rules", "check", "没有.docx", "--document", NAME)
    assert "no Word template" in shell.refused("rules", "export", "projects.record", "出.docx")
    (tmp_path / "空.docx").write_bytes(b"")
    assert "not a Word document" in shell.refused("rules", "check", "空.docx", "--document", NAME)
    with shell.as_user("王芳"):
        assert "may not do this" in shell.refused("rules", "import", "坏.docx", "--document", NAME)


def test_a_document_is_written_as_word_and_again(
    shell: Shell, written: Callable[[str, Any], Path], tmp_path: Path
) -> None:
    shell.run("add", "projects", "--from", written("项.json", project()))
    made = shell.json("print", "projects", "KY-2025-003", "表.docx")
    assert (tmp_path / "表.docx").read_bytes().startswith(b"PK")
    shell.run("reprint", str(made["serial"]), "再.docx")
    assert (tmp_path / "再.docx").read_bytes() == (tmp_path / "表.docx").read_bytes()
    assert ".docx" in shell.refused("reprint", str(made["serial"]), "再.pdf")
    drawn = shell.json("print", "projects", "KY-2025-003", "记录.docx", "--document", "record")
    shell.run("reprint", str(drawn["serial"]), "又.docx")
    assert (tmp_path / "又.docx").read_bytes() == (tmp_path / "记录.docx").read_bytes()
