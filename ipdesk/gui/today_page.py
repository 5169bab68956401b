"""Today: what waits for whom, the most pressing first, each with the act that moves it on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.labels import Card, spread, text_label, wrapped_label
from ipdesk.gui.page import Page
from ipdesk.gui.stages import Stages
from ipdesk.gui.tasks import Cancelled, Task, Tasks
from ipdesk.gui.theme import MARKS, ROW, Tone
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import today
from ipdesk.operations.today import Waiting
from ipdesk.registers import REGISTERS, register

HEADINGS: Final = (N_("Urgency"), N_("Record"), N_("Waits for"), N_("Since"), N_("What to do"))
WIDTHS: Final = (116, 380, 140, 110)
Index = QModelIndex | QPersistentModelIndex


class WaitingModel(QAbstractTableModel):
    """The rows of Today."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: Sequence[Waiting] = ()

    def show_rows(self, rows: Sequence[Waiting]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: Index) -> Waiting:
        """Return the row of an index."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many records wait."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._context.label(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell and the colours of the urgency."""
        waits = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(waits, index.column())
        if index.column() == 0 and role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole):
            pair = self._context.colours.tone(tone_of(waits))
            return QColor(pair.text if role == Qt.ItemDataRole.ForegroundRole else pair.on)
        if role == Qt.ItemDataRole.ToolTipRole and waits.finding is not None:
            return self._context.say(waits.finding.message)
        return None

    def _text(self, waits: Waiting, column: int) -> str:
        match column:
            case 0:
                return f"{MARKS[tone_of(waits)]} {self._context.label(word_of(waits))}"
            case 1:
                return f"{waits.number}　{waits.title}"
            case 2:
                return self._context.label(waits.waits_for)
            case 3:
                return waits.since.isoformat()
            case _:
                return self._act(waits)

    def _act(self, waits: Waiting) -> str:
        if waits.finding is not None:
            return self._context.say(waits.finding.clears or waits.finding.message)
        moves = [
            each for each in register(waits.register).states.moves_from(waits.state) if not each.unchecked
        ]
        return self._context.label(moves[0].label) if moves else ""


def tone_of(waits: Waiting) -> Tone:
    """Return how a row is marked."""
    if waits.urgent:
        return "warn"
    return "info"


def word_of(waits: Waiting) -> str:
    """Return the word that stands beside the mark."""
    if waits.urgent:
        return N_("Attention")
    return N_("Lacking") if waits.lacks else N_("Ready")


class TodayPage(Page):
    """The page the desk opens with; Enter opens the record whose act is due."""

    stage_chosen = Signal(str, str)

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__(context, tasks)
        self._task: Task | None = None
        self._asked = 0
        self.count = text_label("", muted=True)
        self.body.addLayout(spread(text_label(self.title(), "title"), self.count, 1))
        self.body.addWidget(self.outcome)
        self._pictures = {each.name: Stages(context, context.label(each.label)) for each in REGISTERS}
        cards = spread()
        for each in REGISTERS:
            card = Card(context.label(each.label))
            card.body.addWidget(self._pictures[each.name])
            card.body.addStretch(1)
            cards.addWidget(card, 1)
            picture = self._pictures[each.name]
            picture.chosen.connect(lambda state, name=each.name: self.stage_chosen.emit(name, state))
        self.body.addLayout(cards)
        self.empty = wrapped_label(
            context.label(N_("Nothing waits. Take in a form or a ledger with Import, or add a record.")),
            muted=True,
        )
        self.model = WaitingModel(context)
        self.table = self._table()
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.context.label(N_("What waits")))
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(WIDTHS):
            table.setColumnWidth(column, width)
        header.setStretchLastSection(True)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.activated.connect(self._open)
        return table

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Today"))

    def refresh(self) -> None:
        """Read the pictures at once and work the list out on another thread."""
        for each in REGISTERS:
            self._pictures[each.name].show_stages(today.stages(self.context.desk, each))
        if self._task is not None:
            self._task.cancel()
        self._asked += 1
        desk, asked = self.context.desk, self._asked

        def work(task: Task) -> tuple[int, list[Waiting] | None]:
            with desk.twin().workspace as space:
                try:
                    return asked, today.waiting(type(desk)(space, desk.translator), task.step)
                except Cancelled:
                    return asked, None

        self._task = self.tasks.start(work, self._show, self._fail)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label(N_("Read again"))
        return (Command(id="today.refresh", label=label, run=self.refresh, shortcut="F5"),)

    def _show(self, found: tuple[int, list[Waiting] | None]) -> None:
        asked, rows = found
        if asked != self._asked or rows is None:
            return  # asked again meanwhile
        current = self.table.currentIndex().row()
        self.model.show_rows(rows)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        urgent = sum(each.urgent for each in rows)
        self.count.setText(
            self.context.say(
                Message(N_("{count} wait, {urgent} need attention"), count=len(rows), urgent=urgent)
            )
        )
        if rows:
            self.table.selectRow(max(0, min(current, len(rows) - 1)))

    def _fail(self, refused: Refused) -> None:
        self.outcome.refuse(refused)

    def _open(self, index: QModelIndex) -> None:
        waits = self.model.row(index)
        self.opened.emit(waits.register, waits.number)
