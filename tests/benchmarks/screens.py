"""A private screen looked at from outside: when a program's picture is there, and keys for it without delay.

Pictures are read from the memory of the X server, so that every program is measured the same way and
nothing is asked of it.
"""

from __future__ import annotations

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal

from tests.e2e.display import LONGEST, Display

QUIET: Final = 0.8  # seconds without change after which a picture counts as finished
LOOK: Final = 0.002  # seconds between two looks
EVERY_LINE: Final = 6  # one line of pixels in so many is looked at
PART: Final = 256  # bytes of a line that are compared at once: 64 pixels
POINTER: Final = 1_000  # bytes that the pointer may light, and no window
BLINK: Final = 6  # parts that may differ between two like pictures: those of a blinking cursor


@dataclass(frozen=True, slots=True)
class Frame:
    """What was on the screen from a moment on: every few lines, one after the other."""

    at: float
    lines: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the screen in pixels: its left and right, its top and bottom."""

    left: int
    right: int
    top: int
    bottom: int


class Screen:
    """A private X server with a keyboard for the given characters; use it as a block."""

    def __init__(self, folder: Path, characters: str) -> None:
        self._display = Display(folder, characters)
        self.name = self._display.name
        with (folder / "Xvfb_screen0").open("rb") as stream:
            self._memory = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self._memory[:100])  # XWD: see X11/XWDFile.h for the places
        self._height, self._line, self._start = head[5], head[12], head[0] + head[19] * 12
        tool = shutil.which("xdotool")
        assert tool, "xdotool is missing; sh packaging/setup.sh --tests brings it"
        self._keys = subprocess.Popen(
            [tool, "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "DISPLAY": self.name},
        )

    def close(self) -> None:
        """End the server and what sends keys to it."""
        self._keys.communicate(timeout=LONGEST)
        self._memory.close()
        self._display.close()

    def send(self, command: str) -> float:
        """Send keys, as a line that xdotool understands, and return the moment before the first."""
        assert self._keys.stdin is not None and self._keys.stdout is not None
        at = time.perf_counter()
        self._keys.stdin.write(f"{command}\ngetmouselocation\n".encode())
        self._keys.stdin.flush()
        self._keys.stdout.readline()  # where the pointer is, once the keys are sent
        return at

    def focus(self, process: int) -> None:
        """Let the window of a process have the keyboard: there is no window manager to give it."""
        window = self._display.xdotool("search", "--onlyvisible", "--pid", str(process)).split()[0]
        self._display.xdotool("windowfocus", "--sync", window)

    def frame(self) -> Frame:
        """Return what is on the screen now."""
        at, step = time.perf_counter(), self._line * EVERY_LINE
        starts = range(self._start, self._start + self._height * self._line, step)
        return Frame(at, b"".join(self._memory[start : start + self._line] for start in starts))

    def is_empty(self) -> bool:
        """Say whether nothing is on the screen but the black it begins with, and the pointer."""
        lines = self.frame().lines
        lit = sum(len(lines) // 4 - lines[colour::4].count(0) for colour in range(3))
        return lit < POINTER

    def wait_for_window(self, alive: Callable[[], bool]) -> None:
        """Wait until something is on the screen."""
        while self.is_empty():
            assert alive(), "the program ended by itself"
            time.sleep(LOOK)

    def watch(
        self,
        alive: Callable[[], bool],
        quiet: float,
        changing: Box | Literal["nothing"] | None = "nothing",
        first: Frame | None = None,
    ) -> list[Frame]:
        """Return the pictures that follow, each from when it was first seen, until one stays for some seconds.

        What is `changing`, a part of the screen or None for any, must have changed before, since the `first` picture.
        """
        frames = [first or self.frame()]
        lasting = frames[0]
        end = time.perf_counter() + LONGEST
        while time.perf_counter() < end:
            time.sleep(LOOK)
            seen = self.frame()
            if seen.lines != frames[-1].lines:
                frames.append(seen)
                if self.differ(lasting, seen):
                    lasting = seen
                    if changing != "nothing" and self.differ(frames[0], seen, changing):
                        changing = "nothing"
            elif changing == "nothing" and seen.at - lasting.at > quiet:
                return frames
            assert alive(), "the program ended by itself"
        raise AssertionError(f"no picture that stays within {LONGEST:.0f} s")

    def since(self, frames: Sequence[Frame], box: Box | None = None) -> float:
        """Return the moment from which all pictures were like the last one, in a part of the screen or in all."""
        last = frames[-1]
        at = last.at
        for each in reversed(frames):
            if self.differ(each, last, box):
                break
            at = each.at
        return at

    def differ(self, one: Frame, other: Frame, box: Box | None = None) -> bool:
        """Say whether two pictures differ by more than a blinking cursor."""
        seen = 0
        for start in self._parts(box):
            if one.lines[start : start + PART] != other.lines[start : start + PART]:
                seen += 1
                if seen > BLINK:
                    return True
        return False

    def _parts(self, box: Box | None) -> Iterator[int]:
        wide, high = self._line // 4, self._height
        asked = box or Box(0, wide, 0, high)
        for line in range(asked.top // EVERY_LINE, min(asked.bottom, high) // EVERY_LINE):
            yield from range(line * self._line + asked.left * 4, line * self._line + asked.right * 4, PART)


@contextmanager
def screen(characters: str) -> Iterator[Screen]:
    """Start a private screen for a block."""
    with tempfile.TemporaryDirectory() as folder:
        made = Screen(Path(folder), characters)
        try:
            yield made
        finally:
            made.close()


@contextmanager
def program(on: Screen, command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Started]:
    """Start a program on a screen for a block; it is ended there."""
    with tempfile.TemporaryFile() as said:
        at = time.perf_counter()
        process = subprocess.Popen(
            command,
            env={**environment, "DISPLAY": on.name, "QT_QPA_PLATFORM": "xcb"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            yield Started(at, process, on, said)
        finally:
            process.kill()
            process.wait()
            gone = time.perf_counter() + LONGEST
            while not on.is_empty() and time.perf_counter() < gone:
                time.sleep(LOOK)  # the server clears the screen of what is gone


@dataclass(frozen=True, slots=True)
class Started:
    """A program that was started at a moment."""

    at: float
    process: subprocess.Popen[bytes]
    on: Screen
    said: IO[bytes]

    def said_before_paint(self) -> str:
        """Wait for the first picture and return what the program wrote to the terminal before it."""
        self.on.wait_for_window(self.is_alive)
        return os.pread(self.said.fileno(), os.fstat(self.said.fileno()).st_size, 0).decode()

    def paints(self) -> list[Frame]:
        """Wait for its window and return its pictures until one stays."""
        self.on.wait_for_window(self.is_alive)
        return self.on.watch(self.is_alive, QUIET)

    def asked(
        self, command: str, changing: Box | None = None, quiet: float = 0.0
    ) -> tuple[float, list[Frame]]:
        """Send keys, and return when, with the pictures that follow until another one stays for so many seconds, else QUIET.

        What it changes may be there before the first look, so that is taken before the keys are sent.
        """
        before = self.on.frame()
        at = self.on.send(command)
        return at, self.on.watch(self.is_alive, quiet or QUIET, changing, before)

    def rest(self) -> None:
        """Wait until its picture stays, whether or not it changes."""
        self.on.watch(self.is_alive, QUIET)

    def is_alive(self) -> bool:
        """Say whether it still runs."""
        return self.process.poll() is None

    def processor(self) -> float:
        """Return the milliseconds that processors worked on it so far, as the kernel counts them."""
        threads = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((each / "schedstat").read_text("utf-8").split()[0]) for each in threads) / 1e6

    def memory(self) -> tuple[float, float]:
        """Return the resident memory and its proportional share in MB, as the kernel counts them."""
        kept = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text("utf-8")
        sizes = {line.split()[0]: int(line.split()[1]) / 1024 for line in kept.splitlines()[1:]}
        return sizes["Rss:"], sizes["Pss:"]
