"""Commands about files: forms and workbooks out, ledgers and forms in, records printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ipdesk.operations import settings
from ipdesk.operations.settings import Settings
from tests.cli.conftest import Shell
from tests.exporting.font_files import small_tables, written
from tests.operations.cases import disclosure, project

Written = Callable[[str, Any], Path]


@pytest.fixture
def number(shell: Shell, written: Written) -> str:
    """Add a whole disclosure and return its number."""
    return str(shell.json("add", "disclosures", "--from", written("一.json", disclosure()))[0])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Return a ledger with a new row, one with a doubt, one that cannot be read, and a column nobody knows."""
    path = tmp_path / "旧台账.csv"
    path.write_text(
        "编号,成果名称,完成日期,密级,柜号\n"
        "PL-2019-001,热链组件,2019-05-06,内部,3\n"
        "PL-2019-002,冷头,2019.6,公开,\n"
        "PL-2019-003,坏的,去年,内部,\n",
        encoding="utf-8",
    )
    return path


def test_a_ledger_is_looked_at_then_taken_in(shell: Shell, ledger: Path) -> None:
    looked = shell.json("import", "disclosures", ledger, "--dry-run", status=1)[0]
    assert looked["counts"] == {"new": 2, "same": 0, "changed": 0, "refused": 1}
    assert (looked["kind"], looked["unknown"], looked["written"]) == ("ledger", ["柜号"], 0)
    assert [each["outcome"] for each in looked["rows"]] == ["new", "new", "refused"]
    assert looked["rows"][1]["doubts"][0]["raw"] == "2019.6"
    assert looked["rows"][2]["refusals"][0]["cell"] == "C4"
    assert shell.json("registers")[0]["count"] == 0
    taken = shell.json("import", "disclosures", ledger, status=1)[0]
    assert taken["written"] == 2
    assert [each["number"] for each in taken["rows"]] == ["PL-2019-001", "PL-2019-002", "PL-2019-003"]
    again = shell.json("import", "disclosures", ledger, status=1)[0]
    assert (again["counts"]["same"], again["written"]) == (2, 0)


def test_a_ledger_for_people(shell: Shell, ledger: Path) -> None:
    told = shell.run("import", "disclosures", ledger, "--dry-run", status=1).out
    for text in ("旧台账.csv", "PL-2019-001", "new", "refused", "C4", "柜号", "New 2", "nothing was written"):
        assert text in told
    shell.lang = "zh"
    told = shell.run("import", "disclosures", ledger, status=1).out
    assert "去年" in told
    assert "New 2" not in told


def test_a_whole_ledger_exits_with_nothing_to_report(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "好.csv").write_text("成果名称,完成日期\n热链,2019-05-06\n", encoding="utf-8")
    assert shell.json("import", "disclosures", "好.csv")[0]["written"] == 1


def test_one_bad_file_among_several_does_not_hide_what_the_others_did(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "甲.csv").write_text("成果名称,完成日期\n热链,2019-05-06\n", encoding="utf-8")
    (tmp_path / "坏.xlsx").write_bytes(b"no workbook")
    (tmp_path / "密.csv").write_text("机密★10年\n成果名称,完成日期\n某,2019-05-06\n", encoding="utf-8")
    (tmp_path / "乙.csv").write_text("成果名称,完成日期\n冷头,2019-06-07\n", encoding="utf-8")
    ran = shell.run(
        "import", "disclosures", "甲.csv", "坏.xlsx", "密.csv", "没有.csv", "乙.csv", "--json", status=1
    )
    answers = json.loads(ran.out)
    assert [each.get("written") for each in answers] == [1, None, None, None, 1]
    assert [each["file"] for each in answers] == ["甲.csv", "坏.xlsx", "密.csv", "没有.csv", "乙.csv"]
    assert all(len(each["refused"]) >= 2 for each in answers[1:4])
    assert "Take the file off this computer" in ran.err
    assert shell.json("registers")[0]["count"] == 2


def test_form_export_and_import_go_round(shell: Shell, number: str, tmp_path: Path) -> None:
    for register in ("disclosures", "papers"):
        form = shell.json("form", register, f"{register}.xlsx")
        assert form["records"] == 0
    out = shell.json("export", "disclosures", "簿.xlsx")
    assert (out["records"], out["withheld"], out["serial"]) == (1, 0, 3)
    assert shell.json("import", "disclosures", "簿.xlsx")[0]["counts"]["same"] == 1
    none = shell.json("export", "disclosures", "簿二.xlsx", "--where", "level=公开")
    assert none["records"] == 0
    one = shell.json("export", "disclosures", "簿三.xlsx", "--search", "热链", "--where", "state=Draft")
    assert one["records"] == 1
    paper = shell.json("export", "disclosures", "簿.pdf", "--where", "level=内部")
    assert (paper["records"], paper["unresolved"]) == (1, [])
    assert (tmp_path / "簿.pdf").read_bytes().startswith(b"%PDF-")
    told = shell.run("export", "disclosures", "簿四.xlsx").out
    assert "簿四.xlsx" in told
    assert "serial number" in told
    shell.run("seal", "disclosures", number, "--reason", "超限")
    assert "1 sealed records were left out" in shell.run("export", "disclosures", "簿五.xlsx").out


