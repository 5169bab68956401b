"""The order in which Tab goes on: as things are laid out, whenever they were made.

Qt's own order is that of making, in which cards and child rows that are made late would come last.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget

from ipdesk.gui.page import Page

# The way down to something: its index in each layout that it lies in.
Place = tuple[int, ...]
_TAB: Final = Qt.FocusPolicy.TabFocus.value


def stops_in(widget: QWidget) -> list[QWidget]:
    """Return the widgets that Tab stops at, in the order they are laid out; hidden and disabled ones are not."""
    if not widget.isVisible() or not widget.isEnabled():
        return []
    if _is_stop(widget):
        return [widget]
    places = _Places(widget)
    found = [
        (place, each)
        for each in widget.findChildren(QWidget)
        if _is_stop(each) and each.isVisible() and each.isEnabled()
        if (place := places.of(each)) is not None
    ]
    return [each for _, each in sorted(found, key=itemgetter(0))]


def _is_stop(widget: QWidget) -> bool:
    # As a number: hundreds are asked at each Tab, and Python's flags take longer than all the rest.
    return bool(widget.focusPolicy().value & _TAB) and widget.focusProxy() is None


class _Places:
    """Where things lie in one widget, as the way down through its layouts; reckoned for what is asked for alone.

    The items of layouts are not asked for: Python would hold on to them after Qt has freed them with their widgets, and
    take the next event that lies in the same place of the memory for one.
    """

    def __init__(self, widget: QWidget) -> None:
        self._of: dict[QWidget, Place | None] = {widget: ()}
        self._inner: dict[QLayout, list[QLayout]] = {}

    def of(self, widget: QWidget) -> Place | None:
        """Return the place of a widget, None for what lies in no layout or belongs to something that Tab stops at."""
        if widget not in self._of:
            self._of[widget] = self._found(widget)
        return self._of[widget]

    def _found(self, widget: QWidget) -> Place | None:
        above: QWidget | None = widget.parentWidget()
        if above is None:
            return None
        area: QWidget | None = above.parentWidget()
        if isinstance(area, QScrollArea) and area.widget() is widget:
            return None if _is_stop(area) else self.of(area)
        if _is_stop(above) or (before := self.of(above)) is None:
            return None
        if isinstance(above, QSplitter):
            return (*before, above.indexOf(widget))
        within = self._within(above.layout(), widget)
        return None if within is None else before + within

    def _within(self, layout: QLayout | None, widget: QWidget) -> Place | None:
        """Return the place of a widget in a layout or in one of those inside it."""
        if layout is None:
            return None
        if (index := layout.indexOf(widget)) >= 0:
            return (index,)
        if layout not in self._inner:
            direct = Qt.FindChildOption.FindDirectChildrenOnly
            self._inner[layout] = layout.findChildren(QLayout, options=direct)
        for inner in self._inner[layout]:
            if (within := self._within(inner, widget)) is not None:
                return (layout.indexOf(inner), *within)
        return None


def go_on(page: QWidget, forward: bool) -> bool:
    """Put the focus on the next or last stop of a page, or beyond it; for use in focusNextPrevChild.

    A page that stands inside another goes on as the other does.
    """
    page = _outermost(page)
    stops, here = stops_in(page), page.window().focusWidget()
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


def _beyond(page: QWidget, here: QWidget, forward: bool) -> QWidget | None:
    """Return the next stop of the window that is not on the page, None when there is none."""
    each = here.nextInFocusChain() if forward else here.previousInFocusChain()
    while each is not None and each is not here:
        stop = each.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if stop and not page.isAncestorOf(each) and each.isVisible() and each.isEnabled():
            return each
        each = each.nextInFocusChain() if forward else each.previousInFocusChain()
    return None
