"""Badges of people in the table, in its conditions and at the head of a record, told by mark, word and colour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from ipdesk.gui.conditions import askable_named
from ipdesk.gui.context import Context
from ipdesk.gui.labels import Badge
from ipdesk.gui.record_header import RecordHeader
from ipdesk.gui.table_columns import column_width, default_columns, is_sortable, known_columns
from ipdesk.gui.table_delegate import TableDelegate
from ipdesk.gui.table_model import TableModel
from ipdesk.gui.table_view import TableView
from ipdesk.gui.theme import Tone
from ipdesk.operations import reading, records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register

PEOPLE = register("people")


@pytest.fixture
def staffed(desk: Desk, make_context: Callable[..., Context]) -> Context:
    """Return a context with one person who owes three things, and one who has left long ago."""
    own = {"unit": "一室", "employment": "permanent", "joined": "2020-01-01", "level": "internal"}
    owing = {"number": "A1", "name": "甲", "post_class": "general", "post_review_on": "2026-01-31"}
    records.add(
        desk, PEOPLE, [{**own, **owing}, {**own, "number": "A2", "name": "乙", "left_on": "2021-01-31"}]
    )
    return make_context(desk)


def listed(context: Context) -> TableModel:
    model = TableModel(context, PEOPLE)
    ids = reading.list_ids(context.desk, PEOPLE, order=reading.Order("number", False))
    model.show_list(ids, default_columns(PEOPLE))
    return model


def test_the_column_shows_a_badge_for_each_duty_and_says_the_words(qtbot: QtBot, staffed: Context) -> None:
    model = listed(staffed)
    place = model.columns.index("duty")
    cell = model.cell(0, place)
    assert cell.badges == (("block", "未签协议"), ("block", "缺承诺书"), ("block", "岗位复审逾期"))
    assert model.index(0, place).data() == "未签协议、缺承诺书、岗位复审逾期"
    assert "2026-01-31" in model.index(0, place).data(Qt.ItemDataRole.ToolTipRole)
    assert model.cell(1, place).badges == () and model.index(1, place).data() == ""
    assert not model.cell(0, place - 1).badges


def test_it_is_a_column_like_others_but_orders_nothing(qtbot: QtBot, staffed: Context) -> None:
    assert default_columns(PEOPLE)[:4] == ("number", "name", "duty", "state")
    assert known_columns(PEOPLE, ["duty", "unit"]) == ("duty", "unit")
    assert not is_sortable(PEOPLE, "duty")
    view = TableView(staffed, PEOPLE, listed(staffed))
    qtbot.addWidget(view)
    assert column_width(PEOPLE, "duty", view.fontMetrics(), staffed.translator).usual > 100


@pytest.mark.parametrize(("width", "count"), [(60, 1), (500, 3)])
def test_badges_are_drawn_in_any_width(
    qtbot: QtBot, staffed: Context, width: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit is counted, so that nobody takes the first for all."""
    model = listed(staffed)
    view = TableView(staffed, PEOPLE, model)
    qtbot.addWidget(view)
    view.set_widths({"duty": width})
    view.resize(1400, 300)
    drawn: list[str] = []
    plain = TableDelegate._draw_badge

    def noted(
        self: TableDelegate, painter: QPainter, room: QRect, tone: Tone, word: str, *, edged: bool
    ) -> int:
        drawn.append(word)
        return plain(self, painter, room, tone, word, edged=edged)

    monkeypatch.setattr(TableDelegate, "_draw_badge", noted)
    view.grab()
    words = ["未签协议", "缺承诺书", "岗位复审逾期"]
    assert [each for each in drawn if each in words] == words[:count]


def test_the_tool_tip_tells_all_badges(
    qtbot: QtBot, staffed: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = listed(staffed)
    view = TableView(staffed, PEOPLE, model)
    qtbot.addWidget(view)
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _view: said.append(text))
    delegate = TableDelegate(staffed, view, model)
    help_asked = QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint())
    delegate.helpEvent(help_asked, view, QStyleOptionViewItem(), model.index(0, model.columns.index("duty")))
    assert said[0].splitlines()[0] == "未签协议" and len(said[0].splitlines()) == 3


def test_it_can_be_asked_for(staffed: Context) -> None:
    asked = askable_named(PEOPLE, "duty")
    assert asked is not None
    assert asked.shown("agreement-missing", staffed.translator) == "未签协议"
    assert askable_named(register("projects"), "duty") is None


def test_the_head_of_a_record_shows_them_until_another_is_shown(qtbot: QtBot, staffed: Context) -> None:
    header = RecordHeader(staffed, PEOPLE)
    qtbot.addWidget(header)
    for number, words in (("A1", ["■ 未签协议", "■ 缺承诺书", "■ 岗位复审逾期"]), ("A2", [])):
        sight = reading.show(staffed.desk, PEOPLE, number)
        header.show_record(sight.record, number, sight.badges)
        shown = [each for each in header.badges.findChildren(Badge) if not each.isHidden()]
        assert [each.text() for each in shown] == words
        assert header.badges.isHidden() is not bool(words)
