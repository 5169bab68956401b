"""The record of the row at hand, beside the table of its register where the window is wide enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import FIELD_GAP
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_
from ipdesk.operations import reading

if TYPE_CHECKING:
    from ipdesk.gui.record_page import RecordPage

PAUSE: Final = 220  # milliseconds on a row before its record is shown
NARROWEST: Final = 480  # pixels
WIDEST: Final = 700  # pixels it takes unless somebody moves its border


class RecordBeside(QWidget):
    """Holds the page of one record and shows another by `follow`, keeping unsaved edits as a draft.

    `opened` asks for a linked record, `left` to go back to the table, `held` to stay on the row of the
    record shown, since not all that was typed could be kept; `acts_changed` says that the acts are others.
    """

    opened = Signal(str, str)
    opened_at = Signal(str, str, str)
    rules_asked = Signal(str)
    manuscripts_asked = Signal(str)
    left = Signal()
    held = Signal()
    acts_changed = Signal()

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, register: str) -> None:
        super().__init__()
        self._context, self._tasks, self._dialogs, self._register = context, tasks, dialogs, register
        self.page: RecordPage | None = None
        self._wanted = ""
        self._acts: list[tuple[str, str]] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._show_wanted)

    @property
    def number(self) -> str:
        """The number of the record shown, "" for none."""
        return self.page.number if self.page is not None else ""

    def follow(self, number: str) -> None:
        """Show a record soon, unless another is asked for before."""
        self._wanted = number
        self._wait.start()

    def show_now(self, number: str) -> None:
        """Show a record at once."""
        self._wanted = number
        self._show_wanted()

    def stay(self) -> None:
        """Stay with the record shown, whatever was asked for."""
        self._wait.stop()

    def refresh(self) -> None:
        """Read the record again."""
        if self.page is not None:
            self.page.refresh()
            self._tell_acts()

    def enter(self) -> None:
        """Put the cursor into the record."""
        if self.page is not None:
            self.page.setFocus()

    def has_focus(self) -> bool:
        """Say whether the keyboard is in the record."""
        focused: QWidget | None = (
            self.window().focusWidget()
        )  # of which Qt's annotations say that it is always there
        return focused is not None and self.isAncestorOf(focused)

    def is_unsaved(self) -> bool:
        """Say whether something was typed and not saved."""
        return self.page is not None and self.page.is_unsaved()

    def may_leave(self) -> bool:
        """Ask once when something was typed and not saved."""
        return self.page is None or self.page.may_leave()

    def commands(self) -> Sequence[Command]:
        """Return the acts of the record shown."""
        return self.page.commands() if self.page is not None else ()

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a form, and for the acts of the record where their names are long."""
        return super().minimumSizeHint().expandedTo(QSize(NARROWEST, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_wanted(self) -> None:
        self._wait.stop()
        if not self._wanted or not self._context.is_open() or not self.isVisible():
            return
        if self._wanted == self.number:
            return
        if not self._may_go():
            self._wanted = self.number
            self.held.emit()
            return
        if self.page is not None and not self.page.sealed.isHidden():
            self._drop()  # the page of a sealed record is closed for good
        if self.page is None:
            self.page = self._make()
        else:
            self._turn(self.page)
        self._tell_acts()

    def _turn(self, page: RecordPage) -> None:
        """Let the page show the record that is wanted; making another page would take thrice as long."""
        try:
            sight = reading.show(self._context.desk, page.register, self._wanted)
        except Refused as refused:
            page.outcome.refuse(refused)
            return
        page.keeper.timer.stop()
        page.number = self._wanted
        page.outcome.hide()
        page.sheet.area.verticalScrollBar().setValue(0)
        page.load(sight)

    def _make(self) -> RecordPage:
        from ipdesk.gui.record_page import RecordPage  # not before it is wanted: it takes long to load

        page = RecordPage(self._context, self._tasks, self._dialogs, self._register, self._wanted)
        page.body.setContentsMargins(FIELD_GAP, 0, 0, 0)
        page.header.stack(page.sheet.stack())
        page.opened.connect(self.opened)
        page.opened_at.connect(self.opened_at)
        page.rules_asked.connect(self.rules_asked)
        page.manuscripts_asked.connect(self.manuscripts_asked)
        page.acts_changed.connect(self.acts_changed)
        self._box.addWidget(page)
        page.show()  # at once, so that the cursor can be put into it
        page.refresh()
        return page

    def _drop(self) -> None:
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
            self.page = None
            self._tell_acts()

    def _may_go(self) -> bool:
        """Keep what was typed as a draft; ask only when not all of it can be kept."""
        if self.page is None or not self.page.is_unsaved() or self.page.keeper.keep():
            return True
        question = N_(
            "Not all that was typed can be kept as a draft; what cannot be read or may not be kept here is lost."
        )
        go = N_("Leave without saving")
        return self._dialogs.decide(self, self._context.label(question), self._context.label(go))

    def _tell_acts(self) -> None:
        """Say that the acts are others, if they are: menus are made anew of them."""
        acts = [(each.id, each.label) for each in self.commands()]
        if acts != self._acts:
            self._acts = acts
            self.acts_changed.emit()
