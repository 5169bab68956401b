"""Saved filters from the command line: made, used by lists and exports, renamed, removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Shell
from tests.operations.cases import disclosure

Written = Callable[[str, Any], Path]


@pytest.fixture
def filled(shell: Shell, written: Written) -> Shell:
    """Return a shell over three disclosures of three quarters."""
    many = [
        disclosure(title=f"成果{day[:7]}", level=level, submitted=day, completed=day)
        for day, level in (("2025-12-31", "public"), ("2026-01-15", "internal"), ("2026-03-31", "public"))
    ]
    shell.run("add", "disclosures", "--from", written("多.json", many))
    return shell


def titles(shell: Shell, *words: str) -> list[str]:
    return sorted(each["title"] for each in shell.json("list", "disclosures", *words))


def test_days_are_asked_for_by_period(filled: Shell) -> None:
    assert titles(filled, "--where", "submitted=2026Q1") == ["成果2026-01", "成果2026-03"]
    assert titles(filled, "--where", "submitted=2025-12-31..2026-01-31") == ["成果2025-12", "成果2026-01"]
    assert titles(filled, "--where", "completed=..2025") == ["成果2025-12"]
    assert len(titles(filled, "--where", "changed=本周")) == 3
    assert "not a period" in filled.refused("list", "disclosures", "--where", "submitted=前年")


def test_a_filter_is_saved_and_used_by_lists_and_exports(filled: Shell, tmp_path: Path) -> None:
    said = filled.json("view", "save", "disclosures", "一季度", "--where", "submitted=2026Q1")
    assert said["where"] == [["submitted", "2026Q1"]]
    assert titles(filled, "--view", "一季度") == ["成果2026-01", "成果2026-03"]
    assert titles(filled, "--view", "一季度", "--where", "level=公开") == ["成果2026-03"]
    assert titles(filled, "--view", "一季度", "--search", "2026-01") == ["成果2026-01"]
    assert filled.json("export", "disclosures", "簿.xlsx", "--view", "一季度")["records"] == 2
    cells = {str(cell) for row in load_workbook(tmp_path / "簿.xlsx").worksheets[0].values for cell in row}
    assert {"成果2026-01", "成果2026-03"} <= cells
    assert "成果2025-12" not in cells


def test_saved_filters_are_listed_renamed_and_removed(filled: Shell) -> None:
    filled.run("view", "save", "disclosures", "公开的", "--where", "level=公开", "--search", "成果")
    assert "level=公开" in filled.run("view", "list", "disclosures").out
    filled.run("view", "rename", "disclosures", "公开的", "可公开")
    assert [each["name"] for each in filled.json("view", "list", "disclosures")] == ["可公开"]
    assert "可公开" in filled.refused("list", "disclosures", "--view", "公开的")
    filled.run("view", "remove", "disclosures", "可公开")
    assert filled.json("view", "list", "disclosures") == []
    filled.refused("list", "disclosures", "--view", "可公开")


def test_a_saved_filter_is_its_owners(filled: Shell) -> None:
    filled.run("view", "save", "disclosures", "我的")
    with filled.as_user("赵敏") as reader:
        assert reader.json("view", "list", "disclosures") == []
        reader.refused("list", "disclosures", "--view", "我的")
