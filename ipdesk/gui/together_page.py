"""What the window expects of a page that shows several records of one register at once."""

from __future__ import annotations

from typing import ClassVar

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.page import Page
from ipdesk.gui.tasks import Tasks
from ipdesk.operations.permissions import Act


class TogetherPage(Page):
    """Made with the numbers of the records. `kept` are texts typed here before, by field, while the desk is open.

    `act` is the label of what leads here, `needs` what the person at the desk must be allowed to do, and `most` how many
    records the page takes.
    """

    act: ClassVar[str] = ""
    needs: ClassVar[Act] = "change"
    most: ClassVar[int] = 200

    def __init__(
        self, context: Context, tasks: Tasks, dialogs: Dialogs, kept: dict[str, str], numbers: tuple[str, ...]
    ) -> None:
        super().__init__(context, tasks)
        self.dialogs, self.kept, self.numbers = dialogs, kept, numbers
