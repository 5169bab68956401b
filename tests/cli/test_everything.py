"""Commands about the desk as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell
from tests.operations.cases import disclosure

Written = Callable[[str, Any], Path]


def test_an_archive_and_a_workbook_of_all_are_written_once(
    shell: Shell, written: Written, tmp_path: Path
) -> None:
    shell.json("add", "disclosures", "--from", written("一.json", disclosure()))
    told = shell.json("archive", tmp_path / "a.zip")
    assert (told["records"]["disclosures"], told["records"]["people"]) == (1, 0)
    said = shell.run("archive", tmp_path / "b.zip").out
    for text in ("1 records", "sha256 of the file", "Write down", "not encrypted"):
        assert text in said
    assert "never overwritten" in shell.run("archive", tmp_path / "a.zip", status=1).err
    paper = shell.json("export", "all", tmp_path / "a.xlsx")
    assert (paper["records"], paper["withheld"]) == (1, 0)
    shell.run("export", "all", tmp_path / "b.xlsx", "--where", "state=draft", status=2)
    shell.run("import", "all", tmp_path / "a.zip", "--map", "a=title", status=2)


def test_a_file_that_is_no_archive_is_refused_with_what_to_do(shell: Shell, tmp_path: Path) -> None:
    shell.json("export", "all", tmp_path / "a.xlsx")
    shell.json("archive", tmp_path / "a.zip")
    answers = shell.json(
        "import", "all", tmp_path / "a.xlsx", tmp_path / "a.zip", tmp_path / "none.zip", status=1
    )
    assert [each["file"] for each in answers] == ["a.xlsx", "a.zip", "none.zip"]
    refused = [" ".join(each["refused"]) for each in answers]
    assert "ipdesk import REGISTER FILE" in refused[0]
    assert "not new" in refused[1]
