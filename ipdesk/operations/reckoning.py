"""Deadlines of what one transaction writes, reckoned from the records that it still holds.

Of many records the rules run in a process of their own, while this one writes the next ones. What that process does not
come to stays noted, and whoever reads the docket reckons it then.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from typing import Final

from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.operations.deadline_rules import Book, book_in_force
from ipdesk.operations.deadlines import case_of
from ipdesk.operations.desk import Desk
from ipdesk.operations.docket import kept_of
from ipdesk.rules import open_tasks
from ipdesk.store import docket as store
from ipdesk.store.writing import Writing

MANY: Final = 500  # records, of which reckoning takes longer than starting a process

Written = dict[int, Record]


class Reckoning:
    """Takes what a transaction wrote to a register, part by part, and puts what falls due by it into the docket."""

    def __init__(self, register: Register, book: Book, pool: ProcessPoolExecutor | None) -> None:
        self._register, self._book, self._pool = register, book, pool
        self._begun: deque[tuple[Written, Future[list[open_tasks.Open]]]] = deque()

    def take(self, writing: Writing) -> None:
        """Take what was written since; put what is reckoned by now."""
        written = writing.take_noted()
        if not self._register.has_docket or not written:
            return
        store.note_rules_within(writing.db, self._register, self._book.digest)
        cases = [case_of(self._register, record) for record in written.values()]
        if self._pool is None:
            by = self._book.rules, self._book.calendar
            self._put(writing, written, [open_tasks.open_tasks(case, *by) for case in cases])
            return
        with suppress(BrokenExecutor):  # that process was ended by somebody: these records stay noted
            self._begun.append((written, self._pool.submit(open_tasks.open_tasks_of, cases)))
        while self._begun and self._begun[0][1].done():
            self._put_next(writing)

    def end(self, writing: Writing) -> None:
        """Put what was not yet reckoned when the last part was taken."""
        while self._begun:
            self._put_next(writing)

    def _put_next(self, writing: Writing) -> None:
        written, reckoned = self._begun.popleft()
        with suppress(BrokenExecutor):
            self._put(writing, written, reckoned.result())

    def _put(self, writing: Writing, written: Written, reckoned: Sequence[open_tasks.Open]) -> None:
        told = (
            (entry, kept_of(record, tasks))
            for (entry, record), tasks in zip(written.items(), reckoned, strict=True)
        )
        store.put_within(writing.db, self._register, written, told)


@contextmanager
def reckoning(desk: Desk, register: Register, count: int) -> Iterator[Reckoning]:
    """Reckon what so many records of a register make fall due; end it inside the transaction that writes them."""
    book = book_in_force(desk)
    if not register.has_docket or count < MANY:
        yield Reckoning(register, book, None)
        return
    by = book.rules, book.calendar
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=open_tasks.begin, initargs=by)
    try:
        yield Reckoning(register, book, pool)
    finally:
        pool.shutdown(cancel_futures=True)
