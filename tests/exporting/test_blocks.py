"""Blocks are parted without losing a line."""

from __future__ import annotations

from ipdesk.exporting.blocks import Cell, Ruled, Style, Together, Words

BODY = Style("body", 10, 15)
LONG = "这是一段用来断页的话。" * 60


def texts(block: object) -> str:
    if isinstance(block, Words):
        return "".join(line.text for line in block.set_lines(block.measured))
    assert isinstance(block, Ruled)
    return "".join(texts(cell.words) for row in block.rows[block.head :] for cell in row)


def test_a_text_is_parted_between_lines() -> None:
    words = Words(LONG, BODY)
    whole = words.height(200)
    parted = words.part(200, 100, 700)
    assert parted is not None
    upper, lower = parted
    assert upper.height(200) == 90
    assert upper.height(200) + lower.height(200) == whole
    assert texts(upper) + texts(lower) == LONG


def test_no_single_line_is_left_alone() -> None:
    words = Words("中" * 50, BODY)
    assert words.height(200) == 45
    assert words.part(200, 30, 700) is None


def test_a_grid_repeats_its_heading() -> None:
    head = (Cell(Words("题", BODY)),)
    grid = Ruled((1.0,), [head, *[(Cell(Words(str(number), BODY)),) for number in range(10)]], head=1)
    parted = grid.part(200, 100, 700)
    assert parted is not None
    upper, lower = parted
    assert isinstance(upper, Ruled)
    assert isinstance(lower, Ruled)
    assert (len(upper.rows), len(lower.rows)) == (4, 8)
    assert lower.rows[0] == head
    assert texts(upper) + texts(lower) == "0123456789"


def test_the_last_row_of_a_grid_does_not_stand_alone() -> None:
    grid = Ruled((1.0,), [(Cell(Words(each, BODY)),) for each in "题12345"], head=1)
    height = grid.height(200)
    parted = grid.part(200, height - 1, 700)
    assert parted is not None
    assert [texts(each) for each in parted] == ["123", "45"]
    short = Ruled((1.0,), [(Cell(Words(each, BODY)),) for each in "题12"], head=1)
    parted = short.part(200, short.height(200) - 1, 700)
    assert parted is not None and [texts(each) for each in parted] == ["1", "2"], "one has to stay"


def test_a_row_taller_than_the_page_is_parted_inside() -> None:
    grid = Ruled((1.0, 3.0), [(Cell(Words("左", BODY)), Cell(Words(LONG, BODY)))])
    parts = []
    rest: object = grid
    while isinstance(rest, Ruled) and rest.height(300) > 200:
        parted = rest.part(300, 200, 200)
        assert parted is not None
        upper, rest = parted
        assert upper.height(300) <= 200
        parts.append(texts(upper))
    assert "".join(parts) + texts(rest) == "左" + LONG


def test_what_belongs_together_is_not_parted() -> None:
    signs = Together([Words("签字", BODY, keep=True), Words("日期", BODY, before=5)])
    assert signs.height(100) == 35
    assert signs.part(100, 20, 700) is None
    assert Together([Words(LONG, BODY)]).part(200, 100, 300) is not None
