"""The audit chain: append-only by its fences, and any change behind them is seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlcipher3

from ipdesk.store import audit, spills
from ipdesk.store.audit import START, Head
from ipdesk.store.database import Database, connect, rows, value, writing
from ipdesk.store.spills import Order
from ipdesk.store.workspace import Workspace
from tests.store._records import PROJECTS, add, change, new, stored

ABORTED = sqlcipher3.dbapi2.IntegrityError


def filled(workspace: Workspace) -> Database:
    """Write eight entries in all and return the store."""
    for title in ("一", "二", "三"):
        number = add(workspace, PROJECTS, title=title)
        change(workspace, PROJECTS, number, title=title * 2)
    with workspace.write() as writing:
        writing.note("print", {"serial": 1})
    assert audit.head(workspace.db).seq == 8
    return workspace.db


def unfenced(db: Database) -> Database:
    """Take the triggers away, as somebody with the data key and a database program would."""
    for name in [each[0] for each in rows(db, "select name from sqlite_master where type = 'trigger'")]:
        db.execute(f"drop trigger {name}")
    db.execute("pragma foreign_keys = off")
    return db


def problems(db: Database, expected: Head | None = None) -> set[int]:
    """Return the places at which the chain is said to be broken."""
    verdict = audit.verify(db, expected)
    assert verdict.whole == (not verdict.problems)
    return {int(str(each.args["seq"])) for each in verdict.problems}


def test_the_digits_on_a_document_are_enough_to_compare_and_fewer_are_not(workspace: Workspace) -> None:
    db = filled(workspace)
    noted = audit.head(db)
    add(workspace, PROJECTS, title="四")
    assert problems(db, Head(noted.seq, noted.hash[: audit.PRINTED])) == set()
    for wrong in (noted.hash[: audit.PRINTED - 1], "", f"{noted.hash}0", "f" * audit.PRINTED):
        assert problems(db, Head(noted.seq, wrong)) == {noted.seq}


def test_an_untouched_chain_is_whole_and_passes_through_every_head_noted(workspace: Workspace) -> None:
    db = workspace.db
    noted = [Head(0, START), audit.head(db)]
    add(workspace, PROJECTS, title="一")
    noted.append(audit.head(db))
    filled_more = add(workspace, PROJECTS, title="二")
    assert filled_more
    for each in noted:
        verdict = audit.verify(db, each)
        assert verdict.whole
    assert (verdict.entries, verdict.purged, verdict.head) == (3, 0, audit.head(db))


Tampering = Callable[[Database], object]
TAMPERINGS: list[tuple[str, Tampering, int]] = [
    ("a value", lambda db: db.execute("update audit_values set body = replace(body, '二', '贰') where seq = 4"), 4),
    ("a salt", lambda db: db.execute("update audit_values set salt = 'x' where seq = 4"), 4),
    ("the actor", lambda db: db.execute("update audit set actor = '王芳' where seq = 4"), 4),
    ("the time", lambda db: db.execute("update audit set at = '2020-01-01T00:00:00.000000Z' where seq = 4"), 4),
    ("the act", lambda db: db.execute("update audit set act = 'set' where seq = 4"), 4),
    ("the subject", lambda db: db.execute("update audit set subject = 'x' where seq = 4"), 4),
    ("the transaction", lambda db: db.execute("update audit set batch = 99 where seq = 4"), 4),
    ("what it undoes", lambda db: db.execute("update audit set undoes = 2 where seq = 4"), 4),
    ("the hash", lambda db: db.execute("update audit set hash = previous where seq = 4"), 4),
    ("an entry in the middle is gone", lambda db: db.execute("delete from audit where seq = 4"), 5),
    ("the first is gone", lambda db: db.execute("delete from audit where seq = 1"), 2),
    ("the values are gone", lambda db: db.execute("delete from audit_values where seq = 4"), 4),
    ("two change places", lambda db: swapped(db, 4, 5), 4),
    ("an entry twice", lambda db: copied(db, 8, 9), 9),
]  # fmt: skip


def swapped(db: Database, one: int, two: int) -> None:
    for table in ("audit_values", "audit"):
        for old, wanted in ((one, 99), (two, one), (99, two)):
            db.execute(f"update {table} set seq = {wanted} where seq = {old}")


def copied(db: Database, old: int, new: int) -> None:
    names = audit.COLUMNS.replace("seq, ", "")
    db.execute(f"insert into audit select {new}, {names} from audit where seq = {old}")
    db.execute(f"insert into audit_values select {new}, salt, body from audit_values where seq = {old}")


@pytest.mark.parametrize(("what", "tamper", "place"), TAMPERINGS, ids=[each[0] for each in TAMPERINGS])
def test_tampering_is_seen_where_it_was_done(
    workspace: Workspace, what: str, tamper: Tampering, place: int
) -> None:
    db = unfenced(filled(workspace))
    tamper(db)
    found = problems(db)
    assert found, what
    assert min(found) == place


def test_a_tail_cut_off_is_seen_with_a_head_noted_before(workspace: Workspace) -> None:
    db = unfenced(filled(workspace))
    noted = audit.head(db)
    for seq in (8, 7):
        db.execute("delete from audit_values where seq = ?", [seq])
        db.execute("delete from audit where seq = ?", [seq])
    assert audit.verify(db).whole, "without a noted head nobody can tell"
    verdict = audit.verify(db, noted)
    assert [each.args for each in verdict.problems] == [{"last": 6, "seq": 8}]


def test_a_chain_written_anew_is_seen_with_a_head_noted_before(workspace: Workspace) -> None:
    db = unfenced(filled(workspace))
    noted = audit.head(db)
    held = rows(
        db,
        "select at, actor, act, batch, subject, register, number, undoes, body from audit join audit_values using (seq)",
    )
    db.execute("delete from audit_values")
    db.execute("delete from audit")
    for at, actor, act, batch, subject, register, number, undoes, body in held:
        made = audit.Act(
            act=act, subject=subject, register=register, number=number, undoes=undoes, values=json.loads(body)
        )
        audit.append(db, audit.head(db), [made], at=at, actor=actor.replace("李明", "王芳"), batch=batch)
    assert audit.verify(db).whole, "whoever holds the data key can write a new chain"
    assert problems(db, noted) == {8}


@pytest.mark.parametrize(
    "statement",
    [
        "update audit set actor = 'x' where seq = 2",
        "delete from audit where seq = 2",
        "delete from audit where seq = (select max(seq) from audit)",
        "insert or replace into audit select * from audit where seq = 2",
        "replace into audit select * from audit where seq = 2",
        "update or replace audit set seq = 1 where seq = 2",
        "update audit_values set body = '{}' where seq = 2",
        "delete from audit_values where seq = 2",
        "insert or replace into audit_values values (2, '', '')",
        "delete from audit_values",
        "delete from audit",
    ],
)
def test_the_fences_refuse_every_statement_that_would_change_it(workspace: Workspace, statement: str) -> None:
    db = filled(workspace)
    before = rows(db, "select * from audit join audit_values using (seq)")
    with pytest.raises(ABORTED, match="append-only"), writing(db):
        db.execute(statement)
    assert not db.conn.in_transaction
    assert rows(db, "select * from audit join audit_values using (seq)") == before


def test_a_purge_takes_the_values_of_its_record_alone_and_the_chain_stays_whole(workspace: Workspace) -> None:
    db = filled(workspace)
    noted = audit.head(db)
    uuid = stored(workspace, PROJECTS, "KY-2026-002").id
    with workspace.write() as writing:
        held = writing.held(PROJECTS, "KY-2026-002")
        spills.seal(writing, PROJECTS, held.id, uuid, held.record.number, "待核")
        spills.purge(writing, PROJECTS, held.id, uuid, Order("令-1", "2026-03-05", "误录", "李明"))
    verdict = audit.verify(db, noted)
    assert verdict.whole
    assert (verdict.entries, verdict.purged) == (10, 3)
    kept = rows(db, "select a.act from audit a join audit_values using (seq) where subject = ?", [uuid])
    assert kept == [("purge",)]
    assert value(db, "select count(*) from audit_values where body like '%二%'") == 0
    assert value(db, "select count(*) from purging") == 0
    with pytest.raises(ABORTED):
        db.execute("delete from audit_values where seq = 2")


def test_erasing_another_records_values_is_no_purge(workspace: Workspace) -> None:
    test_a_purge_takes_the_values_of_its_record_alone_and_the_chain_stays_whole(workspace)
    db = unfenced(workspace.db)
    db.execute("delete from audit_values where seq = 2")
    assert problems(db) == {2}


def test_the_values_of_a_sealed_record_are_withheld(workspace: Workspace) -> None:
    add(workspace, PROJECTS, title="涉密")
    with workspace.write() as writing:
        held = writing.held(PROJECTS, "KY-2026-001")
        spills.seal(writing, PROJECTS, held.id, held.record.id, held.record.number, "待核")
    assert {each.act: each.values for each in audit.entries(workspace.db)} == {
        "create": {"code": "LAB", "highest": "technical-secret", "user": "李明"}, "add": None, "seal": None,
    }  # fmt: skip


def test_entries_come_newest_first_whole_by_record_and_by_transaction(workspace: Workspace) -> None:
    db = filled(workspace)
    assert [each.seq for each in audit.entries(db)] == list(range(8, 0, -1))
    uuid = stored(workspace, PROJECTS, "KY-2026-001").id
    assert [(each.act, each.number) for each in audit.entries(db, subject=uuid)] == [
        ("set", "KY-2026-001"), ("add", "KY-2026-001"),
    ]  # fmt: skip
    with workspace.write() as writing:
        writing.add(PROJECTS, new(PROJECTS))
        writing.add(PROJECTS, new(PROJECTS))
    assert [each.seq for each in audit.entries(db, batch=value(db, "select max(batch) from audit"))] == [
        10,
        9,
    ]


def test_the_last_transaction_is_the_last_that_was_not_taken_back(workspace: Workspace) -> None:
    db = filled(workspace)
    assert audit.last_batch(db, "李明", ("add", "set")) == value(db, "select batch from audit where seq = 7")
    assert audit.last_batch(db, "李明", ("add",)) == value(db, "select batch from audit where seq = 6")
    assert audit.last_batch(db, "王芳", ("add", "set")) is None
    with workspace.write() as writing:
        writing.note("undo", undoes=7)
    assert audit.last_batch(db, "李明", ("add", "set")) == value(db, "select batch from audit where seq = 6")


def test_two_programs_write_one_chain(workspace: Workspace, tmp_path: Any) -> None:
    other = connect(workspace.folder / "store.db", workspace.data_key())
    for index in range(6):
        db = (workspace.db, other)[index % 2]
        with writing(db):
            made = [audit.Act(act=f"{index}")]
            audit.append(db, audit.head(db), made, at="", actor="", batch=audit.next_batch(db))
    verdict = audit.verify(other)
    assert (verdict.whole, verdict.entries) == (True, 7)
    assert value(workspace.db, "select count(distinct batch) from audit") == 7
    other.conn.close()


@pytest.mark.parametrize("text", ["\ud800", "a\udcff", "\x00", "𬭎\u2028", '"\\'])
def test_no_text_that_a_user_can_give_breaks_an_entry(workspace: Workspace, text: str) -> None:
    with workspace.write() as writing:
        writing.note("seal", {"reason": text})
    assert audit.verify(workspace.db).whole
    (entry, *_) = audit.entries(workspace.db)
    assert entry.values is not None
    assert len(entry.values["reason"]) == len(text)
