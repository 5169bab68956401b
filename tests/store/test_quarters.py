"""Closed periods in the store: versions by number, rows in their places, words replaced and taken back."""

from __future__ import annotations

import pytest

from ipdesk.store import quarters
from ipdesk.store.database import value
from ipdesk.store.workspace import Workspace
from tests.store._records import PROJECTS, add

HEAD = {"lines": [{"note": "", "kept": True}], "versions": [], "text": "", "gone": 0}


def close(workspace: Workspace, period: str, reason: str = "", entry: int = 0) -> quarters.Closing:
    """Close a period in which one row stands in Chinese and two in English."""
    with workspace.write() as writing:
        placed = [
            ("zh", "behind", 0, entry, ["甲"]),
            ("en", "behind", 1, 0, ["b"]),
            ("en", "behind", 0, entry, ["a"]),
        ]
        return quarters.close(writing, period, reason, 1, {"zh": HEAD, "en": {**HEAD, "text": "x"}}, placed)


def test_versions_are_numbered_for_each_period(workspace: Workspace) -> None:
    made = [close(workspace, "2025Q4"), close(workspace, "2025Q4", "补录"), close(workspace, "2026Q1")]
    assert [each.number for each in made] == [0, 1, 0]
    assert quarters.closings(workspace.db) == [made[2], made[0], made[1]]
    assert quarters.closings(workspace.db, "2025Q4") == made[:2]
    assert quarters.head_of(workspace.db, made[0].id, "en") == {**HEAD, "text": "x"}
    assert quarters.head_of(workspace.db, made[0].id, "de") is None
    assert quarters.rows_of(workspace.db, made[0].id, "en") == (
        [("behind", 0, ["a"]), ("behind", 0, ["b"])],
        0,
    )


def test_a_failed_closing_leaves_nothing(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.write() as writing:
        quarters.close(writing, "2025Q4", "", 1, {"zh": HEAD}, [("zh", "behind", 0, 0, ["甲"])])
        raise RuntimeError
    assert quarters.closings(workspace.db) == []
    assert value(workspace.db, "select count(*) from closing_rows") == 0


def test_rows_of_what_is_sealed_are_withheld_and_of_what_is_purged_are_gone(workspace: Workspace) -> None:
    add(workspace, PROJECTS, number="KY-1", title="某某支座")
    entry = value(workspace.db, "select id from entries where number = 'KY-1'")
    made = close(workspace, "2025Q4", "因某某支座补录", entry)
    with workspace.write() as writing:
        writing.db.execute("update entries set sealed = 1")
        writing.note("furnished", {})
    assert quarters.rows_of(workspace.db, made.id, "en") == ([("behind", 0, ["b"])], 1)
    with workspace.write() as writing:
        writing.db.execute("update entries set sealed = 0")
        quarters.forget(writing.db, entry, ["某某支座", "支"])
        writing.note("furnished", {})
    assert quarters.rows_of(workspace.db, made.id, "zh") == ([], 1)
    assert quarters.closings(workspace.db)[0].reason == ""
    head = quarters.head_of(workspace.db, made.id, "en")
    assert head is not None and (head["text"], head["gone"]) == ("x", 0), "one sign tells nothing"


def test_words_are_replaced_and_taken_back_and_say_whether_they_changed(workspace: Workspace) -> None:
    with workspace.write() as writing:
        assert quarters.put_word(writing, "2025", "aim", "D2", "20")
        assert quarters.put_word(writing, "2025Q4", "note", "D2", "说明")
        assert not quarters.put_word(writing, "2025Q4", "note", "D2", "说明")
        assert quarters.put_word(writing, "2025Q4", "note", "D2", "另一说明")
    assert quarters.words(workspace.db, "2025Q4") == {("note", "D2"): "另一说明"}
    with workspace.write() as writing:
        assert quarters.put_word(writing, "2025Q4", "note", "D2", "")
        assert not quarters.put_word(writing, "2025Q4", "text", "", "")
    assert quarters.words(workspace.db, "2025Q4") == {}
    assert quarters.words(workspace.db, "2025") == {("aim", "D2"): "20"}
