"""The menu of a table: which columns are shown, and by which one the list is ordered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import (
    column_groups,
    default_columns,
    heading,
    is_sortable,
    starts_descending,
)
from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.operations.reading import Order


class ColumnMenu(QMenu):
    """Fields by group to be shown or not; number and title always are.

    `chosen` carries the names of the columns, `ordered` an Order, `reset_asked` wants the usual columns
    and widths back.
    """

    chosen = Signal(object)
    ordered = Signal(object)
    reset_asked = Signal()

    def __init__(self, context: Context, register: Register, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._register = context, register
        self._columns: tuple[str, ...] = ()
        self._order = Order()
        # Made when it opens, so that an entry is never taken away while it is being chosen.
        self.aboutToShow.connect(self._fill)

    def show_columns(self, columns: Sequence[str], order: Order) -> None:
        """Show which columns are there and by which one the list is ordered."""
        self._columns, self._order = tuple(columns), order

    def _fill(self) -> None:
        self.clear()
        for menu in self.findChildren(QMenu):
            menu.deleteLater()
        label = self._context.label
        self._fill_order(self.addMenu(label(N_("Order by"))), self._order)
        self.addSeparator()
        for name, group in column_groups(self._register):
            self._fill_group(self.addMenu(label(name)), group)
        self.addSeparator()
        self.addAction(label(N_("The usual columns"))).triggered.connect(self.reset_asked)

    def _fill_order(self, menu: QMenu, order: Order) -> None:
        group = QActionGroup(menu)
        for name in dict.fromkeys((*self._columns, "changed")):
            if not is_sortable(self._register, name):
                continue
            action = QAction(self._context.label(heading(self._register, name)), menu, checkable=True)
            current = name == (order.field or "changed")
            action.setChecked(current)
            falling = not order.descending if current else starts_descending(self._register, name)
            action.triggered.connect(
                lambda _=False, wanted=Order(name, falling): self.ordered.emit(wanted)  # noqa: B008 - made anew in each turn
            )
            group.addAction(action)
            menu.addAction(action)

    def _fill_group(self, menu: QMenu, names: Sequence[str]) -> None:
        for name in names:
            action = QAction(self._context.label(heading(self._register, name)), menu, checkable=True)
            action.setChecked(name in self._columns)
            action.setEnabled(name not in ("number", self._register.title))
            action.toggled.connect(lambda on, name=name: self._toggle(name, on))
            menu.addAction(action)

    def _toggle(self, name: str, on: bool) -> None:
        """Show a column or not; a usual column comes back to its usual place, others to the end."""
        kept = [each for each in self._columns if each != name]
        if on:
            usual = default_columns(self._register)
            before = usual[: usual.index(name)] if name in usual else ()
            place = next((kept.index(each) + 1 for each in reversed(before) if each in kept), len(kept))
            kept.insert(place, name)
        self._columns = tuple(kept)
        self.chosen.emit(self._columns)
