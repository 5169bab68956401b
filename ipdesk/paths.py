"""Where things lie on this machine, and how a file is written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def resource_path(*parts: str) -> Path:
    """Return the path of a bundled resource, in the source tree or in a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)


def config_folder() -> Path:
    """Return the folder of this user's settings; it may not exist yet."""
    if named := os.environ.get("IPDESK_CONFIG"):
        return Path(named)
    windows = os.environ.get("APPDATA")
    return Path(windows or os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "ipdesk"


def make_folder(folder: Path) -> Path:
    """Make a private folder (0700) with its parents and return it."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    return folder


def sync_folder(folder: Path) -> None:
    """Make a rename inside the folder durable, where the platform lets a folder be synced."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_whole(target: Path, data: bytes) -> None:
    """Write a private file (0600) so that readers see the old bytes or the new ones, never a part.

    Raises OSError when the disk is full or cannot be written; the target is then as it was.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    part.unlink(missing_ok=True)
    handle = os.open(part, flags, PRIVATE_FILE)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
