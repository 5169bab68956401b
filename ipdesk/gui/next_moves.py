"""The next moves made from a list, one key each, and how they are taken back."""

from __future__ import annotations

from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.page import Page
from ipdesk.gui.record_acts import RecordActs
from ipdesk.model.errors import Refused
from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.operations.checks import Step
from ipdesk.registers import REGISTERS


class NextMoves:
    """Belongs to a page, whose line in place says how it went; `made` holds the keys of what was moved on there."""

    def __init__(self, page: Page, dialogs: Dialogs) -> None:
        self._page, self._dialogs = page, dialogs
        self.made: list[tuple[str, ...]] = []

    def make(self, register: Register, number: str, step: Step, revision: int, key: tuple[str, ...]) -> bool:
        """Move a record on and say whether it was; it asks only for what ends the work or needs a reason."""
        page, context = self._page, self._page.context
        try:
            said = RecordActs(context, self._dialogs, register, page).move(number, step, revision)
        except Refused as refused:
            page.outcome.refuse(refused)
            page.refresh()
            return False
        if said is None:
            return False
        self.made.append(key)
        back = context.label(N_("Ctrl+Z takes it back."))
        page.outcome.say(f"{context.say(said)} {back}")
        return True

    def undo(self) -> tuple[str, ...] | None:
        """Take back the last act and return the key of what was moved; it asks when that was no move made here.

        Nothing is returned when nothing was taken back, an empty key when the act was another.
        """
        page, context = self._page, self._page.context
        question = context.label(N_("Your last act, on whichever record it was, is taken back."))
        if not self.made and not self._dialogs.decide(page, question, context.label(N_("Take it back"))):
            return None
        try:
            said = RecordActs(context, self._dialogs, REGISTERS[0], page).undo()
        except Refused as refused:
            page.outcome.refuse(refused)
            return None
        page.outcome.say(context.say(said))
        return self.made.pop() if self.made else ()
