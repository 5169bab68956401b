"""One window per workspace: a lock that the operating system drops when its holder dies."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from ipdesk.model.errors import Busy, CannotWrite
from ipdesk.model.text import N_, Message
from ipdesk.paths import PRIVATE_FILE

NAME: Final = "lock"
# Windows refuses to read a locked range, so the locked byte lies far behind the text.
LOCKED_BYTE: Final = 1 << 20


class WindowLock:
    """The right to have a workspace open in a window; it names user and time to whoever comes second."""

    def __init__(self, folder: Path, user: str, at: str) -> None:
        """Take the lock. Raises Busy, naming the holder, when another window has it, and CannotWrite."""
        try:
            self._handle = os.open(
                folder / NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), PRIVATE_FILE
            )
        except OSError as error:
            raise CannotWrite(
                Message(N_("The workspace folder cannot be written.")),
                Message(
                    N_("Check the rights of the folder, or copy the workspace to a place you may write to.")
                ),
            ) from error
        if not _try_lock(self._handle):
            held = _holder(self._handle)
            os.close(self._handle)
            raise Busy(
                Message(
                    N_("This workspace is open in another window, by {user} since {at}."),
                    user=held.get("user", "?"),
                    at=_local(held.get("at", "?")),
                ),
                Message(N_("Close that window first. Commands may be run beside it.")),
            )
        text = json.dumps({"user": user, "at": at, "pid": os.getpid()}, ensure_ascii=False).encode()
        with suppress(OSError):  # on a full disk the lock holds without a name
            os.ftruncate(self._handle, 0)
            os.write(self._handle, text)

    def release(self) -> None:
        """Give the lock back; the file stays, empty."""
        with suppress(OSError):
            os.ftruncate(self._handle, 0)
        _unlock(self._handle)  # closing is not enough while a child that is just starting has the handle too
        os.close(self._handle)


def _local(at: str) -> str:
    """Return a kept time as people read it here, to the minute; what is no time stands as it is."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return at


def _holder(handle: int) -> dict[str, str]:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        held = json.loads(os.read(handle, 4096))
    except ValueError:
        return {}
    return {name: str(each) for name, each in held.items()} if isinstance(held, dict) else {}


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
