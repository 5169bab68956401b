"""What a Word template may name: its slots, the two that every document bears, and the plain values they hold.

Apart from what makes them of registers, so that the child that fills a template need not load those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ipdesk.model.text import Message

Values = dict[str, str | list[dict[str, str]]]

MARKING: Final = "marking"
STAMP: Final = "stamp"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that a template may fill: its name and what it holds; `of` are the cells of each row, if it holds rows."""

    name: str
    label: Message
    of: tuple[Slot, ...] = ()
