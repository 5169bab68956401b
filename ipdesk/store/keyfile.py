"""The files of the keys: `keys.json` and its second copy, both with a checksum.

The copy is read when the first file is damaged or missing. The checksum tells a flipped bit from a
wrong passphrase. Nothing in the files helps without a secret.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ipdesk.model.errors import CannotWrite, Damaged, TooNew, WrongValue
from ipdesk.model.folding import as_typed, folded
from ipdesk.model.text import N_, Message
from ipdesk.paths import write_whole
from ipdesk.store import wraps
from ipdesk.store.wraps import Wrap

FILE: Final = "keys.json"
COPY: Final = "keys.copy.json"
SET_ASIDE: Final = "keys.damaged.json"
FORMAT: Final = "ipdesk-keys"
VERSION: Final = 1
LONGEST_NAME: Final = 60  # characters
_LARGEST_FILE: Final = 1_000_000  # bytes; a thousand users take less

COPY_USED: Final = Message(N_("keys.json is missing or damaged; its second copy was used."))
COPY_UNSOUND: Final = Message(N_("keys.copy.json, the second copy of the keys, is missing or out of date."))


@dataclass(frozen=True, slots=True)
class Content:
    """What keys.json says: the lab, a proof of the data key, the wraps."""

    lab: str
    proof: str = field(repr=False)
    users: tuple[tuple[str, Wrap], ...]
    recovery: Wrap


class _NewerError(Exception):
    """The file was written by a newer ipdesk."""


def user_name(user: str) -> str:
    """Return a name as it is kept: NFC, single blanks. Raises WrongValue when it cannot be shown."""
    name = " ".join(as_typed(user).split())
    if not name or not folded(name):
        raise WrongValue("user", Message(N_("A user needs a name.")), Message(N_("Enter the name.")))
    if len(name) > LONGEST_NAME:
        raise WrongValue(
            "user",
            Message(N_("A name holds at most {most} characters."), most=LONGEST_NAME),
            Message(N_("Shorten it.")),
        )
    if not name.isprintable():
        raise WrongValue(
            "user",
            Message(N_("A name may not hold invisible characters.")),
            Message(N_("Type the name instead of pasting it.")),
        )
    return name


def read(folder: Path) -> tuple[Content, Message | None]:
    """Return what the first sound file says, and a notice when the other one is not like it.

    Raises Damaged when neither is sound and TooNew when a newer ipdesk wrote them.
    """
    first, second = _bytes(folder / FILE), _bytes(folder / COPY)
    for data, notice in ((first, COPY_UNSOUND), (second, COPY_USED)):
        try:
            content = _sound(data)
        except _NewerError:
            raise TooNew(
                Message(N_("The keys of the workspace were written by a newer ipdesk.")),
                Message(N_("Open the workspace with that version.")),
            ) from None
        if content is not None:
            return content, None if first == second else notice
    raise Damaged(
        Message(N_("keys.json and its copy are missing or damaged; the workspace cannot be unlocked.")),
        Message(N_("Put keys.json from a backup of this workspace into its folder, then try again.")),
    )


def write(folder: Path, content: Content) -> Message | None:
    """Write both files; return a notice when only the second copy could not be written.

    A damaged keys.json is first moved to keys.damaged.json. Raises CannotWrite when nothing was
    written.
    """
    data = _encoded(content)
    try:
        _set_damaged_aside(folder)
        write_whole(folder / FILE, data)
    except OSError as error:
        raise CannotWrite(
            Message(N_("The keys could not be written: the disk is full or may not be written.")),
            Message(N_("Make room, or check who may write in the workspace folder, then try again.")),
        ) from error
    try:
        write_whole(folder / COPY, data)
    except OSError:
        # The change is made and stays; only the second copy is behind, which the notice says.
        return COPY_UNSOUND
    return None


def _set_damaged_aside(folder: Path) -> None:
    first = folder / FILE
    if first.exists() and _sound(_bytes(first)) is None:
        first.replace(folder / SET_ASIDE)


def _bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST_FILE + 1)
    except OSError:
        return None
    return data if len(data) <= _LARGEST_FILE else None


def _sound(data: bytes | None) -> Content | None:
    """Return what a file says, None when it is not whole. Raises _NewerError.

    The checksum is made alike in every version, so that a damaged number is not taken for a newer file.
    """
    if data is None:
        return None
    try:
        values = json.loads(data)
        if values["format"] != FORMAT or values.pop("check") != checksum(values):
            return None
        if values["version"] > VERSION:
            raise _NewerError
        return _content(values)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, WrongValue):
        return None


def _content(values: Mapping[str, Any]) -> Content:
    users = tuple((user_name(each["name"]), wraps.from_plain(each)) for each in values["users"])
    lab, proof, rescue = values["lab"], values["proof"], wraps.from_plain(values["recovery"])
    names = {folded(name) for name, _ in users}
    costs = [wrapped.cost is not None for _, wrapped in users]
    whole = (
        type(values["version"]) is int
        and isinstance(proof, str)
        and len(names) == len(users) > 0
        and lab.isprintable()
    )
    if not whole or not all(costs) or rescue.cost is not None:
        raise ValueError("incomplete keys")
    return Content(lab, proof, users, rescue)


def _encoded(content: Content) -> bytes:
    values: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "lab": content.lab,
        "proof": content.proof,
        "users": [{"name": name} | wraps.plain(wrapped) for name, wrapped in content.users],
        "recovery": wraps.plain(content.recovery),
    }
    values["check"] = checksum(values)
    return json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def checksum(values: Mapping[str, Any]) -> str:
    """Return the checksum of everything in a keys file but the checksum itself."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode("ascii")).hexdigest()
