"""The card that lets another person in: name, role with what it allows, first passphrase."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Card, spread
from ipdesk.gui.new_passphrase import NewPassphrase
from ipdesk.model.errors import Refused, WrongValue
from ipdesk.model.states import ROLE_LABELS, ROLES, Role
from ipdesk.model.text import N_

MEANING: Final[dict[Role, str]] = {
    "officer": N_("Keeps all registers and documents; manages users while there is no system administrator."),
    "reviewer": N_("Reads all records; changes and moves only what waits for the secrecy review."),
    "reader": N_("Reads all records; changes, exports and prints nothing."),
    "auditor": N_("Reads the log and not the records; confirms a purge as the second person."),
    "administrator": N_(
        "Manages users and backups and reads the log, not the records. IP officers then no longer manage users."
    ),
}


class AddUserCard(Card):
    """Emits `asked` with name, role and passphrase once all three are there."""

    asked = Signal(str, str, str)

    def __init__(self, context: Context, lab: str) -> None:
        super().__init__(context.label(N_("Add a user")))
        self._context = context
        label = context.label
        self.name, self.role = QLineEdit(), QComboBox()
        for role in ROLES:
            self.role.addItem(label(ROLE_LABELS[role]), role)
        self.passphrase = NewPassphrase(
            context, lambda: (self.name.text(), lab), label(N_("First passphrase"))
        )
        self.back = QPushButton(label(N_("Cancel")))
        self.go_on = QPushButton(label(N_("Add")))
        self._name_row = FieldRow(label(N_("Name")), self.name,
                                  label(N_("As it shall stand in the log. A revoked user of that name comes back.")))  # fmt: skip
        self._role_row = FieldRow(label(N_("Role")), self.role)
        for widget in (self._name_row, self._role_row, self.passphrase):
            self.body.addWidget(widget)
        self.body.addLayout(spread(self.back, 1, self.go_on))
        self.name.textChanged.connect(lambda _text: self._name_row.restore())
        self.name.textChanged.connect(lambda _text: self.passphrase.judge())
        self.role.currentIndexChanged.connect(self._say_role)
        self.go_on.clicked.connect(self._ask)
        self._say_role()

    def begin(self) -> None:
        """Show empty fields."""
        self.name.clear()
        self.passphrase.clear()
        self.role.setCurrentIndex(0)
        self.name.setFocus()

    def refuse(self, refused: Refused) -> None:
        """Say at the field it is about what was wrong."""
        said = " ".join(
            self._context.say(each) for each in (refused.what, refused.advice) if each is not None
        )
        at_passphrase = isinstance(refused, WrongValue) and refused.field == "passphrase"
        (self.passphrase.first_row if at_passphrase else self._name_row).refuse(said)

    def _say_role(self) -> None:
        role = self.role.currentData()
        warns = role == "administrator"
        self._role_row.tell(self._context.label(MEANING[role]), "warn" if warns else None)

    def _ask(self) -> None:
        if not self.name.text().strip():
            self._name_row.refuse(self._context.label(N_("A user needs a name.")))
        elif passphrase := self.passphrase.entered():
            self.asked.emit(self.name.text(), self.role.currentData(), passphrase)
