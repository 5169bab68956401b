"""Deadlines of what one transaction writes, reckoned from the records that it still holds."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Final, NamedTuple, Self

from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.operations.deadline_rules import Book, book_in_force
from ipdesk.operations.deadlines import case_of
from ipdesk.operations.desk import Desk
from ipdesk.operations.docket import reckoned_of
from ipdesk.rules.deadline_rules import Case
from ipdesk.rules.open_tasks import open_tasks
from ipdesk.rules.reckoner import Answer, Reckoner
from ipdesk.store import docket as store
from ipdesk.store.writing import Writing

MANY: Final = 1_000  # records for which it pays to start a process


class _Begun(NamedTuple):
    register: Register
    written: dict[int, Record]
    cases: Sequence[Case | None]
    answer: Answer


class Reckoning:
    """Puts into the docket, within one transaction, what falls due by the records that it writes.

    Where `count`, the records of registers that have deadlines, are many they are reckoned in a process of their own while the next ones are written, so what
    falls due by those written last is put there when this ends.
    """

    def __init__(self, desk: Desk, writing: Writing, count: int) -> None:
        self._desk, self._writing, self._count = desk, writing, count
        self._reckoner: Reckoner | None = None
        self._begun: _Begun | None = None

    def __enter__(self) -> Self:
        if self._count >= MANY:
            book = book_in_force(self._desk)
            self._reckoner = Reckoner(
                book.rules, book.calendar
            )  # begins now, so that it is there for the first
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._put()
        finally:
            if self._reckoner is not None:
                self._reckoner.close()

    def reckon(self, register: Register) -> None:
        """Reckon what was written to a register since this was asked last."""
        written = self._writing.take_noted()
        if not register.has_docket or not written:
            return
        book = book_in_force(self._desk)
        store.note_rules_within(self._writing.db, register, book.digest)
        cases = [case_of(register, record, self._desk.today()) for record in written.values()]
        answer = self._asked(book, cases)
        self._put()
        self._begun = _Begun(register, written, cases, answer)

    def _asked(self, book: Book, cases: Sequence[Case | None]) -> Answer:
        if self._reckoner is None:
            return lambda: (open_tasks(case, book.rules, book.calendar) for case in cases)
        return self._reckoner.begin(cases)

    def _put(self) -> None:
        """Put what was begun into the docket, once it is reckoned."""
        if self._begun is None:
            return
        register, written, cases, answer = self._begun
        self._begun = None
        told = {
            entry: reckoned_of(record, case, tasks)
            for (entry, record), case, tasks in zip(written.items(), cases, answer(), strict=True)
        }
        store.put_within(self._writing.db, register, written, told)
