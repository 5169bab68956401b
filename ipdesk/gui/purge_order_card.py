"""The card that takes down a purge order: its number, its day and its reason, as they stand on paper."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Card, spread, text_label
from ipdesk.model.errors import Refused, WrongValue
from ipdesk.model.text import N_, Message


class PurgeOrderCard(Card):
    """Emits `asked` with number, day and reason as typed; the operation says what is wrong with them."""

    asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        label = context.label
        self.heading = text_label("", "section")
        self.number, self.day, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self._rows = {
            "order.number": FieldRow(label(N_("Number of the order")), self.number),
            "order.day": FieldRow(label(N_("Day of the order")), self.day),
            "order.reason": FieldRow(label(N_("Reason")), self.reason,
                                     label(N_("As on the order, in words that reveal nothing. The second person uses the same."))),
        }  # fmt: skip
        self.back = QPushButton(label(N_("Cancel")))
        self.go_on = QPushButton(label(N_("Give the order…")))
        self.body.addWidget(self.heading)
        for row in self._rows.values():
            self.body.addWidget(row)
        self.body.addLayout(spread(self.back, 1, self.go_on))
        self.go_on.clicked.connect(self._ask)
        for name, line in zip(self._rows, (self.number, self.day, self.reason), strict=True):
            line.textEdited.connect(lambda _text, name=name: self._rows[name].restore())

    def begin(self, number: str, today: date) -> None:
        """Show empty fields for a record."""
        self.heading.setText(self._context.say(Message(N_("Purge order for {number}"), number=number)))
        self.number.clear()
        self.day.setText(today.isoformat())
        self.reason.clear()
        for row in self._rows.values():
            row.restore()
        self.number.setFocus()

    def refuse(self, refused: Refused) -> bool:
        """Say at the field it is about what was wrong; False when it is about none of them."""
        row = self._rows.get(refused.field) if isinstance(refused, WrongValue) else None
        if row is not None:
            said = (refused.what, refused.advice)
            row.refuse(" ".join(self._context.say(each) for each in said if each is not None))
        return row is not None

    def _ask(self) -> None:
        missing = [
            (self._rows[name], line)
            for name, line in zip(self._rows, (self.number, self.day, self.reason), strict=True)
            if not line.text().strip()
        ]
        for row, _ in reversed(missing):  # the first one keeps the focus
            row.refuse(self._context.label(N_("An order needs this.")))
        if not missing:
            self.asked.emit(
                {"number": self.number.text(), "day": self.day.text(), "reason": self.reason.text()}
            )
