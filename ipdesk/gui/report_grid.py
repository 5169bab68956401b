"""The cells of a superior's workbook, to be looked at and chosen: what is mapped is coloured and says what it takes."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ipdesk.gui.context import Context
from ipdesk.gui.report_choices import ReportChoices
from ipdesk.gui.theme import MARKS, ROW, Tone
from ipdesk.model.text import N_
from ipdesk.rules.report_books import MOST_COLUMNS, MOST_ROWS, Place, cell_name

Index = QModelIndex | QPersistentModelIndex
MARGIN_ROWS, MARGIN_COLUMNS = 20, 4  # shown beyond the last cell in which something stands
MOST_SPANS: Final = 2_000
WIDTH: Final = 150
_SHOWN: Final = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.BackgroundRole,
    Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.AccessibleTextRole,
)  # fmt: skip


class ReportModel(QAbstractTableModel):
    """The cells of the sheet that is chosen."""

    def __init__(self, context: Context, choices: ReportChoices, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._choices = context, choices
        self._size = (0, 0)

    def show_sheet(self) -> None:
        """Show the sheet that is chosen."""
        self.beginResetModel()
        sheet = self._choices.shown()
        rows, columns = sheet.size() if sheet is not None else (0, 0)
        if sheet is not None:
            self._size = (
                min(rows + MARGIN_ROWS, MOST_ROWS),
                min(columns + MARGIN_COLUMNS, MOST_COLUMNS),
            )
        else:
            self._size = (0, 0)
        self.endResetModel()

    def show_map(self) -> None:
        """Show the cells again after the map changed."""
        rows, columns = self._size
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._size[0]

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else self._size[1]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the letters of columns and the numbers of rows, as Excel has them."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return cell_name((0, section)).rstrip("0123456789")
        return str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says and takes, and the colour of how things stand with it."""
        if role not in _SHOWN:
            return None
        place = (index.row(), index.column())
        if role in (Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole):
            tone = self.tone(place)
            if tone is None:
                return None
            pair = self._context.colours.tone(tone)
            return QColor(pair.on if role == Qt.ItemDataRole.BackgroundRole else pair.text)
        problem = self._choices.problem(place)
        if role == Qt.ItemDataRole.ToolTipRole and problem is not None:
            return self._context.say(problem.message)
        return self.caption(place)

    def tone(self, place: Place) -> Tone | None:
        """Return how things stand with a cell: wrong, confirmed, still to be kept, or only suggested."""
        choices = self._choices
        if choices.problem(place) is not None:
            return "block"
        mapped = choices.map.at(choices.sheet, place)
        if mapped is not None:
            looked = choices.looked
            return "ok" if looked is not None and looked.map.at(choices.sheet, place) == mapped else "warn"
        return "info" if choices.suggested(place) is not None else None

    def caption(self, place: Place) -> str:
        """Return what a cell says, and what it takes or may take."""
        choices = self._choices
        sheet = choices.shown()
        text = sheet.text(*place) if sheet is not None else ""
        tone, mapped = self.tone(place), choices.map.at(choices.sheet, place)
        takes = mapped or choices.suggested(place)
        if takes is None or tone is None:
            return text
        under = "↓ " if takes.is_column else ""
        asked = "?" if mapped is None else ""
        said = f"{MARKS[tone]} {under}{takes.what}{asked}"
        return f"{text} {said}" if text and takes.is_column else said


class ReportGrid(QTableView):
    """`chosen` is sent on Enter, `moved` when another cell is current, `cleared` on Delete."""

    chosen = Signal()
    moved = Signal()
    cleared = Signal()

    def __init__(self, context: Context, choices: ReportChoices) -> None:
        super().__init__()
        self._choices = choices
        self.cells = ReportModel(context, choices, self)
        self.setModel(self.cells)
        self.setAccessibleName(context.label(N_("Cells of the template")))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setDefaultSectionSize(WIDTH)
        self.doubleClicked.connect(lambda _index: self.chosen.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())

    def show_sheet(self) -> None:
        """Show the sheet that is chosen, at its first cell."""
        self.clearSpans()
        self.cells.show_sheet()
        sheet = self._choices.shown()
        rows, columns = self.cells.rowCount(), self.cells.columnCount()
        for top, left, bottom, right in sheet.merged[:MOST_SPANS] if sheet is not None else ():
            high, wide = min(bottom, rows - 1) - top + 1, min(right, columns - 1) - left + 1
            if high >= 1 and wide >= 1 and high * wide > 1:
                self.setSpan(top, left, high, wide)
        if self.cells.rowCount():
            self.go_to((0, 0))

    def place(self) -> Place | None:
        """Return the cell that is chosen, of merged ones the first."""
        index = self.currentIndex()
        return self._choices.first_cell((index.row(), index.column())) if index.isValid() else None

    def go_to(self, place: Place) -> None:
        """Choose a cell."""
        self.setCurrentIndex(self.cells.index(*place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose what goes into the cell on Enter, and take it away on Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not event.isAutoRepeat():
                self.chosen.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)
