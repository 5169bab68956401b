"""A private home on a display: its folders, its session bus, and the programs started in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.e2e.display import Display, Program, tool, until

ROOT: Final = Path(__file__).resolve().parents[2]


class Home:
    """Somebody's home, empty at first; end it when done."""

    def __init__(self, root: Path, display: Display) -> None:
        self.folder = root / "house"
        self.folder.mkdir()
        self._root, self._display = root, display
        self._programs: list[Program] = []
        self._bus: subprocess.Popen[bytes] | None = None
        # Sockets lie here, and the path of a socket must be short.
        self._runtime = Path(tempfile.mkdtemp(prefix="ipdesk-"))
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder),
            "IPDESK_CONFIG": str(self.folder / "config"),
            "XDG_RUNTIME_DIR": str(self._runtime),
            "LANG": "C.UTF-8",
            "TZ": "Asia/Shanghai",
            "PYTHONPATH": str(ROOT),
        }

    def open_bus(self) -> None:
        """Start a session bus, and let programs tell screen readers on it what they show."""
        socket = self._runtime / "bus"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={socket}"
        self.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        # Asked about a thing that is gone meanwhile, Qt would write it to the terminal.
        self.environment["QT_LOGGING_RULES"] = "qt.accessibility.atspi.warning=false"
        self._bus = subprocess.Popen(
            [tool("dbus-daemon"), "--session", "--nofork", "--nopidfile", f"--address=unix:path={socket}"],
            env={**self.environment, "DISPLAY": self._display.name},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until("the session bus is there", socket.exists)

    def start(self, *words: str, under: Sequence[str] = ()) -> Program:
        """Start ipdesk with its window, run by the command `under` if one is given, and return it shown."""
        command = [*under, sys.executable, "-m", "ipdesk", *words]
        said = self._root / f"said-{len(self._programs)}.txt"
        self._programs.append(Program(self._display, command, self.environment, said))
        self._programs[-1].wait_for_window()
        return self._programs[-1]

    def said(self) -> str:
        """Return what all programs wrote to the terminal."""
        return "".join(each.said() for each in self._programs)

    def end(self) -> None:
        """End what still runs."""
        for each in self._programs:
            if each.process.poll() is None:
                each.kill()
        if self._bus is not None:
            self._bus.terminate()
            self._bus.wait(10)
        shutil.rmtree(self._runtime, ignore_errors=True)
