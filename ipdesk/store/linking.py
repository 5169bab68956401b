"""Links of records in the store: each keeps the number it was given, and points at the record with it once there is one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from ipdesk.model.kinds import Link
from ipdesk.model.register import Register
from ipdesk.store.columns import link_fields
from ipdesk.store.database import Database
from ipdesk.store.indexes import Placed


def put(db: Database, register: Register, placed: Placed) -> None:
    """Write the links of a record in place of those it had."""
    db.execute("delete from links where source = ?", [placed.entry])
    insert(db, register, [placed])


def insert(db: Database, register: Register, added: Sequence[Placed]) -> None:
    """Write the links of new records."""
    for each in link_fields(register):
        assert isinstance(each.kind, Link)
        to = each.kind.to
        db.conn.executemany(
            "insert into links(source, field, position, register, number, target) values (?, ?, ?, ?, ?,"
            " (select id from entries where register = ? and number = ?))",
            (
                [one.entry, each.name, position, to, number, to, number]
                for one in added
                for position, number in enumerate(getattr(one.record, each.name))
            ),
        )


def adopt(db: Database, register: Register, added: Iterable[Placed]) -> None:
    """Point links at these records that named their numbers before they were there."""
    sql = (
        "update links set target = (select id from entries e where e.register = links.register and e.number = links.number)"
        " where target is null and register = ? and number in (select value from json_each(?))"
    )
    db.execute(sql, [register.name, json.dumps([each.record.number for each in added])])
