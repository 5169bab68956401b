"""Where a workspace lies: the folder, its ending, and whether it is there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ipdesk.model.errors import NotFound
from ipdesk.model.text import N_, Message

SUFFIX: Final = ".ipdesk"


def place_of(folder: Path) -> Path:
    """Return the absolute path of a workspace folder, with the ending that may be left out."""
    # "." and ".." have no name to which the ending could be added.
    folder = folder.resolve() if folder.name in ("", "..") else folder.absolute()
    return folder if folder.suffix == SUFFIX or not folder.name else folder.with_name(folder.name + SUFFIX)


def existing(folder: Path) -> Path:
    """Return the folder of a workspace that is there. Raises NotFound."""
    folder = place_of(folder)
    if not folder.is_dir():
        raise NotFound(
            Message(N_("There is no workspace at {path}."), path=str(folder)),
            Message(N_("Check the name, or make a new workspace.")),
        )
    return folder
