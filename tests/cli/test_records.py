"""Commands about records, as a script and as a person would run them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.registers import REGISTERS
from tests.cli.conftest import Shell
from tests.operations.cases import DETERMINATION, SECRECY, disclosure, project

Written = Callable[[str, Any], Path]


@pytest.fixture
def number(shell: Shell, written: Written) -> str:
    """Add a whole disclosure and return its number."""
    return str(shell.json("add", "disclosures", "--from", written("一.json", disclosure()))[0])


def test_registers_and_schema(shell: Shell, number: str) -> None:
    listed = shell.json("registers")
    assert [each["register"] for each in listed] == [each.name for each in REGISTERS]
    assert listed[0] == {"register": "disclosures", "label": "Disclosures", "count": 1}
    assert listed[-1] == {"register": "agreements", "label": "IP and confidentiality agreements", "count": 0}
    assert "Disclosures" in shell.run("registers").out
    schema = shell.json("schema", "disclosures")
    fields = {each["name"]: each for each in schema["fields"]}
    assert fields["level"]["kind"] == "choice"
    assert fields["level"]["required"] == "submitted"
    assert fields["level"]["options"]["internal"] == "Internal"
    assert fields["projects"]["to"] == "projects"
    assert {each["name"] for each in fields["inventors"]["rows"]} >= {"name", "share"}
    assert schema["states"][0]["state"] == "draft"
    assert "inventors" in shell.run("schema", "disclosures").out


def test_a_schema_needs_no_workspace(shell: Shell) -> None:
    ran = shell.run("--lang", "zh", "schema", "projects", "--json", bare=True)
    assert ran.json["register"] == "projects"
    assert "项目" in ran.out


@pytest.mark.parametrize(("lang", "word"), [("en", "Draft"), ("zh", "草稿")])
def test_a_list_for_people(lang: str, word: str, shell: Shell, number: str) -> None:
    shell.lang = lang
    out = shell.run("list", "disclosures").out
    assert number in out
    assert word in out
    assert "一种空间相机低温热链组件" in out


def test_an_empty_list_says_how_to_begin(shell: Shell) -> None:
    assert "import" in shell.run("list", "projects").out
    assert shell.json("list", "projects") == []


def test_filters_search_and_limit(shell: Shell, written: Written) -> None:
    many = [
        disclosure(title=f"成果{index}", level="public" if index % 2 else "internal") for index in range(5)
    ]
    shell.run("add", "disclosures", "--from", written("多.json", many))

    def titles(*words: str) -> list[str]:
        return sorted(each["title"] for each in shell.json("list", "disclosures", *words))

    assert titles() == [f"成果{index}" for index in range(5)]
    assert titles("--where", "level=公开") == ["成果1", "成果3"]
    assert titles("--where", "level=Public") == ["成果1", "成果3"]
    assert titles("--where", "state=草稿", "--where", "level=internal") == ["成果0", "成果2", "成果4"]
    assert titles("--search", "成果3") == ["成果3"]
    assert titles("--where", "title=没有") == []
    assert len(titles("--limit", "2")) == 2
    assert titles("--limit", "0") == []
    ran = shell.run("list", "disclosures", "--limit", "2")
    assert "2 of 5" in ran.err
    assert shell.run("list", "disclosures", "--limit", "-1", status=2).out == ""
    assert shell.run("list", "disclosures", "--where", "level", status=2).out == ""
    assert "no state" in shell.refused("list", "disclosures", "--where", "state=acepted")
    assert "no field" in shell.refused("list", "disclosures", "--where", "no_field=1")


def test_show_tells_everything_of_one_record(shell: Shell, number: str, tmp_path: Path) -> None:
    (tmp_path / "图.txt").write_text("图", encoding="utf-8")
    shell.run("attach", "disclosures", number, tmp_path / "图.txt")
    shown = shell.json("show", "disclosures", number, "--history")
    assert shown["number"] == number
    assert shown["submitted"] == "2026-03-01"
    assert shown["inventors"][0]["share"] == "60"
    assert shown["state_label"] == "Draft"
    assert [each["state"] for each in shown["moves"]] == ["submitted"]
    assert shown["attachments"][0]["name"] == "图.txt"
    assert [each["act"] for each in shown["history"]] == ["attach", "add"]
    finding = shown["findings"][0]
    assert set(finding) == {
        "id",
        "field",
        "severity",
        "message",
        "basis",
        "confidence",
        "clears",
        "blocks",
        "due",
    }
    plain = shell.run("show", "disclosures", number, "--history").out
    for text in (number, "Draft", "单雨桐", "60%", "图.txt", "submitted", "李明  add"):
        assert text in plain


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_in_either_language(lang: str, shell: Shell, number: str) -> None:
    shell.lang = lang
    out = shell.run("show", "disclosures", number).out
    assert ("密级" in out) is (lang == "zh")
    assert ("Level" in out) is (lang == "en")


def test_add_takes_one_many_or_the_standard_input(
    shell: Shell, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell.run("add", "projects", "--from", written("一.json", project())).out == "KY-2025-003\n"
    many = [{"title": "甲"}, {"title": "乙"}]
    year = shell.json("show", "projects", "KY-2025-003")["created"][:4]
    assert shell.json("add", "projects", "--from", written("二.json", many)) == [
        f"KY-{year}-001",
        f"KY-{year}-002",
    ]
    typed = io.TextIOWrapper(io.BytesIO(json.dumps({"title": "丙"}).encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", typed)
    assert shell.json("add", "projects", "--from", "-") == [f"KY-{year}-003"]
    assert shell.json("add", "projects", "--from", written("空.json", [])) == []
    bom = written("bom.json", {"title": "丁"})
    bom.write_bytes(b"\xef\xbb\xbf" + bom.read_bytes())
    assert shell.json("add", "projects", "--from", bom) == [f"KY-{year}-004"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not a JSON file"),
        ("", "is not a JSON file"),
        ('"text"', "A record is a JSON object"),
        ("[1]", "A record is a JSON object"),
        ('{"no_such": 1}', "There is no field"),
        ('{"submitted": "去年"}', "is not a date"),
        ('[{"title": "好"}, {"inventors": [{"share": 200}]}]', "[1].inventors[0].share"),
        ("[" * 100_000, "is not a JSON file"),
        ("\udcff", "is not a JSON file"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is(
    text: str, words: str, shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "坏.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    said = shell.refused("add", "disclosures", "--from", path)
    assert words in said
    assert "Nothing was changed" in said
    assert shell.json("registers")[0]["count"] == 0


def test_a_file_that_is_not_there_and_a_register_that_is_not_there(shell: Shell, tmp_path: Path) -> None:
    assert "没有.json" in shell.refused("add", "disclosures", "--from", "没有.json")
    assert "cannot be read" in shell.refused("add", "disclosures", "--from", tmp_path)
    assert "The registers are: disclosures, " in shell.refused("list", "verträge")
    for words in (
        ("show", "disclosures", "PL-1"),
        ("set", "disclosures", "PL-1", "title=x"),
        ("move", "disclosures", "PL-1", "submitted"),
        ("withdraw", "disclosures", "PL-1", "--reason", "x"),
        ("seal", "disclosures", "PL-1", "--reason", "x"),
        ("print", "disclosures", "PL-1", "x.pdf"),
        ("attach", "disclosures", "PL-1", __file__),
        ("detach-copy", "disclosures", "PL-1", "x", "y"),
    ):
        assert "PL-1" in shell.refused(*words)


def test_set_says_what_changed_and_refuses_a_stale_revision(
    shell: Shell, number: str, written: Written
) -> None:
    made = shell.json("set", "disclosures", number, "unit=第二研究室", "trl=4")
    assert made["fields"] == {"unit": ["低温光学研究室", "第二研究室"], "trl": [None, 4]}
    assert made["revision"] == 2
    assert "changed by somebody else" in shell.refused(
        "set", "disclosures", number, "trl=5", "--revision", "1"
    )
    assert "revision 3" in shell.run("set", "disclosures", number, "trl=5", "--revision", "2").out
    path = written("改.json", {"inventors": [{"name": "单雨桐", "share": "100"}], "trl": None})
    assert set(shell.json("set", "disclosures", number, "--from", path)["fields"]) == {"inventors", "trl"}
    assert shell.json("set", "disclosures", number, "title=一种空间相机低温热链组件") is None
    assert "Nothing differs" in shell.run("set", "disclosures", number, "title=一种空间相机低温热链组件").out
    assert "is not a date" in shell.refused("set", "disclosures", number, "completed=去年")
    for words in ((), ("title",), ("=x",)):
        assert shell.run("set", "disclosures", number, *words, status=2).out == ""
    assert "A record is" in shell.refused("set", "disclosures", number, "--from", written("b.json", []))
    equals = shell.json("set", "disclosures", number, "title=A=B=C")
    assert equals["fields"]["title"][1] == "A=B=C"


def test_the_way_of_a_disclosure_by_commands(shell: Shell, number: str, written: Written) -> None:
    shell.run("move", "disclosures", number, "submitted")
    shell.run("move", "disclosures", number, "in Secrecy Check")
    said = shell.refused("move", "disclosures", number, "completeness")
    assert "The secrecy check is not recorded" in said
    assert "Do this first" in said
    with shell.as_user("王芳"):
        shell.run("set", "disclosures", number, "--from", written("审.json", dict(SECRECY)))
        assert shell.json("move", "disclosures", number, "completeness")["fields"]["state"] == [
            "secrecy-check",
            "completeness",
        ]
        assert "王芳" in shell.refused("set", "disclosures", number, "title=别名")
    assert "reason" in shell.refused("move", "disclosures", number, "rework")
    shell.run("move", "disclosures", number, "rework", "--reason", "补签字")
    assert shell.json("show", "disclosures", number)["rework"][0]["instruction"] == "补签字"
    shell.run("undo")
    shell.run("set", "disclosures", number, "--from", written("定.json", dict(DETERMINATION)))
    shell.run("move", "disclosures", number, "accepted")
    assert "supplement" in shell.refused("set", "disclosures", number, "trl=7")
    made = shell.json("set", "disclosures", number, "trl=7", "--supplement", "试验完成")
    assert made["act"] == "supplement"
    assert "submitted" not in shell.refused("move", "disclosures", number, "closed")
    assert "no state" in shell.refused("move", "disclosures", number, "nowhere")
    assert "In assessment (assessment)" in shell.refused("move", "disclosures", number, "submitted")


def test_withdraw_and_undo(shell: Shell, number: str) -> None:
    assert shell.run("withdraw", "disclosures", number, status=2).out == ""
    assert "reason" in shell.refused("withdraw", "disclosures", number, "--reason", " ")
    assert shell.json("withdraw", "disclosures", number, "--reason", "重复")["act"] == "withdraw"
    assert shell.json("list", "disclosures") == []
    assert [each["number"] for each in shell.json("list", "disclosures", "--where", "state=已撤回")] == [
        number
    ]
    made = shell.json("undo")
    assert [(each["number"], each["act"], list(each["fields"])) for each in made] == [
        (number, "undo", ["state"])
    ]
    shell.run("set", "disclosures", number, "trl=3")
    told = shell.run("undo").out
    assert number in told
    assert "trl" in told
    shell.run("undo")
    assert "nothing to take back" in shell.refused("undo")


def test_search_over_all_registers(shell: Shell, number: str, written: Written) -> None:
    shell.run("add", "projects", "--from", written("项.json", project()))
    found = shell.json("search", "单雨桐")
    assert {each["register"] for each in found["hits"]} == {"disclosures", "projects"}
    assert found["more"] is False
    one = shell.json("search", "桐", "--limit", "1")
    assert (len(one["hits"]), one["more"]) == (1, True)
    out = shell.run("search", "扩散焊").out
    assert f"{number}  一种空间相机低温热链组件" in out
    assert "[扩散焊]" in out
    assert "0 found" in shell.run("search", "无此词").out
    assert shell.run("search", "x", "--limit", "0", status=2).out == ""


def test_files_in_and_out(shell: Shell, number: str, tmp_path: Path) -> None:
    (tmp_path / "图.txt").write_text("图", encoding="utf-8")
    assert shell.json("attach", "disclosures", number, tmp_path / "图.txt")["name"] == "图.txt"
    assert "is stored" in shell.run("attach", "disclosures", number, tmp_path / "图.txt").out
    assert shell.json("detach-copy", "disclosures", number, "图 (2).txt", "回.txt") == {"file": "回.txt"}
    assert (tmp_path / "回.txt").read_text(encoding="utf-8") == "图"
    assert "already a file" in shell.refused("detach-copy", "disclosures", number, "图.txt", "回.txt")
    assert "no attachment" in shell.refused("detach-copy", "disclosures", number, "无.txt", "别.txt")
    assert "no file" in shell.refused("attach", "disclosures", number, "无.txt")


def test_a_file_is_taken_off_and_put_back(shell: Shell, number: str, tmp_path: Path) -> None:
    (tmp_path / "图.txt").write_text("图", encoding="utf-8")
    shell.run("attach", "disclosures", number, "图.txt")
    assert shell.json("detach", "disclosures", number, "图.txt")["act"] == "detach"
    assert shell.json("show", "disclosures", number)["attachments"] == []
    assert "no attachment" in shell.refused("detach", "disclosures", number, "图.txt")
    shell.run("undo")
    assert [each["name"] for each in shell.json("show", "disclosures", number)["attachments"]] == ["图.txt"]


def test_a_person_is_found_wherever_named(shell: Shell, number: str, written: Written) -> None:
    shell.run("add", "projects", "--from", written("项.json", project()))
    found = shell.json("mentions", "单雨桐")
    assert {(each["register"], each["field"]) for each in found} == {
        ("disclosures", "inventors.name"),
        ("projects", "leader"),
        ("projects", "members.name"),
    }
    assert number in shell.run("mentions", "仇立新").out
    assert "0 found" in shell.run("mentions", "无此人").out


def test_roles_hold_on_the_command_line(shell: Shell, number: str, written: Written) -> None:
    with shell.as_user("赵敏"):
        assert len(shell.json("list", "disclosures")) == 1
        for words in (
            ("add", "disclosures", "--from", str(written("x.json", {}))),
            ("set", "disclosures", number, "trl=1"),
            ("move", "disclosures", number, "submitted"),
            ("export", "disclosures", "x.xlsx"),
            ("print", "disclosures", number, "x.pdf"),
            ("audit", "verify"),
            ("backup", "x.ipdesk-backup"),
            ("user", "add", "新人"),
            ("undo",),
        ):
            assert "赵敏 (Reader)" in shell.refused(*words)
    with shell.as_user("陈静"):
        assert "陈静" in shell.refused("list", "disclosures")
        shell.run("audit", "verify")


def test_a_folder_in_place_of_a_file_is_told_from_one_that_may_not_be_read(
    shell: Shell, tmp_path: Path
) -> None:
    assert "Choose a single file, not a folder." in shell.refused("add", "disclosures", "--from", tmp_path)
