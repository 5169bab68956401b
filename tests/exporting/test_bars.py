"""Bars are as long as their figures say, keep their texts, and are parted between rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ipdesk.exporting.bar_blocks import INK, BarChart, bar_chart
from ipdesk.exporting.bars import Bar, Bars, figure
from ipdesk.exporting.blocks import Style
from ipdesk.exporting.layout import Document, PageName, PaperOptions, Prose, Stamp, furniture_for, texts_of
from ipdesk.exporting.pdf import render, unresolved
from ipdesk.exporting.sheets import SHEETS
from ipdesk.model.marking import Marking
from ipdesk.model.text import Translator

STYLE = Style("body", 9, 13.5, "left")
WIDTH = 440.0
SERIES = ("综合", "张𬭎", "欧阳䶮喆")
VALUES = (Decimal("82.44"), None, Decimal(0))


def bars(count: int = 3, series: tuple[str, ...] = SERIES) -> Bars:
    rows = tuple(Bar(f"维度{number}", VALUES[: len(series)]) for number in range(count))
    return Bars(title="各维度得分", rows=rows, series=series, note="取中位数。")


class Recorder(Canvas):
    """A canvas that remembers the rectangles filled, each with its grey."""

    def __init__(self) -> None:
        super().__init__(BytesIO())
        self.grey = 0.0
        self.filled: list[tuple[float, float]] = []

    def setFillGray(self, gray: float, alpha: Any = None) -> None:  # noqa: N802 - the library's name
        self.grey = gray
        super().setFillGray(gray, alpha)

    def rect(
        self, x: float, y: float, width: float, height: float, stroke: float = 1, fill: float = 0
    ) -> None:
        if fill:
            self.filled.append((self.grey, width))
        super().rect(x, y, width, height, stroke, fill)


def drawn(section: Bars, width: float = WIDTH) -> list[tuple[float, float]]:
    canvas = Recorder()
    bar_chart(section, STYLE).draw(canvas, 80, 700, width)
    return canvas.filled


@pytest.mark.parametrize(
    ("value", "text"),
    [("0", "0"), ("100", "100"), ("82.44", "82.4"), ("61.35", "61.4"), ("47.0", "47"), ("0.04", "0")],
)
def test_a_figure_has_one_decimal_at_most(value: str, text: str) -> None:
    assert figure(Decimal(value)) == text
    assert figure(None) == "—"


@given(st.decimals(0, 100, places=2))
def test_a_bar_is_as_long_as_its_figure(value: Decimal) -> None:
    track, *bar = drawn(Bars(title="", rows=(Bar("甲", (value,)),)))
    assert [grey for grey, _ in bar] == ([INK] if value else [])
    assert sum(width for _, width in bar) == pytest.approx(track[1] * float(value) / 100)
    assert track[0] > 2 * INK  # told apart without colours


@pytest.mark.parametrize(("value", "share"), [(Decimal(140), 1.0), (Decimal(-3), 0.0)])
def test_a_figure_beyond_the_scale_does_not_leave_it(value: Decimal, share: float) -> None:
    track, *bar = drawn(Bars(title="", rows=(Bar("甲", (value,)),)))
    assert sum(width for _, width in bar) == pytest.approx(track[1] * share)


def test_where_there_is_no_figure_nothing_is_filled() -> None:
    assert drawn(Bars(title="", rows=(Bar("甲", (None,)),))) == []


@pytest.mark.parametrize("page", ["dense", "official"])
def test_all_texts_are_copied_out_on_both_pages(page: PageName, stamp: Stamp, chinese: Translator) -> None:
    document = of_bars(chinese, bars(40), bars(3, ("",)))
    pages = copied(render(document, stamp, PaperOptions(page=page)))
    assert len(pages) > 2
    found = "".join(pages)
    for text in texts_of(document):
        assert "".join(text.split()) in found
    assert found.count("82.4") == 43
    assert found.count("欧阳䶮喆") == 40
    assert all("0255075100" in text for text in pages[:-1])  # the scale below each part
    assert unresolved(document) == ()


def test_the_name_of_a_single_series_is_not_shown(stamp: Stamp, chinese: Translator) -> None:
    document = of_bars(chinese, bars(2, ("只有一个",)))
    assert "只有一个" not in "".join(copied(render(document, stamp)))
    assert "只有一个" not in texts_of(document)


def test_it_is_parted_between_rows_and_keeps_its_columns() -> None:
    rows = (*bars(6).rows, Bar("名称很长很长很长的一个维度", VALUES))
    whole = bar_chart(replace(bars(), rows=rows), STYLE)
    parted = whole.part(WIDTH, whole.height(WIDTH) / 2, 700)
    assert parted is not None
    upper, lower = parted
    assert isinstance(upper, BarChart)
    assert isinstance(lower, BarChart)
    assert [*upper.rows, *lower.rows] == whole.rows
    assert upper.height(WIDTH) <= whole.height(WIDTH) / 2
    assert upper.widest == lower.widest
    assert whole.part(WIDTH, 20, 700) is None
    assert whole.part(WIDTH, 5_000, 700) is None


@pytest.mark.parametrize("page", ["dense", "official"])
def test_long_names_leave_room_for_the_bars(page: PageName) -> None:
    sheet = SHEETS[page]
    section = Bars(
        title="", rows=(Bar("很长的维度名称" * 9, (Decimal(50),) * 2),), series=("很长的姓名" * 6, "乙")
    )
    canvas = Recorder()
    chart = bar_chart(section, sheet.table)
    chart.draw(canvas, sheet.page.left, 700, sheet.page.across())
    track = max(width for _, width in canvas.filled)
    assert track > sheet.page.across() * 0.35
    assert chart.height(sheet.page.across()) > sheet.table.leading * 4


def test_no_rows_are_no_chart(stamp: Stamp, chinese: Translator) -> None:
    assert "各维度得分" in "".join(copied(render(of_bars(chinese, bars(0)), stamp)))


def of_bars(translator: Translator, *sections: Bars) -> Document:
    return Document(
        title="评估报告",
        subtitle="",
        marking=Marking(handling="internal"),
        furniture=furniture_for(Marking(handling="internal"), translator),
        sections=(Prose(title="说明", text="如下。"), *sections),
    )


def copied(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = (document[number].get_textpage().get_text_range() for number in range(len(document)))
    return ["".join(text.split()) for text in texts]
