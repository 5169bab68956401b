"""The table of indicators: figures, aims and explanations, of which the last two are written in their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ipdesk.exporting.quarter_content import SPANS, FigureLine, shown
from ipdesk.gui.context import Context
from ipdesk.gui.headed_rows import HeadedRows
from ipdesk.gui.table_columns import PADDING
from ipdesk.gui.table_model import Index
from ipdesk.gui.theme import MARKS, ROW, Tone
from ipdesk.model.text import N_
from ipdesk.model.values import decimal_text

CODE, NAME, NOW, OF, TO_DATE, BEFORE, AIM, NOTE = range(8)
HEADINGS: Final = (N_("Code"), N_("Indicator"), "", N_("Of it"), "", "", N_("Aim"), N_("Explanation"))
_SPANS: Final = {NOW: "now", TO_DATE: "to_date", BEFORE: "before"}  # columns whose headings the period tells
_NUMBERS: Final = frozenset({NOW, OF, TO_DATE, BEFORE, AIM})
_LEAST_NOTE: Final = 160


class FiguresModel(HeadedRows):
    """A row for each indicator; `written` carries code, column and text of a cell that somebody wrote."""

    written = Signal(str, int, str)
    headings = HEADINGS
    numbers = _NUMBERS

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(context, parent)
        self.lines: Sequence[FigureLine] = ()
        self.spans: Mapping[str, str] = SPANS
        self.editable: frozenset[int] = frozenset()

    def show_lines(
        self, lines: Sequence[FigureLine], spans: Mapping[str, str], editable: frozenset[int]
    ) -> None:
        """Show other indicators with the figures that `spans` names; `editable` are the columns that may be written in."""
        self.beginResetModel()
        self.lines, self.spans, self.editable = lines, spans, editable
        self.endResetModel()

    def count(self) -> int:
        """Return how many indicators there are."""
        return len(self.lines)

    def heading(self, section: int) -> str:
        """Return what stands over a column, over the figures which span they are of."""
        return self.context.label(HEADINGS[section] or self.spans.get(_SPANS[section], ""))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say which cells may be written in."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if self.is_editable(index) else found

    def is_editable(self, index: Index) -> bool:
        """Say whether a cell may be written in: an aim only where something is scored."""
        if not index.isValid() or index.column() not in self.editable:
            return False
        line = self.lines[index.row()]
        return line.kept and (index.column() == NOTE or line.scored)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        line, column = self.lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(line, column)
            case Qt.ItemDataRole.EditRole:
                if column == NOTE:
                    return line.note
                return "" if line.target is None else decimal_text(line.target)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return (
                    f"{line.definition}\n{line.basis}" if column in (CODE, NAME) else self._cell(line, column)
                )
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.side(column)
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(line, column)
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass on what was written."""
        if role != Qt.ItemDataRole.EditRole or not self.is_editable(index):
            return False
        text = str(value).strip()
        if text != self.data(index, Qt.ItemDataRole.EditRole):
            self.written.emit(self.lines[index.row()].code, index.column(), text)
        return True

    def _cell(self, line: FigureLine, column: int) -> str:
        match column:
            case 0:
                return line.code
            case 1:
                return line.label
            case 2:
                return self._now(line)
            case 3:
                if line.denominator is None or line.numerator is None:
                    return ""
                return f"{decimal_text(line.numerator)}/{decimal_text(line.denominator)}"
            case 4:
                return shown(line.to_date, line) if line.kept else ""
            case 5:
                return shown(line.before, line) if line.kept else ""
            case 6:
                return line.aim
            case _:
                return line.note or ("" if line.scored else line.use)

    def _now(self, line: FigureLine) -> str:
        if not line.kept:
            return ""
        text = shown(line.now, line)
        return text if line.meets is None else f"{MARKS[self._tone(line)]} {text}"

    def _tone(self, line: FigureLine) -> Tone:
        return "ok" if line.meets else "warn"

    def _colour(self, line: FigureLine, column: int) -> QColor | None:
        colours = self.context.colours
        if column == NOW and line.meets is not None:
            return QColor(colours.tone(self._tone(line)).text)
        muted = not line.kept or (column == NOTE and not line.note) or column in (OF, TO_DATE, BEFORE)
        return QColor(colours.muted) if muted else None


class FiguresTable(QTableView):
    """`moved` is sent when another indicator is current, `chosen` on Enter; F2 writes in the cell of aim or explanation."""

    moved = Signal()
    chosen = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.figures = FiguresModel(context, self)
        self.setModel(self.figures)
        self.setAccessibleName(context.label(N_("Indicators")))
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit())

    def show_lines(
        self, lines: Sequence[FigureLine], spans: Mapping[str, str], editable: frozenset[int]
    ) -> None:
        """Show other indicators and stay at the cell where the reader was."""
        before = self.currentIndex()
        code = self.code()
        self.figures.show_lines(lines, spans, editable)
        for column, name in _SPANS.items():
            self.setColumnHidden(column, name not in spans)
        row = next((place for place, each in enumerate(lines) if each.code == code), max(before.row(), 0))
        if lines:
            self.setCurrentIndex(self.figures.index(min(row, len(lines) - 1), max(before.column(), NAME)))
        self._lay_out()

    def code(self) -> str:
        """Return the code of the indicator that is current, "" for none."""
        row = self.currentIndex().row()
        return self.figures.lines[row].code if 0 <= row < len(self.figures.lines) else ""

    def go_to(self, code: str) -> None:
        """Make an indicator current."""
        for row, each in enumerate(self.figures.lines):
            if each.code == code:
                self.setCurrentIndex(self.figures.index(row, NOW))

    def write_in(self, column: int) -> None:
        """Write in a cell of the indicator that is current."""
        index = self.figures.index(self.currentIndex().row(), column)
        if self.figures.is_editable(index):
            self.setCurrentIndex(index)
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the rows behind the figure on Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.isAutoRepeat() and self.state() != QAbstractItemView.State.EditingState:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: the keys of the page are letters."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what room there is to names and explanations."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        metrics, room, model = self.fontMetrics(), self.viewport().width(), self.figures
        widths = []
        for column in range(NOTE):
            if self.isColumnHidden(column):
                widths.append(0)
                continue
            texts = [str(model.data(model.index(row, column))) for row in range(model.rowCount())]
            widest = max(map(metrics.horizontalAdvance, texts), default=0) + 3 * PADDING
            widths.append(
                max(widest, self.horizontalHeader().sectionSizeFromContents(column).width() + PADDING)
            )
        least = sum(widths) - widths[NAME] + _LEAST_NOTE
        widths[NAME] = min(widths[NAME], max(180, room - least))
        for column, width in enumerate(widths):
            if width:
                self.setColumnWidth(column, width)
