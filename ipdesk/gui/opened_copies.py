"""Copies of attachments opened with another program: read-only, in a private folder, removed afterwards."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

PREFIX: Final = "ipdesk-open-"


def open_file(path: Path) -> bool:
    """Open a file with the program the system has for it; say whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class OpenedCopies:
    """Makes copies to look at; all of them go with `clear`, with this object, or with the program."""

    def __init__(self, show: Callable[[Path], bool] = open_file) -> None:
        self.show = show
        self._folder: Path | None = None

    def place_for(self, name: str) -> Path:
        """Return where a copy may be written: a folder of its own, so that the name stays as it is."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_fleeting()))
            self._end = weakref.finalize(self, _remove, self._folder)
        return Path(tempfile.mkdtemp(dir=self._folder)) / Path(name).name

    def open(self, copy: Path) -> bool:
        """Make a copy read-only and open it; say whether a program took it."""
        copy.chmod(stat.S_IRUSR)
        return self.show(copy)

    def clear(self) -> None:
        """Remove all copies."""
        if self._folder is not None:
            self._folder = None
            self._end()


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        path.chmod(stat.S_IRWXU)  # Windows removes nothing that is read-only
    shutil.rmtree(folder, ignore_errors=True)


def _fleeting() -> str | None:
    """Return the folder that the system empties when the user leaves, where there is one."""
    named = os.environ.get("XDG_RUNTIME_DIR", "")
    return named if named and Path(named).is_dir() and os.access(named, os.W_OK) else None
