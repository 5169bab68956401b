"""Mapped workbooks in the store: one for each form, told to the log without their words, and erased by a purge."""

from __future__ import annotations

from ipdesk.store import audit, report_templates
from ipdesk.store.report_templates import Kept
from ipdesk.store.workspace import Workspace


def keep(workspace: Workspace, key: str, word: str, entry: int = 0) -> int:
    kept = Kept(
        entry, key, "季报.xlsx", "ab", [["表", [[0, 0, word]]]], {"cells": [{"what": "lab"}], "columns": []}
    )
    with workspace.write() as writing:
        return report_templates.keep(writing, kept)


def test_one_is_kept_for_each_form_and_the_log_tells_no_word(workspace: Workspace) -> None:
    first = keep(workspace, "k1", "绝密装置")
    keep(workspace, "k2", "名称")
    keep(workspace, "k1", "编号")
    assert {each.key: each.layout[0][1] for each in report_templates.listed(workspace.db)} == {
        "k1": [[0, 0, "编号"]], "k2": [[0, 0, "名称"]],
    }  # fmt: skip
    last = next(audit.entries(workspace.db))
    assert (last.act, last.values) == ("map-template", {"sha256": "ab", "cells": 1, "columns": 0})
    again = keep(
        workspace,
        "k3",
        "编号",
        next(each.id for each in report_templates.listed(workspace.db) if each.key == "k1"),
    )
    assert {each.key for each in report_templates.listed(workspace.db)} == {"k2", "k3"}
    with workspace.write() as writing:
        assert report_templates.drop(writing, again) and not report_templates.drop(writing, first + 90)


def test_a_purge_erases_the_workbooks_that_quote_what_it_erases(workspace: Workspace) -> None:
    keep(workspace, "k1", "绝密装置 甲型 的进度")
    keep(workspace, "k2", "名称")
    report_templates.forget(workspace.db, ["绝密装置甲型", "甲", ""])
    assert [each.key for each in report_templates.listed(workspace.db)] == ["k2"]
