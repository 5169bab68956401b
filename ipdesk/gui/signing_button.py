"""The line of Today that says how many agreements are signed, and leads to the signing rate."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import signing
from ipdesk.registers.signing import SigningRate


def said(rate: SigningRate) -> Message:
    """Return the sentence that Today and the page of the signing rate begin with."""
    return Message(
        N_("Agreements: {signed} of {needed} signed"),
        signed=f"{rate.total.count('signed'):,}",
        needed=f"{rate.total.needed:,}",
    )


class SigningButton(QPushButton):
    """Hidden until the figures are there, and where nobody has to sign."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("quiet")
        self.hide()

    def read(self, tasks: Tasks) -> None:
        """Reckon the figures on another thread and show them when they are there."""
        desk = self._context.desk

        def work(_task: Task) -> SigningRate:
            twin = desk.twin()
            with twin.workspace:
                return signing.signing_rate(twin)

        # A method and no lambda: that would be called after the button is gone, too.
        tasks.start(work, self._show, self._hide_refused)

    def _hide_refused(self, _refused: Refused) -> None:
        """Show nothing: the page itself says what is wrong."""
        self.hide()

    def _show(self, rate: SigningRate) -> None:
        if self._context.is_open():
            self.setText(self._context.say(said(rate)))
            self.setAccessibleName(self.text())
            self.setVisible(bool(rate.total.needed))
