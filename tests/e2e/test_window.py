"""The real program, driven by real keys alone, and what it did read back from the command line.

The picture of the screen is kept beside the workspace when a test fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.text import Translator
from ipdesk.operations import drafts, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.registers import register
from ipdesk.store import audit
from ipdesk.store.workspace import STORE, unlock
from tests.conftest import CHEAP, OFFICER
from tests.e2e.disclosure_story import MORE, NEW, PART, PASSPHRASE, TITLE, UNIT
from tests.e2e.display import LONGEST, Display, Program, until
from tests.e2e.home import Home

pytestmark = pytest.mark.slow


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class Place:
    """A private home with one workspace, and the program on it as window and as command."""

    def __init__(self, root: Path, display: Display) -> None:
        self.folder = root / "lab.ipdesk"
        self._home = Home(root, display)
        made, _ = workspaces.create(
            self.folder,
            name="某某实验室",
            code="LAB",
            highest="technical-secret",
            user=OFFICER,
            passphrase=PASSPHRASE,
            clock=now,
            cost=CHEAP,
        )
        made.close()
        self._key = root / "passphrase"
        self._key.write_text(PASSPHRASE, "utf-8")

    def start(self) -> Program:
        """Start the program on the workspace and return it with its window shown."""
        return self._home.start("--workspace", str(self.folder))

    def open(self, program: Program) -> None:
        """Type the passphrase and wait until the window has the desk."""
        program.type(PASSPHRASE)
        program.press("Return")
        until("the desk is open", lambda: self.holder().get("pid") == program.process.pid)

    def holder(self) -> dict[str, Any]:
        """Return who has the workspace open in a window, as the lock says; empty when nobody does."""
        lock = self.folder / "lock"
        text = lock.read_text("utf-8") if lock.exists() else ""
        return json.loads(text) if text.endswith("}") else {}

    def is_in_store(self, program: Program) -> bool:
        """Say whether a program has the store open."""
        for each in Path(f"/proc/{program.process.pid}/fd").iterdir():
            with suppress(FileNotFoundError):  # closed meanwhile
                if each.readlink() == self.folder / STORE:
                    return True
        return False

    @contextmanager
    def beside(self) -> Iterator[Desk]:
        """Open the workspace in the test itself, beside whatever window has it."""
        with unlock(self.folder, OFFICER, PASSPHRASE, now) as opened:
            yield Desk(opened, Translator("zh", resource_path("i18n")))

    def ask(self, *words: str) -> Any:
        """Run a command and return its answer."""
        options = ["--workspace", str(self.folder), "--passphrase-file", str(self._key), "--json"]
        done = subprocess.run(
            [sys.executable, "-m", "ipdesk", *words, *options],
            env=self._home.environment,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=True,
        )
        return json.loads(done.stdout)

    def disclosures(self) -> list[dict[str, Any]]:
        """Return all disclosures with all they hold."""
        found: list[dict[str, Any]] = self.ask("list", "disclosures")
        return found

    def draft_title(self) -> str:
        """Return the title in the draft of a new disclosure, "" when there is none."""
        with self.beside() as desk:
            kept = drafts.find_draft(desk, register("disclosures"))
            return str(kept.values.get("title", "")) if kept else ""

    def said(self) -> str:
        """Return what all programs wrote to the terminal."""
        return self._home.said()

    def end(self) -> None:
        """End what still runs."""
        self._home.end()


@pytest.fixture
def place(tmp_path: Path, display: Display, request: pytest.FixtureRequest) -> Iterator[Place]:
    """Return a fresh workspace; a picture of the screen stays behind when the test fails."""
    failed = request.session.testsfailed
    made = Place(tmp_path, display)
    yield made
    if request.session.testsfailed > failed:
        display.save_picture(tmp_path / "screen.png")
        print(f"{tmp_path / 'screen.png'}\n{made.said()}")  # shown with the failure
    made.end()


def type_level_and_title(program: Program, title: str) -> None:
    """Go through the findings of a new disclosure: the level, internal, and then the title."""
    program.press("F8", "Right", "space", "F8")
    program.type(title)


def unlockings(desk: Desk) -> int:
    """Return how often the workspace was unlocked, as its audit log says."""
    return sum(each.act == "unlock" for each in audit.entries(desk.workspace.db))


def saved(place: Place, **values: object) -> dict[str, Any]:
    """Wait until there is one disclosure and it holds the values; return it."""

    def found() -> list[dict[str, Any]]:
        return [each for each in place.disclosures() if values.items() <= each.items()]

    [record] = until(f"a disclosure with {values}", found)
    return record


def test_a_disclosure_is_written_and_found_again_by_keys_alone(place: Place) -> None:
    program = place.start()
    place.open(program)
    program.find(NEW)
    type_level_and_title(program, TITLE)
    program.press("ctrl+s")
    record = saved(place, title=TITLE, level="internal", state="draft", revision=1)

    program.press("ctrl+l")
    until("the desk is locked", lambda: not place.holder())
    assert not place.is_in_store(program)
    place.open(program)

    program.find(PART)
    program.press("F8")  # what is missing next in the record found: the unit
    program.type(UNIT)
    program.press("ctrl+s")
    assert saved(place, unit=UNIT, revision=2)["number"] == record["number"]

    program.press("ctrl+q")
    assert program.status() == 0
    assert not place.holder()
    assert len(place.disclosures()) == 1
    assert place.said() == ""


def test_a_second_window_is_refused_and_the_first_works_on(place: Place) -> None:
    first = place.start()
    place.open(first)
    holder = place.holder()
    assert holder["user"] == OFFICER

    second = place.start()
    with place.beside() as desk:
        before = unlockings(desk)
        second.type(PASSPHRASE)
        second.press("Return")
        until("the second passphrase is accepted", lambda: unlockings(desk) > before)
    until("the second window gives up", lambda: not place.is_in_store(second))
    assert place.holder() == holder
    second.press("ctrl+q")
    assert second.status() == 0

    first.find(NEW)
    type_level_and_title(first, TITLE)
    first.press("ctrl+s")
    saved(place, title=TITLE)
    assert place.holder() == holder
    assert place.said() == ""


def test_what_was_typed_survives_a_kill(place: Place) -> None:
    program = place.start()
    place.open(program)
    program.find(NEW)
    type_level_and_title(program, TITLE)
    until("a draft is kept", lambda: place.draft_title() == TITLE)
    with ThreadPoolExecutor(1) as hands:
        typing = hands.submit(program.type, MORE, 100)  # six seconds; a draft is kept every three
        until("typing goes on", lambda: len(place.draft_title()) > len(TITLE))
        program.kill()
        typing.result()
    assert place.disclosures() == []
    kept = place.draft_title()

    again = place.start()
    place.open(again)
    again.find(NEW)
    again.press("ctrl+s")
    assert saved(place, title=kept)["level"] == "internal"
    assert place.draft_title() == ""
    assert kept.startswith(TITLE)
    again.press("ctrl+q")
    assert again.status() == 0
    assert place.said() == ""
