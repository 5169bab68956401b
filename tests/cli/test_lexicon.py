"""The commands that set risks aside, list what is, and take it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell
from tests.operations.cases import disclosure
from tests.operations.reviewing import SOLUTION, manuscript

Written = Callable[[str, Any], Path]


def test_a_risk_is_set_aside_by_its_key_listed_and_taken_back(
    shell: Shell, written: Written, tmp_path: Path
) -> None:
    shell.json("add", "disclosures", "--from", written("一.json", disclosure(solution=SOLUTION)))
    file = manuscript(tmp_path, SOLUTION)
    [finding] = shell.run("--json", "review", file, status=1).json["findings"]
    [number] = shell.json("lexicon", "set-aside", file, finding["key"], "--reason", "通用句式")
    found = shell.json("review", file)
    assert found["findings"] == [] and [each["why"] for each in found["set_aside"]] == ["通用句式"]
    [held] = shell.json("lexicon", "list")
    assert (held["id"], held["kind"], held["record"]) == (number, "stock", finding["record"])
    assert "通用句式" in shell.run("lexicon", "list").out
    shell.run("lexicon", "take-back", str(number))
    assert shell.run("review", file, status=1).status == 1
    assert shell.run("lexicon", "set-aside", file, "0" * 16, "--reason", "无", status=1).status == 1
