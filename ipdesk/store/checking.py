"""Proving that a store is whole: pages, structure, references, audit chain and counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sqlcipher3.dbapi2 as driver

from ipdesk.model.errors import Damaged
from ipdesk.model.progress import Step, no_step
from ipdesk.model.text import N_, Message
from ipdesk.store import audit
from ipdesk.store.database import Database, rows, stoppable, value

COUNTED: Final = ("entries", "audit", "attachments", "files", "users", "links", "imports", "exports")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: row counts, the head of the audit chain, and problems, none when whole."""

    counts: dict[str, int]
    head: audit.Head
    problems: tuple[Message, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(db: Database, step: Step = no_step) -> Report:
    """Check a store and report; a store too damaged to be asked is a report with a problem.

    `step` is called with 0 of 1 all the while, and ends the check by raising.
    """
    problems: list[Message] = []
    try:
        with stoppable(db, lambda: step(0, 1)):
            return _check(db, problems)
    except (driver.DatabaseError, Damaged) as error:
        detail = str(error.__cause__ or error)
        problems.append(Message(N_("The store cannot be read to its end: {detail}"), detail=detail))
        return Report({}, audit.Head(0, audit.START), tuple(problems))


def _check(db: Database, problems: list[Message]) -> Report:
    for pragma, said in (
        ("cipher_integrity_check", N_("A page of the file does not match its seal: {detail}")),
        ("integrity_check", N_("The structure of the store is damaged: {detail}")),
        ("foreign_key_check", N_("A reference leads nowhere: {detail}")),
    ):
        found = [each for each in rows(db, f"pragma {pragma}") if each[0] != "ok"]
        problems += [Message(said, detail=" ".join(str(cell) for cell in each)) for each in found[:3]]
    verdict = audit.verify(db)
    problems += verdict.problems
    counts = {name: int(value(db, f"select count(*) from {name}")) for name in COUNTED}
    problems += unlogged(db)
    return Report(counts, verdict.head, tuple(problems))


def unlogged(db: Database) -> list[Message]:
    """Return what is wrong where records are not in the audit log."""
    lost = value(
        db, "select count(*) from entries e where not exists (select 1 from audit where subject = e.uuid)"
    )
    return [Message(N_("{count} records are not in the audit log."), count=lost)] if lost else []
