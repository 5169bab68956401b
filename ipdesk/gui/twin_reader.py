"""Reading off the window's thread, over a second connection: one look at a time, and the last one asked for counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import Refused
from ipdesk.operations.desk import Desk

Look = Callable[[Desk, Task], Any]


class TwinReader(QObject):
    """`found` carries what a look came to, `refused` why it came to nothing. A look overtaken by another tells nothing."""

    found = Signal(object)
    refused = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self._next: tuple[Desk, Look] | None = None

    def is_waiting(self) -> bool:
        """Say whether a look is under way."""
        return self._task is not None

    def ask(self, desk: Desk, look: Look) -> None:
        """Have a look, after the one that is under way was asked to stop."""
        if self._task is not None:
            self._next = (desk, look)
            self._task.cancel()
            return

        def over_twin(task: Task) -> Any:
            twin = desk.twin()
            with twin.workspace:
                return look(twin, task)

        self._task = self._tasks.start(over_twin, self._done, self._failed, quiet=True)

    def _done(self, result: object) -> None:
        if not self._goes_on():
            self.found.emit(result)

    def _failed(self, refused: Refused) -> None:
        if not self._goes_on():
            self.refused.emit(refused)

    def _goes_on(self) -> bool:
        self._task = None
        if self._next is None:
            return False
        (desk, look), self._next = self._next, None
        self.ask(desk, look)
        return True
