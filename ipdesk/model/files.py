"""What is said of a file of the user that is not there, or cannot be read or written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ipdesk.model.errors import CannotWrite, NotFound, Refused
from ipdesk.model.text import N_, Message, sound

WITH_SPACE: Final = Message(N_("Choose a place you may write to, with free space."))


def no_file(file: Path) -> NotFound:
    """Return the refusal of a file that is not there."""
    return NotFound(
        Message(N_("There is no file “{file}”."), file=sound(file.name)),
        Message(N_("Check its name and place, or choose it again.")),
    )


def not_read(file: Path, error: OSError) -> Refused:
    """Return the refusal of a file that could not be read: NotFound where it is not there."""
    if isinstance(error, FileNotFoundError):
        return no_file(file)
    return Refused(
        Message(N_("The file {name} cannot be read: {reason}."), name=sound(file.name), reason=error.strerror or ""),
        Message(N_("Check that the file is still there and that you may read it.")),
    )  # fmt: skip


def not_written(error: OSError, advice: Message = WITH_SPACE) -> CannotWrite:
    """Return the refusal of a file that could not be written."""
    return CannotWrite(
        Message(N_("The file cannot be written: {reason}."), reason=error.strerror or ""), advice
    )
