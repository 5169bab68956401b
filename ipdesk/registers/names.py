"""Names of people that stand in one line."""

from __future__ import annotations

import re
from typing import Final

_BETWEEN: Final = re.compile(r"[、,，;；\n]+")


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a line in their order, each once."""
    return tuple(dict.fromkeys(name for each in _BETWEEN.split(text) if (name := each.strip())))
