"""Who is named: every record of any register that names a person, and in which field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.empty_state import EmptyState
from ipdesk.gui.labels import spread, text_label
from ipdesk.gui.page import Page
from ipdesk.gui.rows_table import Row, RowsTable, Status
from ipdesk.gui.states import state_tone
from ipdesk.gui.tasks import Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.kinds import Rows
from ipdesk.model.record import field_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations import reading
from ipdesk.registers import register as register_named

WIDTHS: Final = (130, 140, 190, 160)  # of all columns but the last
PAUSE: Final = 150  # milliseconds after the last key
INVITATION: Final = N_(
    "Type a person's whole name as it stands in the records. Every record that names them is listed."
)


class MentionsPage(Page):
    """Lists while a name is typed; Enter opens the record chosen."""

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__(context, tasks)
        label = context.label
        self._found: Sequence[tuple[str, str]] = ()
        self.count = text_label("", muted=True)
        self.name = QLineEdit()
        self.name.setPlaceholderText(label(N_("Full name")))
        self.name.setAccessibleName(label(N_("Full name")))
        self.name.installEventFilter(self)
        headings = (N_("Number"), N_("Register"), N_("Named as"), N_("State"), N_("Title"))
        self.table = RowsTable(context, self.title(), [label(each) for each in headings], WIDTHS)
        self.empty = EmptyState()
        self.body.addLayout(spread(text_label(self.title(), "title"), self.count, 1))
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.name)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.setFocusProxy(self.name)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self.refresh)
        self.name.textChanged.connect(lambda _text: self._wait.start())
        self.name.returnPressed.connect(self.open_chosen)
        self.table.chosen.connect(lambda _row: self.open_chosen())

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Find a person"))

    def refresh(self) -> None:
        """Look for the name again."""
        self._wait.stop()
        name = self.name.text().strip()
        if not self.context.is_open():
            return
        try:
            found = reading.mentions(self.context.desk, name) if name else []
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        label = self.context.label
        rows: list[Row] = []
        for record, field in found:
            register = register_named(record.register)
            state = Status(state_tone(register, record.state), label(register.state(record.state).label))
            named_as = " · ".join(label(each) for each in _labels(register, field))
            rows.append((record.number, label(register.label), named_as, state, record.title))
        self._found = [(each.register, each.number) for each, _ in found]
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.count.setText(self.context.say(Message(N_("{count} found."), count=len(rows))) if name else "")
        nobody = Message(
            N_("No record names “{name}”. Names are compared whole; search finds parts of them."), name=name
        )
        self.empty.show_state(self.context.say(nobody if name else INVITATION), ())

    def open_chosen(self) -> None:
        """Open the record that is chosen in the list."""
        if self._wait.isActive():
            self.refresh()
        row = self.table.row()
        if 0 <= row < len(self._found):
            self.opened.emit(*self._found[row])

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label(N_("Open the record chosen"))
        return (
            Command(id="mentions.open", label=label, run=self.open_chosen, enabled=lambda: bool(self._found)),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the field move through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._found:
                self.table.selectRow(max(0, min(len(self._found) - 1, self.table.row() + step)))
                return True
        return super().eventFilter(watched, event)


def _labels(register: Register, path: str) -> list[str]:
    """Return the labels of a field from outside in; `inventors.name` is a field of the rows of another."""
    outer, _, inner = path.partition(".")
    kind = register.field(outer).kind
    return [kind.label, field_of(kind.of, inner).kind.label] if isinstance(kind, Rows) else [kind.label]
