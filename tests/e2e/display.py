"""A screen of its own for the real program: a private X server, real keys, its picture when a test fails.

Needs Xvfb and xdotool, no window manager. What the program did is never read from the picture.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtGui import QImage

T = TypeVar("T")

LONGEST: Final = 60.0  # seconds that anything may take on a busy machine
LONGEST_CALL: Final = 20.0  # seconds for one call of xdotool
EVERY: Final = 0.05  # seconds between two looks
# -r: a key that a busy machine holds for long is typed once.
ALONE: Final = ("-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset", "-r")
SPARE_KEYS: Final = range(150, 255)  # key codes that no letter or digit of a keyboard has

# Characters that no keyboard has get a key each. Left to itself, xdotool would change the keyboard for
# every character it types, and a program that is late to ask would see the next one.
KEYBOARD: Final = """xkb_keymap {{
  xkb_keycodes {{ include "evdev+aliases(qwerty)" {codes} }};
  xkb_types {{ include "complete" }};
  xkb_compat {{ include "complete" }};
  xkb_symbols {{ include "pc+us" {symbols} }};
}};"""


def until(what: str, found: Callable[[], T | None], seconds: float = LONGEST) -> T:
    """Wait until `found` returns something true and return that; `what` says what was waited for."""
    end = time.monotonic() + seconds
    while not (made := found()):
        assert time.monotonic() < end, f"waited {seconds:.0f} s in vain: {what}"
        time.sleep(EVERY)
    return made


def tool(name: str) -> str:
    """Return where a program of the system lies."""
    found = shutil.which(name)
    assert found, f"{name} is missing; sh packaging/setup.sh --tests brings it"
    return found


class Display:
    """A private X server whose keyboard also has the given characters; close it when done."""

    def __init__(self, folder: Path, characters: str) -> None:
        reading, writing = os.pipe()
        try:
            self._server = subprocess.Popen(
                [tool("Xvfb"), *ALONE, "-displayfd", str(writing), "-fbdir", str(folder)],
                pass_fds=(writing,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        finally:
            os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        self.name = f":{number}"
        self._memory = folder / "Xvfb_screen0"
        self._load_keyboard(characters)

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        try:
            self._server.wait(10)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    def xdotool(self, *words: str) -> str:
        """Call xdotool and return what it says; "" for a search that finds nothing."""
        done = subprocess.run(
            [tool("xdotool"), *words],
            env={**os.environ, "DISPLAY": self.name},
            capture_output=True,
            text=True,
            timeout=LONGEST_CALL,
            check=False,
        )
        assert done.returncode == 0 or words[0] == "search", f"xdotool {words[0]}: {done.stderr}"
        return done.stdout

    def save_picture(self, file: Path) -> None:
        """Write what is on the screen as a PNG file."""
        memory = self._memory.read_bytes()
        head = struct.unpack(">25I", memory[:100])  # XWD: see X11/XWDFile.h for the places
        width, height, line, start = head[4], head[5], head[12], head[0] + head[19] * 12
        QImage(memory[start:], width, height, line, QImage.Format.Format_RGB32).save(str(file))

    def _load_keyboard(self, characters: str) -> None:
        keys = dict(zip(SPARE_KEYS, sorted(set(characters)), strict=False))
        assert len(keys) == len(set(characters)), "more characters than spare keys"
        codes = " ".join(f"<C{code}> = {code};" for code in keys)
        symbols = " ".join(f"replace key <C{code}> {{ [U{ord(sign):04X}] }};" for code, sign in keys.items())
        subprocess.run(
            [tool("xkbcomp"), "-w0", "-", self.name],
            input=KEYBOARD.format(codes=codes, symbols=symbols).encode(),
            env={**os.environ, "DISPLAY": self.name},
            timeout=LONGEST_CALL,
            check=True,
        )


class Program:
    """The real program in a process of its own, with its window on a display and typed into as by a user."""

    def __init__(
        self, display: Display, command: Sequence[str], environment: Mapping[str, str], said: Path
    ) -> None:
        self._display, self._said = display, said
        with said.open("wb") as stream:
            self.process = subprocess.Popen(
                command,
                env={**environment, "DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"},
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
            )
        self._window = self._main = ""

    def wait_for_window(self) -> None:
        """Wait until the window is on the screen; keys go to it from then on."""
        self._window = until("the window is on the screen", self._first_window)

    def turn_to_dialog(self) -> None:
        """Wait until a second window is on the screen; keys go to that from then on."""
        others = until("a dialog is on the screen", lambda: set(self.windows()) - {self._window})
        self._main, self._window = self._window, next(iter(others))

    def turn_back(self) -> None:
        """Wait until the dialog is gone; keys go to the window again."""
        until("the dialog is gone", lambda: self._window not in self.windows())
        self._window = self._main

    def windows(self) -> list[str]:
        """Return the ids of the windows that the program shows: dialogs and what dropped down included."""
        pid = str(self.process.pid)
        return self._display.xdotool("search", "--onlyvisible", "--pid", pid).split()

    def press(self, *keys: str) -> None:
        """Press keys by their X names, such as "ctrl+k" or "Return", one after the other."""
        self._display.xdotool("windowfocus", "--sync", self._window, "key", *keys)

    def type(self, text: str, pause: int = 12) -> None:
        """Type a text, with a pause of so many milliseconds after each character."""
        self._display.xdotool("windowfocus", "--sync", self._window, "type", "--delay", str(pause), text)

    def click(self, left: int, top: int) -> None:
        """Click at a place on the screen."""
        self._display.xdotool("mousemove", str(left), str(top), "click", "1")

    def find(self, text: str) -> None:
        """Run or open the first thing that the palette finds for a text."""
        self.press("ctrl+k")
        self.type(text)
        self.press("Return")

    def said(self) -> str:
        """Return what the program wrote to the terminal."""
        return self._said.read_text("utf-8")

    def status(self) -> int:
        """Wait until the program has ended and return its exit status."""
        return self.process.wait(LONGEST)

    def kill(self) -> None:
        """End the program at once, without a word to it."""
        self.process.kill()
        self.process.wait()

    def _first_window(self) -> str:
        assert self.process.poll() is None, f"the program ended by itself: {self.said()}"
        return next(iter(self.windows()), "")
