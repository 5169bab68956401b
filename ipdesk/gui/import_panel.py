"""What stands below the files on their way in: the preview of the one looked at, or its columns to be explained."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ipdesk.gui.context import Context
from ipdesk.gui.import_models import Chosen
from ipdesk.gui.import_view import PreviewView
from ipdesk.gui.ledger_columns import LedgerColumnsView
from ipdesk.model.errors import Refused
from ipdesk.model.register import Register
from ipdesk.operations import ledgers
from ipdesk.operations.ledgers import LedgerColumns, SheetColumns


class ImportPanel(QStackedWidget):
    """Shows one file. `explained` carries a Chosen whose columns go elsewhere now, so that it has to be read again."""

    explained = Signal(object)

    def __init__(self, context: Context, register: Register) -> None:
        super().__init__()
        self._context, self._register = context, register
        self._file: Chosen | None = None
        self.preview = PreviewView(context, register)
        self.preview.explained.connect(self.explain)
        self.columns = LedgerColumnsView(context, register)
        self.columns.chosen.connect(self._keep)
        self.columns.forgotten.connect(self._forget)
        self.columns.left.connect(self._step_back)
        self.addWidget(self.preview)
        self.addWidget(self.columns)

    def show_file(self, file: Chosen) -> None:
        """Show a file as far as it was read."""
        self._file = file
        self.preview.show_file(file)
        self.setCurrentWidget(self.preview)

    def can_explain(self) -> bool:
        """Say whether the file shown is a ledger whose columns can be explained."""
        return self._file is not None and bool(self._file.sheets())

    def explain(self) -> None:
        """Show the columns of the file, to say which is which."""
        if self._file is None or not self.can_explain() or not self._context.is_open():
            return
        desk, sheets = self._context.desk, self._file.sheets()
        found = ((place, ledgers.ledger_of(desk, self._register, each)) for place, each in enumerate(sheets))
        known = {place: each for place, each in found if each is not None}
        self.setCurrentWidget(self.columns)
        self.columns.show_sheets(sheets, known)

    def _keep(self, sheet: SheetColumns, columns: LedgerColumns) -> None:
        try:
            ledgers.keep_ledger(self._context.desk, self._register, [sheet], columns)
        except Refused as refused:
            self.columns.outcome.refuse(refused)
            return
        self._tell()

    def _forget(self, ledger: int) -> None:
        try:
            ledgers.forget_ledger(self._context.desk, self._register, ledger)
        except Refused as refused:
            self.columns.outcome.refuse(refused)
            return
        self._tell()

    def _tell(self) -> None:
        self._step_back()
        self.explained.emit(self._file)

    def _step_back(self) -> None:
        self.setCurrentWidget(self.preview)
        self.preview.explain.setFocus()
