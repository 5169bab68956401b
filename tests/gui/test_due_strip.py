"""The strip of weeks: chosen by keys and clicks, told in words, and drawn with what is overdue apart."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.due_strip import DueStrip
from ipdesk.gui.labels import small_font
from ipdesk.operations.weeks import PAST, Week, weeks

TODAY = date(2026, 3, 5)
DAYS = [TODAY + timedelta(by) for by in (-200, -10, 0, 1, 21, 400)]
THIS = 1 + PAST


@pytest.fixture
def strip(context: Context, qtbot: QtBot) -> DueStrip:
    """Return a strip of some days on the screen."""
    made = DueStrip(context)
    qtbot.addWidget(made)
    made.resize(512, 160)
    made.show_weeks(weeks(DAYS, TODAY), TODAY)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def colours(strip: DueStrip) -> set[str]:
    """Return the colours drawn."""
    picture = strip.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def test_the_keys_choose_a_week_from_that_of_today_on(strip: DueStrip, qtbot: QtBot) -> None:
    strip.setFocus()
    for key, place in (
        (None, THIS),
        (Qt.Key.Key_Left, THIS - 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_End, len(strip.weeks) - 1),
    ):
        if key is not None:
            QTest.keyClick(strip, key)
        for enter in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            with qtbot.waitSignal(strip.chosen) as heard:
                QTest.keyClick(strip, enter)
            assert heard.args == [strip.weeks[place]]


def test_a_click_opens_the_week_under_it(strip: DueStrip, qtbot: QtBot) -> None:
    for place in (0, THIS, len(strip.weeks) - 1):
        x = int((place + 0.5) * strip.width() / len(strip.weeks))
        with qtbot.waitSignal(strip.chosen) as heard:
            QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 80))
        assert heard.args == [strip.weeks[place]]


def test_the_week_looked_at_is_told_and_forgotten(strip: DueStrip, qtbot: QtBot) -> None:
    strip.clearFocus()
    heard: list[Week | None] = []
    strip.looked_at.connect(heard.append)
    strip.setFocus()
    QTest.mouseMove(strip, QPoint(3, 80))
    strip.clearFocus()
    assert heard == [strip.weeks[THIS], strip.weeks[0], None]


def test_who_listens_hears_the_week_and_then_all_that_hold_anything(strip: DueStrip) -> None:
    told = strip.accessibleDescription().splitlines()
    assert told[0] == "2026-03-02 至 2026-03-08：到期 2 项"
    assert told[1] == "2026-02-01 及以前：到期 1 项，其中逾期 1 项"
    assert told[-1] == "2026-08-31 及以后：到期 1 项"
    assert len(told) == 1 + sum(bool(week.count) for week in strip.weeks)


def test_what_is_overdue_has_the_colour_of_what_blocks(strip: DueStrip, context: Context) -> None:
    palette = context.colours
    assert {palette.block.text.lower(), palette.accent.lower()} <= colours(strip)
    strip.show_weeks(weeks([day for day in DAYS if day >= TODAY], TODAY), TODAY)
    assert palette.block.text.lower() not in colours(strip)


def test_weeks_are_told_apart_whatever_lies_before_and_after_them(strip: DueStrip, context: Context) -> None:
    days = [TODAY + timedelta(by) for by in (7, *[14] * 4, *[400] * 5000, *[-400] * 300)]
    strip.show_weeks(weeks(days, TODAY), TODAY)
    picture, accent = strip.grab().toImage(), context.colours.accent.lower()

    def tall(place: int) -> int:
        x = int((place + 0.5) * strip.width() / len(strip.weeks) * picture.devicePixelRatio())
        drawn = [y for y in range(picture.height()) if picture.pixelColor(x, y).name() == accent]
        return len(drawn)

    last = len(strip.weeks) - 1
    assert 10 < tall(THIS + 1) < tall(THIS + 2), "one and four"
    assert tall(THIS + 2) <= tall(last) + 8, "what is cut off is no shorter, but for the cut"
    strip.show_weeks(weeks(days[-5300:-300], TODAY), TODAY)
    assert strip.grab().toImage() != picture


def test_the_week_that_the_list_is_narrowed_to_is_shown(strip: DueStrip, context: Context) -> None:
    weak = QColor(context.colours.weak).name()
    assert weak not in colours(strip)
    strip.show_narrowed(strip.weeks[2])
    assert weak in colours(strip)


@pytest.mark.parametrize("width", [320, 400, 512, 900])
def test_no_month_is_written_over_the_words_at_the_ends(strip: DueStrip, width: int) -> None:
    strip.resize(width, 160)
    wide = QFontMetricsF(small_font(strip)).horizontalAdvance
    past, later = (word for _, word in strip._ends())
    months = list(strip._months())
    assert months
    assert all(left >= wide(past) and left + wide(name) <= width - wide(later) for left, _, name in months)


def test_the_months_are_named_where_they_begin_and_the_year_where_it_does(strip: DueStrip) -> None:
    strip.show_weeks(weeks([], date(2026, 11, 26)), date(2026, 11, 26))
    named = list(strip._months())
    assert [text for *_, text in named] == ["10月", "11月", "12月", "2027年1月", "2月", "3月", "4月", "5月"][
        -len(named) :
    ]
    assert all(before[0] + before[1] <= after[0] + 0.5 for before, after in pairwise(named))


def test_before_anything_is_read_keys_do_nothing(context: Context, qtbot: QtBot) -> None:
    bare = DueStrip(context)
    qtbot.addWidget(bare)
    bare.show()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_End):
        QTest.keyClick(bare, key)
    QTest.mouseClick(bare, Qt.MouseButton.LeftButton)
    assert not bare.grab().isNull() and bare.accessibleName()
