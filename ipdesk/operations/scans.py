"""Scans of signed papers on their way into records: looked at before they are taken in, and known again by their sha256."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ipdesk.importing.scans import check_scan, read_scan
from ipdesk.model.errors import WrongValue
from ipdesk.model.text import N_, Message, sound
from ipdesk.store.attachments import checked_size


def checked_scan(file: Path) -> str:
    """Return the sha256 of a scan that may be taken in. Raises NotFound, Refused and WrongValue with what it is instead."""
    checked_size(file)
    data = read_scan(file)
    check_scan(file, data)
    return hashlib.sha256(data).hexdigest()


def require_same(file: Path, digest: str, wanted: str) -> None:
    """Raise WrongValue when what was taken in is not what was looked at."""
    if digest != wanted:
        raise WrongValue(
            "scan",
            Message(N_("{name} changed while it was read."), name=sound(file.name)),
            Message(N_("Close the program that writes to it and attach it again.")),
        )
