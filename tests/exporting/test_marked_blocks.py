"""Marked texts on pages: each mark lies under its own signs, however lines and pages break."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.exporting.marked import Mark, Marked
from ipdesk.exporting.marked_blocks import GROUNDS, MarkedWords, marked_blocks
from ipdesk.exporting.sheets import DENSE

WIDTH = 120.0
SIGNS = st.sampled_from(["字", "，", "word ", "3.5 ", "（", "）", "\n", " ", "𬭎"])


class Paper:
    """Takes down what is drawn: grounds, and texts by their font and place."""

    def __init__(self) -> None:
        self.grounds: list[tuple[float, float, float]] = []

    def rect(self, x: float, y: float, wide: float, _high: float, **_: Any) -> None:
        self.grounds.append((x, y, wide))

    def __getattr__(self, _name: str) -> Any:
        return lambda *_args, **_named: self


def covered(blocks: list[MarkedWords]) -> str:
    """Return the signs that stand on a ground, drawing each block by itself."""
    found = []
    for block in blocks:
        paper = Paper()
        block.draw(paper, 0.0, 0.0, WIDTH)
        for row, line in enumerate(block.words.set_lines(WIDTH)):
            bottom = -(row + 1) * block.words.style.leading + 1
            edges = [*line.places, line.width]
            for sign, (left, right) in zip(line.text, pairwise(edges), strict=True):
                if any(abs(y - bottom) < 0.1 and x - 0.1 <= left and right <= x + wide + 0.1
                       for x, y, wide in paper.grounds):  # fmt: skip
                    found.append(sign)
    return "".join("".join(found).split())


@given(st.lists(SIGNS, min_size=1, max_size=120).map("".join), st.data())
def test_the_ground_lies_under_the_signs_of_the_mark_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    marks = (Mark(start, end, "block", 1),) if end > start else ()
    blocks = list(marked_blocks(Marked(title="", text=text, marks=marks), DENSE.body))
    assert covered(blocks) == "".join(text[start:end].split())


def test_a_paragraph_parted_over_pages_keeps_its_marks() -> None:
    text = "把造孔剂按粒径分成三级，随流延层数依次换用，一次烧成。" * 6
    (block,) = marked_blocks(
        Marked(title="", text=text, marks=(Mark(30, 90, "defer", 7),), places=((0, "第1页"),)), DENSE.body
    )
    whole = covered([block])
    parts = block.part(WIDTH, block.height(WIDTH) / 2, 700.0)
    assert parts is not None
    upper, lower = parts
    assert isinstance(upper, MarkedWords) and isinstance(lower, MarkedWords)
    assert covered([upper, lower]) == whole == text[30:90]
    assert (upper.place, lower.place) == ("第1页", "")
    assert block.part(WIDTH, 10.0, 700.0) is None


def test_each_severity_has_a_ground_of_its_own() -> None:
    assert len(set(GROUNDS.values())) == 4
