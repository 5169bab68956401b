"""Which column of a ledger is which: its headings and first values, each with the field it goes to."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ipdesk.gui.context import Context
from ipdesk.gui.editors.choice import CalmCombo
from ipdesk.gui.labels import Elided, Outcome, primary, spread, text_label, wrapped_label
from ipdesk.gui.theme import GAP, GRID
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.ledgers import KnownLedger, LedgerColumns, SheetColumns, place_labels

INVITATION: Final = N_(
    "Say where each column goes; type a part of a field's name to find it. It is remembered for every ledger with these headings, for everybody at this desk."
)
_PLACE_WIDTH: Final = 300
_HEADING_SHARE, _SAMPLES_SHARE = 2, 3


class PlaceBox(CalmCombo):
    """One place out of all; a part of its name, typed, narrows the list. What is no place is not taken."""

    def __init__(self, places: QStandardItemModel, name: str) -> None:
        super().__init__()
        line, completer = QLineEdit(), QCompleter(places, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(places)
        self.setLineEdit(line)
        self.setCompleter(completer)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFixedWidth(_PLACE_WIDTH)
        self.setAccessibleName(name)
        line.setAccessibleName(name)
        line.editingFinished.connect(self._settle)

    def place(self) -> str:
        """Return the place chosen, "" for none."""
        return str(self.currentData() or "")

    def show_place(self, place: str) -> None:
        """Show a place as chosen."""
        self.setCurrentIndex(max(0, self.findData(place)))

    def _settle(self) -> None:
        """Take what was typed: nothing, a whole name, or a part that only one has; else stay with what was chosen."""
        text = self.currentText().strip().casefold()
        names = [self.itemText(place).casefold() for place in range(self.count())]
        near = [place for place, name in enumerate(names) if text in name]
        if not text:
            self.setCurrentIndex(0)
        elif text in names:
            self.setCurrentIndex(names.index(text))
        elif len(near) == 1:
            self.setCurrentIndex(near[0])
        self.setEditText(self.itemText(self.currentIndex()))


class LedgerColumnsView(QWidget):
    """The columns of one file. `chosen` carries the SheetColumns meant and the LedgerColumns said of it.

    `forgotten` carries the number of what is kept for it, and `left` is sent when nothing is to be changed.
    """

    chosen = Signal(object, object)
    forgotten = Signal(int)
    left = Signal()

    def __init__(self, context: Context, register: Register) -> None:
        super().__init__()
        self._context, self._register = context, register
        self._sheets: tuple[SheetColumns, ...] = ()
        self._known: Mapping[int, KnownLedger] = {}
        self._places: QStandardItemModel | None = None
        self.boxes: list[PlaceBox] = []
        label = context.label
        self.which = CalmCombo()
        self.which.setAccessibleName(label(N_("Sheet and row of the heading")))
        self.which.currentIndexChanged.connect(self._show_sheet)
        self.kept = text_label("", muted=True)
        self.forget = QPushButton(label(N_("Forget what is remembered")))
        self.forget.clicked.connect(self._forget)
        self.cancel = QPushButton(label(N_("Cancel")))
        self.cancel.clicked.connect(self.left)
        self.read = primary(QPushButton(label(N_("Read it like this"))))
        self.read.clicked.connect(self._give)
        self.outcome = Outcome(context)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its boxes take the keyboard
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(wrapped_label(label(INVITATION), muted=True))
        column.addWidget(self.outcome)
        column.addLayout(spread(self.which, self.kept, 1, self.forget, self.cancel, self.read))
        column.addWidget(self._area, 1)

    def show_sheets(self, sheets: tuple[SheetColumns, ...], known: Mapping[int, KnownLedger]) -> None:
        """Show the columns of a file, whose sheets have something kept by their place in it; put the cursor there."""
        self._sheets, self._known = sheets, known
        self.outcome.hide()
        self.which.blockSignals(True)
        self.which.clear()
        for each in sheets:
            where = N_("{sheet}, heading in row {row}") if each.sheet else N_("Heading in row {row}")
            self.which.addItem(self._context.say(Message(where, sheet=each.sheet, row=each.first)))
        self.which.blockSignals(False)
        self.which.setVisible(len(sheets) > 1)
        self._show_sheet()
        if self.boxes:
            first = next((box for box in self.boxes if not box.place()), self.boxes[0])
            first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _sheet(self) -> SheetColumns:
        return self._sheets[max(0, self.which.currentIndex())]

    def _show_sheet(self) -> None:
        known = self._known.get(max(0, self.which.currentIndex()))
        self.forget.setVisible(known is not None)
        self.kept.setVisible(known is not None)
        if known is not None:
            said = Message(N_("Explained by {user} on {day}"), user=known.user, day=f"{known.at:%Y-%m-%d}")
            self.kept.setText(self._context.say(said))
        if self._places is None:
            self._places = self._all_places()
        ground = QWidget()
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, GAP, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, _HEADING_SHARE)
        grid.setColumnStretch(2, _SAMPLES_SHARE)
        label = self._context.label
        heads = ("", label(N_("Heading in the file")), label(N_("First values")), label(N_("Goes to")))
        for place, head in enumerate(heads):
            grid.addWidget(text_label(head, "label"), 0, place)
        self.boxes = []
        for row, each in enumerate(self._sheet().columns, 1):
            box = PlaceBox(self._places, f"{heads[-1]}: {each.heading}")
            box.show_place(each.place)
            self.boxes.append(box)
            grid.addWidget(text_label(each.letter, muted=True), row, 0)
            heading, samples = Elided(each.heading), Elided(" · ".join(each.samples))
            samples.setProperty("muted", True)
            grid.addWidget(heading, row, 1)
            grid.addWidget(samples, row, 2)
            grid.addWidget(box, row, 3)
        grid.setRowStretch(len(self.boxes) + 1, 1)
        self._area.setWidget(ground)
        # From the last column on to the act, as one goes through it.
        for before, after in pairwise((self.which, *self.boxes, self.read, self.cancel, self.forget)):
            self.setTabOrder(before, after)

    def _all_places(self) -> QStandardItemModel:
        places = QStandardItemModel(self)
        labels = {"": self._context.label(N_("— left out —"))}
        labels |= place_labels(self._register, self._context.translator)
        for place, text in labels.items():
            item = QStandardItem(text)
            item.setData(place, Qt.ItemDataRole.UserRole)
            places.appendRow(item)
        return places

    def _forget(self) -> None:
        known = self._known.get(max(0, self.which.currentIndex()))
        if known is not None:
            self.forgotten.emit(known.id)

    def _give(self) -> None:
        """Give what differs from what the headings say by themselves; of a row that is no heading yet, all."""
        sheet = self._sheet()
        places = {
            each.heading: box.place()
            for each, box in zip(sheet.columns, self.boxes, strict=True)
            if each.chosen or box.place() != each.place or (not sheet.read and box.place())
        }
        if not any(box.place() for box in self.boxes):
            self.outcome.say(
                self._context.label(N_("Nothing would be taken in: choose a field for at least one column.")),
                "block",
            )
        elif not places:
            self.left.emit()
        else:
            self.chosen.emit(sheet, LedgerColumns(places, sheet.headings()))
