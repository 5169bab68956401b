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
    serial = made["files"][0]["serial"]
    quoted = staffed.json("report", "carriers", f"SKL-{serial:06}")
    assert quoted == staffed.json("report", "carriers", serial) and quoted[0]["file"] == pdf.name
    assert staffed.json("report", "signing", "--on", "2019-12-31")["total"]["here"] == 0


def test_service_years_are_told_and_written(shell: Shell, written: Written, tmp_path: Path) -> None:
    base = {"unit": "科研处", "level": "internal"}
    many = [
        {**base, "number": "A1", "name": "甲", "ip_since": "2016-01-31"},
        {**base, "number": "A2", "name": "乙", "ip_since": "2019-01-01", "left_on": "2020-01-01"},
    ]
    shell.json("add", "people", "--from", written("人.json", many))
    first, second = shell.json("report", "officers", "--on", "2026-03-01")
    assert first == {
        **{"number": "A1", "name": "甲", "unit": "科研处", "post": "", "remarks": "", "since": "2016-01-31"},
        **{"until": "2026-03-01", "full_on": "2021-01-31", "left_on": None, "months": 121, "full": True},
    }
    assert (second["months"], second["until"], second["full"]) == (12, "2020-01-01", False)
    lines = shell.run("report", "officers", "--on", "2026-03-01").out.splitlines()
    assert (
        "10 y 1 mo" in lines[1] and "full since 2021-01-31" in lines[1] and "left on 2020-01-01" in lines[2]
    )
    for name in ("任职.pdf", "任职.xlsx"):
        assert shell.json("report", "officers", "-o", tmp_path / name)["records"] == 2
    with shell.as_user("赵敏"):
        shell.refused("report", "officers", "-o", tmp_path / "乙.pdf")


def test_without_people_it_says_what_to_do(shell: Shell) -> None:
    assert "import" in shell.run("report", "signing").out


def test_only_who_may_export_writes_it(staffed: Shell, tmp_path: Path) -> None:
    with staffed.as_user("赵敏"):
        assert staffed.json("report", "signing")["total"]["here"] == 3
        staffed.refused("report", "signing", "--pdf", tmp_path / "率.pdf")
        assert not list(tmp_path.glob("*.pdf"))


def test_reviews_are_counted_and_each_figure_names_them(
    shell: Shell, written: Written, tmp_path: Path
) -> None:
    for kind in ("journal", "thesis"):
        shell.json("add", "papers", "--from", written(f"{kind}.json", {"title": "热链", "kind": kind}))
    found = shell.json("report", "reviews")
    assert {each["group"]: each["numbers"] for each in found["figures"] if each["by"] == "kind"} == {
        "journal": ["LW-2026-0001"],
        "thesis": ["LW-2026-0002"],
    }
    assert "Thesis" in shell.run("report", "reviews").out
    assert shell.json("report", "reviews", "-o", tmp_path / "统计.xlsx")["records"] == 2
