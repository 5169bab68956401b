"""Which deadlines of records fell due in some years, as the rules answered: kept, as it takes them half a millisecond a right.

It is reckoned from the records and can be thrown away. An answer holds as long as the record has the revision that it was
made from, and the same rules and years are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from ipdesk.store.database import Database, rows, writing


class Answer(NamedTuple):
    """A deadline that was to be met: task and rule, the day as ISO text, whether it was met by then, and its place among the tasks of the record."""

    task: str
    rule: str
    day: str
    met: bool
    place: int


class Kept(NamedTuple):
    """What was answered of one record: of this revision, and of a right that was lost or not.

    Where something is only announced it holds until its day, an ISO text, None where nothing is.
    """

    revision: int
    lost: bool
    until: str | None
    answers: tuple[Answer, ...]

    def holds(self, revision: int, lost: bool, today: str) -> bool:
        """Say whether this is still the answer for a record on a day."""
        return (self.revision, self.lost) == (revision, lost) and (self.until is None or today < self.until)


def read(db: Database, by: str) -> dict[int, Kept]:
    """Return what is kept for rules and years, by local id."""
    found = rows(db, "select entry, revision, lost, until, answers from answered where by = ?", [by])
    return {
        entry: Kept(revision, bool(lost), until, tuple(map(Answer._make, json.loads(answers))))
        for entry, revision, lost, until, answers in found
    }


def keep(db: Database, by: str, answered: Mapping[int, Kept]) -> None:
    """Keep what was answered of records in one transaction, and forget what was kept for other rules or years."""
    lines = (
        (entry, by, each.revision, each.lost, each.until, json.dumps(each.answers, ensure_ascii=False))
        for entry, each in answered.items()
    )
    with writing(db):
        db.execute("delete from answered where by <> ?", [by])
        db.conn.executemany(
            "insert or replace into answered(entry, by, revision, lost, until, answers) values (?, ?, ?, ?, ?, ?)",
            lines,
        )


def forget(db: Database, entry: int) -> None:
    """Erase what is kept of a record, as when it is sealed or purged, inside the caller's transaction."""
    db.execute("delete from answered where entry = ?", [entry])
