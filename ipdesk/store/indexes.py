"""What records are found by: their texts, the names in them, and the bands of what is much alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ipdesk.model.folding import folded
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.screening.similarity import bands
from ipdesk.store import search
from ipdesk.store.contents import Filled, filled_fields, mentioned, searched
from ipdesk.store.database import Database


@dataclass(frozen=True)
class Placed:
    """A record and its place in the store."""

    entry: int
    record: Record

    @cached_property
    def filled(self) -> Filled:
        """The fields that somebody filled; several indexes ask for them."""
        return filled_fields(self.record)


def put(db: Database, register: Register, placed: Sequence[Placed]) -> None:
    """Index records of a register of which nothing is indexed."""
    search.put(db, register.name, ((each.entry, searched(each.filled)) for each in placed))
    names = (
        [each.entry, place, name, folded(name)] for each in placed for place, name in mentioned(each.filled)
    )
    db.conn.executemany("insert into mentions(entry, field, name, key) values (?, ?, ?, ?)", names)
    if register.similar_text:
        db.conn.executemany(
            "insert or ignore into bands(band, entry) values (?, ?)", _bands(register, placed)
        )


def remove(db: Database, entry: int) -> None:
    """Take a record out of all of them."""
    search.remove(db, entry)
    db.execute("delete from mentions where entry = ?", [entry])
    db.execute("delete from bands where entry = ?", [entry])


def _bands(register: Register, placed: Iterable[Placed]) -> Iterator[tuple[int, int]]:
    for each in placed:
        text = " ".join(str(getattr(each.record, name)) for name in register.similar_text)
        for band in bands(str(getattr(each.record, register.title)), text):
            yield band, each.entry
