"""How the import page shows files and previews: two tables, notices, and the chosen line in full."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ipdesk.gui.context import Context
from ipdesk.gui.import_models import Chosen, FilesModel, LinesModel
from ipdesk.gui.labels import Outcome, spread, text_label, wrapped_label
from ipdesk.gui.password_line import FilePasswordLine
from ipdesk.gui.table_delegate import TableDelegate
from ipdesk.gui.theme import GAP, MARKS, ROW
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.intake import outcome_labels

_FILE_WIDTHS: Final = (184, 0, 152, 88, 88, 88, 88)
_LINE_WIDTHS: Final = (136, 96, 320, 0)
_MOST_FILES: Final = 5  # shown at once
_FULL_LINES: Final = 3


def set_up(table: QTableView, context: Context, widths: tuple[int, ...]) -> None:
    """Give a table of rows the look of all tables; a width of 0 takes what the others leave."""
    table.setItemDelegate(TableDelegate(context, table))
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(ROW)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    for column, width in enumerate(widths):
        if width:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        else:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


class FilesTable(QTableView):
    """The files chosen; Delete takes one off the list."""

    removed = Signal()

    def __init__(self, context: Context, files: FilesModel) -> None:
        super().__init__()
        self.setModel(files)
        set_up(self, context, _FILE_WIDTHS)
        self.setAccessibleName(context.label(N_("Files")))
        for signal in (files.rowsInserted, files.rowsRemoved):
            signal.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the file off the list; the rest moves about."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Take the room that the files need, up to a few."""
        shown = max(1, min(_MOST_FILES, self.model().rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + shown * ROW + 4)


class LinesTable(QTableView):
    """The lines of a preview; Enter or a double click opens the record a line is about."""

    chosen = Signal(int)

    def __init__(self, context: Context, lines: QAbstractItemModel) -> None:
        super().__init__()
        self.setModel(lines)
        set_up(self, context, _LINE_WIDTHS)
        self.setAccessibleName(context.label(N_("Rows of the file")))
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the rest moves about."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class PreviewView(QWidget):
    """What would become of one file: notices, rows by outcome, the chosen line in full, or why it is refused.

    `opened` carries the number of a record to open, `explained` asks to say which column of the file is which. A locked
    file offers a line for its password; `left` is sent when the focus has to go from there.
    """

    opened = Signal(str)
    explained = Signal()
    password_given = Signal(str)
    left = Signal()

    def __init__(self, context: Context, register: Register) -> None:
        super().__init__()
        self._context, self._register = context, register
        self._file: Chosen | None = None
        self.refusal = Outcome(context)
        self.unlock = FilePasswordLine(context)
        self.unlock.left.connect(self._leave_unlock)
        self.notices = wrapped_label("", muted=True)
        self.heading = text_label("", "section")
        self.explain = QPushButton(context.label(N_("Which column is which…")))
        self.explain.clicked.connect(self.explained)
        self.outcomes = QComboBox()
        self.outcomes.setAccessibleName(context.label(N_("Rows shown")))
        self.outcomes.setMinimumWidth(160)
        self.outcomes.currentIndexChanged.connect(self._show_lines)
        self.model = LinesModel(context)
        self.lines = LinesTable(context, self.model)
        self.lines.chosen.connect(self._open)
        self.lines.selectionModel().currentChanged.connect(self._show_line)
        self.full = wrapped_label("")
        self.full.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.full.setMinimumHeight(self.full.fontMetrics().lineSpacing() * _FULL_LINES)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(spread(self.heading, 1, self.explain, self.outcomes))
        column.addWidget(self.refusal)
        column.addWidget(self.unlock)
        column.addWidget(self.notices)
        column.addWidget(self.lines, 1)
        column.addWidget(self.full)
        column.addStretch(0)

    def show_file(self, file: Chosen) -> None:
        """Show a file as far as it was read."""
        self._file = file
        self.heading.setText(file.name)
        self.refusal.hide()
        if file.refused is not None:
            self.refusal.refuse(file.refused)
        self.explain.setVisible(bool(file.sheets()))
        has_rows = file.preview is not None
        for each in (self.outcomes, self.lines, self.full):
            each.setVisible(has_rows)
        if file.status == "locked":
            self.unlock.offer(self.password_given.emit)
        else:
            self.unlock.end()
        said = self._notices(file)
        self.notices.setText("\n".join(said))
        self.notices.setVisible(bool(said))
        self._fill_outcomes(file)
        self._show_lines()

    def _leave_unlock(self) -> None:
        """Say so if the password was just being typed: what had the focus is about to go."""
        focused = QApplication.focusWidget()
        if focused is not None and self.unlock.isAncestorOf(focused):
            self.left.emit()

    def _notices(self, file: Chosen) -> list[str]:
        if file.preview is None:
            return []
        say, found = self._context.say, file.preview.intake
        said = [f"{MARKS['info']} {say(each)}" for each in found.notices]
        if found.unknown:
            missed = Message(N_("Not taken in, no field for: {headings}."), headings=list(found.unknown))
            said.append(f"{MARKS['warn']} {say(missed)}")
        return said

    def _fill_outcomes(self, file: Chosen) -> None:
        label = self._context.label
        counts = file.preview.counts() if file.preview is not None else {}
        with QSignalBlocker(self.outcomes):
            self.outcomes.clear()
            self.outcomes.addItem(label(N_("All rows")) + f" {sum(counts.values())}", None)
            for outcome, word in outcome_labels():
                if counts.get(outcome):
                    self.outcomes.addItem(f"{label(word)} {counts[outcome]}", outcome)

    def _show_lines(self) -> None:
        lines = self._file.lines if self._file is not None else []
        self.model.show_lines(lines, self.outcomes.currentData())
        if self.model.rowCount():
            self.lines.selectRow(0)
        else:
            self.full.clear()

    def _show_line(self, current: QModelIndex, _before: QModelIndex) -> None:
        line = self.model.line(current.row())
        if line is None:
            self.full.clear()
            return
        head = "　".join(part for part in (line.place, line.about) if part)
        self.full.setText(f"{MARKS[line.tone]} {line.word}　{head}\n{line.text}")

    def _open(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None and line.opens:
            self.opened.emit(line.opens)
