"""Papers that wait for a filing: when it is recorded, they go on by themselves, in the transaction that records it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from ipdesk.model.changes import Changes
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.answers import settled
from ipdesk.operations.checks import find
from ipdesk.operations.desk import Desk
from ipdesk.registers import register as register_named
from ipdesk.store import records
from ipdesk.store.writing import Writing

PAPERS: Final = register_named("papers")
RIGHTS: Final = "patents"
FILING: Final = frozenset({"filed_on", "disclosure", "number"})  # what of a right may end a hold
OVER: Final = "hold-over"
RELEASED: Final = N_("All that it waited for is filed; {number} was recorded last.")


def release(
    desk: Desk, writing: Writing, register: Register, made: Iterable[Changes | None]
) -> list[Changes]:
    """Take up again each paper whose hold ended by what was just written, and return these moves; undo takes back both."""
    if register.name != RIGHTS:
        return []
    filed = [each.number for each in made if each and FILING & {one.field for one in each.fields}]
    return _released(desk, writing, filed[-1]) if filed else []


def _released(desk: Desk, writing: Writing, last: str) -> list[Changes]:
    found = []
    for entry in records.ids_in(writing.db, PAPERS, "deferred"):
        record: Any = records.read_many(writing.db, PAPERS, [entry])[0]
        if record.verdict != "defer-until-filed" or not _is_over(desk, record):
            continue
        after = replace(
            record, state="review", verdict="", decided_on=None, approved_until=None, approved_manifest=""
        )
        why = {"reason": desk.translator.say(Message(RELEASED, number=last)), "by": last}
        held = writing.held(PAPERS, record.number)
        change = writing.change(PAPERS, held, settled(desk, PAPERS, after), "move", why)
        assert change is not None
        found.append(change)
    return found


def _is_over(desk: Desk, record: Any) -> bool:
    return any(each.id == OVER for each in find(desk, PAPERS, record))
