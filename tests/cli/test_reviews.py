"""The command that checks manuscripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell
from tests.operations.cases import disclosure
from tests.operations.reviewing import SOLUTION, manuscript

Written = Callable[[str, Any], Path]


def test_a_risk_is_printed_as_a_program_reads_it(shell: Shell, written: Written, tmp_path: Path) -> None:
    shell.json("add", "disclosures", "--from", written("一.json", disclosure(solution=SOLUTION)))
    file, text = manuscript(tmp_path, SOLUTION), tmp_path / "读.txt"
    done = shell.run("--json", "review", file, "--text", text, status=1)
    found = done.json
    assert set(found) == {
        "file",
        "sha256",
        "characters",
        "unread",
        "approved",
        "compared",
        "not_compared",
        "findings",
        "set_aside",
    }
    (finding,) = found["findings"]
    assert set(finding) == {
        "kind", "severity", "start", "end", "page", "part", "text", "reason", "basis", "register", "record", "record_start",
        "record_end", "score", "clears", "key", "handled",
    }  # fmt: skip
    assert text.read_text(encoding="utf-8")[finding["start"] : finding["end"]] == finding["text"]
    assert (finding["severity"], finding["register"]) == ("defer", "disclosures")


def test_a_manuscript_without_risks_exits_with_0_and_is_not_called_safe(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("review", manuscript(tmp_path))
    assert done.status == 0
    assert "it clears nothing" in done.out


def test_a_manuscript_held_against_an_earlier_one_tells_what_is_new_gone_and_changed(
    shell: Shell, written: Written, tmp_path: Path
) -> None:
    shell.json("add", "disclosures", "--from", written("一.json", disclosure(solution=SOLUTION)))
    old = manuscript(tmp_path, SOLUTION, "引用内部资料。", name="旧.md")
    new = manuscript(tmp_path, "引言改写过了。", SOLUTION, "另属背景型号。", name="新.md")
    found = shell.run("--json", "review", new, "--against", old, status=1).json
    assert {each["text"]: each["version"] for each in found["findings"]}["背景型号"] == "new"
    assert [each["version"] for each in found["findings"] if each["record"]] == ["unchanged"]
    against = found["against"]
    assert (against["file"], against["new"], len(against["gone"])) == ("旧.md", 1, 1)
    assert [each["kind"] for each in against["changes"]] == ["added", "replaced"]
    said = shell.run("review", new, "--against", old, status=1).out
    assert "1 new · 1 gone · 1 unchanged" in said and "+ 引言改写过了。" in said
    assert shell.run("review", new, old, "--against", old, status=2).out == ""


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(shell: Shell, tmp_path: Path) -> None:
    broken, first, second = tmp_path / "坏.docx", manuscript(tmp_path), manuscript(tmp_path, name="乙.md")
    broken.write_bytes(b"PK\x03\x04 torn")
    done = shell.run("review", first, broken, second, status=1)
    assert done.out.index(first.name) < done.out.index(second.name)
    assert "坏.docx" in done.err and done.out.count(broken.name) == 1, "in the table of all"
    found = shell.run("--json", "review", broken, second, status=1).json
    assert [set(each) >= {"findings"} for each in found] == [False, True]
    assert found[0]["file"] == "坏.docx" and found[0]["refused"]
    assert shell.run("review", broken, status=1).out == ""


def test_a_marked_copy_is_written_beside_the_answer(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("review", manuscript(tmp_path, "引用内部资料。"), "--marked", tmp_path / "标注本.pdf")
    assert "标注本.pdf" in done.out and (tmp_path / "标注本.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_is_checked_as_a_whole_and_a_risk_is_told_with_all_there_is(
    shell: Shell, written: Written, tmp_path: Path
) -> None:
    shell.json("add", "disclosures", "--from", written("一.json", disclosure(solution=SOLUTION)))
    folder = tmp_path / "稿"
    folder.mkdir()
    manuscript(folder, SOLUTION, name="甲.md")
    manuscript(folder, name="乙.md")
    (folder / "数据.xlsx").write_bytes(b"PK")
    done = shell.run("review", folder, status=1)
    assert done.out.count("it clears nothing") == 2 and "Passages under some" in done.out
    assert "Basis: " in done.out and "In common: " in done.out
    assert "◆ Not yet 1" in done.out and "Nothing found" in done.out, "a table of all"
    assert "数据.xlsx" in done.err
    *plain, left = shell.run("--json", "review", folder, status=1).json
    assert [each["file"] for each in plain] == ["乙.md", "甲.md"]
    assert [Path(each).name for each in left["not_checked"]] == ["数据.xlsx"]
    assert shell.run("review", folder, "--text", tmp_path / "读.txt", status=2).out == ""
