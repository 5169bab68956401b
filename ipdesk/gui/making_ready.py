"""What a check of a manuscript and a report would wait for, made ready beside the window soon after the desk was opened.

The first page is painted and read before; what goes wrong is said when a file is checked or a report is asked for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ipdesk.gui.context import Context
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.twin_reader import TwinReader
from ipdesk.operations.desk import Desk

AFTER: Final = 500  # milliseconds
PAUSE: Final = 0.05  # seconds in which the window has the processor to itself, after each step
Work = Callable[[Desk, Task], None]


class MakingReady(QObject):
    """Makes what `works` make ready, one after the other; `ready` comes when nothing would wait for it any more."""

    ready = Signal()

    def __init__(self, context: Context, tasks: Tasks, works: Sequence[Work], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._works = context, tuple(works)
        self._reader = TwinReader(tasks, self)
        self._reader.found.connect(lambda _none: self.ready.emit())
        QTimer.singleShot(AFTER, self, self._begin)

    def _begin(self) -> None:
        if self._works and self._context.is_open():
            self._reader.ask(self._context.desk, self._work)

    def _work(self, desk: Desk, task: Task) -> None:
        for work in self._works:
            work(desk, task)


def make_checks_ready(desk: Desk, task: Task) -> None:
    """Make ready what manuscripts are compared with."""
    # Arrays and automata are loaded here, on the thread that needs them.
    from ipdesk.operations.holdings import holdings
    from ipdesk.operations.lexicons import searcher_in_force

    holdings(desk, task.step)
    searcher_in_force(desk)


def make_report_ready(desk: Desk, task: Task) -> None:
    """Make ready what takes a report longest: which deadlines of its years were met, for the quarter that is over."""
    from ipdesk.model.report_periods import quarter_of
    from ipdesk.operations.queries_deadlines import make_ready

    def step(done: int, of: int) -> None:
        task.step(done, of)
        time.sleep(PAUSE)

    make_ready(desk, quarter_of(desk.today()).previous, step)
