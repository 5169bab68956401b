"""What scrolls around a widget, and how a widget in it is brought into sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget


def area_around(widget: QWidget) -> QScrollArea | None:
    """Return the area that a widget scrolls in, None when it is in none."""
    each = widget.parentWidget()
    while each is not None and not isinstance(each, QScrollArea):
        each = each.parentWidget()
    return each


def settle(area: QScrollArea) -> None:
    """Let the column of an area take the height of what was made just now."""
    column = area.widget()
    if (layout := column.layout()) is not None:
        layout.activate()
        column.resize(column.width(), layout.totalHeightForWidth(column.width()))


def reveal(widget: QWidget, margin: int = 0) -> None:
    """Bring a widget into sight, also one that was made just now.

    Qt does so for the Tab key alone: where the keyboard is put by an act, it may be out of sight.
    """
    area = area_around(widget)
    if area is not None:
        settle(area)
        place = QRect(widget.mapTo(area.widget(), QPoint()), widget.size())
        # Of a widget with a cursor, such as a table, Qt looks at the place of that alone; of one taller than the area
        # its head is shown.
        half = min(place.height(), area.viewport().height()) // 2
        area.ensureVisible(area.horizontalScrollBar().value(), place.top() + half, 0, half)
        area.ensureWidgetVisible(widget, 0, margin)
