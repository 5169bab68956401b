"""Columns of a table are as wide as what stands in them asks, whatever else stands beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.exporting.blocks import PADDING, Ruled
from ipdesk.exporting.layout import PLAIN, Column, Shape
from ipdesk.exporting.pdf import _ruled
from ipdesk.exporting.sheets import DENSE

WIDTH = DENSE.page.across()
PROSE = Shape("left", "prose", 44, lambda value, _: value)
SIZE = DENSE.table.size


def ruled(columns: list[tuple[str, Shape]], *rows: tuple[str, ...]) -> Ruled:
    """Return a table as documents set it."""
    made = [Column("", *each) for each in columns]
    return _ruled(made, rows, DENSE.table_head, DENSE.table, WIDTH)


def widths(made: Ruled) -> list[float]:
    """Return the widths of the columns inside their padding, as they are drawn."""
    return [share / sum(made.shares) * WIDTH - 2 * PADDING for share in made.shares]


def test_what_is_left_over_is_shared_by_all_columns() -> None:
    made = widths(
        ruled([("权利人", PLAIN), ("权利份额", replace(PLAIN, form="share")), ("依据", PLAIN)], ("", "", ""))
    )
    assert max(made) < WIDTH / 2
    assert sum(made) == pytest.approx(WIDTH - 6 * PADDING)


def test_a_column_of_short_lines_takes_no_more_than_its_widest() -> None:
    text = "问题" * 60
    lines = widths(ruled([("时间", PLAIN), ("问题", PROSE)], ("2026-11-03\n09:00\n10:00\n11:00", text)))
    one = widths(ruled([("时间", PLAIN), ("问题", PROSE)], ("2026-11-03", text)))
    assert lines == pytest.approx(one)


def test_a_column_is_not_less_wide_than_its_shape_says() -> None:
    wide = replace(PLAIN, least=30)
    for shape, enough in ((PLAIN, False), (wide, True)):
        made = widths(
            ruled([("答", shape), ("问题", PROSE), ("备注", PROSE)], ("是", "问" * 300, "注" * 300))
        )
        assert (made[0] >= 30 * SIZE * 0.4 - 1) is enough


def test_running_text_stays_readable_beside_long_names() -> None:
    name = "Montgomery-Featherstonehaugh"
    row = ("相对最接近的现有技术，创造性有多高？", f"4 {name}", f"{name}：{'注' * 200}", "3.83")
    made = widths(ruled([("问题", PROSE), ("回答人", PLAIN), ("备注", PROSE), ("分", PLAIN)], row))
    assert made[0] > SIZE * 6


@given(st.lists(st.tuples(*[st.text("字a 1-", max_size=60)] * 4), min_size=1, max_size=6))
def test_no_column_is_lost_whatever_stands_in_it(rows: Any) -> None:
    made = widths(ruled([("甲", PLAIN), ("乙", PROSE), ("丙", PLAIN), ("丁", PROSE)], *rows))
    assert len(made) == 4
    assert min(made) > 0
    assert sum(made) == pytest.approx(WIDTH - 8 * PADDING)
