"""The audit log as an archive holds it, so that another store goes on with the same chain.

Every entry is proved against the one before it and against its values while it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ipdesk.model.archives import line_of, wrong
from ipdesk.model.errors import WrongValue
from ipdesk.store import audit
from ipdesk.store.archived_records import require_time
from ipdesk.store.audit import COLUMNS, START, Head
from ipdesk.store.database import Database, rows

NAMES: Final = (*COLUMNS.split(", "), "salt", "body")
_NUMBERS: Final = ("seq", "batch", "undoes")
_MAY_BE_EMPTY: Final = ("undoes", "salt", "body")
_OWN: Final = "seq, at, actor, act, hash"


def log_lines(db: Database, last: int | None = None) -> Iterator[str]:
    """Yield the entries of the log as lines, oldest first, up to one of them."""
    columns = ", ".join(f"a.{name}" for name in COLUMNS.split(", "))
    bound = "" if last is None else f" where a.seq <= {last:d}"
    sql = f"select {columns}, v.salt, v.body from audit a left join audit_values v using (seq){bound} order by a.seq"
    for cells in db.execute(sql):
        yield line_of(dict(zip(NAMES, cells, strict=True)))


def take_off_own(db: Database) -> list[dict[str, Any]]:
    """Take the entries of a new workspace off its log and return them, to be told by the entry that ends its taking in.

    The only place where the log is shortened. What forbids it otherwise is put back as it was, in the same transaction.
    """
    held = rows(db, f"select {_OWN} from audit order by seq")
    guards = rows(
        db, "select name, sql from sqlite_master where type = 'trigger' and name like 'audit\\_%' escape '\\'"
    )
    for name, _ in guards:
        db.execute(f'drop trigger "{name}"')
    db.execute("delete from audit_values")
    db.execute("delete from audit")
    for _, sql in guards:
        db.execute(sql)
    return [dict(zip(_OWN.split(", "), cells, strict=True)) for cells in held]


class LogReader:
    """Reads the lines of a log strictly, proves each entry, and puts it into the empty log of a store."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.head = Head(0, START)
        self.line = 0  # the one read last, counted from 1

    def put(self, lines: Iterable[tuple[dict[str, Any], str]]) -> None:
        """Put entries in. Raises WrongValue for one that does not fit the one before it or that was changed."""
        entries, bodies = [], []
        for given, line in lines:
            cells, salt, body = self._proved(given, line)
            entries.append(cells)
            if body is not None:
                bodies.append([cells[0], salt, body])
        self._db.conn.executemany(f"insert into audit({COLUMNS}) values (?,?,?,?,?,?,?,?,?,?,?,?)", entries)
        self._db.conn.executemany("insert into audit_values(seq, salt, body) values (?,?,?)", bodies)

    def _proved(self, given: dict[str, Any], line: str) -> tuple[list[Any], str | None, str | None]:
        self.line += 1
        if tuple(given) != NAMES or line_of(given) != line:
            raise wrong("")
        for name, held in given.items():
            _require(name, held)
        *cells, salt, body = given.values()
        if (salt is None) != (body is None):
            raise wrong("salt")
        problems = audit.problems_of(self.head, cells, salt, body)
        if problems:
            raise WrongValue("", problems[0])
        self.head = Head(given["seq"], given["hash"])
        return cells, salt, body


def _require(name: str, held: Any) -> None:
    if held is None:
        if name not in _MAY_BE_EMPTY:
            raise wrong(name)
        return
    if name in _NUMBERS:
        if type(held) is not int:
            raise wrong(name)
    elif not isinstance(held, str) or (name == "body" and not audit.is_body(held)):
        raise wrong(name)
    elif name == "at":
        require_time(name, held)
