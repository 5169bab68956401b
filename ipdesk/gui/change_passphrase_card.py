"""The card that sets a new passphrase, one's own or another's, for whoever knows their own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Card, spread, wrapped_label
from ipdesk.gui.new_passphrase import NewPassphrase
from ipdesk.gui.passphrase_edit import PassphraseEdit
from ipdesk.model.errors import Refused, WrongPassphrase
from ipdesk.model.text import N_, Message


class ChangePassphraseCard(Card):
    """Emits `asked` with the user, the own passphrase so far and the new one."""

    asked = Signal(str, str, str)

    def __init__(self, context: Context, lab: str) -> None:
        super().__init__(context.label(N_("New passphrase")))
        self._context = context
        self._user = ""
        label = context.label
        self._what = wrapped_label("")
        self.so_far = PassphraseEdit(context)
        self._so_far_row = FieldRow(label(N_("Your own passphrase, as it is now")), self.so_far,
            label(N_("Asked again, so that nobody can do this at a desk left open.")),
        )  # fmt: skip
        self.passphrase = NewPassphrase(context, lambda: (self._user, lab), label(N_("New passphrase")))
        self.back = QPushButton(label(N_("Cancel")))
        self.go_on = QPushButton(label(N_("Set the passphrase")))
        for widget in (self._what, self._so_far_row, self.passphrase):
            self.body.addWidget(widget)
        self.body.addLayout(spread(self.back, 1, self.go_on))
        self.so_far.changed.connect(self._so_far_row.restore)
        self.go_on.clicked.connect(self._ask)

    def begin(self, user: str) -> None:
        """Show empty fields for a user, with what the change means."""
        self._user = user
        own = user == self._context.desk.actor.name
        said = (
            N_("The new passphrase holds from now on. Backups made before still open with the old one.")
            if own
            else N_("{user} gets a new passphrase; the old one no longer opens the workspace, only backups made before. "
                    "Tell it in person, and let {user} change it.")
        )  # fmt: skip
        self._what.setText(self._context.say(Message(said, user=user)))
        self.so_far.clear()
        self.passphrase.clear()
        self._so_far_row.restore()
        self.so_far.setFocus()

    def refuse(self, refused: Refused) -> None:
        """Say at the field it is about what was wrong."""
        said = " ".join(
            self._context.say(each) for each in (refused.what, refused.advice) if each is not None
        )
        wrong = isinstance(refused, WrongPassphrase)
        (self._so_far_row if wrong else self.passphrase.first_row).refuse(said)

    def _ask(self) -> None:
        if not self.so_far.text():
            self._so_far_row.refuse(self._context.label(N_("Type the passphrase.")))
        elif passphrase := self.passphrase.entered():
            self.asked.emit(self._user, self.so_far.text(), passphrase)
