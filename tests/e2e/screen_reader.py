"""What a screen reader gets to know of the real program, read through AT-SPI.

It asks for all of a level at once: one question after the other, a form would take seconds.

By hand, to print what is on the screen:  .venv/bin/python -m tests.e2e.screen_reader PID [all]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tests.e2e.accessible_bus import AT_BUS, BUS, NONE, AccessibleBus

MOST_CHILDREN: Final = 500  # a big table is not walked
REGISTRY: Final = "org.a11y.atspi.Registry"
ROOT: Final = "/org/a11y/atspi/accessible/root"
ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
Box = tuple[int, int, int, int]  # left, top, width and height in pixels
NOWHERE: Final = (0, 0, 0, 0)
EVERYWHERE: Final = (-100_000, -100_000, 200_000, 200_000)
WINDOWS: Final = ("frame", "dialog", "alert", "window", "popup menu", "tool tip")
WITH_TEXT: Final = ("text", "password text")
LEAVES: Final = (*WITH_TEXT, "label", "push button", "check box", "radio button", "list item", "cell")

# The states asked about, by their places in AT-SPI's list of states.
STATES: Final = {
    1: "active", 4: "checked", 7: "editable", 8: "enabled", 11: "focusable", 12: "focused",
    16: "modal", 23: "selected", 25: "showing",
}  # fmt: skip


@dataclass(frozen=True)
class Node:
    """One thing on the screen as a screen reader has it."""

    depth: int
    role: str
    name: str
    description: str
    text: str
    states: frozenset[str]
    box: Box

    def says(self) -> str:
        """Return all words of it that a screen reader would speak."""
        return " ".join(each for each in (self.name, self.text, self.description) if each)

    def line(self) -> str:
        """Return it as a line of the printed tree."""
        words = "".join(f" {each!r}" for each in (self.name, self.text, self.description) if each)
        return f"{'  ' * self.depth}{self.role}{words} {','.join(sorted(self.states))} {self.box}"


@dataclass(frozen=True)
class Found:
    """A thing with the room it has on the screen and the paths of what lies in it."""

    node: Node
    room: Box
    below: list[str]


class ScreenReader:
    """Reads what programs show who are on the session bus of that address; close it when done."""

    def __init__(self, session: str) -> None:
        bus = AccessibleBus(session)
        place = "/org/a11y/bus"
        address = bus.ask("org.a11y.Bus", [place], "org.a11y.Bus", "GetAddress").get(place)
        bus.close()
        assert address, "nothing for screen readers is here; sh packaging/setup.sh --tests brings it"
        self._bus = AccessibleBus(address)
        self._roles: dict[str, dict[str, str]] = {}  # by program and object, whose role never changes

    def read(self, pid: int, *, all: bool = False) -> list[Node]:
        """Return what a program has on the screen, parents before children; empty when that is nothing.

        With `all` also what is hidden or scrolled away, which a screen reader may ask for all the same.
        """
        found: list[Node] = []
        for who, root in self._bus.ask(REGISTRY, [ROOT], ACCESSIBLE, "GetChildren").get(ROOT, ()):
            asked = self._bus.ask(BUS, [AT_BUS], BUS, "GetConnectionUnixProcessID", ("s", (who,)))
            if asked.get(AT_BUS) == pid:
                found += self._walk(who, root, all)
        return found

    def close(self) -> None:
        """End the connection."""
        self._bus.close()

    def _walk(self, who: str, root: str, all: bool) -> Iterable[Node]:
        """Read level by level, which asks little often, and give it in the order of the tree."""
        found: dict[str, Found] = {}
        level: dict[str, Box] = {root: EVERYWHERE}  # each with the place that what it lies in leaves it
        depth = 0
        while level:
            new = self._read(who, level, depth, all)
            found.update(new)
            level = {path: each.room for each in new.values() for path in each.below if path not in found}
            depth += 1
        return _in_order(root, found)

    def _read(self, who: str, level: Mapping[str, Box], depth: int, all: bool) -> dict[str, Found]:
        """Read what is shown of one level."""
        answers = self._bus.ask(who, list(level), ACCESSIBLE, "GetState")
        states = {path: _named(*each) for path, each in answers.items()}
        shown = [path for path in states if all or path == ROOT or "showing" in states[path]]
        known = self._roles.setdefault(who, {})
        new = [path for path in shown if path not in known]
        told, boxes = self._bus.ask_all(
            who,
            [
                (new, ACCESSIBLE, "GetRoleName", NONE),
                (shown, "org.a11y.atspi.Component", "GetExtents", ("u", (0,))),
            ],
        )
        known.update(told)
        roles = {path: known[path] for path in shown if path in known}
        rooms = {path: _room(roles.get(path, ""), boxes.get(path, NOWHERE), level[path]) for path in shown}
        shown = [path for path in shown if path in roles and (all or _has_size(rooms[path]))]
        inner = [path for path in shown if all or roles[path] not in LEAVES]
        written = [path for path in shown if roles[path] in WITH_TEXT]
        names, descriptions, texts, below = self._bus.ask_all(
            who,
            [
                (shown, PROPERTIES, "Get", ("ss", (ACCESSIBLE, "Name"))),
                (shown if all else [], PROPERTIES, "Get", ("ss", (ACCESSIBLE, "Description"))),
                (written, "org.a11y.atspi.Text", "GetText", ("ii", (0, -1))),
                (inner, ACCESSIBLE, "GetChildren", NONE),
            ],
        )
        return {
            path: Found(
                Node(
                    depth,
                    roles[path],
                    names.get(path, ""),
                    descriptions.get(path, ""),
                    texts.get(path, ""),
                    states[path],
                    boxes.get(path, NOWHERE),
                ),
                rooms[path],
                [child for _, child in below.get(path, ())][:MOST_CHILDREN],
            )
            for path in shown
        }


def _room(role: str, box: Box, around: Box) -> Box:
    """Return the part of a box that is on the screen; windows lie over others, programs have no box."""
    if role == "application":
        return EVERYWHERE
    if role in WINDOWS:
        return box
    left, top = max(box[0], around[0]), max(box[1], around[1])
    right, bottom = min(box[0] + box[2], around[0] + around[2]), min(box[1] + box[3], around[1] + around[3])
    return left, top, right - left, bottom - top


def _has_size(box: Box) -> bool:
    return box[2] > 0 and box[3] > 0


def _named(low: int, high: int) -> frozenset[str]:
    """Return the names of the states that are set in AT-SPI's two words of bits."""
    bits = low | high << 32
    return frozenset(name for place, name in STATES.items() if bits >> place & 1)


def _in_order(path: str, found: Mapping[str, Found]) -> Iterable[Node]:
    if path in found:
        yield found[path].node
        for child in found[path].below:
            yield from _in_order(child, found)


if __name__ == "__main__":
    for each in ScreenReader(os.environ["DBUS_SESSION_BUS_ADDRESS"]).read(
        int(sys.argv[1]), all=sys.argv[2:] == ["all"]
    ):
        print(each.line())
