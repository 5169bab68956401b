"""The watch over the audit chain: verified once a day beside the work, silent while it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ipdesk.gui.context import Context
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import Damaged, Refused
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:
    from ipdesk.operations.audits import Verdict


class ChainWatch(QObject):
    """Sends `alarmed` with the sentence to show when the chain is not whole; `alarm` keeps it while the desk is open."""

    alarmed = Signal(object)

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__()
        self._context, self._tasks = context, tasks
        self.alarm: Message | None = None

    def begin(self) -> None:
        """Verify the chain of the open desk on another thread, unless that was done today."""
        self.alarm = None
        if not self._context.is_open():
            return  # locked again meanwhile
        from ipdesk.operations import audits

        desk = self._context.desk

        def work(task: Task) -> Verdict | None:
            twin = desk.twin()
            with twin.workspace:
                return audits.verify_daily(twin, task.step)

        self._tasks.start(work, self._verified, self._failed, quiet=True)

    def _verified(self, verdict: Verdict | None) -> None:
        if verdict is not None and not verdict.whole:
            self._raise(
                Message(N_("The audit log of this workspace is not whole. Tell the security auditor."))
            )

    def _failed(self, refused: Refused) -> None:
        if isinstance(refused, Damaged):  # anything else, such as being stopped, is for another day
            self._raise(refused.what)

    def _raise(self, alarm: Message) -> None:
        if self._context.is_open():
            self.alarm = alarm
            self.alarmed.emit(alarm)
