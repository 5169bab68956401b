"""The log of what was taken in: each file once a time, each row with the raw text it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ipdesk.model.changes import Changes
from ipdesk.model.text import sound, whole_text
from ipdesk.store.database import Database, rows, value
from ipdesk.store.writing import Writing

_RAW: Final = json.JSONEncoder(ensure_ascii=False)
# An import that was undone counts as not made. What was undone is looked through rather than the import's own entries,
# of which there is one for each row: asked for every row of a file, that would take as long as its rows squared.
_UNDONE = "(select a.batch from audit u cross join audit a on a.seq = u.undoes where u.undoes is not null)"
_STANDS = f"i.batch not in {_UNDONE}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record's values came from: file, sheet, row counted from 1, and the raw text by heading."""

    at: str
    user: str
    file: str
    sheet: str
    row: int
    raw: dict[str, str]


def log(writing: Writing, file: str, sha256: str, register: str, counts: Mapping[str, int]) -> int:
    """Log one file as taken in and return the place of its log entry."""
    file = sound(file)
    cells = [writing.at, writing.actor, file, sha256, register, json.dumps(dict(counts)), writing.batch]
    sql = "insert into imports(at, user, name, sha256, register, counts, batch) values (?, ?, ?, ?, ?, ?, ?)"
    batch = int(writing.db.execute(sql, cells).lastrowid or 0)
    writing.note("import-file", {"file": file, "sha256": sha256, **counts}, register)
    return batch


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row of a file and what was written from it: sheet, row counted from 1, digest of its values, raw text by heading."""

    written: Changes
    sheet: str
    row: int
    digest: str
    raw: Mapping[str, str]


def keep_rows(writing: Writing, batch: int, taken: Iterable[TakenRow]) -> None:
    """Keep the raw rows that the values written came from."""
    writing.db.conn.executemany(
        "insert into import_rows(import, entry, sheet, row, digest, raw, source)"
        " select ?, id, ?, ?, ?, ?, ? from entries where register = ? and number = ?",
        (_row_cells(batch, each) for each in taken),
    )


def _row_cells(batch: int, taken: TakenRow) -> list[object]:
    text, written = _text(taken.raw), taken.written
    cells = [batch, sound(taken.sheet), taken.row, taken.digest, text, _source(text)]
    return [*cells, written.register, written.number]


def entry_of(db: Database, register: str, digest: str, raw: Mapping[str, str]) -> int | None:
    """Return the record that a row made before, unless that was taken back or withdrawn since.

    A row is known again by its values, or else by its raw text: with a column more explained, or another reading, it
    has other values and is the same row still.
    """
    for column, key in (("digest", digest), ("source", _source(_text(raw)))):
        sql = (
            "select r.entry from import_rows r join entries e on e.id = r.entry join imports i on i.id = r.import"
            f" where r.{column} = ? and r.{column} <> '' and e.register = ? and e.state <> 'withdrawn' and {_STANDS}"
        )
        if (found := value(db, sql, [key, register])) is not None:
            return int(found)
    return None


def taken_back(db: Database, register: str) -> list[tuple[str, str, str, str]]:
    """Return the rows of imports that were undone whose records still lie withdrawn: digest of the values and of the raw
    row ("" where nothing is kept), number and id of the record, in the order in which they were taken in.
    """
    sql = (
        "select r.digest, r.source, e.number, e.uuid from imports i cross join import_rows r on r.import = i.id"
        " join entries e on e.id = r.entry"
        f" where i.register = ? and i.batch in {_UNDONE} and e.state = 'withdrawn' and e.sealed = 0 order by r.id"
    )
    return list(rows(db, sql, [register]))


def source_of(raw: Mapping[str, str]) -> str:
    """Return the digest of a raw row, "" for one of which nothing is kept."""
    return _source(_text(raw))


def taken_as(db: Database, entry: int, digest: str) -> str:
    """Return the number of a record into which a row with this digest was taken before and not taken back.

    Returns "" when none was, and for a sealed record.
    """
    sql = (
        "select e.number from import_rows r join imports i on i.id = r.import join entries e on e.id = r.entry"
        f" where r.entry = ? and r.digest = ? and e.sealed = 0 and {_STANDS}"
    )
    return value(db, sql, [entry, digest]) or ""


def sources(db: Database, entry: int) -> list[Source]:
    """Return the rows that a record's values came from, newest first."""
    sql = (
        "select i.at, i.user, i.name, r.sheet, r.row, r.raw from import_rows r join imports i on i.id = r.import"
        " where r.entry = ? order by r.id desc"
    )
    return [Source(*(*cells, json.loads(raw))) for *cells, raw in rows(db, sql, [entry])]


def _text(raw: Mapping[str, str]) -> str:
    return whole_text(_RAW.encode(dict(raw)))


def _source(text: str) -> str:
    """Return the digest of a raw row, "" for one of which nothing is kept."""
    return "" if text == "{}" else hashlib.sha256(text.encode()).hexdigest()[:32]
