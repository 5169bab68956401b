"""A sheet of a report on the screen: rows that quote records, each of which Enter opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.exporting.layout import text_of
from ipdesk.exporting.quarter_content import Sheet
from ipdesk.gui.context import Context
from ipdesk.gui.labels import text_label
from ipdesk.gui.rows_table import RowsTable
from ipdesk.gui.theme import GAP

_SIGN: Final = 8  # pixels of a Latin sign, about
_MOST: Final = 300


class QuotedTable(QWidget):
    """`opened` carries the local id of the record of the row that was chosen."""

    opened = Signal(int)

    def __init__(self, context: Context, name: str, sheet: Sheet, skipped: Sequence[str] = ()) -> None:
        """Show a sheet without the columns whose names are skipped; the sheet says how wide the others are."""
        super().__init__()
        self._skipped, self._sheet = skipped, sheet
        self.places = self._places()
        self.heading = text_label("", "section")
        self.heading.hide()
        self.table = RowsTable(context, name, *self._columns())
        self.setFocusProxy(self.table)
        self.table.chosen.connect(self._open)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP)
        lines.addWidget(self.heading)
        lines.addWidget(self.table, 1)
        self.show_sheet(sheet)

    def show_sheet(self, sheet: Sheet, heading: str = "") -> None:
        """Show another sheet; where its columns are others, it shows those."""
        others = [each.label for each in sheet.columns] != [each.label for each in self._sheet.columns]
        self._sheet = sheet
        if others:  # of a year, or of a period that an earlier edition closed
            self.places = self._places()
            self.table.show_columns(*self._columns())
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        forms = [(place, sheet.columns[place].shape.form) for place in self.places]
        self.table.show_rows(
            [[text_of(form, row.cells[place]) for place, form in forms] for row in sheet.rows]
        )
        # What no row tells takes no room; the last column stays, so that there is always one.
        for column, (place, _) in enumerate(forms[:-1]):
            told = any(row.cells[place] not in ("", None) for row in sheet.rows)
            self.table.setColumnHidden(column, bool(sheet.rows) and not told)

    def _places(self) -> list[int]:
        return [place for place, each in enumerate(self._sheet.columns) if each.name not in self._skipped]

    def _columns(self) -> tuple[list[str], list[int]]:
        """Return the headings of what is shown, and the widths of all but the last."""
        columns = [self._sheet.columns[place] for place in self.places]
        widths = [min(_MOST, max(each.shape.least, each.shape.width) * _SIGN) for each in columns]
        return [each.label for each in columns], widths[:-1]

    def _open(self, row: int) -> None:
        self.opened.emit(self._sheet.rows[row].entry)
