"""A start without words shows the window, and what goes wrong there is said without the words of a record."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from ipdesk.app import main
from ipdesk.gui import application

ROOT: Final = Path(__file__).resolve().parents[1]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Return the folders on which the window was opened."""
    folders: list[Path | None] = []

    def open_window(translator: object, settings: object, clock: object, folder: Path | None) -> int:
        folders.append(folder)
        return 3

    monkeypatch.setattr(application, "open_window", open_window)
    monkeypatch.setenv("DISPLAY", ":0")
    return folders


def test_a_start_without_words_shows_the_window(asked: list[Path | None]) -> None:
    assert main([]) == 3
    assert asked == [None]


def test_the_window_opens_on_the_workspace_that_is_named(
    asked: list[Path | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPDESK_WORKSPACE", str(tmp_path / "lab"))
    assert main([]) == 3
    assert main(["--workspace", str(tmp_path / "other.ipdesk")]) == 3
    assert asked == [tmp_path / "lab.ipdesk", tmp_path / "other.ipdesk"]


def test_a_defect_of_the_window_is_said_by_kind_and_place_alone(
    asked: list[Path | None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise ValueError("量子秘密")

    monkeypatch.setattr(application, "open_window", fail)
    assert main(["--lang", "en"]) == 1
    assert main([]) == 1
    said = capsys.readouterr().err
    assert said.count("ValueError") == 2
    assert "量子" not in said


def test_the_command_line_is_loaded_for_commands_alone() -> None:
    script = (
        "import ipdesk.app, sys; print(*[name for name in sys.modules if name in ('click', 'ipdesk.cli')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == []


def test_no_start_waits_for_what_compares_texts() -> None:
    code = (
        "import sys, ipdesk.cli, ipdesk.gui.desk_pages; ipdesk.cli.tree();"
        " print(*[name for name in ('numpy', 'ahocorasick_rs', 'ipdesk.operations.reviews') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
