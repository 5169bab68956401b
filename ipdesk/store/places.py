"""Where a workspace lies: the folder, its ending, and whether it is there; and what files beside it may be called."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ipdesk.model.errors import NotFound, WrongValue
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


def require_ending(target: Path, *endings: str) -> None:
    """Raise WrongValue for a file whose name does not end in one of these: under a wrong ending it opens in no program."""
    if target.suffix.lower() in endings:
        return
    one = N_("{name} does not end in {ending}.")
    said = one if len(endings) == 1 else N_("{name} ends in none of {ending}.")
    raise WrongValue(
        "file",
        Message(said, name=target.name or str(target), ending=list(endings)),
        Message(N_("Choose a name that does.")),
    )
