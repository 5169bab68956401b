"""The page of a person: that of any record, from which movements begin."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.people_acts import PeopleActs
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.tasks import Tasks
from ipdesk.model.record import Record


class PersonPage(RecordPage):
    """Shows a person; a movement of his or hers begins here."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, register: str, number: str) -> None:
        super().__init__(context, tasks, dialogs, register, number)
        self.people_acts = PeopleActs(self, self._shown)

    def commands(self) -> Sequence[Command]:
        """Return the acts of a record, and those of a person."""
        return [*super().commands(), *self.people_acts.commands()]

    def _shown(self) -> Record | None:
        return self.form.base if self.number else None
