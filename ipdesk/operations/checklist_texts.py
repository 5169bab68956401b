"""The texts of checklists: ours, those of the laboratory, and those that records were answered by."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from ipdesk.model.errors import NotFound
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.rules.checklist import Checklist
from ipdesk.rules.checklist_files import read_checklist
from ipdesk.store import rules

ENDING: Final = ".toml"
NAMES: Final = ("assessment",)


def checklist_text(desk: Desk, digest: str) -> str:
    """Return the text of a checklist that holds or held once, by its digest. Raises NotFound."""
    desk.require("read")
    for name in NAMES:
        if shipped(name)[1] == digest:
            return path_of(name).read_text(encoding="utf-8")
    db = desk.workspace.db
    held = rules.frozen(db, digest) or rules.content(db, digest)
    if held is None:
        raise NotFound(Message(N_("That version of the checklist is not kept here.")))
    return held.decode("utf-8")


@cache
def shipped(name: str) -> tuple[Checklist, str]:
    """Return our own checklist of a name, and the digest of its text."""
    data = path_of(name).read_bytes()
    return read_checklist(path_of(name).name, data.decode("utf-8")), sha256(data).hexdigest()


def path_of(name: str) -> Path:
    """Return where our own checklist of a name lies."""
    return resource_path("rules", "checklists", f"{name}{ENDING}")
