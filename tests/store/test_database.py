"""The database under everything: SQLCipher in place of sqlite3, one transaction or nothing, plain errors."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from ipdesk import store
from ipdesk.model.errors import Busy, Damaged
from ipdesk.store.database import connect, plain_errors, row, rows, stoppable, value, writing
from ipdesk.store.workspace import Workspace

KEY = bytes(range(32))


def test_sqlite_utils_works_on_sqlcipher_and_catches_its_exceptions() -> None:
    beneath: Any = import_module("sqlite_utils.db")
    assert beneath.sqlite3.__name__ == "sqlcipher3"
    assert beneath.sqlite3.OperationalError is sqlcipher3.dbapi2.OperationalError


@pytest.mark.parametrize("first", ["ipdesk.store.database", "ipdesk.store.audit", "ipdesk.store.workspace"])
def test_the_alias_holds_whichever_module_comes_first(first: str) -> None:
    code = f"import {first}, sqlite_utils.db as d; print(d.sqlite3.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "sqlcipher3"


def test_sqlite_utils_is_imported_by_one_module_alone() -> None:
    package = Path(store.__file__).parent
    naming = {each.name for each in package.rglob("*.py") if "from sqlite_utils" in each.read_text("utf-8")}
    assert naming == {"database.py"}


def test_a_failed_statement_leaves_no_open_transaction(tmp_path: Path) -> None:
    db = connect(tmp_path / "store.db", KEY, create=True)
    db.execute("create table t (a integer primary key)")
    db.execute("insert into t values (1)")
    with pytest.raises(sqlcipher3.dbapi2.IntegrityError):
        db.execute("insert into t values (1)")
    assert not db.conn.in_transaction
    with pytest.raises(sqlcipher3.dbapi2.IntegrityError):
        db.table("t").insert({"a": 1})
    assert not db.conn.in_transaction
    db.conn.close()


def test_insert_returning_leaves_no_open_transaction(tmp_path: Path) -> None:
    db = connect(tmp_path / "store.db", KEY, create=True)
    db.execute("create table t (a integer primary key)")
    assert rows(db, "insert into t values (7) returning a") == [(7,)]
    assert not db.conn.in_transaction
    assert value(db, "insert into t values (8) returning a") == 8
    assert not db.conn.in_transaction
    other = connect(tmp_path / "store.db", KEY)
    assert rows(other, "select a from t order by a") == [(7,), (8,)]
    other.conn.close()
    db.conn.close()


def test_the_settings_of_a_connection(workspace: Workspace) -> None:
    def pragma(name: str) -> object:
        return value(workspace.db, f"pragma {name}")

    assert pragma("foreign_keys") == 1
    assert pragma("recursive_triggers") == 1
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("secure_delete") == 1
    # Sorting and statement journals must not reach the disk as plain text.
    compiled = {each[0] for each in rows(workspace.db, "pragma compile_options")}
    assert compiled & {"TEMP_STORE=2", "TEMP_STORE=3"}
    assert pragma("temp_store") in (0, 2)


def test_the_first_bytes_of_a_store_are_not_those_of_plain_sqlite(workspace: Workspace) -> None:
    with (workspace.folder / "store.db").open("rb") as stream:
        assert not stream.read(16).startswith(b"SQLite format 3")


def test_another_key_does_not_open_a_store_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    connect(path, KEY, create=True).conn.close()
    db = connect(path, KEY, create=True)
    db.execute("create table t (a)")
    db.conn.close()
    before = path.read_bytes()
    with pytest.raises(Damaged) as refused:
        connect(path, bytes(32))
    assert KEY.hex() not in str(refused.value)
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["store.db"]


def test_a_missing_store_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        connect(tmp_path / "store.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_store_and_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.touch()
    with pytest.raises(Damaged):
        connect(path, KEY)
    assert path.read_bytes() == b""


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    db = connect(tmp_path / "store.db", KEY, create=True)
    db.execute("create table t (a)")
    with pytest.raises(RuntimeError), writing(db):
        db.execute("insert into t values (1)")
        raise RuntimeError
    assert rows(db, "select * from t") == []
    assert not db.conn.in_transaction
    with writing(db):
        db.execute("insert into t values (2)")
    assert rows(db, "select * from t") == [(2,)]
    db.conn.close()


def test_who_comes_second_is_told_that_somebody_writes(tmp_path: Path) -> None:
    first = connect(tmp_path / "store.db", KEY, create=True)
    first.execute("create table t (a)")
    second = connect(tmp_path / "store.db", KEY)
    second.execute("pragma busy_timeout = 0")
    with writing(first):
        first.execute("insert into t values (1)")
        with pytest.raises(Busy), writing(second):
            second.execute("insert into t values (2)")
        assert not second.conn.in_transaction
    with writing(second):
        second.execute("insert into t values (3)")
    assert rows(first, "select a from t") == [(1,), (3,)]
    for db in (first, second):
        db.conn.close()


def test_a_defect_of_the_program_is_not_dressed_up(tmp_path: Path) -> None:
    db = connect(tmp_path / "store.db", KEY, create=True)
    with pytest.raises(sqlcipher3.dbapi2.OperationalError), plain_errors():
        db.execute("selekt")
    assert row(db, "select 1 where false") is None
    assert value(db, "select 1 where false") is None
    db.conn.close()


ENDLESS = (
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1e12) select count(*) from n"
)


class Stop(Exception):
    """Stops a query."""


def test_a_query_without_end_stops_when_asked_and_the_database_serves_on(workspace: Workspace) -> None:
    asked = []

    def step() -> None:
        asked.append(1)
        if len(asked) > 3:
            raise Stop

    with pytest.raises(Stop), stoppable(workspace.db, step):
        value(workspace.db, ENDLESS)
    assert len(asked) == 4
    assert value(workspace.db, "select 1") == 1


def test_an_error_of_its_own_stays_what_it_is(workspace: Workspace) -> None:
    with (
        pytest.raises(sqlcipher3.dbapi2.OperationalError, match="no such table"),
        stoppable(workspace.db, lambda: None),
    ):
        value(workspace.db, "select 1 from nowhere")
