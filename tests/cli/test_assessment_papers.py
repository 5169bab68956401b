"""The documents of an assessment from the command line: each by its name, again byte for byte, and refused where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ipdesk.model.text import Translator
from ipdesk.operations import assessments
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.store.workspace import unlock
from tests.cli.conftest import Shell
from tests.operations.assessing import answered_case, decision


@contextmanager
def desk_of(shell: Shell) -> Iterator[Desk]:
    """Open the workspace of a shell as its officer."""
    clock = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
    with unlock(shell.folder, shell.user, shell.passphrase, lambda: clock) as space:
        yield Desk(space, Translator("en", resource_path("i18n")))


@pytest.fixture
def number(shell: Shell) -> str:
    """Return the number of an assessment that is ready to be decided."""
    with desk_of(shell) as desk:
        return answered_case(desk, "file-cn")


def test_each_is_printed_by_its_name_and_again(shell: Shell, number: str, tmp_path: Path) -> None:
    shell.run("print", "assessments", number, tmp_path / "表.pdf")
    told = shell.refused("print", "assessments", number, tmp_path / "包.pdf", "--document", "evidence")
    assert "No decision" in told
    with desk_of(shell) as desk:
        assessments.decide(desk, number, decision("file-cn"))
    for name in ("form", "decision", "evidence"):
        made = shell.json("print", "assessments", number, tmp_path / f"{name}.pdf", "--document", name)
        shell.run("reprint", str(made["serial"]), tmp_path / f"{name}2.pdf")
        again = (tmp_path / f"{name}2.pdf").read_bytes()
        assert again == (tmp_path / f"{name}.pdf").read_bytes()
    shell.run("print", "assessments", number, tmp_path / "表.docx")
    assert (tmp_path / "表.docx").read_bytes().startswith(b"PK")
    told = shell.refused("reprint", "1", tmp_path / "旧.pdf")
    assert "changed after" in told
