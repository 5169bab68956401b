"""The card that takes the recovery key and a new passphrase."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Card, spread, wrapped_label
from ipdesk.gui.new_passphrase import NewPassphrase
from ipdesk.model.errors import Refused, WrongPassphrase, WrongValue
from ipdesk.model.text import N_


class RecoverCard(Card):
    """Emits `asked` with user, recovery key and new passphrase once all three are there."""

    asked = Signal(str, str, str)

    def __init__(self, context: Context) -> None:
        super().__init__(context.label(N_("Forgotten passphrase")))
        self._context = context
        label = context.label
        self.user, self.key = QComboBox(), QLineEdit()
        self.passphrase = NewPassphrase(
            context, lambda: (self.user.currentText(), ""), label(N_("New passphrase"))
        )
        self.back = QPushButton(label(N_("Back")))
        self.go_on = QPushButton(label(N_("Set the passphrase")))
        self._user_row = FieldRow(label(N_("User")), self.user)
        self._key_row = FieldRow(label(N_("Recovery key")), self.key,
                                 label(N_("As it is on the paper; dashes, blanks and capitals do not matter.")))  # fmt: skip
        said = N_("The recovery key from the safe opens the workspace once and sets a new passphrase. "
                  "It is void then, and a new one is shown. The log keeps that it was used.")  # fmt: skip
        self.body.addWidget(wrapped_label(label(said)))
        for widget in (self._user_row, self._key_row, self.passphrase):
            self.body.addWidget(widget)
        self.body.addLayout(spread(self.back, 1, self.go_on))
        self.go_on.clicked.connect(self._ask)
        self.key.textChanged.connect(lambda _text: self._key_row.restore())

    def begin(self, users: Sequence[str], chosen: str) -> None:
        """Offer these users, with empty fields."""
        self.clear()
        self.user.clear()
        self.user.addItems(list(users))
        self.user.setCurrentText(chosen)
        self._user_row.setVisible(len(users) != 1)
        self.key.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.key.clear()
        self.passphrase.clear()

    def key_told(self) -> str:
        """Return what stands under the recovery key."""
        return self._key_row.told()

    def refuse(self, refused: Refused) -> None:
        """Say at the field it is about what was wrong."""
        said = " ".join(
            self._context.say(each) for each in (refused.what, refused.advice) if each is not None
        )
        if isinstance(refused, WrongValue):
            self.passphrase.first_row.refuse(said)
        elif isinstance(refused, WrongPassphrase):
            self._key_row.refuse(said)
        else:
            self._key_row.refuse(" ".join(self._context.say(each) for each in refused.messages()))

    def _ask(self) -> None:
        if not self.key.text().strip():
            self._key_row.refuse(self._context.label(N_("Type the recovery key.")))
        elif passphrase := self.passphrase.entered():
            self.asked.emit(self.user.currentText(), self.key.text(), passphrase)
