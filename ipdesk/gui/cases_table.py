"""The table in which many assessments are answered by keys: one key an answer, filled down, what is not asked passed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ipdesk.gui.cases import Case
from ipdesk.gui.cases_model import (
    GATES_AT,
    GREY,
    LEAD,
    OPEN_AT,
    PROPOSED_AT,
    RESULT_AT,
    SCORE_AT,
    TITLE,
    CasesModel,
    longest_answer,
)
from ipdesk.gui.context import Context
from ipdesk.gui.table_delegate import TableDelegate
from ipdesk.gui.table_model import Index
from ipdesk.gui.theme import ROW
from ipdesk.model.text import N_
from ipdesk.registers.answered import GATES
from ipdesk.rules.checklist import MOST_SCORE, NO, NOT_APPLICABLE, YES, Item

Cursor = QAbstractItemView.CursorAction
_NARROWEST: Final = 72  # pixels of a column
_WIDEST: Final = 170
_WORDS: Final = 170  # of a column of words typed
_LEAST_TITLE: Final = 150
_WIDTHS: Final = {OPEN_AT: 64, SCORE_AT: 76, PROPOSED_AT: 156, RESULT_AT: 190}
_EDGES: Final = 24  # left and right of words in a column
_BADGE: Final = 44  # what mark and edges of a badge add
_STEPS: Final = {
    Cursor.MoveUp: (-1, 0), Cursor.MoveDown: (1, 0), Cursor.MoveLeft: (0, -1), Cursor.MoveRight: (0, 1),
}  # fmt: skip


class CasesDelegate(TableDelegate):
    """Greys what is not asked, and rings the cell that the next key answers."""

    def __init__(self, context: Context, parent: QAbstractItemView) -> None:
        super().__init__(context, parent)
        self._grey = QColor(context.colours.window)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground of a cell, the cell, and the ring."""
        rect = cast(QRect, option.rect)  # type: ignore[attr-defined]  # not in the stubs
        if index.data(GREY):
            painter.fillRect(rect, self._grey)
        super().paint(painter, option, index)
        if index == self._view.currentIndex():
            strong = self._view.hasFocus()
            painter.setPen(QPen(self._accent if strong else self._muted, 2 if strong else 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line for words or a day, named by the question."""
        made = QLineEdit(parent)
        made.setFrame(False)
        made.setStyleSheet("padding: 0 6px; min-height: 0;")
        made.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        return made


class CasesTable(QTableView):
    """`moved` comes when another cell is current, `picked` when others are selected."""

    moved = Signal()
    picked = Signal()

    def __init__(self, context: Context, model: CasesModel) -> None:
        super().__init__()
        self._context, self._cases = context, model
        self.setModel(model)
        self.setItemDelegate(CasesDelegate(context, self))
        self.setAccessibleName(context.label(N_("Cases and questions")))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(ROW)
        down.setHighlightSections(False)
        self.setCornerButtonEnabled(False)
        self.doubleClicked.connect(self._open_menu)
        model.modelReset.connect(self.lay_out)
        model.dataChanged.connect(self._show_results)

    def rows(self) -> list[int]:
        """Return the rows in which something is selected."""
        found: set[int] = set()
        selection = self.selectionModel().selection()
        for part in (selection.at(place) for place in range(selection.size())):
            found |= set(range(part.top(), part.bottom() + 1))
        return sorted(found)

    def selected(self) -> list[Case]:
        """Return the cases of the rows in which something is selected."""
        return [self._cases.cases[row] for row in self.rows()]

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current, and it alone selected."""
        if self._cases.rowCount() and self._cases.columnCount():
            row = max(0, min(row, self._cases.rowCount() - 1))
            column = max(0, min(column, self._cases.columnCount() - 1))
            self.setCurrentIndex(self._cases.index(row, column))

    def go_to_first(self) -> None:
        """Go to the first cell in which something can be answered and is not, else to the first question."""
        for row, case in enumerate(self._cases.cases):
            for column, item in enumerate(self._cases.items, len(LEAD)):
                index = self._cases.index(row, column)
                if self._cases.is_open(index) and not case.answer(item.id):
                    self.go_to(row, column)
                    return
        self.go_to(0, len(LEAD))

    def select_rows(self, current: int, rows: Sequence[int]) -> None:
        """Go to the first question in a row, and select rows again, whole where there are several."""
        self.go_to(current, len(LEAD))
        if len(rows) > 1:
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            for row in rows:
                self.selectionModel().select(self._cases.index(row, 0), flags)

    def fill_down(self) -> int:
        """Put the topmost answer of the current column into the selected rows under it; return how many took it.

        It is put only where the question is asked and can be answered so; nothing is filled with no answer.
        """
        column, filled, answer = self.currentIndex().column(), 0, ""
        for row in self.rows():
            index = self._cases.index(row, column)
            item = self._cases.item(index)
            if item is None or self._cases.case(index).place(item.id) in ("absent", "unasked"):
                continue
            if not answer:
                answer = self._cases.answer(index)
                if not answer:
                    return 0
            elif item.fits(answer) and answer != self._cases.answer(index):
                filled += self._cases.put(index, answer)
        return filled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take one key as an answer; F4 and the space bar open the choices, Enter goes down, Delete takes answers back."""
        index, key = self.currentIndex(), Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        item = self._cases.item(index)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held & Qt.KeyboardModifier.ControlModifier:
            back = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self.setCurrentIndex(self._next(index, -1 if back else 1, 0))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not held:
            for each in self.selectionModel().selectedIndexes():
                self._cases.put(each, "")
        elif item is None or item.kind in ("text", "evidence", "day") or held not in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
        ):  # fmt: skip
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_F4, Qt.Key.Key_Space):
            self._open_menu(index)
        elif (
            answer := answer_of_key(self._cases, item, event.text(), self._cases.answer(index))
        ) is not None:
            self._cases.put(index, answer)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: a letter is an answer here and no search."""

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Pass over the cells of questions that are not asked."""
        step = _STEPS.get(action)
        return self._next(self.currentIndex(), *step) if step else super().moveCursor(action, modifiers)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another cell is current."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def selectionChanged(self, selected: object, deselected: object) -> None:
        """Tell that other cells are selected."""
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]  # as Qt passed them
        self.picked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the title what room there is."""
        super().resizeEvent(event)
        self._stretch_title()

    def lay_out(self) -> None:
        """Set every width anew."""
        metrics = self.horizontalHeader().fontMetrics()
        for column, width in _WIDTHS.items():
            heading = self._cases.headerData(column, Qt.Orientation.Horizontal)
            self.setColumnWidth(column, max(width, metrics.horizontalAdvance(heading) * 6 // 5 + _EDGES))
        gates = [self._context.label(each.label) for each in GATES]
        self.setColumnWidth(
            GATES_AT, max(metrics.horizontalAdvance(each) * 6 // 5 for each in gates) + _BADGE
        )
        for column, item in enumerate(self._cases.items, len(LEAD)):
            heading = self._cases.headerData(column, Qt.Orientation.Horizontal)
            words = [heading, *longest_answer(self._cases, item)]
            width = max(metrics.horizontalAdvance(each) * 6 // 5 for each in words) + _EDGES
            least = _WORDS if item.kind in ("text", "evidence") else _NARROWEST
            self.setColumnWidth(column, max(least, min(_WIDEST, width)))
        self._show_results()

    def _show_results(self) -> None:
        """Show the column of results while there are any."""
        some = any(each.told for each in self._cases.cases)
        self.setColumnHidden(RESULT_AT, not some)
        self._stretch_title()

    def _stretch_title(self) -> None:
        header = self.horizontalHeader()
        others = sum(header.sectionSize(each) for each in range(1, header.count()))
        with QSignalBlocker(header):
            self.setColumnWidth(TITLE, max(_LEAST_TITLE, self.viewport().width() - others))
        self.updateGeometries()
        self.viewport().update()

    def _next(self, index: Index, down: int, across: int) -> QModelIndex:
        """Return the next cell that way that is asked or holds no question; the same where there is none."""
        row, column = index.row(), index.column()
        while True:
            row, column = row + down, column + across
            found = self._cases.index(row, column)
            if not found.isValid():
                return self._cases.index(index.row(), index.column())
            if self.isColumnHidden(column) or (column >= len(LEAD) and found.data(GREY)):
                continue
            return found

    def _open_menu(self, index: Index) -> None:
        """Offer the answers to a question under its cell."""
        item = self._cases.item(index)
        if item is None or not self._cases.is_open(index) or not (codes := codes_of(item)):
            return
        self.go_to(index.row(), index.column())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = self._cases.answer(index)
        row, column = index.row(), index.column()
        for place, code in enumerate(codes, 1):
            said = self._cases.said(item, code).replace("&", "&&")
            act = menu.addAction(f"&{place}　{said}" if item.kind == "choice" else said)
            act.triggered.connect(lambda _on=False, code=code: self._choose(row, column, code))
            if code == now:
                menu.setActiveAction(act)
        menu.addSeparator()
        clear = menu.addAction(self._context.label(N_("No answer")))
        clear.triggered.connect(lambda: self._choose(row, column, ""))
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(0, 1)))

    def _choose(self, row: int, column: int, code: str) -> None:
        self._cases.put(self._cases.index(row, column), code)


def codes_of(item: Item) -> list[str]:
    """Return the answers that can be chosen for a question, none for words and days."""
    match item.kind:
        case "yes-no":
            codes = [YES, NO]
        case "score":
            codes = [str(each) for each in range(MOST_SCORE + 1)]
        case "choice":
            codes = [each.code for each in item.options]
        case _:
            return []
    return [*codes, NOT_APPLICABLE] if item.may_not_apply else codes


def answer_of_key(model: CasesModel, item: Item, typed: str, now: str) -> str | None:
    """Return the answer that a key gives: a figure, Y or N, the place or first letter of a choice; None for no answer.

    The same letter again goes on to the next choice that begins with it.
    """
    letter, codes = typed.strip().casefold(), codes_of(item)
    if not letter:
        return None
    if letter.isdecimal():
        letter = str(int(letter))  # as typed full width too
    if letter == "-" and item.may_not_apply:
        return NOT_APPLICABLE
    if item.kind == "yes-no":
        return {"y": YES, "1": YES, "n": NO, "0": NO}.get(letter)
    if item.kind == "score":
        return letter if letter in codes else None
    if letter.isdecimal():
        return codes[int(letter) - 1] if 1 <= int(letter) <= len(codes) else None
    fitting = [
        each
        for each in codes
        if each.startswith(letter) or model.said(item, each).casefold().startswith(letter)
    ]
    if not fitting:
        return None
    return fitting[(fitting.index(now) + 1) % len(fitting)] if now in fitting else fitting[0]