def test_a_document_is_laid_on_paper_as_asked(shell: Shell, number: str, tmp_path: Path) -> None:
    shell.json("print", "disclosures", number, "表.pdf")
    made = shell.json(
        "print", "disclosures", number, "公文.pdf", "--page", "official", "--watermark", "仅供评审\U0001f600"
    )
    assert made["unresolved"] == ["\U0001f600"]
    assert shell.json("reprint", str(made["serial"]), "再.pdf")["unresolved"] == ["\U0001f600"]
    assert (tmp_path / "再.pdf").read_bytes() == (tmp_path / "公文.pdf").read_bytes()
    assert "at most 40" in shell.refused("print", "disclosures", number, "长.pdf", "--watermark", "长" * 41)
    assert not (tmp_path / "长.pdf").exists()
    shell.run("print", "disclosures", number, "别.pdf", "--page", "a3", status=2)
    assert (
        "template" in shell.run("print", "disclosures", number, "文.docx", "--page", "official", status=2).err
    )


def test_own_fonts_of_the_settings_are_used_and_missed_when_gone(
    shell: Shell, number: str, tmp_path: Path
) -> None:
    place = written(tmp_path / "小标宋.ttf", small_tables("的一是中国 职务科技成果披露表"))
    settings.save(Settings(fonts={"title": str(place)}))
    serial = str(shell.json("print", "disclosures", number, "表.pdf")["serial"])
    shell.json("reprint", serial, "再.pdf")
    assert b"-title-" in (tmp_path / "表.pdf").read_bytes()
    assert (tmp_path / "表.pdf").read_bytes() == (tmp_path / "再.pdf").read_bytes()
    place.unlink()
    assert "font file" in shell.refused("reprint", serial, "三.pdf")
    ran = shell.run("print", "disclosures", number, "四.pdf")
    assert "小标宋.ttf" in ran.err
    assert b"-title-" not in (tmp_path / "四.pdf").read_bytes()


def test_print_and_reprint(shell: Shell, number: str, tmp_path: Path) -> None:
    made = shell.json("print", "disclosures", number, "表.pdf")
    assert (tmp_path / "表.pdf").read_bytes().startswith(b"%PDF-")
    again = shell.json("reprint", str(made["serial"]), "再.pdf")
    assert again["head"] == made["head"]
    assert (tmp_path / "再.pdf").read_bytes() == (tmp_path / "表.pdf").read_bytes()
    assert "form" in shell.refused("print", "disclosures", number, "别.pdf", "--document", "licence")
    assert ".pdf" in shell.refused("print", "disclosures", number, "表.odt")
    drawn = shell.json("print", "disclosures", number, "表.docx")
    assert (tmp_path / "表.docx").read_bytes().startswith(b"PK")
    shell.run("reprint", str(drawn["serial"]), "再.docx")
    assert (tmp_path / "再.docx").read_bytes() == (tmp_path / "表.docx").read_bytes()
    assert ".xlsx" in shell.refused("export", "disclosures", "簿.csv")
    assert "no folder" in shell.refused("print", "disclosures", number, "没有/表.pdf")
    assert "inside the workspace" in shell.refused("export", "disclosures", shell.folder / "簿.xlsx")
    assert [each["changed"] for each in shell.json("printed")] == [False, False]
    assert "as printed" in shell.run("printed", "--search", "LAB-000001").out
    assert shell.json("printed", "--search", "没有") == []
    assert "serial number 99" in shell.refused("reprint", "99", "无.pdf")
    shell.run("set", "disclosures", number, "trl=5")
    assert "changed since" in shell.run("printed", "--search", number).out
    assert "changed after" in shell.refused("reprint", str(made["serial"]), "后.pdf")


def test_documents_leave_under_a_password_from_a_file(shell: Shell, number: str, tmp_path: Path) -> None:
    secret = tmp_path / "口令.txt"
    secret.write_text("春江潮水连海平海上\r\n第二行", encoding="utf-8-sig")
    under = ("--password-file", secret)
    made = shell.json("print", "disclosures", number, "表.pdf", *under)
    with pypdfium2.PdfDocument(tmp_path / "表.pdf", password="春江潮水连海平海上") as document:
        assert number in document[0].get_textpage().get_text_range()
    assert "left under a password" in shell.refused("reprint", str(made["serial"]), "后.pdf")
    assert not (tmp_path / "再.pdf").exists()
    assert [each["locked"] for each in shell.json("printed")] == [True]
    assert "as printed · under a password" in shell.run("printed").out
    shell.run("reprint", str(made["serial"]), "再.pdf", *under)
    plain = shell.json("print", "disclosures", number, "明.pdf")
    shell.run("reprint", str(plain["serial"]), "明二.pdf")
    shell.run("export", "disclosures", "簿.xlsx", *under)
    assert (tmp_path / "簿.xlsx").read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert "春江潮水" not in "".join(shell.seen)


