"""Fixtures for the stories at the real program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ipdesk import app
from ipdesk.operations import workspaces
from tests.conftest import CHEAP
from tests.e2e import assessment_story, disclosure_story
from tests.e2e import disclosure_story as disclosing
from tests.e2e.another_day import clock_moved, command_moved
from tests.e2e.command_line import CommandLine
from tests.e2e.display import Display
from tests.e2e.person import Person
from tests.e2e.stage import Stage


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Display]:
    """Return a private display whose keyboard has the Chinese characters that the stories of a module type."""
    typed = getattr(request.module, "TYPED", (*disclosure_story.TYPED, *assessment_story.TYPED))
    made = Display(tmp_path_factory.mktemp("display"), "".join(typed))
    yield made
    made.close()


@pytest.fixture
def stage(tmp_path: Path, display: Display, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Return an empty home with a screen reader; what is on the screen stays behind when the test fails."""
    failed = request.session.testsfailed
    made = Stage(tmp_path, display)
    yield made
    if request.session.testsfailed > failed:
        made.keep(tmp_path)
    made.end()


@pytest.fixture
def moved() -> timedelta:
    """Return by how much the clock of the desk goes from that of the machine; a story may play on a day of its own."""
    return timedelta()


@pytest.fixture
def line(tmp_path: Path, moved: timedelta, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Return the command line on a fresh workspace."""
    monkeypatch.setattr(app, "_now", clock_moved(moved))
    folder = tmp_path / "lab.ipdesk"
    made, _ = workspaces.create(
        folder,
        name=disclosing.LAB,
        code="LAB",
        highest="technical-secret",
        user=disclosing.USER,
        passphrase=disclosing.PASSPHRASE,
        clock=clock_moved(moved),
        cost=CHEAP,
    )
    made.close()
    return CommandLine(folder, disclosing.PASSPHRASE, tmp_path)


@pytest.fixture
def sit_down(stage: Stage, line: CommandLine, moved: timedelta) -> Iterator[Callable[[], Person]]:
    """Return a function that opens the workspace in the window; nothing may have been written to the terminal."""

    def sits() -> Person:
        person = stage.sit_down("--workspace", str(line.workspace), under=command_moved(moved))
        disclosing.unlock(person)
        return person

    yield sits
    assert stage.home.said() == ""
