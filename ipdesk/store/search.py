"""Exact substring search from one character over all registers at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ipdesk.store.database import Database, marks, plain_errors, rows, value
from ipdesk.store.grams import FIELD_END, fold, is_exact, query, register_token, tokens

PAGE = 128
SNIPPET = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that contains the text, with a few characters around the first place."""

    id: int
    before: str
    found: str
    after: str


def put(db: Database, register: str, parts: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Index the searchable parts of records of which nothing is indexed, each under its local id."""
    bodies = [(entry, FIELD_END.join(fold(part) for part in each if part)) for entry, each in parts]
    db.conn.executemany(
        "insert into texts(id, register, body) values (?, ?, ?)",
        ([entry, register, body] for entry, body in bodies),
    )
    token = register_token(register)
    db.conn.executemany(
        "insert into grams(rowid, tokens) values (?, ?)",
        ([entry, " ".join([token, *tokens(body)])] for entry, body in bodies),
    )


def remove(db: Database, entry: int) -> None:
    """Take a record out of the index."""
    if db.execute("delete from texts where id = ?", [entry]).rowcount:
        db.execute("delete from grams where rowid = ?", [entry])


def forget(db: Database, entry: int) -> None:
    """Take a record out of the index for good: its tokens are merged away, not only marked as gone."""
    remove(db, entry)
    db.execute("insert into grams(grams) values ('optimize')")


def search(db: Database, text: str, register: str = "") -> Iterator[Hit]:
    """Yield every record that contains the text, newest record first, none twice.

    Width, case and runs of blanks do not matter. An empty text finds nothing.
    """
    needle = fold(text).strip()
    if not needle:
        return
    for ids in _candidates(db, needle, register):
        sql = f"select id, body from texts where id in ({marks(ids)}) order by id desc"
        for entry, body in rows(db, sql, ids):
            place = body.find(needle)
            if place >= 0:
                yield _hit(entry, body, place, len(needle))


def offered(db: Database, text: str, register: str) -> frozenset[int]:
    """Return the records of a register that may contain a text: all that do, and a few that do not."""
    needle = fold(text).strip()
    if asked := query(needle, register):
        # One text for all of them: a row in Python for each would take longer than finding them.
        sql = "select json_group_array(rowid) from grams where grams match ?"
        return frozenset(json.loads(value(db, sql, [asked])))
    candidates = _candidates(db, needle, register) if needle else ()
    return frozenset(entry for part in candidates for entry in part)


def containing(db: Database, text: str, ids: Iterable[int]) -> Iterator[int]:
    """Yield those of the offered ids whose record contains the text, in their order.

    Reads no further than the reader does: a page of hits needs no list of all of them.
    """
    needle = fold(text).strip()
    if is_exact(needle):
        yield from ids
        return
    left = iter(ids)
    while part := list(islice(left, PAGE)):
        sql = f"select id from texts where id in ({marks(part)}) and instr(body, ?)"
        found = {each[0] for each in rows(db, sql, [*part, needle])}
        yield from (each for each in part if each in found)


def _candidates(db: Database, needle: str, register: str) -> Iterator[list[int]]:
    asked = query(needle, register)
    with plain_errors():
        if asked:
            cursor = db.execute("select rowid from grams where grams match ? order by rowid desc", [asked])
        else:
            # Nothing but punctuation: the index cannot offer it, so every text is a candidate.
            cursor = db.execute("select id from texts where ? in ('', register) order by id desc", [register])
        while part := cursor.fetchmany(PAGE):
            yield [each[0] for each in part]


def _hit(entry: int, body: str, place: int, size: int) -> Hit:
    start = max(body.rfind(FIELD_END, 0, place) + 1, place - SNIPPET)
    end = body.find(FIELD_END, place + size)
    end = min(len(body) if end < 0 else end, place + size + SNIPPET)
    return Hit(entry, body[start:place], body[place : place + size], body[place + size : end])
