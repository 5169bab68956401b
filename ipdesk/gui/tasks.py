"""Long work off the window's thread, with progress, cancel, and a result or a refusal at the end."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from ipdesk.gui.collecting import Collector, give_back
from ipdesk.model.errors import KEPT_BEFORE, Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations.defects import defect

LONG: Final = 0.5  # seconds of work after which there may be memory to give back


class Cancelled(Exception):
    """The user asked the work to stop; what was finished before is kept."""


class Task(QObject):
    """One piece of work: listen to its signals, ask it to stop with `cancel`."""

    done = Signal(object)
    failed = Signal(object)
    progress = Signal(int, int)
    ended = Signal()
    _came_to = Signal(object)  # from the thread of the work to that of the window

    def __init__(self, work: Callable[[Task], Any]) -> None:
        super().__init__()
        self._work = work
        self._stop = threading.Event()
        self._forgotten = False
        self._came_to.connect(self._tell)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def forget(self) -> None:
        """Ask the work to stop, and tell nobody what it came to: whoever asked for it asked anew."""
        self._forgotten = True
        self.cancel()

    def is_cancelled(self) -> bool:
        """Say whether the work was asked to stop."""
        return self._stop.is_set()

    def step(self, done: int, of: int) -> None:
        """Report progress from inside the work; raises Cancelled when the user asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self.progress.emit(done, of)

    def run(self) -> None:
        """Do the work on the thread this is called on and send how it ended."""
        try:
            if self._stop.is_set():
                raise Cancelled
            result = self._work(self)
        except Cancelled:
            result = Refused(
                Message(N_("Stopped.")), Message(N_("Start it again to have the rest done.")), KEPT_BEFORE
            )
        except Refused as refused:
            result = refused
        except Exception as error:
            result = defect(error)
        self._came_to.emit(result)

    @Slot(object)
    def _tell(self, result: object) -> None:
        """Tell how it ended, all at once: a key between end and result would find work under way that is done."""
        self.ended.emit()
        if self._forgotten:
            return
        if isinstance(result, Refused):
            self.failed.emit(result)
        else:
            self.done.emit(result)


class _Job(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        """Run the task on a thread of the pool."""
        began = time.monotonic()
        self._task.run()
        if time.monotonic() - began > LONG:
            give_back()


class Tasks(QObject):
    """The work under way; the window asks it before closing."""

    busy = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._running: set[Task] = set()
        self._quiet: set[Task] = set()
        # Its thread lets go of a task only after it was heard of: were it the last to hold a page, that would end there.
        self._ended: deque[Task] = deque(maxlen=4)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(2)
        Collector(self)

    def start(
        self,
        work: Callable[[Task], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Refused], None] | None = None,
        *,
        quiet: bool = False,
    ) -> Task:
        """Do work on another thread and return its task.

        Quiet work is nobody's errand: it counts as no work under way, and closing does not ask about it.

        `done` and `failed` hear how it ended; as methods of a widget they end with it. They are connected
        before the work begins, so that even the shortest is heard.
        """
        task = Task(work)
        if done is not None:
            task.done.connect(done)
        if failed is not None:
            task.failed.connect(failed)
        (self._quiet if quiet else self._running).add(task)
        task.ended.connect(lambda: self._end(task))
        self.busy.emit(self.is_busy())
        self._pool.start(_Job(task))
        return task

    def is_busy(self) -> bool:
        """Say whether work is under way."""
        return bool(self._running)

    def cancel(self) -> None:
        """Ask all work to stop, and wait for none."""
        for task in (*self._running, *self._quiet):
            task.cancel()

    def stop(self) -> None:
        """Ask all work to stop and wait for it."""
        self.cancel()
        self._pool.waitForDone()

    def _end(self, task: Task) -> None:
        self._ended.append(task)
        self._running.discard(task)
        self._quiet.discard(task)
        self.busy.emit(self.is_busy())
