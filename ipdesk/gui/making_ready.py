"""What the check of manuscripts compares with, made ready beside the window soon after the desk was opened.

The first page is painted and read before; what goes wrong is said when a file is checked.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ipdesk.gui.context import Context
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.twin_reader import TwinReader
from ipdesk.operations.desk import Desk

AFTER: Final = 500  # milliseconds


class MakingReady(QObject):
    """`ready` comes when a check would not wait."""

    ready = Signal()

    def __init__(self, context: Context, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._reader = TwinReader(tasks, self)
        self._reader.found.connect(lambda _none: self.ready.emit())
        QTimer.singleShot(AFTER, self, self._begin)

    def _begin(self) -> None:
        if self._context.is_open():
            self._reader.ask(self._context.desk, _make_ready)


def _make_ready(desk: Desk, task: Task) -> None:
    # Arrays and automata are loaded here, on the thread that needs them.
    from ipdesk.operations.holdings import holdings
    from ipdesk.operations.lexicons import searcher_in_force

    holdings(desk, task.step)
    searcher_in_force(desk)
