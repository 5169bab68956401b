"""Looking at a folder whole: what lies in it, byte for byte and right for right."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path


def tree(folder: Path) -> dict[str, str]:
    """Return the hash of every file and the word "folder" for every folder below, by relative path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = f"link to {path.readlink()}"
        else:
            found[name] = "folder" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def modes(folder: Path) -> dict[str, str]:
    """Return the access rights of a folder and everything below, in octal, by relative path."""
    paths = [folder, *sorted(folder.rglob("*"))]
    return {
        str(path.relative_to(folder)): oct(stat.S_IMODE(path.lstat().st_mode))
        for path in paths
        if not path.is_symlink()
    }


def files_with(folder: Path, *markers: bytes) -> list[str]:
    """Return the names of files that hold one of the byte strings in plain sight."""
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(marker in path.read_bytes() for marker in markers)
    ]
