"""What the window expects of a page that shows several records of one register at once."""

from __future__ import annotations

from typing import Protocol

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.page import Page
from ipdesk.gui.tasks import Tasks
from ipdesk.operations.permissions import Act


class TogetherPage(Protocol):
    """Made with the numbers of the records. `kept` are texts typed here before, by field, while the desk is open.

    `act` is the label of what leads here, `needs` what the person at the desk must be allowed to do, and `most` how many
    records the page takes.
    """

    act: str
    needs: Act
    most: int

    def __call__(
        self, context: Context, tasks: Tasks, dialogs: Dialogs, kept: dict[str, str], numbers: tuple[str, ...]
    ) -> Page:
        """Make the page."""
        ...
