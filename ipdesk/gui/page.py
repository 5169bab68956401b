"""What the window expects of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.labels import Outcome
from ipdesk.gui.passing import Passing
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import CARD_GAP, MARGIN

HELP: Final = "help"  # property of a part of a page: the page of the handbook that tells of it


class Page(Passing):
    """A page of the window: it reads the desk when shown, and says where it wants to go by `opened`.

    `opened` carries register and number of a record to open, `opened_at` a place in it too, such as
    `inventors[2].share` or the key of a task; `together_asked` carries register and numbers of records to be shown at once; `rules_asked` carries a kind of rule files to be shown; `manuscripts_asked` the number of a review whose files are to be checked; `left` asks to go back; `acts_changed` says that its commands are others now. `body` is the page's layout; `outcome` is the line in place under the title where acts say how they went.
    """

    opened = Signal(str, str)
    opened_at = Signal(str, str, str)
    left = Signal()
    acts_changed = Signal()
    together_asked = Signal(str, object)
    rules_asked = Signal(str)
    manuscripts_asked = Signal(str)

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__()
        self.context = context
        self.tasks = tasks
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(MARGIN, CARD_GAP, MARGIN, MARGIN)
        self.body.setSpacing(CARD_GAP)
        self.outcome = Outcome(context)

    def title(self) -> str:
        """Return the page's name, in the reader's language."""
        return ""

    def refresh(self) -> None:
        """Read what is shown again; called when the page is shown and after any write."""

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        return ()

    def show_at(self, place: str) -> None:
        """Put the keyboard at a place in the record shown; a page without one has no places."""
        form = getattr(self, "form", None)
        if form is not None:
            form.go_to(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus on Enter, as people expect, and not on the space bar alone."""
        focused = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if enter and not event.modifiers() and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def is_unsaved(self) -> bool:
        """Say whether something on the page would be lost from sight if the page were made anew."""
        return False

    def may_leave(self) -> bool:
        """Say whether the page may be left now; a page with unsaved work asks, once."""
        return True
