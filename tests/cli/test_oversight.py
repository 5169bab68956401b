"""Commands for whoever watches over the desk: the log, sealing and the purge by two."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.operations.cases import MARKER, disclosure

ORDER = {"number": "销毁2026-1", "day": "2026-03-05", "reason": "超出本机允许的密级"}
Written = Callable[[str, Any], Path]


@pytest.fixture
def spilt(shell: Shell, written: Written) -> str:
    """Add a disclosure that should not be here and return its number."""
    path = written("密.json", disclosure(title=f"{MARKER}甲", problem=MARKER))
    return str(shell.json("add", "disclosures", "--from", path)[0])


def test_the_log_is_verified_against_a_noted_head(shell: Shell, spilt: str) -> None:
    verdict = shell.json("audit", "verify")
    assert verdict["whole"] is True
    assert verdict["problems"] == []
    noted = ("--head", verdict["head"], "--at", str(verdict["seq"]))
    assert shell.json("audit", "verify", *noted)["whole"] is True
    assert shell.json("audit", "verify", "--head", verdict["head"].upper(), "--at", str(verdict["seq"]))[
        "whole"
    ]
    for head, at in (("0" * 64, "1"), (verdict["head"], "99999"), (verdict["head"], "1"), ("嗯", "2")):
        assert shell.json("audit", "verify", "--head", head, "--at", at, status=1)["whole"] is False
    for at in ("0", "-1", "x"):  # what compares nothing must not pass for a comparison
        assert shell.run("audit", "verify", "--head", verdict["head"], "--at", at, status=2).out == ""
    ran = shell.run("audit", "verify", "--head", "0" * 64, "--at", "1", status=1)
    assert "NOT whole" in ran.out
    assert "■" in ran.err
    assert shell.run("audit", "verify", "--head", "0" * 64, status=2).out == ""
    assert "The chain is whole" in shell.run("audit", "verify").out


def test_the_log_is_written_out(shell: Shell, spilt: str, tmp_path: Path) -> None:
    made = shell.json("audit", "export", "日志.xlsx")
    assert made["entries"] > 5
    assert (tmp_path / "日志.xlsx").read_bytes().startswith(b"PK")
    with shell.as_user("陈静"):
        assert shell.json("audit", "export", "日志二.xlsx")["entries"] > made["entries"]


def test_sealed_records_are_listed_by_number(shell: Shell, spilt: str, written: Written) -> None:
    shell.run("seal", "disclosures", spilt, "--reason", "上级通知")
    shell.run("purge", "disclosures", spilt, "--order", written("令.json", ORDER))
    (listed,) = shell.json("sealed")
    assert (listed["number"], listed["sealed_by"], listed["order"]["number"]) == (
        spilt,
        "李明",
        ORDER["number"],
    )
    told = shell.run("sealed").out
    assert spilt in told and ORDER["number"] in told and MARKER not in told
    with shell.as_user("赵敏"):
        shell.refused("sealed")


def test_a_spill_is_sealed_and_shown_no_more(shell: Shell, spilt: str) -> None:
    assert shell.run("seal", "disclosures", spilt, status=2).out == ""
    told = shell.run("seal", "disclosures", spilt, "--reason", "上级通知").out
    assert "Call the security officer" in told
    first = len(shell.seen)
    shown = shell.json("show", "disclosures", spilt, "--history")
    assert (shown["withheld"], shown["title"]) == (True, "")
    assert "sealed" in shell.run("show", "disclosures", spilt, "--history").out
    reading: list[tuple[str, ...]] = [
        ("list", "disclosures"),
        ("search", MARKER),
        ("list", "disclosures", "--search", MARKER),
        ("registers",),
    ]
    for words in reading:
        shell.run(*words)
        shell.json(*words)
    writing: list[tuple[str, ...]] = [
        ("set", "disclosures", spilt, "trl=1"),
        ("print", "disclosures", spilt, "x.pdf"),
        ("withdraw", "disclosures", spilt, "--reason", "x"),
        ("undo",),
    ]
    for words in writing:
        assert "sealed" in shell.refused(*words)
    quoted = [text for text in shell.seen[first:] if MARKER in text.replace(f"“{MARKER}”", "")]
    assert quoted == []


def test_a_purge_by_two_people(shell: Shell, spilt: str, written: Written, tmp_path: Path) -> None:
    order = written("令.json", ORDER)
    shell.run("export", "disclosures", "簿.xlsx")
    shell.run("backup", "备份.ipdesk-backup")
    assert "not sealed" in shell.refused("purge", "disclosures", spilt, "--order", order)
    shell.run("seal", "disclosures", spilt, "--reason", "上级通知")
    assert "second person" in shell.run("purge", "disclosures", spilt, "--order", order).out
    assert "yourself" in shell.refused("purge", "disclosures", spilt, "--order", order)
    with shell.as_user("赵敏"):
        shell.refused("purge", "disclosures", spilt, "--order", order)
    with shell.as_user("王芳"):
        other = written("令二.json", {**ORDER, "reason": "别的理由"})
        assert "same order" in shell.refused("purge", "disclosures", spilt, "--order", other)
        done = shell.json("purge", "disclosures", spilt, "--order", order)
        assert done["done"] is True
        assert [each["file"] for each in done["exports"]] == ["簿.xlsx"]
        assert "备份.ipdesk-backup" in json.dumps(done["backups"], ensure_ascii=False)
        assert "purged already" in shell.refused("purge", "disclosures", spilt, "--order", order)
    verdict = shell.json("audit", "verify")
    assert (verdict["whole"], verdict["purged"] > 0) == (True, True)
    assert (shell.folder / "store.db-wal").exists() is False or (
        shell.folder / "store.db-wal"
    ).stat().st_size == 0


def test_the_second_person_is_told_where_it_still_stands(shell: Shell, spilt: str, written: Written) -> None:
    order = written("令.json", ORDER)
    shell.run("export", "disclosures", "簿.xlsx")
    shell.run("seal", "disclosures", spilt, "--reason", "上级通知")
    shell.run("purge", "disclosures", spilt, "--order", order)
    with shell.as_user("周岚"):
        told = shell.run("purge", "disclosures", spilt, "--order", order).out
    assert "簿.xlsx" in told
    assert "backup" in told  # the automatic one of the day
    assert "disk" in told


@pytest.mark.parametrize("order", ["{", "[]", "{}", '{"number": "1", "day": "昨天", "reason": "x"}'])
def test_an_order_that_is_none_is_said(order: str, shell: Shell, spilt: str, tmp_path: Path) -> None:
    shell.run("seal", "disclosures", spilt, "--reason", "上级通知")
    (tmp_path / "令.json").write_text(order, encoding="utf-8")
    said = shell.refused("purge", "disclosures", spilt, "--order", "令.json").splitlines()
    assert len(said) == 3
    assert said[1] == "Nothing was changed."
