"""The command that prints the board."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.operations import board as operation
from tests.cli.conftest import Shell
from tests.operations.cases import disclosure, project

Written = Callable[[str, Any], Path]


@pytest.fixture
def two(shell: Shell, written: Written) -> tuple[str, str]:
    """Add two disclosures and submit the second; return their numbers."""
    many = [disclosure(duplicates_checked=True, title=each) for each in ("热链甲", "热链乙")]
    first, second = shell.json("add", "disclosures", "--from", written("多.json", many))
    shell.run("move", "disclosures", second, "submitted")
    return first, second


def test_the_board_lists_what_is_in_which_state(shell: Shell, two: tuple[str, str]) -> None:
    lines = shell.run("board").out.splitlines()
    assert lines[0].split()[:2] == ["State", "Number"]
    assert [line.split()[0] for line in lines[1:]] == ["Draft", "Submitted"]
    assert two[0] in lines[1] and "热链甲" in lines[1] and "Inventors" in lines[1]
    assert two[1] in lines[2] and "IP officer" in lines[2] and "Internal" in lines[2]


def test_mine_leaves_what_waits_for_the_user(shell: Shell, two: tuple[str, str]) -> None:
    found = shell.json("board", "disclosures", "--mine")
    assert found["register"] == "disclosures"
    assert [each["state"] for each in found["columns"]] == ["submitted", "completeness", "accepted"]
    column = found["columns"][0]
    assert (column["count"], column["mine"], column["waits_for"]) == (1, True, "IP officer")
    (card,) = column["cards"]
    assert (card["number"], card["days"], card["age"], card["sealed"]) == (two[1], 0, 0, False)
    assert two[0] not in shell.run("board", "--mine").out
    with shell.as_user("赵敏"):
        assert "Nothing waits for you here." in shell.run("board", "--mine").out


def test_every_column_is_there_for_a_machine(shell: Shell, two: tuple[str, str]) -> None:
    found = {each["state"]: each for each in shell.json("board")["columns"]}
    assert found["closed"]["final"] and found["closed"]["waits_for"] is None
    assert found["draft"]["label"] == "Draft" and found["rework"]["cards"] == []


def test_what_a_column_does_not_show_is_said(
    shell: Shell, two: tuple[str, str], written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.run("add", "disclosures", "--from", written("三.json", disclosure()))
    monkeypatch.setattr(operation, "MOST", 1)
    ran = shell.run("board")
    assert "Draft: 1 of 2 shown" in ran.err
    assert two[0] in ran.out


def test_an_empty_register_is_said_and_is_no_failure(shell: Shell) -> None:
    assert "Nothing is on the board." in shell.run("board", "projects", status=0).out


def test_the_board_of_another_register(shell: Shell, written: Written) -> None:
    shell.run("add", "projects", "--from", written("一.json", project()))
    lines = shell.run("board", "projects").out.splitlines()
    assert lines[1].startswith("Planned")


def test_a_sealed_record_shows_its_number_alone(shell: Shell, two: tuple[str, str]) -> None:
    shell.run("seal", "disclosures", two[0], "--reason", "上级通知")
    out = shell.run("board").out
    assert two[0] in out and "Sealed" in out and "热链甲" not in out


def test_what_is_no_register_and_who_may_not_read_are_refused(shell: Shell, two: tuple[str, str]) -> None:
    assert "disclosures" in shell.refused("board", "templates")
    with shell.as_user("陈静"):
        assert shell.refused("board")
