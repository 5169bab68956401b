"""Lines: nothing forbidden at their borders, nothing lost, nothing torn, full to the edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.exporting.typography import Breaker, Line, may_break, sort_of

SIZE = 10.0
WORDS = st.one_of(
    st.text("的一是在不了有和人这中大为上个国我以要他张𬭎䶮喆堃昇祎", min_size=1, max_size=6),
    st.sampled_from(
        ["AlCoCrFeNi2.1", "SM4", "ZL202410012345.6", "0.3 mm", "kHz", "3.5%", "2026-03-05", "Müller"]
    ),
)
JOINS = st.sampled_from(["", "，", "。", "、", "；", "：", "？", "！", "……", "——", " ", "”。", "）、"])
OPENINGS = st.sampled_from(["", "", "（", "《", "“", "【"])
TEXTS = st.lists(st.tuples(OPENINGS, WORDS, JOINS), min_size=1, max_size=40).map(
    lambda parts: "".join("".join(part) for part in parts)
)


def advance(sign: str) -> float:
    return SIZE if ord(sign) > 0x2000 else SIZE / 2


def lines(text: str, width: float, indent: float = 0.0) -> list[Line]:
    return Breaker(text, advance, SIZE, indent=indent).lines(width)


@given(TEXTS, st.integers(12, 60))
def test_no_forbidden_sign_begins_or_ends_a_line(text: str, em: int) -> None:
    found = lines(text, em * SIZE)
    for line in found[1:]:
        assert not line.text or sort_of(line.text[0]) not in ("close", "pause", "glue"), (line, text)
    for line in found[:-1]:
        assert sort_of(line.text[-1]) != "open"


@given(TEXTS, st.integers(12, 60))
def test_no_line_leaves_its_measure(text: str, em: int) -> None:
    for line in lines(text, em * SIZE, indent=2 * SIZE):
        assert line.width <= em * SIZE + 1e-6
        assert list(line.places) == sorted(line.places)
        assert not line.places or line.places[0] >= -SIZE / 2 - 1e-6


@given(TEXTS, st.integers(1, 60))
def test_nothing_is_lost_but_blanks_at_the_ends_of_lines(text: str, em: int) -> None:
    found = lines(text, em * SIZE)
    assert "".join("".join(line.text.split()) for line in found) == "".join(text.split())


def unbroken(text: str, at: int) -> str:
    """Return the run around a place in which no line should break."""
    start, stop = at, at
    while start > 0 and not may_break(text[start - 1], text[start]):
        start -= 1
    while stop < len(text) and (stop == start or not may_break(text[stop - 1], text[stop])):
        stop += 1
    return text[start:stop]


@given(TEXTS, st.integers(12, 60))
def test_only_what_is_nearly_as_long_as_a_line_is_torn(text: str, em: int) -> None:
    for line in lines(text, em * SIZE)[:-1]:
        if " " not in text[line.end - 1 : line.end + 1] and not may_break(text[line.end - 1], text[line.end]):
            assert sum(map(advance, unbroken(text, line.end))) > 0.7 * em * SIZE


@given(TEXTS, st.integers(20, 60))
def test_full_lines_reach_the_edge_or_are_left_as_they_are(text: str, em: int) -> None:
    found = lines(text, em * SIZE)
    for line in found[:-1]:
        loose = em * SIZE - line.width
        assert loose < 1e-6 or loose > 0.4 * SIZE


def test_a_full_line_of_chinese_is_justified_to_the_edge() -> None:
    first, *_ = lines("中文排版应当两端对齐，" * 6, 20.5 * SIZE)
    assert first.width == pytest.approx(20.5 * SIZE)


def test_the_last_line_is_not_torn_apart() -> None:
    *_, last = lines("中" * 25, 20 * SIZE)
    assert last.width == pytest.approx(5 * SIZE)


def test_signs_are_squeezed_to_take_in_a_pause() -> None:
    """Nineteen characters with two inner pauses and a full stop fit into eighteen and a half."""
    text = "这里有一些，文字放在，一行之中正好满满。然后换行"
    first, second = lines(text, 19.5 * SIZE)
    assert first.text == "这里有一些，文字放在，一行之中正好满满。"
    assert second.text == "然后换行"


def test_signs_that_meet_close_up() -> None:
    (line,) = lines("他说：“好。”（完）", 40 * SIZE)
    assert line.width < len(line.text) * SIZE


def test_a_line_that_opens_with_a_bracket_starts_at_its_ink() -> None:
    found = lines("中" * 20 + "（甲）乙丙", 20 * SIZE)
    assert found[1].places[0] == pytest.approx(-SIZE / 2)


def test_a_long_identifier_is_broken_at_a_slash_before_anywhere_else() -> None:
    found = lines("见https://example.invalid/path/to/some/very/long/report.pdf", 20 * SIZE)
    assert all(line.text[-1] in "/.:-" for line in found[:-1])


def test_an_endless_word_is_broken_all_the_same() -> None:
    found = lines("x" * 100, 10 * SIZE)
    assert [len(line.text) for line in found] == [20] * 5


def test_an_empty_paragraph_is_one_empty_line() -> None:
    (line,) = lines("", 100)
    assert (line.text, line.places) == ("", ())


@pytest.mark.parametrize("how", ["center", "right"])
def test_short_lines_are_placed(how: str) -> None:
    (line,) = Breaker("中文", advance, SIZE).lines(100, "center" if how == "center" else "right")
    assert line.places[0] == pytest.approx(40 if how == "center" else 80)


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("中", "文", True),
        ("中", "，", False),
        ("（", "中", False),
        ("a", "b", False),
        ("中", "a", True),
        ("a", " ", False),
        (" ", "a", True),
        ("—", "—", False),
        ("3", "%", False),
        ("，", "a", True),
        (",", "0", False),
        ("中", "\u0301", False),
        ("\u2060", "中", False),
        ("号", "-", False),
        (" ", "-", True),
    ],
)
def test_where_a_line_may_break(before: str, after: str, allowed: bool) -> None:
    assert may_break(before, after) is allowed
