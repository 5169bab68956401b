"""Reports and lists by duty on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell

Written = Callable[[str, Any], Path]


@pytest.fixture
def staffed(shell: Shell, written: Written) -> Shell:
    """Add three people, one of whom has an agreement being signed."""
    base = {"unit": "一室", "employment": "permanent", "joined": "2020-01-01", "level": "internal"}
    many = [{**base, "number": f"A{index}", "name": name} for index, name in enumerate("甲乙丙", 1)]
    shell.json("add", "people", "--from", written("人.json", many))
    agreement = {"name": "乙", "person": ["A2"], "kind": "joiner"}
    shell.json("add", "agreements", "--from", written("协议.json", agreement))
    return shell


def test_a_list_is_narrowed_by_duty_and_shows_it(staffed: Shell) -> None:
    found = staffed.json("list", "people", "--where", "duty=agreement-missing")
    assert {each["number"] for each in found} == {"A1", "A3"}
    one = staffed.json("list", "people", "--where", "duty=agreement-missing", "--where", "name=甲")
    assert [each["number"] for each in one] == ["A1"]
    shown = staffed.run("list", "people").out
    assert "Duties" in shown.splitlines()[0]
    assert shown.count("Agreement missing") == 2 and shown.count("Agreement being signed") == 1
    assert "Agreement missing" in staffed.refused("list", "people", "--where", "duty=lost")
    assert [each["code"] for each in staffed.json("show", "people", "A2")["badges"]] == ["agreement-waiting"]
    assert "● Agreement being signed" in staffed.run("show", "people", "A2").out


def test_an_export_keeps_to_the_duty(staffed: Shell, tmp_path: Path) -> None:
    made = staffed.json("export", "people", tmp_path / "缺.xlsx", "--where", "duty=agreement-missing")
    assert made["records"] == 2


def test_the_signing_rate_is_told_and_written(staffed: Shell, tmp_path: Path) -> None:
    found = staffed.json("report", "signing")
    assert found["total"]["here"] == 3 and found["total"]["missing"] == 2 and found["total"]["share"] == "0.0"
    assert [each["name"] for each in found["units"]] == ["一室"]
    lines = staffed.run("report", "signing").out
    assert "一室" in lines and "0.0%" in lines and "Total" in lines
    pdf, xlsx = tmp_path / "率.pdf", tmp_path / "率.xlsx"
    made = staffed.json("report", "signing", "--pdf", pdf, "--xlsx", xlsx, "--names")
    assert len(made["files"]) == 2 and pdf.read_bytes().startswith(b"%PDF") and xlsx.is_file()
    assert staffed.json("report", "signing", "--on", "2019-12-31")["total"]["here"] == 0


def test_without_people_it_says_what_to_do(shell: Shell) -> None:
    assert "import" in shell.run("report", "signing").out


def test_only_who_may_export_writes_it(staffed: Shell, tmp_path: Path) -> None:
    with staffed.as_user("赵敏"):
        assert staffed.json("report", "signing")["total"]["here"] == 3
        staffed.refused("report", "signing", "--pdf", tmp_path / "率.pdf")
        assert not list(tmp_path.glob("*.pdf"))
