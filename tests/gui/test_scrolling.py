"""What the keyboard is put into by an act is in sight, also where it was made just now."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QScrollArea, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.editors import editor_for
from ipdesk.gui.editors.rows import RowsEditor
from ipdesk.gui.scrolling import area_around, reveal
from ipdesk.model.kinds import Rows
from tests.gui.test_editors import Helper


def scrolled(qtbot: QtBot, *widgets: QWidget) -> QScrollArea:
    """Show widgets one under the other in an area that is too low for them."""
    column = QWidget()
    box = QVBoxLayout(column)
    for each in widgets:
        box.addWidget(each)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(column)
    qtbot.addWidget(area)
    area.resize(600, 200)
    area.show()
    qtbot.waitExposed(area)
    return area


def test_a_widget_far_down_is_brought_into_sight(qtbot: QtBot) -> None:
    lines = [QLabel(str(number)) for number in range(100)]
    area = scrolled(qtbot, *lines)
    assert area_around(lines[50]) is area
    assert lines[50].visibleRegion().isEmpty()
    reveal(lines[50])
    assert not lines[50].visibleRegion().isEmpty()
    assert area_around(area) is None
    reveal(area)  # which is in none, and stays where it is


def test_the_first_field_of_a_new_row_is_in_sight(qtbot: QtBot, context: Context) -> None:
    editor = editor_for(context, Rows(label="Rows", of=Helper, one="Helper"))
    assert isinstance(editor, RowsEditor)
    above = QLabel("above")
    above.setFixedHeight(120)
    area = scrolled(qtbot, above, editor)
    area.activateWindow()
    editor.add_row()
    field = area.focusWidget()
    assert editor.isAncestorOf(field)
    assert field.visibleRegion().boundingRect() == field.rect()


def test_a_table_is_brought_into_sight_whole(qtbot: QtBot) -> None:
    """Not only the line of its headings, which is where Qt says that the keyboard stands."""
    above, table = QLabel("above"), QTableWidget(2, 2)
    above.setFixedHeight(800)
    table.setFixedHeight(110)
    area = scrolled(qtbot, above, table)
    table.setFocus()
    table.setCurrentCell(0, 0)
    reveal(table)
    assert area.isVisible() and table.visibleRegion().boundingRect() == table.rect()
