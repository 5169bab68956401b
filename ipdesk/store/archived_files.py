"""Attached files as an archive holds them: each once, under its sha256."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ipdesk.store.database import Database, rows


def files(db: Database) -> list[tuple[str, int]]:
    """Return sha256 and size of every file kept, in the order of the former."""
    return [(each[0], each[1]) for each in rows(db, "select sha256, size from files order by sha256")]


def content(db: Database, sha256: str) -> Iterator[bytes]:
    """Yield a file in chunks."""
    sql = "select data from chunks where file = (select id from files where sha256 = ?) order by position"
    for (data,) in db.execute(sql, [sha256]):
        yield data


def put_file(db: Database, sha256: str, size: int, chunks: Iterable[bytes]) -> None:
    """Keep a file whose chunks come as large as they are kept, inside the caller's transaction."""
    file = int(db.execute("insert into files(sha256, size) values (?, ?)", [sha256, size]).lastrowid or 0)
    sql = "insert into chunks(file, position, data) values (?, ?, ?)"
    db.conn.executemany(sql, ([file, position, data] for position, data in enumerate(chunks)))
