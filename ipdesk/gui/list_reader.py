"""Reads the list of a register: at once where that is quick, else on another thread."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from ipdesk.gui.conditions import ALL, Filter
from ipdesk.gui.context import Context
from ipdesk.gui.table_view import View
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.register import Register
from ipdesk.operations import reading, today
from ipdesk.operations.reading import Order

QUICK = 20_000  # records up to which any list is there at once


class ListReader(QObject):
    """Reads one list at a time; asked again, it forgets the one before.

    `done` carries the ids and the View to go to, `counted` how many records each state has, `refused` a
    Refused; `begun` says that it takes a while.
    """

    done = Signal(object, object)
    counted = Signal(object)
    refused = Signal(object)
    begun = Signal()

    def __init__(self, context: Context, tasks: Tasks, register: Register, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._tasks, self._register = context, tasks, register
        self._asked: tuple[Filter, Order] = (Filter(), Order())
        self._task: Task | None = None
        self.counts: Mapping[str, int] = {}

    @property
    def total(self) -> int:
        """How many records there are, withdrawn ones apart."""
        return sum(self.counts.values())

    def is_busy(self) -> bool:
        """Say whether a list is being read on another thread."""
        return self._task is not None

    def forget_counts(self) -> None:
        """Count again with the next list: a write may have moved records from state to state."""
        self.counts = {}

    def read(self, wanted: Filter, order: Order, view: View) -> None:
        """Read the list of a filter in an order, to go to a place in it."""
        desk, register = self._context.desk, self._register
        self._asked = (wanted, order)
        if self._task is not None:
            self._task.cancel()
            self._task = None
        try:
            if not self.counts:
                self._count()
            if self.total <= QUICK or reading.is_quick(register, wanted.where(), order):
                self.done.emit(reading.list_ids(desk, register, wanted.where(), wanted.text, order), view)
                return
        except Refused as refused:
            self.refused.emit(refused)
            return
        self._read_apart(wanted, order, view)

    def _count(self) -> None:
        stages = today.stages(self._context.desk, self._register)
        self.counts = {each.state: each.count for each in stages}
        open_count = sum(each.count for each in stages if not each.final)
        self.counted.emit({**self.counts, reading.OPEN: open_count, ALL: self.total})

    def _read_apart(self, wanted: Filter, order: Order, view: View) -> None:
        desk, register = self._context.desk, self._register
        self.begun.emit()

        def work(_task: Task) -> tuple[Filter, Order, array[int], View]:
            twin = desk.twin()
            with twin.workspace:
                ids = reading.list_ids(twin, register, wanted.where(), wanted.text, order)
            return wanted, order, ids, view

        self._task = self._tasks.start(work, self._end, self._fail)

    def _end(self, result: tuple[Filter, Order, array[int], View]) -> None:
        wanted, order, ids, view = result
        if self._context.is_open() and (wanted, order) == self._asked:
            self._task = None
            self.done.emit(ids, view)

    def _fail(self, refused: Refused) -> None:
        self._task = None
        self.refused.emit(refused)