@pytest.mark.parametrize(
    ("held", "reason"),
    [(b"", "not hold a password"), (b"\nlonger-than-8", "not hold a password"), (b"short", "fewer than 8"),
     (b"\xff\xfe\x00", "not hold a password"), (b" long-enough", "blank")],
)  # fmt: skip
def test_a_password_file_without_a_good_password_writes_nothing(
    shell: Shell, number: str, tmp_path: Path, held: bytes, reason: str
) -> None:
    secret = tmp_path / "口令.txt"
    secret.write_bytes(held)
    under = ("--password-file", secret)
    assert reason in shell.refused("export", "disclosures", "簿.xlsx", *under)
    assert reason in shell.refused("print", "disclosures", number, "表.pdf", *under)
    assert shell.json("printed") == []
    assert not (tmp_path / "簿.xlsx").exists()
    assert not (tmp_path / "表.pdf").exists()


def test_a_locked_workbook_is_taken_in_with_its_password(
    shell: Shell, number: str, ledger: Path, tmp_path: Path
) -> None:
    secret, wrong = tmp_path / "口令.txt", tmp_path / "错.txt"
    secret.write_text("春江潮水连海平海上", encoding="utf-8")
    wrong.write_text("春江潮水连海平", encoding="utf-8")
    shell.run("export", "disclosures", "簿.xlsx", "--password-file", secret)
    shell.run("set", "disclosures", number, "title=改过的名称")
    words = ("import", "disclosures", "簿.xlsx")
    assert "locked with a password" in shell.refused(*words)
    assert "not the password of “簿.xlsx”" in shell.refused(*words, "--file-password-file", wrong)
    assert "There is no file" in shell.refused(*words, "--file-password-file", tmp_path / "没有.txt")
    looked = shell.json(*words, ledger, "--dry-run", "--file-password-file", secret, status=1)
    assert [each["kind"] for each in looked] == ["register", "ledger"], "a file without a lock needs none"
    assert looked[0]["counts"]["changed"] == 1
    taken = shell.json(*words, "--file-password-file", secret)[0]
    assert taken["written"] == 1
    assert "春江潮水" not in "".join(shell.seen)


def test_a_report_is_locked_where_one_is_written(shell: Shell, ledger: Path, tmp_path: Path) -> None:
    secret = tmp_path / "口令.txt"
    secret.write_text("long-enough", encoding="utf-8")
    words = ("import", "disclosures", ledger, "--dry-run", "--report-password-file", secret)
    assert "--report" in shell.run(*words, status=2).err
    shell.run(*words, "--report", "查.xlsx", status=1)
    assert (tmp_path / "查.xlsx").read_bytes().startswith(b"\xd0\xcf\x11\xe0")


def test_a_project_prints_as_a_plain_record(shell: Shell, written: Written) -> None:
    shell.run("add", "projects", "--from", written("项.json", project()))
    assert shell.json("print", "projects", "KY-2025-003", "项目.pdf")["records"] == 1


def test_a_change_is_told_in_the_words_of_lists(shell: Shell, number: str, tmp_path: Path) -> None:
    (tmp_path / "改.csv").write_text(
        f"编号,完成日期,密级,完成人,贡献比例\n{number},2026-01-31,公开,单雨桐,100\n", encoding="utf-8"
    )
    told = shell.run("import", "disclosures", "改.csv", "--dry-run").out
    assert "Completed on: 2026-02-10 → 2026-01-31" in told
    assert "Level: Internal → Public" in told
    assert "→ 单雨桐" in told
    assert "'" not in told


@pytest.mark.parametrize(
    "words",
    [
        ("form", "disclosures"),
        ("export", "disclosures"),
        ("export", "all"),
        ("print", "disclosures", "PL-2026-0001"),
        ("reprint", "1"),
        ("audit", "export"),
        ("docket", "list"),
        ("docket", "calendar"),
        ("rules", "export", "cn-patents"),
    ],
    ids=" ".join,
)
def test_nothing_is_written_over_unasked(
    shell: Shell, number: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ending = {"calendar": "ics", "cn-patents": "toml"}.get(words[-1], "xlsx")
    kept = tmp_path / f"簿.{ending}"
    kept.write_bytes(b"mine")
    assert "--overwrite" in shell.refused(*words, kept)
    assert kept.read_bytes() == b"mine"
    if words[0] not in ("print", "reprint"):
        shell.run(*words, kept, "--overwrite")
        assert kept.read_bytes() != b"mine"
