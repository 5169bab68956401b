"""Somebody at the program: reads the screen as a screen reader tells it, presses keys and clicks.

Nothing here knows a page. Fields are gone to by their labels and acts are done from the palette, so that a page
may be laid out anew without a word changed in a story.
"""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from tests.e2e.display import EVERY, Program, until
from tests.e2e.screen_reader import Node, ScreenReader

CHINESE: Final = Translator("zh", resource_path("i18n"))
PALETTE: Final = CHINESE.label("Find a record or run a command")
# What can have the keyboard; the current row of a list says that it has it even when the list has not.
FIELDS: Final = (
    "text",
    "password text",
    "check box",
    "radio button",
    "push button",
    "combo box",
    "table",
    "list",
)
MOST_STEPS: Final = 40  # keys to a field, at most
STEP: Final = 5.0  # seconds in which a key has led on; it may also lead to where the keyboard is


class Person:
    """Reads through `reader` what `program` shows, and acts on it."""

    def __init__(self, program: Program, reader: ScreenReader) -> None:
        self.program, self._reader = program, reader

    def screen(self, *, all: bool = False) -> list[Node]:
        """Return what is on the screen, or with `all` what a screen reader could get hold of."""
        return _labelled(self._reader.read(self.program.process.pid, all=all))

    def sees(self, name: str, role: str = "", *states: str) -> Node | None:
        """Return the first thing of a name, None when it is not on the screen."""
        for each in self.screen():
            if each.name == name and role in ("", each.role) and each.states.issuperset(states):
                return each
        return None

    def finds(self, name: str, role: str = "", *states: str) -> Node:
        """Wait for a thing of a name and return it."""
        return until(f"{name!r} is on the screen", lambda: self.sees(name, role, *states))

    def reads(self, pattern: str) -> re.Match[str]:
        """Wait for words on the screen that match a pattern, and return the match."""

        def found() -> re.Match[str] | None:
            matches = (re.search(pattern, each.says()) for each in self.screen())
            return next((each for each in matches if each), None)

        return until(f"the screen says {pattern!r}", found)

    def field(self) -> Node | None:
        """Return what has the keyboard."""
        had = [each for each in self.screen() if "focused" in each.states and each.role in FIELDS]
        return had[-1] if had else None

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self.program.press(*keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self.program.type(text)

    def click(self, name: str, role: str = "") -> None:
        """Wait for a thing of a name that can be used, and click into its middle."""
        left, top, width, height = self.finds(name, role, "enabled").box
        self.program.click(left + width // 2, top + height // 2)

    def goes_to(self, label: str, key: str = "Tab") -> Node:
        """Press a key until a field of a label, or one of the choices in it, has the keyboard."""
        here = self.field()
        for _ in range(MOST_STEPS):
            if here is not None and _is(here, label):
                return here
            before, end = here, time.monotonic() + STEP
            self.press(key)
            while (here := self.field()) in (None, before) and time.monotonic() < end:
                time.sleep(EVERY)
        raise AssertionError(f"{key} does not lead to {label!r}")

    def fills(self, label: str, text: str, key: str = "Tab") -> None:
        """Go to a field, type into it, and wait until it holds the text."""
        self.goes_to(label, key)
        self.type(text)
        until(f"{label!r} holds {text!r}", lambda: (here := self.field()) is not None and text in here.text)

    def chooses(self, label: str, option: str, key: str = "Tab") -> None:
        """Go to a field of choices by a key, and turn one of them on."""
        self.goes_to(label, key)
        self.goes_to(f"{label}: {option}", "Right")
        self.press("space")
        self.finds(f"{label}: {option}", "", "checked")

    def picks(self, label: str, option: str, key: str = "Tab") -> None:
        """Go to a list to choose from, and go down in it to an option."""
        self.goes_to(label, key)
        for _ in range(MOST_STEPS):
            here = self.field()
            if here is not None and here.text == option:
                return
            self.press("Down")
            self._waits_for_another(here, label)
        raise AssertionError(f"{label!r} does not offer {option!r}")

    def _waits_for_another(self, field: Node | None, label: str) -> None:
        until(f"{label!r} goes on", lambda: self.field() not in (None, field))

    def runs(self, act: str) -> None:
        """Run an act by its name, or open a record by its number, from the palette."""
        self.press("ctrl+k")
        self.type(act)  # not looked at before: the list of all that can be done is long

        def chosen() -> bool:
            """Go up or down in the list towards the wanted line; say whether it is chosen."""
            screen = self.screen()
            here = next((index for index, each in enumerate(screen) if each.name == PALETTE), len(screen))
            lines = [each for each in screen[here:] if each.role == "list item"]
            wanted = next((index for index, each in enumerate(lines) if _names(each, act)), None)
            at = next((index for index, each in enumerate(lines) if "selected" in each.states), None)
            if wanted is not None and at is not None and wanted != at:
                self.press("Down" if wanted > at else "Up")
            return wanted is not None and wanted == at

        until(f"the palette offers {act!r}", chosen)
        self.press("Return")
        until("the palette is gone", lambda: self.sees(PALETTE, "text") is None)

    def confirms(self, act: str) -> None:
        """Answer the dialog that asks for a decision by doing what it asks about."""
        self.program.turn_to_dialog()
        self.goes_to(act)
        self.press("space")
        self.program.turn_back()

    def saves_as(self, place: Path) -> None:
        """Answer the dialog that asks where to write a file, which folder to write into, or which file to read."""
        self.program.turn_to_dialog()
        self.press("ctrl+a")
        self.type(str(place))
        self.press("Return")
        self.program.turn_back()


def _is(field: Node, label: str) -> bool:
    """Say whether a field has a label, or is a choice in one that has; what has no label is known by what is chosen in it."""
    if field.role == "combo box" and not field.name:
        return field.text == label
    return field.name == label or field.name.startswith(f"{label}: ")


def _labelled(nodes: list[Node]) -> list[Node]:
    """Give each list to choose from the name of what it lies in: on Linux Qt names it by what is chosen."""
    path: dict[int, str] = {}
    found = []
    for each in nodes:
        path[each.depth] = each.name
        is_combo = each.role == "combo box"
        found.append(replace(each, name=path.get(each.depth - 1, ""), text=each.name) if is_combo else each)
    return found


def _names(line: Node, act: str) -> bool:
    """Say whether a line of the palette is an act, which may be followed by its key, or begins with a number."""
    return line.name == act or line.name.startswith(f"{act}  ")
