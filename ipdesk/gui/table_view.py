"""The table of a register: set up once, made for the keyboard, and fast however long the list is."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import (
    ARROW,
    LEAST,
    Width,
    column_width,
    first_fitting,
    fitted,
    is_sortable,
    order_said,
    starts_descending,
)
from ipdesk.gui.table_delegate import TableDelegate
from ipdesk.gui.table_model import Index, TableModel
from ipdesk.gui.theme import ROW
from ipdesk.model.register import Register
from ipdesk.operations.reading import Order

MOST_COPIED: Final = 1_000
_SETTLE: Final = 600  # milliseconds after which a width is remembered
_FEW: Final = 8  # ids that are quicker looked for one by one
_ROWS: Final = QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True, slots=True)
class View:
    """Where the reader is in a list, by ids, so that it can be found again after the list was read anew."""

    current: int | None = None
    selected: frozenset[int] = frozenset()
    top: int | None = None
    across: int = 0


class TableView(QTableView):
    """Rows of a register. Enter opens, Home and End go to the ends, "/" asks for the search, Ctrl+C copies.

    `chosen` carries a row, `moved` the row that somebody went to, `ordered` an Order, `resized` the widths that were set by hand, `picked` the
    number of rows selected, and `copied` how many rows were copied, and of how many.
    """

    chosen = Signal(int)
    moved = Signal(int)
    ordered = Signal(object)
    resized = Signal(object)
    picked = Signal(int)
    copied = Signal(int, int)
    search_asked = Signal()

    def __init__(self, context: Context, register: Register, rows: TableModel) -> None:
        super().__init__()
        self._context, self._register, self._rows = context, register, rows
        self._order = Order()
        self._by_hand: dict[str, int] = {}
        self._wanted: dict[str, Width] = {}
        self._narrow = self._going = False
        self.setModel(rows)
        self.setFont(_with_even_figures(self.font()))
        self.setItemDelegate(TableDelegate(context, self, rows))
        self.setAccessibleName(context.label(register.label))
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        # As wide with the keyboard as without, so that no row has to move; the current row has its edge besides.
        self.setStyleSheet(f"QTableView:focus {{ border: 1px solid {context.colours.accent}; }}")
        self._set_up_header()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self._tell_widths)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        bold = QFont(self.font())
        bold.setBold(
            True
        )  # the style draws it so; said here too, it is reckoned with where a heading ends in …
        header.setFont(bold)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(LEAST)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        # Qt's header asks at each paint whether whole columns are selected, which walks every row of the list,
        # and selects a column where it is pressed. It gets a selection of its own, and its press means order.
        header.setSelectionModel(QItemSelectionModel(self._rows, header))
        header.sectionPressed.disconnect()
        header.sectionEntered.disconnect()
        header.sectionClicked.connect(self._click_header)
        header.sectionResized.connect(self._note_width)

    def set_widths(self, by_hand: Mapping[str, int]) -> None:
        """Set columns to the widths chosen by hand, the others to what their kind needs."""
        metrics, translator = self.fontMetrics(), self._context.translator
        self._by_hand = dict(by_hand)
        self._wanted = {
            name: Width(self._by_hand[name], self._by_hand[name])
            if name in self._by_hand
            else column_width(self._register, name, metrics, translator)
            for name in self._rows.columns
        }
        self._lay_out()

    def show_first(self, *, only: bool) -> None:
        """Show only the first columns for which there is room, or all of them."""
        if only != self._narrow:
            self._narrow = only
            self._lay_out()

    def show_order(self, order: Order) -> None:
        """Show by which column the list is ordered, and tell a screen reader when that changes."""
        name = order.field or "changed"
        if order != self._order:
            said = self._context.say(order_said(self._register, name, order.descending))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self._order = order
        way = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        column = self._rows.columns.index(name) if name in self._rows.columns else -1
        self.horizontalHeader().setSortIndicator(column, way)
        self._rows.show_order(name, descending=order.descending)
        self._lay_out()

    def selected_rows(self) -> list[range]:
        """Return the selected rows as ranges, which is quick however many they are."""
        found = {(each.top(), each.bottom()) for each in _parts(self.selectionModel().selection())}
        return [range(top, bottom + 1) for top, bottom in sorted(found)]

    def selected_ids(self) -> array[int]:
        """Return the ids of the selected rows in the order of the list."""
        ids = array("q")
        for part in self.selected_rows():
            ids.extend(self._rows.ids[part.start : part.stop])
        return ids

    def count_selected(self) -> int:
        """Return how many rows are selected."""
        return sum(len(part) for part in self.selected_rows())

    def select_only(self, row: int) -> None:
        """Select one row, whatever keys are held; with Shift held, Qt's own way would select none."""
        place = self._rows.index(row, 0)
        self.selectionModel().select(place, QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS)

    def view(self) -> View:
        """Return where the reader is, to come back to it with `go_to`."""
        ids, current = self._rows.ids, self.currentIndex().row()
        top = self.rowAt(0)
        return View(
            ids[current] if 0 <= current < len(ids) else None,
            frozenset(self.selected_ids()),
            ids[top] if 0 <= top < len(ids) else None,
            self.horizontalScrollBar().value(),
        )

    def go_to(self, view: View) -> None:
        """Select, scroll and set the keyboard as it was, as far as those records are still in the list."""
        wanted = {*view.selected, view.current, view.top}
        places = _places(self._rows.ids, {each for each in wanted if each is not None})
        chosen = QItemSelection()
        last = max(0, self._rows.columnCount() - 1)
        for part in _runs(sorted(places[each] for each in view.selected if each in places)):
            chosen.select(self._rows.index(part.start, 0), self._rows.index(part.stop - 1, last))
        select = self.selectionModel()
        select.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS)
        row = places.get(view.current) if view.current is not None else None
        self._going = True
        select.setCurrentIndex(self._rows.index(row or 0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._going = False
        if view.top in places:
            self.verticalScrollBar().setValue(places[view.top])
        self.horizontalScrollBar().setValue(view.across)

    def copy_rows(self) -> int:
        """Copy the selected rows as text, cells parted by tabs; return how many, at most MOST_COPIED."""
        wanted = [row for part in self.selected_rows() for row in part][:MOST_COPIED]
        lines = ["\t".join(self._rows.texts_at(row)) for row in wanted]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
        return len(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, "/" asks for the search, Ctrl+C copies; the rest moves about."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.copy_rows(), self.count_selected())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex().row())
        elif event.text() == "/":
            self.search_asked.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: Qt's own search would walk the whole list on each key."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Home and End go to the first and last row; without columns to walk in, that is what is meant."""
        rows = self._rows.rowCount()
        column = max(0, self.currentIndex().column())
        if rows and action == QAbstractItemView.CursorAction.MoveHome:
            return self._rows.index(0, column)
        if rows and action == QAbstractItemView.CursorAction.MoveEnd:
            return self._rows.index(rows - 1, column)
        return super().moveCursor(action, modifiers)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell how many rows are selected."""
        super().selectionChanged(selected, deselected)
        self.picked.emit(self.count_selected())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Draw the edge of the current row anew where it was and where it is."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row() and not self._going:
            self.moved.emit(current.row())
        for each in (previous, current):
            self.viewport().update(0, self.rowViewportPosition(each.row()), self.columnWidth(0), ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the title what room there is."""
        super().resizeEvent(event)
        self._lay_out()

    def _click_header(self, column: int) -> None:
        name = self._rows.columns[column]
        if not is_sortable(self._register, name):
            self.show_order(self._order)
            return
        same = name == (self._order.field or "changed")
        falling = not self._order.descending if same else starts_descending(self._register, name)
        self.ordered.emit(Order(name, falling))

    def _lay_out(self) -> None:
        """Set every width; the title takes what the others leave unless it was set by hand."""
        title, room = self._register.title, self.viewport().width()
        shown = first_fitting(self._wanted, room) if self._narrow else list(self._wanted)
        wanted = {name: self._wanted[name] for name in shown}
        if (ordered := self._order.field or "changed") in wanted and ordered not in self._by_hand:
            wanted[ordered] = replace(wanted[ordered], usual=wanted[ordered].usual + ARROW)
        widths = fitted(wanted, room)
        if title in widths and title not in self._by_hand:
            widths[title] += max(0, room - sum(widths.values()))
        with QSignalBlocker(self.horizontalHeader()):
            for column, name in enumerate(self._rows.columns):
                self.setColumnHidden(column, self._narrow and name not in widths)
                self.setColumnWidth(column, widths.get(name, LEAST))
        self.updateGeometries()
        self.viewport().update()

    def _note_width(self, column: int, _before: int, width: int) -> None:
        if 0 <= column < len(self._rows.columns):
            name = self._rows.columns[column]
            self._by_hand[name] = width
            self._wanted[name] = Width(width, width)
            self._settle.start()

    def _tell_widths(self) -> None:
        self.resized.emit(dict(self._by_hand))


def _with_even_figures(font: QFont) -> QFont:
    """Return the font with figures of one width, so that those of a column stand under each other."""
    even = QFont(font)
    even.setFeature(QFont.Tag("tnum"), 1)
    return even


def _places(ids: array[int], wanted: Set[int]) -> dict[int, int]:
    """Return at which row each of the ids stands, of those that are there."""
    if len(wanted) > _FEW:
        return {each: row for row, each in enumerate(ids) if each in wanted}
    found = {}
    for each in wanted:
        with suppress(ValueError):
            found[each] = ids.index(each)
    return found


def _parts(selection: QItemSelection) -> list[QItemSelectionRange]:
    return [selection.at(place) for place in range(selection.size())]


def _runs(rows: list[int]) -> list[range]:
    """Return sorted row numbers as ranges without gaps."""
    found: list[range] = []
    for row in rows:
        if found and found[-1].stop == row:
            found[-1] = range(found[-1].start, row + 1)
        else:
            found.append(range(row, row + 1))
    return found
