"""Ledgers whose columns somebody explained: kept for the desk, one for each heading, and erased by a purge."""

from __future__ import annotations

from ipdesk.store import audit, ledgers
from ipdesk.store.workspace import Workspace

HEADINGS = ("柜号", "名目", "何时完成")
PLACES = {"名目": "title", "柜号": ""}


def keep(workspace: Workspace, *headings: str, register: str = "disclosures", **places: str) -> None:
    with workspace.write() as writing:
        ledgers.keep(writing, register, headings, places)


def test_a_ledger_is_kept_with_whoever_explained_it_and_the_log_tells_no_heading(
    workspace: Workspace,
) -> None:
    keep(workspace, *HEADINGS, **PLACES)
    (held,) = ledgers.listed(workspace.db, "disclosures")
    assert (held.headings, held.places, held.user) == (HEADINGS, PLACES, "李明")
    assert ledgers.listed(workspace.db, "projects") == []
    last = next(audit.entries(workspace.db))
    assert (last.act, last.register, last.values) == ("explain-ledger", "disclosures", {"columns": 2})


def test_the_same_headings_in_any_order_and_width_are_one_ledger(workspace: Workspace) -> None:
    keep(workspace, *HEADINGS, 名目="title")
    keep(workspace, "何时 完成", "名目", "柜号", 名目="unit")
    (held,) = ledgers.listed(workspace.db, "disclosures")
    assert held.places == {"名目": "unit"}
    keep(workspace, "柜号", "名目", 名目="title")
    assert [len(each.headings) for each in ledgers.listed(workspace.db, "disclosures")] == [2, 3]


def test_one_is_forgotten_of_its_own_register_only(workspace: Workspace) -> None:
    keep(workspace, *HEADINGS, **PLACES)
    (held,) = ledgers.listed(workspace.db, "disclosures")
    with workspace.write() as writing:
        assert not ledgers.drop(writing, "projects", held.id)
        assert ledgers.drop(writing, "disclosures", held.id)
        assert not ledgers.drop(writing, "disclosures", held.id)
    assert ledgers.listed(workspace.db, "disclosures") == []
    assert [each.act for each in audit.entries(workspace.db)][:2] == ["forget-ledger", "explain-ledger"]


def test_a_purge_erases_headings_that_quote_what_it_erases(workspace: Workspace) -> None:
    keep(workspace, "编号", "绝密装置 甲型 的进度", **{"编号": "number"})
    keep(workspace, *HEADINGS, **PLACES)
    ledgers.forget(workspace.db, ["绝密装置甲型", "甲", ""])
    assert [each.headings for each in ledgers.listed(workspace.db, "disclosures")] == [HEADINGS]
