"""What is said of a file of the user that is not there, or cannot be read or written."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from ipdesk.model.errors import CannotWrite, NotFound, Refused
from ipdesk.model.text import N_, Message, sound

A_FILE: Final = Message(N_("Choose a single file, not a folder."))
AS_IT_WAS: Final = Message(N_("No record was changed, and a file that was there is as it was."))
WITH_SPACE: Final = Message(N_("Choose a place you may write to, with free space."))
_FULL: Final = N_("no space is left there")
_CLOSED: Final = N_("you may not read or write there, or another program has it open")
_AWAY: Final = N_("there is no such file or folder")
_REASONS: Final = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EFBIG: N_("the file would be larger than is allowed there"),
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EROFS: N_("the disk is write-protected"),
    errno.EIO: N_("the disk failed or was taken out"),
    errno.ENOENT: _AWAY,
    errno.ENOTDIR: _AWAY,
    errno.EISDIR: N_("that is a folder"),
    errno.ENAMETOOLONG: N_("its name is too long"),
}


def reason_of(error: OSError) -> Message | str:
    """Return why the system refused, in the reader's language; in its own words where that happens seldom."""
    reason = _REASONS.get(error.errno or 0)
    return Message(reason) if reason else error.strerror or ""


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
    still = Message(N_("Check that the file is still there and that you may read it."))
    return Refused(
        Message(N_("The file {name} cannot be read: {reason}."), name=sound(file.name), reason=reason_of(error)),
        A_FILE if isinstance(error, IsADirectoryError) else still,
    )  # fmt: skip


def not_utf8(file: Path) -> Refused:
    """Return the refusal of a file that is no text in UTF-8."""
    return Refused(
        Message(N_("“{file}” is not text in UTF-8."), file=sound(file.name)),
        Message(N_("Save it as text in UTF-8.")),
    )


def not_written(error: OSError, advice: Message = WITH_SPACE) -> CannotWrite:
    """Return the refusal of a file that could not be written."""
    return CannotWrite(
        Message(N_("The file cannot be written: {reason}."), reason=reason_of(error)), advice, AS_IT_WAS
    )
