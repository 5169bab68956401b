"""Where files go: names that every system takes, and the ending that belongs to them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\s]+')


def file_name(text: str) -> str:
    """Return a text as the name of a file."""
    return _NOT_IN_NAMES.sub("-", text)


def with_ending(place: Path, ending: str) -> Path:
    """Return a place with the ending it lacks, such as ".pdf", unless that would be another file that is there."""
    ended = place.with_name(f"{place.name}{ending}")
    return place if place.suffix.lower() == ending or ended.exists() else ended
