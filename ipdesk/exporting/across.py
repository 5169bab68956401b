"""Words laid across a page from corner to corner, drawn as outlines: whoever copies the text gets the text alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, cos, hypot, sin
from typing import Any, Final

from reportlab.lib.colors import Color

from ipdesk.exporting.fonts import Role, glyph, outline
from ipdesk.exporting.outlines import Point
from ipdesk.exporting.pages import Page

ROLE: Final[Role] = "head"
LARGEST: Final = 80.0
INK: Final = 0.13
NON_ZERO: Final = 1  # fill rule: outlines may overlap
REACH: Final = 0.7  # of the diagonal: how far words go
LINE: Final = 1.3


def lay_across(canvas: Any, page: Page, words: Sequence[str]) -> None:
    """Lay words across a page, the last one through its middle, light enough to read what is under them."""
    if not words:
        return
    turn = atan2(page.height, page.width)
    canvas.saveState()
    canvas.setFillColor(Color(0.35, 0.35, 0.35, alpha=INK))
    canvas.transform(cos(turn), sin(turn), -sin(turn), cos(turn), page.width / 2, page.height / 2)
    base = 0.0
    for number, word in enumerate(reversed(words)):
        size = _size(page, word)
        base = -size / 3 if not number else base + size * LINE
        _draw(canvas, word, size, base)
    canvas.restoreState()


def _size(page: Page, word: str) -> float:
    width = sum(glyph(ROLE, sign)[1] for sign in word)
    return min(LARGEST, hypot(page.width, page.height) * REACH / max(width, 1.0))


def _draw(canvas: Any, word: str, size: float, base: float) -> None:
    """Fill the outlines of a word, centred."""
    left = -sum(glyph(ROLE, sign)[1] for sign in word) * size / 2
    path = canvas.beginPath()
    for sign in word:
        for contour in outline(ROLE, sign):
            _trace(path, [Point(left + each.x * size, base + each.y * size, each.on) for each in contour])
        left += glyph(ROLE, sign)[1] * size
    canvas.drawPath(path, stroke=0, fill=1, fillMode=NON_ZERO)


def _trace(path: Any, points: Sequence[Point]) -> None:
    """Add a closed contour: between two points that bend the line lies one on it (quadratic curves as cubic ones)."""
    if len(points) < 2:
        return
    whole: list[Point] = []
    for before, point in zip((points[-1], *points), points, strict=False):
        if not before.on and not point.on:
            whole.append(Point((before.x + point.x) / 2, (before.y + point.y) / 2, on=True))
        whole.append(point)
    first = next(index for index, point in enumerate(whole) if point.on)
    ring = whole[first:] + whole[: first + 1]
    here = ring[0]
    path.moveTo(here.x, here.y)
    for bend, point in pairwise(ring):
        if not point.on:
            continue
        if bend.on:
            path.lineTo(point.x, point.y)
        else:
            path.curveTo(
                here.x + (bend.x - here.x) * 2 / 3, here.y + (bend.y - here.y) * 2 / 3,
                point.x + (bend.x - point.x) * 2 / 3, point.y + (bend.y - point.y) * 2 / 3,
                point.x, point.y,
            )  # fmt: skip
        here = point
    path.close()
