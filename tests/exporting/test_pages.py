"""Blocks on pages: all of them, in order, headings with what they head."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.exporting.blocks import Block, Cell, Ruled, Style, Together, Words
from ipdesk.exporting.pages import LEAST_SHOWN, Page, pages_of

BODY = Style("body", 10, 15)
PAGE = Page(300, 400, 20, 20, 20, 20)


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=25))
def test_every_line_is_set_once_and_inside_the_page(parts: list[tuple[int, bool]]) -> None:
    blocks: list[Block] = [
        Words(
            "\n".join(f"{number}.{line}" for line in range(count)), BODY, before=6, keep=keep and count == 1
        )
        for number, (count, keep) in enumerate(parts)
    ]
    wanted = [line for block in blocks if isinstance(block, Words) for line in block.text.split("\n")]
    found = []
    for page in pages_of(blocks, PAGE):
        assert page
        for block, top in page:
            assert isinstance(block, Words)
            assert top <= PAGE.height - PAGE.top + 1e-6
            assert top - block.height(PAGE.across()) >= PAGE.bottom - 1e-6
            found += [line.text for line in block.set_lines(PAGE.across())]
    assert found == wanted


def test_a_heading_does_not_stand_last_on_a_page() -> None:
    blocks: list[Block] = [
        Words("\n".join("正文" for _ in range(23)), BODY),
        Words("标题", BODY, keep=True),
        Words("\n".join("下文" for _ in range(10)), BODY),
    ]
    first, second = pages_of(blocks, PAGE)
    assert len(first) == 1
    assert isinstance(second[0][0], Words)
    assert second[0][0].text == "标题"


def test_a_place_to_sign_goes_to_the_next_page_as_a_whole() -> None:
    signs = Together([Words("签字", BODY), Words("\n\n\n日期", BODY)])
    first, second = pages_of([Words("\n".join("行" for _ in range(22)), BODY), signs], PAGE)
    assert len(first) == 1
    assert second[0][0] is signs


def test_a_heading_does_not_stand_above_a_table_whose_first_row_comes_on_the_next_page() -> None:
    tall = "\n".join("行" for _ in range(6))
    table = Ruled((1.0,), [(Cell(Words("栏", BODY)),), *[(Cell(Words(tall, BODY)),)] * 3], head=1)
    blocks: list[Block] = [
        Words("\n".join("正文" for _ in range(17)), BODY),
        Words("标题", BODY, keep=True),
        table,
    ]
    first, second, *_ = pages_of(blocks, PAGE)
    assert len(first) == 1
    assert [type(block) for block, _ in second[:2]] == [Words, Ruled]
    assert table.least(PAGE.across(), PAGE.down()) > LEAST_SHOWN
