"""What scrolls around a widget, and how a widget in it is brought into sight."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget


def area_around(widget: QWidget) -> QScrollArea | None:
    """Return the area that a widget scrolls in, None when it is in none."""
    each = widget.parentWidget()
    while each is not None and not isinstance(each, QScrollArea):
        each = each.parentWidget()
    return each


def settle(area: QScrollArea) -> None:
    """Let the column of an area take the height of what was made just now."""
    # What lies in a card tells it of a new height by an event, and the card the column by another one.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
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
        bring_into_sight(area, widget, margin)


def bring_into_sight(area: QScrollArea, widget: QWidget, margin: int = 0) -> None:
    """Bring a widget in an area that is laid out into sight."""
    place = QRect(widget.mapTo(area.widget(), QPoint()), widget.size())
    # Of a widget with a cursor, such as a table, Qt looks at the place of that alone; of one taller than the area its
    # head is shown.
    room = area.viewport().height()
    half = min(place.height(), room) // 2
    area.ensureVisible(area.horizontalScrollBar().value(), place.top() + half, 0, half)
    if place.height() + 2 * margin <= room:  # else Qt would show its middle
        area.ensureWidgetVisible(widget, 0, margin)


@contextmanager
def in_place(page: QWidget) -> Iterator[None]:
    """Keep what has the keyboard where it is on the screen, whatever grows or shrinks over it in the meantime."""
    focused: QWidget | None = page.window().focusWidget()
    area = area_around(focused) if focused is not None and page.isAncestorOf(focused) else None
    if focused is None or area is None or focused.visibleRegion().isEmpty():
        yield
        return
    before = focused.mapToGlobal(QPoint()).y()
    yield
    if page.window().focusWidget() is not focused:
        return
    settle(area)
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() + focused.mapToGlobal(QPoint()).y() - before)
