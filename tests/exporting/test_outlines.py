"""Outlines are those of the font, whatever a glyph is made of; what is broken is said to be so."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.exporting.fonts import FILES, outline
from ipdesk.exporting.outlines import Part, Point, contours, parts

# A triangle: one contour of three points on the line, all as words.
TRIANGLE = struct.pack(">h8xH", 1, 2) + struct.pack(">H", 0) + bytes([1, 1, 1])
TRIANGLE += struct.pack(">3h", 0, 100, -50) + struct.pack(">3h", 0, 0, 80)


def composite(*pieces: bytes) -> bytes:
    return struct.pack(">h8x", -1) + b"".join(pieces)


def test_a_glyph_is_its_contours() -> None:
    assert contours({0: TRIANGLE}.__getitem__, 0) == [
        [Point(0, 0, on=True), Point(100, 0, on=True), Point(50, 80, on=True)]
    ]
    assert contours({0: b""}.__getitem__, 0) == []


def test_a_glyph_made_of_others_moves_and_scales_them() -> None:
    moved = struct.pack(">HHhh", 1 | 2 | 32, 0, 10, -20)
    halved = struct.pack(">HHbbh", 2 | 8, 0, 5, 5, 8192)
    found = contours({0: TRIANGLE, 1: composite(moved, halved)}.__getitem__, 1)
    assert found[0][1] == Point(110, -20, on=True)
    assert found[1][1] == Point(55, 5, on=True)
    assert next(parts(composite(moved, halved))) == Part(0, dx=10, dy=-20)
    turned = struct.pack(">HHbb4h", 2 | 128, 0, 0, 0, 0, 16384, -16384, 0)
    assert contours({0: TRIANGLE, 1: composite(turned)}.__getitem__, 1)[0][1] == Point(0, 100, on=True)


def test_a_glyph_made_of_itself_is_no_glyph() -> None:
    own = composite(struct.pack(">HHbb", 2, 0, 0, 0))
    with pytest.raises(ValueError, match="itself"):
        contours({0: own}.__getitem__, 0)


@given(st.binary(max_size=60) | st.integers(0, len(TRIANGLE)).map(lambda cut: TRIANGLE[:cut]))
def test_whatever_stands_in_a_glyph_it_is_read_or_refused(data: bytes) -> None:
    try:
        found = contours(lambda _: data, 0)
    except ValueError:
        return
    assert all(each for each in found)


def test_characters_have_the_outlines_of_the_face_that_has_them() -> None:
    for role in FILES:
        points = [point for contour in outline(role, "国") for point in contour]
        assert len(points) > 20
        assert all(-0.3 < each.x < 1.3 and -0.4 < each.y < 1.3 for each in points)
    assert outline("head", "\u200b") == ()
    assert outline("head", "\u3000") == ()
