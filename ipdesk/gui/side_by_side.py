"""The table of a register and, in a wide window, the record of its row at the right of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.record_beside import NARROWEST, WIDEST, RecordBeside
from ipdesk.gui.table_model import TableModel
from ipdesk.gui.table_view import TableView, View
from ipdesk.gui.theme import FIELD_GAP
from ipdesk.model.errors import Refused
from ipdesk.operations import settings as settings_file

WIDE: Final = 1440  # pixels of the window from which on there is room for both
_SETTLE: Final = 600  # milliseconds after which a width is remembered


class SideBySide(QSplitter):
    """Shows the record of the row that somebody goes to, after a short pause, and never without being wide enough.

    `turned` says that the record came or went, `refused` carries what could not be remembered.
    """

    turned = Signal()
    refused = Signal(object)

    def __init__(
        self, context: Context, table: TableView, rows: TableModel, places: QWidget, beside: RecordBeside
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._context, self._table, self._rows = context, table, rows
        self.beside = beside
        self._filled = False
        self._ids: dict[str, int] = {}  # of the record shown and of the one asked for, by number
        self.addWidget(places)
        self.addWidget(beside)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(FIELD_GAP)
        beside.hide()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self._keep_width)
        self.splitterMoved.connect(lambda _at, _index: self._settle.start())
        table.moved.connect(self._follow)
        table.picked.connect(self._stay_with_several)
        beside.left.connect(table.setFocus)
        beside.held.connect(self._go_back)

    def is_open(self) -> bool:
        """Say whether the record is shown beside the table."""
        return not self.beside.isHidden()

    def has_room(self) -> bool:
        """Say whether the window is wide enough for both."""
        return self.window().width() >= WIDE

    def arrange(self) -> None:
        """Show the record or not, as the window and the settings say."""
        wanted = self.has_room() and self._context.settings.beside and self._filled
        if wanted == self.is_open():
            return
        if not wanted and self.beside.has_focus():
            self._table.setFocus()
        self.beside.setVisible(wanted)
        self._table.show_first(only=wanted)
        if wanted:
            self._set_sizes()
            self._follow(self._table.currentIndex().row())
        self.turned.emit()

    def turn(self) -> None:
        """Show the record beside the table, or no longer, and remember it."""
        self._keep(beside=not self._context.settings.beside)
        self.arrange()

    def show_list(self, *, stay: bool) -> None:
        """Follow a list that was read; to stay means to keep the record shown though its row may be gone."""
        self._filled = self._rows.rowCount() > 0 or self.beside.is_unsaved()
        self.arrange()
        if self.is_open() and not (stay and self.beside.number):
            self._follow(self._table.currentIndex().row())

    def enter(self, row: int) -> None:
        """Show the record of a row at once and put the cursor into it."""
        if number := self._number(row):
            self._follow(row)
            self.beside.show_now(number)
            self.beside.enter()

    def cross(self) -> None:
        """Go with the keyboard from the table to the record, or back."""
        if self.beside.has_focus():
            self._table.setFocus()
        else:
            self.enter(self._table.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the record its share of another width, unless somebody chose one."""
        super().resizeEvent(event)
        if self.is_open() and not self._context.settings.record_width:
            self._set_sizes()

    def _set_sizes(self) -> None:
        usual = min(WIDEST, max(NARROWEST, self.width() // 2))
        record = self._context.settings.record_width or usual
        self.setSizes([max(1, self.width() - self.handleWidth() - record), record])

    def _number(self, row: int) -> str:
        record = self._rows.record_at(row) if 0 <= row < self._rows.rowCount() else None
        return record.number if record is not None else ""

    def _follow(self, row: int) -> None:
        number = self._number(row) if self.is_open() else ""
        if not number:
            return
        if not self._table.count_selected():
            self._table.select_only(row)  # it shows whose record stands beside, wherever the keyboard is
        shown = self.beside.number
        self._ids = {each: at for each, at in self._ids.items() if each == shown} | {
            number: self._rows.ids[row]
        }
        self.beside.follow(number)

    def _stay_with_several(self, count: int) -> None:
        if count > 1:
            self.beside.stay()

    def _go_back(self) -> None:
        """Go back to the row of the record that is still shown."""
        at = self._ids.get(self.beside.number)
        if at is not None:
            self._table.go_to(View(at, frozenset({at}), None, 0))

    def _keep_width(self) -> None:
        if self.is_open():
            self._keep(record_width=self.beside.width())

    def _keep(self, **changed: int) -> None:
        self._context.settings = replace(self._context.settings, **changed)  # type: ignore[arg-type]  # as named
        try:
            settings_file.save(self._context.settings)
        except Refused as refused:
            self.refused.emit(refused)
