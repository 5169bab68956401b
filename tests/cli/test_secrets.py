"""Technical secrets on the command line: texts kept, shown to readers and dropped, carriers, and the list of reviews."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.operations.test_protected import MARKER, TEXT

VALUES: dict[str, Any] = {
    "title": "青松二号", "level": "trade", "grade": "important",
    "carrier_log": [{"event": "made", "day": "2026-01-05", "carrier": "Z1", "form": "paper", "to_place": "保密柜"}],
}  # fmt: skip


@pytest.fixture
def number(shell: Shell, written: Callable[[str, Any], Path]) -> str:
    """Add a technical secret."""
    return str(shell.json("add", "secrets", "--from", written("密.json", VALUES))[0])


@pytest.fixture
def text(tmp_path: Path) -> str:
    """Write the protected text as a file."""
    (tmp_path / "密点.txt").write_text(TEXT, encoding="utf-8")
    return str(tmp_path / "密点.txt")


def test_a_text_is_kept_shown_reduced_and_dropped(shell: Shell, number: str, text: str) -> None:
    kept = shell.json("secret", "keep", number, text, "--reader", "李明")
    assert (kept["kept"], kept["readers"], kept["marking"]) == ("text", ["李明"], "trade-important")
    assert shell.json("secret", "show", number)["text"] == TEXT
    assert MARKER in shell.run("secret", "show", number).out
    shell.run("secret", "keep", number, text, status=1)
    shell.run("secret", "reduce", number, status=1)
    assert shell.json("secret", "reduce", number, "--for-good")["kept"] == "fingerprints"
    shell.run("secret", "show", number, status=1)
    assert [each["kept"] for each in shell.json("secret", "texts")] == ["fingerprints"]
    assert shell.json("secret", "drop", number, "--reason", "已解除")["kept"] == "nothing"


def test_nothing_but_show_tells_the_text(shell: Shell, number: str, text: str) -> None:
    for words in (
        ("secret", "keep", number, text, "--reader", "李明"),
        ("secret", "texts"),
        ("secret", "readers", number, "--none"),
        ("secret", "show", number),
        ("show", "secrets", number, "--history"),
        ("search", MARKER),
        ("list", "secrets"),
    ):
        for asked in (words, ("--json", *words)):
            ran = shell.run(*asked, status=None)
            assert TEXT[:20] not in ran.out + ran.err, words


def test_readers_are_named_or_none_is(shell: Shell, number: str, text: str) -> None:
    shell.json("secret", "keep", number, text)
    shell.run("secret", "readers", number, status=2)
    assert "themselves" in shell.run("secret", "readers", number, "李明", status=1).err


def test_carriers_are_listed_where_they_are(shell: Shell, number: str) -> None:
    [carrier] = shell.json("secret", "carriers", number)
    assert (carrier["carrier"], carrier["form"], carrier["place"]) == ("Z1", "paper", "保密柜")
    assert "Paper" in shell.run("secret", "carriers", number).out


def test_the_list_of_reviews_is_written(shell: Shell, number: str, tmp_path: Path) -> None:
    answer = shell.json("report", "secrets", "--pdf", tmp_path / "a.pdf", "--xlsx", tmp_path / "a.xlsx")
    assert answer["secrets"] == []
    assert [Path(each["file"]).name for each in answer["files"]] == ["a.pdf", "a.xlsx"]
    assert "Next review" in shell.run("report", "secrets").out
