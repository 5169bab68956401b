"""Blocks set onto pages, before anything is drawn, so that each page knows how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ipdesk.exporting.blocks import Block, Ruled, Together

LEAST_SHOWN: Final = 60.0
MOST_HELD: Final = 0.8


@dataclass(frozen=True, slots=True)
class Page:
    """The paper and its text area, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    def across(self) -> float:
        """Return the width of the text area."""
        return self.width - self.left - self.right

    def down(self) -> float:
        """Return the height of the text area."""
        return self.height - self.top - self.bottom


def pages_of(blocks: Sequence[Block], page: Page) -> list[list[tuple[Block, float]]]:
    """Set blocks onto pages; return for each page its blocks with the y of their upper edge."""
    width, full = page.across(), page.down()
    pages: list[list[tuple[Block, float]]] = [[]]
    waiting, room = list(reversed(blocks)), full
    while waiting:
        block = waiting.pop()
        before = block.before if pages[-1] else 0.0
        tall = block.height(width)
        if before + tall + _held(block, waiting, width, full) <= room + 1e-6:
            pages[-1].append((block, page.bottom + room - before))
            room -= before + tall
            continue
        parted = None if block.keep else block.part(width, room - before, full)
        if parted:
            pages[-1].append((parted[0], page.bottom + room - before))
            waiting.append(parted[1])
        elif pages[-1]:
            waiting.append(block)
        else:  # taller than a page and not to be parted: set it all the same
            pages[-1].append((block, page.bottom + full))
        if waiting:
            pages.append([])
            room = full
    return pages


def _held(block: Block, waiting: Sequence[Block], width: float, full: float) -> float:
    """Return the height of what must stand below a heading on the same page."""
    if not block.keep or not waiting:
        return 0.0
    after = waiting[-1]
    tall = after.height(width)
    whole = after.least(width, full) if isinstance(after, Ruled) else 0.0
    shown = tall if isinstance(after, Together) else min(tall, max(LEAST_SHOWN, whole))
    return min(after.before + shown + _held(after, waiting[:-1], width, full), full * MOST_HELD)
