"""Commands about the desk as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell
from tests.operations.cases import disclosure
from tests.operations.test_whole_intake import SIGNED, STAFF, book

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


def test_a_file_that_cannot_be_taken_in_is_refused_with_what_to_do(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\0\1")
    shell.json("archive", tmp_path / "a.zip")
    answers = shell.json(
        "import", "all", tmp_path / "a.xlsx", tmp_path / "a.zip", tmp_path / "none.zip", status=1
    )
    refused = {each["file"]: " ".join(each["refused"]) for each in answers}
    assert "not new" in refused["a.zip"]
    assert "neither a workbook nor a table" in refused["a.xlsx, none.zip"]


def test_workbooks_of_several_registers_are_taken_in_at_once(shell: Shell, tmp_path: Path) -> None:
    file = book(tmp_path / "全.xlsx", {"人员": STAFF, "协议": SIGNED, "说明": [["科技处", "保管"]]})
    (told,) = shell.json("import", "all", file, status=1)
    assert (told["open"][0]["sheet"], told["written"]) == ("说明", [])
    said = shell.run(
        "import", "all", file, "--sheet", "说明=", "--dry-run", "--report", tmp_path / "核对.xlsx"
    ).out
    for text in ("全.xlsx", "People", "IP and confidentiality agreements", "Dry run", "Left out"):
        assert text in said
    (told,) = shell.json("import", "all", file, "--sheet", "说明=")
    assert [each["register"] for each in told["written"]] == ["people", "people", "agreements"]
    assert (tmp_path / "核对.xlsx").exists()
    # 张三 is there twice now, and the sheet that was left out is known.
    more = book(
        tmp_path / "再.xlsx", {"人员": [STAFF[0], ["张三", "九室", "", ""]], "说明": [["科技处", "保管"]]}
    )
    assert shell.json("import", "all", more)[0]["written"]
    again = book(tmp_path / "协议.xlsx", {"协议": [SIGNED[0], ["张三（续）", "张三", "", ""]]})
    said = shell.run("import", "all", again, status=1).out
    assert '--answer "张三=NUMBER"' in said and "九室" in said and "Nothing was written" in said
    number = told["written"][0]["number"]
    (done,) = shell.json("import", "all", again, "--answer", f"张三={number}")
    assert len(done["written"]) == 1
    bad = book(tmp_path / "坏.xlsx", {"人员": [STAFF[0], ["王五", "", "", "去年"]]})
    assert shell.json("import", "all", bad, status=1)[0]["parts"][0]["counts"]["refused"] == 1
    shell.run("import", "disclosures", bad, "--sheet", "a=people", status=2)


def test_a_row_of_the_same_import_is_named_in_words_and_answered_so(shell: Shell, tmp_path: Path) -> None:
    staff = [STAFF[0], ["张三", "一室", "", ""], ["张三", "九室", "", ""]]
    signed = [[*SIGNED[0], "页码"], [*SIGNED[1], "12"]]
    file = book(tmp_path / "全.xlsx", {"人员": staff, "协议": signed})
    said = shell.run("import", "all", file, status=1).out
    assert "@" not in said and "人员:2" in said and "人员:3" in said
    assert "页码" in said, "a column that goes nowhere is named"
    (told,) = shell.json("import", "all", file, "--dry-run", status=1)
    assert [each["number"] for each in told["questions"][0]["candidates"]] == ["人员:2", "人员:3"]
    (done,) = shell.json("import", "all", file, "--answer", "张三=人员:3")
    people = [each["number"] for each in done["written"] if each["register"] == "people"]
    (agreement,) = [each["number"] for each in done["written"] if each["register"] == "agreements"]
    assert shell.json("show", "agreements", agreement)["person"] == [people[1]]
