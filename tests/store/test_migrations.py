"""Steps: a fresh store is what is declared and what is committed; newer is refused, older is backed up and brought up."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from ipdesk.model.errors import CannotWrite, TooNew
from ipdesk.model.register import Register
from ipdesk.registers import REGISTERS
from ipdesk.store import backups, columns, migrations
from ipdesk.store.database import Database, connect, rows, value
from ipdesk.store.migrations import NAMES, STEPS, is_current, migrate
from ipdesk.store.migrations.ground_1 import statements
from ipdesk.store.workspace import Workspace, unlock
from tests.conftest import OFFICER, PASSPHRASE, SetClock
from tests.store._records import PROJECTS, add, stored
from tests.store._trees import tree
from tests.store.schema import REFERENCE, fresh_schema, schema_of

LAST = NAMES[-1]


def own_tables(db: Database, register: Register) -> list[str]:
    named = [each[0] for each in rows(db, "select name from sqlite_master where type = 'table'")]
    return [name for name in named if name == register.name or name.startswith(f"{register.name}_")]


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)
def test_the_schema_holds_just_the_columns_that_are_declared(
    workspace: Workspace, register: Register
) -> None:
    wanted = columns.tables_of(register)
    assert sorted(own_tables(workspace.db, register)) == sorted(wanted)
    for table, declared in wanted.items():
        held = rows(
            workspace.db, f"select name, type, \"notnull\", dflt_value from pragma_table_info('{table}')"
        )
        assert {each[0] for each in held} == set(declared), table
        for name, kind, filled, default in held:
            assert declared[name].startswith(kind.lower()), f"{table}.{name}"
            if name not in ("id", "record", "position"):
                assert bool(filled) == ("not null" in declared[name]), f"{table}.{name}"
                assert (default or "") == declared[name].partition("default ")[2], f"{table}.{name}"
        referring = {each[3]: each[2] for each in rows(workspace.db, f"pragma foreign_key_list('{table}')")}
        assert referring == ({"id": "entries"} if table == register.name else {"record": "entries"})


def test_every_table_is_strict(workspace: Workspace) -> None:
    loose = rows(
        workspace.db,
        "select name from pragma_table_list where schema = 'main' and type = 'table' and not strict",
    )
    assert {each[0] for each in loose} <= {"sqlite_schema", STEPS.migrations_table}


def test_the_common_columns_are_those_of_every_record(workspace: Workspace) -> None:
    held = {each[0] for each in rows(workspace.db, "select name from pragma_table_info('entries')")}
    assert held >= columns.COMMON


def test_the_committed_schema_is_that_of_a_fresh_store(tmp_path: Path) -> None:
    made = fresh_schema(tmp_path)
    assert made == REFERENCE.read_text(encoding="utf-8"), "see tests/store/schema.py"


def test_a_fresh_store_has_every_step_and_lacks_none(workspace: Workspace) -> None:
    assert is_current(workspace.db)
    assert [each.name for each in STEPS.applied(workspace.db)] == list(NAMES)
    before = schema_of(workspace.db)
    migrate(workspace.db)
    assert schema_of(workspace.db) == before


def test_steps_import_nothing_from_the_registers() -> None:
    for path in Path(migrations.__file__).parent.glob("*_[0-9]*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ipdesk"):
                assert node.module == "ipdesk.store.migrations.ground_1", path.name


def test_a_script_is_cut_where_its_statements_end() -> None:
    trigger = "create trigger t before delete on a\nbegin select 1;\nselect 2; end;"
    assert statements(f"create table a (\n  b text\n);\n{trigger}\ncreate index i on a (b);\n") == [
        "create table a (\n  b text\n);", trigger, "create index i on a (b);",
    ]  # fmt: skip


def test_a_newer_workspace_is_refused_and_stays_as_it_is(workspace: Workspace, clock: SetClock) -> None:
    workspace.db.execute(
        f"insert into {STEPS.migrations_table}(migration_set, name, applied_at) values ('ipdesk', 'patents_7', '')"
    )
    workspace.close()
    before = tree(workspace.folder)
    with pytest.raises(TooNew) as refused:
        unlock(workspace.folder, OFFICER, PASSPHRASE, clock)
    assert refused.value.what.args == {"step": "patents_7"}
    assert tree(workspace.folder) == before


def without_last_step(workspace: Workspace) -> None:
    """Make the workspace one of the release before: the last step's tables, columns and its record are gone."""
    db, sql = workspace.db, import_module(f"{migrations.__name__}.{LAST}").SQL
    db.execute("pragma foreign_keys = off")
    for table in re.findall(r'create table "?(\w+)', sql):
        db.execute(f'drop table "{table}"')
    for table, column in re.findall(r'alter table "?(\w+)"? add column "?(\w+)', sql):
        db.execute(f'alter table "{table}" drop column "{column}"')
    db.execute(f"delete from {STEPS.migrations_table} where name = ?", [LAST])
    workspace.close()


def test_an_older_workspace_is_backed_up_and_then_brought_up(workspace: Workspace, clock: SetClock) -> None:
    number = add(workspace, PROJECTS, title="迁移之前")
    schema = schema_of(workspace.db)
    without_last_step(workspace)
    with unlock(workspace.folder, OFFICER, PASSPHRASE, clock) as opened:
        assert schema_of(opened.db) == schema
        assert stored(opened, PROJECTS, number).title == "迁移之前"
        assert is_current(opened.db)
    (made,) = (workspace.folder / "backups").iterdir()
    target = workspace.folder.with_name("alt.ipdesk")
    backups.restore(made, target, OFFICER, PASSPHRASE)
    key = workspace.keys.unwrap(OFFICER, PASSPHRASE)
    older = connect(target / "store.db", key)
    assert not is_current(older), "the backup is of the store before the step"
    assert value(older, "select count(*) from entries") == 1
    older.conn.close()
    with unlock(target, OFFICER, PASSPHRASE, clock) as brought_up:
        assert stored(brought_up, PROJECTS, number).title == "迁移之前"


def test_no_step_is_done_when_the_backup_before_it_fails(workspace: Workspace, clock: SetClock) -> None:
    without_last_step(workspace)
    place = workspace.folder / "backups"
    place.rmdir()
    place.touch()
    before = tree(workspace.folder)
    with pytest.raises(CannotWrite):
        unlock(workspace.folder, OFFICER, PASSPHRASE, clock)
    assert tree(workspace.folder) == before
    place.unlink()
    with unlock(workspace.folder, OFFICER, PASSPHRASE, clock) as opened:
        assert is_current(opened.db)


def test_a_backup_before_a_step_is_known_to_whoever_traces_a_spill(
    workspace: Workspace, clock: SetClock
) -> None:
    without_last_step(workspace)
    with unlock(workspace.folder, OFFICER, PASSPHRASE, clock) as opened:
        (made,) = (workspace.folder / "backups").iterdir()
        assert rows(opened.db, "select place from backups") == [(str(made),)]


def test_a_step_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    from ipdesk.store.database import Migrations

    db = connect(tmp_path / "store.db", bytes(32), create=True)
    migrate(db)
    before = schema_of(db)
    failing = Migrations("ipdesk")

    @failing(name="broken_1")
    def broken(db: Database) -> None:
        db.execute("create table half (a)")
        raise OSError("cut")

    with pytest.raises(OSError, match="cut"):
        failing.apply(db)
    assert schema_of(db) == before
    assert is_current(db)
    db.conn.close()
