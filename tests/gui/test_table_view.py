"""The table: cells that are cut off tell the whole, badges are drawn, and places are found again."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import default_columns
from ipdesk.gui.table_model import TableModel
from ipdesk.gui.table_view import TableView, View, _places, _runs
from ipdesk.gui.theme import ROW
from ipdesk.operations import reading
from ipdesk.operations.reading import Order
from tests.operations.cases import DISCLOSURES


@pytest.fixture
def table(context: Context, qtbot: QtBot) -> TableView:
    rows = TableModel(context, DISCLOSURES)
    made = TableView(context, DISCLOSURES, rows)
    rows.setParent(made)
    qtbot.addWidget(made)
    made.resize(1100, 500)
    rows.show_list(reading.list_ids(context.desk, DISCLOSURES), default_columns(DISCLOSURES))
    made.set_widths({})
    made.show()
    return made


def hover(table: TableView, row: int, name: str) -> str:
    """Return the tool tip of a cell."""
    index = table._rows.index(row, table._rows.columns.index(name))
    place = table.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
    option = QStyleOptionViewItem()
    assert table.itemDelegate().helpEvent(event, table, option, index)
    return QToolTip.text()


def test_a_cell_that_is_cut_off_tells_all_of_it(table: TableView) -> None:
    assert hover(table, 0, "number") == ""
    table.set_widths({"inventors": 64})
    assert hover(table, 0, "inventors") == "王芳、单雨桐"
    QToolTip.hideText()


def test_the_state_is_drawn_in_its_colours(table: TableView, context: Context) -> None:
    rows = table._rows
    rect = table.visualRect(rows.index(0, rows.columns.index("state")))
    image = table.viewport().grab(rect).toImage()
    seen = {
        QColor(image.pixel(x, y)).name().upper() for x in range(image.width()) for y in range(image.height())
    }
    assert context.colours.info.on in seen
    assert context.colours.info.text in seen


def test_rows_are_of_one_height_and_columns_can_be_set(table: TableView) -> None:
    assert table.rowHeight(0) == table.rowHeight(29) == ROW
    table.set_widths({"unit": 333})
    assert table.columnWidth(table._rows.columns.index("unit")) == 333


def test_a_click_beside_the_rows_hovers_nothing(table: TableView) -> None:
    assert table.indexAt(QPoint(5, 5_000)).isValid() is False


def test_a_place_that_is_gone_leads_to_the_first_row(table: TableView) -> None:
    table.go_to(View(current=987_654, selected=frozenset({987_654}), top=987_654))
    assert table.currentIndex().row() == 0
    assert table.count_selected() == 0


def test_every_row_selected_comes_back_as_one_range(table: TableView) -> None:
    table.selectAll()
    assert table.selected_rows() == [range(0, 30)]
    assert table.selected_ids() == table._rows.ids
    view = table.view()
    table.clearSelection()
    table.go_to(view)
    assert table.count_selected() == 30


@given(st.sets(st.integers(0, 200)))
def test_runs_hold_the_same_rows_without_gaps(rows: set[int]) -> None:
    found = _runs(sorted(rows))
    assert [row for part in found for row in part] == sorted(rows)
    assert all(before.stop < after.start for before, after in pairwise(found))


@given(st.lists(st.integers(-5, 50), unique=True), st.sets(st.integers(-5, 50), max_size=20))
def test_places_are_found_whether_few_or_many_are_asked_for(ids: list[int], wanted: set[int]) -> None:
    expected = {each: ids.index(each) for each in wanted if each in ids}
    assert _places(array("q", ids), wanted) == expected


def test_a_narrow_table_shows_its_first_columns_whole(table: TableView) -> None:
    table.resize(460, 500)
    assert table.horizontalScrollBar().maximum() > 0
    table.show_first(only=True)
    shown = [name for place, name in enumerate(table._rows.columns) if not table.isColumnHidden(place)]
    assert shown == ["number", "title", "state"]
    assert table.horizontalScrollBar().maximum() == 0
    table.selectAll()
    assert table.count_selected() == 30
    table.show_first(only=False)
    assert not any(table.isColumnHidden(place) for place in range(table._rows.columnCount()))


def test_the_heading_says_which_way_the_list_is_ordered(table: TableView, context: Context) -> None:
    table.show_order(Order("submitted", descending=True))
    header, column = table.horizontalHeader(), table._rows.columns.index("submitted")
    assert header.isSortIndicatorShown()
    assert header.sortIndicatorSection() == column
    spoken = table._rows.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "按提交日期降序"
    other = table._rows.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert other == "编号"
    table.show_order(Order("submitted", descending=False))
    spoken = table._rows.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "按提交日期升序"


def test_a_heading_that_is_cut_off_tells_all_of_it(table: TableView) -> None:
    column = table._rows.columns.index("completed")
    assert (
        table._rows.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        == "成果完成日期"
    )


def test_figures_stand_under_each_other(table: TableView) -> None:
    metrics = table.fontMetrics()
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("descending", [True, False])
def test_an_arrow_points_the_way_of_the_order(table: TableView, context: Context, descending: bool) -> None:
    table.show_order(Order("submitted", descending))
    header, column = table.horizontalHeader(), table._rows.columns.index("submitted")
    left = header.sectionViewportPosition(column)
    image = header.viewport().grab().toImage()
    accent = QColor(context.colours.accent)
    lines = [
        sum(QColor(image.pixel(x, y)) == accent for x in range(left, left + header.sectionSize(column)))
        for y in range(image.height())
    ]
    widths = [each for each in lines if each]
    assert widths, "an arrow in the accent colour"
    assert (widths[0] > widths[-1]) is descending
