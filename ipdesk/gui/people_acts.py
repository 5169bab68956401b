"""Acts on a person, alike on the page of one and on the table of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ipdesk.gui.commands import Command
from ipdesk.gui.page import Page
from ipdesk.model.record import Record
from ipdesk.model.text import N_
from ipdesk.operations.permissions import permits

if TYPE_CHECKING:
    from ipdesk.gui.new_movement_line import NewMovementLine


class PeopleActs:
    """Begins movements of the person that `chosen` names on a page, None where there is none."""

    def __init__(self, page: Page, chosen: Callable[[], Record | None]) -> None:
        self._page, self._chosen = page, chosen
        self.line: NewMovementLine | None = None

    def commands(self) -> Sequence[Command]:
        """Return the acts, where the person at the desk may begin movements."""
        if not permits(self._page.context.desk.actor, "add"):
            return ()
        label = self._page.context.label(N_("New movement…"))
        may = self._may
        return [Command(id="people.movement", label=label, run=self.ask, shortcut="Ctrl+T", enabled=may)]

    def ask(self) -> None:
        """Ask for the kind and the day of a movement of the person chosen."""
        found = self._chosen()
        if found is None:
            return
        if self.line is None:
            from ipdesk.gui.new_movement_line import NewMovementLine  # not before it is wanted

            self.line = NewMovementLine(self._page)
            self.line.begun.connect(lambda number: self._page.opened.emit("movements", number))
            self._page.body.insertWidget(self._page.body.indexOf(self._page.outcome) + 1, self.line)
        self.line.ask(found.number, str(getattr(found, "name", "")))

    def _may(self) -> bool:
        found = self._chosen()
        return found is not None and bool(found.number) and not found.withheld
