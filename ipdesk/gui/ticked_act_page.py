"""A page of rows to tick of which the act is carried out off the window's thread, and can be stopped."""

from __future__ import annotations

from abc import abstractmethod  # for the type check alone: Qt's classes have a metaclass of their own
from collections.abc import Callable
from typing import Any, ClassVar

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.progress import Progress
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.ticked_page import TickedPage
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import Act


class TickedActPage(TickedPage):
    """A TogetherPage: with numbers it shows these records, without all there are.

    `doing` says what is under way, `done_of` how far it is.
    """

    act: ClassVar[str]
    needs: ClassVar[Act]
    most: ClassVar[int] = 5_000
    doing: ClassVar[str]
    done_of: ClassVar[str]

    def __init__(
        self, context: Context, tasks: Tasks, dialogs: Dialogs, kept: dict[str, str], numbers: tuple[str, ...]
    ) -> None:
        super().__init__(context, tasks)
        self.dialogs, self.kept, self.numbers = dialogs, kept, numbers
        self._task: Task | None = None
        self.progress = Progress(context)
        self.progress.stopped.connect(self.stop)

    def is_waiting(self) -> bool:
        """Say whether the page still reads, or carries its act out."""
        return super().is_waiting() or self._task is not None

    def may_leave(self) -> bool:
        """Stay while the act is being carried out."""
        if self._task is not None:
            self.outcome.say(self.context.label(N_("Work is under way; stop it or wait for it.")), "warn")
        return self._task is None

    def stop(self) -> None:
        """Ask the act that is being carried out to stop."""
        if self._task is not None:
            self._task.cancel()

    @abstractmethod
    def _done(self, made: Any) -> None:
        """Say what the act came to."""

    def _work(self, act: Callable[[Desk, Task], Any]) -> None:
        """Carry an act out over a connection of its own."""
        desk = self.context.desk
        self.outcome.hide()

        def over_twin(task: Task) -> Any:
            twin = desk.twin()
            with twin.workspace:
                return act(twin, task)

        self.progress.show_step(self.context.label(self.doing), 0, 1)
        self._task = self.tasks.start(over_twin, self._done, self._failed)
        self._task.progress.connect(self._far)
        self._show_act()

    def _far(self, done: int, of: int) -> None:
        if self._task is not None:
            self.progress.show_rows(done, of, self.done_of)

    def _failed(self, refused: Refused) -> None:
        self._rest()
        self.outcome.refuse(refused)

    def _rest(self) -> None:
        self._task = None
        self.progress.rest()
        self._show_act()
