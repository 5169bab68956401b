"""Cheap keys for the tests of the keys."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipdesk.model.text import Message
from ipdesk.store import keyfile
from ipdesk.store.keyfile import COPY, FILE
from ipdesk.store.keys import Keys
from ipdesk.store.wraps import Cost

CHEAP = Cost(memory=8, passes=1, lanes=1)
LAB = "3f0c7a52-9d1e-4a53-8a1f-6c2f5f0f9e11"
PASSPHRASE = "三棵银杏 river 去年没结果"
SECOND = "отдельный ключ 雷达秋千"
COPY_USED = Message("keys.json is missing or damaged; its second copy was used.")
COPY_UNSOUND = Message("keys.copy.json, the second copy of the keys, is missing or out of date.")


def made(folder: Path) -> tuple[Keys, bytes, str]:
    """Make the keys of a workspace with one user, cheaply."""
    return Keys.create(folder, LAB, "张伟", PASSPHRASE, CHEAP)


def both(folder: Path) -> tuple[bytes, bytes]:
    """Return what the two files hold."""
    return (folder / FILE).read_bytes(), (folder / COPY).read_bytes()


def block(folder: Path, name: str) -> None:
    """Make writing a file fail for everybody, root too: its part file's name is taken by a full folder."""
    part = folder / f".{name}.{os.getpid()}.part"
    part.mkdir()
    (part / "x").touch()


def changed(folder: Path, change: Callable[[dict[str, Any]], object], name: str = FILE) -> None:
    """Change a keys file as a clever hand would, with a checksum that fits."""
    values = json.loads((folder / name).read_bytes())
    change(values)
    values.pop("check")
    values["check"] = keyfile.checksum(values)
    (folder / name).write_text(json.dumps(values), encoding="utf-8")
