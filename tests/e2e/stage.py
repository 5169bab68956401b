"""Where a story plays: an empty home on a display, a screen reader in it, and whoever sits down there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.e2e.display import Display
from tests.e2e.home import Home
from tests.e2e.person import Person
from tests.e2e.screen_reader import ScreenReader

PICTURES: Final = "STORY_PICTURES"


class Stage:
    """An empty home on a display, with a screen reader in it."""

    def __init__(self, root: Path, display: Display) -> None:
        self.home = Home(root, display)
        self._display = display
        self.home.open_bus()
        self.reader = ScreenReader(self.home.environment["DBUS_SESSION_BUS_ADDRESS"])
        self.persons: list[Person] = []

    def sit_down(self, *words: str, under: Sequence[str] = ()) -> Person:
        """Start the program, by the command `under` if one is given, and return somebody who sits before it."""
        self.persons.append(Person(self.home.start(*words, under=under), self.reader))
        return self.persons[-1]

    def show(self, name: str) -> None:
        """Keep a picture of the screen in the folder that STORY_PICTURES of the environment names, if it names one."""
        if folder := os.environ.get(PICTURES):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._display.xdotool("mousemove", "1399", "899")  # where the pointer hides nothing
            self._display.save_picture(Path(folder) / f"{name}.png")

    def keep(self, folder: Path) -> None:
        """Keep what is on the screen, as a picture and as the screen reader has it."""
        self._display.save_picture(folder / "screen.png")
        running = [each for each in self.persons if each.program.process.poll() is None]
        lines = [node.line() for each in running for node in each.screen()]
        (folder / "screen.txt").write_text("\n".join(lines), "utf-8")
        print(f"{folder}/screen.png\n{folder}/screen.txt\n{self.home.said()}")  # shown with the failure

    def end(self) -> None:
        """End what still runs."""
        self.reader.close()
        self.home.end()
