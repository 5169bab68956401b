"""Batches of drafts: for whom, into which folder, which are drafted, and which have been written there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipdesk.store.database import Database, row, rows, value
from ipdesk.store.writing import Writing


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch that was begun: its number, its folder, the kind of agreement ("" for that of each person), when and by whom."""

    id: int
    folder: str
    kind: str
    started: str
    user: str


@dataclass(frozen=True, slots=True)
class Item:
    """One drafted paper of a batch: its place, its serial number, the number of its record, and the name of its file."""

    position: int
    serial: int
    number: str
    file: str


def begin(writing: Writing, folder: str, kind: str, people: Sequence[str]) -> Batch:
    """Begin a batch for people, by their numbers."""
    cursor = writing.db.execute(
        "insert into batches(folder, kind, started, user) values (?, ?, ?, ?)",
        [folder, kind, writing.at, writing.actor],
    )
    made = Batch(int(cursor.lastrowid or 0), folder, kind, writing.at, writing.actor)
    writing.db.conn.executemany(
        "insert into batch_people(batch, position, person) values (?, ?, ?)",
        ((made.id, position, number) for position, number in enumerate(people)),
    )
    writing.note("batch-begin", {"batch": made.id, "people": len(people)})
    return made


def put(writing: Writing, batch: Batch, item: Item, uuid: str) -> None:
    """Keep the paper that was drafted for a person, before it is written."""
    writing.db.execute(
        "update batch_people set serial = ?, file = ?, entry = (select id from entries where uuid = ?)"
        " where batch = ? and position = ?",
        [item.serial, item.file, uuid, batch.id, item.position],
    )


def refuse(writing: Writing, batch: Batch, position: int, reason: str) -> None:
    """Keep why nothing was drafted for a person."""
    sql = "update batch_people set refused = ? where batch = ? and position = ?"
    writing.db.execute(sql, [reason, batch.id, position])


def mark_written(writing: Writing, batch: Batch, positions: Sequence[int]) -> None:
    """Keep that papers of a batch lie in its folder."""
    writing.db.conn.executemany(
        "update batch_people set written = 1 where batch = ? and position = ?",
        [(batch.id, position) for position in positions],
    )


def end(writing: Writing, batch: Batch) -> None:
    """End a batch: nothing of it is to be drafted or written any more."""
    writing.db.execute("update batches set ended = ? where id = ?", [writing.at, batch.id])
    writing.note("batch-end", {"batch": batch.id})


def unfinished(db: Database) -> Batch | None:
    """Return the batch that was begun last and has not ended, if there is one."""
    sql = "select id, folder, kind, started, user from batches where ended is null order by id desc"
    held = row(db, sql, [])
    return Batch(*held) if held else None


def unwritten(db: Database, batch: Batch) -> list[Item]:
    """Return the papers of a batch that are drafted and not known to lie in its folder.

    A paper whose record was withdrawn or sealed since is left out: it is not to be written.
    """
    return _items(db, batch, "b.written = 0")


def papers(db: Database, batch: Batch) -> list[Item]:
    """Return all papers of a batch in their order; those whose record was withdrawn or sealed since are none."""
    return _items(db, batch, "1")


def waiting(db: Database, batch: Batch) -> list[tuple[int, str]]:
    """Return place and number of the people for whom nothing is drafted yet."""
    sql = (
        "select position, person from batch_people where batch = ? and serial is null and refused = ''"
        " order by position"
    )
    return [(each[0], each[1]) for each in rows(db, sql, [batch.id])]


def refused(db: Database, batch: Batch) -> list[tuple[str, str]]:
    """Return number and reason of the people for whom nothing could be drafted."""
    sql = "select person, refused from batch_people where batch = ? and refused <> '' order by position"
    return [(each[0], each[1]) for each in rows(db, sql, [batch.id])]


def size(db: Database, batch: Batch) -> int:
    """Return for how many people a batch was begun."""
    return int(value(db, "select count(*) from batch_people where batch = ?", [batch.id]) or 0)


def _items(db: Database, batch: Batch, test: str) -> list[Item]:
    sql = (
        "select b.position, b.serial, e.number, b.file from batch_people b join entries e on e.id = b.entry"
        f" where b.batch = ? and {test} and e.state <> 'withdrawn' and e.sealed = 0 order by b.position"
    )
    return [Item(*each) for each in rows(db, sql, [batch.id])]
