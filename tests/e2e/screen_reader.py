"""What a screen reader gets to know of the real program: read through AT-SPI, by a process beside the tests.

This one file is both sides. The tests import `ScreenReader` and `Node`; the process is this file run by the
system's own Python, which has the D-Bus library (gi) that the environment of the tests lacks. It asks for all
of a level at once: one question after the other, a form would take seconds.

By hand, to print what is on the screen:  /usr/bin/python3 tests/e2e/screen_reader.py PID [all]
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

SYSTEM_PYTHON: Final = "/usr/bin/python3"
LONGEST_MS: Final = 20_000  # for one answer of the program
MOST_CHILDREN: Final = 500  # a big table is not walked
REGISTRY: Final = "org.a11y.atspi.Registry"
ROOT: Final = "/org/a11y/atspi/accessible/root"
ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
Box = tuple[int, int, int, int]  # left, top, width and height in pixels
Question = tuple[Sequence[str], str, str, Any]  # objects, interface, method and arguments
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


class ScreenReader:
    """The process that reads; `environment` must name the session bus that the program is on."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, "-s", __file__],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def read(self, pid: int, *, all: bool = False) -> list[Node]:
        """Return what a program has on the screen, parents before children; empty when that is nothing.

        With `all` also what is hidden or scrolled away, which a screen reader may ask for all the same.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{pid} {'all' if all else ''}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the screen reader ended; sh packaging/setup.sh --tests brings what it needs"
        return [_node(each) for each in json.loads(answer)]

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


def _node(raw: Mapping[str, Any]) -> Node:
    return Node(**{**raw, "states": frozenset(raw["states"]), "box": tuple(raw["box"])})


class Bus:
    """The bus of the accessible programs, asked in bundles. Only the process beside the tests has one."""

    def __init__(self) -> None:
        self._gio: Any = importlib.import_module("gi.repository.Gio")
        self._glib: Any = importlib.import_module("gi.repository.GLib")
        session = self._gio.bus_get_sync(self._gio.BusType.SESSION, None)
        address = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, LONGEST_MS, None
        ).unpack()[0]
        flags = self._gio.DBusConnectionFlags
        self._roles: dict[str, dict[str, str]] = {}  # by program and object, whose role never changes
        self._bus = self._gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
        )

    def ask(
        self, who: str, paths: Sequence[str], interface: str, method: str, arguments: Any = None
    ) -> dict[str, Any]:
        """Ask all objects the same at once; those that are gone meanwhile or cannot answer are left out."""
        return self._ask_all(who, [(paths, interface, method, arguments)])[0]

    def _ask_all(self, who: str, questions: Sequence[Question]) -> list[dict[str, Any]]:
        """Ask several questions at once, each of its own objects, since waiting for answers takes long."""
        answers: list[dict[str, Any]] = [{} for _ in questions]
        loop, left = self._glib.MainLoop(), sum(len(paths) for paths, *_ in questions)

        def heard(bus: Any, result: Any, place: tuple[int, str]) -> None:
            nonlocal left
            with suppress(self._glib.Error):
                answers[place[0]][place[1]] = bus.call_finish(result).unpack()[0]
            left -= 1
            if not left:
                loop.quit()

        for index, (paths, interface, method, arguments) in enumerate(questions):
            for path in paths:
                given = None if arguments is None else self._glib.Variant(*arguments)
                self._bus.call(
                    who, path, interface, method, given, None, 0, LONGEST_MS, None, heard, (index, path)
                )
        if left:
            loop.run()
        return answers

    def tree(self, pid: int, all: bool) -> list[dict[str, Any]]:
        """Return what a program shows, depth first."""
        found: list[dict[str, Any]] = []
        bus, path = "org.freedesktop.DBus", "/org/freedesktop/DBus"
        for who, root in self.ask(REGISTRY, [ROOT], ACCESSIBLE, "GetChildren").get(ROOT, ()):
            if self.ask(bus, [path], bus, "GetConnectionUnixProcessID", ("(s)", (who,))).get(path) == pid:
                found += self._walk(who, root, all)
        return found

    def _walk(self, who: str, root: str, all: bool) -> list[dict[str, Any]]:
        """Read level by level, which asks little often, and put it in the order of the tree."""
        made: dict[str, dict[str, Any]] = {}
        below: dict[str, list[str]] = {}
        level: dict[str, Box] = {root: EVERYWHERE}  # each with the place that what it lies in leaves it
        depth = 0
        while level:
            following: dict[str, Box] = {}
            for path, raw in self._read(who, level, all).items():
                below[path], room = raw.pop("below"), raw.pop("room")
                made[path] = {**raw, "depth": depth}
                following.update((child, room) for child in below[path] if child not in made)
            level, depth = following, depth + 1
        return list(_in_order(root, made, below))

    def _read(self, who: str, level: Mapping[str, Box], all: bool) -> dict[str, dict[str, Any]]:
        """Read what is shown of one level, each with what is `below` it and the `room` that has on the screen."""
        answers = self.ask(who, list(level), ACCESSIBLE, "GetState")
        states = {path: _named(*each) for path, each in answers.items()}
        shown = [path for path in states if all or path == ROOT or "showing" in states[path]]
        known = self._roles.setdefault(who, {})
        new = [path for path in shown if path not in known]
        told, boxes = self._ask_all(
            who,
            [
                (new, ACCESSIBLE, "GetRoleName", None),
                (shown, "org.a11y.atspi.Component", "GetExtents", ("(u)", (0,))),
            ],
        )
        known.update(told)
        roles = {path: known[path] for path in shown if path in known}
        rooms = {path: _room(roles.get(path, ""), boxes.get(path, NOWHERE), level[path]) for path in shown}
        shown = [path for path in shown if path in roles and (all or _has_size(rooms[path]))]
        inner = [path for path in shown if all or roles[path] not in LEAVES]
        written = [path for path in shown if roles[path] in WITH_TEXT]
        names, descriptions, texts, below = self._ask_all(
            who,
            [
                (shown, PROPERTIES, "Get", ("(ss)", (ACCESSIBLE, "Name"))),
                (shown if all else [], PROPERTIES, "Get", ("(ss)", (ACCESSIBLE, "Description"))),
                (written, "org.a11y.atspi.Text", "GetText", ("(ii)", (0, -1))),
                (inner, ACCESSIBLE, "GetChildren", None),
            ],
        )
        return {
            path: {
                "role": roles[path],
                "name": names.get(path, ""),
                "description": descriptions.get(path, ""),
                "text": texts.get(path, ""),
                "states": sorted(states[path]),
                "box": boxes.get(path, NOWHERE),
                "below": [child for _, child in below.get(path, ())][:MOST_CHILDREN],
                "room": rooms[path],
            }
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


def _named(low: int, high: int) -> set[str]:
    """Return the names of the states that are set in AT-SPI's two words of bits."""
    bits = low | high << 32
    return {name for place, name in STATES.items() if bits >> place & 1}


def _in_order(
    path: str, made: Mapping[str, dict[str, Any]], below: Mapping[str, list[str]]
) -> Iterable[dict[str, Any]]:
    if path in made:
        yield made[path]
        for child in below[path]:
            yield from _in_order(child, made, below)


def serve(ask: Iterable[str], answer: Callable[[str], object]) -> None:
    """Answer each line, the id of a process and perhaps “all”, with a line of JSON."""
    bus = Bus()
    for line in ask:
        pid, *more = line.split()
        answer(json.dumps(bus.tree(int(pid), bool(more)), ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for each in Bus().tree(int(sys.argv[1]), sys.argv[2:] == ["all"]):
            print(_node(each).line())
    else:
        serve(sys.stdin, lambda line: print(line, flush=True))
