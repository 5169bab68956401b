"""Deadlines of what one transaction writes, reckoned from the records that it still holds."""

from __future__ import annotations

from ipdesk.model.register import Register
from ipdesk.operations.deadline_rules import book_in_force
from ipdesk.operations.deadlines import case_of
from ipdesk.operations.desk import Desk
from ipdesk.operations.docket import kept_of
from ipdesk.rules.open_tasks import open_tasks
from ipdesk.store import docket as store
from ipdesk.store.writing import Writing


def reckon_written(desk: Desk, register: Register, writing: Writing) -> None:
    """Put into the docket what falls due by what a transaction wrote to a register since it was asked last."""
    written = writing.take_noted()
    if not register.has_docket or not written:
        return
    book = book_in_force(desk)
    store.note_rules_within(writing.db, register, book.digest)
    told = (
        (entry, kept_of(record, open_tasks(case_of(register, record), book.rules, book.calendar)))
        for entry, record in written.items()
    )
    store.put_within(writing.db, register, written, told)
