"""One topic of a person: the records of a register that name him or her, and what each still wants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Badge, Card, spread, text_label, wrapped_label
from ipdesk.gui.rows_table import Row, RowsTable, Status
from ipdesk.gui.scrolling import reveal
from ipdesk.gui.states import state_tone
from ipdesk.model.text import N_, Message
from ipdesk.registers.leaving import WATCHED, Entry, Topic

WIDTHS: Final = (120, 170, 110, 170)  # of all columns but the last
MOST_ROWS: Final = 8
Led = tuple[tuple[str, str], Row]  # number and place that a row leads to, and its cells


class TopicCard(Card):
    """`opened` carries register, number and place of a record; without a number a new one is meant."""

    opened = Signal(str, str, str)

    def __init__(self, context: Context, topic: Topic) -> None:
        super().__init__()
        label, say = context.label, context.say
        self._context, self._topic = context, topic
        name = label(topic.register.label)
        wanted = topic.open()
        self.badge = Badge("warn", say(Message(N_("{count} open"), count=wanted)))
        if not wanted:
            self.badge.hide()  # not setVisible: shown before it is laid out, it would be a window for a moment
        count = say(Message(N_("{count} records"), count=len(topic.entries)))
        self.body.addLayout(spread(text_label(name, "section"), text_label(count, muted=True), self.badge, 1))
        for note in topic.notes():
            self.body.addWidget(wrapped_label(say(note), muted=True))
        headings = (N_("Number"), N_("What it is called"), N_("State"), N_("Named as"), N_("What is wanted"))
        self.table = TopicTable(context, name, [label(each) for each in headings], WIDTHS, MOST_ROWS)
        rows = [*self._missing(), *(row for each in topic.entries for row in self._rows(each))]
        self._leads = [lead for lead, _ in rows]
        self.table.show_rows([row for _, row in rows])
        self.table.clearSelection()
        if not rows:
            self.table.hide()
        self.table.chosen.connect(self._open)
        self.body.addWidget(self.table)

    def _missing(self) -> Iterator[Led]:
        """Yield a row for each thing that no record is there for; it leads to a new one."""
        for each in self._topic.asks:
            yield ("", ""), ("—", "", "", "", Status("warn", self._context.say(each.what)))

    def _rows(self, entry: Entry) -> Iterator[Led]:
        """Yield a row for each thing that a record wants, the first with what it is; each leads to its place."""
        say, label = self._context.say, self._context.label
        state = Status(state_tone(entry.register, entry.record.state), label(entry.state))
        cells: Row = (entry.record.number, say(entry.title()), state, say(entry.named_as()))
        wanted = [(each.field, say(each.what)) for each in entry.asks]
        if entry.watched:
            wanted.append(("", label(WATCHED)))
        for place, said in wanted:
            yield (entry.record.number, place), (*cells, Status("warn", said))
            cells = ("", "", "", "")
        if not wanted:
            yield (entry.record.number, ""), (*cells, "")

    def _open(self, row: int) -> None:
        self.opened.emit(self._topic.register.name, *self._leads[row])


class TopicTable(RowsTable):
    """One of many tables on a page: only the one that has the keyboard shows where it stands."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the current row."""
        super().focusInEvent(event)
        self.selectRow(self.row())
        reveal(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no row."""
        super().focusOutEvent(event)
        self.clearSelection()
