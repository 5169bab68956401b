"""Quarters and years on the command line: figures, rows, files, closing, corrections, aims and words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell

Written = Callable[[str, Any], Path]
TITLE = "一种热链"


def filing(day: str = "2025-11-03", **values: Any) -> dict[str, Any]:
    return {"title": TITLE, "level": "internal", "kind": "invention", "filed_on": day, **values}


@pytest.fixture
def busy(shell: Shell, written: Written) -> Shell:
    """Add two applications of the last quarter of 2025."""
    shell.json("add", "patents", "--from", written("利.json", [filing(), filing("2025-12-31")]))
    return shell


def figure(answer: Any, code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in answer["indicators"] if each["code"] == code)
    return found


def test_a_quarter_tells_its_figures_and_the_rows_behind_one(busy: Shell) -> None:
    told = busy.json("report", "quarter", "2025年第四季度")
    assert (told["period"], told["from"], told["until"], told["closed"], told["nil"]) == (
        "2025Q4",
        "2025-10-01",
        "2025-12-31",
        False,
        False,
    )
    assert (figure(told, "F1")["now"], figure(told, "F1")["scored"], figure(told, "U2")["kept"]) == (
        "2",
        False,
        False,
    )
    assert figure(busy.json("report", "year", "2025"), "A1-gate")["denominator"] == "2"
    rows = busy.json("report", "quarter", "2025Q4", "--rows", "F1")
    assert [(each["title"], each["day"]) for each in rows] == [(TITLE, "2025-11-03"), (TITLE, "2025-12-31")]
    hidden = busy.json("report", "quarter", "2025Q4", "--rows", "F1", "--masked")
    assert TITLE not in str(hidden) and len(hidden) == 2
    shown = busy.run("report", "quarter", "2025Q4")
    assert "Applications filed" in shown.out and "There is no register of contracts here" in shown.out
    assert "Not closed" in shown.out + shown.err
    assert TITLE in busy.run("report", "quarter", "2025Q4", "--rows", "F1").out


def test_a_quarter_is_closed_written_and_corrected(busy: Shell, written: Written, tmp_path: Path) -> None:
    first = busy.run(
        "report", "quarter", "2025Q4", "--close", "--xlsx", tmp_path / "一.xlsx", "--pdf", tmp_path / "一.pdf"
    )
    assert "is closed" in first.err and (tmp_path / "一.pdf").read_bytes()[:4] == b"%PDF"
    busy.json("add", "patents", "--from", written("迟.json", [filing("2025-12-01")]))
    busy.run("report", "quarter", "2025Q4", "--xlsx", tmp_path / "二.xlsx")
    assert (tmp_path / "二.xlsx").read_bytes() == (tmp_path / "一.xlsx").read_bytes()
    assert figure(busy.json("report", "quarter", "2025Q4"), "F1")["now"] == "2"
    late = busy.json("report", "closed", "2025Q4")
    assert {"code": "F1", "what": "This period", "was": "2", "now": "3"} in late
    assert "reason" in busy.refused("report", "quarter", "2025Q4", "--close")
    assert "Correction 1" in busy.run("report", "quarter", "2025Q4", "--correct", "补录").err
    told = busy.json("report", "quarter", "2025Q4")
    assert (told["correction"], figure(told, "F1")["now"]) == (1, "3")
    assert figure(busy.json("report", "quarter", "2025Q4", "--version", "0"), "F1")["now"] == "2"
    held = busy.json("report", "closed")
    assert [(each["period"], each["number"], each["reason"]) for each in held] == [
        ("2025Q4", 0, ""),
        ("2025Q4", 1, "补录"),
    ]
    assert "补录" in busy.run("report", "closed").out


def test_words_and_aims_are_kept(busy: Shell, tmp_path: Path) -> None:
    assert busy.json("report", "explain", "2025Q4", "F1", "年底集中提交") == {"changed": True}
    assert busy.json("report", "explain", "2025Q4", "F1", "年底集中提交") == {"changed": False}
    (tmp_path / "综述.txt").write_bytes("本季度平稳。".encode("gb18030"))
    assert busy.json("report", "account", "2025Q4", tmp_path / "综述.txt") == {"changed": True}
    assert busy.json("report", "aim", "2025", "A1-gate", "80") == {"changed": True}
    told = figure(busy.json("report", "quarter", "2025Q4"), "F1")
    assert told["note"] == "年底集中提交"
    gate = figure(busy.json("report", "quarter", "2025Q4"), "A1-gate")
    assert (gate["target"], gate["meets"]) == ("80", False)
    assert "context" in busy.refused("report", "aim", "2025", "F1", "10")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("quarter", "2025"), 2),
        (("year", "2025Q4"), 2),
        (("quarter", "2025Q9"), 1),
        (("quarter", "2025Q4", "--level", "secret"), 2),
        (("quarter", "2099Q4", "--close"), 1),
        (("quarter", "2099Q4"), 1),
        (("quarter", "2025Q4", "--xlsx", "季报.pdf"), 1),
        (("quarter", "2025Q4", "--pdf", "季报.xlsx"), 1),
        (("quarter", "2025Q4", "--version", "1"), 1),
        (("explain", "2025Q4", "ZZ", "x"), 1),
    ],
)
def test_what_makes_no_sense_is_refused(shell: Shell, words: tuple[str, ...], status: int) -> None:
    assert shell.run("report", *words, status=status).out == ""


def test_a_reader_neither_writes_nor_closes(busy: Shell, tmp_path: Path) -> None:
    with busy.as_user("赵敏"):
        for words in (("--close",), ("--xlsx", tmp_path / "读.xlsx")):
            busy.refused("report", "quarter", "2025Q4", *words)
        busy.refused("report", "explain", "2025Q4", "F1", "x")
        busy.refused("report", "aim", "2025", "A1-gate", "80")
        assert "F1" in busy.run("report", "quarter", "2025Q4").out  # what the registers tell may be read
    assert not (tmp_path / "读.xlsx").exists()
