"""The order in which Tab goes on: as things are laid out, whenever they were made.

Qt's own order is that of making, in which cards and child rows that are made late would come last.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget

from ipdesk.gui.page import Page


def stops_in(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widgets that Tab stops at, in the order they are laid out; hidden and disabled ones are not."""
    if not widget.isVisible() or not widget.isEnabled():
        return
    if (
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ):
        yield widget
    elif isinstance(widget, QScrollArea):
        yield from stops_in(widget.widget())
    elif isinstance(widget, QSplitter):
        for place in range(widget.count()):
            yield from stops_in(widget.widget(place))
    elif (layout := widget.layout()) is not None:
        yield from _stops_of(layout)


def go_on(page: QWidget, forward: bool) -> bool:
    """Put the focus on the next or last stop of a page, or beyond it; for use in focusNextPrevChild.

    A page that stands inside another goes on as the other does.
    """
    page = _outermost(page)
    stops, here = list(stops_in(page)), page.window().focusWidget()
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    if here in stops:
        place = stops.index(here) + (1 if forward else -1)
        target = stops[place] if 0 <= place < len(stops) else _beyond(page, here, forward)
    else:
        target = next(iter(stops if forward else reversed(stops)), None)
    if target is None and stops:
        target = stops[0 if forward else -1]
    if target is not None:
        target.setFocus(reason)
    return target is not None


def _outermost(page: QWidget) -> QWidget:
    """Return the page that a page stands in, or itself."""
    above = page.parentWidget()
    while above is not None:
        if isinstance(above, Page):
            page = above
        above = above.parentWidget()
    return page


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for each in _laid_out(layout):
        yield from stops_in(each) if isinstance(each, QWidget) else _stops_of(each)


def _laid_out(layout: QLayout) -> list[QWidget | QLayout]:
    """Return what lies in a layout, in its order.

    Its items are not asked for: Python would hold on to them after Qt has freed them with their widgets, and take the
    next event that lies in the same place of the memory for one.
    """
    places: dict[int, QWidget | QLayout] = {}
    for inner in layout.findChildren(QLayout, options=Qt.FindChildOption.FindDirectChildrenOnly):
        places[layout.indexOf(inner)] = inner
    above: QWidget | None = layout.parentWidget()  # of which Qt's annotations say that it is always there
    for beside in above.children() if above is not None else ():
        if isinstance(beside, QWidget):
            places[layout.indexOf(beside)] = beside
    return [places[index] for index in sorted(places) if index >= 0]


def _beyond(page: QWidget, here: QWidget, forward: bool) -> QWidget | None:
    """Return the next stop of the window that is not on the page, None when there is none."""
    each = here.nextInFocusChain() if forward else here.previousInFocusChain()
    while each is not None and each is not here:
        stop = each.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if stop and not page.isAncestorOf(each) and each.isVisible() and each.isEnabled():
            return each
        each = each.nextInFocusChain() if forward else each.previousInFocusChain()
    return None
