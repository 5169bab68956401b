"""A page of rows to tick, with an act for those that are ticked."""

from __future__ import annotations

from abc import abstractmethod  # for the type check alone: Qt's classes have a metaclass of their own
from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from ipdesk.gui.commands import Command, Listed, always, listed_commands
from ipdesk.gui.context import Context
from ipdesk.gui.empty_state import EmptyState
from ipdesk.gui.labels import Elided, spread, text_label
from ipdesk.gui.page import Page
from ipdesk.gui.rows_table import Row
from ipdesk.gui.tab_order import go_on
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.tick_table import KEYS, TickTable
from ipdesk.gui.twin_reader import TwinReader
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_


class TickedPage(Page):
    """Its `reader` reads the rows off the window's thread; `empty` stands there where there are none.

    A page says by `name` how the ids of its commands begin, and by `headings` and `widths` what its table is like.
    """

    name: ClassVar[str]
    headings: ClassVar[Sequence[str]]
    widths: ClassVar[Sequence[int]]

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__(context, tasks)
        label = context.label
        self.reader = TwinReader(tasks, self)
        self.count = Elided("")
        self.count.setProperty("muted", True)
        self.table = TickTable(context, self.title(), [label(each) for each in self.headings], self.widths)
        self.empty = EmptyState()
        self.empty.hide()
        self.keys = Elided(label(KEYS))
        self.keys.setProperty("role", "label")
        self.reader.refused.connect(self._unread)
        self.table.ticks.ticked_changed.connect(self._ticked)
        self.table.chosen.connect(self._open)

    def is_waiting(self) -> bool:
        """Say whether the page still reads."""
        return self.reader.is_waiting()

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        return listed_commands(self.name, self.context, self._acts())

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go on as the page is laid out."""
        return go_on(self, next)

    @abstractmethod
    def _acts(self) -> Sequence[Listed]:
        """Return what can be done here."""

    @abstractmethod
    def _show_act(self) -> None:
        """Say how many are ticked, and whether the act can be done for them."""

    @abstractmethod
    def _open(self, row: int) -> None:
        """Open the record of a row."""

    def _tick_acts(self) -> Sequence[Listed]:
        return (
            ("all", N_("Tick all rows"), self.table.all.click, "", always),
            ("none", N_("Leave all rows out"), self.table.none.click, "", always),
        )

    def _lay_out(self, buttons: Sequence[QPushButton], over: Sequence[QWidget | QLayout]) -> None:
        """Lay buttons into the head, and what else there is over the table."""
        head = spread(
            text_label(self.title(), "title"), self.count, self.table.all, self.table.none, *buttons
        )
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.outcome)
        for each in over:
            if isinstance(each, QLayout):
                self.body.addLayout(each)
            else:
                self.body.addWidget(each)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.keys)
        self.setFocusProxy(self.table)

    def _show_ticks(self, rows: Sequence[Row], keys: Sequence[str]) -> None:
        """Show other rows under their keys, or what is said where there are none."""
        self.table.show_ticks(rows, keys)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _ticked(self) -> None:
        self._show_act()

    def _unread(self, refused: Refused) -> None:
        if self.context.is_open():
            self.outcome.refuse(refused)
