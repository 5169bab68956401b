"""The command that checks manuscripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell
from tests.operations.cases import disclosure
from tests.operations.reviewing import SOLUTION, manuscript

Written = Callable[[str, Any], Path]


def test_a_risk_is_printed_as_a_program_reads_it(shell: Shell, written: Written, tmp_path: Path) -> None:
    shell.json("add", "disclosures", "--from", written("一.json", disclosure(solution=SOLUTION)))
    file, text = manuscript(tmp_path, SOLUTION), tmp_path / "读.txt"
    done = shell.run("--json", "review", file, "--text", text, status=1)
    found = done.json
    assert set(found) == {
        "file",
        "sha256",
        "characters",
        "unread",
        "compared",
        "not_compared",
        "findings",
        "set_aside",
    }
    (finding,) = found["findings"]
    assert set(finding) == {
        "kind", "severity", "start", "end", "page", "text", "reason", "basis", "register", "record", "record_start",
        "record_end", "score", "clears", "key", "handled",
    }  # fmt: skip
    assert text.read_text(encoding="utf-8")[finding["start"] : finding["end"]] == finding["text"]
    assert (finding["severity"], finding["register"]) == ("defer", "disclosures")


def test_a_manuscript_without_risks_exits_with_0_and_is_not_called_safe(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("review", manuscript(tmp_path))
    assert done.status == 0
    assert "it clears nothing" in done.out
