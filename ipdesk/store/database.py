"""The encrypted database file: opening with the data key, transactions, and plain errors.

The only importer of sqlite_utils, which looks for a module `pysqlite3` first and then catches
that module's exceptions. Giving it SQLCipher under that name, before it is imported, is what keeps a failed statement
from leaving an open transaction behind. It also loads numpy where it is installed, for types that no register has: that takes
longer than all the rest of a start, so numpy is out of its sight meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlcipher3
import sqlcipher3.dbapi2 as driver

from ipdesk.model.errors import Busy, CannotWrite, Damaged, Refused
from ipdesk.model.text import N_, Message

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = driver

_numpy = sys.modules.get("numpy")
sys.modules["numpy"] = None  # type: ignore[assignment]  # Python then says that there is none

from sqlite_utils import Database as Database  # noqa: E402, PLC0414 - after the alias; others have it from here
from sqlite_utils import Migrations as Migrations  # noqa: E402, PLC0414

FULL: Final = N_("The disk is full or failed while writing.")

if _numpy is None:
    del sys.modules["numpy"]
else:
    sys.modules["numpy"] = _numpy

WAIT_MS: Final = 5_000
CACHE_KIB: Final = 16_384  # holds the index of states of 100,000 records, so that it is deciphered once
OFTEN: Final = 100_000  # steps of SQLite's machine between two looks: some milliseconds
SMALLEST: Final = 4_096  # bytes: one page
Row = Sequence[Any]


def connect(path: Path, key: bytes, *, create: bool = False) -> Database:
    """Open a database file with its 256-bit data key.

    Raises Damaged when the key does not fit or the file is no database, and NotFound's kin when the
    file is missing and `create` is False.
    """
    # To SQLite a file of less than a page is a new database, which would be written to.
    if not create and not (path.is_file() and path.stat().st_size >= SMALLEST):
        raise Damaged(
            Message(N_("The store of this workspace is missing or cut short: {path}."), path=path.name),
            Message(N_("Restore the newest backup into a new folder.")),
        )
    with plain_errors():
        connection = driver.connect(
            str(path), isolation_level=None, timeout=WAIT_MS / 1000, check_same_thread=False
        )
        try:
            connection.execute("pragma cipher_log_level = NONE")
            connection.execute(f"pragma key = \"x'{key.hex()}'\"")
            connection.execute("select count(*) from sqlite_master").fetchone()
            for pragma in (
                "foreign_keys = on",
                "recursive_triggers = on",
                "journal_mode = wal",
                "synchronous = full",
                "secure_delete = on",
                f"busy_timeout = {WAIT_MS}",
                f"cache_size = -{CACHE_KIB}",
            ):
                connection.execute(f"pragma {pragma}").fetchall()
        except BaseException:
            connection.close()
            raise
    return Database(connection, execute_plugins=False)


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Run one immediate transaction: all of it is kept, or nothing."""
    with plain_errors():
        db.execute("begin immediate")
        try:
            yield
            db.execute("commit")
        except BaseException:
            if db.conn.in_transaction:
                db.execute("rollback")
            raise


@contextmanager
def reading(db: Database) -> Iterator[None]:
    """Read everything in the block as it is at one moment, whoever writes meanwhile; nothing may be written in it."""
    with plain_errors():
        db.execute("begin")
        try:
            db.execute("select count(*) from sqlite_master").fetchone()
            yield
        finally:
            db.execute("rollback")


def loosely(db: Database) -> None:
    """Let references be proved at the end of this transaction only, so that rows may come in any order."""
    db.execute("pragma defer_foreign_keys = on")


def broken_references(db: Database) -> list[str]:
    """Return the tables in which something refers to a row that is not there."""
    return sorted({str(each[0]) for each in rows(db, "pragma foreign_key_check")})


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what SQLite says into what a user can act on; programming errors pass."""
    try:
        yield
    except driver.DatabaseError as error:
        refused = _refusal(str(error))
        if refused is None:
            raise
        raise refused from error


def _refusal(said: str) -> Refused | None:
    if "not a database" in said or "malformed" in said or "corrupt" in said:
        return Damaged(
            Message(N_("The store of this workspace cannot be read: it is damaged or its key does not fit.")),
            Message(N_("Copy the folder away as it is, then restore the newest backup into a new folder.")),
        )
    if "disk is full" in said or "disk I/O" in said:
        return CannotWrite(
            Message(FULL),
            Message(N_("Free some space and do it again; what was saved before is whole.")),
        )
    if "readonly" in said or "unable to open" in said:
        return CannotWrite(
            Message(N_("The workspace folder cannot be written.")),
            Message(N_("Check the rights of the folder, or copy the workspace to a place you may write to.")),
        )
    if "locked" in said or "busy" in said:
        return Busy(
            Message(N_("Another program is writing to this workspace just now.")),
            Message(N_("Wait a moment and do it again.")),
        )
    return None


@contextmanager
def stoppable(db: Database, step: Callable[[], None]) -> Iterator[None]:
    """Call `step` every now and then while SQLite works, however long a query takes; what it raises ends the query."""
    raised: list[Exception] = []

    def look() -> int:
        try:
            step()
        except Exception as error:
            raised.append(error)
        return len(raised)  # anything but 0 makes SQLite stop

    db.conn.set_progress_handler(look, OFTEN)
    try:
        yield
    except driver.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        db.conn.set_progress_handler(None, 0)


def rows(db: Database, sql: str, parameters: Row | dict[str, Any] = ()) -> list[Any]:
    """Return all rows of a query as tuples."""
    with plain_errors():
        return list(db.execute(sql, parameters).fetchall())


def row(db: Database, sql: str, parameters: Row | dict[str, Any] = ()) -> Any | None:
    """Return the first row of a query as a tuple, or None."""
    with plain_errors():
        return db.execute(sql, parameters).fetchone()


def value(db: Database, sql: str, parameters: Row | dict[str, Any] = ()) -> Any:
    """Return the first value of the first row of a query, or None."""
    found = row(db, sql, parameters)
    return found[0] if found is not None else None


def marks(many: Sequence[object]) -> str:
    """Return as many parameter marks as there are values, for an `in (…)`."""
    return ",".join("?" * len(many))
