"""People kept twice, on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell


@pytest.fixture(autouse=True)
def twins(shell: Shell, written: Callable[[str, Any], Path]) -> None:
    """Add one person twice, and a movement of the second."""
    base = {"name": "单雨桐", "unit": "一室"}
    shell.run("add", "people", "--from", written("人.json", [{**base, "number": "A1", "post": "助研"},
                                                            {**base, "number": "A2", "post": "研究员"}]))  # fmt: skip
    shell.run("add", "movements", "--from", written("变.json", {"name": "单雨桐", "person": ["A2"]}))


def test_duplicates_are_listed_and_merged(shell: Shell) -> None:
    [pair] = shell.json("people", "duplicates")
    assert (pair["first"]["number"], pair["second"]["number"], pair["same"]) == (
        "A1",
        "A2",
        [["name", "unit"]],
    )
    assert "A1 单雨桐  =?  A2 单雨桐" in shell.run("people", "duplicates").out
    out = shell.run("people", "merge", "A1", "A2", "--take", "post").out
    assert "A2 was merged into A1." in out and "BD-2026-0001" in out
    assert shell.json("show", "people", "A1")["post"] == "研究员"
    assert shell.json("people", "duplicates") == []
    shell.run("undo")
    assert shell.json("show", "people", "A1")["post"] == "助研"
    assert len(shell.json("people", "duplicates")) == 1


def test_two_are_said_not_to_be_one(shell: Shell) -> None:
    assert "kept as two" in shell.run("people", "distinct", "A1", "A2").out
    assert shell.json("people", "duplicates") == []


def test_a_merge_with_nobody_is_refused(shell: Shell) -> None:
    before = shell.json("list", "people")
    assert "A9" in shell.refused("people", "merge", "A1", "A9")
    assert "A1" in shell.refused("people", "merge", "A1", "A1")
    with shell.as_user("赵敏"):
        assert "赵敏" in shell.refused("people", "merge", "A1", "A2")
    assert shell.json("list", "people") == before
