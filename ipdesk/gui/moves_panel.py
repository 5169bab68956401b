"""What a change of the rules would move, shown before it holds: each deadline with its day before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from ipdesk.gui.context import Context
from ipdesk.gui.labels import primary, spread, text_label, wrapped_label
from ipdesk.gui.passing import Passing
from ipdesk.gui.rows_table import Row, RowsTable, Status
from ipdesk.gui.theme import CARD_GAP, Tone
from ipdesk.model.text import N_, Message
from ipdesk.operations.deadlines import Moved, beside
from ipdesk.registers.fallen_due import named
from ipdesk.rules.deadline_events import STATUSES
from ipdesk.rules.deadline_rules import Task

MOST: Final = 1_000  # rows shown; more are listed by the command line
HEADINGS: Final = (N_("Record"), N_("Matter"), N_("Change"), N_("Before"), N_("After"))
WIDTHS: Final = (150, 300, 150, 190)


class MovesPanel(Passing):
    """Shows what would move and asks: `taken` lets the change hold, `left` leaves all as it is."""

    taken = Signal()
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        label = context.label
        self.heading = text_label("", "section")
        self.note = wrapped_label("", muted=True)
        self.table = RowsTable(
            context, label(N_("Deadlines that would move")), [label(each) for each in HEADINGS], WIDTHS
        )
        self.back = QPushButton(label(N_("Leave it as it is")))
        self.take = primary(QPushButton(label(N_("Let it hold"))))
        self.back.clicked.connect(self.left)
        self.take.clicked.connect(self.taken)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(CARD_GAP)
        head = spread(self.heading, 1, self.back, self.take)
        rows.addLayout(head)
        rows.addWidget(self.note)
        rows.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_moves(self, what: str, moved: Sequence[Moved]) -> None:
        """Show what an act, already said in words, would move, in the order in which it is given."""
        say = self._context.say
        records = len({(each.register, each.number) for each in moved})
        said = N_("{count} deadlines of {records} records would move")
        self.heading.setText(say(Message(said, count=f"{len(moved):,}", records=f"{records:,}")))
        note = [what]
        if len(moved) > MOST:
            rest = Message(
                N_("The first {count} are shown; “ipdesk docket would-move” lists all."), count=f"{MOST:,}"
            )
            note.append(say(rest))
        self.note.setText(" ".join(note))
        self.table.show_rows([self._row(each) for each in moved[:MOST]])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all as it is on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _row(self, moved: Moved) -> Row:
        tone, word = changed(moved)
        matter = self._context.say(named(moved.task))
        cells = self._days(moved.before, moved.after), self._days(moved.after, moved.before)
        return (moved.number, matter, Status(tone, self._context.say(word)), *cells)

    def _days(self, task: Task | None, other: Task | None) -> str:
        """Return the day that holds, with the one counted where it is another, what else differs, and how it stands."""
        if task is None:
            return "–"
        day = task.operative.isoformat() if task.operative else "?"
        if task.nominal != task.operative:
            day = f"{task.nominal} → {day}"
        told = [day, *map(self._context.say, beside(task, other))]
        if task.status != "open":
            told.append(self._context.label(STATUSES[task.status]))
        return " · ".join(told)


def changed(moved: Moved) -> tuple[Tone, Message]:
    """Return what a change does to a task, with its tone: what comes earlier, or is no longer told, has to be looked at."""
    before, after = moved.before, moved.after
    if before is None:
        return "warn", Message(N_("comes"))
    if after is None:
        return "warn" if before.status == "open" else "info", Message(N_("goes"))
    if before.operative is None or after.operative is None or before.operative == after.operative:
        return "info", Message(N_("counted otherwise"))
    days = (after.operative - before.operative).days
    if days < 0:
        return "warn", Message(N_("{count} d earlier"), count=-days)
    return "info", Message(N_("{count} d later"), count=days)
