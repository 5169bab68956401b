"""Restricted values on the command line: hidden in every answer, shown by --reveal, exported by --restricted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.operations.test_restricted import PERSON, SECRET, unpacked


@pytest.fixture
def person(shell: Shell, written: Callable[[str, Any], Path]) -> str:
    """Add the person whose restricted fields hold SECRET."""
    return str(shell.json("add", "people", "--from", written("人.json", PERSON))[0])


def test_no_answer_tells_a_restricted_value(shell: Shell, person: str) -> None:
    for words in (
        ("show", "people", person),
        ("show", "people", person, "--history"),
        ("list", "people"),
        ("search", SECRET),
        ("set", "people", person, f"phone={SECRET}2"),
        ("undo",),
        ("due",),
    ):
        ran = shell.run("--json", *words)
        assert SECRET not in ran.out + ran.err, words
        assert SECRET not in shell.run(*words).out or words[0] in ("set", "undo", "search"), words
    shown = shell.json("show", "people", person)
    assert shown["restricted"] == ["identity_number", "phone", "address", "bank"]
    assert "phone" not in shown
    assert "Phone: (restricted)" in shell.run("show", "people", person).out


def test_a_field_is_shown_when_it_is_asked_for(shell: Shell, person: str) -> None:
    shown = shell.json("show", "people", person, "--reveal", "phone", "--reveal", "phone")
    assert shown["phone"] == SECRET and "bank" not in shown
    out = shell.run("show", "people", person, "--reveal", "bank").out
    assert f"Bank details for rewards: {SECRET}" in out and "Phone: (restricted)" in out
    acts = [each["act"] for each in shell.json("show", "people", person, "--history")["history"]]
    assert acts == ["show-restricted", "show-restricted", "add"]


def test_a_reader_is_refused(shell: Shell, person: str) -> None:
    with shell.as_user("赵敏"):
        assert "may not" in shell.refused("show", "people", person, "--reveal", "phone")


def test_lists_are_not_narrowed_by_it(shell: Shell, person: str) -> None:
    assert "restricted" in shell.refused("list", "people", "--where", f"phone={SECRET}")


def test_an_export_tells_it_when_that_is_asked_for(shell: Shell, person: str, tmp_path: Path) -> None:
    shell.run("export", "people", tmp_path / "一.xlsx")
    shell.run("export", "people", tmp_path / "二.xlsx", "--restricted")
    assert SECRET not in unpacked(tmp_path / "一.xlsx") and SECRET in unpacked(tmp_path / "二.xlsx")


def test_an_import_does_not_tell_what_is_held(shell: Shell, person: str, tmp_path: Path) -> None:
    file = tmp_path / "花名册.csv"
    file.write_text("工号,姓名,手机\nA0117,单雨桐,13800000001\n", encoding="utf-8")
    plain = shell.run("import", "people", file, "--dry-run")
    answer = shell.run("--json", "import", "people", file, "--dry-run")
    assert SECRET not in plain.out + answer.out
    assert "Phone: (restricted) → (restricted)" in plain.out
    assert json.loads(answer.out)[0]["rows"][0]["changes"] == {"phone": ["(restricted)", "(restricted)"]}
