"""The sheets on their way in, the register of the one looked at, and its rows as the import of that register shows them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QTableView, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors.choice import CalmCombo
from ipdesk.gui.import_panel import ImportPanel
from ipdesk.gui.import_view import set_up
from ipdesk.gui.labels import spread, text_label
from ipdesk.gui.theme import GAP, ROW
from ipdesk.gui.whole_models import SheetEntry, SheetsModel
from ipdesk.gui.whole_questions import QuestionsView
from ipdesk.model.text import N_
from ipdesk.operations.whole_sheets import LEFT_OUT
from ipdesk.registers import REGISTERS, register

_WIDTHS: Final = (176, 0, 176, 232, 64, 88, 64, 88)
_MOST_SHEETS: Final = 7  # shown at once
_LEAST_SHEETS: Final = 3


class SheetsTable(QTableView):
    """The sheets. Enter goes to the rows of one, Delete takes its file off the list."""

    entered = Signal()
    removed = Signal()

    def __init__(self, context: Context, sheets: SheetsModel) -> None:
        super().__init__()
        self.setModel(sheets)
        set_up(self, context, _WIDTHS)
        self.setAccessibleName(context.label(N_("Sheets")))
        sheets.modelReset.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the rows, Delete takes the file off; the rest moves about."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Want to show all sheets, or as many as leave room for the rows of one."""
        return QSize(super().sizeHint().width(), self._height(_MOST_SHEETS))

    def _fit(self) -> None:
        # In a low window it gives way: what stands below it must not lie over it.
        self.setMinimumHeight(self._height(_LEAST_SHEETS))
        self.setMaximumHeight(self._height(_MOST_SHEETS))
        self.updateGeometry()

    def _height(self, most: int) -> int:
        shown = max(1, min(most, self.model().rowCount()))
        return self.horizontalHeader().sizeHint().height() + shown * ROW + 4


class WholeView(QWidget):
    """`sorted` carries a sheet's place and the register chosen for it; `explained` says that columns go elsewhere now.

    `password_given` carries the password of the file looked at, `opened` register and number of a record to open.
    """

    sorted = Signal(str, str)
    explained = Signal()
    password_given = Signal(str)
    opened = Signal(str, str)
    current_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model = SheetsModel(context)
        self.table = SheetsTable(context, self.model)
        self.table.selectionModel().currentChanged.connect(self._show_current)
        self.table.entered.connect(self.go_to_rows)
        self.questions = QuestionsView(context)
        self.registers = CalmCombo()
        self.registers.setAccessibleName(context.label(N_("Register of this sheet")))
        self.registers.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
        self.registers.activated.connect(self._sort)
        self._asks = QLabel(context.label(N_("Register of this sheet")))
        self._asks.setBuddy(self.registers)
        self.panels: dict[str, ImportPanel] = {}
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.table)
        column.addLayout(spread(self._asks, self.registers, 1))
        self._heading = text_label(context.label(N_("Which record is meant")), "section")
        self._heading.hide()
        column.addWidget(self._heading)
        column.addWidget(self.questions)
        column.addWidget(self.stack, 1)

    def show_entries(self, entries: list[SheetEntry], *, asks: bool) -> None:
        """Show what became of the sheets, and stay at the one looked at; `asks` says that names are asked about."""
        row = self.table.currentIndex().row()
        self.model.show_entries(entries)
        self._heading.setVisible(asks)
        if entries:
            self.table.selectRow(min(max(row, 0), len(entries) - 1))
        self._show_current(QModelIndex(), QModelIndex())

    def current(self) -> SheetEntry | None:
        """Return the sheet looked at."""
        row = self.table.currentIndex().row()
        return self.model.entries[row] if 0 <= row < len(self.model.entries) else None

    def panel(self) -> ImportPanel | None:
        """Return what shows the rows of the sheet looked at."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, ImportPanel) else None

    def go_to_rows(self) -> None:
        """Go to the rows of the sheet, or where there are none, to the choice of its register."""
        panel = self.panel()
        if panel is not None and panel.preview.lines.isVisible():
            panel.preview.lines.setFocus()
        elif self.registers.isEnabled():
            self.registers.setFocus()

    def _show_current(self, _current: QModelIndex, _before: QModelIndex) -> None:
        entry = self.current()
        self._offer_registers(entry)
        if entry is not None:
            panel = self._panel_of(entry.register or REGISTERS[0].name)
            panel.show_file(entry.chosen())
            panel.preview.heading.setText(entry.sheet.place if entry.sheet is not None else entry.path.name)
            self.stack.setCurrentWidget(panel)
        self.current_changed.emit()

    def _offer_registers(self, entry: SheetEntry | None) -> None:
        """Offer the registers that a sheet may be of, those that know its headings first."""
        label, sheet = self._context.label, entry.sheet if entry is not None else None
        free = sheet is not None and entry is not None and entry.state != "taken" and sheet.by != "hidden"
        with QSignalBlocker(self.registers):
            self.registers.clear()
            if sheet is not None:
                if sheet.by == "open":
                    self.registers.addItem(label(N_("Not chosen")), None)
                names = [*sheet.likely, *(each.name for each in REGISTERS if each.name not in sheet.likely)]
                if sheet.by == "notes" and sheet.register is not None:
                    names = [sheet.register.name]
                for name in names:
                    self.registers.addItem(label(register(name).label), name)
                self.registers.addItem(label(N_("Leave this sheet out")), LEFT_OUT)
                held = None if sheet.by == "open" else sheet.register.name if sheet.register else LEFT_OUT
                self.registers.setCurrentIndex(max(self.registers.findData(held), 0))
        for each in (self._asks, self.registers):
            each.setVisible(sheet is not None)
        self.registers.setEnabled(free)

    def _panel_of(self, name: str) -> ImportPanel:
        if name not in self.panels:
            panel = ImportPanel(self._context, register(name))
            panel.explained.connect(lambda _file: self.explained.emit())
            panel.preview.password_given.connect(self.password_given)
            panel.preview.left.connect(self.table.setFocus)
            panel.preview.opened.connect(lambda number: self.opened.emit(name, number))
            self.panels[name] = panel
            self.stack.addWidget(panel)
        return self.panels[name]

    def _sort(self) -> None:
        entry, name = self.current(), self.registers.currentData()
        if entry is not None and entry.sheet is not None and name is not None:
            self.sorted.emit(entry.sheet.place, name)
