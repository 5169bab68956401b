"""Proving a store whole: each kind of damage is a problem named, and never an error thrown."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ipdesk.model.text import Translator
from ipdesk.store.checking import check
from ipdesk.store.database import connect
from ipdesk.store.workspace import Workspace
from tests.store._records import DISCLOSURES, PROJECTS, add, filled

ENGLISH = Translator("en", Path())


def test_a_sound_store_has_no_problems_and_its_counts_are_right(workspace: Workspace) -> None:
    add(workspace, PROJECTS, number="KY-2026-002")
    with workspace.write() as writing:
        writing.add(DISCLOSURES, filled(DISCLOSURES.record))
    report = check(workspace.db)
    assert report.whole
    assert report.counts == {
        "entries": 2, "audit": 3, "attachments": 0, "files": 0, "users": 1, "links": 2, "imports": 0, "exports": 0,
    }  # fmt: skip
    assert report.head.seq == 3


DAMAGES = {
    "links lead": "update links set target = 999",
    "a child row": "insert into projects_members(record, position) values (999, 0)",
    "not in the audit log": "insert into entries(uuid, register, number, title, title_key, state, revision, lab, created,"
    " changed) values ('x', 'projects', 'X', '', '', 'planned', 1, '', '', '')",
    "an entry changed": "update audit set actor = 'x' where seq = 1",
    "an index": "pragma writable_schema = on",
}


@pytest.mark.parametrize("what", [name for name in DAMAGES if name != "an index"])
def test_what_does_not_fit_is_told(workspace: Workspace, what: str) -> None:
    with workspace.write() as writing:
        writing.add(DISCLOSURES, filled(DISCLOSURES.record))
    workspace.db.execute("pragma foreign_keys = off")
    workspace.db.execute("drop trigger audit_is_fixed")
    workspace.db.execute(DAMAGES[what])
    report = check(workspace.db)
    assert not report.whole
    for problem in report.problems:
        assert "{" not in ENGLISH.say(problem)


def test_damaged_pages_are_reported_and_not_thrown(workspace: Workspace) -> None:
    with workspace.write() as writing:
        for _ in range(30):
            writing.add(DISCLOSURES, filled(DISCLOSURES.record))
    key, path = workspace.data_key(), workspace.folder / "store.db"
    workspace.close()
    data = path.read_bytes()
    pages = len(data) // 4096
    chance = random.Random(11)
    for page in chance.sample(range(1, pages), 20):
        wrong = bytearray(data)
        wrong[page * 4096 + chance.randrange(4096)] ^= 0x10
        path.write_bytes(wrong)
        try:
            db = connect(path, key)
        except Exception as error:
            assert type(error).__name__ == "Damaged"
            continue
        report = check(db)
        db.conn.close()
        assert not report.whole, page
        assert all(ENGLISH.say(each) for each in report.problems)


def test_a_store_of_something_else_is_a_report_with_a_problem(tmp_path: Path) -> None:
    db = connect(tmp_path / "store.db", bytes(32), create=True)
    db.execute("create table t (a)")
    report = check(db)
    assert not report.whole
    assert report.counts == {}
    db.conn.close()


def test_a_check_that_is_stopped_reports_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(Exception):
        """Stops the check."""

    def step(_done: int, _of: int) -> None:
        raise Stop

    monkeypatch.setattr("ipdesk.store.database.OFTEN", 10)
    with pytest.raises(Stop):
        check(workspace.db, step)
    assert check(workspace.db).whole
