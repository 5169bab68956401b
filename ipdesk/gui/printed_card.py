"""The documents printed before, to be written again byte for byte under the stamps they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Card, spread, wrapped_label
from ipdesk.gui.password_line import NewPasswordLine
from ipdesk.gui.rows_table import RowsTable, Status
from ipdesk.model.text import N_
from ipdesk.operations.documents import Printed, document_labels
from ipdesk.registers import register as register_named

MOST_ROWS: Final = 8
WIDTHS: Final = (130, 150, 110, 130, 150)  # of all columns but the last
PAUSE: Final = 200  # milliseconds after the last key


class PrintedCard(Card):
    """Emits `wanted` when another text is searched for, and `again_asked` with the document chosen and its password.

    The password is asked for where the document left under one; otherwise it is "".
    """

    wanted = Signal()
    again_asked = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__(context.label(N_("Printed documents")))
        self._context = context
        label = context.label
        self._rows: Sequence[Printed] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(label(N_("Serial number, or number of a record")))
        self.search.setAccessibleName(self.search.placeholderText())
        self.again = QPushButton(label(N_("Recreate…")))
        self.again.setToolTip(label(N_("Byte for byte as it was printed, under the same serial number")))
        columns = (
            N_("Serial number"),
            N_("Time"),
            N_("User"),
            N_("Number"),
            N_("State"),
            N_("Document"),
        )
        self.table = RowsTable(
            context, label(N_("Printed documents")), [label(each) for each in columns], WIDTHS, MOST_ROWS
        )
        self.empty = wrapped_label(label(N_("No document was printed that matches.")), muted=True)
        line = spread(self.search, self.again)
        line.setStretch(0, 1)
        self.lock = NewPasswordLine(context, self.again.text())
        self.lock.left.connect(self.table.setFocus)
        self.body.addLayout(line)
        self.body.addWidget(self.lock)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self.wanted)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.table.moved.connect(self._choose)
        self.table.chosen.connect(lambda _row: self.again.click())
        self.again.clicked.connect(self._ask_again)
        self.show_documents(())

    def document(self) -> Printed | None:
        """Return the document that is chosen."""
        row = self.table.row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def name_of(self, printed: Printed) -> str:
        """Return what people call a document."""
        labels = document_labels(register_named(printed.register))
        return self._context.label(labels.get(printed.document, printed.document))

    def show_documents(self, printed: Sequence[Printed]) -> None:
        """Show documents, newest first; without any, say so."""
        self._rows = printed
        self.empty.setVisible(not printed)
        self.table.setVisible(bool(printed))
        same = Status("ok", self._context.label(N_("as printed")))
        changed = Status("warn", self._context.label(N_("changed since")))
        self.table.show_rows(
            [
                (each.stamp.name(), f"{each.stamp.at:%Y-%m-%d %H:%M}", each.stamp.user, each.number,
                 changed if each.changed else same, self._told(each))
                for each in printed
            ]
        )  # fmt: skip

    def _told(self, printed: Printed) -> str:
        locked = self._context.label(N_("under a password"))
        return " · ".join([self.name_of(printed), locked] if printed.locked else [self.name_of(printed)])

    def _ask_again(self) -> None:
        chosen = self.document()
        if chosen is None or not chosen.locked:
            self.again_asked.emit(chosen, "")
        elif self.lock.isHidden():
            self.lock.ask(lambda password: self.again_asked.emit(chosen, password))
        else:
            self.lock.give()

    def _choose(self) -> None:
        self.lock.end()
        self.again.setEnabled(self.document() is not None)
