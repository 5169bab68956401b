"""The timeline: thirty years of events can be read, no name lies over another, and keys lead to each mark."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.timeline import Timeline
from ipdesk.gui.timeline_marks import Mark

TODAY = date(2026, 3, 5)


def event(day: date, name: str, weight: int = 2) -> Mark:
    """Return an event."""
    return Mark(kind="event", day=day, name=name, words=f"{day} {name}", tone="ok", weight=weight, place=name)


def task(day: date, name: str) -> Mark:
    """Return an open deadline with half a year of grace."""
    until = day + timedelta(182)
    return Mark(kind="task", day=day, name=name, words=name, tone="info", weight=1, key=name, until=until)


FILED = event(date(1996, 5, 8), "申请", 4)
MARKS = (
    FILED,
    *(event(date(1996 + place // 3, 6 + place % 3, 1), f"审查意见通知书{place}") for place in range(60)),
    *(task(date(year, 5, 8), f"缴纳年费（第{year - 1995}年度）") for year in range(2026, 2034)),
)


@pytest.fixture
def line(context: Context, qtbot: QtBot) -> Timeline:
    """Return the timeline of a long life on the screen."""
    made = Timeline(context)
    qtbot.addWidget(made)
    made.resize(640, 200)
    made.show_marks(MARKS, TODAY)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def rooms(line: Timeline) -> list[QRectF]:
    """Return where the names stand."""
    return [QRectF(each.left, line._row(each.mark.kind, each.line), each.width, 17) for each in line.names()]


@pytest.mark.parametrize("width", [320, 640, 1200])
def test_names_lie_within_the_picture_and_not_over_each_other(line: Timeline, width: int) -> None:
    line.resize(width, line.height())
    found = rooms(line)
    assert len(found) >= 4
    assert any(each.mark is FILED for each in line.names())  # what says most is named first
    assert all(QRectF(line.rect()).contains(each) for each in found)
    assert not [pair for pair in combinations(found, 2) if pair[0].intersects(pair[1])]
    stems = [(each.mark.kind, each.line, each.x) for each in line.names()]
    for each, room in zip(line.names(), found, strict=True):
        crossing = (x for kind, far, x in stems if kind == each.mark.kind and far > each.line)
        assert not [x for x in crossing if room.left() < x < room.right()]


def test_keys_go_from_mark_to_mark_and_the_one_that_has_them_is_named(line: Timeline, qtbot: QtBot) -> None:
    line.setFocus()
    here = line.current()
    assert here is not None and (here.kind, here.day) == ("task", date(2026, 5, 8))
    QTest.keyClick(line, Qt.Key.Key_Left)
    former = line.current()
    assert former is MARKS[60]
    assert any(each.mark is former for each in line.names())
    assert line.accessibleDescription().splitlines()[0] == former.words
    QTest.keyClick(line, Qt.Key.Key_Home)
    with qtbot.waitSignal(line.chosen) as heard:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert heard.args == [FILED]


def test_a_click_on_a_name_opens_its_mark(line: Timeline, qtbot: QtBot) -> None:
    name, room = line.names()[-1], rooms(line)[-1]
    with qtbot.waitSignal(line.chosen) as heard:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=room.center().toPoint())
    assert heard.args == [name.mark]


def test_the_keyboard_stays_at_its_mark_when_others_come(line: Timeline) -> None:
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Home)
    line.show_marks([event(date(1990, 1, 1), "先"), *MARKS], TODAY)
    assert line.current() is FILED


def test_the_keyboard_begins_at_the_deadline_that_presses_most(line: Timeline) -> None:
    late = Mark(kind="task", day=date(2025, 9, 1), name="晚", words="晚", tone="block", weight=2, key="晚")
    other = Timeline(line._context)
    other.show_marks((FILED, late, task(date(2027, 5, 8), "后")), TODAY)
    assert other.current() is late
