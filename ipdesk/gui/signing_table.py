"""The picture of the signing rate: a bar and the figures of each unit or kind, each of which opens the people behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import PADDING
from ipdesk.gui.table_delegate import TableDelegate
from ipdesk.gui.table_model import BADGE, MUTED, Index
from ipdesk.gui.theme import GAP, MARKS, ROW, Tone
from ipdesk.model.text import N_, Message
from ipdesk.registers.signing import FIGURE_LABELS, FIGURES, LACKING, Figure, Tally

NAME, BAR, FIRST = 0, 1, 2  # columns; from FIRST on the figures
TONES: Final[Mapping[Figure, Tone]] = {
    "signed": "ok",
    "waiting": "info",
    "missing": "block",
    "expired": "block",
}
_THICK: Final = 14
_LEAST_BAR: Final = 140
_MOST_NAME: Final = 0.34  # of the width of the table
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NOWHERE: Final = QModelIndex()
Named = tuple[str, Tally]


class SigningModel(QAbstractTableModel):
    """A row for each tally under its name."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.rows: Sequence[Named] = ()
        self._by = ""

    def show_rows(self, by: str, rows: Sequence[Named]) -> None:
        """Show other tallies; `by` is what the first column is called."""
        self.beginResetModel()
        self._by, self.rows = by, rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many tallies there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else FIRST + len(FIGURES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings; those of the figures bear the mark of their tone."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section < FIRST else _RIGHT
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(section)
        if role == Qt.ItemDataRole.ToolTipRole and section == BAR:
            return self._context.label(N_("Filled: valid; hatched: being signed; of all who have to sign"))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, and in whole words for those who hear it."""
        name, tally = self.rows[index.row()]
        column = index.column()
        figure = figure_at(column) if column >= FIRST else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (
                    name
                    if column == NAME
                    else share_text(tally)
                    if figure is None
                    else f"{tally.count(figure):,}"
                )
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._told(name, tally, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _LEFT if column < FIRST else _RIGHT
            case _ if role == MUTED:
                return figure is not None and not tally.count(figure)
            case _ if role == BADGE:
                return TONES[figure] if figure in LACKING and tally.count(figure) else None
            case _:
                return None

    def _heading(self, section: int) -> str:
        label = self._context.label
        if section < FIRST:
            return self._by if section == NAME else label(N_("Signing rate"))
        figure = figure_at(section)
        word = label(FIGURE_LABELS[figure])
        return f"{MARKS[TONES[figure]]} {word}" if figure in TONES else word

    def _told(self, name: str, tally: Tally, column: int) -> str:
        if column == NAME:
            return name
        if column >= FIRST:
            return f"{name}: {self._heading(column)} {tally.count(figure_at(column))}"
        said = N_("{name}: {signed} of {needed} signed")
        return self._context.say(Message(said, name=name, signed=tally.count("signed"), needed=tally.needed))


class SigningDelegate(TableDelegate):
    """Draws the bars, and an edge around the cell that has the keyboard."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        rect = option.rect  # type: ignore[attr-defined]  # not in the stubs
        model = index.model()
        if index.column() == BAR and isinstance(model, SigningModel):
            self._draw_bar(painter, rect, model.rows[index.row()][1])
        else:
            super().paint(painter, option, index)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(self._accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _draw_bar(self, painter: QPainter, rect: QRect, tally: Tally) -> None:
        figures = painter.fontMetrics().horizontalAdvance("100.0%") + GAP
        room = rect.adjusted(PADDING, (rect.height() - _THICK) // 2, -PADDING - figures, 0)
        room.setHeight(_THICK)
        colours = self._context.colours
        painter.setPen(self._text if tally.needed else self._muted)
        painter.drawText(rect.adjusted(0, 0, -PADDING, 0), _RIGHT, share_text(tally))
        if not tally.needed:
            return
        signed = round(room.width() * tally.count("signed") / tally.needed)
        either = round(room.width() * (tally.count("signed") + tally.count("waiting")) / tally.needed)
        painter.fillRect(room, QColor(colours.alternate))
        hatched = QRect(room.left() + signed, room.top(), either - signed, _THICK)
        painter.fillRect(hatched, QBrush(self._accent, Qt.BrushStyle.BDiagPattern))
        painter.fillRect(QRect(room.left(), room.top(), signed, _THICK), self._accent)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(room.adjusted(0, 0, -1, -1))


class SigningTable(QTableView):
    """The arrow keys walk over the figures, Enter or a click opens one: `chosen` carries the row and the figure."""

    chosen = Signal(int, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model_shown = SigningModel(context, self)
        self.setModel(self.model_shown)
        self.setItemDelegate(SigningDelegate(context, self))
        self.setAccessibleName(context.label(N_("Signing rate")))
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        self._pressed = QModelIndex()

    def show_rows(self, by: str, rows: Sequence[Named]) -> None:
        """Show other tallies and stay at the cell where the reader was."""
        before = self.currentIndex()
        self.model_shown.show_rows(by, rows)
        if rows:
            row = min(max(before.row(), 0), len(rows) - 1)
            self.setCurrentIndex(self.model_shown.index(row, max(before.column(), NAME)))
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current figure on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: the names are not looked for by single keys."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note what is being clicked."""
        super().mousePressEvent(event)
        self._pressed = self.indexAt(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the figure that was clicked."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, QModelIndex()
        if event.button() == Qt.MouseButton.LeftButton and pressed == self.indexAt(
            event.position().toPoint()
        ):
            self._choose(pressed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what room there is to the bars."""
        super().resizeEvent(event)
        self._lay_out()

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        figure = figure_at(index.column()) if index.column() >= FIRST else "here"
        if self.model_shown.rows[index.row()][1].count(figure):
            self.chosen.emit(index.row(), figure)

    def _lay_out(self) -> None:
        metrics, room = self.fontMetrics(), self.viewport().width()
        header = self.horizontalHeader()
        widths = [
            header.sectionSizeFromContents(column).width() + PADDING
            for column in range(self.model_shown.columnCount())
        ]
        bold = QFont(self.font())
        bold.setBold(True)
        for column in (FIRST + FIGURES.index(each) for each in LACKING):
            most = max((each.count(figure_at(column)) for _, each in self.model_shown.rows), default=0)
            badge = QFontMetrics(bold).horizontalAdvance(f"{MARKS['block']} {most:,}") + 5 * PADDING
            widths[column] = max(widths[column], badge)
        names = [metrics.horizontalAdvance(name) + 3 * PADDING for name, _ in self.model_shown.rows]
        widths[NAME] = min(max([*names, widths[NAME]]), int(room * _MOST_NAME))
        widths[BAR] = max(_LEAST_BAR, room - sum(widths) + widths[BAR])
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)


def figure_at(column: int) -> Figure:
    """Return the figure of a column."""
    return FIGURES[column - FIRST]


def share_text(tally: Tally) -> str:
    """Return the share of a tally as it is read, a dash where nobody has to sign."""
    return f"{tally.share}%" if tally.share is not None else "—"
