"""The outlines of characters in a TrueType font (OpenType 1.9, glyf), to draw words that nobody copies as text.

Points are in units of the font. Whatever is not as the format says raises ValueError.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

HEAD: Final = 10  # bytes: the count of contours and the box
MOST_DEPTH: Final = 6
ON, SHORT_X, SHORT_Y, REPEAT, SAME_X, SAME_Y = 1, 2, 4, 8, 16, 32
WORDS, PLACED, SCALED, MORE, TWO_SCALES, MATRIX = 1, 2, 8, 32, 64, 128

Reader = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a contour; one that is not `on` it bends the line towards itself."""

    x: float
    y: float
    on: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A glyph used in another, moved and scaled: x' = a·x + c·y + dx, y' = b·x + d·y + dy."""

    glyph: int
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def moved(self, point: Point) -> Point:
        """Return where a point of the part goes."""
        x, y = point.x, point.y
        return Point(self.a * x + self.c * y + self.dx, self.b * x + self.d * y + self.dy, point.on)


def contours(read: Reader, glyph: int, depth: int = 0) -> list[list[Point]]:
    """Return the closed contours of a glyph; `read` gives the bytes of a glyph by its number."""
    data = read(glyph)
    if not data:
        return []
    try:
        count = struct.unpack_from(">h", data)[0]
        if count >= 0:
            return _simple(data, count)
        if depth >= MOST_DEPTH:
            raise ValueError("a glyph is made of itself")
        return [
            [part.moved(point) for point in each]
            for part in parts(data)
            for each in contours(read, part.glyph, depth + 1)
        ]
    except (struct.error, IndexError) as error:
        raise ValueError("a glyph ends too early") from error


def parts(data: bytes) -> Iterator[Part]:
    """Yield the parts of a composite glyph; none of a simple one."""
    if len(data) < HEAD or struct.unpack_from(">h", data)[0] >= 0:
        return
    at, flags = HEAD, MORE
    while flags & MORE:
        flags, glyph = struct.unpack_from(">HH", data, at)
        at += 4
        dx, dy = struct.unpack_from(">hh" if flags & WORDS else ">bb", data, at)
        at += 4 if flags & WORDS else 2
        matrix = (1.0, 0.0, 0.0, 1.0)
        if flags & (SCALED | TWO_SCALES | MATRIX):
            size = 1 if flags & SCALED else 2 if flags & TWO_SCALES else 4
            given = [each / 16384 for each in struct.unpack_from(f">{size}h", data, at)]
            at += 2 * size
            matrix = (given[0], *given[1:3], given[3]) if size == 4 else (given[0], 0.0, 0.0, given[-1])
        yield Part(glyph, *matrix, *((dx, dy) if flags & PLACED else (0, 0)))


def _simple(data: bytes, count: int) -> list[list[Point]]:
    ends = struct.unpack_from(f">{count}H", data, HEAD)
    if not ends:
        return []
    if list(ends) != sorted(ends):
        raise ValueError("contours end in no order")
    total = ends[-1] + 1
    skipped = struct.unpack_from(">H", data, HEAD + 2 * count)[0]
    flags, at = _flags(data, HEAD + 2 * count + 2 + skipped, total)
    xs, at = _coordinates(data, at, flags, SHORT_X, SAME_X)
    ys, at = _coordinates(data, at, flags, SHORT_Y, SAME_Y)
    points = [Point(x, y, bool(flag & ON)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    starts = (0, *(end + 1 for end in ends[:-1]))
    return [points[start : end + 1] for start, end in zip(starts, ends, strict=True)]


def _flags(data: bytes, at: int, total: int) -> tuple[list[int], int]:
    flags: list[int] = []
    while len(flags) < total:
        flag = data[at]
        at += 1
        again = 1
        if flag & REPEAT:
            again += data[at]
            at += 1
        flags += [flag] * again
    if len(flags) > total:
        raise ValueError("more flags than points")
    return flags, at


def _coordinates(data: bytes, at: int, flags: Sequence[int], short: int, same: int) -> tuple[list[int], int]:
    steps = []
    for flag in flags:
        if flag & short:
            steps.append(data[at] if flag & same else -data[at])
            at += 1
        elif flag & same:
            steps.append(0)
        else:
            steps.append(struct.unpack_from(">h", data, at)[0])
            at += 2
    return list(accumulate(steps)), at
